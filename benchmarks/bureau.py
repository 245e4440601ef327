"""Writes the ledgers of an invented bureau: ``python -m benchmarks.bureau DIR --records N`` or ``registries --sample``.

The same arguments give the same bytes. Records are written one after the other, so memory does not grow with their number
(but for the open cases that inspections link to).
"""

import argparse
import datetime as dt
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.catalogues import read_catalogues
from benchmarks.inspections import Inspections
from benchmarks.licences import Licences
from benchmarks.penalties import Penalties
from benchmarks.setting import Parties, Setting
from benchmarks.workdays import LAST_YEAR, after, working_days

LEDGERS = ("licences", "penalties", "inspections")
SHARD_RECORDS = 500
"""Records a file holds where a month is split."""

SPLIT_FROM = 20_000
"""A bureau of more records than this has several files a month."""

_SHARD_NAME = re.compile(r"\d{4}-\d{2}(-\d+)?\.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How many records of each ledger."""

    licences: int
    penalties: int
    inspections: int

    @property
    def total(self) -> int:
        """All three together."""
        return self.licences + self.penalties + self.inspections


SAMPLE_YEARS, SAMPLE_UNTIL = range(2024, 2027), dt.date(2026, 11, 13)
SAMPLE = Volume(licences=1600, penalties=150, inspections=110)
"""The sample county: records of a full year."""


def write_ledgers(registries: Path, *, years: range, per_year: Volume, seed: int, until: dt.date) -> Volume:
    """Write licences, penalties and inspections of these years into ``registries``; gives the number of records written.

    ``per_year`` is the volume of a full year; the year of ``until`` (inclusive) has its part of it. Files that an earlier run
    wrote for these years are replaced. The catalogues are read from the same directory.
    """
    volumes = {}
    for year in years:
        share = len(working_days(range(year, year + 1), until)) / len(working_days(range(year, year + 1), dt.date(year, 12, 31)))
        volumes[year] = _scaled(per_year, share)
    _write(registries, volumes, seed=seed, until=until)
    return _sum(volumes)


def write_bureau(target: Path, *, records: int, catalogues: Path, years: range, seed: int, until: dt.date) -> Volume:
    """Write a whole bureau of exactly ``records`` ledger records into ``target``, with the catalogues copied in."""
    _copy_catalogues(catalogues, target)
    days = [len(working_days(range(year, year + 1), until)) for year in years]
    volumes, written = {}, Volume(licences=0, penalties=0, inspections=0)
    for place, year in enumerate(years, 1):
        due = _proportioned(round(records * sum(days[:place]) / sum(days)))
        volumes[year] = Volume(
            licences=due.licences - written.licences,
            penalties=due.penalties - written.penalties,
            inspections=due.inspections - written.inspections,
        )
        written = due
    _write(target, volumes, seed=seed, until=until)
    return written


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bureau", description="Writes the ledgers of an invented bureau.")
    parser.add_argument("directory", type=Path, help="where the registers are written")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--records", type=int, metavar="N", help="a whole bureau of N ledger records, catalogues included")
    what.add_argument("--sample", action="store_true", help="the sample county's ledgers, in place")
    parser.add_argument("--catalogues", type=Path, default=Path("registries"), help="catalogues to copy (default: registries)")
    parser.add_argument("--seed", type=int, default=1, help="another seed is another bureau (default: 1)")
    parser.add_argument("--years", type=int, default=3, choices=range(1, 5), help="how many years, the last being 2026 (default: 3)")
    options = parser.parse_args(arguments)
    if options.sample:
        written = write_ledgers(options.directory, years=SAMPLE_YEARS, per_year=SAMPLE, seed=options.seed, until=SAMPLE_UNTIL)
    else:
        written = write_bureau(
            options.directory,
            records=options.records,
            catalogues=options.catalogues,
            years=range(LAST_YEAR + 1 - options.years, LAST_YEAR + 1),
            seed=options.seed,
            until=SAMPLE_UNTIL,
        )
    sys.stdout.write(f"{options.directory}: {written.total} records {written}\n")
    return 0


def spread(total: int, days: list[dt.date], rng: Random) -> Iterator[tuple[dt.date, int]]:
    """Deal ``total`` records out over the days, busy days and quiet days; yields each day with its number."""
    weights = [rng.uniform(0.4, 1.6) for _ in days]
    whole, gone, dealt = sum(weights), 0.0, 0
    for day, weight in zip(days, weights, strict=True):
        gone += weight
        due = total if day == days[-1] else round(total * gone / whole)
        yield day, due - dealt
        dealt = due


@dataclass(slots=True)
class _Shards:
    """Writes the files of one ledger, month after month."""

    directory: Path
    limit: int
    """Most records of a file; 0 is no limit, then a month is one file."""
    month: str = ""
    number: int = 0
    texts: list[str] = field(default_factory=list)

    def add(self, day: dt.date, text: str) -> None:
        """Put one more record into the file of its month."""
        month = day.isoformat()[:7]
        if month != self.month:
            self.flush()
            self.month, self.number = month, 0
        elif self.limit and len(self.texts) == self.limit:
            self.flush()
        self.texts.append(text)

    def flush(self) -> None:
        """Write the file that is open."""
        if not self.texts:
            return
        self.number += 1
        name = f"{self.month}-{self.number:02d}.yml" if self.limit else f"{self.month}.yml"
        path = self.directory / self.month[:4] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(self.texts), encoding="utf-8", newline="\n")
        self.texts.clear()


