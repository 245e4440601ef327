"""The two jobs that are done for each shard, anywhere: read it, render it. Pure functions of what they are given and the store."""

import datetime as dt
import errno
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from generator.editions.events import State, canonical_hash
from generator.editions.gate import Leak
from generator.editions.public import PublicRecord, plain_form, public_form
from generator.editions.release import Release, write_whole
from generator.editions.standing import Standing, display_until, standing
from generator.opendata.tables import csv_rows, json_rows
from generator.pages.record import RecordPages, value_at
from generator.registers import register_named
from generator.registers.record import LedgerRecord, Record
from generator.registers.register import Register
from generator.rules.catalogue import CATALOGUE, NEEDS
from generator.rules.judge import judge_records
from generator.rules.references import named_by
from generator.rules.rule import Context
from generator.source.finding import Fault, Finding
from generator.source.places import Places, locate_entries
from generator.source.settings import Settings
from generator.source.shard import placed, read_shard, yaml_of
from generator.source.store import Store, code_version, key_of
from generator.source.survey import SIZE_LIMIT, Shard, reason

Columns = dict[str, list[Any]]
"""A summary table as columns: one entry a record, in the order of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """Read, validate and summarise one shard."""

    shard: Shard
    registries: str
    store: str
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the rest of the build needs of a shard that has been read."""

    shard: Shard
    key: str
    """Where the store keeps the shard's public records."""
    findings: tuple[Finding, ...]
    columns: Columns
    judged: Columns
    """What rules across records read: of a ledger the columns they need, of a catalogue whole records. Never published."""
    references: tuple[tuple[str, str], ...]
    """Every (register, id) that its records refer to, once each."""
    broken: tuple[str, ...] = ()
    """The ids of records that are there but could not be read."""


