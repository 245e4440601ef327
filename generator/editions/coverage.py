"""Whether each duty to disclose is met, where, and how fresh: computed from the registers, never typed."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from generator.editions.public import PublicRecord
from generator.registers import REGISTERS

STALE_AFTER = 365
"""Days after which a register that nobody has touched is called stale. A practice of this program, not a term of law."""


class Coverage(StrEnum):
    """How a duty stands on a day."""

    MET = "已公开"
    STALE = "久未更新"
    LATE = "逾期未公开"
    EMPTY = "本期无"
    ELSEWHERE = "在别处公开"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty with its state."""

    obligation: PublicRecord
    register: str
    count: int
    updated: str
    """The latest day on which the register was published or updated, ISO, or nothing."""
    due: str
    """The yearly day that has last passed, ISO, or nothing."""
    state: Coverage


def duties(obligations: list[PublicRecord], counts: dict[str, tuple[int, str]], as_of: dt.date) -> list[Duty]:
    """Every duty with its state on the as-of date. ``counts``: records on show and latest update, by register."""
    return [_duty(obligation, counts, as_of) for obligation in obligations]


def _duty(obligation: PublicRecord, counts: dict[str, tuple[int, str]], as_of: dt.date) -> Duty:
    key = obligation.get("kept_in", "")
    if key not in REGISTERS:
        return Duty(obligation=obligation, register="", count=0, updated="", due="", state=Coverage.ELSEWHERE)
    count, updated = counts.get(key, (0, ""))
    due = last_due(obligation["time_limit"].get("yearly", ""), as_of)
    return Duty(obligation=obligation, register=key, count=count, updated=updated, due=due, state=_state(count, updated, due, as_of))


def _state(count: int, updated: str, due: str, as_of: dt.date) -> Coverage:
    if due and due < as_of.isoformat() and updated < f"{due[:4]}-01-01":
        return Coverage.LATE
    if not count:
        return Coverage.EMPTY
    if not updated or (as_of - dt.date.fromisoformat(updated)).days > STALE_AFTER:
        return Coverage.STALE
    return Coverage.MET


def last_due(yearly: str, as_of: dt.date) -> str:
    """The last passed day of a yearly term written ``MM-DD``, inclusive of the day itself; nothing where there is no such day each year."""
    try:
        dt.date.fromisoformat(f"2025-{yearly}")  # a year without 29 February
        this = dt.date.fromisoformat(f"{as_of.year}-{yearly}")
    except ValueError:
        return ""
    return (this if this <= as_of else this.replace(year=as_of.year - 1)).isoformat()
