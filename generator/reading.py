"""The job that is done first for each shard, anywhere: read it, judge its records, summarise it. A pure function of its bytes, kept in the store."""

import datetime as dt
import errno
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from generator.editions.public import PublicRecord, plain_form, public_form
from generator.editions.standing import display_until
from generator.pages.record import value_at
from generator.registers import register_named
from generator.registers.record import LedgerRecord, Record
from generator.registers.register import Register
from generator.rules.catalogue import CATALOGUE, NEEDS
from generator.rules.judge import judge_records
from generator.rules.personal import CONTACTS, NUMBERED, permitted
from generator.rules.references import named_by
from generator.rules.rule import Context
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
