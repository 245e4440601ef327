"""What the search knows of a record: made when the record is rendered, joined into the index by register and year."""

import re
from typing import Any, NamedTuple

from generator.editions.public import PublicRecord
from generator.pages.display import plain
from generator.pages.links import Links
from generator.pages.record import value_at
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
    facets: list[list[str]]
    """For each facet of the register the values it has."""
    spelt: list[str]
    """How the heading is spelt in pinyin: initials, and in full. Of a record of a ledger nothing: the catalogues know who there is."""
    until: str
    """The last day on which it holds, if it has one."""
    status: str
    """What the register says of it: 在岗, 注销 …; or nothing."""


def entry(register: Register, record: PublicRecord, links: Links) -> Entry:
    """What the search knows of a public record."""

    def shown(path: str) -> str:
        return plain(register.field(path), value_at(record, path), links)

    heading = shown(register.heading)
    listed = {path: shown(path) for path in register.columns if path != register.heading}
    numbers = [number for path in register.identifiers if (number := shown(path))]
    words = [listed[path] if path in listed else shown(path) for path in register.search]
    texts = _without_repeated(heading, [*words, *(number for number in numbers if not number.isascii())])
    return Entry(
        date=record.get(register.dated if register.is_ledger else "updated_on", ""),
        id=record["id"],
        heading=heading,
        detail="　".join(text for text in listed.values() if text),
        texts=texts,
        numbers=list(dict.fromkeys(key for number in (record["id"], *numbers) if (key := number_key(number)))),
        facets=[_values(register, path, value_at(record, path), links) for path in register.facets],
        spelt=[] if register.is_ledger else spelt(heading),
        until=min(
            (value for path in (*register.valid_through, "valid_until") if (value := value_at(record, path) or "")[:1].isdigit()),
            default="",
        ),
        status=record["status"] if isinstance(record.get("status"), str) else "",
    )


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


def _values(register: Register, path: str, value: Any, links: Links) -> list[str]:
    spec = register.field(path)
    if value is None:
        return []
    return [plain(spec, [each] if spec.many else each, links) for each in (value if spec.many and isinstance(value, list) else [value])]
