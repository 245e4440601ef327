"""Postings of two-character grams, with places: which grams stand where in the texts of the records of a register and year.

A phrase is found by its grams, each at its own distance from the first: exactly, without a look at the texts.
After Zobel and Moffat, Inverted files for text search engines (2006), section 4.3, with characters for words.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.search.folding import fold_one

HEADING, TEXT, SPELT = 0, 1, 2
"""Where a gram stands: in the name of a record, in its other texts, in the spelling of its name."""

END = 0x1F
"""Stands after every field, so that each of its characters begins a gram."""

_NEXT = 0x1E
_WIDTH = np.uint64(21)
"""Bits of a code point."""

Wide = npt.NDArray[np.uint64]
Narrow = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one register and year, by gram in ascending order.

    A list is ``slot * 4 + place``, how many, the gaps between the records, and of a list of headings where the gram stands in each; all
    as little-endian base-128 numbers. A gap of 0 is the same record again, and where it stands is counted from the last time.
    Where grams stand in other texts is kept apart: it is asked for only where very many records have all grams of a phrase.
    """

    grams: Wide
    """First and second code point, ``first << 21 | second``."""
    counts: npt.NDArray[np.int64]
    """How often each stands in the texts."""
    starts: npt.NDArray[np.int64]
    """Where the lists of each begin; one more for the end."""
    apart: npt.NDArray[np.int64]
    """Where what is kept apart of each begins; one more for the end."""
    lists: bytes
    places: bytes


def postings(slot: int, fields: Sequence[Iterable[Sequence[str]]]) -> Postings:
    """The postings of the records of a slot, numbered from 0 as they come. ``fields``: for each place (heading, text, spelling) the texts of each record."""
    keys, records, places = zip(*(_occurrences(texts, place) for place, texts in enumerate(fields)), strict=True)
    return _encoded(slot, np.concatenate(keys), np.concatenate(records), np.concatenate(places))


def _occurrences(texts: Iterable[Sequence[str]], place: int) -> tuple[Wide, Narrow, Narrow]:
    """Of every gram: gram and place as one number, record, where it stands in the record."""
    letters = _letters(texts)
    ends = letters == _NEXT
    record = np.cumsum(ends, dtype=np.uint32)
    record -= ends
    starts = np.concatenate((np.zeros(1, dtype=np.uint32), np.flatnonzero(ends).astype(np.uint32) + 1))
    begins = np.flatnonzero(letters[:-1] > END)
    record = record[begins]
    position = begins.astype(np.uint32) - starts[record]
    second = letters[begins + 1]
    second[second == _NEXT] = END
    gram = letters[begins].astype(np.uint64) << _WIDTH | second
    return gram << np.uint64(2) | np.uint64(place), record, position


def _letters(texts: Iterable[Sequence[str]]) -> Narrow:
    """The folded characters of all records, one after the other, each record ended by ``_NEXT`` and its fields parted by ``END``."""
    joined = "".join("\x1f".join(_clean(field) for field in fields) + "\x1e" for fields in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table, whole = _table(codes)
    if not whole:
        joined = unicodedata.normalize("NFKC", joined).lower()
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        table, _ = _table(codes)
    folded = table[codes]
    letters: Narrow = folded[folded > 0]
    return letters


def _clean(field: str) -> str:
    return field.replace("\x1e", "").replace("\x1f", "") if "\x1e" in field or "\x1f" in field else field


def _table(codes: Narrow) -> tuple[Narrow, bool]:
    """What each code point becomes, nothing as 0; and whether each can be folded by itself."""
    top = int(codes.max()) + 1 if len(codes) else 1
    seen = np.zeros(top, dtype=bool)
    seen[codes] = True
    table = np.zeros(top, dtype=np.uint32)
    whole = True
    for code in np.flatnonzero(seen).tolist():
        if code in (_NEXT, END):
            table[code] = code
            continue
        letter = fold_one(chr(code))
        whole = whole and letter is not None
        table[code] = code if letter is None else ord(letter) if letter else 0
    return table, whole


def _encoded(slot: int, keys: Wide, records: Narrow, places: Narrow) -> Postings:
    """Sort the occurrences and write them down."""
    order = np.argsort(keys, kind="stable")
    keys, gaps, steps = keys[order], records[order], places[order]
    del order
    first = np.concatenate((np.ones(1, dtype=bool), keys[1:] != keys[:-1]))[: len(keys)]
    heads = np.flatnonzero(first)
    lengths = np.diff(np.append(heads, len(keys)))
    gaps[1:] -= np.where(first[1:], 0, gaps[:-1]).astype(np.uint32)
    steps[1:] -= np.where((gaps[1:] == 0) & ~first[1:], steps[:-1], 0).astype(np.uint32)
    grams, place = keys[heads] >> np.uint64(2), (keys[heads] & np.uint64(3)).astype(np.uint32)
    named = np.repeat(place == HEADING, lengths)
    # Each list: two numbers of head, its gaps, of headings its places.
    begin = np.cumsum(np.append(0, 2 + lengths * (1 + (place == HEADING))))
    values = np.zeros(begin[-1], dtype=np.uint32)
    begin = begin[:-1]
    values[begin], values[begin + 1] = slot * 4 + place, lengths
    within = np.arange(len(keys)) + np.repeat(begin + 2 - heads, lengths)
    values[within] = gaps
    values[within[named] + np.repeat(lengths, lengths)[named]] = steps[named]
    del within
    lists, sizes = varints(values)
    away, apart = varints(steps[~named])
    distinct = np.flatnonzero(np.concatenate((np.ones(1, dtype=bool), grams[1:] != grams[:-1]))[: len(grams)])
    if not len(distinct):
        none, zero = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
        return Postings(grams, none, zero, zero, b"", b"")
    # How many places stand apart before each gram: of all its lists but those of headings.
    before = np.concatenate(([0], np.cumsum(np.where(place == HEADING, 0, lengths))))[np.append(distinct, len(heads))]
    return Postings(
        grams[distinct],
        np.add.reduceat(lengths, distinct),
        np.concatenate(([0], np.cumsum(np.add.reduceat(sizes, begin[distinct], dtype=np.int64)))),
        np.concatenate(([0], np.cumsum(apart, dtype=np.int64)))[before],
        lists,
        away,
    )


def varints(values: Narrow) -> tuple[bytes, npt.NDArray[np.uint8]]:
    """Numbers below 2**32 as little-endian base-128, and how many bytes each has."""
    sizes = np.ones(len(values), dtype=np.uint8)
    for bits in (7, 14, 21, 28):
        sizes += values >= 1 << bits
    most = int(sizes.max(initial=1))
    columns = np.empty((len(values), most), dtype=np.uint8)
    for byte in range(most):
        columns[:, byte] = values >> np.uint32(7 * byte) & np.uint32(0x7F)
        columns[:, byte] |= (sizes > byte + 1).astype(np.uint8) << 7
    return columns[np.arange(most, dtype=np.uint8) < sizes[:, None]].tobytes(), sizes


def varint(value: int) -> bytes:
    """One number, as :func:`varints` writes it."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
