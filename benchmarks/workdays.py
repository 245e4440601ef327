"""The working days of 2022 to 2026, from the State Council's yearly notices on public holidays."""

import datetime as dt
from bisect import bisect_left, bisect_right

DAYS_OFF: dict[int, str] = {
    2022: "01-01/01-03 01-31/02-06 04-03/04-05 04-30/05-04 06-03/06-05 09-10/09-12 10-01/10-07",
    2023: "01-01/01-02 01-21/01-27 04-05/04-05 04-29/05-03 06-22/06-24 09-29/10-06",
    2024: "01-01/01-01 02-10/02-17 04-04/04-06 05-01/05-05 06-10/06-10 09-15/09-17 10-01/10-07",
    2025: "01-01/01-01 01-28/02-04 04-04/04-06 05-01/05-05 05-31/06-02 10-01/10-08",
    2026: "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07",
}
"""Public holidays with the weekends they take in: first and last day, both inclusive."""

MAKE_UP_DAYS: dict[int, str] = {
    2022: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
"""Saturdays and Sundays on which people work instead."""

FIRST_YEAR, LAST_YEAR = min(DAYS_OFF), max(DAYS_OFF)


def _off(year: int) -> set[dt.date]:
    days: set[dt.date] = set()
    for span in DAYS_OFF[year].split():
        first, last = (dt.date.fromisoformat(f"{year}-{day}") for day in span.split("/"))
        days.update(first + dt.timedelta(offset) for offset in range((last - first).days + 1))
    return days


def _working_days(year: int) -> list[dt.date]:
    off = _off(year)
    made_up = {dt.date.fromisoformat(f"{year}-{day}") for day in MAKE_UP_DAYS[year].split()}
    length = (dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days
    days = (dt.date(year, 1, 1) + dt.timedelta(offset) for offset in range(length))
    return [day for day in days if day in made_up or (day.weekday() < 5 and day not in off)]


WORKING_DAYS: list[dt.date] = [day for year in DAYS_OFF for day in _working_days(year)]
"""Every working day of the years with a notice, ascending."""


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
    if year not in DAYS_OFF:
        raise ValueError(f"没有 {year} 年的放假安排，只有 {FIRST_YEAR} 年至 {LAST_YEAR} 年")
