"""What is joined from the parts that each shard has left in the store: months, downloads and the search index."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import orjson

from generator.downloading import DownloadJob, text_pieces
from generator.editions.downloads import PARQUET, Download, Form, forms_of, path_of
from generator.editions.standing import Standing
from generator.gathering import DECIDING, Gathered
from generator.indexing import IndexJob
from generator.opendata import parquet
from generator.opendata.tables import join_json, split_json
from generator.pages.lists import ListPages
from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.search import index
from generator.source.store import key_of
from generator.steps import Files, Steps

PACKED = key_of("packed files of the search index")
"""Under this key the store has, of each file that the last build compressed, the hash of what was in it and its own."""


Parts = Mapping[tuple[str, str], Sequence[str]]
"""By register and year the keys under which the store has what was rendered of their shards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The joiners of one build. ``keys`` are those under which the store has what was rendered of a register's shards, ``made`` a hash of them."""

    steps: Steps
    gathered: Gathered

    def months(self, lists: ListPages, register: Register, keys: Sequence[str], made: str) -> int:
        """Write the months of a ledger; only those are joined again of which a shard has changed. Returns how many there are."""
        months = self.steps.value("months", register.key, made, make=partial(self._months, register))
        for year, month, gone, shards in months:
            parts = [keys[shard] for shard in shards]
            step = ("month", register.key, year, month, str(gone), *parts)
            self.steps.do(*step, make=partial(self._month, lists, register, year, month, gone, parts))
        return len(months)

    def downloads(self, parts: Parts, counts: Mapping[str, Mapping[str, int]]) -> list[DownloadJob]:
        """The jobs that write the files of catalogues and of the years of ledgers, but for those that are there already."""
        jobs = []
        for register in REGISTERS.values():
            years = [year for year, count in counts[register.key].items() if count] if register.is_ledger else [""]
            for year in sorted(years):
                keys = tuple(parts.get((register.key, year), ()))
                step = self.steps.key("data", register.key, year, *keys)
                if self.steps.kept(step) is None:
                    job = DownloadJob(
                        register=register.key,
                        year=year,
                        parts=keys,
                        store=str(self.steps.store.directory),
                        release=self.steps.release,
                        key=step,
                    )
                    jobs.append(replace(job, release=self.steps.release.only(job.names)))
        return jobs

    def downloaded(self, job: DownloadJob, sums: Mapping[str, str]) -> None:
        """Take over what a job has written."""
        self.steps.release.sums.update(sums)
        self.steps.remember(job.key, job.names)

    def whole(self, register: Register, keys: Sequence[str], made: str, years: Iterable[str]) -> list[Download]:
        """Write the files of a whole ledger, when those of its years are there. Returns all files of the register, the whole before its years."""
        years = sorted(years, reverse=True)
        if register.is_ledger:
            self.steps.do("data", register.key, made, make=partial(self._whole, register, keys, sorted(years)), inspected=True)
        return [
            self._download(register, year, form) for year in ("", *(years if register.is_ledger else ())) for form in forms_of(register)
        ]

    def _whole(self, register: Register, keys: Sequence[str], years: Sequence[str]) -> Files:
        directory = Path(self.steps.release.directory)
        for form in forms_of(register):
            if form == PARQUET:
                pieces = parquet.joined(register.key, [directory / path_of(register.key, year, form) for year in years])
            else:
                pieces = text_pieces(register, form, self.steps.store.take, keys)
            yield path_of(register.key, "", form), pieces

    def _download(self, register: Register, year: str, form: Form) -> Download:
        path, release = path_of(register.key, year, form), self.steps.release
        size = Path(release.directory, path).stat().st_size
        return Download(form=form, year=year, path=path, size=size, sha256=release.sums[path])

    def slots(self, parts: Parts, counts: Mapping[str, Mapping[str, int]]) -> list[IndexJob]:
        """The jobs that index what is on show of each register and year. ``counts``: records on show, by both."""
        jobs = []
        for register in REGISTERS:
            for year in sorted((year for year, count in counts[register].items() if count), reverse=True):
                keys = tuple(parts[register, year])
                key = f"{key_of(self.steps.shared, 'slot', register, year, *keys)}-slot"
                jobs.append(IndexJob(register=register, year=year, parts=keys, store=str(self.steps.store.directory), key=key))
        self.steps.used.extend(job.key for job in jobs)
        return jobs

    def join_index(self, slots: Sequence[IndexJob], counts: Mapping[str, Mapping[str, int]]) -> None:
        """Write the search index, when every register and year has been indexed."""
        told = []
        for job in slots:
            names = self.steps.do("slot", job.key, make=partial(self._slot_files, job.key), inspected=True)
            told.append((REGISTERS[job.register], job.year, counts[job.register][job.year], names[-1]))
        self.steps.used.append(PACKED)
        self.steps.do("index", *(job.key for job in slots), make=partial(self._index, slots, told), inspected=True)

    def _months(self, register: Register) -> list[tuple[str, str, int, list[int]]]:
        """Year and month, how many records have left, and the numbers of the shards of those on show."""
        gone: Counter[tuple[str, str]] = Counter()
        shards: dict[tuple[str, str], dict[int, None]] = {}
        columns = (self.gathered.column(register.key, name) for name in ("year", "month", "shard", "standing"))
        for year, month, shard, standing in zip(*columns, strict=True):
            if standing == Standing.CURRENT:
                shards.setdefault((year, month), {})[shard] = None
            elif standing in (Standing.EXPIRED, Standing.WITHDRAWN):
                gone[year, month] += 1
        return [(*month, gone[month], list(shards.get(month, ()))) for month in sorted({*shards, *gone})]

    def _month(self, lists: ListPages, register: Register, year: str, month: str, gone: int, parts: Sequence[str]) -> Files:
        take, rows = self.steps.store.take, []
        for part in parts:
            of_shard = zip(orjson.loads(take(f"{part}-rows")), split_json(take(f"{part}-json")), strict=True)
            rows += [(*row, record) for row, record in of_shard if row[0] == month]
        rows.sort(key=lambda row: row[1:3], reverse=True)
        address, html = lists.month(register, year, month, [row[3] for row in rows], gone)
        yield f"{address}index.html", html.encode()
        yield f"{address}index.json", join_json(row[4] for row in rows)

    def gone(self) -> None:
        """Write which documents and licences of the ledgers have left."""
        ledgers = {
            key: [path for path in register.identifiers if "party" not in path] for key, register in REGISTERS.items() if register.is_ledger
        }
        columns = {key: ("id", "year", *(f"={path}" for path in paths)) for key, paths in ledgers.items() if paths}
        marks = [self.gathered.mark(key, (*names, *DECIDING)) for key, names in columns.items()]
        self.steps.do("gone", *marks, make=lambda: [(index.GONE, index.gone(self._gone(columns)))], inspected=True)

    def _gone(self, columns: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str, str, str]]:
        for key, names in columns.items():
            rows = zip(self.gathered.column(key, "standing"), *(self.gathered.column(key, name) for name in names), strict=True)
            for standing, record, year, *numbers in rows:
                if standing in (Standing.EXPIRED, Standing.WITHDRAWN):
                    yield from ((number, key, year, record, str(standing)) for number in numbers if number)

    def _slot(self, key: str) -> index.Slot:
        return index.recalled(self.steps.store.take(key))

    def _slot_files(self, key: str) -> Files:
        return self._slot(key).files

    def _index(self, slots: Sequence[IndexJob], told: Sequence[tuple[Register, str, int, str]]) -> Files:
        """The index; a file that the last build has compressed from the same bytes is taken over as it is."""
        store, release = self.steps.store, self.steps.release
        files, table = index.joined([self._slot(job.key) for job in slots])
        before, now = orjson.loads(store.get(PACKED) or b"{}"), {}
        for name, data in files:
            plain = hashlib.sha256(data).hexdigest()
            was, whole = before.get(name, ("", ""))
            if was != plain or not release.keep([(name, whole)]):
                release.put(name, index.packed(data))
            now[name] = plain, release.sums[name]
            yield name, None
        store.put(PACKED, orjson.dumps(now))
        yield index.CONTENTS, index.contents(told, table)
