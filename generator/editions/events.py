"""What an edition published, changed and took down, record by record, proved by hashes of public forms."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import orjson

from generator.editions.public import PublicRecord
from generator.editions.standing import Standing

Happening = Literal["published", "changed", "withdrawn", "expired", "restored", "removed"]

TITLES: dict[Happening, str] = {
    "published": "公开",
    "changed": "变更",
    "withdrawn": "撤回",
    "expired": "公示期满",
    "restored": "恢复公示",
    "removed": "移除",
}
"""The happenings in the words and the order in which they are told."""


class State(NamedTuple):
    """What a record is in one edition. What is not public yet, or withheld, has no state."""

    standing: str
    """current, expired or withdrawn."""
    hash: str
    """Of its canonical public form; empty where nothing of it is shown."""
    published_on: str
    """The day on which it says that it was published, ISO, or nothing."""


class Event(NamedTuple):
    """One thing that happened to one record between two editions."""

    record: str
    """Register and id: ``penalties/cf-2026-001``."""
    event: Happening
    hash: str
    """Of the public form that is shown now; empty where nothing is."""
    before: str
    """Of the public form that was shown before; empty where nothing was."""
    published_on: str
    """The day of publication that the record states, ISO, or nothing."""


def canonical_hash(record: PublicRecord) -> str:
    """SHA-256 of a public record as JSON with sorted keys, no blanks, UTF-8: its history can be proved without keeping its content."""
    return hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest()


def events_between(before: Mapping[str, State], after: Mapping[str, State]) -> Iterator[Event]:
    """What happened, by record in the order of their names."""
    for record in sorted({*before, *after}):
        old, new = before.get(record), after.get(record)
        event = _happening(old, new)
        if event:
            yield Event(
                record=record,
                event=event,
                hash=new.hash if new else "",
                before=old.hash if old else "",
                published_on=(new or old).published_on,  # type: ignore[union-attr]
            )


def _happening(old: State | None, new: State | None) -> Happening | None:
    if new is None:
        return "removed"
    if new.standing == Standing.CURRENT:
        if old is None:
            return "published"
        if old.standing != Standing.CURRENT:
            return "restored"
        return "changed" if old.hash != new.hash or old.published_on != new.published_on else None
    if old is not None and old.standing == new.standing:
        return None
    return "withdrawn" if new.standing == Standing.WITHDRAWN else "expired"


def replay(states: dict[str, State], events: Iterable[Event]) -> None:
    """Bring the states of one edition to the next."""
    for event in events:
        if event.event == "removed":
            states.pop(event.record, None)
            continue
        standing = event.event if event.event in ("withdrawn", "expired") else Standing.CURRENT.value
        states[event.record] = State(standing=standing, hash=event.hash, published_on=event.published_on)
