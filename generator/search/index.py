"""The search index: what the search page needs of all records, in files so small that a question loads only what it asks for.

Every file but the contents and ``gone.bin`` is named after what is in it, so that files of two editions are never taken together.
All are compressed (gzip), whatever the server does.

- ``index.bin``: the contents, read first: registers, slots, where each block of grams begins.
- ``grams/``: blocks of grams in order, each with its lists; a long list is a file of its own.
- ``slots/``: of each register and year how many records there are of each day, and what the tables of its rows are called.
- ``rows/``: what a result shows of each record, and the texts in which it was found, sixteen records to a file; and tables of what these are called.
- ``facets/``: of each register and year the values by which results are filtered.
- ``series/``: which serials the document numbers of a series have (:mod:`generator.search.series`).
- ``numbers/``: blocks of numbers in order, each with the records that bear it.
- ``gone.bin``: of what has left only a hash of its number, so that who has a document in hand is told that it is no longer on show.
"""

import gzip
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.search import series
from generator.search.entries import Entry
from generator.search.folding import number_key, simplified
from generator.search.grams import Postings, postings, varint

DIRECTORY = "search/index"
CONTENTS = f"{DIRECTORY}/index.bin"
"""The table of contents."""
GONE = f"{DIRECTORY}/gone.bin"
"""Which numbers of documents and licences were on show and are no more."""

ROWS = 16
"""How many records stand in a file of rows."""
TABLE = 256
"""How many files of rows a table names: of a million records the names alone would be more than a question may cost."""

_LONG = 1_024
"""From so many bytes on, a list is a file of its own."""
_BLOCK, _SPREAD = 4_096, 16
"""A block of grams ends when it has so many bytes, or at one gram in so many: where does not depend on what stands before, so that few change."""
_NUMBERS, _NUMBERS_SPREAD = 1_024, 512
_FIRST_YEAR = 1999

Files = Iterator[tuple[str, bytes]]

SeriesTold = tuple[list[str], list[tuple[str, list[tuple[int, int, int]]]], list[int] | None]
"""The series of document numbers of a slot: their texts; of each file its mark, and for each chunk in it the series, the lowest and the highest serial;
and the records that bear none."""


def slot_number(register: str, year: str) -> int:
    """The number of a register and year, which never changes."""
    return list(REGISTERS).index(register) + 64 * (int(year) - _FIRST_YEAR if year else 0)


@dataclass(frozen=True, slots=True)
class Slot:
    """The records of one register and year, numbered by day and id, the oldest first."""

    number: int
    files: list[tuple[str, bytes]]
    """Its rows with their tables, facets, series, and last the file that tells of the first three."""
    postings: Postings
    numbers: list[tuple[str, int]]
    """Every number with the record that bears it, in order."""
    cuts: list[str]
    """The numbers before which a block ends."""
    series: SeriesTold


def slot(register: Register, year: str, entries: Iterable[Entry]) -> Slot:
    """Put the records of a register and year in order, and write down what is found of them."""
    ordered = sorted(entries, key=lambda entry: (entry.date, entry.id))
    name, number = f"{register.key}-{year}" if year else register.key, slot_number(register.key, year)
    files = []
    rows = []
    every = "".join(text for each in ordered for text in (each.heading, *each.texts))
    traditional = not simplified().keys().isdisjoint(set(every))
    for start in range(0, len(ordered), ROWS):
        data = orjson.dumps([_row(each, traditional) for each in ordered[start : start + ROWS]])
        rows.append(mark_of(data))
        files.append((f"{DIRECTORY}/rows/{name}/{start // ROWS}-{rows[-1]}.bin", packed(data)))
    facets = orjson.dumps([_facet(register, path, [each.facets[place] for each in ordered]) for place, path in enumerate(register.facets)])
    files.append((f"{DIRECTORY}/facets/{name}-{mark_of(facets)}.bin", packed(facets)))
    days = [(day, len(list(group))) for day, group in groupby(each.date for each in ordered)]
    tables = [bytes.fromhex("".join(rows[start : start + TABLE])) for start in range(0, len(rows), TABLE)]
    files += [(f"{DIRECTORY}/rows/{name}/at-{place}-{mark_of(table)}.bin", packed(table)) for place, table in enumerate(tables)]
    told = orjson.dumps({"days": days, "rows": "".join(map(mark_of, tables)), "facets": mark_of(facets)})
    texts, borne = series.divided([(each.texts, each.documents) for each in ordered])
    told_of_series = _series(number, borne, files)
    files.append((f"{DIRECTORY}/slots/{name}-{mark_of(told)}.bin", packed(told)))
    found = postings(number, [[[each.heading] for each in ordered], texts, [each.spelt for each in ordered]])
    numbers = sorted((key, place) for place, each in enumerate(ordered) for key in each.numbers)
    cuts = sorted({key for key, _ in numbers if zlib.crc32(key.encode()) % _NUMBERS_SPREAD == 0})
    return Slot(number, files, found, numbers, cuts, told_of_series)


