"""The texts that people wrote into a record, with their places."""

import re
from collections.abc import Iterator
from typing import Any

from generator.fields.model import Model
from generator.registers.describe import FieldSpec, describe
from generator.registers.record import Record
from generator.source.finding import Trail


def texts_of(record: Record) -> Iterator[tuple[Trail, str, str]]:
    """Every text field that is filled in: its trail of Chinese keys and list positions, its dotted English name, its text."""
    yield from _texts(describe(type(record)), record, (), "")


def _texts(specs: tuple[FieldSpec, ...], group: Model, above: Trail, name: str) -> Iterator[tuple[Trail, str, str]]:
    for spec in specs:
        if spec.kind not in ("text", "paragraphs", "group"):
            continue
        value: Any = getattr(group, spec.name)
        if value is None or (spec.name == "id" and not above):
            continue
        values = enumerate(value) if spec.many else ((None, value),)
        for position, item in values:
            trail = (*above, spec.label) if position is None else (*above, spec.label, position)
            if spec.kind == "group":
                yield from _texts(spec.children, item, trail, f"{name}{spec.name}.")
            else:
                yield trail, name + spec.name, item


_FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)


def without_code(text: str) -> str:
    """A page with every character of its fenced blocks of code a blank, all else in its place."""
    return _FENCE.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)
