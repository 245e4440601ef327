"""A plain index: one file a register and year with what can be found of each record, read whole by the search page."""

from collections.abc import Iterable, Sequence

import orjson

from generator.editions.public import PublicRecord
from generator.pages.display import plain
from generator.pages.links import Links, record_address
from generator.pages.record import value_at
from generator.registers.register import Register

DIRECTORY = "search/index"
CONTENTS = f"{DIRECTORY}/index.json"
"""The table of contents."""

Entry = tuple[str, str, bytes]
"""What the search knows of a record, with the day and id by which entries are put in order."""


def entry(register: Register, year: str, record: PublicRecord, links: Links) -> Entry:
    """What is found of a record: id, address, heading, what a list shows of it, day, and identifiers that are searched but not shown."""
    paths = dict.fromkeys((register.heading, *register.columns, *register.identifiers))
    texts = {path: plain(register.field(path), value_at(record, path), links) for path in paths}
    shown = [texts[path] for path in register.columns if path != register.heading and texts[path]]
    hidden = [texts[path] for path in register.identifiers if path not in register.columns and texts[path]]
    date = record.get(register.dated if register.is_ledger else "updated_on", "")
    address = record_address(register.key, year, record["id"])
    row = (record["id"], address, texts[register.heading], "　".join(shown), date, "\n".join(hidden))
    return date, record["id"], orjson.dumps(row)


def part_name(register: str, year: str) -> str:
    """The file of a register and year."""
    return f"{register}-{year}.json" if year else f"{register}.json"


def part(register: Register, entries: Iterable[Sequence[str]]) -> bytes:
    """The entries of a register and year in the order in which results stand: of a ledger the newest first, of a catalogue by id."""
    ordered = sorted(entries, key=lambda entry: tuple(entry[0:2]) if register.is_ledger else (entry[1],), reverse=register.is_ledger)
    return f"[{','.join(row for _, _, row in ordered)}]".encode()


def contents(parts: Iterable[tuple[Register, str, int, str]]) -> bytes:
    """The table of contents: of each part the register, year, number of entries and SHA-256, which tells one version from another."""
    listed = [
        {
            "register": register.key,
            "title": register.title,
            "year": year,
            "count": count,
            "file": f"{part_name(register.key, year)}?{digest[:8]}",
        }
        for register, year, count, digest in parts
    ]
    return orjson.dumps({"parts": listed})
