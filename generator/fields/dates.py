"""Calendar dates, written ``YYYY-MM-DD``."""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NEARLY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")

YEARS = range(1900, 2200)
"""The years in which a date can lie; any other is a slip of the finger."""

NO_END = "长期"
"""How a validity without end is written."""


def suggest(text: str) -> str | None:
    """The canonical form of a date written another way (``2024.3.9``, ``2024年3月9日``), or None."""
    found = _NEARLY.fullmatch(text.strip())
    if not found:
        return None
    try:
        return dt.date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return None


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _DATE.fullmatch(value):
        better = suggest(value)
        hint = f"，应写成 {better}" if better else ""
        raise PydanticCustomError("date_form", f"「{value}」不是「年-月-日」形式的日期{hint}")
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_unreal", "日历上没有 {value} 这一天", {"value": value}) from None
    if day.year not in YEARS:
        raise PydanticCustomError("date_unreal", f"{value} 不在 {YEARS[0]} 年到 {YEARS[-1]} 年之间")
    return day


def _until(value: Any) -> Any:
    return value if value == NO_END else _date(value)


Date = Annotated[dt.date, BeforeValidator(_date)]
"""A day of the calendar, in China's time zone."""

Until = Annotated[dt.date | Literal["长期"], BeforeValidator(_until)]
"""The last day of a validity (inclusive), or 长期 for one without end."""