def _write(registries: Path, volumes: dict[int, Volume], *, seed: int, until: dt.date) -> None:
    years = range(min(volumes), max(volumes) + 1)
    setting = Setting(seed=seed, years=years, until=until, latest=after(until, 5), catalogues=read_catalogues(registries))
    total = _sum(volumes)
    parties = Parties(seed, total.licences)
    limit = SHARD_RECORDS if total.total > SPLIT_FROM else 0
    licences, penalties = Licences(setting, parties), Penalties(setting, parties)
    inspections = Inspections(setting, parties, penalties.cases)
    _write_ledger(registries / "licences", "xk", 5, limit, setting, {year: volumes[year].licences for year in years}, licences.write)
    _write_ledger(registries / "penalties", "cf", 4, limit, setting, {year: volumes[year].penalties for year in years}, penalties.write)
    _write_ledger(
        registries / "inspections", "jc", 4, limit, setting, {year: volumes[year].inspections for year in years}, inspections.write
    )


def _write_ledger(
    directory: Path, prefix: str, width: int, limit: int, setting: Setting, totals: dict[int, int], write: Callable[[dt.date, str], str]
) -> None:
    for year in totals:
        _clear(directory / str(year))
    shards = _Shards(directory, limit)
    for year, total in totals.items():
        serial, digits = 0, max(width, len(str(total)))
        rng = Random(f"{setting.seed}/{prefix}/{year}")
        for day, number in spread(total, working_days(range(year, year + 1), setting.until), rng):
            for _ in range(number):
                serial += 1
                shards.add(day, write(day, f"{prefix}-{year}-{serial:0{digits}d}"))
    shards.flush()


def _clear(directory: Path) -> None:
    for path in directory.glob("*.yml"):
        if _SHARD_NAME.fullmatch(path.name):
            path.unlink()


def _copy_catalogues(source: Path, target: Path) -> None:
    """Copy every register but the ledgers, which are the directories with a year below them."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in sorted(source.iterdir()):
        if entry.is_file():
            shutil.copyfile(entry, target / entry.name)
        elif entry.name not in LEDGERS and not any(re.fullmatch(r"\d{4}", below.name) for below in entry.iterdir()):
            shutil.copytree(entry, target / entry.name, dirs_exist_ok=True)


def _scaled(volume: Volume, share: float) -> Volume:
    return Volume(
        licences=round(volume.licences * share), penalties=round(volume.penalties * share), inspections=round(volume.inspections * share)
    )


def _proportioned(records: int) -> Volume:
    penalties, inspections = round(records * 0.08), round(records * 0.06)
    return Volume(licences=records - penalties - inspections, penalties=penalties, inspections=inspections)


def _sum(volumes: dict[int, Volume]) -> Volume:
    return Volume(
        licences=sum(volume.licences for volume in volumes.values()),
        penalties=sum(volume.penalties for volume in volumes.values()),
        inspections=sum(volume.inspections for volume in volumes.values()),
    )


if __name__ == "__main__":
    sys.exit(main())
