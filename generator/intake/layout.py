"""Records as YAML in the layout in which registers are kept: block style, two blanks, quotes only where YAML needs them."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.registers.describe import FieldSpec
from generator.source.plain import EMPTY

_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^\n\t]*|-(?=\S)[^\n\t]*""")
_ODD = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

Tree = Mapping[str, Any]
"""A record or group as it is written: Chinese labels, values as text, lists, groups."""


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


def _value(text: str, indent: str) -> list[str]:
    """What stands behind ``key:`` or ``-``, the first line with a blank before it."""
    lines = text.split("\n")
    if len(lines) == 1 or _ODD.search(text) or "\t" in text or any(line != line.rstrip() for line in lines) or text != text.strip():
        return [f" {scalar(text)}"]
    return [" |-", *(f"{indent}{line}" if line else "" for line in lines)]


def entry(specs: Sequence[FieldSpec], tree: Tree, indent: str = "") -> list[str]:
    """A record or group, line by line, its fields in the order of ``specs``; what nobody knows comes last."""
    order = [spec.label for spec in specs]
    lines: list[str] = []
    for label in (*(label for label in order if label in tree), *(label for label in tree if label not in order)):
        spec = next((each for each in specs if each.label == label), None)
        lines += field(label, tree[label], spec.children if spec else (), indent)
    return lines


def field(label: str, value: Any, specs: Sequence[FieldSpec], indent: str) -> list[str]:
    """One field, line by line."""
    head, deeper = f"{indent}{label}:", indent + "  "
    if value is None:
        return [head]
    if isinstance(value, Mapping):
        return [head, *entry(specs, value, deeper)] if value else [f"{head} {{}}"]
    if isinstance(value, list):
        return [head, *(line for item in value for line in listed(item, specs, deeper))] if value else [f"{head} []"]
    first, *rest = _value(str(value), deeper)
    return [head + first, *rest]


def listed(item: Any, specs: Sequence[FieldSpec], indent: str) -> list[str]:
    """An item of a list, line by line."""
    if isinstance(item, Mapping) and item:
        first, *rest = entry(specs, item, indent + "  ")
        return [f"{indent}- {first.lstrip()}", *rest]
    first, *rest = _value("" if item is None else str(item), indent + "  ")
    return [f"{indent}-{first}", *rest]