def _series(slot: int, borne: series.Series, files: list[tuple[str, bytes]]) -> SeriesTold:
    """Write the files of the series of a slot, and what the contents say of them."""
    told = []
    for place, chunks in enumerate(borne.files):
        data = b"".join(chunk.data for chunk in chunks)
        files.append((f"{DIRECTORY}/series/{slot}-{place}-{mark_of(data)}.bin", packed(data)))
        told.append((mark_of(data), [(chunk.series, chunk.lowest, chunk.highest) for chunk in chunks]))
    return borne.texts, told, borne.without


def _row(entry: Entry, traditional: bool) -> tuple[Any, ...]:
    """What is shown and searched of a record, whether traditional characters are in it, for which a reader needs their table, and how long it holds."""
    needed = traditional and not simplified().keys().isdisjoint("".join((entry.heading, *entry.texts)))
    return entry.id, entry.heading, entry.detail, entry.texts, entry.spelt, int(needed), entry.until, entry.status, int(entry.lapsed)


def _facet(register: Register, path: str, values: Sequence[Sequence[str]]) -> dict[str, Any]:
    """A facet: what it is called, the values there are, and of each record the numbers of its values."""
    known = sorted({value for each in values for value in each})
    numbers = {value: number for number, value in enumerate(known)}
    single = all(len(each) == 1 for each in values)
    column: list[Any] = [numbers[each[0]] for each in values] if single else [[numbers[value] for value in each] for each in values]
    return {"path": path, "label": register.label(path), "values": known, "column": column}


def kept(slot: Slot) -> bytes:
    """A slot as it is kept between builds."""
    found = slot.postings
    names = [(name, len(data)) for name, data in slot.files]
    parts = [*(each.tobytes() for each in (found.grams, found.counts, found.starts, found.apart)), found.lists, found.places]
    parts.append(orjson.dumps([slot.numbers, slot.cuts, slot.series]))
    head = orjson.dumps([slot.number, names, *map(len, parts)])
    return b"\n".join((head, b"".join((*parts, *(data for _, data in slot.files)))))


def recalled(data: bytes) -> Slot:
    """A slot that was kept."""
    start = data.index(b"\n") + 1
    number, names, *lengths = orjson.loads(data[:start])
    parts = []
    for length in (*lengths, *(length for _, length in names)):
        parts.append(data[start : start + length])
        start += length
    grams, counts, starts, apart, lists, places, numbers, *files = parts
    bounds = [np.frombuffer(each, np.int64) for each in (counts, starts, apart)]
    found = Postings(np.frombuffer(grams, np.uint64), bounds[0], bounds[1], bounds[2], lists, places)
    return Slot(number, [(name, file) for (name, _), file in zip(names, files, strict=True)], found, *orjson.loads(numbers))


def joined(slots: Sequence[Slot]) -> tuple[list[tuple[str, bytes]], dict[str, Any]]:
    """The files of all grams and all numbers, not yet compressed, and what the contents say of them."""
    files: list[tuple[str, bytes]] = []
    firsts, marks = [], []
    for first, block in _blocks(_lists(slots), files):
        firsts.append(first)
        marks.append(mark_of(block))
        files.append((f"{DIRECTORY}/grams/{_named(first)}-{marks[-1]}.bin", block))
    grams = "".join(chr(first >> 21) + chr(first & 0x1FFFFF) for first in firsts)
    numbers = orjson.dumps(_number_blocks(slots, files))
    files.append((f"{DIRECTORY}/numbers-{mark_of(numbers)}.bin", numbers))
    table = orjson.dumps(["".join(simplified()), "".join(simplified().values())])
    files.append((f"{DIRECTORY}/simplified-{mark_of(table)}.bin", table))
    told = [(slot.number, slot.series) for slot in slots if slot.series[0]]
    return files, {"grams": grams, "blocks": "".join(marks), "series": told, "numbers": mark_of(numbers), "simplified": mark_of(table)}


