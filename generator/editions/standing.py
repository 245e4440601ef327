"""Standing (公示状态): what a record is on a given day."""

import datetime as dt
from enum import StrEnum

from generator.registers.record import LedgerRecord, Record


class Standing(StrEnum):
    """What a record is on a day."""

    PENDING = "pending"
    CURRENT = "current"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


TITLES = {Standing.PENDING: "待公示", Standing.CURRENT: "公示中", Standing.EXPIRED: "公示期满", Standing.WITHDRAWN: "已撤回"}

TIER_MONTHS = {"轻微": 3, "一般": 12, "严重": 36}
"""The longest display of a penalty by tier, in months from the decision (信用修复管理办法, in force since 2026-04-01)."""

TIERS_APPLY_FROM = dt.date(2026, 4, 1)


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

    What the record states goes before what follows from its tier; tiers apply to decisions since 2026-04-01.
    """
    if not isinstance(record, LedgerRecord):
        return None
    if record.display_until or not record.tier or not decided_on or decided_on < TIERS_APPLY_FROM:
        return record.display_until
    return months_after(decided_on, TIER_MONTHS[record.tier])


def standing(published_on: str | None, until: str | None, withdrawn_on: str | None, as_of: str) -> Standing:
    """The standing on the day ``as_of``. All days are ISO texts, which sort as days do; None is "never"."""
    if withdrawn_on and withdrawn_on <= as_of:
        return Standing.WITHDRAWN
    if published_on and published_on > as_of:
        return Standing.PENDING
    if until and until < as_of:
        return Standing.EXPIRED
    return Standing.CURRENT