def read(job: ReadJob) -> Summary:
    """Read a shard, or take what an earlier run kept of the same bytes. Bad input gives findings; nothing is raised for it."""
    path = Path(job.registries, job.shard.path)
    store = Store(Path(job.store))
    try:
        if not path.is_file():
            raise OSError(errno.EINVAL if path.exists() else errno.ENOENT, "")
        size = path.stat().st_size
        data = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as error:
        return _unread(job.shard, Fault(code="SR012", values={"reason": reason(error)}, line=1, column=1))
    if size > SIZE_LIMIT:
        values = {"size": f"{size / 1e6:.1f}", "limit": SIZE_LIMIT // 1_000_000}
        return _unread(job.shard, Fault(code="SR008", values=values, line=1, column=1))
    key = key_of(code_version(), job.shard.path, job.shard.register, job.settings.model_dump_json(), data)
    kept = store.get(f"{key}-summary")
    if kept is not None and store.get(key) is not None:
        document = orjson.loads(kept)
        findings = tuple(Finding(**finding) for finding in document["findings"])
        return Summary(
            shard=job.shard,
            key=key,
            findings=findings,
            columns=document["columns"],
            judged=document["judged"],
            references=tuple(map(tuple, document["references"])),
            broken=tuple(document["broken"]),
        )
    summary, records = _read(job, data, key)
    store.put(key, orjson.dumps(records))
    document = {
        "findings": [asdict(finding) for finding in summary.findings],
        "columns": summary.columns,
        "judged": summary.judged,
        "references": summary.references,
        "broken": summary.broken,
    }
    store.put(f"{key}-summary", orjson.dumps(document))
    return summary


def _read(job: ReadJob, data: bytes, key: str) -> tuple[Summary, list[PublicRecord | None]]:
    shelf = read_shard(job.shard, data)
    register = register_named(job.shard.register)
    context = Context(shard=job.shard, settings=job.settings.rules, bureau=job.settings.bureau)
    faults = list(judge_records(shelf.records, context, data.decode("utf-8", "replace")))
    findings = shelf.findings + (place(job.shard, data, faults) if faults else ())
    mask_names = job.settings.policy.names == "掩码"
    published: list[PublicRecord | None] = []
    rows, judged = [], []
    references: dict[tuple[str, str], None] = {}
    for trail, record in shelf.records:
        until = display_until(record, getattr(record, register.dated) if register.dated else None)
        plain = plain_form(record)
        form = public_form(record, plain, mask_names=mask_names)
        if until:
            form["display_until"] = until.isoformat()
        published.append(None if _withheld(record) else form)
        named = dict.fromkeys(named_by(job.shard, record))
        rows.append(_row(job.shard, trail, record, form, until, named))
        judged.append({path: value_at(plain, path) for path in NEEDS[register.key]} if register.is_ledger else {"record": plain})
        references |= named
    summary = Summary(
        shard=job.shard,
        key=key,
        findings=findings,
        columns=_columns(rows, column_names(register)),
        judged=_columns(judged, judged_names(register)),
        references=tuple(references),
        broken=shelf.broken,
    )
    return summary, published


def place(shard: Shard, data: bytes, faults: Sequence[Fault]) -> tuple[Finding, ...]:
    """Faults of a shard that has been read before, with their lines and columns."""
    entries = {fault.trail[0] for fault in faults if fault.trail}
    places = locate_entries(yaml_of(shard, data), {entry for entry in entries if isinstance(entry, int)})
    return placed(shard, faults, places, CATALOGUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceJob:
    """Find the places of faults that rules across records found in a shard."""

    shard: Shard
    registries: str
    faults: tuple[Fault, ...]


def place_faults(job: PlaceJob) -> tuple[Finding, ...]:
    """The faults with their lines and columns; those of what is no file stand at its beginning."""
    path = Path(job.registries, job.shard.path)
    if not path.is_file():
        return placed(job.shard, job.faults, Places(), CATALOGUE)
    return place(job.shard, path.read_bytes(), job.faults)


def _withheld(record: Record) -> bool:
    return isinstance(record, LedgerRecord) and record.withheld is not None


def _unread(shard: Shard, fault: Fault) -> Summary:
    """The summary of a shard that was not opened."""
    stem = shard.path.rpartition("/")[2].rpartition(".")[0]
    findings = placed(shard, [fault], Places())
    register = register_named(shard.register)
    return Summary(
        shard=shard,
        key="",
        findings=findings,
        columns=_columns([], column_names(register)),
        judged=_columns([], judged_names(register)),
        references=(),
        broken=(stem,) if shard.single else (),
    )


def summary_paths(register: Register) -> tuple[str, ...]:
    """The fields that a summary table holds, each in a column named ``=path``."""
    return tuple(dict.fromkeys((register.heading, *register.columns, *register.identifiers, *register.figures)))


def _row(
    shard: Shard, trail: tuple[str | int, ...], record: Record, form: PublicRecord, until: dt.date | None, named: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """The row of a record. Of a withheld one it holds dates and figures, nothing that is shown."""
    register = register_named(shard.register)
    date: dt.date | None = getattr(record, register.dated) if register.dated else None
    withdrawal, withheld = record.withdrawal if isinstance(record, LedgerRecord) else None, _withheld(record)
    row: dict[str, Any] = {
        "id": record.id,
        "entry": trail[0] if trail else -1,
        "year": shard.year,
        "month": f"{date.month:02d}" if date else "",
        "date": date.isoformat() if date else "",
        "published_on": record.published_on.isoformat() if record.published_on else "",
        "updated_on": record.updated_on.isoformat() if record.updated_on else "",
        "until": until.isoformat() if until else "",
        "withdrawn_on": withdrawal.on.isoformat() if withdrawal else "",
        "withheld": withheld,
        "refs": [f"{target}/{other}" for target, other in named] if not withheld else [],
    }
    for path in summary_paths(register):
        row[f"={path}"] = value_at(form, path) if not withheld or path in register.figures else None
    return row


_FIXED = ("id", "entry", "year", "month", "date", "published_on", "updated_on", "until", "withdrawn_on", "withheld", "refs")


def column_names(register: Register) -> tuple[str, ...]:
    """The columns of a register's summary table."""
    return (*_FIXED, *(f"={path}" for path in summary_paths(register)))


def judged_names(register: Register) -> tuple[str, ...]:
    """The columns that rules across records read, besides those of the summary table."""
    return NEEDS[register.key] if register.is_ledger else ("record",)


def _columns(rows: list[dict[str, Any]], names: tuple[str, ...]) -> Columns:
    return {name: [row[name] for row in rows] for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderJob:
    """Write the pages and download chunks of one shard."""

    shard: Shard
    key: str
    store: str
    context: str
    """A file that holds what all render jobs of a build share: :class:`RecordPages` and :class:`Release`."""
    as_of: str
    chunks: str
    """Where the CSV and JSON of the shard are left, by the number of the shard."""
    number: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a render job wrote."""

    pages: int
    sums: dict[str, str]
    """SHA-256 of every file by its path."""
    states: dict[str, State]
    """What each record is in this edition, by register and id; those that are not public are not there."""


def render(job: RenderJob) -> Rendered:
    """Render every page of a shard, from its public records in the store."""
    kept = Store(Path(job.store)).get(job.key)
    if kept is None:
        raise FileNotFoundError(f"the records of {job.shard.path} have left the store during the build")
    pages, release = _context(job.context)
    register = register_named(job.shard.register)
    release.sums.clear()
    states: dict[str, State] = {}
    shown: list[PublicRecord] = []
    for record in orjson.loads(kept):
        if record is None:
            continue
        until = record.get("display_until", "")
        state = standing(record.get("published_on"), until, record.get("withdrawal", {}).get("on"), job.as_of)
        if state is Standing.PENDING:
            continue
        published_on = record.get("published_on", "")
        digest = canonical_hash(record) if state is Standing.CURRENT else ""
        states[f"{register.key}/{record['id']}"] = State(standing=state.value, hash=digest, published_on=published_on)
        if state is Standing.CURRENT:
            shown.append(record)
            address, page = pages.page(register, job.shard.year, record, state)
        else:
            address, page = pages.tombstone(register, job.shard.year, record, state, until)
        try:
            if not register.in_content:
                release.write(f"{address}index.html", page.encode())
            if not register.is_ledger:
                release.write(f"{address}index.json", orjson.dumps(record, option=orjson.OPT_INDENT_2))
        except Leak as leak:
            leak.source, leak.record = job.shard.path, record["id"]
            raise
    rows, objects = csv_rows(register.key, shown).encode(), json_rows(shown)
    release.gate.inspect(f"data/{register.key}.csv", rows)
    release.gate.inspect(f"data/{register.key}.json", objects)
    write_whole(f"{job.chunks}/{job.number}.csv", rows, job.chunks)
    write_whole(f"{job.chunks}/{job.number}.json", objects, job.chunks)
    return Rendered(len(states), dict(release.sums), states)


@lru_cache(maxsize=1)
def _context(path: str) -> tuple[RecordPages, Release]:
    context: tuple[RecordPages, Release] = pickle.loads(Path(path).read_bytes())  # noqa: S301 written by this very build
    return context