def _lists(slots: Sequence[Slot]) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Every gram in ascending order: how often it stands anywhere, its lists of all slots one after the other, and the places apart."""
    if not slots:
        return
    found = [slot.postings for slot in slots]
    grams = np.concatenate([each.grams for each in found])
    order = np.argsort(grams, kind="stable")
    grams = grams[order]

    def sorted_by_gram(parts: Iterable[npt.NDArray[np.int64]]) -> list[int]:
        column: list[int] = np.concatenate(list(parts))[order].tolist()
        return column

    which = sorted_by_gram(np.full(len(each.grams), place) for place, each in enumerate(found))
    counts = sorted_by_gram(each.counts for each in found)
    starts, ends = sorted_by_gram(each.starts[:-1] for each in found), sorted_by_gram(each.starts[1:] for each in found)
    begins, stops = sorted_by_gram(each.apart[:-1] for each in found), sorted_by_gram(each.apart[1:] for each in found)
    heads = np.flatnonzero(np.concatenate((np.ones(1, dtype=bool), grams[1:] != grams[:-1]))[: len(grams)]).tolist()
    for gram, head, end in zip(grams[heads].tolist(), heads, [*heads[1:], len(grams)], strict=True):
        own = range(head, end)
        lists = b"".join([found[which[each]].lists[starts[each] : ends[each]] for each in own])
        yield gram, sum(counts[head:end]), lists, b"".join([found[which[each]].places[begins[each] : stops[each]] for each in own])


def _blocks(lists: Iterable[tuple[int, int, bytes, bytes]], files: list[tuple[str, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Cut the grams into blocks, each with its first gram; long lists and their places go to the files."""
    block, first = bytearray(), 0
    for gram, count, records, places in lists:
        if block and (len(block) > _BLOCK or zlib.crc32(gram.to_bytes(8, "little")) % _SPREAD == 0):
            yield first, bytes(block)
            block.clear()
        if not block:
            first = gram
        block += varint(gram >> 21) + varint(gram & 0x1FFFFF)
        if len(records) + len(places) < _LONG:
            block += varint(len(records) << 1) + varint(len(places)) + records + places
            continue
        block += varint(count << 1 | 1)
        for part, data in (("", records), ("at-", places)):
            files.append((f"{DIRECTORY}/grams/{part}{_named(gram)}-{mark_of(data)}.bin", data))
            block += varint(len(data)) + bytes.fromhex(mark_of(data))
    if block:
        yield first, bytes(block)


def _number_blocks(slots: Sequence[Slot], files: list[tuple[str, bytes]]) -> dict[str, Any]:
    """Cut all numbers into blocks; where each begins, and what it is called. A block has columns: number, slot, record less the one before."""
    borne = sorted((key, slot.number, record) for slot in slots for key, record in slot.numbers)
    cuts = [bisect_left(borne, (key,)) for key in sorted({key for slot in slots for key in slot.cuts})]
    marks: list[str] = []
    firsts: list[str] = []
    start = 0
    for cut in (*cuts, len(borne)):
        while start < cut:
            end = min(cut, start + _NUMBERS)
            while end < cut and borne[end][0] == borne[end - 1][0]:
                end += 1
            keys, numbers, records = zip(*borne[start:end], strict=True)
            data = orjson.dumps((keys, numbers, [record - before for record, before in zip(records, (0, *records), strict=False)]))
            while mark_of(data) in marks:
                data += b" "  # changes nothing but the mark
            marks.append(mark_of(data))
            firsts.append(_told_apart(keys[0], borne[start - 1][0] if start else ""))
            files.append((f"{DIRECTORY}/numbers/{marks[-1]}.bin", data))
            start = end
    return {"firsts": firsts, "marks": "".join(marks)}


def _told_apart(number: str, before: str) -> str:
    """As much of the beginning of a number as the one before it does not have."""
    return next(number[:end] for end in range(1, len(number) + 1) if not before.startswith(number[:end]))


def contents(slots: Iterable[tuple[Register, str, int, str]], told: Mapping[str, Any]) -> bytes:
    """The table of contents. Of each slot register, year, number of records and the mark in its file's name; and what the joiner told."""
    listed = [(slot_number(register.key, year), register.key, year, count, name[-10:-4]) for register, year, count, name in slots]
    registers = {key: (REGISTERS[key].title, REGISTERS[key].is_ledger) for _, key, *_ in listed}
    return packed(orjson.dumps({"registers": registers, "slots": listed, **told}))


def records_in(contents: bytes) -> int:
    """How many records a table of contents tells of. Raises ValueError where it is none."""
    try:
        return sum(count for _, _, _, count, _ in orjson.loads(gzip.decompress(contents))["slots"])
    except (OSError, EOFError, zlib.error, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def gone(numbers: Iterable[tuple[str, str, str, str, str]]) -> bytes:
    """What left: number, register, year, id and what became of it. Of the number there is but a hash, which only who has it in hand can ask for."""
    return packed(orjson.dumps(sorted((f"{fnv(number_key(number)):016x}", *rest) for number, *rest in numbers)))


def fnv(text: str) -> int:
    """FNV-1a of 64 bits, which a browser can do without a secure context."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def packed(data: bytes) -> bytes:
    """Bytes as a gzip file without name and time (RFC 1952)."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, 31)
    return squeeze.compress(data) + squeeze.flush()


def mark_of(data: bytes) -> str:
    """Six hexadecimal digits that tell a file from its other versions, by what is in it."""
    return f"{zlib.crc32(data) & 0xFFFFFF:06x}"


def _named(gram: int) -> str:
    return f"{gram >> 21:x}-{gram & 0x1FFFFF:x}"
