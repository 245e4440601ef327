"""What is written from the tables: lists, search index, downloads, the front pages and the host's own pages."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd

from generator.datasets import Datasets
from generator.downloading import write_downloads
from generator.editions.chain import Chain
from generator.editions.coverage import duties
from generator.editions.events import Event
from generator.editions.public import PublicRecord
from generator.editions.release import Release
from generator.editions.standing import Standing
from generator.editions.telling import named_records, tell
from generator.gathering import Gathered, Lazily
from generator.host.contract import HostPages
from generator.indexing import index_slot
from generator.joining import Joined, Parts
from generator.linking import links_between, marks, newest_first, public_records
from generator.opendata import sitemap
from generator.opendata.feed import feed
from generator.pages import fragments, front, poster
from generator.pages.display import date_text, plain
from generator.pages.links import record_address
from generator.pages.lists import ListPages, latest
from generator.pages.meta import masthead_of
from generator.pages.record import RecordPages
from generator.pages.shell import Shell
from generator.reading import Summary
from generator.registers import REGISTERS, STAGES
from generator.registers.register import Register, Stage
from generator.source.settings import Site
from generator.source.store import Store, code_version, key_of
from generator.steps import Files, Steps
from generator.workers import Workers
from generator.yearbook import Yearbook

NEWS, NEWS_LEDGERS = 6, 3
"""How many of the newest records the home page shows, and of how many ledgers."""

NEEDS = (
    ("guides/", "我要办事", "条件、材料、地点、时限"),
    ("verify/", "核验证件文书", "执法证、决定书、许可证"),
    ("penalties/", "查处罚决定", "按单位、文号、年月"),
    ("channels/", "投诉举报", "电话、信箱、办理时限"),
)
"""What citizens come for: address, question, answer."""

_HOLE = re.compile(r"⟦gongshi:figure ([^⟧]*)⟧")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A register as the front pages show it."""

    count: int
    """How many records are on show."""
    updated: str
    """The latest day on which one of them was published or updated, ISO, or nothing."""
    years: dict[str, int]
    """How many are on show of each year; of a catalogue nothing."""
    news: list[list[str]]
    """The newest: address, heading, detail, day."""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """The writers of one build, given their shells, links and tables."""

    site: Site
    gathered: Gathered
    host: HostPages
    release: Release
    shells: dict[tuple[str, int], Shell]
    records: RecordPages
    store: Store
    every_day: str
    """A key of what all pages depend on, whatever the day: program, theme, settings, shells."""
    steps: Steps

    @cached_property
    def joined(self) -> Joined:
        """What is joined from the parts that shards have left."""
        return Joined(steps=self.steps, gathered=self.gathered)

    @property
    def as_of(self) -> str:
        """The as-of date."""
        return self.gathered.as_of

    def keys_of_shards(self) -> Iterator[str]:
        """For each shard a key of everything on which what is rendered of it depends."""
        records, day = self.records, ("", self.as_of)
        catalogues = {key: self.gathered.mark(key) for key in records.catalogues}
        for summary, mark in zip(self.gathered.summaries, marks(self.gathered, self.steps, records.links), strict=True):
            register = REGISTERS[summary.shard.register]
            looked_up = (catalogues[key] for key in register.looks_up)
            # A ledger's page says nothing of the day but what the mark says; a catalogue's may.
            yield key_of(self.every_day, summary.key, mark, day[not register.is_ledger], *looked_up)

    def everything_else(self, shards: Sequence[tuple[Summary, str]], chain: Chain, name: str, events: list[Event], pool: Workers) -> int:
        """Write all that is not a record page. Returns the number of pages written.

        ``shards`` are all that were read, with the key under which the store keeps what was rendered of each.
        ``chain`` holds the editions before, ``name`` and ``events`` are of the one that is being made.
        The search is indexed in the pool meanwhile.
        """
        keys, made = _by_register(shards)
        current: Mapping[str, pd.DataFrame] = Lazily(lambda key: newest_first(REGISTERS[key], self.gathered.tables[key]))
        shown = {
            key: Shown(**self.steps.value("standing", key, made[key], make=partial(self._shown, register, current)))
            for key, register in REGISTERS.items()
        }
        counts = {key: each.years if REGISTERS[key].is_ledger else {"": each.count} for key, each in shown.items()}
        parts = _by_year(shards)
        slots, downloads = self.joined.slots(parts, counts), self.joined.downloads(parts, counts)
        with (
            pool.started(index_slot, [job for job in slots if not self.store.has(job.key)]) as indexed,
            pool.started(write_downloads, downloads) as downloaded,
        ):
            pages = sum(self._lists(register, current, keys[key], made[key]) for key, register in REGISTERS.items())
            stages, masthead = self._stages(shown), self.records.masthead
            pages += len(self.steps.do("posters", made["windows"], made["guides"], make=partial(_files, self._posters)))
            self._page("coverage/", self._coverage(shown))
            self._page("search/", front.search(masthead, self.shells["search", 1], stages, "index/index.bin", self.as_of))
            self._page("verify/", front.verify(masthead, self.shells["verify", 1], "../search/index/index.bin", self.as_of))
            if masthead.url:
                self.release.write("opensearch.xml", front.opensearch(masthead))
            self._changes(chain, name, events)
            for job, sums in zip(downloads, downloaded, strict=True):
                self.joined.downloaded(job, sums)
            pages += self._datasets(name).write({key: (each.count, each.updated, each.years) for key, each in shown.items()}, keys, made)
            self._datasets(name).changes(chain, events)
            pages += 4 + self._host_pages(stages, shown)
            if masthead.url:
                self._sitemaps(made, shown)
            self.joined.gone()
            for _ in indexed:
                pass
        self.joined.join_index(slots, counts)
        return pages

    def figures(self, shards: Sequence[tuple[Summary, str]]) -> int:
        """Write the yearly figures, for which the records need not have been rendered yet. Returns the number of pages written."""
        _, made = _by_register(shards)
        yearbook = Yearbook(
            gathered=self.gathered,
            steps=self.steps,
            masthead=self.records.masthead,
            links=self.records.links,
            entered=[record for record in self.catalogue("annual-figures") if record.get("published_on", "") <= self.as_of],
            index=self.shells["landing", 1],
            page=self.shells["archive", 2],
        )
        return yearbook.write(made)

    def _shown(self, register: Register, current: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
        """What :class:`Shown` holds of a register."""
        rows = current[register.key]
        years = Counter(rows["year"].tolist()) if register.is_ledger else {}
        return {"count": len(rows), "updated": latest(rows), "years": years, "news": self._news(register, rows)}

    def _lists(self, register: Register, current: Mapping[str, pd.DataFrame], keys: Sequence[str], made: str) -> int:
        """The landing page of a register, and of a ledger its years and months."""
        lists = ListPages(shells=self.shells, links=self.records.links, masthead=self.records.masthead, as_of=self.as_of)

        def landing() -> Iterator[tuple[str, str]]:
            table = self.gathered.tables[register.key]
            standings = self.gathered.standings[register.key]
            left = [standing in (Standing.EXPIRED, Standing.WITHDRAWN) for standing in standings]
            yield from lists.of(register, current[register.key], table[left] if any(left) else table[:0], standings.count("withheld"))

        pages = len(self.steps.do("lists", register.key, made, make=partial(_files, landing)))
        if not register.is_ledger:
            return pages
        return pages + self.joined.months(lists, register, keys, made)

    def _changes(self, chain: Chain, name: str, events: list[Event]) -> None:
        """The editions in words: a page and a feed."""
        names = self._names(named_records(chain, events))
        editions = tell(chain, name, self.as_of, events, lambda register, record: names.get((register, record), (record, "")))
        masthead, titles = self.records.masthead, {key: register.title for key, register in REGISTERS.items()}
        self._page("changes/", front.changes(masthead, self.shells["landing", 1], editions, titles))
        xml = feed(editions, site=masthead.site_name, url=masthead.url, domain=masthead.domain, source=masthead.source)
        self.release.write("feed.xml", xml)

    def _datasets(self, edition: str) -> Datasets:
        """What writes the downloads of this edition and says what they are."""
        return Datasets(
            edition=edition,
            gathered=self.gathered,
            joined=self.joined,
            masthead=self.records.masthead,
            licence=self.site.settings.data_licence,
            index=self.shells["data", 1],
            page=self.shells["archive", 2],
        )

    def _names(self, wanted: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
        """Heading and address of records; of what is no longer on show the id instead of its name."""
        of_register: dict[str, list[str]] = {}
        for each in sorted(wanted):
            register, _, record = each.partition("/")
            of_register.setdefault(register, []).append(record)
        names: dict[tuple[str, str], tuple[str, str]] = {}
        for key, ids in of_register.items():
            if key in REGISTERS:
                found = self.steps.value("names", key, self.gathered.mark(key), *ids, make=partial(self._named_in, key, frozenset(ids)))
                names |= {(key, record): (heading, address) for record, heading, address in found}
        return names

    def _named_in(self, key: str, ids: frozenset[str]) -> list[tuple[str, str, str]]:
        spec = REGISTERS[key].field(REGISTERS[key].heading)
        columns = (self.gathered.column(key, name) for name in ("id", "year", "standing", f"={REGISTERS[key].heading}"))
        return [
            (record, plain(spec, value, self.records.links) if standing == Standing.CURRENT else record, record_address(key, year, record))
            for record, year, standing, value in zip(*columns, strict=True)
            if record in ids and standing not in ("withheld", Standing.PENDING)
        ]

    def _sitemaps(self, made: Mapping[str, str], shown: Mapping[str, Shown]) -> None:
        """What a crawler reads first: the list of all pages on show. Only those of a register that has changed are listed anew."""
        url, names = self.records.masthead.url, []
        pages = (name.removesuffix("index.html") for name in self.release.sums if name.endswith("/index.html"))
        others = sorted(address for address in pages if address.partition("/")[0] not in REGISTERS)
        own = [("", self.as_of), *((f"{key}/", each.updated) for key, each in shown.items()), *((address, "") for address in others)]
        for name, data in sitemap.sitemaps("pages", url, own):
            self.release.write(name, data)
            names.append(name)
        for key, mark in made.items():
            names += self.steps.do("sitemap", key, url, mark, make=partial(self._sitemap, key, url))
        self.release.write("sitemap.xml", sitemap.index(url, names))
        if sitemap.is_at_the_top(url):
            self.release.write("robots.txt", sitemap.robots(url))

    def _sitemap(self, key: str, url: str) -> Files:
        columns = (self.gathered.column(key, name) for name in ("standing", "year", "month", "id", "updated_on", "published_on"))
        shown = (row[1:] for row in zip(*columns, strict=True) if row[0] == Standing.CURRENT)
        rows = ((year, month, record_address(key, year, record), max(*days)) for year, month, record, *days in shown)
        for year, listed in sitemap.places(key, rows).items():
            yield from sitemap.sitemaps(f"{key}-{year}" if year else key, url, listed)

    def catalogue(self, key: str) -> list[PublicRecord]:
        """The public records of a catalogue, in the order of their files."""
        return public_records(key, self.gathered.summaries, self.store)

    def _posters(self) -> Iterator[tuple[str, str]]:
        guides = {guide["id"]: guide for guide in self.catalogue("guides")}
        yield from poster.pages(self.records.masthead, self.shells["record", 3], self.catalogue("windows"), guides, self.records.links)

    def _coverage(self, shown: Mapping[str, Shown]) -> str:
        counts = {key: (each.count, each.updated) for key, each in shown.items()}
        found = duties(self.catalogue("obligations"), counts, dt.date.fromisoformat(self.as_of))
        titles = {key: register.title for key, register in REGISTERS.items()}
        return front.coverage(self.records.masthead, self.shells["landing", 1], found, self.records.links, titles, self.as_of)

    def _page(self, address: str, html: str) -> None:
        self.release.write(f"{address}index.html", html.encode())

    def _stages(self, shown: Mapping[str, Shown]) -> list[front.StageCards]:
        titles = self.site.settings.stage_titles
        stages = []
        for stage in STAGES:
            cards = tuple(
                front.RegisterCard(
                    register=register,
                    count=shown[key].count,
                    updated=shown[key].updated,
                    years=tuple(sorted(shown[key].years, reverse=True)),
                )
                for key, register in REGISTERS.items()
                if register.stage == stage
            )
            if cards:
                stages.append(front.StageCards(key=stage.value, title=getattr(titles, stage.value), cards=cards))
        return stages

    def _news(self, register: Register, current: pd.DataFrame) -> list[list[str]]:
        """The newest records of a ledger that tells what was decided: address, heading, detail, day."""
        if not register.is_ledger or register.stage is not Stage.POST:
            return []
        items = []
        rows = current.sort_values(["published_on", "date", "id"], ascending=False, kind="stable").head(NEWS)
        for row in rows.to_dict("records"):
            told = [path for path in register.columns[1:] if path not in (register.dated, register.heading)][:2]
            detail = "　".join(text for path in told if (text := plain(register.field(path), row[f"={path}"], self.records.links)))
            heading = plain(register.field(register.heading), row[f"={register.heading}"], self.records.links)
            address = record_address(register.key, row["year"], row["id"])
            items.append([address, heading, detail, row["published_on"] or row["date"]])
        return items

    def _host_pages(self, stages: list[front.StageCards], shown: Mapping[str, Shown]) -> int:
        """Copy the host's pages and assets, and fill the holes that data fills."""
        sources = {path.relative_to(self.host.directory).as_posix(): path for path in self.host.directory.rglob("*") if path.is_file()}
        names = sorted(name for name in sources if not name.startswith("gongshi-shell-") and not name.startswith("sitemap.xml"))
        in_place = self.host.directory == Path(self.release.directory)
        if not in_place:
            assets = [name for name in names if not name.endswith(".html")]
            self.steps.do("assets", self.host.key, *assets, make=lambda: ((name, sources[name].read_bytes()) for name in assets))
        ledgers = [register for register in REGISTERS.values() if register.is_ledger and register.stage is Stage.POST][:NEWS_LEDGERS]
        news = [
            (
                register,
                [
                    front.NewsItem(address=address, heading=heading, detail=detail, date=date, register=register.title)
                    for address, heading, detail, date in shown[register.key].news
                ],
            )
            for register in ledgers
        ]
        home = front.home(self.records.masthead, stages, news, list(NEEDS), self.as_of)
        pages = 0
        for name in names:
            if name.endswith(".html"):
                text = sources[name].read_text(encoding="utf-8")
                if in_place and "⟦gongshi:" not in text:
                    continue
                text = _HOLE.sub(lambda found: front.figure(found[1], self._figure(found[1], shown)), text)
                self.release.write(name, Shell(text).fill(home).encode())
                pages += 1
        return pages

    def _figure(self, name: str, shown: Mapping[str, Shown]) -> str:
        """The text of a figure: ``as_of``, ``penalties.count``, ``penalties.count.2024``, ``penalties.updated``."""
        if name == "as_of":
            return date_text(self.as_of)
        key, _, rest = name.partition(".")
        what, _, year = rest.partition(".")
        if key in shown and what == "count":
            return f"{shown[key].years.get(year, 0) if year else shown[key].count:,}"
        if key in shown and what == "updated":
            return date_text(shown[key].updated)
        return f"（没有「{name}」这个数）"


def _files(pages: Callable[[], Iterable[tuple[str, str]]]) -> Iterator[tuple[str, bytes]]:
    """Pages by their addresses as files."""
    return ((f"{address}index.html", html.encode()) for address, html in pages())


def write_site(site: Site, gathered: Gathered, store: Path, host: HostPages, release: Release) -> Writing:
    """Set up the writers: shells split, links known, tags filled in."""
    masthead = masthead_of(site)
    shells = {key: Shell(text) for key, text in host.shells.items()}
    every_day = key_of(
        code_version(), fragments.version(), site.settings.model_dump_json(), repr(masthead),
        *host.shells.values(), *sorted(release.gate.allowed),
    )  # fmt: skip
    steps = Steps(Store(store), release, key_of(every_day, gathered.as_of))
    records = RecordPages(
        shells={depth: shell for (kind, depth), shell in shells.items() if kind == "record"},
        links=links_between(gathered, steps),
        masthead=masthead,
        contact=site.settings.bureau.corrections,
        as_of=gathered.as_of,
        catalogues={
            key: {record["id"]: record for record in public_records(key, gathered.summaries, Store(store))}
            for key in sorted({key for register in REGISTERS.values() for key in register.looks_up})
        },
    )
    return Writing(
        site=site,
        gathered=gathered,
        host=host,
        release=release,
        shells=shells,
        records=records,
        store=Store(store),
        every_day=every_day,
        steps=steps,
    )


def _by_year(shards: Sequence[tuple[Summary, str]]) -> Parts:
    """By register and year the keys of what is rendered of their shards."""
    keys: dict[tuple[str, str], list[str]] = {}
    for summary, rendered in shards:
        keys.setdefault((summary.shard.register, summary.shard.year), []).append(rendered)
    return keys


def _by_register(shards: Sequence[tuple[Summary, str]]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """For each register the keys of what is rendered of its shards, and one key for all of them."""
    keys: dict[str, list[str]] = {key: [] for key in REGISTERS}
    for summary, rendered in shards:
        keys[summary.shard.register].append(rendered)
    return keys, {key: key_of(*rendered) for key, rendered in keys.items()}
