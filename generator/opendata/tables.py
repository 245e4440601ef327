"""Public records as rows of a table and as JSON, shard by shard, joined into one file a register."""

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import orjson

from generator.editions.public import PublicRecord
from generator.registers import register_named
from generator.registers.describe import FieldSpec
from generator.registers.register import Register

BOM = "\ufeff"
"""Tells Excel that a CSV file is UTF-8."""

_BETWEEN = b",\n"
"""What stands between two objects, and in none: a line break in a text is written as two signs."""

_UNPUBLISHED = frozenset({"withheld", "withdrawal"})


@cache
def columns(register: str) -> tuple[tuple[tuple[str, ...], str, FieldSpec], ...]:
    """The columns of a register's table: path of English names, Chinese header, field. Groups are spread out."""
    return tuple(_columns(register_named(register).fields, (), ""))


def _columns(specs: Iterable[FieldSpec], above: tuple[str, ...], header: str) -> Iterator[tuple[tuple[str, ...], str, FieldSpec]]:
    for spec in specs:
        if spec.name in _UNPUBLISHED:
            continue
        path, title = (*above, spec.name), header + spec.label
        if spec.kind == "group" and not spec.many:
            yield from _columns(spec.children, path, f"{title}.")
        else:
            yield path, title, spec


def csv_rows(register: str, records: Iterable[PublicRecord]) -> str:
    """One line of CSV a record, without the header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    shape = columns(register)
    for record in records:
        writer.writerow([_cell(spec, _at(record, path)) for path, _, spec in shape])
    return out.getvalue()


def csv_header(register: str) -> str:
    """The line of Chinese headers."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([header for _, header, _ in columns(register)])
    return out.getvalue()


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


def _cell(spec: FieldSpec, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "；".join(_cell(spec, item) for item in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{child.label}：{_cell(child, value[child.name])}" for child in spec.children if child.name in value)
    return harmless(str(value))


def harmless(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


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
