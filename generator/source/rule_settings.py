"""The bureau's own settings for the rules: how terms are counted, local limits, what is ignored and why."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.fields.dates import YEARS, Date
from generator.fields.model import Model
from generator.fields.numbers import Amount, Count
from generator.fields.text import Line
from generator.fields.workdays import Calendar, noticed

_SPAN = re.compile(r"(\d{2}-\d{2})(?:/(\d{2}-\d{2}))?", re.ASCII)


def _span(text: str) -> str:
    found = _SPAN.fullmatch(text)
    try:
        days = [dt.date.fromisoformat(f"2028-{day}") for day in (found.groups() if found else ("",)) if day]  # a leap year has every day
    except ValueError:
        days = []
    if not days or days != sorted(days):
        raise PydanticCustomError("span_form", f"「{text}」不是「月-日」或「月-日/月-日」，前一天不能晚于后一天")
    return text


def _year(number: int) -> int:
    if number not in YEARS:
        raise PydanticCustomError("year_range", f"{number} 不在 {YEARS[0]} 年到 {YEARS[-1]} 年之间")
    return number


def _some_years(number: int) -> int:
    if not 1 <= number <= 99:
        raise PydanticCustomError("years_range", f"{number} 不在 1 年到 99 年之间")
    return number


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error:
        raise PydanticCustomError("pattern_form", f"「{text}」不是正则表达式") from None
    return text


class Holidays(Model):
    """The State Council's notice for a year that the program does not know yet."""

    year: Annotated[Count, AfterValidator(_year)] = Field(alias="年度")
    """哪一年。"""
    off: tuple[Annotated[Line, AfterValidator(_span)], ...] = Field(alias="放假", min_length=1)
    """放假的日子，写「月-日」或者「月-日/月-日」，含首尾，连同其中的周末。"""
    work: tuple[Annotated[Line, AfterValidator(_span)], ...] = Field(default=(), alias="上班")
    """调休上班的周末，写「月-日」。"""


class Ignored(Model):
    """A rule that does not speak here, and the reason."""

    code: Line = Field(alias="代码")
    """问题代码，例如 DN004；写两个字母就是这一类全部。"""
    reason: Line = Field(alias="理由")
    """为什么可以不管。"""
    records: tuple[Line, ...] = Field(default=(), alias="记录")
    """只对这些编号的记录；不写就是全部。"""


class LargeFine(Model):
    """From what amount a fine is a large one (较大数额罚款), in yuan; set by the province."""

    person: Amount = Field(alias="自然人")
    """对自然人罚款达到多少元（含）。"""
    organisation: Amount = Field(alias="单位")
    """对单位罚款达到多少元（含）。"""


class DisplayCap(Model):
    """The longest display of decisions by local rule, in years."""

    person: Annotated[Count, AfterValidator(_some_years)] = Field(alias="自然人")
    """自然人的决定最多公示几年。"""
    organisation: Annotated[Count, AfterValidator(_some_years)] = Field(alias="单位")
    """单位的决定最多公示几年。"""


class RuleSettings(Model):
    """Settings under ``规则``. Everything has a default that follows the national texts."""

    first_day: Literal["次日", "当日"] = Field(default="次日", alias="期限首日")
    """工作日期限从事件的次日起算，还是从当日起算。"""
    holidays: tuple[Holidays, ...] = Field(default=(), alias="放假安排")
    """程序里还没有的年度的放假调休安排，照国务院办公厅的通知填写。"""
    ignored: tuple[Ignored, ...] = Field(default=(), alias="忽略")
    """不检查哪些代码，理由必填；检查结果里会写明忽略了多少个。"""
    strict_since: Date | None = Field(default=None, alias="从严起始日")
    """这一天以前作出的决定是历史记录，迟延公开只作警告；不填则不区分。"""
    check_time: Literal["不限", "每月最后一周"] = Field(default="不限", alias="检查时段")
    """涉企检查只能在什么时候进行；当地有“每月最后一周”规定的填写后者。"""
    checks_a_year: Count | None = Field(default=None, alias="年度检查上限")
    """对同一单位每年检查不超过几次；事项另有频次上限的从其规定。"""
    large_fine: LargeFine | None = Field(default=None, alias="较大数额罚款")
    """本省规定的较大数额罚款标准；不填则不按数额判断是否需要法制审核。"""
    display_cap: DisplayCap | None = Field(default=None, alias="最长公示年数")
    """当地规定的最长公示年数；不填则不检查。"""
    valid_codes: tuple[Line, ...] = Field(default=(), alias="代码例外")
    """经核实确实颁发、但校验位不符的统一社会信用代码。"""
    certificate_form: Annotated[Line, AfterValidator(_pattern)] | None = Field(default=None, alias="证件编码格式")
    """本省行政执法证件编码的格式（正则表达式）；不填则不检查格式。"""
    contacts: tuple[Line, ...] = Field(default=(), alias="可公开号码")
    """经本人同意、可以公开的手机号码，例如值班手机。"""
    link_hosts: tuple[Line, ...] = Field(default=(), alias="外链许可")
    """除 gov.cn 以外允许链接到的网站域名。"""


@lru_cache(maxsize=8)
def calendar_of(settings: RuleSettings) -> Calendar:
    """The working days of the State Council's notices and of those that the settings add."""
    calendar = noticed(counts_first_day=settings.first_day == "当日")
    for year in settings.holidays:
        calendar = calendar.with_year(year.year, _days(year.year, year.off), _days(year.year, year.work))
    return calendar


def _days(year: int, spans: tuple[str, ...]) -> Iterator[dt.date]:
    for span in spans:
        first, _, last = span.partition("/")
        start, end = (_day(year, text) for text in (first, last or first))
        yield from (dt.date.fromordinal(day) for day in range(start.toordinal(), end.toordinal() + 1))


def _day(year: int, text: str) -> dt.date:
    month, day = int(text[:2]), int(text[3:])
    return dt.date(year, month, 28 if (month, day) == (2, 29) and year % 4 else day)
