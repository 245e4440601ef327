"""Counts, working days, money and 是/否, read from the text that was written."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.fields.numbers import Amount, Count, Days, Truth

AMOUNT = TypeAdapter(Amount)
COUNT = TypeAdapter(Count)
DAYS = TypeAdapter(Days)
TRUTH = TypeAdapter(Truth)


def error_of(adapter: TypeAdapter[object], value: str) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    (error,) = caught.value.errors()
    return error["type"]


@settings(deadline=None)
@given(st.integers(0, 999_999_999))
def test_whole_number_is_read(number: int) -> None:
    assert COUNT.validate_python(str(number)) == number
    assert DAYS.validate_python(str(number)) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        " 1",
        "-1",
        "+1",
        "01",
        "1.0",
        "1e3",
        "0x10",
        "1_000",
        "1,000",
        "十",
        "10个工作日",
        "１０",
        "1０",
        "٣",
        "²",
        "1000000000",
        "一",
        "inf",
        "是",
    ],
)
def test_count_written_another_way_is_refused(written: str) -> None:
    assert error_of(COUNT, written) == "count_form"
    assert error_of(DAYS, written) == "count_form"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("0", "0.00"),
        ("0.5", "0.50"),
        ("2000", "2000.00"),
        ("2000.5", "2000.50"),
        ("2000.05", "2000.05"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_amount_is_exact_and_has_two_decimals(written: str, amount: str) -> None:
    read = AMOUNT.validate_python(written)
    assert str(read) == amount
    assert AMOUNT.dump_python(read, mode="json") == amount


@settings(deadline=None)
@given(st.integers(0, 99_999_999_999_999))
def test_amount_of_any_number_of_fen_survives(fen: int) -> None:
    written = f"{fen // 100}.{fen % 100:02d}"
    assert AMOUNT.validate_python(written) == Decimal(fen) / 100


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-1",
        "+1",
        "01",
        ".5",
        "1.",
        "1.005",
        "1,000",
        "1 000",
        "1e3",
        "2000元",
        "0.2万元",
        "￥2000",
        "¥2000",
        "２０００",
        "20０0",
        "2000．00",
        "贰仟",
        "NaN",
        "Infinity",
        "无",
        "1000000000000",
    ],
)
def test_amount_written_another_way_is_refused(written: str) -> None:
    assert error_of(AMOUNT, written) == "yuan_form"


def test_yes_and_no_are_read() -> None:
    assert TRUTH.validate_python("是") is True
    assert TRUTH.validate_python("否") is False


@pytest.mark.parametrize(
    "written", ["", "yes", "no", "true", "True", "false", "1", "0", "on", "off", "Y", "√", "×", "有", "无", "是 ", "不是", "是否"]
)
def test_other_words_for_yes_and_no_are_refused(written: str) -> None:
    assert error_of(TRUTH, written) == "yes_no"


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    for adapter, refusal in ((COUNT, "count_form"), (AMOUNT, "yuan_form"), (TRUTH, "yes_no")):
        try:
            adapter.validate_python(text)
        except ValidationError as error:
            assert error.errors()[0]["type"] == refusal
        else:
            assert text.isascii() or text in ("是", "否")
