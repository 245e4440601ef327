"""Text as people write it: never empty, no control characters, of a stated length."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_TELEPHONE = re.compile(r"(0\d{2,3}-\d{7,8}(-\d{1,6})?|1\d{2}-?\d{4}-?\d{4}|[1-9]\d{2,4}|400-?\d{3}-?\d{4})", re.ASCII)


class Multiline:
    """Marks a text that may run over several paragraphs."""


def _without_control_characters(text: str) -> str:
    found = _CONTROL.search(text)
    if found:
        raise PydanticCustomError(
            "control_character",
            "第 {position} 个字是看不见的控制字符（U+{code}）",
            {"position": found.start() + 1, "code": f"{ord(found[0]):04X}"},
        )
    return text


def _no_line_break(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("line_break", "这一项只能写一行，这里有 {lines} 行", {"lines": text.count("\n") + 1})
    return text


def _telephone(text: str) -> str:
    if not _TELEPHONE.fullmatch(text):
        raise PydanticCustomError("telephone_form", "「{value}」不像电话号码", {"value": text})
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(_without_control_characters),
    AfterValidator(_no_line_break),
]
"""One line of text, 1 to 500 characters."""

Paragraphs = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    AfterValidator(_without_control_characters),
    Multiline(),
]
"""Text of one or more paragraphs, at most 20,000 characters."""

ID_FORM = r"^[a-z0-9][a-z0-9-]*$"
"""The form of ids, as a regular expression."""

RecordId = Annotated[str, StringConstraints(pattern=ID_FORM, max_length=80)]
"""A record's permanent id, which becomes its address."""

Telephone = Annotated[Line, AfterValidator(_telephone)]
"""A telephone number as dialled in China: area code, hyphen, number, or a short service number."""

Postcode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
"""A postal code of six digits."""

RegionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
"""An administrative division code of six digits (GB/T 2260)."""

SiteCode = Annotated[str, StringConstraints(pattern=r"^([0-9]{10}|bm[0-9]{8})$")]
"""The identification code of a government site (国办发〔2017〕47号): ten digits, of a ministry bm and eight."""
