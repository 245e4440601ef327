"""The build as a list of named steps, readable from top to bottom.

check (survey → read → gather → judge) → host → render (map) → lists → search → downloads → front pages → seal → swap
"""

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import orjson

from generator import __version__
from generator.checking import Check, Verdict, store_of
from generator.editions.chain import LATEST, Chain, Edition, sha256
from generator.editions.events import Event, State
from generator.editions.gate import Gate, Leak
from generator.editions.lock import locked
from generator.editions.release import Release
from generator.editions.seal import seal, stage_editions
from generator.editions.signature import sign
from generator.editions.swap import NOTHING, Before, lock_of, spare_of, staged, swap_in, watched
from generator.host.contract import HostPages
from generator.options import LOCAL, Options
from generator.pages import fragments
from generator.reading import Summary
from generator.rendering import PARTS, RenderJob, pages_of, recall, render
from generator.source.settings import Site
from generator.source.store import DamagedError, Store, key_of
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


Builder = TypeVar("Builder", bound=Callable[..., Outcome])


def _until_whole(make: Builder) -> Builder:
    """Begin again where something that was kept turns out to be damaged, which is dropped then: it is made anew, as if it had never been."""

    @wraps(make)
    def repeated(*given: Any, **named: Any) -> Outcome:
        while True:
            with suppress(DamagedError):
                return make(*given, **named)

    return cast(Builder, repeated)


@_until_whole
def build(site: Site, options: Options, render_host: Callable[[], HostPages], *, holder: str = "gongshi build") -> Outcome:
    """The whole road: check, render, swap. With an error the site that stood before stays as it is.

    Raises LockedError where another build or publication is writing to the same target; ``holder`` is what that one would be told.
    """
    with (
        locked(lock_of(options.target), holder),
        workers(options.jobs, options.executor, site.kept) as pool,
        store_of(site, options) as store,
    ):
        check = Check(site=site, options=options, store=store, pool=pool)
        if check.stops_early():
            return Outcome(verdict=check.verdict(), stopped=True)
        host = _host(render_host, options)
        key = f"{key_of(check.key, host.key, fragments.version())}-built"
        kept = Store(store).get(key) if host.key else None
        if kept is not None and (outcome := _as_it_stands(kept, check, host)):
            return outcome
        before = Before(finished=options.target, spare=spare_of(options.target)) if options.cache else NOTHING
        keep = spare_of(options.target) if options.cache else None
        outcome = _put_together(check, host, PREVIEW, before, lambda staging: swap_in(staging, options.target, keep=keep), (key,))
        if outcome.edition and host.key:
            Store(store).put(key, orjson.dumps([sha256(outcome.edition.to_json()), outcome.records, outcome.pages]))
        return outcome


def _as_it_stands(kept: bytes, check: Check, host: HostPages) -> Outcome | None:
    """The outcome of a build that would make what stands there already; None where something else stands there."""
    digest, records, pages = orjson.loads(kept)
    try:
        manifest = (check.options.target / LATEST).read_bytes()
    except OSError:
        return None
    if sha256(manifest) != digest:
        return None
    verdict = check.verdict()
    if verdict.stops(strict=check.options.strict):
        return Outcome(verdict=verdict, stopped=True)
    return Outcome(verdict=verdict, records=records, pages=pages, notes=host.notes, edition=Edition.from_json(manifest, LATEST))


@_until_whole
def produce(site: Site, options: Options, render_host: Callable[[], HostPages], publication: Publication, put_in_place: Place) -> Outcome:
    """Check, render and seal in a directory beside the target, then have it put in place. What is not finished is removed.

    What is published takes over what it can of the edition that stands there, as far as every file still is what it was.
    """
    with workers(options.jobs, options.executor, site.kept) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool, chain=publication.chain)
        if check.stops_early():
            return Outcome(verdict=check.verdict(), stopped=True)
        before = Before(finished=options.target, proved=True) if options.cache else NOTHING
        return _put_together(check, _host(render_host, options), publication, before, put_in_place)


def _host(render_host: Callable[[], HostPages], options: Options) -> HostPages:
    options.progress("生成页面框架", 0, 1)
    host = render_host()
    options.progress("生成页面框架", 1, 1)
    return host


