"""The build as a list of named steps, readable from top to bottom.

survey → read (map) → gather → judge → host → render (map) → lists → search → downloads → front pages → swap
"""

import datetime as dt
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from generator.editions.swap import staging_for, swap_in
from generator.host.contract import HostPages
from generator.jobs import ReadJob, RenderJob, Summary, column_names, read, render
from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.rules.identity import ids_are_unique
from generator.rules.references import references_exist
from generator.source.finding import Fault, Finding
from generator.source.places import Places, locate
from generator.source.settings import Site
from generator.source.shard import encoding_fault, placed, read_shard, yaml_of
from generator.source.store import Store
from generator.source.survey import Shard, survey
from generator.workers import Workers, workers
from generator.writing import write_site

Progress = Callable[[str, int, int], None]
"""Told of each step: its name, how much is done, how much there is."""


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build, apart from the site's own settings."""

    as_of: dt.date
    target: Path
    jobs: int = 1
    cache: bool = True
    strict: bool = False
    """Whether a warning stops the build too."""
    registries: Path | None = None
    """In place of the directory that the settings name."""
    progress: Progress = silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All registers after reading: summaries of the shards, one table a register, findings."""

    summaries: tuple[Summary, ...]
    tables: dict[str, pd.DataFrame]
    findings: tuple[Finding, ...]

    @property
    def levels(self) -> frozenset[str]:
        """The levels of the findings."""
        return frozenset(finding.level for finding in self.findings)

    def stops(self, options: Options) -> bool:
        """Whether the findings stop a build: an error always, a warning when strict."""
        return "error" in self.levels or (options.strict and "warning" in self.levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build found and did."""

    findings: tuple[Finding, ...]
    stopped: bool = False
    """Whether the findings kept the site from being written."""
    records: int = 0
    pages: int = 0
    notes: tuple[str, ...] = field(default=())


def check(site: Site, options: Options, store: Path, pool: Workers) -> Gathered:
    """Survey, read and judge every register. Nothing outside the store is written."""
    registries = options.registries or site.root / site.settings.registries
    found = survey(registries, site.root / site.content)
    findings = [finding for path, fault in found.faults for finding in placed(_stand_in(path), [fault], Places())]
    findings += _unreadable_pages(registries, site.root / site.content)
    mask_names = site.settings.policy.names == "掩码"
    jobs = [ReadJob(shard=shard, registries=str(registries), store=str(store), mask_names=mask_names) for shard in found.shards]
    summaries = []
    for done, summary in enumerate(pool.map(read, jobs), 1):
        summaries.append(summary)
        options.progress("读取登记簿", done, len(jobs))
    tables = {
        key: _table(register, [summary for summary in summaries if summary.shard.register == key]) for key, register in REGISTERS.items()
    }
    findings += [finding for summary in summaries for finding in summary.findings]
    findings += _judge(registries, summaries, tables)
    return Gathered(summaries=tuple(summaries), tables=tables, findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)))


def build(site: Site, options: Options, render_host: Callable[[], HostPages]) -> Outcome:
    """The whole road: check, render, swap. With an error the site that stood before stays as it is."""
    with workers(options.jobs) as pool, store_of(site, options) as store:
        gathered = check(site, options, store, pool)
        if gathered.stops(options):
            return Outcome(findings=gathered.findings, stopped=True)
        options.progress("生成页面框架", 0, 1)
        host = render_host()
        options.progress("生成页面框架", 1, 1)
        staging = staging_for(options.target)
        pages = _write(site, options, store, pool, gathered, host, staging)
        swap_in(staging, options.target)
        return _outcome(gathered, pages, host)


def fill_in_place(site: Site, options: Options, host: HostPages) -> Outcome:
    """Fill a directory that a host has just written and owns, as ``mkdocs build`` and ``mkdocs serve`` do."""
    with workers(options.jobs) as pool, store_of(site, options) as store:
        gathered = check(site, options, store, pool)
        if gathered.stops(options):
            return Outcome(findings=gathered.findings, stopped=True)
        return _outcome(gathered, _write(site, options, store, pool, gathered, host, options.target), host)


def _outcome(gathered: Gathered, pages: int, host: HostPages) -> Outcome:
    records = sum(len(table) for table in gathered.tables.values())
    return Outcome(findings=gathered.findings, records=records, pages=pages, notes=host.notes)


@contextmanager
def store_of(site: Site, options: Options) -> Iterator[Path]:
    """Where results are kept: beside the settings, or for this build alone."""
    if options.cache:
        yield site.root / ".gongshi" / "shards"
        return
    with tempfile.TemporaryDirectory(prefix="gongshi-") as directory:
        yield Path(directory)


