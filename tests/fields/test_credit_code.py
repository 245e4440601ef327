"""统一社会信用代码: GB 32100-2015, vectors of DOMAIN 2.3."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.fields.credit_code import CHARACTERS, KNOWN_EXCEPTIONS, CreditCode, check_character, organisation_check_character

CODE = TypeAdapter(CreditCode)

GOOD = (
    "11500242322384326D",
    "11500226753092798P",
    "11441700007280420Y",
    "11230500001755309F",
    "113307023369256057",
    "123502001549897397",
    "91320105780688132K",
    "91440101MA5CJQ4N59",
    "913502000728319549",
)

WRONG_CHECK = ("91310115MA1G4L1WXK", "11500242322384326E", "11500242322384362D", "91440101MA5CJQ4N95")

WRONG_FORM = (
    "",
    "9111",
    "11500242322384326",
    "11500242322384326D0",
    "11500242322384326d",
    "1150024232238432６D",
    "I1500242322384326D",
    "11500242322384326O",
    "11500242322384326Z",
    "11500242322384326S",
    "11500242322384326V",
    "11A00242322384326D",
    "11500242 322384326D",
    "11500242-322384326-D",
)


def error_of(code: str) -> str:
    with pytest.raises(ValidationError) as caught:
        CODE.validate_python(code)
    (error,) = caught.value.errors()
    return error["type"]


def check_by_the_standard(first_seventeen: str) -> str:
    """The sum as the standard prints it, weights written out."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(CHARACTERS.index(character) * weight for character, weight in zip(first_seventeen, weights, strict=True))
    return CHARACTERS[(31 - total % 31) % 31]


@pytest.mark.parametrize("code", GOOD)
def test_issued_code_passes_unchanged(code: str) -> None:
    assert CODE.validate_python(code) == code


@pytest.mark.parametrize("code", GOOD)
def test_check_character_is_the_issued_one(code: str) -> None:
    assert check_character(code[:17]) == code[17] == check_by_the_standard(code[:17])


@pytest.mark.parametrize("code", GOOD)
def test_organisation_check_character_is_the_issued_one(code: str) -> None:
    assert organisation_check_character(code[8:16]) == code[16]


@pytest.mark.parametrize("code", WRONG_CHECK)
def test_code_with_another_check_character_is_refused(code: str) -> None:
    assert error_of(code) == "credit_code_check"


@pytest.mark.parametrize("code", WRONG_FORM)
def test_code_of_another_form_is_refused(code: str) -> None:
    assert error_of(code) == "credit_code_form"


def test_refusal_names_the_expected_character() -> None:
    with pytest.raises(ValidationError, match=f"末位应为 {check_by_the_standard('91310115MA1G4L1WX')}"):
        CODE.validate_python("91310115MA1G4L1WXK")


def test_blanks_around_a_code_are_dropped() -> None:
    assert CODE.validate_python("  11500242322384326D ") == "11500242322384326D"


def test_known_exception_passes_although_its_check_character_is_wrong() -> None:
    assert "91350203M0001QAY9B" in KNOWN_EXCEPTIONS
    for code in KNOWN_EXCEPTIONS:
        assert CODE.validate_python(code) == code
        assert check_character(code[:17]) != code[17]
        assert organisation_check_character(code[8:16]) == code[16]


@settings(deadline=None)
@given(st.integers(0, 999_999), st.text(CHARACTERS, min_size=2, max_size=2), st.text(CHARACTERS, min_size=9, max_size=9))
def test_any_code_made_by_the_standard_passes(region: int, kind: str, organisation: str) -> None:
    first = f"{kind}{region:06d}{organisation}"
    assert CODE.validate_python(first + check_by_the_standard(first)) == first + check_character(first)


@settings(deadline=None)
@given(st.sampled_from(GOOD), st.integers(0, 17), st.sampled_from(CHARACTERS))
def test_any_one_mistyped_character_is_noticed(code: str, position: int, character: str) -> None:
    mistyped = code[:position] + character + code[position + 1 :]
    if mistyped == code:
        assert CODE.validate_python(mistyped) == code
    else:
        assert error_of(mistyped) in ("credit_code_check", "credit_code_form")
