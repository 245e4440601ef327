"""A document number has its form and its year (DN001, DN002)."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from generator.law.provision import CONSISTENCY, practice
from generator.registers.record import Record
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

NUMBERED = {
    "licences": ("决定书文号", "许可机关"),
    "penalties": ("决定书文号", "处罚机关"),
    "coercions": ("决定书文号", "实施机关"),
    "collections": ("文号", "实施机关"),
}
"""The ledgers whose decisions have a number: the keys of the number and of the body."""

_SINCE = dt.date(2013, 1, 1)
"""The form of GB/T 9704-2012; the health documents of before wrote 示卫医罚字(2016)第12号."""

_STRICT = re.compile(r"([\u4e00-\u9fffA-Z]{2,20})〔((?:19|20)[0-9]{2})〕([1-9][0-9]{0,5})号")
_LENIENT = re.compile(r"([^\d()]{2,30}?)[(-]?((?:19|20)\d{2})[)年-]第?0*([1-9]\d{0,5})号?", re.ASCII)
_BRACKETS = str.maketrans("〔〕[]【】「」〈〉<>{}", "()()()()()()()")
_OF_ANOTHER_KIND = re.compile("令|公告|通告")
"""Orders and announcements of a series of their own: 第3号令, 2026年第1号公告."""


class Number(NamedTuple):
    """What a document number says."""

    prefix: str
    year: int
    serial: int

    @property
    def canonical(self) -> str:
        """As it is written: 示卫罚〔2026〕12号."""
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


def parse(text: str) -> Number | None:
    """The number in whatever brackets, widths and blanks it was typed, or None for what is no such number."""
    found = _STRICT.fullmatch(text) or _LENIENT.fullmatch(compact(text))
    return Number(found[1], int(found[2]), int(found[3])) if found else None


def compact(text: str) -> str:
    """A number without blanks, its characters half-width and its brackets round."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_BRACKETS)


@record_rule(
    Problem(
        code="DN001",
        title="文号写法不规范",
        level="warning",
        message="文号「{value}」不是「代字〔2026〕12号」的写法{near}",
        help="六角括号〔〕里写四位年份，后面直接写序号和「号」，不写「第」，序号前面不补 0，当中没有空格；决定书原文另有写法的，照原文写，在 mkdocs.yml 的「忽略」里写明。",
        why="写法一致，才能按文号查到，也才能发现重号和缺号。",
        example="决定书文号: 示卫罚(2026)第012号",
        basis=(practice("文号由代字、六角括号里的年份和不编虚位的序号组成。"),),
        applies_from=_SINCE,
    ),
    *NUMBERED,
    "norms",
)
def numbers_have_their_form(record: Record, context: Context) -> Iterator[Fault]:
    """DN001: a number is written as 代字〔2026〕12号. What was written before 2013 followed another form."""
    value, label, day = _number(record, context)
    norm = context.shard.register == "norms"
    if not value or _STRICT.fullmatch(value) or (norm and (day < _SINCE or _OF_ANOTHER_KIND.search(value))):
        return
    number = parse(value)
    better = number.canonical if number else ""
    near = f"，应当是「{better}」" if _STRICT.fullmatch(better) else ""
    yield breach(label, value=value, near=near)


@record_rule(
    Problem(
        code="DN002",
        title="文号年份和日期不符",
        level="warning",
        message="文号「{value}」的年份是 {year}，日期却是 {day}",
        help="照决定书核对文号和日期，改正写错的那一个；一月份的决定可以用上一年的文号。",
        why="文号按年编排，年份和决定日期对不上，多半有一处写错了。",
        example="决定书文号: 示卫罚〔2025〕12号\n决定日期: 2026-03-10",
        basis=(CONSISTENCY, practice("文号的年份是作出决定的年份。")),
    ),
    *NUMBERED,
    "norms",
)
def numbers_are_of_the_year(record: Record, context: Context) -> Iterator[Fault]:
    """DN002: the year of a number is that of the decision, or in January the year before."""
    value, label, day = _number(record, context)
    number = parse(value) if value else None
    if number and number.year != day.year and not (number.year == day.year - 1 and day.month == 1):
        yield breach(label, value=value, year=number.year, day=day.isoformat())


def _number(record: Record, context: Context) -> tuple[str, str, dt.date]:
    """The number of a record, the key under which it stands, and the day of the document."""
    label, _ = NUMBERED.get(context.shard.register, ("文号", ""))
    day = record.written_on if context.shard.register == "norms" else record.decided_on  # type: ignore[attr-defined]
    return record.document_number or "", label, day  # type: ignore[attr-defined]
