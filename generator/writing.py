"""What is written from the tables: lists, search index, downloads, the front pages and the host's own pages."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from generator.editions.chain import Chain
from generator.editions.coverage import duties
from generator.editions.events import Event
from generator.editions.public import PublicRecord
from generator.editions.release import Release
from generator.editions.standing import Standing
from generator.editions.telling import named_records, tell
from generator.host.contract import HostPages
from generator.jobs import Summary
from generator.linking import links_between, newest_first, public_records
from generator.opendata.feed import feed
from generator.opendata.tables import join
from generator.pages import front, poster, statistics
from generator.pages.display import date_text, plain
from generator.pages.links import record_address
from generator.pages.lists import ListPages, latest
from generator.pages.meta import Masthead
from generator.pages.record import RecordPages
from generator.pages.shell import Shell
from generator.registers import REGISTERS, STAGES
from generator.registers.register import Register, Stage
from generator.search.index import Entry, IndexWriter
from generator.source.settings import Site
from generator.source.store import Store

NEWS, NEWS_LEDGERS = 6, 3
"""How many of the newest records the home page shows, and of how many ledgers."""

NEEDS = (
    ("guides/", "我要办事", "条件、材料、地点、时限"),
    ("officers/", "核对执法人员", "姓名、证件编码、有效期"),
    ("penalties/", "查处罚决定", "按单位、文号、年月"),
    ("channels/", "投诉举报", "电话、信箱、办理时限"),
)
"""What citizens come for: address, question, answer."""

_HOLE = re.compile(r"⟦gongshi:figure ([^⟧]*)⟧")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The writers of one build, given their shells, links and tables."""

    site: Site
    tables: dict[str, pd.DataFrame]
    host: HostPages
    as_of: str
    release: Release
    shells: dict[tuple[str, int], Shell]
    records: RecordPages
    summaries: tuple[Summary, ...]
    store: Store

    def everything_else(self, chunks: dict[str, list[tuple[Path, Path]]], chain: Chain, name: str, events: list[Event]) -> int:
        """Write all that is not a record page. Returns the number of pages written.

        ``chain`` holds the editions before, ``name`` and ``events`` are of the one that is being made.
        """
        current = {key: newest_first(REGISTERS[key], table) if len(table) else table for key, table in self.tables.items()}
        stages = self._stages(current)
        pages = self._lists(current)
        self._index(current)
        files = [(register, len(current[key]), _sized(join(register, chunks[key], self.release))) for key, register in REGISTERS.items()]
        masthead = self.records.masthead
        for address, html in self._made_from_several(current):
            self._page(address, html)
            pages += 1
        self._page("search/", front.search(masthead, self.shells["search", 1], stages, "index/index.json", self.as_of))
        self._page("data/", front.downloads(masthead, self.shells["data", 1], files, self.as_of))
        self._changes(chain, name, events)
        return pages + 3 + self._host_pages(stages, current)

    def _changes(self, chain: Chain, name: str, events: list[Event]) -> None:
        """The editions in words: a page and a feed."""
        names = self._names(named_records(chain, events))
        editions = tell(chain, name, self.as_of, events, lambda register, record: names.get((register, record), (record, "")))
        masthead, titles = self.records.masthead, {key: register.title for key, register in REGISTERS.items()}
        self._page("changes/", front.changes(masthead, self.shells["landing", 1], editions, titles))
        xml = feed(editions, site=masthead.site_name, url=masthead.url, domain=masthead.domain, source=masthead.source)
        self.release.write("feed.xml", xml)

    def _names(self, wanted: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
        """Heading and address of records; of what is no longer on show the id instead of its name."""
        names: dict[tuple[str, str], tuple[str, str]] = {}
        for key, register in REGISTERS.items():
            ids = {record.partition("/")[2] for record in wanted if record.partition("/")[0] == key}
            if not ids:
                continue
            table, spec = self.tables[key], register.field(register.heading)
            columns = (table[name].tolist() for name in ("id", "year", "standing", f"={register.heading}"))
            for record, year, standing, value in zip(*columns, strict=True):
                if record in ids and standing not in ("withheld", Standing.PENDING):
                    heading = plain(spec, value, self.records.links) if standing == Standing.CURRENT else record
                    names[key, record] = (heading, record_address(key, year, record))
        return names

    def catalogue(self, key: str) -> list[PublicRecord]:
        """The public records of a catalogue, in the order of their files."""
        return public_records(key, self.summaries, self.store)

    def _made_from_several(self, current: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str]]:
        """The pages that are made from several registers: posters of the windows, coverage of the duties."""
        masthead, links = self.records.masthead, self.records.links
        guides = {guide["id"]: guide for guide in self.catalogue("guides")}
        yield from poster.pages(masthead, self.shells["record", 3], self.catalogue("windows"), guides, links)
        counts = {key: (len(rows), latest(rows)) for key, rows in current.items()}
        found = duties(self.catalogue("obligations"), counts, dt.date.fromisoformat(self.as_of))
        titles = {key: register.title for key, register in REGISTERS.items()}
        entered = self.catalogue("annual-figures")
        yield from statistics.pages(masthead, self.shells, self.tables, entered, links, self.as_of)
        yield "coverage/", front.coverage(masthead, self.shells["landing", 1], found, links, titles, self.as_of)

    def _page(self, address: str, html: str) -> None:
        self.release.write(f"{address}index.html", html.encode())

    def _lists(self, current: dict[str, pd.DataFrame]) -> int:
        lists = ListPages(shells=self.shells, links=self.records.links, masthead=self.records.masthead, as_of=self.as_of)
        pages = 0
        for key, register in REGISTERS.items():
            table = self.tables[key]
            standings = table["standing"].tolist()
            left = [standing in (Standing.EXPIRED, Standing.WITHDRAWN) for standing in standings]
            departed = table[left] if any(left) else table[:0]
            for address, html in lists.of(register, current[key], departed, standings.count("withheld")):
                self._page(address, html)
                pages += 1
        return pages

    def _index(self, current: dict[str, pd.DataFrame]) -> None:
        writer = IndexWriter(self.release, "search/index")
        for key, register in REGISTERS.items():
            if not len(current[key]):
                continue
            for year, rows in sorted(current[key].groupby("year"), key=lambda item: str(item[0]), reverse=True):
                writer.part(key, register.title, str(year), self._entries(register, rows))
        writer.contents()

    def _entries(self, register: Register, rows: pd.DataFrame) -> list[Entry]:
        links = self.records.links
        specs = [
            (path, register.field(path), rows[f"={path}"].tolist())
            for path in dict.fromkeys((register.heading, *register.columns, *register.identifiers))
        ]
        entries = []
        dates = rows["date"].tolist() if register.is_ledger else rows["updated_on"].tolist()
        for index, (record, year) in enumerate(zip(rows["id"].tolist(), rows["year"].tolist(), strict=True)):
            texts = {path: plain(spec, column[index], links) for path, spec, column in specs}
            shown = [texts[path] for path in register.columns if path != register.heading and texts[path]]
            hidden = [texts[path] for path in register.identifiers if path not in register.columns and texts[path]]
            entries.append(
                Entry(
                    id=record,
                    address=record_address(register.key, year, record),
                    heading=texts[register.heading],
                    detail="　".join(shown),
                    date=dates[index],
                    words="\n".join(hidden),
                )
            )
        return entries

    def _stages(self, current: dict[str, pd.DataFrame]) -> list[front.StageCards]:
        titles = self.site.settings.stage_titles
        stages = []
        for stage in STAGES:
            cards = tuple(
                front.RegisterCard(
                    register=register,
                    count=len(current[key]),
                    updated=latest(current[key]),
                    years=tuple(sorted(set(current[key]["year"]), reverse=True)) if register.is_ledger else (),
                )
                for key, register in REGISTERS.items()
                if register.stage == stage
            )
            if cards:
                stages.append(front.StageCards(key=stage.value, title=getattr(titles, stage.value), cards=cards))
        return stages

    def _news(self, current: dict[str, pd.DataFrame]) -> list[tuple[Register, list[front.NewsItem]]]:
        news: list[tuple[Register, list[front.NewsItem]]] = []
        for key, register in REGISTERS.items():
            if not register.is_ledger or register.stage is not Stage.POST or len(news) == NEWS_LEDGERS:
                continue
            items = []
            rows = current[key].sort_values(["published_on", "date", "id"], ascending=False, kind="stable").head(NEWS)
            for row in rows.to_dict("records"):
                shown = [path for path in register.columns[1:] if path not in (register.dated, register.heading)][:2]
                detail = "　".join(text for path in shown if (text := plain(register.field(path), row[f"={path}"], self.records.links)))
                heading = plain(register.field(register.heading), row[f"={register.heading}"], self.records.links)
                address = record_address(key, row["year"], row["id"])
                items.append(
                    front.NewsItem(
                        address=address, heading=heading, detail=detail, date=row["published_on"] or row["date"], register=register.title
                    )
                )
            news.append((register, items))
        return news

    def _host_pages(self, stages: list[front.StageCards], current: dict[str, pd.DataFrame]) -> int:
        """Copy the host's pages and assets, and fill the holes that data fills."""
        home = front.home(self.records.masthead, stages, self._news(current), list(NEEDS), self.as_of)
        in_place = self.host.directory == Path(self.release.directory)
        pages = 0
        for source in sorted(path for path in self.host.directory.rglob("*") if path.is_file()):
            name = source.relative_to(self.host.directory).as_posix()
            if name.startswith("gongshi-shell-") or name in ("sitemap.xml", "sitemap.xml.gz"):
                continue
            data = source.read_bytes()
            if name.endswith(".html"):
                if in_place and "⟦gongshi:".encode() not in data:
                    continue
                text = _HOLE.sub(lambda found: front.figure(found[1], self._figure(found[1], current)), data.decode())
                self.release.write(name, Shell(text).fill(home).encode())
                pages += 1
            elif not in_place:
                self.release.write(name, data)
        return pages

    def _figure(self, name: str, current: dict[str, pd.DataFrame]) -> str:
        """The text of a figure: ``as_of``, ``penalties.count``, ``penalties.count.2024``, ``penalties.updated``."""
        if name == "as_of":
            return date_text(self.as_of)
        key, _, rest = name.partition(".")
        what, _, year = rest.partition(".")
        if key in current and what == "count":
            rows = current[key]
            return f"{int((rows['year'] == year).sum()) if year else len(rows):,}"
        if key in current and what == "updated":
            return date_text(latest(current[key]))
        return f"（没有「{name}」这个数）"


