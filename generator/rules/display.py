"""How long a decision stays on show: within the shortest and the longest display, on days that agree (DP001 to DP003, DP007, DP008)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.editions.standing import TIERS_APPLY_FROM, months_after
from generator.fields.party import PERSON
from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.law.terms import DISPLAY_TERMS, on
from generator.registers import REGISTERS
from generator.registers.penalties import Penalty
from generator.registers.record import LedgerRecord
from generator.rules.due import DECISIONS
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_LAW = (provision("信用修复管理办法"), provision("58号令"), practice("处罚信息一般公示三个月到三年。"))


class Allowed(NamedTuple):
    """The shortest and the longest display in months from the decision; a shortest of 0 is none."""

    minimum: int
    maximum: int
    by_law: bool
    """Whether a text asks for it, or practice alone."""


def allowed(decided_on: dt.date, tier: str | None) -> Allowed | None:
    """What is allowed for a penalty of a day and tier; without a tier, what is allowed for any. None for days of which no text was read."""
    terms = [term for name in ([tier] if tier else DISPLAY_TERMS) if (term := on(decided_on, DISPLAY_TERMS[name]))]
    if not terms:
        return None
    return Allowed(
        minimum=min(term.value.minimum or 0 for term in terms),
        maximum=max(term.value.maximum for term in terms),
        by_law=all(term.provision.is_law for term in terms),
    )


@record_rule(
    Problem(
        code="DP001",
        title="公示期限太长",
        message="「公示期限」{until} 太长：{made} 作出的决定{tier}最长公示 {months} 个月，到 {last} 为止",
        help="把「公示期限」改成 {last} 或者更早；「公示档次」写错的，改正档次。",
        why="处罚信息公示满最长期限就自动停止。2026年4月1日以后的决定按轻微、一般、严重三档，以前的最长三年；2023年5月1日以前的只作提醒。",
        example="公示档次: 一般\n决定日期: 2026-04-10\n公示期限: 2027-04-11",
        basis=_LAW,
    ),
    "penalties",
)
def display_ends_in_time(record: Penalty, context: Context) -> Iterator[Fault]:
    """DP001: the last day on show is within the longest display of the tier, by the text in force on the day of the decision."""
    months = allowed(record.decided_on, record.tier)
    if months is None or record.display_until is None:
        return
    last = months_after(record.decided_on, months.maximum)
    if record.display_until > last:
        values: dict[str, Any] = {"until": record.display_until, "made": record.decided_on, "months": months.maximum, "last": last}
        yield breach("公示期限", level=None if months.by_law else "warning", tier=_named(record), **values)


@record_rule(
    Problem(
        code="DP002",
        title="公示期限太短",
        message="「公示期限」{until} 太短：{made} 作出的决定{tier}最短公示 {months} 个月，到 {first} 为止",
        help="把「公示期限」改成 {first} 或者更晚；「公示档次」写错的，改正档次；提前停止公示的，写「撤回」。",
        why="处罚信息要公示满最短期限，除非决定被撤回。2026年4月1日以前的决定只作提醒。",
        example="公示档次: 严重\n决定日期: 2026-04-10\n公示期限: 2027-04-09",
        basis=_LAW,
    ),
    "penalties",
)
def display_is_long_enough(record: Penalty, context: Context) -> Iterator[Fault]:
    """DP002: the last day on show is not before the end of the shortest display of the tier; not judged where the tier is open."""
    months = allowed(record.decided_on, record.tier)
    if months is None or record.display_until is None or not months.minimum:
        return
    first = months_after(record.decided_on, months.minimum)
    if record.display_until < first:
        values: dict[str, Any] = {"until": record.display_until, "made": record.decided_on, "months": months.minimum, "first": first}
        yield breach("公示期限", level=None if record.decided_on >= TIERS_APPLY_FROM else "warning", tier=_named(record), **values)


@record_rule(
    Problem(
        code="DP003",
        title="公示期限早于公开或者决定",
        message="「公示期限」{until} 早于「{label}」{earlier}，一天也不会显示",
        help="核对这两个日期，把写错的改正；不准备公开的，删去「公示期限」，写「不予公开」。",
        why="公示期限是公示的最后一天，不会在决定和公开以前。",
        example="公开日期: 2026-03-12\n公示期限: 2026-03-11",
        basis=(CONSISTENCY,),
    ),
    *DECISIONS,
)
def display_does_not_end_before_it_begins(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """DP003: the last day on show is not before the decision or the first public day."""
    register = REGISTERS[context.shard.register]
    for label, day in ((register.label(register.dated), getattr(record, register.dated)), ("公开日期", record.published_on)):
        if record.display_until and day and record.display_until < day:
            yield breach("公示期限", until=record.display_until, label=label, earlier=day)
            return


@tables_rule(
    Problem(
        code="DP007",
        title="超过当地最长公示年数",
        level="warning",
        message="{how}；当地规定{party}的决定最多公示 {years} 年，到 {last} 为止",
        help="把「公示期限」改成 {last}，没有这一行的加上。",
        why="设置里写了「最长公示年数」，当地规定公示满这些年的要撤下。",
        example="决定日期: 2023-03-10（自然人，当地规定两年）\n公示期限: 2026-03-10",
        basis=(practice("有的地方规定，单位的执法信息最多公示五年，自然人的最多公示两年。"),),
    ),
    **{key: () if key == "inspections" else ("party.category",) for key in DECISIONS},
)
def display_keeps_to_the_local_cap(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DP007: nothing is to be shown, or without an end is still shown, longer than the local rule allows."""
    cap = tables.settings.display_cap
    if cap is None:
        return
    for key in DECISIONS:
        of_party = () if key == "inspections" else ("party.category",)
        for row, made, until, standing, *category in tables.rows(key, "date", "until", "standing", *of_party):
            person = category == [PERSON]
            years = cap.person if person else cap.organisation
            last = months_after(dt.date.fromisoformat(made), 12 * years)
            how = f"公示到 {until}" if until else "没有公示期限，现在还在公示"
            if standing == "withheld" or (dt.date.fromisoformat(until) <= last if until else standing != "current" or tables.as_of <= last):
                continue
            yield row, breach("公示期限", how=how, party="自然人" if person else "单位", years=years, last=last)


