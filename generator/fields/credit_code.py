"""The unified social credit code (统一社会信用代码) of GB 32100-2015."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {character: value for value, character in enumerate(CHARACTERS)}
_WEIGHTS = tuple(3**position % 31 for position in range(17))
_FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

KNOWN_EXCEPTIONS = frozenset({"91350203M0001QAY9B"})
"""Codes that were issued although their check character does not fit."""


def check_character(first_seventeen: str) -> str:
    """The 18th character that belongs to the first seventeen (GB 32100-2015)."""
    total = sum(_VALUE[character] * weight for character, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return CHARACTERS[-total % 31]


def organisation_check_character(first_eight: str) -> str:
    """The ninth character of an organisation code (GB 11714-1997), characters 9 to 17 of a credit code."""
    total = sum(int(character, 36) * weight for character, weight in zip(first_eight, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def _credit_code(code: str) -> str:
    if not _FORM.fullmatch(code):
        raise PydanticCustomError("credit_code_form", f"「{code}」不是 18 位统一社会信用代码（现有 {len(code)} 位）")
    expected = check_character(code[:17])
    if code[17] != expected and code not in KNOWN_EXCEPTIONS:
        raise PydanticCustomError("credit_code_check", f"「{code}」校验位不对：按前 17 位算，末位应为 {expected}")
    return code


CreditCode = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_credit_code)]
"""A unified social credit code: 18 characters, the last one a check character."""
