"""The editions of a site: one manifest each, every one bound to the one before by its hash."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from pydantic import ConfigDict, TypeAdapter, ValidationError

from generator.editions.events import TITLES, Event, State, events_between, replay

DIRECTORY = "editions"
SUMS = f"{DIRECTORY}/SHA256SUMS"
LATEST = f"{DIRECTORY}/latest.json"
SIGNED = ".sig"
"""What the name of a signature has behind that of its manifest."""


class BrokenChainError(Exception):
    """The manifests of a published site cannot be read; the message says which, in Chinese."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One published state of the site, as its manifest tells it."""

    name: str
    """The as-of date, with a number from 2 on where a day has several: ``2026-11-22-2``."""
    as_of: str
    published: bool
    """Whether it was published; what is only built is a preview and belongs to no chain."""
    program: str
    """The version of this program that built it."""
    commit: str
    """The source commit, or nothing where there is none."""
    site: str
    previous: str
    """The name of the edition before, or nothing for the first."""
    previous_sha256: str
    """Of the manifest of the edition before."""
    files: int
    sums_sha256: str
    """Of the list of all files with their hashes."""
    events_sha256: str
    counts: dict[str, int]
    """Events of each kind."""
    records: dict[str, dict[str, int]]
    """For each register how many records have which standing."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    @property
    def manifest(self) -> str:
        """The path of its manifest on the site."""
        return f"{DIRECTORY}/{self.name}.json"

    @property
    def events(self) -> str:
        """The path of its events on the site, one JSON object a line."""
        return f"{DIRECTORY}/{self.name}.jsonl"

    def to_json(self) -> bytes:
        """The manifest as it is written."""
        return orjson.dumps({"edition": self.name, **{key: value for key, value in asdict(self).items() if key != "name"}}, option=_PRETTY)

    @staticmethod
    def from_json(data: bytes, where: str) -> "Edition":
        """Read a manifest; raises BrokenChainError for what is none."""
        try:
            fields: dict[str, Any] = orjson.loads(data)
            return _EDITION.validate_json(orjson.dumps({"name": fields.pop("edition"), **fields}))
        except (orjson.JSONDecodeError, TypeError, KeyError, AttributeError, ValidationError):
            raise BrokenChainError(f"{where} 不是版次清单，或者被改动过") from None


_EDITION = TypeAdapter(Edition)
_PRETTY = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE


def events_to_json(events: list[Event]) -> bytes:
    """One line an event."""
    return b"".join(orjson.dumps(event._asdict(), option=orjson.OPT_SORT_KEYS) + b"\n" for event in events)


def events_from_json(data: bytes, where: str) -> list[Event]:
    """Read the events of an edition; raises BrokenChainError for what is none."""
    try:
        events = [Event(**orjson.loads(line)) for line in data.splitlines()]
    except (orjson.JSONDecodeError, TypeError):
        raise BrokenChainError(f"{where} 不是版次的事件清单，或者被改动过") from None
    if not all(map(_is_sound, events)):
        raise BrokenChainError(f"{where} 里有不是事件的内容，或者被改动过")
    return events


def _is_sound(event: Event) -> bool:
    texts: tuple[object, ...] = (event.record, event.event, event.hash, event.before, event.published_on)
    return all(isinstance(text, str) for text in texts) and event.event in TITLES


@dataclass(frozen=True, kw_only=True)
class Chain:
    """All editions of a site, the first one first, with the files that tell of them."""

    editions: tuple[Edition, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files in ``editions/`` by path: manifests, events, signatures."""

    @property
    def last(self) -> Edition | None:
        """The newest edition."""
        return self.editions[-1] if self.editions else None

    @cached_property
    def own(self) -> frozenset[str]:
        """The paths of the files that tell of the editions, signatures among them whether they are there or not."""
        return frozenset(path for edition in self.editions for path in (edition.manifest, edition.events, f"{edition.manifest}{SIGNED}"))

    def events_of(self, edition: Edition) -> list[Event]:
        """What happened in an edition."""
        return events_from_json(self.files[edition.events], edition.events)

    @cached_property
    def states(self) -> dict[str, State]:
        """What each record is in the newest edition."""
        states: dict[str, State] = {}
        for edition in self.editions:
            replay(states, self.events_of(edition))
        return states

    def next_name(self, as_of: str) -> str:
        """What the coming edition is called."""
        names = {edition.name for edition in self.editions}
        name, number = as_of, 1
        while name in names:
            number += 1
            name = f"{as_of}-{number}"
        return name

    def events_until(self, after: Mapping[str, State]) -> list[Event]:
        """What happens from the newest edition to these states."""
        return list(events_between(self.states, after))


def read_chain(site: Path) -> Chain:
    """The editions of a published site, followed from the newest back; an empty chain where there is none.

    Raises BrokenChainError where a manifest is missing or cannot be read. Whether everything fits is what ``gongshi verify`` asks.
    """
    directory = site / DIRECTORY
    files = {f"{DIRECTORY}/{path.name}": path.read_bytes() for path in sorted(directory.glob("*")) if path.is_file() and path.suffix != ""}
    files = {path: data for path, data in files.items() if path != LATEST}
    return chain_of(files, (site / LATEST).read_bytes() if (site / LATEST).is_file() else None)


def is_published(site: Path) -> bool:
    """Whether a directory holds a published edition, which only another edition may follow. A preview is none."""
    try:
        if (site / LATEST).is_file():
            return Edition.from_json((site / LATEST).read_bytes(), LATEST).published
        return any((site / DIRECTORY).glob("*.json"))
    except OSError:
        return False
    except BrokenChainError:
        return True


def chain_of(files: Mapping[str, bytes], latest: bytes | None) -> Chain:
    """The chain that ends with a manifest, of whose files these are at hand.

    Raises BrokenChainError where one of them is missing or cannot be read. Manifests without the newest one are no empty chain:
    an edition published upon them would begin the history anew, and nobody would notice.
    """
    if latest is None:
        if any(path.endswith(".json") for path in files):
            raise BrokenChainError(f"缺少 {LATEST}")
        return Chain()
    editions = [Edition.from_json(latest, LATEST)]
    if files.get(editions[0].manifest) != latest:
        raise BrokenChainError(f"{editions[0].manifest} 和 {LATEST} 不一样")
    while editions[-1].previous:
        path = f"{DIRECTORY}/{editions[-1].previous}.json"
        if path not in files:
            raise BrokenChainError(f"缺少版次清单 {path}")
        edition = Edition.from_json(files[path], path)
        if edition.manifest != path:
            raise BrokenChainError(f"{path} 写的是 {edition.name} 版")
        editions.append(edition)
        if len(editions) > len(files):
            raise BrokenChainError(f"{path} 的前一版绕成了圈")
    for edition in editions:
        if edition.events not in files:
            raise BrokenChainError(f"缺少版次的事件清单 {edition.events}")
    return Chain(editions=tuple(reversed(editions)), files=files)


def sha256(data: bytes) -> str:
    """SHA-256 as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def counted(events: list[Event]) -> dict[str, int]:
    """How many events there are of each kind."""
    counts = Counter(event.event for event in events)
    return {name: counts[name] for name in TITLES}
