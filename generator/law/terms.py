"""Dated values: how many days, months and yuan the law names, since when, and where it says so.

A value is looked up by the day of the act it governs: ``on(decided_on, PUBLISH_DECISIONS)``. A day before the first entry has no value: the
text of that time was not read, and a rule that gets None cannot judge. How days are counted from the event is not this table's business.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.law.provision import Basis, practice
from generator.law.provisions import provision

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[T]):
    """A value that holds for a time."""

    value: T
    """The value, in the unit its table names."""
    applies_from: dt.date
    """The first day of the acts that it governs."""
    applies_to: dt.date | None = None
    """The last day (inclusive), or None while it holds."""
    provision: Basis
    """What it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """How long something stays on show, in months from the decision."""

    minimum: int | None
    """Not to be taken off before that (unless the decision is withdrawn), or None where it may go at any time."""
    maximum: int
    """Not to be shown longer than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The highest fine, in yuan (inclusive)."""

    citizen: int
    """For a natural person."""
    organisation: int
    """For a legal person or another organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term and by how much it can be extended, in days of the same kind."""

    days: int
    """The term itself."""
    extension: int
    """The longest extension, once approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """After how many years without discovery no penalty may be imposed."""

    years: int
    """In general."""
    grave: int
    """Where life and health or finance are concerned and harm was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfYear:
    """The last day (inclusive), in each year."""

    month: int
    """1 to 12."""
    day: int
    """1 to 31."""

    def in_year(self, year: int) -> dt.date:
        """That day of a year."""
        return dt.date(year, self.month, self.day)


def on(day: dt.date, values: Iterable[Dated[T]]) -> Dated[T] | None:
    """The value that governs an act of that day, or None where the table has none."""
    for each in values:
        if each.applies_from <= day and (each.applies_to is None or day <= each.applies_to):
            return each
    return None


PUBLISH_DECISIONS = (
    Dated(value=7, applies_from=dt.date(2018, 7, 25), applies_to=dt.date(2019, 1, 2), provision=provision("424号")),
    Dated(value=7, applies_from=dt.date(2019, 1, 3), provision=provision("118号")),
)
"""Working days from a licence or a penalty to its publication. By the day of the decision."""

PUBLISH_OTHERS = (
    Dated(value=20, applies_from=dt.date(2019, 1, 3), applies_to=dt.date(2019, 5, 14), provision=provision("118号")),
    Dated(value=20, applies_from=dt.date(2019, 5, 15), provision=provision("政府信息公开条例", "第二十六条")),
)
"""Working days from the making or change of anything else to its publication. The first entry covers decisions of enforcement alone."""

WITHDRAW = (Dated(value=3, applies_from=dt.date(2021, 7, 15), provision=provision("行政处罚法", "第四十八条第二款")),)
"""Working days (第八十五条) from the change, annulment or finding of illegality or nullity of a published penalty to its withdrawal."""

_BY_PRACTICE = Dated(
    value=Months(minimum=3, maximum=36),
    applies_from=dt.date(2018, 7, 25),
    applies_to=dt.date(2023, 4, 30),
    provision=practice("处罚信息一般公示三个月到三年。"),
)
_BY_ORDER_58 = Dated(
    value=Months(minimum=3, maximum=36),
    applies_from=dt.date(2023, 5, 1),
    applies_to=dt.date(2026, 3, 31),
    provision=provision("58号令"),
)


def _since_order_36(months: Months) -> Dated[Months]:
    return Dated(value=months, applies_from=dt.date(2026, 4, 1), provision=provision("信用修复管理办法"))


DISPLAY_TERMS = {
    "轻微": (_BY_PRACTICE, _BY_ORDER_58, _since_order_36(Months(minimum=None, maximum=3))),
    "一般": (_BY_PRACTICE, _BY_ORDER_58, _since_order_36(Months(minimum=3, maximum=12))),
    "严重": (_BY_PRACTICE, _BY_ORDER_58, _since_order_36(Months(minimum=12, maximum=36))),
}
"""How long a penalty stays on show, by tier. By the day of the decision, from which the months count too.

Since 2026-04-01 the tiers of Order 36; a 轻微 one need not be shown at all. From 2023-05-01 Order 58 for all tiers alike. Before that, from the
day of 424号 on, the same span is only practice (发改办财金〔2019〕527号 is reported to have asked six months of 严重). Two things are open:
whether Order 36 governs decisions made before it and still on show, and whether a bureau's own site is a credit system at all.
"""

SUMMARY_CAPS = (
    Dated(value=Caps(citizen=200, organisation=3000), applies_from=dt.date(2021, 7, 15), provision=provision("行政处罚法", "第五十一条")),
)
"""The highest fine of the summary procedure (简易程序). The caps before 2021-07-15 were lower; their text was not read."""

CASE_DAYS = (Dated(value=90, applies_from=dt.date(2021, 7, 15), provision=provision("行政处罚法", "第六十条")),)
"""Calendar days from 立案 to the decision, unless a law, regulation or rule says otherwise. By the day of 立案."""

LIMITATION_YEARS = (
    Dated(value=Limitation(years=2, grave=5), applies_from=dt.date(2021, 7, 15), provision=provision("行政处罚法", "第三十六条")),
)
"""Years from the end of an offence to its discovery. By the day of the decision."""

SEIZURE_DAYS = (
    Dated(value=Term(days=30, extension=30), applies_from=dt.date(2012, 1, 1), provision=provision("行政强制法", "第二十五条第一款")),
)
"""Calendar days of 查封 and 扣押, the time of tests and expert opinions not counted. By the day of the decision to seize."""

LICENCE_DAYS = (
    Dated(value=Term(days=20, extension=10), applies_from=dt.date(2019, 4, 23), provision=provision("行政许可法", "第四十二条第一款")),
)
"""Working days (第八十二条) from acceptance to the decision on a licence, unless a law or regulation says otherwise. By the day of acceptance."""

YEARLY_FIGURES_BY = (Dated(value=DayOfYear(month=1, day=31), applies_from=dt.date(2019, 1, 3), provision=provision("118号")),)
"""The last day on which the figures of the year before are published. By that day itself."""
