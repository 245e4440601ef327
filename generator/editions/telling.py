"""The editions in words: what each published, changed and took down, with names only of what is still on show."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nlargest
from operator import attrgetter

from generator.editions.chain import Chain, Edition
from generator.editions.events import TITLES, Event, Happening

EDITIONS = 30
"""How many editions are told, the newest first; the others have their manifests."""

NAMED: dict[Happening, int] = {"withdrawn": 15, "removed": 10, "restored": 10, "changed": 15, "published": 20, "expired": 10}
"""How many events of each kind an edition names one by one, in this order; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event as it is told."""

    what: str
    """公开, 变更, 撤回, 公示期满, 恢复公示 or 移除."""
    register: str
    """The key of its register."""
    record: str
    heading: str
    """What the record is called, if it is on show today; otherwise its id."""
    address: str
    """Of its page, from the top of the site; nothing where it has none."""
    published_on: str
    hash: str
    """Of the public form that was put on show; empty for what left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEdition:
    """One edition as it is told."""

    name: str
    as_of: str
    totals: tuple[tuple[str, int], ...]
    """(公开, 12), …: what happened at all."""
    registers: tuple[tuple[str, int], ...]
    """How many events each register has, by key."""
    told: tuple[Told, ...]
    rest: int
    """How many events are not named."""


Names = Callable[[str, str], tuple[str, str]]
"""Heading and address of a record, by register and id."""


def tell(chain: Chain, name: str, as_of: str, events: list[Event], names: Names) -> list[ToldEdition]:
    """The editions to be told, the newest (the one that is being made) first."""
    before: Iterable[Edition] = reversed(chain.editions[-(EDITIONS - 1) :])
    return [_told(name, as_of, events, names), *(_told(each.name, each.as_of, chain.events_of(each), names) for each in before)]


def named_records(chain: Chain, events: list[Event]) -> set[str]:
    """Every record that may be named, as ``register/id``."""
    lists = [events, *(chain.events_of(edition) for edition in chain.editions[-(EDITIONS - 1) :])]
    return {event.record for listed in lists for event in _chosen(listed)}


def _chosen(events: list[Event]) -> list[Event]:
    """The events that are named: of each kind the newest."""
    of_kind: dict[Happening, list[Event]] = {kind: [] for kind in NAMED}
    for event in events:
        of_kind[event.event].append(event)
    return [event for kind, number in NAMED.items() for event in nlargest(number, of_kind[kind], key=attrgetter("published_on", "record"))]


def _told(name: str, as_of: str, events: list[Event], names: Names) -> ToldEdition:
    registers = Counter(event.record.partition("/")[0] for event in events)
    kinds = Counter(event.event for event in events)
    told = []
    for event in _chosen(events):
        register, _, record = event.record.partition("/")
        heading, address = names(register, record)
        told.append(
            Told(
                what=TITLES[event.event],
                register=register,
                record=record,
                heading=heading,
                address=address,
                published_on=event.published_on,
                hash=event.hash,
            )
        )
    totals = ((title, kinds[kind]) for kind, title in TITLES.items())
    return ToldEdition(
        name=name,
        as_of=as_of,
        totals=tuple((title, number) for title, number in totals if number),
        registers=tuple(sorted(registers.items())),
        told=tuple(told),
        rest=len(events) - len(told),
    )
