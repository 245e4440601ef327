"""The yearly table of a body is in time and adds up (AF002, AF003, AF004, AF005, AF009)."""

import datetime as dt
from collections.abc import Iterator

from generator.fields.model import Model
from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.law.terms import YEARLY_FIGURES_BY, on
from generator.registers.annual_figures import AnnualFigures
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem


def due_day(year: int) -> dt.date | None:
    """The last day on which the figures of a year are published, or None where no text asks for them."""
    if year + 1 not in range(dt.MINYEAR, dt.MAXYEAR):
        return None
    for term in YEARLY_FIGURES_BY:
        day = term.value.in_year(year + 1)
        if on(day, YEARLY_FIGURES_BY) is term:
            return day
    return None


@record_rule(
    Problem(
        code="AF002",
        title="年度数据公开晚了",
        level="warning",
        message="{year} 年度的数据到 {published} 才公开，应当不迟于 {due}",
        help="核对「公开日期」是不是首次公开之日；确实晚了的照实保留，在「说明」里写明原因，明年在 1 月 31 日以前公开。",
        why="上一年度的行政执法数据应当在每年 1 月 31 日以前公开，没有可以迟延的理由。",
        example="年度: 2025\n公开日期: 2026-02-01",
        basis=(provision("118号"),),
    ),
    "annual-figures",
)
def publish_by_the_end_of_january(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """AF002: a year's figures are published by 31 January of the next (国办发〔2018〕118号), whatever day of the week it is."""
    due = due_day(record.year)
    if due and record.published_on and record.published_on > due:
        yield breach("公开日期", year=record.year, published=record.published_on.isoformat(), due=due.isoformat())


@record_rule(
    Problem(
        code="AF003",
        title="年度数据的合计不等于各项之和",
        message="「{label}」写的是 {total} 件，各项加起来是 {sum} 件",
        help="核对各项和「{label}」，改到相等；一份决定书有几种处罚的，只计入最重的一种。",
        why="合计和各项对不上，公布的数据就不可信。",
        example="罚款 12、其他各项 0，处罚合计却写 13",
        basis=(CONSISTENCY,),
    ),
    "annual-figures",
)
def totals_are_the_sum_of_the_kinds(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """AF003: the kinds of penalties, and the methods of coercion, add up to the total beside them."""
    for group, label, figures in (("处罚", "处罚合计", record.penalties), ("强制", "强制合计", record.coercions)):
        summed = _sum_of_parts(figures)
        if summed != figures.total:
            yield breach(group, label, label=label, total=figures.total, sum=summed)


def _sum_of_parts(figures: Model) -> int:
    """The counts of a group without its total and its amount of money."""
    return sum(value for name, value in figures if name not in ("total", "amount"))


@record_rule(
    Problem(
        code="AF004",
        title="许可件数前后矛盾",
        message="{part} {number} 件，多于{whole} {total} 件",
        help="核对「申请」「受理」「准予许可」「不予许可」，按决定日期统计：准予加不予不多于受理，受理不多于申请。",
        why="先有申请，再有受理，然后才有准予或者不予的决定，后面的件数不会多于前面的。",
        example="申请: 10\n受理: 12",
        basis=(CONSISTENCY,),
    ),
    "annual-figures",
)
def decided_within_accepted_within_applied(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """AF004: granted and refused ≤ accepted ≤ applied; all are counted by the day of the decision."""
    figures = record.licences
    decided = figures.granted + figures.refused
    if decided > figures.accepted:
        yield breach("许可", "受理", part="「准予许可」加「不予许可」", number=decided, whole="「受理」", total=figures.accepted)
    if figures.accepted > figures.applied:
        yield breach("许可", "申请", part="「受理」", number=figures.accepted, whole="「申请」", total=figures.applied)


@record_rule(
    Problem(
        code="AF005",
        title="年度数据里部分多于总数",
        message="「{part}」写的是 {number}，多于「{whole}」的 {total}",
        help="核对这两个数；「{part}」是「{whole}」当中的一部分，不会比它多。",
        why="部分多于总数，至少有一个数写错了。",
        example="检查次数: 80\n其中双随机: 90",
        basis=(CONSISTENCY,),
    ),
    "annual-figures",
)
def parts_are_within_their_whole(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """AF005: random and faulty checks are among the checks, lost disputes among the disputes."""
    for group, part, number, whole, total in (
        ("检查", "其中双随机", record.inspections.random, "检查次数", record.inspections.total),
        ("检查", "其中发现问题", record.inspections.faulty, "检查次数", record.inspections.total),
        ("复议诉讼", "败诉件数", record.disputes.lost, "复议诉讼件数", record.disputes.total),
    ):
        if number > total:
            yield breach(group, part, part=part, number=number, whole=whole, total=total)


@record_rule(
    Problem(
        code="AF009",
        title="一年没有过完就公布了年度数据",
        message="「公开日期」{published} 早于 {year} 年的最后一天",
        help="核对「年度」和「公开日期」；年度数据统计 1 月 1 日至 12 月 31 日，第二年 1 月公开。",
        why="一年没有过完，全年的数据还统计不出来。",
        example="年度: 2026\n公开日期: 2026-01-20（应当是 2025 年度的数据）",
        basis=(CONSISTENCY,),
    ),
    "annual-figures",
)
def figures_follow_the_year_they_count(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """AF009: a year's figures are not published before its last day."""
    published = record.published_on
    if published and (published.year < record.year or (published.year == record.year and (published.month, published.day) < (12, 31))):
        yield breach("年度", year=record.year, published=published.isoformat())
