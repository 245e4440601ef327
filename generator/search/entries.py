"""What the search knows of a record: made when the record is rendered, joined into the index by register and year."""

import re
from functools import cache
from typing import NamedTuple

from generator.editions.public import PublicRecord
from generator.editions.standing import LAPSED
from generator.pages.display import plain, plain_each
from generator.pages.links import Links
from generator.pages.record import value_at
from generator.registers.describe import FieldSpec
from generator.registers.register import Register
from generator.search.folding import folded, number_key

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")


class Entry(NamedTuple):
    """A record as it is searched and shown in a result. Everything in it stands on the record's page as well."""

    date: str
    """The day by which newer results stand before older ones."""
    id: str
    heading: str
    detail: str
    """What a list shows of the record besides its heading."""
    texts: list[str]
    """The other texts in which words are looked up; what stands in the heading is left out."""
    numbers: list[str]
    """Its numbers as they are looked up, its own id among them."""
    documents: list[str]
    """Its numbers that are no plain codes, as they are written."""
    facets: list[list[str]]
    """For each facet of the register the values it has."""
    spelt: list[str]
    """How the heading is spelt in pinyin: initials, and in full. Of a record of a ledger nothing: the catalogues know who there is."""
    until: str
    """The last day on which it holds, if it has one."""
    status: str
    """What the register says of it: 在岗, 注销 …; or nothing."""
    lapsed: bool
    """Whether that says that it no longer holds."""


def entry(register: Register, record: PublicRecord, links: Links) -> Entry:
    """What the search knows of a public record."""
    shown, facets = {}, {}
    for path, spec in _fields(register):
        value = value_at(record, path)
        shown[path] = plain(spec, value, links)
        if path in register.facets:
            facets[path] = plain_each(spec, value, links)
    heading = shown[register.heading]
    numbers = [shown[path] for path in register.identifiers if shown[path]]
    return Entry(
        date=record.get(register.dated if register.is_ledger else "updated_on", ""),
        id=record["id"],
        heading=heading,
        detail="　".join([shown[path] for path in register.columns if shown[path] and path != register.heading]),
        texts=_without_repeated(
            heading, [*(shown[path] for path in register.search), *(number for number in numbers if not number.isascii())]
        ),
        numbers=list(dict.fromkeys(key for number in (record["id"], *numbers) if (key := number_key(number)))),
        documents=[number for number in numbers if not number.isascii()],
        facets=[facets[path] for path in register.facets],
        spelt=[] if register.is_ledger else spelt(heading),
        until=min((value for path in _holding(register) if (value := value_at(record, path) or "")[:1].isdigit()), default=""),
        status=record.get("status", ""),
        lapsed=record.get("status") in LAPSED,
    )


@cache
def _holding(register: Register) -> tuple[str, ...]:
    """The fields with the last day on which a record holds."""
    return tuple(dict.fromkeys((*register.valid_through, *(spec.name for spec in register.fields if spec.name == "valid_until"))))


@cache
def _fields(register: Register) -> tuple[tuple[str, FieldSpec], ...]:
    """Every field that is shown, searched or sifted by."""
    paths = dict.fromkeys((register.heading, *register.columns, *register.search, *register.identifiers, *register.facets))
    return tuple((path, register.field(path)) for path in paths)


def spelt(name: str) -> list[str]:
    """A name in pinyin, initials and in full; nothing where no Chinese character is in it."""
    if not _HAN.search(name):
        return []
    from pypinyin import lazy_pinyin  # its tables take a while to load, and most shards have no use for them

    syllables = lazy_pinyin(list(folded(name)))
    return ["".join(syllable[0] for syllable in syllables), "".join(syllables)]


def _without_repeated(heading: str, texts: list[str]) -> list[str]:
    """The texts that say more than the heading and each other."""
    kept: list[str] = []
    for text in sorted(dict.fromkeys(texts), key=len, reverse=True):
        if text and text not in heading and not any(text in other for other in kept):
            kept.append(text)
    return kept