def _unreadable_pages(registries: Path, content: Path) -> Iterator[Finding]:
    """Pages that people wrote in another encoding than UTF-8, which no host can read."""
    for page in sorted(content.rglob("*.md")) if content.is_dir() else ():
        data = page.read_bytes()
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            shard = _stand_in(Path(os.path.relpath(page, registries)).as_posix())
            yield from placed(shard, [encoding_fault(data, error)], Places())


def _stand_in(path: str) -> Shard:
    """A shard for findings about something that is none."""
    key = path.partition("/")[0].partition(".")[0]
    return Shard(register=key if key in REGISTERS else "", year="", path=path, single=False)


def _table(register: Register, summaries: list[Summary]) -> pd.DataFrame:
    """The summary table of a register: a row a record, and the number of its shard among the register's."""
    columns: dict[str, list[object]] = {"shard": []}
    for number, summary in enumerate(summaries):
        for name, values in summary.columns.items():
            columns.setdefault(name, []).extend(values)
        columns["shard"].extend([number] * len(summary.columns["id"]))
    if not summaries:
        columns |= {name: [] for name in column_names(register)}
    return pd.DataFrame(columns, dtype=object)


def _judge(registries: Path, summaries: list[Summary], tables: dict[str, pd.DataFrame]) -> list[Finding]:
    """The rules across records: unique ids, references that lead somewhere."""
    faults: dict[Shard, list[Fault]] = {}
    entries = (
        (summary.shard, () if entry < 0 else (entry,), record)
        for summary in summaries
        for entry, record in zip(summary.columns["entry"], summary.columns["id"], strict=True)
    )
    for shard, fault in ids_are_unique(entries):
        faults.setdefault(shard, []).append(fault)
    known = {key: set(table["id"]) for key, table in tables.items()}
    for summary in summaries:
        known[summary.shard.register].update(summary.broken)  # what is wrong with these is said where they stand
    for summary in summaries:
        if any(record not in known.get(register, ()) for register, record in summary.references):
            shelf = read_shard(summary.shard, Path(registries, summary.shard.path).read_bytes())
            for trail, record in shelf.records:
                faults.setdefault(summary.shard, []).extend(references_exist(summary.shard, trail, record, known))
    findings: list[Finding] = []
    for shard, shard_faults in faults.items():
        findings += placed(shard, shard_faults, locate(yaml_of(shard, Path(registries, shard.path).read_bytes())))
    return findings


def _write(site: Site, options: Options, store: Path, pool: Workers, gathered: Gathered, host: HostPages, target: Path) -> int:
    """Render every shard, then everything that is made from the tables. Returns the number of pages."""
    as_of = options.as_of.isoformat()
    for table in gathered.tables.values():
        mark_standing(table, as_of)
    write = write_site(site, gathered.tables, gathered.summaries, store, host, as_of, target)
    with tempfile.TemporaryDirectory(prefix="gongshi-") as work:
        context = Path(work, "context")
        context.write_bytes(pickle.dumps(write.records))
        jobs = [
            RenderJob(
                shard=summary.shard,
                key=summary.key,
                store=str(store),
                context=str(context),
                as_of=as_of,
                target=str(target),
                chunks=work,
                number=number,
            )
            for number, summary in enumerate(gathered.summaries)
        ]
        pages = 0
        for done, rendered in enumerate(pool.map(render, jobs), 1):
            pages += rendered.pages
            options.progress("生成记录页面", done, len(jobs))
        chunks = {
            key: [(Path(work, f"{job.number}.csv"), Path(work, f"{job.number}.json")) for job in jobs if job.shard.register == key]
            for key in REGISTERS
        }
        options.progress("生成清单、检索和下载", 0, 1)
        pages += write.everything_else(chunks)
        options.progress("生成清单、检索和下载", 1, 1)
    if options.cache:
        Store(store).retain(key for summary in gathered.summaries for key in (summary.key, f"{summary.key}-summary"))
    return pages


def mark_standing(table: pd.DataFrame, as_of: str) -> None:
    """Add the column ``standing``: what each row is on the day, ``withheld`` where nothing of it is shown.

    The same order of questions as :func:`generator.editions.standing.standing`, for a whole table at once.
    """
    if not len(table):
        table["standing"] = pd.Series([], dtype=object)
        return
    filled = {name: table[name].to_numpy(dtype=str) for name in ("withdrawn_on", "published_on", "until")}
    table["standing"] = np.select(
        [
            table["withheld"].to_numpy(dtype=bool),
            (filled["withdrawn_on"] != "") & (filled["withdrawn_on"] <= as_of),
            filled["published_on"] > as_of,
            (filled["until"] != "") & (filled["until"] < as_of),
        ],
        ["withheld", "withdrawn", "pending", "expired"],
        "current",
    )
