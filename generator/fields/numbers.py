"""Counts, working days and money, read from the text that was written."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_YUAN = re.compile(r"(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?")


class WorkingDays:
    """Marks a count whose unit is the working day (工作日)."""


class Yuan:
    """Marks an amount whose unit is the yuan (元)."""


class YesNo:
    """Marks a truth value that is written 是 or 否."""


def _count(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _COUNT.fullmatch(value):
        raise PydanticCustomError("count_form", "「{value}」不是整数", {"value": value})
    return int(value)


def _yuan(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _YUAN.fullmatch(value):
        raise PydanticCustomError("yuan_form", "「{value}」不是以元为单位的金额", {"value": value})
    return Decimal(value).quantize(Decimal("0.01"))


def _yes_no(value: Any) -> Any:
    if value in ("是", "否"):
        return value == "是"
    if isinstance(value, str):
        raise PydanticCustomError("yes_no", "「{value}」既不是「是」也不是「否」", {"value": value})
    return value


Count = Annotated[int, BeforeValidator(_count)]
"""A whole number, not negative."""

Days = Annotated[int, BeforeValidator(_count), WorkingDays()]
"""A number of working days."""

Amount = Annotated[Decimal, BeforeValidator(_yuan), PlainSerializer(str, return_type=str, when_used="json"), Yuan()]
"""An amount of money in yuan, two decimals."""

Truth = Annotated[bool, BeforeValidator(_yes_no), YesNo()]
"""是 or 否."""
