"""What the calendar leaves open is said, never passed over (CA001, CA002)."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator.fields.workdays import UnknownYearError
from generator.law.provisions import provision
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

ASKED_FROM = (12, 1)
"""From this day (month, day) on next year's notice is missed: the State Council publishes it in November."""

CANNOT_JUDGE = Problem(
    code="CA001",
    title="没有放假安排，无法判断",
    message="程序里没有 {year} 年的放假安排，「{title}」判断不了",
    help="升级 gongshi，或者在 mkdocs.yml 的「规则」下加上「放假安排」，照国务院办公厅的通知写 {year} 年的放假和上班日期。",
    why="工作日期限要按国务院每年公布的放假调休安排计算。没有那一年的安排就不能说按时，也不能说迟延。",
    example="2027 年的决定，而程序里的放假安排只到 2026 年",
    basis=(provision("行政处罚法", "第八十五条"),),
)
"""What becomes of :class:`~generator.fields.workdays.UnknownYearError`, once a file and year."""


def one_by_one(rows: Iterable[Any], judge: Callable[[Any], Iterator[tuple[Row, Fault]]]) -> Iterator[tuple[Row, Fault]]:
    """Judge row after row. A year without calendar is raised only when all the others have been judged: one row silences no other."""
    unknown: UnknownYearError | None = None
    for row in rows:
        try:
            yield from judge(row)
        except UnknownYearError as error:
            unknown = unknown or error
    if unknown:
        raise unknown


def cannot_judge(year: int, title: str) -> Fault:
    """CA001 for a rule with this title, which wanted to count working days of a year without notice."""
    return Fault(code=CANNOT_JUDGE.code, values={"year": year, "title": title})


@tables_rule(
    Problem(
        code="CA002",
        title="还没有明年的放假安排",
        level="warning",
        message="快到 {year} 年了，程序里还没有 {year} 年的放假安排",
        help="升级 gongshi，或者在 mkdocs.yml 的「规则」下加上「放假安排」；不然从明年第一个决定起，是否按时公开就判断不了。",
        why="国务院办公厅一般在十一月公布下一年的放假安排，提前补上，明年的期限才算得出来。",
        example="12 月 1 日以后，程序里仍然只有今年的安排",
        basis=(provision("行政处罚法", "第八十五条"),),
    )
)
def next_year_has_a_calendar(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CA002: in December the coming year's working days are known."""
    following = tables.as_of.year + 1
    if tables.as_of >= dt.date(tables.as_of.year, *ASKED_FROM) and following not in tables.calendar.years:
        yield Row("penalties"), breach(year=following)
