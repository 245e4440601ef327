"""Check lists and yearly plans are complete and public before the checks begin (RC009, RC010, RC015, RC016, RC017, RC018)."""

from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.registers.check_items import CheckItem
from generator.registers.check_plans import CheckPlan
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem


@record_rule(
    Problem(
        code="RC009",
        title="抽查事项没有审核就公布了",
        level="warning",
        message="「审核日期」{reviewed} 晚于「公开日期」{published}，公开以后没有更新过",
        help="核对这两个日期；确实先公布、后审核的，审核通过以后重新公布，并写「更新日期」。",
        why="随机抽查事项清单先经审核机关审核，通过以后才公布。",
        example="审核日期: 2026-01-19\n公开日期: 2026-01-12",
        basis=(practice("随机抽查事项清单经审核机关审核后公布。"),),
    ),
    "check-items",
)
def items_are_reviewed_before_they_are_published(record: CheckItem, context: Context) -> Iterator[Fault]:
    """RC009: an item that was published once was reviewed before that (三项制度实施方案: 经审核后公示). TM012 speaks of later reviews."""
    published = record.published_on
    if published and record.reviewed_on > published and (record.updated_on is None or record.updated_on <= published):
        yield breach("审核日期", reviewed=record.reviewed_on.isoformat(), published=published.isoformat())


@record_rule(
    Problem(
        code="RC010",
        title="检查计划的结束早于开始",
        message="「结束日期」{end} 早于「开始日期」{start}",
        help="核对这两个日期，结束日期不早于开始日期。",
        why="计划的时间公布给被检查的单位，写反了就没有意义。",
        example="开始日期: 2026-06-30\n结束日期: 2026-03-01",
        basis=(CONSISTENCY,),
    ),
    "check-plans",
)
def plans_end_after_they_begin(record: CheckPlan, context: Context) -> Iterator[Fault]:
    """RC010: a plan's last day is not before its first."""
    if record.ends_on < record.starts_on:
        yield breach("结束日期", end=record.ends_on.isoformat(), start=record.starts_on.isoformat())


@record_rule(
    Problem(
        code="RC015",
        title="检查计划的时间不在它的年度里",
        level="warning",
        message="「{field}」{day} 不在 {year} 年",
        help="核对「年度」和起止日期；跨年的检查分成两个年度的计划。",
        why="年度计划管一个日历年，频次上限也按日历年计算。",
        example="年度: 2026\n结束日期: 2027-01-15",
        basis=(CONSISTENCY,),
    ),
    "check-plans",
)
def plans_lie_in_their_year(record: CheckPlan, context: Context) -> Iterator[Fault]:
    """RC015: a plan's first and last day are days of its year."""
    for field, day in (("开始日期", record.starts_on), ("结束日期", record.ends_on)):
        if str(day.year) != record.year:
            yield breach(field, field=field, day=day.isoformat(), year=record.year)


@record_rule(
    Problem(
        code="RC016",
        title="检查计划开始以后才公开",
        level="warning",
        message="「公开日期」{published} 晚于「开始日期」{start}",
        help="核对这两个日期；还没有开始检查的，把「开始日期」推到公开以后；已经开始的照实保留，在「备注」里写明原因。",
        why="查谁、查什么、什么时候查，要在检查开始以前公布，企业才能有准备。",
        example="公开日期: 2026-03-20\n开始日期: 2026-03-01",
        basis=(practice("年度检查计划在检查开始以前公布。"),),
    ),
    "check-plans",
)
def plans_are_public_before_they_begin(record: CheckPlan, context: Context) -> Iterator[Fault]:
    """RC016: a plan is published on its first day at the latest."""
    if record.published_on and record.published_on > record.starts_on:
        yield breach("公开日期", published=record.published_on.isoformat(), start=record.starts_on.isoformat())


@record_rule(
    Problem(
        code="RC017",
        title="检查计划的数量是 0",
        level="warning",
        message="「计划数量」写的是 0",
        help="写明计划检查多少个单位（户次）；今年不检查的，删掉这个计划。",
        why="计划要让群众知道查多少家，写 0 等于没有计划。",
        example="计划数量: 0",
        basis=(CONSISTENCY,),
    ),
    "check-plans",
)
def plans_are_for_some_units(record: CheckPlan, context: Context) -> Iterator[Fault]:
    """RC017: a plan is for at least one unit."""
    if record.count == 0:
        yield breach("计划数量")


@record_rule(
    Problem(
        code="RC018",
        title="是否联合和联合部门对不上",
        message="「是否联合」写的是 {joint}，{partners}",
        help="联合检查的，「是否联合」写 是，并在「联合部门」写明有哪些部门；不是联合检查的，写 否，删掉「联合部门」。",
        why="和哪些部门一次上门，要在计划里写清楚。",
        example="是否联合: 是，没有「联合部门」",
        basis=(CONSISTENCY,),
    ),
    "check-plans",
)
def joint_plans_name_their_partners(record: CheckPlan, context: Context) -> Iterator[Fault]:
    """RC018: a plan is joint exactly when it names other departments."""
    if record.joint and not record.partners:
        yield breach("是否联合", joint="是", partners="却没有写「联合部门」")
    if record.partners and not record.joint:
        yield breach("是否联合", joint="否", partners=f"却写了联合部门「{'、'.join(record.partners)}」")
