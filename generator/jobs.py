"""The two jobs that are done for each shard, anywhere: read it, render it. Pure functions of what they are given and the store."""

import datetime as dt
import errno
import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from generator.editions.events import canonical_hash
from generator.editions.gate import Gate, Leak
from generator.editions.public import PublicRecord, plain_form, public_form
from generator.editions.release import Release
from generator.editions.standing import Standing, display_until, standing
from generator.opendata.tables import csv_rows, json_rows
from generator.pages.links import record_address
from generator.pages.lists import TO_ROOT, table_row
from generator.pages.record import Page, RecordPages, value_at
from generator.registers import register_named
from generator.registers.record import LedgerRecord, Record
from generator.registers.register import Register
from generator.rules.catalogue import CATALOGUE, NEEDS
from generator.rules.judge import judge_records
from generator.rules.personal import CONTACTS, NUMBERED, permitted
from generator.rules.references import named_by
from generator.rules.rule import Context
from generator.search.index import DIRECTORY, entry
from generator.source.finding import Fault, Finding
from generator.source.places import Places, locate_entries
from generator.source.settings import Settings
from generator.source.shard import placed, read_shard, yaml_of
from generator.source.store import Store, code_version, key_of
from generator.source.survey import SIZE_LIMIT, Shard, reason