def write_site(
    site: Site, tables: dict[str, pd.DataFrame], summaries: tuple[Summary, ...], store: Path, host: HostPages, as_of: str, release: Release
) -> Writing:
    """Set up the writers: shells split, links known, tags filled in."""
    bureau = site.settings.bureau
    masthead = Masthead(
        site_name=site.name, domain=re.sub(r"^https?://|/.*$", "", site.url), site_code=bureau.site_code, url=site.url, source=bureau.name,
    )  # fmt: skip
    shells = {key: Shell(text) for key, text in host.shells.items()}
    records = RecordPages(
        shells={depth: shell for (kind, depth), shell in shells.items() if kind == "record"},
        links=links_between(tables, summaries),
        masthead=masthead,
        contact=bureau.corrections,
        as_of=as_of,
        catalogues={
            key: {record["id"]: record for record in public_records(key, summaries, Store(store))}
            for key in sorted({key for register in REGISTERS.values() for key in register.looks_up})
        },
    )
    return Writing(
        site=site,
        tables=tables,
        host=host,
        as_of=as_of,
        release=release,
        shells=shells,
        records=records,
        summaries=summaries,
        store=Store(store),
    )


def _sized(files: list[tuple[str, str, int]]) -> list[tuple[str, str, str]]:
    return [(form, name, f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, size // 1000)} KB") for form, name, size in files]
