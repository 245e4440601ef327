"""The build as a list of named steps, readable from top to bottom.

check (survey → read → gather → judge) → host → render (map) → lists → search → downloads → front pages → seal → swap
"""

import pickle
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator import __version__
from generator.checking import Check, Verdict, store_of
from generator.editions.chain import Chain, Edition
from generator.editions.events import Event, State
from generator.editions.gate import Gate, Leak
from generator.editions.release import Release
from generator.editions.seal import seal, stage_editions
from generator.editions.signature import sign
from generator.editions.swap import staging_for, swap_in
from generator.host.contract import HostPages
from generator.jobs import RenderJob, render
from generator.options import LOCAL, Options
from generator.registers import REGISTERS
from generator.rules.personal import permitted
from generator.source.settings import Site
from generator.workers import workers
from generator.writing import Writing, write_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What makes a build an edition: what was published before, and who vouches for this."""

    chain: Chain = field(default_factory=Chain)
    """The editions before."""
    published: bool = False
    """Whether it continues the chain; otherwise it is a preview."""
    commit: str = ""
    """The source commit, or nothing."""
    key: Path | None = None
    """The SSH key with which the manifest is signed."""


PREVIEW = Publication()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build found and did."""

    verdict: Verdict
    stopped: bool = False
    """Whether the findings kept the site from being written."""
    records: int = 0
    pages: int = 0
    notes: tuple[str, ...] = field(default=())
    edition: Edition | None = None
    events: tuple[Event, ...] = ()


Place = Callable[[Path], None]
"""Puts a finished directory where it belongs."""


def build(site: Site, options: Options, render_host: Callable[[], HostPages]) -> Outcome:
    """The whole road: check, render, swap. With an error the site that stood before stays as it is."""
    return produce(site, options, render_host, PREVIEW, lambda staging: swap_in(staging, options.target))


def produce(site: Site, options: Options, render_host: Callable[[], HostPages], publication: Publication, put_in_place: Place) -> Outcome:
    """Check, render and seal in a directory beside the target, then have it put in place. What is not finished is removed."""
    with workers(options.jobs, options.executor, site.kept) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool, chain=publication.chain)
        verdict = check.verdict()
        if verdict.stops(strict=options.strict):
            return Outcome(verdict=verdict, stopped=True)
        options.progress("生成页面框架", 0, 1)
        host = render_host()
        options.progress("生成页面框架", 1, 1)
        staging = staging_for(options.target)
        try:
            with tempfile.TemporaryDirectory(prefix=f"{staging.name}.", dir=staging.parent, ignore_cleanup_errors=True) as work:
                outcome = _write(check, verdict, host, staging, publication, Path(work))
            put_in_place(staging)
        except Leak as leak:
            return Outcome(verdict=check.with_leak(verdict, leak), stopped=True)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        return outcome


def fill_in_place(site: Site, options: Options, host: HostPages) -> Outcome:
    """Fill a directory that a host has just written and owns, as ``mkdocs build`` and ``mkdocs serve`` do."""
    with workers(options.jobs) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool)
        verdict = check.verdict()
        if verdict.stops(strict=options.strict):
            return Outcome(verdict=verdict, stopped=True)
        try:
            with tempfile.TemporaryDirectory(prefix="gongshi-") as work:
                return _write(check, verdict, host, options.target, PREVIEW, Path(work))
        except Leak as leak:
            return Outcome(verdict=check.with_leak(verdict, leak), stopped=True)


def _write(check: Check, verdict: Verdict, host: HostPages, target: Path, publication: Publication, work: Path) -> Outcome:
    """Render every shard, then everything that is made from the tables, and seal it. ``work`` is for what jobs leave for one another."""
    as_of = check.options.as_of.isoformat()
    scratch = "" if check.options.executor == LOCAL else str(work)
    release = Release(str(target), Gate(permitted(check.judged_tables())), scratch=scratch)
    write = write_site(check.site, check.tables, check.summaries, check.store, host, as_of, release)
    pages, states, chunks = _render(check, write, release, work)
    chain, name = publication.chain, publication.chain.next_name(as_of)
    events = chain.events_until(states)
    check.options.progress("生成清单、检索和下载", 0, 1)
    pages += write.everything_else(chunks, chain, name, events)
    check.options.progress("生成清单、检索和下载", 1, 1)
    stage_editions(release, chain, name, events)
    edition = seal(
        release,
        chain,
        name,
        events,
        states,
        as_of=as_of,
        published=publication.published,
        program=f"gongshi {__version__}",
        commit=publication.commit,
        site=check.site.name,
    )
    if publication.key:
        sign(target / edition.manifest, publication.key)
    if check.options.cache:
        check.forget_the_rest()
    records = sum(len(table) for table in check.tables.values())
    return Outcome(verdict=verdict, records=records, pages=pages, notes=host.notes, edition=edition, events=tuple(events))


def _render(check: Check, write: Writing, release: Release, work: Path) -> tuple[int, dict[str, State], dict[str, list[tuple[Path, Path]]]]:
    """Render every shard: the number of pages, the state of every record, and the chunks of downloads by register."""
    context = work / "context"
    context.write_bytes(pickle.dumps((write.records, release)))
    jobs = [
        RenderJob(
            shard=summary.shard,
            key=summary.key,
            store=str(check.store),
            context=str(context),
            as_of=check.options.as_of.isoformat(),
            chunks=str(work),
            number=number,
        )
        for number, summary in enumerate(check.summaries)
    ]
    pages = 0
    states: dict[str, State] = {}
    for done, rendered in enumerate(check.pool.map(render, jobs), 1):
        pages += rendered.pages
        states |= rendered.states
        release.sums.update(rendered.sums)
        check.options.progress("生成记录页面", done, len(jobs))
    chunks = {
        key: [(work / f"{job.number}.csv", work / f"{job.number}.json") for job in jobs if job.shard.register == key] for key in REGISTERS
    }
    return pages, states, chunks
