"""A plain index: one file a register and year with what can be found of each record, read whole by the search page."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from generator.editions.release import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the search knows of one record."""

    id: str
    address: str
    heading: str
    detail: str
    date: str
    words: str
    """Text that is searched but not shown: identifiers and search fields, one a line."""


class IndexWriter:
    """Writes parts one by one and their table of contents at the end."""

    def __init__(self, release: Release, directory: str) -> None:
        self.release = release
        self.directory = directory
        self.parts: list[dict[str, Any]] = []

    def part(self, register: str, title: str, year: str, entries: Iterable[Entry]) -> None:
        """Write the entries of one register (and year), in the order in which results shall stand."""
        rows = [[entry.id, entry.address, entry.heading, entry.detail, entry.date, entry.words] for entry in entries]
        if not rows:
            return
        data = orjson.dumps(rows)
        name = f"{register}-{year}.json" if year else f"{register}.json"
        self.release.write(f"{self.directory}/{name}", data)
        version = hashlib.sha256(data).hexdigest()[:8]
        self.parts.append({"register": register, "title": title, "year": year, "count": len(rows), "file": f"{name}?{version}"})

    def contents(self) -> str:
        """Write the table of contents; returns its file name."""
        self.release.write(f"{self.directory}/index.json", orjson.dumps({"parts": self.parts}))
        return "index.json"
