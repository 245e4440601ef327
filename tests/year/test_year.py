"""A year of daily publishing: every day each record is what ``year.yml`` says by hand, and every part of the site agrees."""

import csv
import datetime as dt
import gc
import gzip
import io
import json
import re
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from generator import publishing
from generator.checking import Check, store_of
from generator.editions.chain import read_chain
from generator.editions.events import TITLES
from generator.editions.verify import differences
from generator.host import mkdocs_host
from generator.options import Options
from generator.registers import REGISTERS
from generator.rules.due import everything_due
from generator.source.settings import Site, read_site
from generator.workers import workers
from tests.year.bureau import FIRST, LAST, Bureau, Story, Written, secrets, stories

DAYS = [(FIRST + dt.timedelta(days)).isoformat() for days in range((LAST - FIRST).days + 1)]
LEFT = {"撤回": "已撤回", "公示期满": "公示期满"}
"""What a tombstone calls the standing that an event leads to."""
SHOWN = {"公开", "变更", "恢复公示"}
KINDS = {title: kind for kind, title in TITLES.items()}
MEMORY = Path("/dev/shm")  # noqa: S108 a file system in memory: the year writes a third of a million files


def _unzipped(path: Path) -> bytes:
    with zipfile.ZipFile(path) as book:
        return b"".join(map(book.read, book.namelist()))


UNPACKED: dict[str, Callable[[Path], bytes]] = {
    **dict.fromkeys((".html", ".json", ".jsonl", ".jsonld", ".csv", ".xml"), Path.read_bytes),
    ".bin": lambda path: gzip.decompress(path.read_bytes()),
    ".parquet": lambda path: repr(pq.read_table(path).to_pylist()).encode(),
    ".xlsx": _unzipped,
}
"""By the ending of its name, how what stands in a file is got at."""
PACKED = {".parquet", ".xlsx"}

SOON = 15
"""Days that a list of duties looks ahead."""

DUE = {
    "2026-01-02": {"2026-01-09 公开行政处罚决定 penalties/cf-2025-090"},
    "2026-01-04": set(),
    "2026-05-10": {
        "2026-05-10 公示期满，次日自动撤下 penalties/cf-2026-003",
        "2026-05-20 公示期满，次日自动撤下 penalties/cf-2026-004",
    },
    "2026-05-11": {"2026-05-20 公示期满，次日自动撤下 penalties/cf-2026-004"},
    "2026-06-18": {"2026-06-19 换发执法证件 officers/ry-003", "2026-07-01 公示期满，次日自动撤下 penalties/cf-2026-007"},
    "2026-06-21": {"2026-06-19 换发执法证件 officers/ry-003", "2026-07-01 公示期满，次日自动撤下 penalties/cf-2026-007"},
    "2026-06-22": {"2026-07-01 公示期满，次日自动撤下 penalties/cf-2026-007"},
    "2026-08-31": {"2026-08-31 评估后延续、修订或者公布失效 norms/gf-002"},
    "2026-09-01": set(),
    "2026-09-27": {"2026-10-07 公示期满，次日自动撤下 penalties/cf-2026-017"},
    "2026-09-28": {
        "2026-10-07 公示期满，次日自动撤下 penalties/cf-2026-017",
        "2026-10-13 公开行政处罚决定 penalties/cf-2026-018",
    },
    "2026-09-30": {
        "2026-10-07 公示期满，次日自动撤下 penalties/cf-2026-017",
        "2026-10-13 公开行政处罚决定 penalties/cf-2026-018",
        "2026-10-14 公开行政处罚决定 penalties/cf-2026-019",
    },
    "2026-10-08": {
        "2026-10-09 撤回决定并说明理由 licences/xk-2026-002",
        "2026-10-13 公开行政处罚决定 penalties/cf-2026-018",
        "2026-10-14 公开行政处罚决定 penalties/cf-2026-019",
    },
    "2026-10-09": {"2026-10-13 公开行政处罚决定 penalties/cf-2026-018"},
    "2026-10-12": {"2026-10-13 公开行政处罚决定 penalties/cf-2026-018"},
    "2026-10-13": set(),
}
"""What falls due within :data:`SOON` days, or is late, on some days: by hand, over the holidays of the year."""


