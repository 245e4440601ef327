"""Public records as rows of a table and as JSON, shard by shard, joined into one file a register."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import orjson

from generator.editions.public import PublicRecord
from generator.opendata.workbook import Sheet
from generator.registers import register_named
from generator.registers.describe import FieldSpec
from generator.registers.register import Register

BOM = "\ufeff"
"""Tells Excel that a CSV file is UTF-8."""

MEANINGS = "各列说明"
"""The sheet of a workbook that says what the columns of the other mean."""

_WIDTHS = {"paragraphs": 48, "date": 12, "until": 12, "yuan": 14, "count": 8, "days": 8, "yes_no": 8, "choice": 14}
"""Widths of columns in a workbook, in characters, by the kind of field."""

_BETWEEN = b",\n"
"""What stands between two objects, and in none: a line break in a text is written as two signs."""

_BARE = frozenset({"date", "yuan", "count", "days", "yes_no"})
"""The kinds of values that stand in CSV without quotes."""

UNPUBLISHED = frozenset({"withheld", "withdrawal"})
"""The fields that no record on show has."""


@cache
def columns(register: str) -> tuple[tuple[tuple[str, ...], str, FieldSpec], ...]:
    """The columns of a register's table: path of English names, Chinese header, field. Groups are spread out."""
    return tuple(_columns(register_named(register).fields, (), ""))


def _columns(specs: Iterable[FieldSpec], above: tuple[str, ...], header: str) -> Iterator[tuple[tuple[str, ...], str, FieldSpec]]:
    for spec in specs:
        if spec.name in UNPUBLISHED:
            continue
        path, title = (*above, spec.name), header + spec.label
        if spec.kind == "group" and not spec.many:
            yield from _columns(spec.children, path, f"{title}.")
        else:
            yield path, title, spec


def csv_rows(register: str, records: Iterable[PublicRecord]) -> str:
    """One line of CSV a record, without the header. What is text stands in quotes, so that a program may know it from numbers and days."""
    shape = columns(register)
    return "".join(_line(_csv_cell(spec, _at(record, path)) for path, _, spec in shape) for record in records)


def csv_header(register: str) -> str:
    """The line of Chinese headers."""
    return _line(_quoted(header) for _, header, _ in columns(register))


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"'


def _csv_cell(spec: FieldSpec, value: Any) -> str:
    text = cell(spec, value)
    return text if not text or (spec.kind in _BARE and not spec.many) else _quoted(harmless(text))


def json_rows(records: Iterable[PublicRecord]) -> bytes:
    """The records as JSON objects separated by commas and line breaks, without the brackets around them."""
    return _BETWEEN.join(orjson.dumps(record) for record in records)


def split_json(rows: bytes) -> list[bytes]:
    """The objects that :func:`json_rows` has put together, each by itself."""
    return rows.split(_BETWEEN) if rows else []


def _at(record: PublicRecord, path: tuple[str, ...]) -> Any:
    value: Any = record
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def cell(spec: FieldSpec, value: Any) -> str:
    """A value as the text of a cell; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "；".join(cell(spec, item) for item in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{child.label}：{cell(child, value[child.name])}" for child in spec.children if child.name in value)
    return str(value)


def harmless(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def sheets(register: Register, records: Iterable[PublicRecord]) -> Iterator[Sheet]:
    """A register as the sheets of a workbook: its records, and what their columns mean."""
    shape = columns(register.key)
    rows = ([cell(spec, _at(record, path)) for path, _, spec in shape] for record in records)
    widths = [_WIDTHS.get(spec.kind, 24) for _, _, spec in shape]
    yield Sheet(title=register.title[:31], head=[[header for _, header, _ in shape]], rows=rows, widths=widths)
    meanings = ([header, ".".join(path), spec.meaning] for path, header, spec in shape)
    yield Sheet(title=MEANINGS, head=[["列名", "英文名", "说明"]], rows=meanings, widths=[28, 28, 80])


def join_csv(register: Register, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A register's table from its shards' rows, in pieces."""
    yield (BOM + csv_header(register.key)).encode()
    yield from chunks


def join_json(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A register's JSON from its shards' objects, in pieces."""
    before = b"[\n"
    for chunk in filter(None, chunks):
        yield before
        yield chunk
        before = b",\n"
    yield b"\n]\n" if before != b"[\n" else b"[\n\n]\n"


def join_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A register's JSON Lines (one object a line) from its shards' objects, in pieces."""
    for chunk in filter(None, chunks):
        yield chunk.replace(_BETWEEN, b"\n") + b"\n"
