"""The canonical layout of a register's file: fields in their order, one way of indenting and quoting. Comments stay where they belong."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from generator.intake.edit import in_chinese
from generator.intake.layout import Notes, Writer, list_file, record_file
from generator.registers.describe import FieldSpec
from generator.source.finding import Trail
from generator.source.reader import read


def formatted(text: str, specs: Sequence[FieldSpec]) -> str | None:
    """The text in the canonical layout; None where it cannot be read, or where something would be lost.

    The same records are read from it, and every comment is in it.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    reading = read(text)
    if not reading.regular or not isinstance(reading.tree, dict | list):
        return None
    tree = _ended(reading.tree)
    if isinstance(tree, list) and not all(isinstance(item, dict) and item for item in tree):
        return None
    notes, rest = _notes(text, specs, listed=isinstance(tree, list))
    writer = Writer(notes)
    if isinstance(tree, list):
        meant: Any = [in_chinese(specs, item) for item in tree]
        made = list_file(specs, meant, writer)
    else:
        meant = in_chinese(specs, tree)
        made = record_file(specs, meant, writer)
    made += "".join(f"{note}\n" for note in rest)
    return made if read(made).tree == meant and _comments(made) == _comments(text) else None


def _ended(tree: Any) -> Any:
    """A tree whose texts do not end with a line end: what ``|`` leaves there means nothing."""
    if isinstance(tree, dict):
        return {key: _ended(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_ended(value) for value in tree]
    return tree.rstrip("\n") if isinstance(tree, str) else tree


def _comments(text: str) -> Counter[str]:
    """The comments of a text, as often as they stand there."""
    return Counter(note for _, _, note in _found(text))


def _found(text: str) -> Iterator[tuple[int, bool, str]]:
    """Every comment: its line from 0, whether it has the line for itself, and what it says from its sign on."""
    covered = _covered(text)
    for number, line in enumerate(text.split("\n")):
        start = covered.get(number, 0)
        if start < 0:
            continue
        place = line.find("#", start)
        while place > 0 and line[place - 1] not in " \t":
            place = line.find("#", place + 1)
        if place >= 0:
            yield number, not line[:place].strip(), line[place:].rstrip()


def _covered(text: str) -> dict[int, int]:
    """Of each line from which column on a comment may stand; -1 where none may, because it belongs to a text."""
    covered: dict[int, int] = {}
    lines = text.split("\n")
    for event in _events(text):
        if event.kind != "Scalar":
            continue
        (start, column), (end, behind) = event.first, event.last
        if event.style in ("|", ">"):
            indent = _indent(lines, start)
            number = start + 1
            while number < len(lines) and (not lines[number].strip() or len(lines[number]) - len(lines[number].lstrip(" ")) > indent):
                covered[number] = -1
                number += 1
            covered[start] = max(covered.get(start, 0), column + 1)
            continue
        for number in range(start, end):
            covered[number] = -1
        covered[end] = max(covered.get(end, 0), behind)
    return covered


class _Event(NamedTuple):
    kind: str
    first: tuple[int, int]
    """Line and column, from 0."""
    last: tuple[int, int]
    value: str
    style: str


def _events(text: str) -> Iterator[_Event]:
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        first, last = event.start_mark, event.end_mark
        if first is not None and last is not None:
            kind, value = type(event).__name__.removesuffix("Event"), getattr(event, "value", "")
            yield _Event(kind, (first.line, first.column), (last.line, last.column), value, getattr(event, "style", "") or "")


def _indent(lines: Sequence[str], number: int) -> int:
    """How far in the key or dash stands to which a block text belongs: the last one of its line."""
    line = lines[number]
    indent = len(line) - len(line.lstrip(" "))
    rest = line[indent:]
    while rest.startswith("- ") and ":" in rest:
        inner = len(rest[1:]) - len(rest[1:].lstrip(" ")) + 1
        indent, rest = indent + inner, rest[inner:]
    return indent


def _notes(text: str, specs: Sequence[FieldSpec], *, listed: bool) -> tuple[Notes, list[str]]:
    """The comments by what they stand at, and those at the end of the file."""
    anchors, blocks = _anchors(text, specs, listed=listed)
    above: dict[Trail, list[str]] = {}
    behind: dict[Trail, str] = {}
    rest: list[str] = []
    for number, alone, note in _found(text):
        if alone:
            trail = next((trail for line, trail in anchors if line > number), None)
            if trail is None:
                rest.append(note)
            else:
                above.setdefault(trail, []).append(note)
        else:
            here = [trail for line, trail in anchors if line == number]
            keys = [trail for trail in here if trail and isinstance(trail[-1], str)]
            trail = (keys or here)[0] if here else next((trail for line, trail in reversed(anchors) if line < number), ())
            behind[trail] = f"{behind[trail]} {note}" if trail in behind else note
    return Notes(above, behind, frozenset(blocks)), rest


def _anchors(text: str, specs: Sequence[FieldSpec], *, listed: bool) -> tuple[list[tuple[int, Trail]], set[Trail]]:
    """The line of every key and item with the way to it in Chinese labels, in the order of the file; and the texts of one line in blocks."""
    anchors: list[tuple[int, Trail]] = []
    blocks: set[Trail] = set()
    stack: list[list[Any]] = []  # [is mapping, trail, key or number, specs]

    def arrive(event: _Event) -> tuple[Trail, Sequence[FieldSpec]]:
        """The way to the value that begins here, and the fields below it."""
        if not stack:
            return (), specs
        top = stack[-1]
        if top[0]:
            trail, below = (*top[1], top[2][0]), top[2][1]
            top[2] = None
            return trail, below
        trail = (*top[1], top[2])
        top[2] += 1
        anchors.append((event.first[0], trail))
        return trail, top[3]

    for event in _events(text):
        if event.kind == "Scalar":
            if stack and stack[-1][0] and stack[-1][2] is None:
                known = next((spec for spec in stack[-1][3] if event.value in (spec.label, spec.name)), None)
                label = known.label if known else event.value
                stack[-1][2] = (label, known.children if known else ())
                anchors.append((event.first[0], (*stack[-1][1], label)))
                continue
            trail, _ = arrive(event)
            if event.style in ("|", ">") and "\n" not in event.value:
                blocks.add(trail)
        elif event.kind == "MappingStart":
            trail, below = arrive(event)
            stack.append([True, trail, None, below])
        elif event.kind == "SequenceStart":
            trail, below = arrive(event)
            stack.append([False, trail, 0, below])
        elif event.kind in ("MappingEnd", "SequenceEnd"):
            stack.pop()
    return anchors, blocks
