"""Writes the ledgers of an invented bureau: ``python -m benchmarks.bureau DIR --records N`` or ``registries --sample``.

The same arguments give the same bytes. Records are written one after the other, so memory does not grow with their number
(but for the open cases that inspections link to, and the names of units). Volumes count the three large ledgers; the small ones (coercion, collection,
cases in progress) have a fixed size and come on top, where the catalogues hold what they refer to. Units that random checks drew are
added to the register of objects.
"""

import argparse
import datetime as dt
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.catalogues import read_catalogues
from benchmarks.charges import Charges
from benchmarks.coercions import Coercions
from benchmarks.inspections import Inspections
from benchmarks.licences import Licences
from benchmarks.penalties import Penalties
from benchmarks.progress import Cases
from benchmarks.setting import Parties, Setting
from benchmarks.shards import write_ledger
from benchmarks.workdays import LAST_YEAR, after, working_days

LEDGERS = ("licences", "penalties", "inspections")
SMALL_LEDGERS = ("coercions", "collections", "cases")
COERCIONS, COLLECTIONS = 8, 10
"""Records of a full year in the small ledgers, whatever the size of the bureau."""

SHARD_RECORDS = 500
"""Records a file holds where a month is split."""

_OTHER_FIGURES = "本表是样例县的数据；这里的台账是另外生成的，件数不同，所以与台账计算不一致。"

SPLIT_FROM = 20_000
"""A bureau of more records than this has several files a month."""


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
        volumes[year] = _scaled(per_year, _share(year, until))
    _write(registries, volumes, seed=seed, until=until)
    return _sum(volumes)


def write_bureau(target: Path, *, records: int, catalogues: Path, years: range, seed: int, until: dt.date) -> Volume:
    """Write a whole bureau of exactly ``records`` ledger records into ``target``, with the catalogues copied in."""
    _copy_catalogues(catalogues, target)
    _tell_apart(target / "annual-figures")
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
    _widen(target / "typical-cases", max(volume.penalties for volume in volumes.values()))
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


def _write(registries: Path, volumes: dict[int, Volume], *, seed: int, until: dt.date) -> None:
    years = range(min(volumes), max(volumes) + 1)
    setting = Setting(seed=seed, years=years, until=until, latest=after(until, 5), catalogues=read_catalogues(registries))
    total = _sum(volumes)
    parties = Parties(seed, total.licences)
    limit = SHARD_RECORDS if total.total > SPLIT_FROM else 0
    licences, penalties = Licences(setting, parties), Penalties(setting, parties)
    inspections = Inspections(setting, parties, penalties.cases)
    large = {"licences": ("xk", 5, licences.write), "penalties": ("cf", 4, penalties.write), "inspections": ("jc", 4, inspections.write)}
    for key, (prefix, width, write) in large.items():
        totals = {year: getattr(volumes[year], key) for year in years}
        write_ledger(registries / key, prefix, width, setting, totals, write, limit=limit)
    inspections.roll.write(registries / "inspected.yml")
    coercions, charges = Coercions(setting, parties, penalties.unpaid), Charges(setting)
    if coercions.possible:
        write_ledger(registries / "coercions", "qz", 3, setting, _yearly(COERCIONS, years, until), coercions.write)
    if charges.possible:
        write_ledger(registries / "collections", "zs", 3, setting, _yearly(COLLECTIONS, years, until), charges.write)
    if setting.catalogues.guides:
        Cases(setting, parties, licences.applications).write(registries / "cases")


def _yearly(number: int, years: range, until: dt.date) -> dict[int, int]:
    """``number`` a full year, and its part of the year of ``until``."""
    return {year: round(number * _share(year, until)) for year in years}


def _share(year: int, until: dt.date) -> float:
    return len(working_days(range(year, year + 1), until)) / len(working_days(range(year, year + 1), dt.date(year, 12, 31)))


def _copy_catalogues(source: Path, target: Path) -> None:
    """Copy every register but the ledgers, which are the directories with a year below them."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in sorted(source.iterdir()):
        if entry.is_file():
            shutil.copyfile(entry, target / entry.name)
        elif entry.name not in (*LEDGERS, *SMALL_LEDGERS) and not any(re.fullmatch(r"\d{4}", below.name) for below in entry.iterdir()):
            shutil.copytree(entry, target / entry.name, dirs_exist_ok=True)


def _widen(cases: Path, penalties: int) -> None:
    """Have typical cases name their penalties by ids as long as those of a year of so many."""
    for path in sorted(cases.glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        wider = re.sub(r"\b(cf-\d{4}-)(\d+)\b", lambda found: f"{found[1]}{int(found[2]):0{max(4, len(str(penalties)))}d}", text)
        path.write_text(wider, encoding="utf-8", newline="\n")


def _tell_apart(figures: Path) -> None:
    """Say in the yearly figures, which are those of the sample county, that they do not belong to the ledgers beside them."""
    for path in sorted(figures.glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\n说明: |-\n", f"\n说明: |-\n  {_OTHER_FIGURES}\n"), encoding="utf-8", newline="\n")


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
