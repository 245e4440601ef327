"""Standing on a day, the day before and the day after; months; the build's table agrees with the single record."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editions.standing import (
    TIER_MONTHS,
    TIERS_APPLY_FROM,
    TITLES,
    Standing,
    display_until,
    months_after,
    standing,
    standings,
)
from generator.registers.officers import Officer
from generator.registers.penalties import Penalty
from tests.records import written_record

DAY = "2026-03-31"
BEFORE, AFTER = "2026-03-30", "2026-04-01"


@pytest.mark.parametrize(("as_of", "expected"), [(BEFORE, Standing.PENDING), (DAY, Standing.CURRENT), (AFTER, Standing.CURRENT)])
def test_record_is_shown_from_the_day_of_its_publication(as_of: str, expected: Standing) -> None:
    assert standing(DAY, None, None, as_of) is expected


@pytest.mark.parametrize(("as_of", "expected"), [(BEFORE, Standing.CURRENT), (DAY, Standing.CURRENT), (AFTER, Standing.EXPIRED)])
def test_record_is_shown_through_its_last_day(as_of: str, expected: Standing) -> None:
    assert standing("2026-01-01", DAY, None, as_of) is expected


@pytest.mark.parametrize(("as_of", "expected"), [(BEFORE, Standing.CURRENT), (DAY, Standing.WITHDRAWN), (AFTER, Standing.WITHDRAWN)])
def test_record_is_gone_from_the_day_of_its_withdrawal(as_of: str, expected: Standing) -> None:
    assert standing("2026-01-01", None, DAY, as_of) is expected


@pytest.mark.parametrize(("as_of", "expected"), [("2026-12-31", Standing.CURRENT), ("2027-01-01", Standing.EXPIRED)])
def test_standing_changes_across_new_year(as_of: str, expected: Standing) -> None:
    assert standing("2026-01-01", "2026-12-31", None, as_of) is expected


def test_withdrawal_goes_before_pending_and_expiry() -> None:
    assert standing(AFTER, "2026-01-01", DAY, DAY) is Standing.WITHDRAWN


def test_record_without_any_day_is_shown() -> None:
    assert standing(None, None, None, DAY) is standing("", "", "", DAY) is Standing.CURRENT


def test_every_standing_has_a_title() -> None:
    assert set(TITLES) == set(Standing)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-04-10", 3, "2026-07-10"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", 3, "2026-06-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-10-15", 3, "2027-01-15"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-05-31", 0, "2026-05-31"),
        ("2026-05-31", 36, "2029-05-31"),
        ("2099-11-30", 3, "2100-02-28"),
    ],
)
def test_months_after_is_the_same_day_or_the_last_of_its_month(day: str, months: int, expected: str) -> None:
    assert months_after(dt.date.fromisoformat(day), months).isoformat() == expected


@settings(deadline=None)
@given(st.dates(max_value=dt.date(9000, 1, 1)), st.integers(0, 600))
def test_months_after_lies_that_many_months_on_and_never_on_a_later_day(day: dt.date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


def penalty(**more: object) -> Penalty:
    """A penalty with neither tier nor stated end unless they are given."""
    plain = {key: value for key, value in written_record("penalties").items() if key not in ("公示期限", "公示档次")}
    return Penalty.model_validate(plain | more)


@pytest.mark.parametrize("tier", TIER_MONTHS)
def test_tier_ends_the_display_so_many_months_after_a_decision_since_it_applies(tier: str) -> None:
    day = TIERS_APPLY_FROM
    assert display_until(penalty(公示档次=tier), day) == months_after(day, TIER_MONTHS[tier])
    assert display_until(penalty(公示档次=tier), day + dt.timedelta(days=1)) == months_after(day + dt.timedelta(days=1), TIER_MONTHS[tier])


@pytest.mark.parametrize("tier", TIER_MONTHS)
def test_tier_does_not_end_the_display_of_a_decision_made_the_day_before(tier: str) -> None:
    assert display_until(penalty(公示档次=tier), TIERS_APPLY_FROM - dt.timedelta(days=1)) is None


def test_stated_last_day_goes_before_the_tier() -> None:
    assert display_until(penalty(公示档次="轻微", 公示期限="2026-12-31"), dt.date(2026, 4, 10)) == dt.date(2026, 12, 31)


def test_display_without_tier_or_stated_day_has_no_end() -> None:
    assert display_until(penalty(), dt.date(2026, 4, 10)) is None
    assert display_until(Officer.model_validate(written_record("officers")), None) is None


DAYS = st.one_of(st.just(""), st.dates(dt.date(2026, 3, 29), dt.date(2026, 4, 2)).map(dt.date.isoformat), st.dates().map(dt.date.isoformat))


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, DAYS, DAYS, st.booleans()), max_size=30), DAYS.filter(bool))
def test_table_of_the_build_agrees_with_the_standing_of_each_record(rows: list[tuple[str, str, str, bool]], as_of: str) -> None:
    expected = [
        "withheld" if withheld else standing(published or None, until or None, withdrawn or None, as_of).value
        for published, until, withdrawn, withheld in rows
    ]
    published_on, until, withdrawn_on, withheld = ([row[place] for row in rows] for place in range(4))
    assert standings(withheld, withdrawn_on, published_on, until, as_of) == expected
