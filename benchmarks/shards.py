"""The files of a ledger: a month a file, or several where there are many records."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.setting import Setting
from benchmarks.workdays import working_days

_SHARD_NAME = re.compile(r"\d{4}-\d{2}(-\d+)?\.yml")


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
class Shards:
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


def write_ledger(
    directory: Path,
    prefix: str,
    width: int,
    setting: Setting,
    totals: dict[int, int],
    write: Callable[[dt.date, str], str],
    *,
    limit: int = 0,
) -> None:
    """Write the files of these years, numbered ``<prefix>-<year>-<serial>``; what an earlier run wrote for them goes first."""
    for year in totals:
        clear(directory / str(year))
    shards = Shards(directory, limit)
    for year, total in totals.items():
        serial, digits = 0, max(width, len(str(total)))
        rng = Random(f"{setting.seed}/{prefix}/{year}")
        for day, number in spread(total, working_days(range(year, year + 1), setting.until), rng):
            for _ in range(number):
                serial += 1
                shards.add(day, write(day, f"{prefix}-{year}-{serial:0{digits}d}"))
    shards.flush()


def clear(directory: Path) -> None:
    """Remove the files of months, and nothing else, from a year's directory."""
    for path in directory.glob("*.yml"):
        if _SHARD_NAME.fullmatch(path.name):
            path.unlink()