@tables_rule(
    Problem(
        code="DP008",
        title="公示满最长期限还在公示",
        level="warning",
        message="{made} 作出的决定最长公示 {months} 个月，到 {last} 已经满了；没有写「公示期限」，现在还在公示",
        help="加上一行「公示期限」，写 {last}。",
        why="2023年5月1日至2026年3月31日作出的处罚决定，最长公示三年，期满自动停止。没有写期限的记录网站会一直显示。",
        example="决定日期: 2023-06-01（没有「公示期限」这一行，今天已经过了 2026 年 6 月 1 日）",
        basis=(provision("58号令"),),
        applies_from=provision("58号令").instrument.in_force_from,
        applies_to=provision("58号令").instrument.in_force_until,
    ),
    penalties=(),
)
def display_without_end_comes_to_one(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DP008: a penalty without a last day is not on show beyond the longest display. Since the tiers, DP004 asks for one at once."""
    for row, made, until, standing in tables.rows("penalties", "date", "until", "standing"):
        if until or standing != "current":
            continue
        decided = dt.date.fromisoformat(made)
        months = allowed(decided, None)
        if months and tables.as_of > months_after(decided, months.maximum):
            yield row, breach("公示期限", made=made, months=months.maximum, last=months_after(decided, months.maximum))


def _named(record: Penalty) -> str:
    """The tier as it stands in a sentence; before the tiers it plays no part."""
    return f"（{record.tier}）" if record.tier and record.decided_on >= TIERS_APPLY_FROM else ""
