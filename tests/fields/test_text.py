"""Text as people write it: lines, paragraphs, ids, telephones, postcodes."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.fields.text import Line, Paragraphs, Postcode, RecordId, Telephone

LINE = TypeAdapter(Line)
PARAGRAPHS = TypeAdapter(Paragraphs)
RECORD_ID = TypeAdapter(RecordId)
TELEPHONE = TypeAdapter(Telephone)
POSTCODE = TypeAdapter(Postcode)

CONTROLS = [chr(code) for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and chr(code) not in "\t\n"]
DIRECTIONS = [
    chr(code)
    for code in range(0x2000, 0x2070)
    if unicodedata.bidirectional(chr(code)) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
]
INVISIBLE = [*CONTROLS, *DIRECTIONS, "\u200b", "\u200e", "\u200f", "\ufeff"]


def error_of(adapter: TypeAdapter[str], value: str) -> dict[str, object]:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    (error,) = caught.value.errors()
    return dict(error)


@pytest.mark.parametrize("character", INVISIBLE, ids=lambda character: f"U+{ord(character):04X}")
@pytest.mark.parametrize("adapter", [LINE, PARAGRAPHS], ids=["line", "paragraphs"])
def test_invisible_character_is_refused_with_its_place(adapter: TypeAdapter[str], character: str) -> None:
    error = error_of(adapter, f"甲乙{character}丙")
    assert error["type"] == "control_character"
    assert f"第 3 个字是看不见的控制字符（U+{ord(character):04X}）" in str(error["msg"])


@pytest.mark.parametrize("text", ["甲", "示例 Co., Ltd.（分店）", "𠮷野", "①②③—…“”", "é", "a" * 500])
def test_line_of_ordinary_text_is_kept(text: str) -> None:
    assert LINE.validate_python(text) == text


def test_blanks_around_a_text_are_dropped() -> None:
    assert LINE.validate_python(" \u3000甲 乙\n") == "甲 乙"
    assert PARAGRAPHS.validate_python("\n甲\n\n乙\n") == "甲\n\n乙"


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n\n"])
def test_text_of_nothing_is_refused(text: str) -> None:
    assert error_of(LINE, text)["type"] == "string_too_short"
    assert error_of(PARAGRAPHS, text)["type"] == "string_too_short"


def test_line_has_at_most_500_characters_and_paragraphs_20_000() -> None:
    assert len(LINE.validate_python("长" * 500)) == 500
    assert error_of(LINE, "长" * 501)["type"] == "string_too_long"
    assert len(PARAGRAPHS.validate_python("长" * 20_000)) == 20_000
    assert error_of(PARAGRAPHS, "长" * 20_001)["type"] == "string_too_long"


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "\u2028", "\u2029"], ids=["LF", "LF LF", "U+2028", "U+2029"])
def test_line_break_in_a_line_is_refused(line_break: str) -> None:
    assert error_of(LINE, f"甲{line_break}乙")["type"] in ("line_break", "control_character")


def test_paragraphs_keep_their_line_breaks() -> None:
    assert PARAGRAPHS.validate_python("甲\n\n  乙") == "甲\n\n  乙"


@settings(deadline=None)
@given(st.text())
def test_accepted_line_splits_into_one_line(text: str) -> None:
    try:
        line = LINE.validate_python(text)
    except ValidationError as error:
        assert error.errors()[0]["type"] in ("string_too_short", "string_too_long", "control_character", "line_break")
    else:
        assert line == text.strip()
        assert line.splitlines() == [line]


@pytest.mark.parametrize(
    "number", ["0999-6012345", "010-60123456", "0999-6012345-801", "12345", "12320", "120", "400-601-2345", "4006012345", "199-0000-0000"]
)
def test_telephone_as_dialled_is_kept(number: str) -> None:
    assert TELEPHONE.validate_python(number) == number


@pytest.mark.parametrize(
    "number",
    [
        "6012345",
        "6012345转8",
        "0999 6012345",
        "0999—6012345",
        "（0999）6012345",
        "0999-6012345、6012346",
        "0999-6012345 6012346",
        "+86-999-6012345",
        "99",
        "012",
        "0999-601234",
        "无",
        "123456",
    ],
)
def test_telephone_of_another_form_is_refused(number: str) -> None:
    assert error_of(TELEPHONE, number)["type"] == "telephone_form"


@pytest.mark.parametrize("number", ["1２３４５", "0９９９-６０１２３４５", "0999-６012345", "12３45", "400-６01-2345"])
def test_telephone_in_full_width_digits_is_refused(number: str) -> None:
    assert error_of(TELEPHONE, number)["type"] == "telephone_form"


@pytest.mark.parametrize("written", ["a", "7", "ry-001", "cf-2026-001", "a" * 80])
def test_id_of_small_letters_digits_and_hyphens_is_kept(written: str) -> None:
    assert RECORD_ID.validate_python(written) == written


@pytest.mark.parametrize(
    "written", ["", "-a", "A", "ry_001", "ry.001", "ry 001", " a", "a\n", "../a", "a/b", "人员", "ａ", "é", "ry-００1"]
)
def test_id_that_would_spoil_an_address_is_refused(written: str) -> None:
    assert error_of(RECORD_ID, written)["type"] == "string_pattern_mismatch"


def test_id_has_at_most_80_characters() -> None:
    assert error_of(RECORD_ID, "a" * 81)["type"] == "string_too_long"


def test_postcode_has_six_digits() -> None:
    assert POSTCODE.validate_python("099900") == "099900"
    for wrong in ("", "09990", "0999000", "０９９９００", "09990a", "099900\n"):
        assert error_of(POSTCODE, wrong)["type"] == "string_pattern_mismatch"
