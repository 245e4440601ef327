"""The registers as datasets: whole ledgers, the pages that explain the downloads, what machines are told of them, and what happened to every record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from generator.editions.chain import Chain
from generator.editions.downloads import DIRECTORY
from generator.editions.events import Event
from generator.editions.standing import Standing
from generator.gathering import DECIDING, Gathered
from generator.joining import Joined
from generator.opendata import dcat, package
from generator.opendata.changes import changes
from generator.opendata.publisher import Publisher
from generator.opendata.tables import columns
from generator.pages import data
from generator.pages.links import record_address
from generator.pages.meta import Masthead
from generator.pages.shell import Shell
from generator.registers import REGISTERS
from generator.source.settings import DataLicence

Shown = Mapping[str, tuple[int, str, Mapping[str, int]]]
"""Of each register how many records are on show, the day of the last change (ISO, or nothing), and how many are of each year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datasets:
    """The datasets of one edition, whose files of catalogues and years are there."""

    edition: str
    gathered: Gathered
    joined: Joined
    masthead: Masthead
    licence: DataLicence | None
    index: Shell
    """The shell of the page of all downloads."""
    page: Shell
    """The shell of a register's page of downloads."""

    def write(self, shown: Shown, keys: Mapping[str, Sequence[str]], made: Mapping[str, str]) -> int:
        """Write whole ledgers, pages and descriptions. Returns the number of pages.

        ``keys`` are those of what was rendered of each register's shards, ``made`` a hash of them.
        """
        as_of, given = self.gathered.as_of, []
        for key, register in REGISTERS.items():
            count, _, years = shown[key]
            files = self.joined.whole(register, keys[key], made[key], [year for year, number in years.items() if number])
            given.append(data.Given(register=register, count=count, files=files))
            self._write(f"{key}/index.html", data.register(self.masthead, self.page, given[-1], columns(key), as_of).encode())
        self._write("index.html", data.index(self.masthead, self.index, given, self.licence, as_of, self.edition).encode())
        publisher = Publisher(
            name=self.masthead.source,
            site=self.masthead.site_name,
            url=self.masthead.url,
            as_of=as_of,
            edition=self.edition,
            licence=self.licence,
        )
        files_of = {each.register.key: each.files for each in given}
        self._write("datapackage.json", package.package(files_of, self._unheld(), publisher))
        self._write("catalog.jsonld", dcat.catalogue(files_of, {key: updated for key, (_, updated, _) in shown.items()}, publisher))
        return len(given) + 1

    def changes(self, chain: Chain, events: list[Event]) -> None:
        """Write what happened in the editions of a chain, and in this one."""
        told = ((edition.name, chain.events_of(edition)) for edition in chain.editions)
        pieces = changes([*told, (self.edition, events)], self._addresses())
        self.joined.steps.release.put_pieces(f"{DIRECTORY}/changes.jsonl", pieces)

    def _write(self, name: str, content: bytes) -> None:
        self.joined.steps.release.write(f"{DIRECTORY}/{name}", content)

    def _addresses(self) -> Callable[[str, str], str]:
        """Where the page of a record is, or its tombstone, by register and id; nothing where it has none."""

        @cache
        def years(key: str) -> dict[str, str]:
            rows = zip(*(self.gathered.column(key, name) for name in ("id", "year", "standing")), strict=True)
            return {record: year for record, year, standing in rows if standing not in ("withheld", Standing.PENDING)}

        def address(register: str, record: str) -> str:
            year = years(register).get(record) if register in REGISTERS else None
            return "" if year is None else record_address(register, year, record)

        return address

    def _unheld(self) -> set[tuple[str, str]]:
        """The pairs of registers of which one refers to what the other has not on show."""

        @cache
        def on_show(key: str) -> frozenset[str]:
            return frozenset(record for record, standing in self._standings(key, "id") if standing == Standing.CURRENT)

        def targets(key: str) -> list[str]:
            named = {ref for refs, standing in self._standings(key, "refs") if standing == Standing.CURRENT for ref in refs}
            parted = (ref.partition("/") for ref in named)
            return sorted({target for target, _, record in parted if record not in on_show(target)})

        value, mark = self.joined.steps.value, self.gathered.mark
        marks = [mark(key, ("id", *DECIDING)) for key in REGISTERS]
        return {
            (key, target) for key in REGISTERS for target in value("unheld", key, mark(key, ("refs",)), *marks, make=partial(targets, key))
        }

    def _standings(self, key: str, name: str) -> Iterator[tuple[Any, str]]:
        """What a column of a register holds, with the standing of each record."""
        return zip(self.gathered.column(key, name), self.gathered.standings[key], strict=True)
