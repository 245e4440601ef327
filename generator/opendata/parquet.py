"""Tables as Apache Parquet (https://parquet.apache.org/docs/file-format/): typed, nested as in JSON, under English names.

What is a day is a date, money is a decimal of two places, codes are text. Written row group by row group, never whole in memory.
"""

import io
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.json as arrow_json
import pyarrow.parquet as pq

from generator.opendata.tables import UNPUBLISHED, join_lines
from generator.registers import register_named
from generator.registers.describe import FieldSpec

ROW_GROUP = 4_000_000
"""From so many bytes of JSON on, rows become a row group."""

_TYPES = {"date": pa.date32(), "yuan": pa.decimal128(16, 2), "count": pa.int64(), "days": pa.int64(), "yes_no": pa.bool_()}
_AS_TEXT = frozenset({"date", "yuan"})
"""What JSON has as text."""


@cache
def schema(register: str, *, written: bool = False) -> pa.Schema:
    """The columns of a register. With ``written`` as they stand in JSON, where days and amounts are text."""
    return pa.schema([_column(spec, written=written) for spec in register_named(register).fields if spec.name not in UNPUBLISHED])


def _column(spec: FieldSpec, *, written: bool) -> pa.Field:
    kind = pa.string() if written and spec.kind in _AS_TEXT else _TYPES.get(spec.kind, pa.string())
    if spec.kind == "group":
        kind = pa.struct([_column(child, written=written) for child in spec.children])
    return pa.field(spec.name, pa.list_(kind) if spec.many else kind, metadata={"title": spec.label})


def pieces(register: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A register's file in pieces, from what :func:`generator.opendata.tables.json_rows` made of its shards."""
    return _written(register, (_table(register, join_lines(group)) for group in _grouped(chunks)))


def joined(register: str, files: Iterable[Path]) -> Iterator[bytes]:
    """One file in pieces with the rows of others, in their order."""
    return _written(register, (group for path in files for group in _groups(path)))


def _groups(path: Path) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number, use_threads=False)


def _grouped(chunks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Chunks that together have at least the size of a row group, but for the last."""
    held: list[bytes] = []
    size = 0
    for chunk in filter(None, chunks):
        held.append(chunk)
        size += len(chunk)
        if size >= ROW_GROUP:
            yield held
            held, size = [], 0
    if held:
        yield held


def _table(register: str, lines: Iterable[bytes]) -> pa.Table:
    data = b"".join(lines)
    read = arrow_json.ReadOptions(use_threads=False, block_size=len(data) + 1)
    parse = arrow_json.ParseOptions(explicit_schema=schema(register, written=True), unexpected_field_behavior="error")
    return arrow_json.read_json(io.BytesIO(data), read_options=read, parse_options=parse).cast(schema(register))


def _written(register: str, tables: Iterable[pa.Table]) -> Iterator[bytes]:
    pipe = _Pipe()
    with pq.ParquetWriter(pipe, schema(register), compression="zstd") as writer:
        for table in tables:
            writer.write_table(table)
            yield pipe.drained()
    yield pipe.drained()
    pa.default_memory_pool().release_unused()


class _Pipe(io.RawIOBase):
    """Takes what is written to it and hands it on; remembers how much it was."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._held.append(piece)
        self._written += len(piece)
        return len(piece)

    def close(self) -> None:
        """Nothing: what is held is still to be handed on."""

    def drained(self) -> bytes:
        """What was written since it was last asked for."""
        held, self._held = b"".join(self._held), []
        return held
