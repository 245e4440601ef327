"""What merging a change would publish, change or take down, and which findings it adds or mends: for reviewers."""

import io
import os
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from generator.checking import Check, store_of
from generator.editions.events import TITLES, State, canonical_hash, events_between
from generator.editions.public import PublicRecord
from generator.editions.standing import Standing, standing
from generator.fields.party import mask_name
from generator.options import Options
from generator.pages.display import plain
from generator.pages.links import Links
from generator.pages.record import value_at
from generator.publishing import PublishingError, git, git_bytes
from generator.registers import register_named
from generator.registers.describe import FieldSpec
from generator.source.bureaus import bureaus_of
from generator.source.finding import Finding
from generator.source.settings import Site, read_site
from generator.source.store import Store
from generator.workers import workers

LEAVES = ("withdrawn", "expired", "removed")
"""The happenings after which nothing of a record is shown."""

FULL_NAME = "（全名）"
"""What stands in a review for a name that will be masked from now on."""


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

    Registries that the options name are looked up at the same place in the revision. Raises PublishingError where there is no
    repository or no such revision.
    """
    git(site.root, "rev-parse", "--is-inside-work-tree", why="这里不是 git 仓库，没有可以比较的版本")
    unknown = f"没有「{revision}」这个版本，或者它和当前版本没有共同的来历"
    commit = git(site.root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}", why=unknown)
    base = git(site.root, "merge-base", commit, "HEAD", why=unknown)
    with tempfile.TemporaryDirectory(prefix="gongshi-") as temporary:
        directory = Path(temporary).resolve()
        _extract(site.root, base, directory)
        before, registries = _site_in(directory, site), options.registries
        if registries:
            registries = directory / os.path.relpath(registries.absolute(), site.root)
            registries = registries if registries.resolve().is_relative_to(directory) else None
        with workers(options.jobs) as pool, store_of(site, options) as store:
            old = Check(site=before, options=replace(options, registries=registries), store=store, pool=pool)
            return _compare(old, Check(site=site, options=options, store=store, pool=pool))


def _extract(root: Path, commit: str, directory: Path) -> None:
    """Lay out what lay in a directory at a commit; nothing where it was not there yet. Links that lead out of it are left behind."""
    archive = git_bytes(root, "archive", commit, ".")
    if archive:
        with tarfile.open(fileobj=io.BytesIO(archive), errorlevel=0) as tree:
            tree.extractall(directory, filter="data")


def _site_in(directory: Path, today: Site) -> Site:
    """The site as it lay then; with today's settings where there were none that can be read."""
    config = directory / today.config_file.name
    then = read_site(config, config.name)[0] if config.is_file() else None
    if then and today.part:
        then = next((bureau for bureau in bureaus_of(then, "")[0] if bureau.part == today.part), None)
    return then or replace(today, config_file=config)


def _compare(old: Check, new: Check) -> Review:
    if not old.registries.is_dir():
        old.registries.mkdir(parents=True)
    old_found, new_found = old.verdict().findings, new.verdict().findings
    old_keys, new_keys = ({summary.key for summary in check.summaries} for check in (old, new))
    then, now = _public(old, new_keys), _public(new, old_keys)
    order = list(TITLES)
    events = events_between({key: state for key, (state, _) in then.items()}, {key: state for key, (state, _) in now.items()})
    changes = [
        RecordChange(
            what=TITLES[event.event],
            record=event.record,
            title=_title(event.record, (then.get(event.record) if event.event in LEAVES else None) or now[event.record]),
            fields=tuple(_fields(event.record, then[event.record][1], now[event.record][1])) if event.event == "changed" else (),
        )
        for event in sorted(events, key=lambda event: (order.index(event.event), event.record))
    ]
    mended = []
    for finding in _without(old_found, new_found):
        key = f"{finding.register}/{finding.record}"
        names = _masked_now(then[key][1], now[key][1]) if key in then and key in now else []
        mended.append(replace(finding, message=_unnamed(finding.message, names)))
    return Review(changes=tuple(changes), added=tuple(_without(new_found, old_found)), mended=tuple(mended))


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that have no counterpart among the others, one for one; of several alike the last ones."""
    left = Counter(map(_sentence, others))
    for finding in findings:
        sentence = _sentence(finding)
        left[sentence] -= 1
        if left[sentence] < 0:
            yield finding


def _sentence(finding: Finding) -> tuple[str, str, str, str]:
    """What makes a finding the same although lines have moved or its record lies in another file."""
    return finding.code, finding.register if finding.record else finding.path, finding.record, finding.message


def _public(check: Check, shared: set[str]) -> dict[str, tuple[State, PublicRecord]]:
    """State and public form of the records of those shards that the other side does not have alike."""
    found: dict[str, tuple[State, PublicRecord]] = {}
    as_of = check.options.as_of.isoformat()
    for summary in check.summaries:
        if summary.key in shared or not summary.key:
            continue
        for record in orjson.loads(Store(check.store).get(summary.key) or b"[]"):
            if record is None:
                continue
            state = standing(record.get("published_on"), record.get("display_until", ""), record.get("withdrawal", {}).get("on"), as_of)
            if state is not Standing.PENDING:
                digest = canonical_hash(record) if state is Standing.CURRENT else ""
                held = State(standing=state.value, hash=digest, published_on=record.get("published_on", ""))
                found[f"{summary.shard.register}/{record['id']}"] = held, record
    return found


def _title(key: str, held: tuple[State, PublicRecord]) -> str:
    register = register_named(key.partition("/")[0])
    return plain(register.field(register.heading), value_at(held[1], register.heading), Links())


def _fields(key: str, before: PublicRecord, after: PublicRecord) -> Iterator[FieldChange]:
    names = _masked_now(before, after)
    for change in _differences(register_named(key.partition("/")[0]).fields, before, after, ""):
        yield replace(change, before=_unnamed(change.before, names))


def _masked_now(before: PublicRecord, after: PublicRecord) -> list[str]:
    """Names of persons that stood in full and are masked from now on: a review is no place to spread them once more."""
    old, new = before.get("party", {}), after.get("party", {})
    pairs = ((old.get(field), new.get(field)) for field in ("name", "representative"))
    return [name for name, masked in pairs if name and name != masked and mask_name(name) == masked]


def _unnamed(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, FULL_NAME)
    return text


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
