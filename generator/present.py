"""The registers as they stand, as those need them who add to them: who is called what, what comes next, records as they are written."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.checking import Check
from generator.intake.blank import blank
from generator.intake.blank import listed as listed_lines
from generator.intake.edit import in_chinese, with_more
from generator.intake.heads import plain
from generator.registers import REGISTERS
from generator.registers.describe import as_written
from generator.registers.register import Register
from generator.source.reader import read
from generator.source.shard import HOST_KEYS, yaml_of
from generator.source.survey import Shard

_ENDING = re.compile(r"(.*?)([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A record that is there already."""

    shard: Shard
    position: int | None
    tree: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Present:
    """What a register has, and what the others are called that it may refer to."""

    check: Check
    register: Register

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The ids of each register."""
        gathered = self.check.gathered
        return {key: frozenset(gathered.column(key, "id")) for key in REGISTERS}

    @cached_property
    def _headings(self) -> dict[str, dict[str, list[str]]]:
        return {}

    def meant(self, register: str, name: str) -> str | list[str] | None:
        """The id that a name means in a register: itself, or that of the only record called so."""
        if name in self.ids.get(register, ()):
            return name
        if register not in REGISTERS or REGISTERS[register].is_ledger:
            return None
        if register not in self._headings:
            names: dict[str, list[str]] = {}
            gathered = self.check.gathered
            for record, heading in zip(
                gathered.column(register, "id"), gathered.column(register, f"={REGISTERS[register].heading}"), strict=True
            ):
                names.setdefault(plain(heading), []).append(record)
            self._headings[register] = names
        found = self._headings[register].get(plain(name), [])
        return found[0] if len(found) == 1 else found or None

    @cached_property
    def number_label(self) -> str:
        """What the document number is called by which its decisions are known; nothing where they have none."""
        numbered = self.register.is_ledger and "document_number" in self.register.identifiers
        return self.register.field("document_number").label if numbered else ""

    @cached_property
    def by_id(self) -> dict[str, tuple[int, int]]:
        """Of each record that is there its shard and its place in it."""
        columns = (self.check.gathered.column(self.register.key, name) for name in ("id", "shard", "entry"))
        return {record: (shard, entry) for record, shard, entry in zip(*columns, strict=True)}

    @cached_property
    def by_number(self) -> dict[str, str]:
        """Of each document number that is there the record."""
        if not self.number_label:
            return {}
        columns = (self.check.gathered.column(self.register.key, name) for name in ("=document_number", "id"))
        return {plain(number): record for number, record in zip(*columns, strict=True) if number}

    @cached_property
    def _trees(self) -> dict[int, list[tuple[int | None, dict[str, Any]]]]:
        return {}

    def there(self, record: str) -> There | None:
        """A record of this register that is there already, or None."""
        if record not in self.by_id:
            return None
        number, entry = self.by_id[record]
        shard = self.check.gathered.shards[self.register.key][number].shard
        if number not in self._trees:
            self._trees[number] = list(trees_of(self.check, shard))
        position, tree = self._trees[number][max(entry, 0)]
        return There(shard=shard, position=position, tree=tree)


def next_id(key: str, year: str, taken: Iterable[str]) -> str:
    """The id that comes next in a register (in a year of a ledger), after the pattern that most of those there have.

    ``cf-2026-0041`` after ``cf-2026-0040``; the first of a year follows the pattern of another year.
    """
    patterns: Counter[tuple[str, int]] = Counter()
    last: dict[str, int] = {}
    for name in taken:
        found = _ENDING.fullmatch(name)
        if found:
            patterns[found[1], len(found[2])] += 1
            last[found[1]] = max(last.get(found[1], 0), int(found[2]))
    ranked = sorted(patterns.items(), key=lambda each: (-each[1], each[0]))
    if year:
        own = next((head for head, _ in ranked if year in head[0]), None)
        other = next(
            ((re.sub(r"(19|20)\d\d", year, head[0], count=1), head[1]) for head, _ in ranked if re.search(r"(19|20)\d\d", head[0])), None
        )
        prefix, width = own or other or (f"{key}-{year}-", 4)
    else:
        prefix, width = ranked[0][0] if ranked else (f"{key}-", 3)
    return f"{prefix}{last.get(prefix, 0) + 1:0{width}d}"


def trees_of(check: Check, shard: Shard) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """The records of a shard as they are written, with Chinese labels, and the place of each where the shard is a list."""
    tree: Any = read(yaml_of(shard, (check.registries / shard.path).read_bytes())).tree
    specs = as_written(REGISTERS[shard.register].model)
    if isinstance(tree, list):
        yield from ((place, in_chinese(specs, each)) for place, each in enumerate(tree))
    else:
        yield None, in_chinese(specs, {key: value for key, value in tree.items() if not shard.page or key not in HOST_KEYS})


def new_record(check: Check, register: Register, day: dt.date) -> tuple[Path, str, int]:
    """A new record of a day to be filled in: its file, its text, and the line of that file on which it will begin."""
    key, specs = register.key, as_written(register.model)
    year = f"{day:%Y}" if register.dated else ""
    record = next_id(key, year, check.gathered.column(key, "id"))
    known = {"id": record, "published_on": day.isoformat()} | ({register.dated: day.isoformat()} if register.dated else {})
    lines = blank(specs, known)
    if register.dated:
        path = check.registries / key / year / f"{day:%Y-%m}.yml"
    elif register.in_content:
        path = check.content / key / f"{record}.md"
        lines = ["---", *lines, "---", "", "（正文）"]
    elif (check.registries / f"{key}.yml").is_file():
        path = check.registries / f"{key}.yml"
    else:
        path = check.registries / key / f"{record}.yml"
    if register.dated or path.parent == check.registries:
        lines = listed_lines(lines)
    text = "".join(f"{line}\n" for line in lines)
    before = with_new(path, text).removesuffix(text)
    return path, text, before.count("\n") + 1


def with_new(path: Path, text: str) -> str:
    """A file with a text at its end."""
    return with_more(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if path.is_file() else "", text)


def written_records(check: Check, register: Register) -> list[dict[str, Any]]:
    """All records of a register as they are written, in the order of their files; files that cannot be read are left out."""
    shards = (summary.shard for summary in check.gathered.shards[register.key] if summary.key and not summary.broken)
    return [tree for shard in shards for _, tree in trees_of(check, shard)]


def listed(check: Check, key: str) -> list[tuple[str, str]]:
    """The id and the heading of each record of a catalogue, by id."""
    gathered = check.gathered
    return sorted(zip(gathered.column(key, "id"), gathered.column(key, f"={REGISTERS[key].heading}"), strict=True))