class Columns(Mapping[str, list[Any]]):
    """A summary table as columns: one entry a record, in the order of the file. They are kept as JSON until one is asked for."""

    def __init__(self, columns: Mapping[str, bytes]) -> None:
        self._columns = dict(columns)

    def __getitem__(self, name: str) -> list[Any]:
        values: list[Any] = orjson.loads(self._columns[name])
        return values

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    @staticmethod
    def of(rows: list[dict[str, Any]], names: tuple[str, ...]) -> "Columns":
        """The columns of these rows."""
        return Columns({name: orjson.dumps([row[name] for row in rows]) for name in names})

    def written(self) -> Iterable[tuple[str, bytes]]:
        """Every column as it is kept."""
        return self._columns.items()


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
    length: int
    """How many records there are that could be read."""
    findings: tuple[Finding, ...]
    columns: Columns
    judged: Columns
    """What rules across records read: of a ledger the columns they need, of a catalogue whole records. Never published."""
    references: tuple[tuple[str, str], ...]
    """Every (register, id) that its records refer to, once each."""
    permitted: tuple[str, ...] = ()
    """Numbers in it that look personal and may be published, as :func:`generator.rules.personal.permitted` gives them."""
    broken: tuple[str, ...] = ()
    """The ids of records that are there but could not be read."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """A hash of each column."""

    def digest(self, name: str) -> str:
        """A hash of a column."""
        return self.digests.get(name, "")


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
    key = key_of_summary(job.shard, job.settings.model_dump_json(), hashlib.sha256(data).digest())
    summary = recall_summary(job.shard, store, key)
    if summary is None:
        summary, records = _read(job, data, key)
        store.put(key, orjson.dumps(records))
        store.put(f"{key}-summary", _packed(summary))
    return summary


def key_of_summary(shard: Shard, settings: str, digest: bytes) -> str:
    """The key of a shard with this SHA-256, read under these settings (as JSON)."""
    return key_of(code_version(), shard.path, shard.register, settings, digest)


def _packed(summary: Summary) -> bytes:
    """A summary as it is kept: a line of JSON that tells what there is, then the columns one behind the other."""
    parts = [(name, data) for columns in (summary.columns, summary.judged) for name, data in columns.written()]
    head = {
        "length": summary.length,
        "findings": [asdict(finding) for finding in summary.findings],
        "references": summary.references,
        "permitted": summary.permitted,
        "broken": summary.broken,
        "digests": summary.digests,
        "parts": [(name, len(data)) for name, data in parts],
    }
    return b"\n".join((orjson.dumps(head), b"".join(data for _, data in parts)))


def recall_summary(shard: Shard, store: Store, key: str) -> Summary | None:
    """What an earlier run read of the same bytes, if it was kept."""
    kept = store.get(f"{key}-summary")
    if kept is None or not store.has(key):
        return None
    start = kept.index(b"\n") + 1
    head = orjson.loads(kept[:start])
    data = {}
    for name, length in head["parts"]:
        data[name] = kept[start : start + length]
        start += length
    judged = judged_names(register_named(shard.register))
    return Summary(
        shard=shard,
        key=key,
        length=head["length"],
        findings=tuple(Finding(**finding) for finding in head["findings"]),
        columns=Columns({name: part for name, part in data.items() if name not in judged}),
        judged=Columns({name: data[name] for name in judged}),
        references=tuple(map(tuple, head["references"])),
        permitted=tuple(head["permitted"]),
        broken=tuple(head["broken"]),
        digests=head["digests"],
    )


def _read(job: ReadJob, data: bytes, key: str) -> tuple[Summary, list[PublicRecord | None]]:
    shelf = read_shard(job.shard, data)
    register = register_named(job.shard.register)
    context = Context(shard=job.shard, settings=job.settings.rules, bureau=job.settings.bureau)
    faults = list(judge_records(shelf.records, context, data.decode("utf-8", "replace")))
    findings = shelf.findings + (place(job.shard, data, faults) if faults else ())
    mask_names = job.settings.policy.names == "掩码"
    published: list[PublicRecord | None] = []
    rows, judged = [], []
    numbered: list[str] = []
    may_be = [f"={path}" for path in NUMBERED[register.key]]
    references: dict[tuple[str, str], None] = {}
    for trail, record in shelf.records:
        until = display_until(record, getattr(record, register.dated) if register.dated else None)
        plain = plain_form(record)
        form = public_form(record, plain, mask_names=mask_names)
        if until:
            form["display_until"] = until.isoformat()
        published.append(None if _withheld(record) else form)
        named = dict.fromkeys(named_by(job.shard, record))
        row = _row(job.shard, trail, record, form, until, named)
        rows.append(row)
        numbered += [text for name in may_be if isinstance(text := row.get(name), str)]
        numbered += [plain[name] for name in CONTACTS.get(register.key, ()) if name in plain]
        judged.append({path: value_at(plain, path) for path in NEEDS[register.key]} if register.is_ledger else {"record": plain})
        references |= named
    columns, others = Columns.of(rows, column_names(register)), Columns.of(judged, judged_names(register))
    summary = Summary(
        shard=job.shard,
        key=key,
        length=len(rows),
        findings=findings,
        columns=columns,
        judged=others,
        references=tuple(references),
        permitted=tuple(sorted(permitted(numbered))),
        broken=shelf.broken,
        digests={name: key_of(data)[:16] for each in (columns, others) for name, data in each.written()},
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
        length=0,
        findings=findings,
        columns=Columns.of([], column_names(register)),
        judged=Columns.of([], judged_names(register)),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderJob:
    """Write the pages of one shard, and what lists and downloads are joined from."""

    shard: Shard
    records: str
    """The key of its public records in the store."""
    key: str
    """Where the store keeps what is made of them."""
    store: str
    context: str
    """A file that holds what all render jobs of a build share: :class:`RecordPages` and the gate's allowed numbers."""
    as_of: str
    release: Release
    """Where the pages go, and what is there of them already; its gate comes with the context."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a render job made."""

    files: tuple[tuple[str, str], ...]
    """Path and SHA-256 of every file."""
    states: tuple[tuple[str, str, str, str], ...]
    """What each record is in this edition, as in :class:`State` with its id before; those that are not public are not there."""


PARTS = ("-csv", "-json", "-rows", "-index")
"""What is kept beside it, by how its key goes on: lines of the downloads, rows of lists with month, date and id, entries of the index."""


def pages_of(summary: Summary) -> Iterable[str]:
    """The paths of all files that can be made of a shard's records."""
    for record in summary.columns["id"]:
        address = record_address(summary.shard.register, summary.shard.year, record)
        yield f"{address}index.html"
        yield f"{address}index.json"


def recall(store: Store, key: str) -> Made | None:
    """What an earlier job made of the same, and what was kept of it, if all of it was."""
    kept = store.get(key)
    if kept is None or not all(store.has(f"{key}{part}") for part in PARTS):
        return None
    document = orjson.loads(kept)
    return Made(tuple(map(tuple, document["files"])), tuple(map(tuple, document["states"])))


