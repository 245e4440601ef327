"""Records as YAML in the layout in which registers are kept: block style, two blanks, quotes only where YAML needs them."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.registers.describe import FieldSpec
from generator.source.finding import Trail
from generator.source.plain import EMPTY

_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^\n\t]*|-(?=\S)[^\n\t]*""")
_ODD = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

Tree = Mapping[str, Any]
"""A record or group as it is written: Chinese labels, values as text, lists, groups."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What people have written beside the values of a file, by the way to what it stands at."""

    above: dict[Trail, list[str]] = field(default_factory=dict)
    """Comments in lines of their own."""
    behind: dict[Trail, str] = field(default_factory=dict)
    """Comments at the end of a line."""
    blocks: frozenset[Trail] = frozenset()
    """Texts of one line that are written as a block."""


NOTHING = Notes()


def scalar(text: str) -> str:
    """A text of one line as it stands behind a key or a dash."""
    if _ODD.search(text) or "\t" in text or "\n" in text:
        return _escaped(text)
    if text not in EMPTY and _PLAIN.fullmatch(text) and text == text.strip() and ": " not in text and " #" not in text and text[-1] != ":":
        return text
    return "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes records with the notes of the file that they come from."""

    notes: Notes = NOTHING

    def entry(self, specs: Sequence[FieldSpec], tree: Tree, indent: str = "", trail: Trail = ()) -> list[str]:
        """A record or group, line by line, its fields in the order of ``specs``; what nobody knows comes last."""
        order = [spec.label for spec in specs]
        lines: list[str] = []
        for label in (*(label for label in order if label in tree), *(label for label in tree if label not in order)):
            spec = next((each for each in specs if each.label == label), None)
            lines += self.field(label, tree[label], spec.children if spec else (), indent, trail)
        return lines

    def field(self, label: str, value: Any, specs: Sequence[FieldSpec], indent: str = "", trail: Trail = ()) -> list[str]:
        """One field, line by line."""
        here = (*trail, label)
        head, deeper = f"{indent}{label}:", indent + "  "
        behind = self._behind(here)
        above = self._above(here, indent)
        if value is None:
            return [*above, head + behind]
        if isinstance(value, Mapping):
            return [*above, head + behind, *self.entry(specs, value, deeper, here)] if value else [*above, f"{head} {{}}{behind}"]
        if isinstance(value, list):
            items = [line for number, item in enumerate(value) for line in self.listed(item, specs, deeper, (*here, number))]
            return [*above, head + behind, *items] if value else [*above, f"{head} []{behind}"]
        first, *rest = self._value(str(value), deeper, here)
        return [*above, head + first + behind, *rest]

    def listed(self, item: Any, specs: Sequence[FieldSpec], indent: str = "", trail: Trail = ()) -> list[str]:
        """An item of a list, line by line."""
        above = self._above(trail, indent)
        if isinstance(item, Mapping) and item:
            lines = self.entry(specs, item, indent + "  ", trail)
            start = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
            before = [f"{indent}{line.lstrip()}" for line in lines[:start]]
            return [*above, *before, f"{indent}- {lines[start].lstrip()}", *lines[start + 1 :]]
        first, *rest = self._value("" if item is None else str(item), indent + "  ", trail)
        return [*above, f"{indent}-{first}{self._behind(trail)}", *rest]

    def _value(self, text: str, indent: str, trail: Trail) -> list[str]:
        """What stands behind ``key:`` or ``-``, the first line with a blank before it."""
        lines = text.split("\n")
        odd = not text or _ODD.search(text) or "\t" in text or any(line != line.rstrip() for line in lines) or text != text.strip()
        if odd or (len(lines) == 1 and trail not in self.notes.blocks):
            return [f" {scalar(text)}"]
        return [" |-", *(f"{indent}{line}" if line else "" for line in lines)]

    def _above(self, trail: Trail, indent: str) -> list[str]:
        return [f"{indent}{note}" for note in self.notes.above.get(trail, ())]

    def _behind(self, trail: Trail) -> str:
        note = self.notes.behind.get(trail)
        return f"  {note}" if note else ""


PLAIN = Writer()


def list_file(specs: Sequence[FieldSpec], trees: Iterable[Tree], writer: Writer = PLAIN) -> str:
    """A file with a list of records, an empty line between two of them."""
    return "\n".join("\n".join(writer.listed(tree, specs, "", (number,))) + "\n" for number, tree in enumerate(trees))


def record_file(specs: Sequence[FieldSpec], tree: Tree, writer: Writer = PLAIN) -> str:
    """A file with one record."""
    return "\n".join(writer.entry(specs, tree)) + "\n"