def _put_together(
    check: Check, host: HostPages, publication: Publication, before: Before, put_in_place: Place, kept: Sequence[str] = ()
) -> Outcome:
    """Write the edition in a directory beside the target and have it put in place."""
    with staged(check.options.target, before) as (staging, held, known), watched(staging) as still_there:
        release = Release(str(staging), Gate(check.permitted()), held, str(before.finished or ""), known)
        try:
            with tempfile.TemporaryDirectory(prefix=f"{staging.name}.", dir=staging.parent, ignore_cleanup_errors=True) as work:
                outcome = _write(check, host, release, publication, Path(work), kept)
            still_there()
            if not outcome.stopped:
                put_in_place(staging)
        except Leak as leak:
            return Outcome(verdict=check.with_leak(check.verdict(), leak), stopped=True)
    return outcome


@_until_whole
def fill_in_place(site: Site, options: Options, host: HostPages) -> Outcome:
    """Fill a directory that a host has just written and owns, as ``mkdocs build`` and ``mkdocs serve`` do."""
    with workers(options.jobs, options.executor, site.kept) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool)
        if check.verdict().stops(strict=options.strict):
            return Outcome(verdict=check.verdict(), stopped=True)
        release = Release(str(options.target), Gate(check.permitted()))
        try:
            with tempfile.TemporaryDirectory(prefix="gongshi-") as work:
                return _write(check, host, release, PREVIEW, Path(work))
        except Leak as leak:
            return Outcome(verdict=check.with_leak(check.verdict(), leak), stopped=True)


def _write(check: Check, host: HostPages, release: Release, publication: Publication, work: Path, kept: Sequence[str] = ()) -> Outcome:
    """Render every shard, then everything that is made from the tables, and seal it. ``work`` is for what jobs are to share.

    The rules of law are asked across records while the pages are made: what they find can still stop everything.
    """
    as_of = check.options.as_of.isoformat()
    if check.options.executor != LOCAL:
        release = replace(release, scratch=str(work))
    write = write_site(check.site, check.gathered, check.store, host, release)
    shards = list(zip(check.summaries, write.keys_of_shards(), strict=True))
    with _rendering(check, write, shards, work) as rendered:
        verdict = check.verdict()
        if verdict.stops(strict=check.options.strict):
            return Outcome(verdict=verdict, stopped=True)
        check.forget_tables()
        pages = write.figures(shards)
        states = rendered()
    chain, name = publication.chain, publication.chain.next_name(as_of)
    events = chain.events_until(states)
    check.options.progress("生成清单、检索和下载", 0, 1)
    pages += len(states) + write.everything_else(shards, chain, name, events, check.pool)
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
        others=release.directory == str(host.directory),
    )
    if publication.key:
        sign(Path(release.directory, edition.manifest), publication.key)
    if check.options.cache:
        made = (f"{key}{part}" for _, key in shards for part in ("", *PARTS))
        check.forget_the_rest([*made, *write.steps.used, *kept])
    records = sum(summary.length for summary in check.summaries)
    return Outcome(verdict=verdict, records=records, pages=pages, notes=host.notes, edition=edition, events=tuple(events))


@contextmanager
def _rendering(check: Check, write: Writing, shards: list[tuple[Summary, str]], work: Path) -> Iterator[Callable[[], dict[str, State]]]:
    """Begin to render every shard of which no earlier build has kept the same. Gives what waits for the rest: the state of every record."""
    store, release, as_of = Store(check.store), write.release, check.options.as_of.isoformat()
    context = work / "context"
    context.write_bytes(pickle.dumps((write.records, release.gate)))
    made = [kept if (kept := recall(store, key)) and release.keep(kept.files) else None for _, key in shards]
    missing = [place for place, kept in enumerate(made) if kept is None]
    jobs = [
        RenderJob(
            shard=summary.shard,
            records=summary.key,
            key=key,
            store=str(check.store),
            context=str(context),
            as_of=as_of,
            release=release.only(pages_of(summary)),
        )
        for summary, key in (shards[place] for place in missing)
    ]
    with check.pool.started(render, jobs) as results:

        def finish() -> dict[str, State]:
            for done, (place, rendered) in enumerate(zip(missing, results, strict=True), 1):
                made[place] = rendered
                release.sums.update(rendered.files)
                check.options.progress("生成记录页面", done, len(jobs))
            return {
                f"{summary.shard.register}/{record}": State(*state)
                for (summary, _), kept in zip(shards, made, strict=True)
                for record, *state in (kept.states if kept else ())
            }

        yield finish
