"""The workbook in which a clerk fills in a register: a sheet for each table, lists to choose from, notes, and an explanation."""

import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from generator.fields.dates import YEARS
from generator.intake.shape import CHOICES, GUIDANCE, OWNER, Column, Part, is_pair, parts
from generator.opendata.workbook import MOST_CHARACTERS, TEXT
from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec
from generator.registers.register import Register

_ROOM = 2_000
"""For how many lines beyond those that are there the lists to choose from are set up."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Listed = Callable[[str], Sequence[tuple[str, str]]]
"""Of a register the records that can be referred to: id and heading; of a ledger none."""


class TooLongError(Exception):
    """A text does not fit into a cell of Excel; the message names it."""


def write_template(out: BinaryIO, register: Register, listed: Listed, records: Sequence[Mapping[str, Any]], made_on: dt.date) -> None:
    """Write the workbook, with the records that are given (as written, with Chinese labels) filled in. Raises TooLongError."""
    with tempfile.TemporaryDirectory(prefix="gongshi-") as aside:
        book = Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "tmpdir": aside})
        try:
            book.set_properties({"created": dt.datetime.combine(made_on, dt.time()), "title": register.title})
            _Writer(book, register, listed).write(records)
        finally:
            book.close()


class _Writer:
    def __init__(self, book: Any, register: Register, listed: Listed) -> None:
        self.book, self.register = book, register
        self.listed = cache(listed)
        self.headings = cache(lambda key: dict(listed(key)) if key in REGISTERS else {})
        wrap = {"text_wrap": True, "valign": "top"}
        self.text = book.add_format({"num_format": TEXT, **wrap})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", **wrap})
        self.needed = book.add_format({"num_format": TEXT, "bold": True, "bg_color": "#17497F", "font_color": "#FFFFFF", **wrap})
        self.optional = book.add_format({"num_format": TEXT, "bg_color": "#EEF2F7", **wrap})
        self.plain = book.add_format(wrap)
        self.lists: dict[str, tuple[str, int]] = {}
        """By what is chosen from, the letter of its column in the sheet of choices and how long it is."""

    def write(self, records: Sequence[Mapping[str, Any]]) -> None:
        tables = parts(self.register.key)
        pages = [self.book.add_worksheet(part.sheet) for part in tables]
        guidance, choices = self.book.add_worksheet(GUIDANCE), self.book.add_worksheet(CHOICES)
        self._choices(choices, tables)
        for part, page in zip(tables, pages, strict=True):
            self._table(page, part, list(_lines(part, records)))
        self._guidance(guidance, tables)

    def _table(self, page: Any, part: Part, lines: Sequence[Sequence[Any]]) -> None:
        first = 1 if part.path else 0
        page.freeze_panes(1, 1)
        page.set_row(0, 32)
        if first:
            page.set_column(0, 0, 20, self.text)
            page.write_string(0, 0, f"{OWNER}*", self.needed)
            page.write_comment(0, 0, f"这一行属于哪条记录，写它在「{parts(self.register.key)[0].title}」里的编号。")
        last = len(lines) + _ROOM
        for place, column in enumerate(part.columns, first):
            page.set_column(place, place, _width(column.spec), self.day if column.spec.kind == "date" else self.text)
            page.write_string(0, place, column.header + ("*" if column.required else ""), self.needed if column.required else self.optional)
            page.write_comment(0, place, f"{column.spec.meaning}\n{how(column.spec)}", {"x_scale": 2, "y_scale": 1.4})
            rule = self._rule(column.spec)
            if rule:
                page.data_validation(1, place, last, place, rule)
        for number, line in enumerate(lines, 1):
            for place, value in enumerate(line):
                if value is None:
                    continue
                here = part.columns[place - first] if place >= first else None
                if len(value) > MOST_CHARACTERS:
                    raise TooLongError(
                        f"{line[0]} 的「{here.header if here else OWNER}」有 {len(value):,} 个字，Excel 一格最多 {MOST_CHARACTERS:,} 个"
                    )
                if here and here.spec.kind == "date" and _DAY.fullmatch(value) and int(value[:4]) >= 1901:
                    page.write_datetime(number, place, dt.datetime.fromisoformat(value), self.day)
                elif here and here.spec.kind == "reference" and not here.spec.many:
                    page.write_string(number, place, self._with_heading(here.spec, value), self.text)
                else:
                    page.write_string(number, place, value, self.text)

    def _with_heading(self, spec: FieldSpec, value: str) -> str:
        heading = self.headings(spec.register).get(value)
        return f"{value} {heading}" if heading else value

    def _rule(self, spec: FieldSpec) -> dict[str, Any] | None:
        """What Excel lets into the cells of a column."""
        if spec.kind == "date" and not spec.many:
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": dt.date(YEARS[0], 1, 1),
                "maximum": dt.date(YEARS[-1], 12, 31),
                "error_title": "不是日期",
                "error_message": "写成 2026-03-09 这样。",
            }
        source = _source(spec)
        if spec.many or not source or source not in self.lists:
            return None
        letter, length = self.lists[source]
        if not length:
            return None
        return {
            "validate": "list",
            "source": f"={CHOICES}!${letter}$2:${letter}${length + 1}",
            "error_type": "stop" if spec.kind != "reference" else "warning",
            "error_title": "不在可选范围",
            "error_message": "请从下拉列表里选。",
        }

    def _choices(self, page: Any, tables: Iterable[Part]) -> None:
        """The sheet that holds all lists to choose from."""
        for spec in (column.spec for part in tables for column in part.columns):
            source = _source(spec)
            if not source or source in self.lists:
                continue
            values = self._values(spec)
            place = len(self.lists)
            self.lists[source] = (xl_col_to_name(place), len(values))
            page.set_column(place, place, 30)
            page.write_string(0, place, source, self.optional)
            for number, value in enumerate(values, 1):
                page.write_string(number, place, value)

    def _values(self, spec: FieldSpec) -> list[str]:
        if spec.kind == "choice":
            return list(spec.choices)
        if spec.kind == "yes_no":
            return ["是", "否"]
        if spec.kind == "register":
            return list(REGISTERS)
        values = [f"{record} {heading}" for record, heading in self.listed(spec.register)]
        return [spec.unless, *values] if spec.unless else values

    def _guidance(self, page: Any, tables: Iterable[Part]) -> None:
        page.set_column(0, 1, 22)
        page.set_column(2, 2, 6)
        page.set_column(3, 4, 60)
        said = (
            f"这是「{self.register.title}」的工作簿。一行一条记录；深色的列必填。",
            f"填好以后运行：gongshi import {self.register.key} 这个文件.xlsx --dry-run，没有问题再去掉 --dry-run。",
            "编号一经公布不再改动。新的记录编号可以空着，导入时自动接着编；有下一张工作表要填的，请自己编号。",
            "列的顺序可以换，不用的列可以删；不要合并单元格，不要写公式。",
        )
        for number, line in enumerate(said):
            page.write_string(number, 0, line)
        head = len(said) + 1
        for place, title in enumerate(("工作表", "列名", "必填", "怎样填", "说明")):
            page.write_string(head, place, title, self.optional)
        number = head
        for part in tables:
            for column in part.columns:
                number += 1
                cells = (part.title, column.header, "是" if column.required else "", how(column.spec), column.spec.meaning)
                for place, text in enumerate(cells):
                    page.write_string(number, place, text, self.plain)


def how(spec: FieldSpec, breaks: str = "；一格里换行按 Alt+Enter") -> str:
    """How a cell is filled in, in a sentence. ``breaks``: how a line is broken there."""
    if is_pair(spec):
        first, second = spec.children
        text = f"每行一项：{first.label}、空格、{second.label}"
        return f"{text}{breaks}。"
    one = {
        "date": "日期，例如 2026-03-09",
        "until": "日期，例如 2026-03-09；没有期限的写「长期」",
        "count": "整数",
        "days": "整数，几个工作日",
        "yuan": "金额，以元为单位，例如 2000.00；没有写 0",
        "yes_no": "写「是」或者「否」",
        "choice": f"只能是：{'、'.join(spec.choices)}",
        "reference": f"「{REGISTERS[spec.register].title}」里的编号或者名称" if spec.register in REGISTERS else "编号",
        "register": "登记簿的英文名，例如 penalties",
        "site_path": "文件或网页在 content 目录里的路径",
    }.get(spec.kind, "文字" if spec.kind == "text" else "文字，可以分段")
    if spec.unless:
        one += f"；没有的写「{spec.unless}」"
    return f"{one}；有几项的每行一项{breaks}。" if spec.many else f"{one}。"


def _source(spec: FieldSpec) -> str:
    """What a column's values are chosen from, by name; nothing where they are not."""
    if spec.kind == "choice":
        return f"{spec.label}（{spec.choices[0]} 等）"
    if spec.kind == "yes_no":
        return "是否"
    if spec.kind == "register":
        return "登记簿"
    if spec.kind == "reference" and spec.register in REGISTERS and not REGISTERS[spec.register].is_ledger:
        return REGISTERS[spec.register].title + (f"或者{spec.unless}" if spec.unless else "")
    return ""


def _width(spec: FieldSpec) -> int:
    return {"paragraphs": 50, "date": 12, "until": 12, "count": 8, "days": 8, "yes_no": 8}.get(spec.kind, 24)


def _lines(part: Part, records: Iterable[Mapping[str, Any]]) -> Iterable[list[str | None]]:
    """The lines of a table: in one below, first the id of the record."""
    for record in records:
        for group in part.groups(record):
            yield [*([str(record["编号"])] if part.path else []), *(cell(column, group) for column in part.columns)]


def cell(column: Column, tree: Mapping[str, Any]) -> str | None:
    """What stands in a column of a record or group, as the text of a cell; None where nothing does."""
    value: Any = tree
    for label in column.header.split("."):
        value = value.get(label) if isinstance(value, Mapping) else None
    if value is None:
        return None
    if is_pair(column.spec):
        first, second = column.spec.children
        return "\n".join(f"{item[first.label]} {item.get(second.label, '')}".rstrip() for item in value)
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
