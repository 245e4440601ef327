"""Who refers to whom: what every record is called, where it stands, and which others name it."""

from collections.abc import Sequence
from functools import partial

import orjson
import pandas as pd

from generator.editions.public import PublicRecord
from generator.editions.standing import Standing
from generator.gathering import Gathered
from generator.pages.display import date_text
from generator.pages.links import Links, Related, record_address
from generator.reading import Summary
from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.source.store import Store
from generator.steps import Steps

RELATED = 5
"""How many of the records that refer to a record its page names, for each register."""

_UNRELATED = ("officers/", "subjects/")
"""Whose pages do not list what refers to them: an officer's page is no profile, and everything refers to the bureau."""


def public_records(key: str, summaries: Sequence[Summary], store: Store) -> list[PublicRecord]:
    """The public records of a register, in the order of its files."""
    records: list[PublicRecord] = []
    for summary in summaries:
        if summary.shard.register == key and summary.key:
            records += [record for record in orjson.loads(store.take(summary.key)) if record is not None]
    return records


def links_between(gathered: Gathered, steps: Steps) -> Links:
    """All catalogue records, and those ledger records that others refer to. What is not on show has no address here."""
    wanted: dict[str, set[str]] = {}
    for summary in gathered.summaries:
        for target, record in summary.references:
            wanted.setdefault(target, set()).add(record)
    targets: dict[str, dict[str, tuple[str, str]]] = {}
    for key, register in REGISTERS.items():
        named = frozenset(wanted.get(key, ())) if register.is_ledger else None
        if named is None or named:
            parts = ("targets", key, gathered.mark(key), *sorted(named or ()))
            targets[key] = steps.value(*parts, make=partial(_targets, gathered, register, named))
        else:
            targets[key] = {}
    return Links(targets, _sources(gathered, steps))


def _targets(gathered: Gathered, register: Register, named: frozenset[str] | None) -> dict[str, tuple[str, str]]:
    """What the records of a register are called and where they stand: those named, or all."""
    links = {}
    columns = (gathered.column(register.key, name) for name in ("id", "year", "standing", f"={register.heading}"))
    for record, year, standing, heading in zip(*columns, strict=True):
        if standing != "withheld" and (named is None or record in named):
            shown = heading if standing == Standing.CURRENT else record
            links[record] = (shown, record_address(register.key, year, record) if standing != Standing.PENDING else "")
    return links


def _sources(gathered: Gathered, steps: Steps) -> dict[str, dict[str, tuple[Related, ...]]]:
    """Who refers to whom, for the registers whose pages say so: by target, the newest sources of each register."""
    sources: dict[str, dict[str, tuple[Related, ...]]] = {}
    for key, register in REGISTERS.items():
        found = steps.value("sources", key, gathered.mark(key), make=partial(_referring, gathered, register))
        for ref, (total, newest) in found.items():
            target, _, record = ref.partition("/")
            related = Related(register=key, title=register.title, unit=register.unit, total=total, newest=tuple(map(tuple, newest)))
            groups = sources.setdefault(target, {})
            groups[record] = (*groups.get(record, ()), related)
    return sources


def _referring(gathered: Gathered, register: Register) -> dict[str, tuple[int, list[tuple[str, str]]]]:
    """For each record that those of a register refer to how many do, and the name and address of the newest."""
    names = ("refs", "standing", "date", "id", "year", f"={register.heading}")
    columns = [gathered.column(register.key, name) for name in names]
    dates, ids = columns[2], columns[3]
    order = range(len(ids))
    newest_last = (
        sorted(order, key=lambda row: (dates[row], ids[row])) if register.is_ledger else sorted(order, key=ids.__getitem__, reverse=True)
    )
    found: dict[str, tuple[int, list[tuple[str, str]]]] = {}
    for row in reversed(newest_last):
        refs, standing, date, record, year, heading = (column[row] for column in columns)
        if standing != Standing.CURRENT:
            continue
        for ref in refs:
            total, newest = found.get(ref, (0, []))
            if total < RELATED and not ref.startswith(_UNRELATED):
                newest.append((f"{heading}（{date_text(date)}）" if date else heading, record_address(register.key, year, record)))
            found[ref] = total + 1, newest
    return {ref: each for ref, each in found.items() if each[1]}


def marks(gathered: Gathered, steps: Steps, links: Links) -> list[bytes]:
    """For each shard what its pages depend on besides its bytes: what its records are on the day, to what they lead, who refers to them."""
    found: list[list[object]] = []
    of_register: dict[str, list[list[object]]] = {key: [] for key in REGISTERS}
    ends = dict.fromkeys(REGISTERS, 0)
    standings = {
        key: steps.value("standings", key, gathered.mark(key), make=partial(gathered.standings.__getitem__, key)) for key in REGISTERS
    }
    for summary in gathered.summaries:
        key = summary.shard.register
        start, ends[key] = ends[key], ends[key] + summary.length
        targets = [links.targets.get(register, {}).get(record) for register, record in summary.references]
        mark: list[object] = [standings[key][start : ends[key]], targets]
        of_register[key].append(mark)
        found.append(mark)
    for key, related in links.sources.items():
        for record, number in zip(gathered.column(key, "id"), gathered.column(key, "shard"), strict=True):
            if record in related:
                of_register[key][number].append(related[record])
    return [orjson.dumps(mark) for mark in found]


def newest_first(register: Register, table: pd.DataFrame) -> pd.DataFrame:
    """The rows on show: of a ledger the newest first, of a catalogue in the order of their ids."""
    if not len(table):
        return table
    rows = table[table["standing"] == Standing.CURRENT]
    if register.is_ledger:
        return rows.sort_values(["date", "id"], ascending=False, kind="stable")
    return rows.sort_values("id", kind="stable")
