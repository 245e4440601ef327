"""Standing (公示状态): what a record is on a given day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.law.terms import DISPLAY_TERMS, on
from generator.registers.record import LedgerRecord, Record
from generator.registers.register import Register


class Standing(StrEnum):
    """What a record is on a day."""

    PENDING = "pending"
    CURRENT = "current"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


TITLES = {Standing.PENDING: "待公示", Standing.CURRENT: "公示中", Standing.EXPIRED: "公示期满", Standing.WITHDRAWN: "已撤回"}

TIERS_APPLY_FROM = next(each.applies_from for each in DISPLAY_TERMS["轻微"] if each not in DISPLAY_TERMS["严重"])
"""The first day of the decisions whose tier says how long they are on show (信用修复管理办法): before, one span held for all."""

TIER_MONTHS = {tier: term.value.maximum for tier, terms in DISPLAY_TERMS.items() if (term := on(TIERS_APPLY_FROM, terms))}
"""The longest display of a penalty by tier, in months from the decision, on the day from which tiers apply."""


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def display_until(record: Record, decided_on: dt.date | None) -> dt.date | None:
    """The last day (inclusive) on which a record is on show, or None for one without end.

    What the record states goes before what follows from its tier; tiers apply to decisions since :data:`TIERS_APPLY_FROM`.
    """
    if not isinstance(record, LedgerRecord):
        return None
    if record.display_until or not record.tier or not decided_on or decided_on < TIERS_APPLY_FROM:
        return record.display_until
    term = on(decided_on, DISPLAY_TERMS[record.tier])
    return months_after(decided_on, term.value.maximum) if term else None


def standing(published_on: str | None, until: str | None, withdrawn_on: str | None, as_of: str) -> Standing:
    """The standing on the day ``as_of``. All days are ISO texts, which sort as days do; None is "never"."""
    if withdrawn_on and withdrawn_on <= as_of:
        return Standing.WITHDRAWN
    if published_on and published_on > as_of:
        return Standing.PENDING
    if until and until < as_of:
        return Standing.EXPIRED
    return Standing.CURRENT


LAPSED = frozenset({"已清理", "离岗", "注销", "已取消", "已下放", "废止", "失效", "停征"})
"""The words of a catalogue's 状态 by which a record no longer holds."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """That a catalogue record no longer holds."""

    word: str
    """Its own 状态 where that says so, or else 已失效."""
    since: str
    """The first day on which it does not hold, ISO; nothing where no field tells."""


def lapse(register: Register, record: Mapping[str, Any], as_of: str) -> Lapse | None:
    """Whether a catalogue record no longer holds on the day, by its own status or because its time is over."""
    ended = [day for path in register.ended_on if (day := _at(record, path)) and day <= as_of]
    over = [
        (dt.date.fromisoformat(day) + dt.timedelta(1)).isoformat()
        for path in register.valid_through
        if (day := _at(record, path)) and day < as_of
    ]
    status = record.get("status", "")
    if status not in LAPSED and not ended and not over:
        return None
    return Lapse(status if status in LAPSED else "已失效", min((*ended, *over), default=""))


def _at(record: Mapping[str, Any], path: str) -> str:
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""


def standings(
    withheld: Sequence[bool], withdrawn_on: Sequence[str], published_on: Sequence[str], until: Sequence[str], as_of: str
) -> list[str]:
    """What each of many records is on the day, ``withheld`` where nothing of it is shown. Days are ISO, or nothing.

    The same order of questions as :func:`standing`.
    """
    found: list[str] = []
    for kept, withdrawn, published, last in zip(withheld, withdrawn_on, published_on, until, strict=True):
        if kept:
            found.append("withheld")
        elif withdrawn and withdrawn <= as_of:
            found.append("withdrawn")
        elif published > as_of:
            found.append("pending")
        else:
            found.append("expired" if last and last < as_of else "current")
    return found
