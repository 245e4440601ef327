"""Verifies a published site: every file, the chain of editions, what happened in each, and the signatures. Names what differs."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from generator.editions.chain import DIRECTORY, LATEST, SUMS, BrokenChainError, Chain, Edition, chain_of, counted, sha256
from generator.editions.events import Event, State, replay
from generator.editions.seal import file_hash
from generator.editions.signature import is_signed_by

Difference = tuple[str, str]
"""A path on the site, and what is wrong with it, in Chinese."""


def differences(site: Path, public_key: str = "") -> Iterator[Difference]:
    """Everything that is not as it was published. Signatures are asked for where a public key is given."""
    latest = site / LATEST
    if not latest.is_file():
        yield LATEST, "没有版次清单，这里不是发布的网站"
        return
    directory = site / DIRECTORY
    files = {f"{DIRECTORY}/{path.name}": path.read_bytes() for path in sorted(directory.iterdir()) if path.is_file()}
    try:
        newest = Edition.from_json(files[LATEST], LATEST)
    except BrokenChainError as error:
        yield LATEST, str(error)
        return
    if files.get(newest.manifest) != files[LATEST]:
        yield newest.manifest, f"和 {LATEST} 不一样，其中一个被改动过" if newest.manifest in files else "缺少"
    yield from _files(site, newest, files.get(SUMS))
    try:
        chain = chain_of(files, files[LATEST])
    except BrokenChainError as error:
        yield LATEST, str(error)
        return
    yield from _links(chain)
    yield from _histories(chain)
    if public_key:
        yield from _signatures(chain, public_key)


def _files(site: Path, newest: Edition, listing: bytes | None) -> Iterator[Difference]:
    if listing is None:
        yield SUMS, "缺少"
        return
    if sha256(listing) != newest.sums_sha256:
        yield SUMS, "文件清单被改动过"
    listed = {}
    for line in listing.decode("utf-8", "replace").splitlines():
        digest, _, path = line.partition("  ")
        listed[path] = digest
    own = {SUMS, LATEST, newest.manifest, f"{newest.manifest}.sig"}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file() or path.is_symlink()} - own
    for path in sorted({*listed, *there}):
        if path not in there:
            yield path, "缺少"
        elif path not in listed:
            yield path, "多出来的文件，发布时没有"
        elif (site / path).is_symlink() or file_hash(site / path) != listed[path]:
            yield path, "被改动过"


def _links(chain: Chain) -> Iterator[Difference]:
    """Whether every edition is bound to the one before, and no manifest stands beside the chain."""
    for before, after in pairwise(chain.editions):
        if sha256(chain.files[before.manifest]) != after.previous_sha256:
            yield before.manifest, f"被改动过：{after.name} 版记下的哈希值对不上"
        if after.as_of < before.as_of:
            yield after.manifest, f"基准日 {after.as_of} 早于前一版的 {before.as_of}"
    known = {edition.manifest for edition in chain.editions}
    for path in chain.files:
        if path.endswith(".json") and path not in known | {LATEST}:
            yield path, "不在版次链上：版次被抽掉、调换过，或者是别处的"
    for edition in chain.editions:
        if sha256(chain.files[edition.events]) != edition.events_sha256:
            yield edition.events, "被改动过"


def _histories(chain: Chain) -> Iterator[Difference]:
    """Whether what each edition says fits what stood before, and no day of publication was moved."""
    states: dict[str, State] = {}
    for edition in chain.editions:
        try:
            events = chain.events_of(edition)
        except BrokenChainError as error:
            yield edition.events, str(error)
            return
        if counted(events) != edition.counts:
            yield edition.manifest, "件数和事件清单对不上"
        for event in events:
            yield from _fits(edition, event, states.get(event.record))
        replay(states, events)


def _fits(edition: Edition, event: Event, old: State | None) -> Iterator[Difference]:
    if event.before != (old.hash if old else ""):
        yield edition.events, f"{event.record} 的前后记录接不上"
    if event.event == "published" and old is not None:
        yield edition.events, f"{event.record} 已经公开过，又写成首次公开"
    if old and old.published_on and event.published_on < old.published_on and event.event != "removed":
        yield edition.events, f"{event.record} 的公开日期从 {old.published_on} 提前到了 {event.published_on or '空'}"


def _signatures(chain: Chain, public_key: str) -> Iterator[Difference]:
    for edition in chain.editions:
        signature = chain.files.get(f"{edition.manifest}.sig")
        if signature is None:
            yield edition.manifest, "没有签名"
        elif not is_signed_by(chain.files[edition.manifest], signature, public_key):
            yield f"{edition.manifest}.sig", "签名不对：清单被改动过，或者不是用这个密钥签的"
