"""A register as tables that a clerk fills in: one with a line a record, and one for each list of groups that a record may have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.registers import register_named
from generator.registers.describe import FieldSpec, as_written

GUIDANCE, CHOICES = "填写说明", "选项"
"""The sheets of our workbooks that hold no records: how it is filled in, and the lists to choose from."""

OWNER = "所属编号"
"""The column by which a line of a table below belongs to its record."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A column: a field that holds one value, or several in the lines of one cell."""

    path: tuple[str, ...]
    """English names, from the record or from the group of the table."""
    header: str
    """Chinese labels joined by dots: ``相对人.名称``."""
    spec: FieldSpec
    required: bool
    """Whether every line must have it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """One table of a register."""

    title: str
    path: tuple[str, ...]
    """The list of groups whose lines it holds, by English names; nothing for the records themselves."""
    labels: tuple[str, ...]
    """The same by Chinese labels."""
    columns: tuple[Column, ...]

    @property
    def sheet(self) -> str:
        """What its sheet in a workbook is called; Excel takes 31 characters, and not all."""
        return re.sub(r"[\[\]:*?/\\]", "", self.title)[:31]

    def groups(self, record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Of a record as it is written what the lines of this table hold: the record itself, or its groups."""
        found: Any = record
        for label in self.labels:
            found = found.get(label, []) if isinstance(found, Mapping) else []
        return list(found) if self.labels else [record]

    def put(self, record: dict[str, Any], group: Mapping[str, Any]) -> int:
        """Put a group behind those that a record has; returns its place among them, from 0."""
        *above, last = self.labels
        for label in above:
            record = record.setdefault(label, {})
        groups: list[Mapping[str, Any]] = record.setdefault(last, [])
        groups.append(group)
        return len(groups) - 1


def is_pair(spec: FieldSpec) -> bool:
    """Whether a list of groups is written into one cell, a group a line: an id, a blank, a text (``xingzheng-chufa-fa 第五十一条``)."""
    return spec.kind == "group" and spec.many and len(spec.children) == 2 and spec.children[0].one_word and spec.children[1].kind == "text"


@cache
def parts(key: str) -> tuple[Part, ...]:
    """The tables of a register, that of the records first."""
    register = register_named(key)
    return tuple(_parts(register.title, (), (), as_written(register.model)))


def _parts(title: str, path: tuple[str, ...], labels: tuple[str, ...], specs: tuple[FieldSpec, ...]) -> list[Part]:
    columns: list[Column] = []
    below: list[Part] = []

    def add(specs: tuple[FieldSpec, ...], above: tuple[str, ...], header: str, required: bool) -> None:
        for spec in specs:
            here, label, always = (*above, spec.name), header + spec.label, required and spec.required
            if spec.kind != "group" or is_pair(spec):
                columns.append(Column(path=here, header=label, spec=spec, required=always))
            elif spec.many:
                below.extend(_parts(label, (*path, *here), (*labels, *label.split(".")), spec.children))
            else:
                add(spec.children, here, f"{label}.", always)

    add(specs, (), "", True)
    return [Part(title=title, path=path, labels=labels, columns=tuple(columns)), *below]
