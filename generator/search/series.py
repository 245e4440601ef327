"""Document numbers as they are made (GB/T 9704-2012: 机关代字、年份、发文顺序号): a series and a serial (``示卫医罚〔2026〕`` and ``12号``).

All numbers of a series and year share their characters, so that their grams would have the longest lists of all. So the text of a series is told
once, with the serials of the records that bear it; of each number only the serial is left for the grams. A word is part of a number when it is
part of the series (then of all its numbers), when it is part of the serial (which the grams tell), or when it begins with the end of the
series and goes on with the beginning of the serial.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from generator.search.folding import folded
from generator.search.grams import varint, varints

_NUMBER = re.compile(r"(.*[^0-9])([0-9]{1,9})号", re.DOTALL)
"""The most of a serial: with a 1 before it, it stays below 2**32 as a difference too."""

LEAST = 16
"""So many records bear a number of a series, or it is none: their grams are short."""
CHUNK = 4_096
"""So many serials of a series stand together at most; and a file has as many at least, if there are."""

FEW = 64
"""So many records that bear none are told one by one."""


class Chunk(NamedTuple):
    """Serials of a series, in the order of their records."""

    series: int
    """The number of the series."""
    lowest: int
    highest: int
    """The least and the greatest serial; each with a 1 before it, for the noughts it begins with."""
    length: int
    data: bytes
    """How many, the steps from record to record, the steps from serial to serial (zigzag), all as base-128 numbers."""


class Series(NamedTuple):
    """The series of the document numbers of a slot."""

    texts: list[str]
    """What each is called, as it is compared, in the order in which they come."""
    files: list[list[Chunk]]
    """The serials, as they stand in files."""
    without: list[int] | None
    """The records that bear no number of any of them, so that who asks for what all have in common need read no file; None where they are many."""


def divided(records: Sequence[tuple[Sequence[str], Collection[str]]]) -> tuple[list[list[str]], Series]:
    """Of each record its texts with serials instead of its own document numbers, and the series.

    ``records``: of each its texts, and which of these are numbers it bears.
    """
    numbers = [[_parts(text) if text in own else None for text in texts] for texts, own in records]
    borne = Counter(parts[0] for each in numbers for parts in each if parts)
    serials: dict[str, list[tuple[int, int]]] = {text: [] for text, count in borne.items() if count >= LEAST}
    left = []
    for place, (texts, _) in enumerate(records):
        kept = []
        for text, parts in zip(texts, numbers[place], strict=True):
            if parts and parts[0] in serials:
                serials[parts[0]].append((place, int(f"1{parts[1]}")))
                text = f"{parts[1]}号"
            kept.append(text)
        left.append(kept)
    bearing = {place for each in serials.values() for place, _ in each}
    without = [place for place in range(len(records)) if place not in bearing] if bearing else []
    return left, Series(list(serials), list(_filed(list(serials.values()))), without if len(without) <= FEW else None)


def _filed(serials: Sequence[Sequence[tuple[int, int]]]) -> Iterator[list[Chunk]]:
    """Small chunks together, so that a question need not ask for many files."""
    file: list[Chunk] = []
    for number, each in enumerate(serials):
        for start in range(0, len(each), CHUNK):
            file.append(_chunk(number, each[start : start + CHUNK]))
            if sum(chunk.length for chunk in file) >= CHUNK:
                yield file
                file = []
    if file:
        yield file


def _parts(number: str) -> tuple[str, str] | None:
    """Series and serial of a document number, or None where it has no such parts."""
    found = _NUMBER.fullmatch(folded(number))
    return (found[1], found[2]) if found else None


def _chunk(series: int, serials: Sequence[tuple[int, int]]) -> Chunk:
    records, values = np.array(serials, np.int64).T
    steps, turns = np.diff(records, prepend=0), np.diff(values, prepend=0)
    zigzag = np.where(turns < 0, -2 * turns - 1, 2 * turns)
    data = b"".join((varint(len(serials)), varints(steps.astype(np.uint32))[0], varints(zigzag.astype(np.uint32))[0]))
    return Chunk(series, int(values.min()), int(values.max()), len(serials), data)
