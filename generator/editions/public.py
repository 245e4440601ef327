"""The public form of a record: what any writer may see of it. Names of persons are masked here, once, before all else."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from generator.fields.model import Model
from generator.fields.party import PERSON, SOLE_TRADER, mask_name
from generator.registers.describe import FieldSpec, describe
from generator.registers.record import Record

PublicRecord = dict[str, Any]
"""A record in JSON's own types, under English names: dates as ``YYYY-MM-DD``, money as text with two decimals."""


def plain_form(record: Record) -> dict[str, Any]:
    """The record in JSON's own types under English names, empty fields left out, nothing masked: not to be published."""
    return {key: value for key, value in record.model_dump(mode="json", exclude_none=True).items() if value != []}


def public_form(record: Record, plain: dict[str, Any] | None = None, *, mask_names: bool = True) -> PublicRecord:
    """The record as it may be published; ``plain`` is its plain form where there is one already.

    The withheld have no public form at all.
    """
    data = dict(plain if plain is not None else plain_form(record))
    party = data.get("party")
    if not party:
        return data
    if party["category"] == PERSON:
        data["party"] = {key: party[key] for key in ("name", "category")}
    return _masked(type(record), data, party) if mask_names else data


def _masked(model: type[Model], data: PublicRecord, party: dict[str, str]) -> PublicRecord:
    """The record with a person's name masked in every text: the party's own, or that of a sole trader's operator."""
    if party["category"] == PERSON:
        person, kept = party["name"], ""
    elif party["category"] == SOLE_TRADER and "representative" in party:
        person, kept = party["representative"], party["name"]
    else:
        return data
    name = _closed(person)
    masked, first = mask_name(name), name[:1]

    apart = not kept or (name not in kept and kept not in name)

    def mask(text: str) -> str:
        if first not in text:
            return text
        if apart and "".join(text.split()).count(name) == text.count(name):
            return text.replace(name, masked)
        return _pattern(person, kept).sub(lambda found: found[0] if found.lastgroup == "kept" else masked, text)

    result = _in_texts(describe(model), data, mask)
    if kept:
        result["party"] = result["party"] | {"name": kept, "representative": masked}
    return result


@lru_cache(maxsize=16)
def _pattern(person: str, kept: str) -> re.Pattern[str]:
    """A pattern for a person's name and for the phrase that is kept, the longer one first, whatever blanks are put into them."""
    groups = [("person", person), *([("kept", kept)] if kept else [])]
    groups.sort(key=lambda group: len(_closed(group[1])), reverse=True)
    return re.compile("|".join(f"(?P<{group}>{_spaced(name)})" for group, name in groups))


def _closed(name: str) -> str:
    """A name without the blanks that are put into it to align it with others."""
    return "".join(name.split())


def _spaced(name: str) -> str:
    """A pattern for a name, whatever blanks are put into it."""
    return r"\s*".join(map(re.escape, _closed(name)))


def _in_texts(specs: tuple[FieldSpec, ...], data: PublicRecord, change: Callable[[str], str]) -> PublicRecord:
    """``data`` with every text that people wrote changed; ids, references, dates, choices and numbers stay."""
    changed = dict(data)
    for spec in specs:
        value = data.get(spec.name)
        if value is None or spec.name == "id":
            continue
        values: list[Any] = value if spec.many else [value]
        if spec.kind == "group":
            values = [_in_texts(spec.children, item, change) for item in values]
        elif spec.kind in ("text", "paragraphs"):
            values = [change(item) for item in values]
        changed[spec.name] = values if spec.many else values[0]
    return changed
