"""Proof that a document number or credit code stands in no other text than where it belongs, so that who asks for it need not be sent through the texts.

A document number ends in a year in brackets and a serial (``〔2026〕12号``); all numbers of a year share their characters, so that their grams
have the longest lists. What such a number ends in, with the character before it, is its tail. The set of all tails that stand in a text other
than the record's own number, and of all numbers that another number ends in, is kept as hashes: whoever asks for a number whose tail and key
are not in it has every record that can hold it from the table of numbers. A hash that is there by chance only means that the texts are asked.

A credit code is eighteen letters and digits: of every longer or equal run of such in a text all pieces of that length are held.
"""

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

import numpy as np

from generator.search.folding import folded

_TAIL = re.compile(r"\([0-9]{4}\)[0-9]+号")
_RUN = re.compile(r"[0-9a-z]{18,}")
_MAY_BE_A_RUN = re.compile(r"[0-9A-Za-z\uff10-\uff5a](?:\s*[0-9A-Za-z\uff10-\uff5a]){17}")
CODE = 18
"""The length of a credit code (GB 32100-2015)."""

_PER_FILE = 1_024
"""About so many hashes stand in a file."""


def elsewhere(texts: Iterable[str], own: Collection[str]) -> set[int]:
    """The hashes of the tails in a record's texts, but for those texts that are one of its ``own`` numbers and nothing else; and of codes."""
    found = set()
    for text in texts:
        numbered, coded = text not in own and ("号" in text or "號" in text), _MAY_BE_A_RUN.search(text)
        if not numbered and not coded:
            continue
        plain = folded(text)
        if numbered:
            found |= {hash32(plain[tail.start() - 1 : tail.end()]) for tail in _TAIL.finditer(plain) if tail.start()}
        for run in _RUN.finditer(plain) if coded else ():
            found |= {hash32(plain[start : start + CODE]) for start in range(run.start(), run.end() - CODE + 1)}
    return found


def endings(keys: Iterable[str]) -> set[int]:
    """The hashes of those numbers, as they are looked up, in which another one ends."""
    backwards = sorted({key[::-1] for key in keys})
    found = set()
    for place, key in enumerate(backwards[:-1]):
        if backwards[place + 1].startswith(key):  # what begins with a text stands right behind it
            found.add(hash32(key[::-1]))
    return found


def hash32(text: str) -> int:
    """FNV-1a of 32 bits over UTF-8 (http://www.isthe.com/chongo/tech/comp/fnv/), as ``index.js`` computes it."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def parted(hashes: Iterable[int]) -> tuple[int, list[bytes]]:
    """The hashes in files by their first bits, and how many bits these are; each file has them in order, four bytes each, little-endian."""
    every = np.array(sorted(hashes), np.uint32)
    bits = max(0, (len(every) // _PER_FILE).bit_length())
    edges: list[int] = np.searchsorted(every.astype(np.uint64), [place << 32 - bits for place in range((1 << bits) + 1)]).tolist()
    return bits, [every[start:end].astype("<u4").tobytes() for start, end in pairwise(edges)]
