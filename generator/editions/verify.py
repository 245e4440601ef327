"""Verifies a published site: every file, the chain of editions, what happened in each, and the signatures. Names what differs."""

import os
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from generator.editions.chain import DIRECTORY, LATEST, SIGNED, SUMS, BrokenChainError, Chain, Edition, chain_of, counted, sha256
from generator.editions.events import Event, State, replay
from generator.editions.seal import file_hash
from generator.editions.signature import is_intact, is_signed_by

Difference = tuple[str, str]
"""A path on the site, and what is wrong with it, in Chinese."""

_UNREADABLE = "读不了，不能核对"


def differences(site: Path, public_key: str = "") -> Iterator[Difference]:
    """Everything that is not as it was published. Signatures are asked for where a public key is given."""
    latest = site / LATEST
    if not latest.is_file():
        yield LATEST, "没有版次清单，这里不是发布的网站"
        return
    files: dict[str, bytes] = {}
    for path in sorted((site / DIRECTORY).iterdir()):
        name = f"{DIRECTORY}/{path.name}"
        if path.is_file() and (name == SUMS or path.suffix in (".json", ".jsonl", SIGNED)):
            try:
                files[name] = path.read_bytes()
            except OSError:
                yield _shown(name), _UNREADABLE
    if LATEST not in files:
        return
    try:
        newest = Edition.from_json(files[LATEST], LATEST)
    except BrokenChainError as error:
        yield LATEST, str(error)
        return
    if files.get(newest.manifest) != files[LATEST]:
        yield newest.manifest, f"和 {LATEST} 不一样，其中一个被改动过" if newest.manifest in files else "缺少"
    yield from _files(site, newest, files.get(SUMS))
    try:
        chain = chain_of(files | {newest.manifest: files[LATEST]}, files[LATEST])
    except BrokenChainError as error:
        yield LATEST, str(error)
        return
    yield from broken_links(chain)
    yield from _strangers(chain, files)
    yield from _histories(chain)
    yield from _signatures(chain, public_key) if public_key else _damage(newest, files)


def _files(site: Path, newest: Edition, listing: bytes | None) -> Iterator[Difference]:
    if listing is None:
        yield SUMS, "缺少"
        return
    if sha256(listing) != newest.sums_sha256:
        yield SUMS, "文件清单被改动过"
    listed = {}
    for line in listing.decode("utf-8", "replace").split("\n")[:-1]:
        digest, _, path = line.partition("  ")
        listed[path] = digest
    there, own = set(_paths(site)), {SUMS, LATEST, newest.manifest, f"{newest.manifest}{SIGNED}"}
    for path in sorted({*listed, *there}):
        if path in own:
            if (site / path).is_symlink():
                yield path, "被换成了链接"
        elif path not in there:
            yield _shown(path), "缺少"
        elif path not in listed:
            yield _shown(path), "多出来的文件，发布时没有"
        elif wrong := _wrong(site / path, listed[path]):
            yield _shown(path), wrong


def _paths(site: Path) -> Iterator[str]:
    """Everything below a directory that is no directory itself: files, links wherever they lead, and what is neither."""
    for directory, below, files in os.walk(site):
        place = Path(directory)
        for name in (*files, *(name for name in below if (place / name).is_symlink())):
            yield (place / name).relative_to(site).as_posix()


def _wrong(path: Path, digest: str) -> str:
    """What is wrong with a listed file; nothing where it is as it was."""
    try:
        if path.is_symlink() or not path.is_file():
            return "被换成了链接，或者别的不是文件的东西"
        return "" if file_hash(path) == digest else "被改动过"
    except OSError:
        return _UNREADABLE


def broken_links(chain: Chain) -> Iterator[Difference]:
    """Where an edition is not bound to the one before: an older manifest, or a list of events, is not the one that was published."""
    for before, after in pairwise(chain.editions):
        if sha256(chain.files[before.manifest]) != after.previous_sha256:
            yield before.manifest, f"被改动过：{after.name} 版记下的哈希值对不上"
        if after.as_of < before.as_of:
            yield after.manifest, f"基准日 {after.as_of} 早于前一版的 {before.as_of}"
    for edition in chain.editions:
        if not f"{edition.name}-".startswith(f"{edition.as_of}-"):
            yield edition.manifest, f"基准日 {edition.as_of} 和版次名称对不上"
        if sha256(chain.files[edition.events]) != edition.events_sha256:
            yield edition.events, "被改动过"


def _strangers(chain: Chain, files: Mapping[str, bytes]) -> Iterator[Difference]:
    """Whether anything stands beside the chain."""
    for path in sorted(files.keys() - chain.own - {LATEST, SUMS}):
        yield _shown(path), "不在版次链上：版次被抽掉、调换过，或者是别处的"


def _histories(chain: Chain) -> Iterator[Difference]:
    """Whether what each edition says fits what stood before, and no day of publication was moved."""
    states: dict[str, State] = {}
    days: dict[str, str] = {}
    for edition in chain.editions:
        try:
            events = chain.events_of(edition)
        except BrokenChainError as error:
            yield edition.events, str(error)
            return
        if counted(events) != edition.counts:
            yield edition.manifest, "件数和事件清单对不上"
        for event in events:
            yield from _fits(edition, event, states.get(event.record), days.get(event.record, ""))
            days[event.record] = event.published_on
        replay(states, events)


def _fits(edition: Edition, event: Event, old: State | None, day: str) -> Iterator[Difference]:
    if event.before != (old.hash if old else ""):
        yield edition.events, f"{event.record} 的前后记录接不上"
    if event.event == "published" and old is not None:
        yield edition.events, f"{event.record} 已经公开过，又写成首次公开"
    if event.published_on < day:
        yield edition.events, f"{event.record} 的公开日期从 {day} 提前到了 {event.published_on or '空'}"


def _signatures(chain: Chain, public_key: str) -> Iterator[Difference]:
    for edition in chain.editions:
        path = f"{edition.manifest}{SIGNED}"
        signature = chain.files.get(path)
        if signature is None:
            yield edition.manifest, "没有签名"
        elif not is_signed_by(chain.files[edition.manifest], signature, public_key):
            yield path, "签名不对：清单被改动过，或者不是用这个密钥签的"


def _damage(newest: Edition, files: Mapping[str, bytes]) -> Iterator[Difference]:
    """Whether the newest signature, which no list names, is one of its manifest at all; by whom nobody asked. The others are listed."""
    path = f"{newest.manifest}{SIGNED}"
    if path in files and not is_intact(files.get(newest.manifest, b""), files[path]):
        yield path, "签名不对：签名或者清单被改动过"


def _shown(path: str) -> str:
    """A path on one line, whatever bytes somebody gave it for a name."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
