"""Reviews, appraisals and reviewers are told without contradiction (CG003, CG004, CG005, CG006, CG008)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.law.provision import CONSISTENCY
from generator.registers.appraisals import Appraisal
from generator.registers.file_reviews import FileReview
from generator.registers.reviewers import Reviewer
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]", re.ASCII)


@record_rule(
    Problem(
        code="CG003",
        title="评查等次的份数加起来不对",
        message="各等次加起来是 {sum} 份，「案卷数」写的是 {files} 份",
        help="核对「结果分布」里各等次的份数和「案卷数」，改到相等。",
        why="每份案卷评一个等次，份数加起来就是案卷数。",
        example="优秀 19、合格 15、不合格 2，案卷数却写 40",
        basis=(CONSISTENCY,),
    ),
    "file-reviews",
)
def grades_add_up_to_the_files(record: FileReview, context: Context) -> Iterator[Fault]:
    """CG003: the files of all grades together are the files reviewed."""
    summed = sum(grade.files for grade in record.grades)
    if summed != record.files:
        yield breach("案卷数", sum=summed, files=record.files)


@record_rule(
    Problem(
        code="CG004",
        title="评查的案卷年度还没有到",
        message="「年度」写的是 {year}，「公开日期」却是 {published}",
        help="核对「年度」和「公开日期」；年度是案卷的年度，不是下一次评查的年度。",
        why="还没有到的年度没有案卷可以评查。",
        example="年度: 2027\n公开日期: 2026-04-24",
        basis=(CONSISTENCY,),
    ),
    "file-reviews",
)
def reviews_follow_the_year_of_the_files(record: FileReview, context: Context) -> Iterator[Fault]:
    """CG004: the results of a review are not published before the year of the files."""
    if record.published_on and record.published_on.year < record.year:
        yield breach("年度", year=record.year, published=record.published_on.isoformat())


@record_rule(
    Problem(
        code="CG005",
        title="评价对象要写一个",
        message="「对象」里{defect}",
        help="评价窗口的，只写「窗口」；评价渠道的，只写「渠道」；两个都评价的，分成两条。",
        why="一条评价结果说的是一个窗口或者一个渠道，写明了才知道评的是谁。",
        example="对象: {窗口: ck-001, 渠道: qd-001}",
        basis=(CONSISTENCY,),
    ),
    "appraisals",
)
def one_thing_is_appraised(record: Appraisal, context: Context) -> Iterator[Fault]:
    """CG005: a result is about one window or one channel."""
    window, channel = record.target.window, record.target.channel
    if window and channel:
        yield breach("对象", defect=f"既写了窗口 {window}，又写了渠道 {channel}")
    if not window and not channel:
        yield breach("对象", defect="既没有写窗口，也没有写渠道")


@record_rule(
    Problem(
        code="CG006",
        title="百分率超过了 100%",
        message="「数值」写的是「{value}」，「{indicator}」不会超过 100%",
        help="核对「数值」；小数点写错位置的，改正。",
        why="接通、答复、办结、满意的比率最高是全部，也就是 100%。",
        example="指标: 服务满意率\n数值: 986%",
        basis=(CONSISTENCY,),
    ),
    "appraisals",
)
def rates_are_at_most_all(record: Appraisal, context: Context) -> Iterator[Fault]:
    """CG006: a rate of the named indicators is at most 100 per cent."""
    shares = [Decimal(share) for share in _SHARE.findall(record.value)]
    if record.indicator != "其他" and shares and max(shares) > 100:
        yield breach("数值", value=record.value, indicator=record.indicator)


@record_rule(
    Problem(
        code="CG008",
        title="法制审核人员的任期写反了",
        message="「任期止」{end} 早于「任期起」{start}",
        help="核对这两个日期；还在任的，不写「任期止」。",
        why="审核意见是不是在任期里作出的，要按这两个日期判断。",
        example="任期起: 2025-04-01\n任期止: 2025-03-31",
        basis=(CONSISTENCY,),
    ),
    "reviewers",
)
def terms_end_after_they_begin(record: Reviewer, context: Context) -> Iterator[Fault]:
    """CG008: a reviewer's last day is not before the first."""
    if record.term_ends_on and record.term_ends_on < record.term_starts_on:
        yield breach("任期止", end=record.term_ends_on.isoformat(), start=record.term_starts_on.isoformat())
