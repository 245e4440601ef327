"""What is handed on to the credit platforms (双公示): decisions on show as rows of the standard's tables, shard by shard."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from generator.checking import Check
from generator.editions.events import canonical_hash
from generator.editions.public import PublicRecord
from generator.editions.standing import Standing
from generator.opendata import credit, workbook
from generator.opendata.credit import Column, Row, Source
from generator.opendata.tables import BOM, harmless
from generator.opendata.workbook import MOST_ROWS, Sheet
from generator.reading import PlaceJob, place_faults
from generator.rules.exchange import WANTING
from generator.source.finding import Fault, Finding
from generator.source.store import Store

KINDS = {"credit-licences": "licences", "credit-penalties": "penalties"}
"""What can be exported: name of the table, and the register that it is made of."""

_COLUMNS = {"licences": credit.LICENCES, "penalties": credit.PENALTIES}
_ROWS = {"licences": credit.licence, "penalties": credit.penalty}


class ExportError(Exception):
    """Something cannot be exported; the message says why."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days of decision from which rows are taken, both ends included; None is no end."""

    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, day: str) -> bool:
        """Whether an ISO day lies in it."""
        return (self.first is None or self.first.isoformat() <= day) and (self.last is None or day <= self.last.isoformat())


@dataclass(slots=True)
class Export:
    """One export. Its rows are made while they are read; what is said of them is known when the last one has been."""

    check: Check
    register: str
    span: Span
    before: dict[str, str]
    """What earlier exports have handed on: by id, a hash of the row."""
    handed: dict[str, str] = field(default_factory=dict)
    """What this one hands on, in the same form."""
    there: set[str] = field(default_factory=set)
    """The ids of all decisions on show, in the span or not."""
    same: int = 0
    """How many rows were handed on before and are the same."""
    faults: dict[int, list[Fault]] = field(default_factory=dict)
    """What is wanting, by the number of the shard."""
    refusing: int = 0
    """How many decisions refuse a permit, for which the table has no row."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table."""
        return _COLUMNS[self.register]

    def rows(self) -> Iterator[Row]:
        """The rows of the decisions on show, in the order of the files; one that lacks what the standard demands is left out."""
        store, source = Store(self.check.store), _source(self.check)
        start = 0
        for number, summary in enumerate(self.check.gathered.shards[self.register]):
            standings = self.check.gathered.standings[self.register][start : start + summary.length]
            start += summary.length
            if Standing.CURRENT not in standings:
                continue
            records = orjson.loads(store.take(summary.key))
            for entry, record, standing in zip(summary.columns["entry"], records, standings, strict=True):
                if standing != Standing.CURRENT:
                    continue
                self.there.add(record["id"])
                if self.span.holds(record["decided_on"]):
                    row = self._row(record, source, number, entry)
                    if row:
                        yield row

    @property
    def gone(self) -> list[str]:
        """What earlier exports have handed on and is no longer on show: the platform has to be told."""
        return sorted(self.before.keys() - self.there)

    def _row(self, record: PublicRecord, source: Source, number: int, entry: int) -> Row | None:
        if self.register == "licences" and record["decision"] not in credit.PERMITS:
            self.refusing += 1
            return None
        row = _ROWS[self.register](record, source)
        wanting = credit.missing(self.columns, record, row)
        for column in wanting:
            trail = (*((entry,) if entry >= 0 else ()), *column.field)
            values = {"field": ".".join(column.field) or column.title, "column": column.code, "title": column.title}
            self.faults.setdefault(number, []).append(Fault(code=WANTING.code, values=values, trail=trail, record=record["id"]))
        if wanting:
            return None
        mark = canonical_hash(row)
        if self.before.get(record["id"]) == mark:
            self.same += 1
            return None
        self.handed[record["id"]] = mark
        return row

    def findings(self) -> list[Finding]:
        """What is wanting, with file, line and column."""
        shards = self.check.gathered.shards[self.register]
        jobs = [
            PlaceJob(shard=shards[number].shard, registries=str(self.check.registries), faults=tuple(found))
            for number, found in sorted(self.faults.items())
        ]
        return [finding for findings in self.check.pool.map(place_faults, jobs) for finding in findings]


def _source(check: Check) -> Source:
    bureau, gathered = check.site.settings.bureau, check.gathered
    ids, names, codes = (gathered.column("subjects", name) for name in ("id", "=name", "record"))
    laws = dict(zip(gathered.column("laws", "id"), gathered.column("laws", "=name"), strict=True))
    return Source(
        organ=bureau.name,
        organ_code=bureau.credit_code,
        bodies={each: (name, record["credit_code"]) for each, name, record in zip(ids, names, codes, strict=True)},
        law=lambda law: laws.get(law, law),
        as_of=gathered.as_of,
    )


def csv_lines(columns: tuple[Column, ...], rows: Iterable[Row]) -> Iterator[bytes]:
    """A table as CSV that Excel opens as text: UTF-8 with its mark, the standard's codes above, then a line a row."""
    yield (BOM + _line([column.code for column in columns])).encode()
    for row in rows:
        yield _line([row.get(column.code, "") for column in columns]).encode()


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(map(harmless, cells))
    return out.getvalue()


def write_workbook(path: Path, columns: tuple[Column, ...], rows: Iterable[Row], made_on: dt.date) -> None:
    """A table as an Excel workbook whose cells are all text: codes and titles above, then a line a row. Written as it is made.

    Raises ExportError where there are more than a sheet can hold.
    """
    cells = ([row.get(column.code, "") for column in columns] for row in _fitting(rows))
    head = ([column.code for column in columns], [column.title for column in columns])
    with path.open("wb") as file:
        workbook.write(file, [Sheet(title="双公示", head=head, rows=cells, widths=(16,) * len(columns))], made_on)


def _fitting(rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, 3):
        if number > MOST_ROWS:
            raise ExportError(f"超过了 Excel 一张表的 {MOST_ROWS:,} 行，请导出 .csv，或者用 --from、--to 分几次")
        yield row


def read_receipt(path: Path) -> dict[str, str]:
    """What earlier exports have handed on; nothing where there was none. Raises ExportError."""
    try:
        data = orjson.loads(path.read_bytes())
        handed = {str(record): str(mark) for record, mark in data["handed"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExportError(f"{path} 不是导出的回执（{error}）") from error
    return handed


def receipt(as_of: str, export: Export) -> bytes:
    """What is remembered of all exports so far; what has left is forgotten once it has been told."""
    handed = {record: mark for record, mark in (export.before | export.handed).items() if record in export.there}
    return orjson.dumps({"as_of": as_of, "handed": dict(sorted(handed.items()))}, option=orjson.OPT_INDENT_2)
