"""Who refers to whom: what every record is called, where it stands, and which others name it."""

import orjson
import pandas as pd

from generator.editions.public import PublicRecord
from generator.editions.standing import Standing
from generator.jobs import Summary
from generator.pages.display import date_text
from generator.pages.links import Links, Related, record_address
from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.source.store import Store

RELATED = 5
"""How many of the records that refer to a record its page names, for each register."""

_UNRELATED = ("officers/", "subjects/")
"""Whose pages do not list what refers to them: an officer's page is no profile, and everything refers to the bureau."""


def public_records(key: str, summaries: tuple[Summary, ...], store: Store) -> list[PublicRecord]:
    """The public records of a register, in the order of its files."""
    records: list[PublicRecord] = []
    for summary in summaries:
        if summary.shard.register == key and (kept := store.get(summary.key)):
            records += [record for record in orjson.loads(kept) if record is not None]
    return records


def links_between(tables: dict[str, pd.DataFrame], summaries: tuple[Summary, ...]) -> Links:
    """All catalogue records, and those ledger records that others refer to. What is not on show has no address here."""
    wanted: dict[str, set[str]] = {}
    for summary in summaries:
        for target, record in summary.references:
            wanted.setdefault(target, set()).add(record)
    targets: dict[str, dict[str, tuple[str, str]]] = {}
    for key, register in REGISTERS.items():
        named = wanted.get(key, set())
        links = targets.setdefault(key, {})
        if register.is_ledger and not named:
            continue
        columns = (tables[key][name].tolist() for name in ("id", "year", "standing", f"={register.heading}"))
        for record, year, standing, heading in zip(*columns, strict=True):
            if standing != "withheld" and (record in named or not register.is_ledger):
                shown = heading if standing == Standing.CURRENT else record
                links[record] = (shown, record_address(key, year, record) if standing != Standing.PENDING else "")
    return Links(targets, _sources(tables))


def _sources(tables: dict[str, pd.DataFrame]) -> dict[str, dict[str, tuple[Related, ...]]]:
    """Who refers to whom, for the registers whose pages say so: by target, the newest sources of each register."""
    sources: dict[str, dict[str, tuple[Related, ...]]] = {}
    for key, register in REGISTERS.items():
        rows = newest_first(register, tables[key])
        if not len(rows):
            continue
        found: dict[str, list[tuple[str, str]]] = {}
        totals: dict[str, int] = {}
        columns = (rows[name].tolist() for name in ("id", "year", "date", f"={register.heading}", "refs"))
        for record, year, date, heading, refs in zip(*columns, strict=True):
            for ref in refs:
                totals[ref] = totals.get(ref, 0) + 1
                if totals[ref] <= RELATED and not ref.startswith(_UNRELATED):
                    name = f"{heading}（{date_text(date)}）" if date else heading
                    found.setdefault(ref, []).append((name, record_address(key, year, record)))
        for ref, newest in found.items():
            target, _, record = ref.partition("/")
            related = Related(register=key, title=register.title, unit=register.unit, total=totals[ref], newest=tuple(newest))
            groups = sources.setdefault(target, {})
            groups[record] = (*groups.get(record, ()), related)
    return sources


def newest_first(register: Register, table: pd.DataFrame) -> pd.DataFrame:
    """The rows on show: of a ledger the newest first, of a catalogue in the order of their ids."""
    if not len(table):
        return table
    rows = table[table["standing"] == Standing.CURRENT]
    if register.is_ledger:
        return rows.sort_values(["date", "id"], ascending=False, kind="stable")
    return rows.sort_values("id", kind="stable")
