"""The job that is done for each shard when all are read, anywhere: render it. A pure function of what it is given and the store."""

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import orjson

from generator.editions.events import canonical_hash
from generator.editions.gate import Gate, Leak
from generator.editions.public import PublicRecord
from generator.editions.release import Release
from generator.editions.standing import Standing, standing
from generator.opendata.tables import csv_rows, json_rows
from generator.pages.links import Links, record_address
from generator.pages.lists import TO_ROOT, table_row
from generator.pages.record import Page, RecordPages, value_at
from generator.reading import Summary
from generator.registers import REGISTERS, register_named
from generator.registers.describe import references
from generator.registers.register import Register
from generator.search.entries import Entry, entry
from generator.search.index import DIRECTORY
from generator.source.store import Store
from generator.source.survey import Shard


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
    entries: list[Entry] = []
    waiting: list[tuple[Page, PublicRecord]] = []
    for record in orjson.loads(store.take(job.records)):
        if record is None:
            continue
        record = without_withheld(register, record, pages.links)
        until = record.get("display_until", "")
        state = standing(record.get("published_on"), until, record.get("withdrawal", {}).get("on"), job.as_of)
        if state is Standing.PENDING:
            continue
        digest = canonical_hash(record) if state is Standing.CURRENT else ""
        states.append((record["id"], state.value, digest, record.get("published_on", "")))
        if state is Standing.CURRENT:
            shown.append(record)
            entries.append(entry(register, record, pages.links))
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
    table, objects, found = csv_rows(register.key, shown).encode(), json_rows(shown), orjson.dumps([tuple(each) for each in entries])
    gate.inspect(f"data/{register.key}.csv", table)
    gate.inspect(f"data/{register.key}.json", objects)
    gate.inspect(f"{DIRECTORY}/{register.key}", found)
    for part, data in zip(PARTS, (table, objects, orjson.dumps(rows), found), strict=True):
        store.put(f"{job.key}{part}", data)
    made = Made(tuple(release.sums.items()), tuple(states))
    store.put(job.key, orjson.dumps(made))
    return made


def without_withheld(register: Register, record: PublicRecord, links: Links) -> PublicRecord:
    """The record without references to decisions that are not published at all: of those nothing is told, their ids neither."""
    for name, target in _decisions_named(register.key):
        value, known = record.get(name), links.targets.get(target, {})
        if isinstance(value, list):
            kept = [each for each in value if each in known]
            if kept != value:
                record = record | {name: kept} if kept else {field: each for field, each in record.items() if field != name}
        elif value is not None and value not in known:
            record = {field: each for field, each in record.items() if field != name}
    return record


@cache
def _decisions_named(register: str) -> tuple[tuple[str, str], ...]:
    """The fields in which records of a register name those of a ledger, and which; all stand at the top of a record."""
    return tuple((path[0], target) for path, target, _ in references(register_named(register).model) if REGISTERS[target].is_ledger)


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
