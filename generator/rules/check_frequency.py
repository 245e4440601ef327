"""Businesses are not checked too often, nor at any time (RC004, RC005)."""

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterator

from generator.law.provision import practice
from generator.law.provisions import provision
from generator.registers.inspections import Inspection
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_NOT_ENTERED = frozenset({"未能检查", "单位关闭"})
"""Outcomes of visits that became no check, and do not count."""

_LAST_DAYS = 7
"""What is called the last week of a month: its last seven days."""

_BUSINESS = "9"
"""How the credit codes of enterprises and sole traders begin: registered by the market authorities (GB 32100-2015)."""

Visit = tuple[str, str, str]
"""What is counted: the unit, the year, and the item with a cap of its own or nothing."""


@tables_rule(
    Problem(
        code="RC004",
        title="一年里检查的次数超过上限",
        level="warning",
        message="「{unit}」{year} 年第 {count} 次{about}检查，公布的上限是每年 {cap} 次",
        help="投诉举报、上级交办等不受次数限制的，在「例外情形」里写明；确实多查了的照实保留，以后合并检查。",
        why="同一单位一年最多检查几次要公布，公布了就不超过，能合并的合并成一次。",
        example="频次上限: 1，同一家公司 2026 年 3 月、6 月各查一次，都没有写例外情形",
        basis=(provision("54号"), practice("公布了频次上限的，对同一单位的检查不超过上限。")),
        applies_from=dt.date(2025, 1, 3),
    ),
    inspections=("category", "outcome", "items", "exception", "object.entry", "object.name", "object.credit_code"),
)
def checks_stay_within_the_published_cap(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """RC004: in a calendar year a unit is checked no more often than the item's 频次上限, or 年度检查上限 where its items have none.

    Complaints, checks with a stated exception and visits that became no check do not count. Those beyond the cap are found, by date.
    """
    totals = Counter(visit for _, _, _, visits in _counted(tables) for visit in visits)
    exceeded = {visit for visit, count in totals.items() if count > _cap(tables, visit)}
    beyond = [(day, row, unit, visit) for day, row, unit, visits in _counted(tables) for visit in visits if visit in exceeded]
    sofar: Counter[Visit] = Counter()
    for day, row, unit, visit in sorted(beyond):
        sofar[visit] += 1
        if sofar[visit] > _cap(tables, visit):
            item = visit[2]
            about = f"按「{tables.catalogue('check-items')[item]['name']}」" if item else ""
            yield row, breach("检查日期", unit=unit, year=day[:4], count=sofar[visit], about=about, cap=_cap(tables, visit))


def _counted(tables: Tables) -> Iterator[tuple[str, Row, str, list[Visit]]]:
    """The checks that count: day, row, name of the unit, and under what they count."""
    codes = {entry: unit.get("credit_code") for entry, unit in tables.catalogue("inspected").items()}
    capped = {key for key, item in tables.catalogue("check-items").items() if "cap" in item}
    general = tables.settings.checks_a_year is not None
    columns = ("date", "category", "outcome", "items", "exception", "object.entry", "object.name", "object.credit_code")
    for row, day, category, outcome, items, exception, entry, name, code in tables.rows("inspections", *columns):
        if category == "投诉举报" or exception or outcome in _NOT_ENTERED:
            continue
        unit = code or codes.get(entry) or entry or name
        own = [item for item in dict.fromkeys(items) if item in capped]
        if own or general:
            yield day, row, name, [(unit, day[:4], item) for item in own or [""]]


def _cap(tables: Tables, visit: Visit) -> int:
    item = visit[2]
    cap = tables.catalogue("check-items")[item]["cap"] if item else tables.settings.checks_a_year
    return int(cap or 0)


@record_rule(
    Problem(
        code="RC005",
        title="涉企检查不在每月最后一周",
        level="warning",
        message="检查日期 {day} 不在这个月的最后一周（{first} 至 {last}）",
        help="有特殊理由的，在「例外情形」里写明；检查的不是企业的，写上它的统一社会信用代码。",
        why="本地规定涉企检查只在每月最后一周进行，其他日子让企业安静生产经营，紧急情形除外。",
        example="检查日期: 2026-03-10，没有写例外情形",
        basis=(practice("本地规定涉企检查安排在每月最后一周，安全生产等紧急事项除外。"),),
    ),
    "inspections",
)
def businesses_are_checked_in_the_last_week(record: Inspection, context: Context) -> Iterator[Fault]:
    """RC005: where the bureau has that rule, a business is checked in the last seven days of a month (提质提效方案第18项).

    Complaints and checks with a stated exception are free; so is a unit whose credit code says that it is no business.
    """
    code = record.object.credit_code
    free = record.category == "投诉举报" or record.exception is not None or (code is not None and not code.startswith(_BUSINESS))
    if context.settings.check_time != "每月最后一周" or free:
        return
    day = record.inspected_on
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    first = last - dt.timedelta(_LAST_DAYS - 1)
    if day < first:
        yield breach("检查日期", day=day.isoformat(), first=first.isoformat(), last=last.isoformat())