def render(job: RenderJob) -> Made:
    """Render every page of a shard, from its public records in the store."""
    store = Store(Path(job.store))
    pages, gate = _context(job.context)
    release = replace(job.release, gate=gate)
    register = register_named(job.shard.register)
    states: list[tuple[str, str, str, str]] = []
    shown: list[PublicRecord] = []
    rows: list[tuple[str, str, str, str]] = []
    entries: list[tuple[str, str, str]] = []
    waiting: list[tuple[Page, PublicRecord]] = []
    for record in orjson.loads(store.take(job.records)):
        if record is None:
            continue
        until = record.get("display_until", "")
        state = standing(record.get("published_on"), until, record.get("withdrawal", {}).get("on"), job.as_of)
        if state is Standing.PENDING:
            continue
        digest = canonical_hash(record) if state is Standing.CURRENT else ""
        states.append((record["id"], state.value, digest, record.get("published_on", "")))
        if state is Standing.CURRENT:
            shown.append(record)
            date, identifier, row = entry(register, job.shard.year, record, pages.links)
            entries.append((date, identifier, row.decode()))
            waiting.append((pages.page(register, job.shard.year, record, state), record))
            if register.is_ledger:
                date = record.get(register.dated, "")
                values = [value_at(record, path) for path in register.columns]
                line = table_row(register, record["id"], job.shard.year, values, pages.links, TO_ROOT)
                rows.append((date[5:7], date, record["id"], line))
        else:
            waiting.append((pages.tombstone(register, job.shard.year, record, state, until), record))
        if len(waiting) >= _BATCH:
            _write_pages(release, job.shard, waiting)
            waiting.clear()
    _write_pages(release, job.shard, waiting)
    table, objects = csv_rows(register.key, shown).encode(), json_rows(shown)
    gate.inspect(f"data/{register.key}.csv", table)
    gate.inspect(f"data/{register.key}.json", objects)
    gate.inspect(f"{DIRECTORY}/{register.key}", "\n".join(row for _, _, row in entries).encode())
    for part, data in zip(PARTS, (table, objects, orjson.dumps(rows), orjson.dumps(entries)), strict=True):
        store.put(f"{job.key}{part}", data)
    made = Made(tuple(release.sums.items()), tuple(states))
    store.put(job.key, orjson.dumps(made))
    return made


_BATCH = 100
"""How many pages pass the gate at a time."""


def _write_pages(release: Release, shard: Shard, pages: list[tuple[Page, PublicRecord]]) -> None:
    """Write pages, when what is their own has passed the gate; what they share passed it once."""
    register = register_named(shard.register)
    own = ["\n".join((page.address, *page.own())) for page, _ in pages]
    try:
        for shell in {id(page.shell): page.shell for page, _ in pages}.values():
            if not shell.inspected:
                release.gate.inspect(pages[0][0].address, shell.text.encode())
                shell.inspected = True
        release.gate.inspect("", "\n".join(own).encode())
    except Leak:
        for (page, record), text in zip(pages, own, strict=True):
            _find_leak(release, shard, page, record, text)
        raise
    for page, record in pages:
        if not register.in_content:
            release.put(f"{page.address}index.html", page.html().encode())
        if not register.is_ledger:
            try:
                release.write(f"{page.address}index.json", orjson.dumps(record, option=orjson.OPT_INDENT_2))
            except Leak as leak:
                leak.source, leak.record = shard.path, record["id"]
                raise


def _find_leak(release: Release, shard: Shard, page: Page, record: PublicRecord, own: str) -> None:
    """Raise the leak of this page, if there is one, with the record that it came from."""
    try:
        for text in (own, page.html()):
            release.gate.inspect(f"{page.address}index.html", text.encode())
    except Leak as leak:
        leak.source, leak.record = shard.path, record["id"]
        raise


@lru_cache(maxsize=1)
def _context(path: str) -> tuple[RecordPages, Gate]:
    context: tuple[RecordPages, Gate] = pickle.loads(Path(path).read_bytes())  # noqa: S301 written by this very build
    return context
