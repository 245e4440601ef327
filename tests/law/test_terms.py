"""Each dated value the day before, on and after each change."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from generator.law import terms
from generator.law.provision import Provision
from generator.law.terms import DISPLAY_TERMS, Caps, Dated, DayOfYear, Limitation, Months, Term, on

TABLES: dict[str, Sequence[Dated[Any]]] = {
    **{name: table for name, table in vars(terms).items() if name.isupper() and isinstance(table, tuple)},
    **{f"DISPLAY_TERMS {tier}": table for tier, table in DISPLAY_TERMS.items()},
}

SPAN = Months(minimum=3, maximum=36)


def test_every_table_is_guarded() -> None:
    assert {name for name in vars(terms) if name.isupper() and name != "T" and name[0] != "_"} == {name.split()[0] for name in TABLES}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_values_follow_one_another_without_gap_or_overlap(table: Sequence[Dated[Any]]) -> None:
    for earlier, later in pairwise(table):
        assert earlier.applies_to == later.applies_from - dt.timedelta(days=1)
    assert all(each.applies_to is None or each.applies_from <= each.applies_to for each in table)
    assert table[-1].applies_to is None


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_value_holds_while_its_instrument_is_not_in_force(table: Sequence[Dated[Any]]) -> None:
    for each in table:
        if isinstance(each.provision, Provision):
            assert each.provision.instrument.applies_on(each.applies_from)
            assert each.applies_to is None or each.provision.instrument.applies_on(each.applies_to)
            assert each.applies_to or each.provision.instrument.in_force_until is None


@pytest.mark.parametrize(
    ("table", "day", "value", "basis"),
    [
        ("PUBLISH_DECISIONS", "2018-07-24", None, None),
        ("PUBLISH_DECISIONS", "2018-07-25", 7, "424号"),
        ("PUBLISH_DECISIONS", "2019-01-02", 7, "424号"),
        ("PUBLISH_DECISIONS", "2019-01-03", 7, "118号"),
        ("PUBLISH_DECISIONS", "2019-01-04", 7, "118号"),
        ("PUBLISH_OTHERS", "2019-01-02", None, None),
        ("PUBLISH_OTHERS", "2019-01-03", 20, "118号"),
        ("PUBLISH_OTHERS", "2019-05-14", 20, "118号"),
        ("PUBLISH_OTHERS", "2019-05-15", 20, "政府信息公开条例"),
        ("PUBLISH_OTHERS", "2019-05-16", 20, "政府信息公开条例"),
        ("WITHDRAW", "2021-07-14", None, None),
        ("WITHDRAW", "2021-07-15", 3, "行政处罚法"),
        ("WITHDRAW", "2021-07-16", 3, "行政处罚法"),
        ("DISPLAY_TERMS 轻微", "2018-07-24", None, None),
        ("DISPLAY_TERMS 轻微", "2018-07-25", SPAN, None),
        ("DISPLAY_TERMS 轻微", "2023-04-30", SPAN, None),
        ("DISPLAY_TERMS 轻微", "2023-05-01", SPAN, "58号令"),
        ("DISPLAY_TERMS 轻微", "2026-03-31", SPAN, "58号令"),
        ("DISPLAY_TERMS 轻微", "2026-04-01", Months(minimum=None, maximum=3), "信用修复管理办法"),
        ("DISPLAY_TERMS 轻微", "2026-04-02", Months(minimum=None, maximum=3), "信用修复管理办法"),
        ("DISPLAY_TERMS 一般", "2026-03-31", SPAN, "58号令"),
        ("DISPLAY_TERMS 一般", "2026-04-01", Months(minimum=3, maximum=12), "信用修复管理办法"),
        ("DISPLAY_TERMS 严重", "2026-03-31", SPAN, "58号令"),
        ("DISPLAY_TERMS 严重", "2026-04-01", Months(minimum=12, maximum=36), "信用修复管理办法"),
        ("SUMMARY_CAPS", "2021-07-14", None, None),
        ("SUMMARY_CAPS", "2021-07-15", Caps(citizen=200, organisation=3000), "行政处罚法"),
        ("SUMMARY_CAPS", "2021-07-16", Caps(citizen=200, organisation=3000), "行政处罚法"),
        ("CASE_DAYS", "2021-07-14", None, None),
        ("CASE_DAYS", "2021-07-15", 90, "行政处罚法"),
        ("CASE_DAYS", "2021-07-16", 90, "行政处罚法"),
        ("LIMITATION_YEARS", "2021-07-14", None, None),
        ("LIMITATION_YEARS", "2021-07-15", Limitation(years=2, grave=5), "行政处罚法"),
        ("SEIZURE_DAYS", "2011-12-31", None, None),
        ("SEIZURE_DAYS", "2012-01-01", Term(days=30, extension=30), "行政强制法"),
        ("SEIZURE_DAYS", "2012-01-02", Term(days=30, extension=30), "行政强制法"),
        ("LICENCE_DAYS", "2019-04-22", None, None),
        ("LICENCE_DAYS", "2019-04-23", Term(days=20, extension=10), "行政许可法"),
        ("LICENCE_DAYS", "2019-04-24", Term(days=20, extension=10), "行政许可法"),
        ("YEARLY_FIGURES_BY", "2019-01-02", None, None),
        ("YEARLY_FIGURES_BY", "2019-01-03", DayOfYear(month=1, day=31), "118号"),
    ],
)
def test_a_day_has_the_value_of_the_law_in_force(table: str, day: str, value: object, basis: str | None) -> None:
    found = on(dt.date.fromisoformat(day), TABLES[table])
    assert (found.value if found else None) == value
    assert (found.provision.instrument.key if found and isinstance(found.provision, Provision) else None) == basis


def test_the_span_before_order_58_is_marked_as_practice() -> None:
    found = on(dt.date(2023, 4, 30), DISPLAY_TERMS["一般"])
    assert found
    assert not found.provision.is_law
    assert found.provision.citation == "通行做法：处罚信息一般公示三个月到三年。"


def test_a_day_of_the_year_falls_in_any_year() -> None:
    assert DayOfYear(month=1, day=31).in_year(2027) == dt.date(2027, 1, 31)
