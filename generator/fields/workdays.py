"""Working days (工作日) of the State Council's yearly notices on public holidays, make-up Saturdays and Sundays included.

The notices come from the package chinesecalendar; a year that it does not have yet can be told (:meth:`Calendar.with_year`).
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from chinese_calendar import constants


class UnknownYearError(LookupError):
    """There is no notice for a year: whoever asked cannot judge, and must say so."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no notice on public holidays for {year}")
        self.year = year


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The working days of all years that have a notice, and how a term in working days is counted.

    A term runs from an event. By ``counts_first_day`` False, the usual way, day 1 is the first working day after the event;
    by True the day of the event itself is day 1 where it is a working day.
    """

    years: frozenset[int]
    days: tuple[dt.date, ...]
    """Every working day of these years, ascending."""
    counts_first_day: bool = False

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices are open; raises UnknownYearError."""
        self._know(day.year)
        place = bisect_left(self.days, day)
        return place < len(self.days) and self.days[place] == day

    def elapsed(self, event: dt.date, day: dt.date) -> int:
        """Which day of the term ``day`` is: 7 is still within seven working days of the event, 8 is not. 0 before day 1.

        On a day without work it is the number of the last working day. Raises UnknownYearError for any year from event to day.
        """
        for year in range(event.year, day.year + 1):
            self._know(year)
        return max(0, bisect_right(self.days, day) - self._before_first(event))

    def after(self, event: dt.date, count: int) -> dt.date:
        """The last day (inclusive) of a term of ``count`` working days, at least 1. Raises UnknownYearError."""
        self._know(event.year)
        place = self._before_first(event) + count - 1
        if place >= len(self.days):
            raise UnknownYearError(self.days[-1].year + 1)
        for year in range(event.year, self.days[place].year + 1):
            self._know(year)
        return self.days[place]

    def with_year(self, year: int, off: Iterable[dt.date], made_up: Iterable[dt.date]) -> "Calendar":
        """The calendar with a year put in or in another's place: days off, and the weekend days on which people work."""
        others = tuple(day for day in self.days if day.year != year)
        days = tuple(sorted((*others, *_working_days(year, frozenset(off), frozenset(made_up)))))
        return Calendar(years=self.years | {year}, days=days, counts_first_day=self.counts_first_day)

    def _before_first(self, event: dt.date) -> int:
        """How many working days there are before day 1."""
        return bisect_left(self.days, event) if self.counts_first_day else bisect_right(self.days, event)

    def _know(self, year: int) -> None:
        if year not in self.years:
            raise UnknownYearError(year)


def _working_days(year: int, off: frozenset[dt.date], made_up: frozenset[dt.date]) -> list[dt.date]:
    first = dt.date(year, 1, 1).toordinal()
    days = (dt.date.fromordinal(first + place) for place in range(dt.date(year + 1, 1, 1).toordinal() - first))
    return [day for day in days if day in made_up or (day.weekday() < 5 and day not in off)]


@cache
def noticed(*, counts_first_day: bool = False) -> Calendar:
    """The calendar of all years for which chinesecalendar has the State Council's notice."""
    off, made_up = frozenset(constants.holidays), frozenset(constants.workdays)
    years = frozenset(day.year for day in off)
    days = tuple(day for year in sorted(years) for day in _working_days(year, off, made_up))
    return Calendar(years=years, days=days, counts_first_day=counts_first_day)