@dataclass(frozen=True)
class Expected:
    """What the stories say of one day."""

    events: dict[str, str]
    """By record, what the edition of the day tells."""
    standings: dict[str, str]
    """By record, the event that it is in the state of; what was removed or never shown is not there."""


def expected() -> Iterator[tuple[str, Expected]]:
    """Every day of the year with what the stories say of it."""
    standings: dict[str, str] = {}
    for day in DAYS:
        events = {story.record: story.events[day] for story in stories_told() if day in story.events}
        standings |= events
        standings = {record: event for record, event in standings.items() if event != "移除"}
        yield day, Expected(events, dict(standings))


_STORIES: list[Story] = []


def stories_told() -> list[Story]:
    """The stories, read once."""
    if not _STORIES:
        _STORIES.extend(stories())
    return _STORIES


def test_stories_are_told_of_days_of_the_year() -> None:
    for story in stories_told():
        assert {*story.edits, *story.events} <= set(DAYS), story.record
        assert set(story.events.values()) <= set(KINDS), story.record


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory in memory where the machine has one."""
    directory = Path(tempfile.mkdtemp(prefix="gongshi-year-", dir=MEMORY if MEMORY.is_dir() else None))
    gc.freeze()  # what was imported need not be looked through again on each of 365 days
    yield directory
    gc.unfreeze()
    shutil.rmtree(directory)


@pytest.mark.slow
def test_a_year_of_daily_editions_is_what_the_stories_say(place: Path) -> None:
    bureau = Bureau(place / "bureau")
    bureau.found()
    site, _ = read_site(bureau.directory / "mkdocs.yml", "mkdocs.yml")
    assert site is not None
    host = mkdocs_host.render(site, place / "host")
    target = place / "site"
    for day, told in expected():
        edit(bureau, day)
        options = Options(as_of=dt.date.fromisoformat(day), target=target)
        outcome = publishing.publish(site, options, lambda: host, holder="test")
        errors = [f"{each.record} {each.code} {each.message}" for each in outcome.verdict.findings if each.level == "error"]
        assert not outcome.stopped, f"{day}: {errors}"
        assert outcome.edition is not None
        assert outcome.edition.name == day
        assert {event.record: TITLES[event.event] for event in outcome.events} == told.events, day
        Day(target, day, told, bureau.written).is_as_told()
        if day in DUE:
            assert due(site, options) == DUE[day], day
    assert list(differences(target)) == []
    chain = read_chain(target)
    assert [edition.name for edition in chain.editions] == DAYS
    counts = Counter(event for story in stories_told() for event in story.events.values())
    assert {title: sum(edition.counts[kind] for edition in chain.editions) for title, kind in KINDS.items()} == counts


def edit(bureau: Bureau, day: str) -> None:
    """What the clerks write on a day."""
    touched = [story for story in stories_told() if day in story.edits]
    for story in touched:
        bureau.edit(story, day)
    for key in {story.record.partition("/")[0] for story in touched}:
        bureau.save(key)


def due(site: Site, options: Options) -> set[str]:
    """What ``gongshi due`` would list, but for what comes round every year and the calendar of the next."""
    with workers(1) as pool, store_of(site, options) as store:
        tables = Check(site=site, options=options, store=store, pool=pool).judged_tables()
    last = options.as_of + dt.timedelta(SOON)
    found = [each for each in everything_due(tables) if each.due_on <= last and not (each.automatic and each.due_on < options.as_of)]
    return {f"{each.due_on} {each.what} {each.row.register}/{tables.at(each.row, 'id')}" for each in found if each.row.position >= 0}


@dataclass(frozen=True)
class Day:
    """The site as it stands on one day, against what is expected of it."""

    site: Path
    day: str
    told: Expected
    written: dict[str, dict[str, Written]]

    def is_as_told(self) -> None:
        """Every part of the site shows the same records."""
        for story in stories_told():
            self.page_is_as_told(story.record)
        on_show: dict[str, set[str]] = {}
        for record, event in self.told.standings.items():
            key, _, name = record.partition("/")
            on_show.setdefault(key, set()).update({name} if event in SHOWN else ())
        for key in self.written:
            shown = on_show.get(key, set())
            assert self.downloaded(key) == (shown, shown), f"{self.day} {key}: downloads"
            assert self.indexed(key) == shown, f"{self.day} {key}: search"
            assert self.listed(key) == shown, f"{self.day} {key}: lists"
        self.feed_is_as_told()
        if self.told.events:
            self.nothing_is_left_of_the_departed()

    def page_is_as_told(self, record: str) -> None:
        """The page of a record is the record, a tombstone, or not there."""
        key, _, name = record.partition("/")
        year = f"{name.split('-')[1]}/" if REGISTERS[key].is_ledger else ""
        page, event = self.site / key / f"{year}{name}" / "index.html", self.told.standings.get(record)
        if event is None:
            assert not page.parent.exists(), f"{self.day} {record}: has a page before or after its time"
            return
        html = page.read_text(encoding="utf-8")
        entry = self.written[key][name]
        if event in SHOWN:
            heading = entry.get("案件名称") or entry.get("姓名") or entry.get("标题") or name
            assert "gs-tombstone" not in html and heading in html, f"{self.day} {record}: is not shown"
            lapsed = entry.get("状态") in ("注销", "失效")
            assert not lapsed or entry["状态"] in html
            return
        assert "gs-tombstone" in html and LEFT[event] in html, f"{self.day} {record}: is no tombstone"
        assert not [word for word in secrets(entry) if word in html], f"{self.day} {record}: party data in a tombstone"

    def downloaded(self, key: str) -> tuple[set[str], set[str]]:
        """The ids in the CSV and in the JSON file of a register."""
        rows = list(csv.reader(io.StringIO((self.site / "data" / f"{key}.csv").read_text(encoding="utf-8-sig"))))
        place = rows[0].index("编号")
        records = json.loads((self.site / "data" / f"{key}.json").read_text(encoding="utf-8"))
        return {row[place] for row in rows[1:]}, {record["id"] for record in records}

    def indexed(self, key: str) -> set[str]:
        """The ids of a register in the search index."""
        directory = self.site / "search" / "index"
        slots = json.loads(gzip.decompress((directory / "index.bin").read_bytes()))["slots"]
        names = [f"{key}-{year}" if year else key for _, register, year, *_ in slots if register == key]
        files = [path for name in names for path in (directory / "rows" / name).glob("[0-9]*.bin")]
        return {row[0] for path in files for row in json.loads(gzip.decompress(path.read_bytes()))}

    def listed(self, key: str) -> set[str]:
        """The ids in the lists of a register: the landing page of a catalogue, the months of a ledger."""
        pages = (self.site / key).glob("[0-9]*/[0-9][0-9]/index.html") if REGISTERS[key].is_ledger else [self.site / key / "index.html"]
        row = re.compile(rf'<th scope="row"[^>]*><a href="(?:\.\./)+{key}/(?:\d+/)?([^/"]+)/"')
        return {name for page in pages for name in row.findall(page.read_text(encoding="utf-8"))}

    def feed_is_as_told(self) -> None:
        """The newest entries of the feed are the events of the day, and none of what is not on show has its title."""
        atom = "{http://www.w3.org/2005/Atom}"
        entries = ElementTree.fromstring((self.site / "feed.xml").read_bytes()).findall(f"{atom}entry")  # noqa: S314 our own
        told = {}
        for entry in entries:
            found = re.fullmatch(r"tag:[^:]*:([-0-9]+)/(.+/.+)", entry.findtext(f"{atom}id", ""))
            assert found
            if found[1] == self.day:
                told[found[2]] = entry.findtext(f"{atom}title", "").partition("：")[0]
        assert told == self.told.events, f"{self.day}: feed"

    def nothing_is_left_of_the_departed(self) -> None:
        """No file of the site holds anything by which the party of a record that is not on show could be known."""
        away = {
            word
            for key, records in self.written.items()
            if REGISTERS[key].is_ledger
            for name, record in records.items()
            if self.told.standings.get(f"{key}/{name}") not in SHOWN
            for word in secrets(record)
        }
        if not away:
            return
        pattern = re.compile("|".join(map(re.escape, sorted(away))).encode())
        for path in self.site.rglob("*"):
            if path.suffix in PACKED and not self.told.events:
                continue  # as it was the day before
            if path.suffix in UNPACKED and (found := pattern.search(UNPACKED[path.suffix](path))):
                raise AssertionError(f"{self.day} {path.relative_to(self.site)}: {found[0].decode()} of a record that is not on show")
