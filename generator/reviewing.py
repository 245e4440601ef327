"""What merging a change would publish, change or take down, and which findings it adds or mends: for reviewers."""

import io
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from generator.checking import Check, store_of
from generator.editions.events import TITLES, State, canonical_hash, events_between
from generator.editions.public import PublicRecord
from generator.editions.standing import Standing, standing
from generator.jobs import Summary
from generator.options import Options
from generator.pages.display import plain
from generator.pages.links import Links
from generator.pages.record import value_at
from generator.publishing import PublishingError, git, git_bytes
from generator.registers import register_named
from generator.registers.describe import FieldSpec
from generator.source.finding import Finding
from generator.source.settings import Site, read_site
from generator.source.store import Store
from generator.workers import Workers, workers


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a record before and after, as texts; empty where there is none."""

    field: str
    """The Chinese key path: ``相对人.名称``."""
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What happens to one record."""

    what: str
    """公开, 变更, 撤回, 公示期满, 恢复公示 or 移除."""
    record: str
    """Register and id."""
    title: str
    """What it is called in public; the masked form, of what leaves the one that stood."""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a change does."""

    changes: tuple[RecordChange, ...]
    added: tuple[Finding, ...]
    """Findings that the change brings."""
    mended: tuple[Finding, ...]
    """Findings that it does away with."""


def review(site: Site, options: Options, revision: str) -> Review:
    """Compare the registers as they lie here with those of a git revision (of its common ancestor with what is checked out).

    Raises PublishingError where there is no repository or no such revision.
    """
    git(site.root, "rev-parse", "--is-inside-work-tree", why="这里不是 git 仓库，没有可以比较的版本")
    base = git(site.root, "merge-base", revision, "HEAD", why=f"没有「{revision}」这个版本，或者它和当前版本没有共同的来历")
    with tempfile.TemporaryDirectory(prefix="gongshi-") as directory:
        tree = tarfile.open(fileobj=io.BytesIO(git_bytes(site.root, "archive", base, ".")))  # noqa: SIM115 closed below
        with tree:
            tree.extractall(directory, filter="data")
        before = _site_in(Path(directory), site)
        with workers(options.jobs) as pool, store_of(site, options) as store:
            return _compare(before, site, options, store, pool)


def _site_in(directory: Path, today: Site) -> Site:
    """The site as it lay then; with today's settings where there were none that can be read."""
    config = directory / today.config_file.name
    then = read_site(config, config.name)[0] if config.is_file() else None
    return then or replace(today, config_file=config)


def _compare(before: Site, after: Site, options: Options, store: Path, pool: Workers) -> Review:
    old = Check(site=before, options=replace(options, registries=None), store=store, pool=pool)
    new = Check(site=after, options=options, store=store, pool=pool)
    if not old.registries.is_dir():
        old.registries.mkdir(parents=True)
    old_found, new_found = old.verdict().findings, new.verdict().findings
    old_keys, new_keys = ({summary.key for summary in check.summaries} for check in (old, new))
    then = _public(old.summaries, new_keys, store, options)
    now = _public(new.summaries, old_keys, store, options)
    order = list(TITLES)
    events = events_between({key: state for key, (state, _) in then.items()}, {key: state for key, (state, _) in now.items()})
    changes = [
        RecordChange(
            what=TITLES[event.event],
            record=event.record,
            title=_title(event.record, (now.get(event.record) or then[event.record])[1]),
            fields=tuple(_fields(event.record, then[event.record][1], now[event.record][1])) if event.event == "changed" else (),
        )
        for event in sorted(events, key=lambda event: (order.index(event.event), event.record))
    ]
    sentences = {_sentence(finding) for finding in old_found}, {_sentence(finding) for finding in new_found}
    return Review(
        changes=tuple(changes),
        added=tuple(finding for finding in new_found if _sentence(finding) not in sentences[0]),
        mended=tuple(finding for finding in old_found if _sentence(finding) not in sentences[1]),
    )


def _sentence(finding: Finding) -> tuple[str, str, str, str]:
    """What makes a finding the same although lines have moved."""
    return finding.code, finding.path, finding.record, finding.message


def _public(summaries: tuple[Summary, ...], shared: set[str], store: Path, options: Options) -> dict[str, tuple[State, PublicRecord]]:
    """State and public form of the records of those shards that the other side does not have alike."""
    found: dict[str, tuple[State, PublicRecord]] = {}
    as_of = options.as_of.isoformat()
    for summary in summaries:
        if summary.key in shared or not summary.key:
            continue
        for record in orjson.loads(Store(store).get(summary.key) or b"[]"):
            if record is None:
                continue
            state = standing(record.get("published_on"), record.get("display_until", ""), record.get("withdrawal", {}).get("on"), as_of)
            if state is not Standing.PENDING:
                digest = canonical_hash(record) if state is Standing.CURRENT else ""
                held = State(standing=state.value, hash=digest, published_on=record.get("published_on", ""))
                found[f"{summary.shard.register}/{record['id']}"] = held, record
    return found


def _title(key: str, record: PublicRecord) -> str:
    register = register_named(key.partition("/")[0])
    return plain(register.field(register.heading), value_at(record, register.heading), Links())


def _fields(key: str, before: PublicRecord, after: PublicRecord) -> Iterator[FieldChange]:
    yield from _differences(register_named(key.partition("/")[0]).fields, before, after, "")


def _differences(specs: tuple[FieldSpec, ...], before: PublicRecord, after: PublicRecord, above: str) -> Iterator[FieldChange]:
    for spec in specs:
        old, new = before.get(spec.name), after.get(spec.name)
        if old == new:
            continue
        if spec.kind == "group" and not spec.many and old and new:
            yield from _differences(spec.children, old, new, f"{above}{spec.label}.")
        else:
            yield FieldChange(field=above + spec.label, before=_text(spec, old), after=_text(spec, new))


def _text(spec: FieldSpec, value: Any) -> str:
    return "" if value is None else plain(spec, value, Links())


__all__ = ["FieldChange", "PublishingError", "RecordChange", "Review", "review"]
