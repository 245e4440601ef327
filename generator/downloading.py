"""The job that is done for each register and year when its records are rendered, anywhere: write its downloads."""

import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from generator.editions.downloads import CSV, EXCEL, JSON, LINES, PARQUET, Form, forms_of, path_of
from generator.editions.release import Release
from generator.opendata import parquet, tables, workbook
from generator.registers import register_named
from generator.registers.register import Register
from generator.source.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadJob:
    """Write the files of a catalogue, or of one year of a ledger."""

    register: str
    year: str
    parts: tuple[str, ...]
    """The keys under which the store has what was rendered of its shards."""
    store: str
    release: Release
    key: str
    """That of the step."""

    @property
    def names(self) -> list[str]:
        """The paths of the files."""
        return [path_of(self.register, self.year, form) for form in forms_of(register_named(self.register))]


def write_downloads(job: DownloadJob) -> dict[str, str]:
    """Write the files. Returns the SHA-256 of each by its path."""
    register, take = register_named(job.register), Store(Path(job.store)).take
    for form in forms_of(register):
        job.release.put_pieces(path_of(job.register, job.year, form), _pieces(register, form, take, job.parts))
    return dict(job.release.sums)


def _pieces(register: Register, form: Form, take: Callable[[str], bytes], parts: Iterable[str]) -> Iterator[bytes]:
    if form == PARQUET:
        return parquet.pieces(register.key, (take(f"{part}-json") for part in parts))
    if form == EXCEL:
        return iter([_workbook(register, (take(f"{part}-json") for part in parts))])
    return text_pieces(register, form, take, parts)


def text_pieces(register: Register, form: Form, take: Callable[[str], bytes], parts: Iterable[str]) -> Iterator[bytes]:
    """A register in a form that is joined from what its shards have left."""
    part = "-csv" if form == CSV else "-json"
    chunks = (take(f"{key}{part}") for key in parts)
    if form == CSV:
        return tables.join_csv(register, chunks)
    return {JSON: tables.join_json, LINES: tables.join_lines}[form](chunks)


def _workbook(register: Register, chunks: Iterable[bytes]) -> bytes:
    records = [orjson.loads(row) for chunk in chunks for row in tables.split_json(chunk)]
    newest = max((record.get("updated_on") or record.get("published_on") or _NO_DAY for record in records), default=_NO_DAY)
    out = io.BytesIO()
    workbook.write(out, tables.sheets(register, records), dt.date.fromisoformat(newest))
    return out.getvalue()


_NO_DAY = "2000-01-01"
"""The day of a workbook whose records say none: the same records are to be the same bytes on any day."""
