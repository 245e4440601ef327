"""Working days by the State Council's notices: the vectors of the field, make-up days, and years without a notice."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fields.workdays import UnknownYearError, noticed

day = dt.date.fromisoformat

VECTORS = [
    ("2026-09-18", "2026-09-22", "2026-09-29", "2026-10-22"),
    ("2026-02-13", "2026-02-25", "2026-03-02", "2026-03-19"),
    ("2026-04-30", "2026-05-08", "2026-05-13", "2026-06-01"),
    ("2025-09-26", "2025-09-30", "2025-10-13", "2025-10-30"),
    ("2025-12-26", "2025-12-31", "2026-01-07", "2026-01-26"),
    ("2024-09-13", "2024-09-19", "2024-09-25", "2024-10-17"),
]
"""Event, and the last day of a term of 3, 7 and 20 working days."""


@pytest.mark.parametrize(("event", "three", "seven", "twenty"), VECTORS)
def test_terms_end_when_the_notices_say(event: str, three: str, seven: str, twenty: str) -> None:
    ends = [noticed().after(day(event), count).isoformat() for count in (3, 7, 20)]
    assert ends == [three, seven, twenty]


@pytest.mark.parametrize(("event", "seven"), [(vector[0], vector[2]) for vector in VECTORS])
def test_the_last_day_of_a_term_is_within_it_and_the_next_is_not(event: str, seven: str) -> None:
    calendar = noticed()
    last = day(seven)
    assert calendar.elapsed(day(event), last) == 7
    following = next(last + dt.timedelta(n) for n in range(1, 20) if calendar.is_working_day(last + dt.timedelta(n)))
    assert calendar.elapsed(day(event), following) == 8


@pytest.mark.parametrize(
    ("written", "works"),
    [
        ("2026-01-04", True),  # a Sunday made up for New Year
        ("2026-02-14", True),  # a Saturday made up for the Spring Festival
        ("2026-02-23", False),  # a Monday of the Spring Festival
        ("2026-09-20", True),  # a Sunday made up for the National Day
        ("2026-10-08", True),
        ("2026-10-10", True),  # a Saturday
        ("2026-10-11", False),
        ("2026-11-22", False),
    ],
)
def test_make_up_days_are_working_days(written: str, works: bool) -> None:
    assert noticed().is_working_day(day(written)) is works


def test_the_day_of_the_event_counts_where_the_bureau_counts_so() -> None:
    usual, first = noticed(), noticed(counts_first_day=True)
    assert usual.after(day("2026-11-02"), 7) == day("2026-11-11")
    assert first.after(day("2026-11-02"), 7) == day("2026-11-10")
    assert first.after(day("2026-11-01"), 7) == day("2026-11-10")  # a Sunday is no day 1
    assert first.elapsed(day("2026-11-02"), day("2026-11-02")) == 1
    assert usual.elapsed(day("2026-11-02"), day("2026-11-02")) == 0


def test_a_year_without_notice_is_never_guessed() -> None:
    calendar = noticed()
    last = max(calendar.years)
    for ask in (
        lambda: calendar.is_working_day(dt.date(last + 1, 3, 1)),
        lambda: calendar.after(dt.date(last + 1, 3, 1), 7),
        lambda: calendar.after(dt.date(last, 12, 30), 7),
        lambda: calendar.elapsed(dt.date(last, 12, 30), dt.date(last + 1, 1, 4)),
        lambda: calendar.elapsed(dt.date(1990, 1, 1), dt.date(1990, 1, 2)),
    ):
        with pytest.raises(UnknownYearError):
            ask()
    assert calendar.elapsed(dt.date(last, 12, 28), dt.date(last, 12, 28)) == 0  # both ends known: judged


def test_a_year_can_be_told() -> None:
    last = max(noticed().years)
    told = noticed().with_year(last + 1, [dt.date(last + 1, 1, 1)], [])
    assert not told.is_working_day(dt.date(last + 1, 1, 1))
    assert told.after(dt.date(last, 12, 30), 1) in (dt.date(last, 12, 31), dt.date(last + 1, 1, 2))
    with pytest.raises(UnknownYearError):
        told.after(dt.date(last + 1, 12, 30), 7)


@given(st.dates(dt.date(2005, 1, 1), dt.date(2025, 12, 31)), st.integers(1, 60), st.booleans())
def test_a_term_ends_on_the_working_day_of_its_number(event: dt.date, count: int, first: bool) -> None:
    calendar = noticed(counts_first_day=first)
    end = calendar.after(event, count)
    assert calendar.is_working_day(end)
    assert calendar.elapsed(event, end) == count
    assert calendar.elapsed(event, end - dt.timedelta(1)) == count - 1
