"""Reads YAML into plain lists, dicts and the text that was written. Fast: it knows no places.

What is written as registers normally are is read by :mod:`generator.source.plain`; the rest, and all that is faulty, from
PyYAML's events.

Scalars stay text (``0012034`` and ``2024-02-30`` are text until a model types them); a plain empty scalar, ``~`` and
``null`` are None. Whatever is not plain data (anchors, tags, duplicate keys, several documents, deep nesting) makes
the file irregular: :mod:`generator.source.places` then says where and why.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from generator.source.plain import DEPTH_LIMIT, EMPTY, Tree, read_plain

__all__ = ["DEPTH_LIMIT", "EMPTY", "Reading", "Tree", "read", "read_events"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of one file. ``regular`` is False where the tree cannot be trusted."""

    tree: Tree
    regular: bool


def read(text: str) -> Reading:
    """Read one YAML document. Raises nothing for bad input: the reading is then irregular."""
    tree = read_plain(text)
    return read_events(text) if tree is None else Reading(tree, True)


def read_events(text: str) -> Reading:
    """Read one YAML document of any kind, several times as slowly."""
    try:
        return _read(yaml.CBaseLoader(text))
    except yaml.YAMLError:
        return Reading(None, False)


def _read(parser: Any) -> Reading:
    """Build the tree from parser events, with an explicit stack: no recursion for hostile nesting to exhaust."""
    root: Tree = None
    stack: list[tuple[Any, str | None]] = []
    box: Any = None
    key: str | None = None
    documents = 0
    scalar, start_map, start_list = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    end_map, end_list = yaml.MappingEndEvent, yaml.SequenceEndEvent
    next_event = parser.get_event
    while (event := next_event()) is not None:
        kind = type(event)
        value: Any
        if kind is scalar:
            if event.anchor or event.tag:
                return Reading(None, False)
            value = event.value
            if type(box) is dict and key is None:
                if value in box:
                    return Reading(None, False)
                key = value
                continue
            if value in EMPTY and event.implicit[0]:
                value = None
        elif kind is start_map or kind is start_list:
            if event.anchor or event.tag or len(stack) >= DEPTH_LIMIT or (type(box) is dict and key is None):
                return Reading(None, False)
            value = {} if kind is start_map else []
        elif kind is end_map or kind is end_list:
            box, key = stack.pop()
            continue
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                return Reading(None, False)
            continue
        elif kind is yaml.AliasEvent:
            return Reading(None, False)
        else:
            continue
        if type(box) is dict:
            box[key] = value
            key = None
        elif box is not None:
            box.append(value)
        else:
            root = value
        if kind is not scalar:
            stack.append((box, key))
            box, key = value, None
    return Reading(root, True)
