"""The working days in which the invented bureau works: 2022 to 2026, as the program counts them."""

import datetime as dt
from bisect import bisect_left, bisect_right

from generator.fields.workdays import noticed

FIRST_YEAR, LAST_YEAR = 2022, 2026

WORKING_DAYS: list[dt.date] = [day for day in noticed().days if FIRST_YEAR <= day.year <= LAST_YEAR]
"""Every working day of these years, ascending."""


def is_working_day(day: dt.date) -> bool:
    """Whether offices are open; a year without a notice is a ValueError."""
    _known(day.year)
    place = bisect_left(WORKING_DAYS, day)
    return place < len(WORKING_DAYS) and WORKING_DAYS[place] == day


def after(day: dt.date, count: int) -> dt.date:
    """Working day number ``count`` after ``day`` (which itself is not counted); ``count`` is at least 1."""
    place = bisect_right(WORKING_DAYS, day) + count - 1
    if place >= len(WORKING_DAYS):
        raise ValueError(f"{day} 之后第 {count} 个工作日超出了放假安排（到 {LAST_YEAR} 年为止）")
    return WORKING_DAYS[place]


def before(day: dt.date, count: int) -> dt.date:
    """Working day number ``count`` before ``day``; 0 is the day itself or the last working day before it."""
    return WORKING_DAYS[bisect_right(WORKING_DAYS, day) - 1 - count]


def working_days(years: range, until: dt.date) -> list[dt.date]:
    """Working days of these years, none later than ``until``; a year without a notice is a ValueError."""
    for year in years:
        _known(year)
    first = bisect_left(WORKING_DAYS, dt.date(years.start, 1, 1))
    last = min(until, dt.date(years.stop - 1, 12, 31))
    return WORKING_DAYS[first : bisect_right(WORKING_DAYS, last)]


def add_years(day: dt.date, years: int) -> dt.date:
    """Day of the same date some years later, 28 February for a 29th that does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: dt.date, months: int) -> dt.date:
    """Day of the same date some months later, the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = dt.date(year, month + 1, 1)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def chinese(day: dt.date) -> str:
    """Day as it is written in a sentence: 2024年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _known(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"没有 {year} 年的放假安排，只有 {FIRST_YEAR} 年至 {LAST_YEAR} 年")
