"""Decisions and results are published in time (TM001 to TM005, TM011)."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from generator.fields.workdays import Calendar
from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.law.terms import PUBLISH_DECISIONS, PUBLISH_OTHERS, on
from generator.registers.licences import Licence
from generator.registers.penalties import Penalty
from generator.registers.record import LedgerRecord
from generator.rules.calendar import one_by_one
from generator.rules.due import DECISIONS
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_CHECKS = practice("检查结果自检查完成之日起二十个工作日内公开。")


@record_rule(
    Problem(
        code="TM001",
        title="许可、处罚决定公开迟了",
        message="「公开日期」{published} 迟了：{made} 作出的决定，{days} 个工作日内公开，最迟是 {due}",
        help="核对「决定日期」和「公开日期」，写错的改正；确实迟了的，日期照实写，再加一行「迟延理由」。",
        why="许可和处罚决定要在作出之日起七个工作日内公开，迟了的要有理由。「从严起始日」以前的决定只作提醒。",
        example="决定日期: 2026-09-18\n公开日期: 2026-09-30",
        basis=(provision("118号"), provision("424号")),
        applies_from=PUBLISH_DECISIONS[0].applies_from,
    ),
    "licences",
    "penalties",
)
def publish_decisions_within_seven_working_days(record: Licence | Penalty, context: Context) -> Iterator[Fault]:
    """TM001: a licence or a penalty is public on the seventh working day at the latest, or says why not."""
    yield from _late(record, context)


@record_rule(
    Problem(
        code="TM003",
        title="强制、收费、检查公开迟了",
        message="「公开日期」{published} 迟了：「{label}」{made}，{days} 个工作日内公开，最迟是 {due}",
        help="核对「{label}」和「公开日期」，写错的改正；确实迟了的，日期照实写，再加一行「迟延理由」。",
        why="强制、征收收费的决定和检查结果要在二十个工作日内公开，检查从完成之日起算。「从严起始日」以前的只作提醒。",
        example="检查完成日期: 2026-09-18\n公开日期: 2026-10-23",
        basis=(provision("118号"), provision("政府信息公开条例", "第二十六条"), _CHECKS),
        applies_from=PUBLISH_OTHERS[0].applies_from,
    ),
    "coercions",
    "collections",
    "inspections",
)
def publish_other_acts_within_twenty_working_days(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """TM003: coercion, a charge or the result of a check is public on the twentieth working day at the latest, or says why not."""
    yield from _late(record, context)


@record_rule(
    Problem(
        code="TM011",
        title="没有迟延却写了理由",
        level="notice",
        message="写了「迟延理由」，可是「公开日期」{published} 没有迟：「{label}」{made}，还在 {days} 个工作日以内",
        help="核对「{label}」和「公开日期」；日期没有错的，删去「迟延理由」。",
        why="理由只在迟了的时候写。日期和理由对不上，多半是有一个写错了。",
        example="决定日期: 2026-03-10\n公开日期: 2026-03-12\n迟延理由: 网站升级停机",
        basis=(CONSISTENCY,),
    ),
    *DECISIONS,
)
def late_reason_is_needed(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """TM011: a reason for being late stands only where something was late."""
    timing = _timing(record, context) if record.late_reason else None
    if timing and not timing.late and timing.published >= timing.made:
        yield breach("迟延理由", **timing._asdict())


@record_rule(
    Problem(
        code="TM002",
        title="公开日期早于决定或者检查完成",
        message="「公开日期」{published} 早于「{label}」{made}",
        help="核对这两个日期，把写错的改正。",
        why="还没有作出的决定、没有完成的检查不可能已经公开。日期不真实，在政府网站检查中属于伪造发稿日期，单项否决。",
        example="决定日期: 2026-03-10\n公开日期: 2026-03-09",
        basis=(CONSISTENCY, provision("19号")),
    ),
    *DECISIONS,
)
def nothing_is_public_before_it_is_made(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """TM002: the first public day is not before the day of the decision or the end of the check."""
    label, made = made_on(record, context)
    if record.published_on and record.published_on < made:
        yield breach("公开日期", published=record.published_on, label=label, made=made)


_DAYS = {key: (day,) for key, (_, day) in DECISIONS.items()}


@tables_rule(
    Problem(
        code="TM004",
        title="没有写公开日期",
        level="warning",
        message="没有写「公开日期」，是否在 {days} 个工作日内公开判断不了",
        help="加上「公开日期」：已经公开的写首次公开之日，还没有公开的写准备公开之日；依法不公开的写「不予公开」。",
        why="按时不按时，要看首次公开的日期。没有写日期的记录一生成网站就会显示，日期却无从查考。",
        example="决定日期: 2026-11-19（没有「公开日期」这一行）",
        basis=(provision("118号"), provision("政府信息公开条例", "第二十六条")),
    ),
    **_DAYS,
)
def public_day_is_stated(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """TM004: an act that is not withheld states the day of its publication. Once the term has run out it is TM005."""

    def judge(undated: tuple[Row, dt.date, int]) -> Iterator[tuple[Row, Fault]]:
        row, made, days = undated
        if not is_late(tables.calendar, made, tables.as_of, days):
            yield row, breach("公开日期", days=days)

    yield from one_by_one(_undated(tables), judge)


@tables_rule(
    Problem(
        code="TM005",
        title="逾期没有公开日期",
        level="warning",
        message="公开期限 {due} 已经过去，还没有写「公开日期」",
        help="已经公开的，补写首次公开之日；还没有公开的，马上公开，写实际公开之日和「迟延理由」；依法不公开的写「不予公开」。",
        why="许可、处罚决定七个工作日内公开，其他执法决定和检查结果二十个工作日内公开，过了期限还没有公开的记录要抓紧处理。",
        example="决定日期: 2026-11-02（今天是 11 月 22 日，还没有「公开日期」这一行）",
        basis=(provision("118号"), provision("政府信息公开条例", "第二十六条")),
    ),
    **_DAYS,
)
def publication_is_not_overdue(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """TM005: no act is without a public day once its term has run out. One with a day too late is TM001 or TM003."""

    def judge(undated: tuple[Row, dt.date, int]) -> Iterator[tuple[Row, Fault]]:
        row, made, days = undated
        if is_late(tables.calendar, made, tables.as_of, days):
            yield row, breach("公开日期", due=tables.calendar.after(made, days))

    yield from one_by_one(_undated(tables), judge)


class _Timing(NamedTuple):
    """When something was made and public, and how many working days there were for it."""

    label: str
    made: dt.date
    published: dt.date
    days: int
    late: bool


def is_late(calendar: Calendar, event: dt.date, day: dt.date, days: int) -> bool:
    """Whether a term of working days from an event is over on a day; days off after its last day still belong to it.

    Raises UnknownYearError only where it takes that year to tell: what was done within as many days as the term has is in time.
    """
    if (day - event).days < days:
        return False
    if day.year in calendar.years:
        return calendar.elapsed(event, day) > days
    return day >= calendar.after(event, days + 1)


def made_on(record: LedgerRecord, context: Context) -> tuple[str, dt.date]:
    """The day from which the term of publication runs, and what it is called: the decision, or the end of the check."""
    _, name = DECISIONS[context.shard.register]
    return ("检查完成日期" if name == "completed_on" else "决定日期"), getattr(record, name)


def _timing(record: LedgerRecord, context: Context) -> _Timing | None:
    """Whether a record was published in time; None where no term is known, no day stated, or nothing is to be published."""
    label, made = made_on(record, context)
    term = on(made, DECISIONS[context.shard.register][0])
    if term is None or record.published_on is None or record.withheld:
        return None
    return _Timing(label, made, record.published_on, term.value, is_late(context.calendar, made, record.published_on, term.value))


def _late(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    timing = _timing(record, context) if not record.late_reason else None
    if timing and timing.late:
        strict = context.settings.strict_since
        due = context.calendar.after(timing.made, timing.days)
        yield breach("公开日期", level="warning" if strict and timing.made < strict else None, due=due, **timing._asdict())


def _undated(tables: Tables) -> Iterator[tuple[Row, dt.date, int]]:
    """Acts without a public day that are to be published, the day from which the term runs, and its working days."""
    today = tables.as_of.isoformat()
    for key, (terms, day) in DECISIONS.items():
        for row, event, published, withheld in tables.rows(key, day, "published_on", "withheld"):
            if published or withheld or event > today:
                continue
            made = dt.date.fromisoformat(event)
            term = on(made, terms)
            if term is not None:
                yield row, made, term.value
