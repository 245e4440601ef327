"""A register as tables that a clerk fills in: one with a line a record, and one for each list of groups that a record may have."""

from dataclasses import dataclass
from functools import cache

from generator.registers import register_named
from generator.registers.describe import FieldSpec, as_written

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
    """The list of groups whose lines it holds; nothing for the records themselves."""
    columns: tuple[Column, ...]


def is_pair(spec: FieldSpec) -> bool:
    """Whether a list of groups is written into one cell, a group a line: an id, a blank, a text (``xingzheng-chufa-fa 第五十一条``)."""
    return spec.kind == "group" and spec.many and len(spec.children) == 2 and spec.children[0].one_word and spec.children[1].kind == "text"


@cache
def parts(key: str) -> tuple[Part, ...]:
    """The tables of a register, that of the records first."""
    register = register_named(key)
    return tuple(_parts(register.title, (), as_written(register.model)))


def _parts(title: str, path: tuple[str, ...], specs: tuple[FieldSpec, ...]) -> list[Part]:
    columns: list[Column] = []
    below: list[Part] = []

    def add(specs: tuple[FieldSpec, ...], above: tuple[str, ...], header: str, required: bool) -> None:
        for spec in specs:
            here, label, always = (*above, spec.name), header + spec.label, required and spec.required
            if spec.kind != "group" or is_pair(spec):
                columns.append(Column(path=here, header=label, spec=spec, required=always))
            elif spec.many:
                below.extend(_parts(label, (*path, *here), spec.children))
            else:
                add(spec.children, here, f"{label}.", always)

    add(specs, (), "", True)
    return [Part(title=title, path=path, columns=tuple(columns)), *below]
