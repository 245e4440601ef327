"""The yearly figures: a page a year, of which only those are made anew whose ledgers have changed, and one for all years."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import pandas as pd

from generator.editions.figures import LEDGERS
from generator.editions.public import PublicRecord
from generator.gathering import Gathered
from generator.pages import statistics
from generator.pages.links import Links
from generator.pages.meta import Masthead
from generator.pages.shell import Shell
from generator.pages.statistics import YearLine
from generator.reading import Summary
from generator.steps import Files, Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearbook:
    """The figures of all years that a bureau has records of, or has entered figures for."""

    gathered: Gathered
    steps: Steps
    masthead: Masthead
    links: Links
    entered: Sequence[PublicRecord]
    """What was entered and is on show of the yearly tables."""
    index: Shell
    page: Shell

    def write(self, made: Mapping[str, str]) -> int:
        """Write the pages. ``made``: of each register a hash of what was rendered of it. Returns the number of pages."""
        sources = self._sources()
        years = sorted({*sources, *(str(record["year"]) for record in self.entered)}, reverse=True)
        catalogues = [made[key] for key in statistics.CATALOGUES]
        lines = []
        for year in years:
            shards = sources.get(year, [])
            parts = ("statistics", year, *years, *catalogues, *(each.key for each in shards))
            lines.append(self.steps.value(*parts, make=partial(self._line, year, shards)))
            self.steps.do(*parts, make=partial(self._page, year, years, shards))
        index = statistics.index(self.masthead, self.index, [YearLine(**line) for line in lines], self.gathered.as_of)
        self.steps.release.write("statistics/index.html", index.encode())
        return len(years) + 1

    def _sources(self) -> dict[str, list[Summary]]:
        """Of each year the shards that hold records of it."""
        sources: dict[str, list[Summary]] = {}
        for key in LEDGERS:
            years = self.steps.value("years", key, self.gathered.mark(key, ("date",)), make=partial(self.gathered.years, key))
            for summary, each in zip(self.gathered.shards[key], years, strict=True):
                for year in each:
                    sources.setdefault(year, []).append(summary)
        return sources

    def _tables(self, shards: Sequence[Summary]) -> Mapping[str, pd.DataFrame] | None:
        return self.gathered.only(LEDGERS, shards).figures() if shards else None

    def _line(self, year: str, shards: Sequence[Summary]) -> dict[str, Any]:
        return asdict(statistics.line(year, self._tables(shards), self.entered))

    def _page(self, year: str, years: Sequence[str], shards: Sequence[Summary]) -> Files:
        tables, as_of = self._tables(shards), self.gathered.as_of
        address, html = statistics.page(self.masthead, self.page, tables, self.entered, self.links, as_of, year, years)
        yield f"{address}index.html", html.encode()
