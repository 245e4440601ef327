"""Changes the text of a register's file: records are added, or some of their fields changed. What is not touched stays, comments too."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.intake.layout import PLAIN, Tree, list_file, record_file
from generator.registers.describe import FieldSpec
from generator.source.places import locate, locate_entries
from generator.source.reader import read


def in_chinese(specs: Sequence[FieldSpec], tree: Tree) -> dict[str, Any]:
    """A record as it is written, with Chinese labels where English names stand."""
    result: dict[str, Any] = {}
    for key, value in tree.items():
        spec = next((each for each in specs if key in (each.label, each.name)), None)
        if spec is not None and spec.children:
            if isinstance(value, Mapping):
                value = in_chinese(spec.children, value)
            elif isinstance(value, list):
                value = [in_chinese(spec.children, item) if isinstance(item, Mapping) else item for item in value]
        result[spec.label if spec else key] = value
    return result


def added(text: str, specs: Sequence[FieldSpec], trees: Sequence[Tree]) -> str:
    """A list file with records at its end."""
    return with_more(text, list_file(specs, trees))


def with_more(text: str, more: str) -> str:
    """A list file with further entries at its end. A file with one record that is no list becomes one."""
    head = text.rstrip("\n ")
    if isinstance(read(head).tree, dict):
        lines = head.split("\n")
        start = next(number for number, line in enumerate(lines) if line.strip() and not line.startswith(("#", "---")))
        inside = [f"  {line}" if line.strip() else line for line in lines[start:]]
        head = "\n".join([*(line for line in lines[:start] if line != "---"), "- " + inside[0].lstrip(), *inside[1:]])
    return (f"{head}\n\n" if head else "") + more


def single(specs: Sequence[FieldSpec], tree: Tree) -> str:
    """A file with one record."""
    return record_file(specs, tree)


def changed(text: str, position: int | None, specs: Sequence[FieldSpec], before: Tree, after: Tree) -> str:
    """A file in which one record (in a list the one at ``position``) has become another: only fields that differ are written anew.

    Comments stay where the field that they belong to stays. A record that is written on one line, or with English names, is written anew.
    """
    trail = () if position is None else (position,)
    places = locate(text) if position is None else locate_entries(text, {position})
    lines = text.split("\n")
    keys = {key[-1]: place for key, place in places.keys.items() if key[:-1] == trail}
    rows = sorted(line for line, _ in keys.values())
    start = rows[0]
    end = _end(lines, start, min(column for _, column in keys.values()))
    indent = " " * (min(column for _, column in keys.values()) - 1)
    if len(set(rows)) != len(rows) or set(keys) != set(before):
        anew = PLAIN.entry(specs, after) if position is None else PLAIN.listed(after, specs)
        return "\n".join([*lines[: start - 1], *anew, *lines[end - 1 :]])
    pieces: dict[str, list[str]] = {}
    bounds = [*rows[1:], end]
    for label, (line, _) in keys.items():
        pieces[str(label)] = lines[line - 1 : bounds[rows.index(line)] - 1]
    order = [spec.label for spec in specs]
    whole: list[str] = []
    for label in _merged(list(map(str, sorted(keys, key=lambda key: keys[key]))), order, after):
        if label in pieces and before.get(label) == after[label]:
            whole += pieces[label]
        else:
            spec = next((each for each in specs if each.label == label), None)
            whole += [*PLAIN.field(label, after[label], spec.children if spec else (), indent), *_trailing(pieces.get(label, []))]
    if position is not None:
        whole = [
            f"- {whole[0].lstrip().removeprefix('- ')}",
            *(line.replace("- ", "  ", 1) if line.startswith("- ") else line for line in whole[1:]),
        ]
    return "\n".join([*lines[: start - 1], *whole, *lines[end - 1 :]])


def _merged(there: list[str], order: list[str], after: Tree) -> list[str]:
    """The labels of the new record: those that stay in their places, the others where their order puts them."""
    labels = [label for label in there if label in after]
    for label in after:
        if label not in labels:
            place = order.index(label) if label in order else len(order)
            following = next((index for index, other in enumerate(labels) if other in order and order.index(other) > place), len(labels))
            labels.insert(following, label)
    return labels


def _trailing(piece: Sequence[str]) -> list[str]:
    """The blank lines and comments that end a field's piece."""
    count = 0
    for line in reversed(piece[1:]):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        count += 1
    return list(piece[len(piece) - count :]) if count else []


def _end(lines: Sequence[str], start: int, column: int) -> int:
    """The line, from 1, after the last one of a record that begins at ``start`` and whose keys stand in ``column``."""
    number = start
    last = start
    while number < len(lines):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) < column - 1 and not line.lstrip().startswith("#"):
            break
        number += 1
        if line.strip():
            last = number
    return last + 1
