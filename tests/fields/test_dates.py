"""Dates are written YYYY-MM-DD; what is nearly one is told how to write it."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.fields.dates import NO_END, Date, Until, suggest

DATE = TypeAdapter(Date)
UNTIL = TypeAdapter(Until)


def error_of(adapter: TypeAdapter[dt.date], value: str) -> dict[str, object]:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    (error,) = caught.value.errors()
    return dict(error)


@settings(deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_canonical_date_is_read_as_that_day(day: dt.date) -> None:
    assert DATE.validate_python(day.isoformat()) == day
    assert UNTIL.validate_python(day.isoformat()) == day


@pytest.mark.parametrize(
    "written",
    [
        "2024.3.9",
        "2024.03.09",
        "2024/3/9",
        "2024/03/09",
        "2024-3-9",
        "2024-3-09",
        "2024年3月9日",
        "2024年03月09日",
        "2024 年 3 月 9 日",
        " 2024.3.9 ",
        "2024-03-09 ",
        "２０２４.３.９",
    ],
)
def test_date_written_another_way_is_refused_with_the_right_form(written: str) -> None:
    assert suggest(written) == "2024-03-09"
    error = error_of(DATE, written)
    assert error["type"] == "date_form"
    assert "应写成 2024-03-09" in str(error["msg"])


@pytest.mark.parametrize(
    "written",
    ["", "不详", "2024", "2024-03", "20240309", "09-03-2024", "2024-03-09T00:00:00", "2024-W10-6", "二〇二四年三月九日", "长期有效"],
)
def test_text_that_is_no_date_is_refused_without_a_guess(written: str) -> None:
    error = error_of(DATE, written)
    assert error["type"] == "date_form"
    assert "应写成" not in str(error["msg"])
    assert suggest(written) is None


@pytest.mark.parametrize("digits", ["２０２４-０３-０９", "2024-0３-09", "٢٠٢٤-٠٣-٠٩"])
def test_digits_of_other_scripts_are_refused(digits: str) -> None:
    assert error_of(DATE, digits)["type"] == "date_form"


@pytest.mark.parametrize(
    "unreal",
    [
        "2024-02-30",
        "2023-02-29",
        "2100-02-29",
        "2024-04-31",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "0000-01-01",
        "2024-01-32",
        "1899-12-31",
        "2200-01-01",
        "9999-12-31",
    ],
)
def test_day_that_no_calendar_has_is_refused_as_such(unreal: str) -> None:
    assert error_of(DATE, unreal)["type"] == "date_unreal"


@pytest.mark.parametrize("real", ["2024-02-29", "2000-02-29", "1900-01-01", "2199-12-31"])
def test_days_at_the_edges_of_the_calendar_are_read(real: str) -> None:
    assert DATE.validate_python(real).isoformat() == real


@pytest.mark.parametrize("unreal", ["2024.2.30", "2023年2月29日", "2024/13/1"])
def test_unreal_day_in_another_form_has_no_suggestion(unreal: str) -> None:
    assert suggest(unreal) is None
    error = error_of(DATE, unreal)
    assert error["type"] == "date_form"
    assert "应写成" not in str(error["msg"])


def test_no_end_is_a_validity_and_no_date() -> None:
    assert UNTIL.validate_python(NO_END) == "长期"
    assert error_of(DATE, NO_END)["type"] == "date_form"


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    try:
        day = DATE.validate_python(text)
    except ValidationError as error:
        assert error.errors()[0]["type"] in ("date_form", "date_unreal")
    else:
        assert day.isoformat() == text
