"""Every event of every edition, one JSON object a line, the oldest first: who keeps a copy of the site follows it by this file."""

from collections.abc import Callable, Iterable, Iterator

import orjson

from generator.editions.events import Event

LINES_AT_ONCE = 5_000


def changes(editions: Iterable[tuple[str, Iterable[Event]]], address: Callable[[str, str], str]) -> Iterator[bytes]:
    """The file in pieces. ``address``: where a record's page is, by register and id, relative to the site's root; nothing where there is none."""
    lines: list[bytes] = []
    for edition, events in editions:
        for event in events:
            register, _, record = event.record.partition("/")
            line = {
                "edition": edition,
                "event": event.event,
                "register": register,
                "record": record,
                "address": address(register, record),
                "published_on": event.published_on,
                "hash": event.hash,
                "before": event.before,
            }
            lines.append(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
            if len(lines) >= LINES_AT_ONCE:
                yield b"".join(lines)
                lines.clear()
    yield b"".join(lines)
