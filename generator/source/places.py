"""The exact pass over a file that has findings: where every key and value stands, and what makes a file irregular."""

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.source.finding import Fault, Trail
from generator.source.plain import read_plain
from generator.source.reader import DEPTH_LIMIT

Place = tuple[int, int]
"""Line and column, both from 1."""

_ENTRY = re.compile(r"^- ", re.MULTILINE)
_KEYLIKE = re.compile(r"^\s*(?:-\s+)*([\w\u4e00-\u9fff()（）]{1,20})(：|:(?=[^\s:/]))")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REASONS = (
    ("found character '\\t'", "这里有一个制表符", "删掉制表符，改用空格。"),
    ("could not find expected ':'", "这一行缺少冒号", "写成「项目: 内容」，冒号是半角的，后面空一格。"),
    (
        "mapping values are not allowed",
        "这里多了一个「: 」",
        "内容里如果有半角冒号加空格，用单引号把整段内容括起来；否则检查上一行的缩进。",
    ),
    ("did not find expected '-' indicator", "清单中间夹了别的内容", "清单的每一项都以「- 」开头并且左边对齐。"),
    ("did not find expected key", "缩进没有对齐", "同一层的项目左边要对齐；检查上一行的引号是否成对。"),
    ("did not find expected ',' or", "方括号或花括号没有写完", "补上缺少的 ] 或 }，各项之间用半角逗号分开。"),
    ("found character that cannot start any token", "这个符号不能放在内容的开头", "用单引号把整段内容括起来。"),
    ("control characters are not allowed", "有不允许的控制字符", "删掉这个字重新输入。"),
    ("block sequence entries are not allowed", "这里不能用「- 」开头", "清单要另起一行写。"),
    ("found undefined escape", "双引号里的反斜杠写法不对", "改用单引号。"),
    ("unknown escape character", "双引号里的反斜杠写法不对", "改用单引号。"),
    ("undefined alias", "用了没有定义的别名", "以 * 开头的文字要用单引号括起来。"),
)


@dataclass(slots=True)
class Places:
    """Where things stand in one file, and the faults of its form."""

    keys: dict[Trail, Place] = field(default_factory=dict)
    values: dict[Trail, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def of(self, trail: Trail, at_key: bool = False) -> Place:
        """The place of the value (or key) at a trail; of the nearest thing above it where there is no such value."""
        while trail:
            if at_key and trail in self.keys:
                return self.keys[trail]
            if trail in self.values:
                return self.values[trail]
            trail, at_key = trail[:-1], isinstance(trail[-2:][0], str)
        return self.values.get((), (1, 1))


def locate(text: str) -> Places:
    """Walk a whole file once more, noting the place of every key and value and every fault of form."""
    places = Places()
    try:
        _walk(text, places)
    except yaml.MarkedYAMLError as error:
        places.faults.append(_syntax_fault(text, error))
    except yaml.YAMLError:
        found = _UNPRINTABLE.search(text)
        line, column = _place_of_offset(text, found.start() if found else 0)
        values = {"reason": "有不允许的控制字符", "advice": "删掉这个字重新输入。"}
        places.faults.append(Fault(code="SR003", values=values, line=line, column=column))
    return places


def locate_entries(text: str, entries: Collection[int]) -> Places:
    """Like :func:`locate`, but what it walks is only the entries named of the list that a file is, by position from 0.

    Known are then the list itself and what stands in these entries. A file that is no list, or of which it cannot be told
    by its lines where an entry begins, is walked as a whole; so is one with no entries named.
    """
    starts = [found.start() for found in _ENTRY.finditer(text)] if entries else []
    tree = read_plain(text) if starts else None
    # In the plain subset nothing but an entry of the outermost list begins a line with a dash: texts of several lines are
    # block scalars, which are indented. So if as many lines do as there are entries, those are the entries.
    if not isinstance(tree, list) or len(tree) != len(starts):
        return locate(text)
    places = Places()
    ends = [*starts[1:], len(text)]
    line = done = 0
    for position, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if position == 0 or position in entries:
            line, done = line + text.count("\n", done, start), start
        if position == 0:
            places.values[()] = (line + 1, 1)
        if position in entries:
            entry = locate(text[start:end])
            for known, found in ((places.keys, entry.keys), (places.values, entry.values)):
                known.update({(position, *trail[1:]): (row + line, column) for trail, (row, column) in found.items() if trail})
    return places


def _line_ends(text: str) -> list[int]:
    """The offset of every line feed. YAML ends a line with other characters too (U+2028, U+0085), an editor does not."""
    return [found.start() for found in re.finditer("\n", text)]


def _place(mark: Any, ends: list[int]) -> Place:
    """Line and column of a mark as an editor shows them."""
    if mark is None:
        return 1, 1
    line = bisect_left(ends, mark.index)
    return line + 1, mark.index - (ends[line - 1] + 1 if line else 0) + 1


def _place_of_offset(text: str, offset: int) -> Place:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being walked."""

    trail: Trail
    is_map: bool
    key: str | None = None
    position: int = 0
    hidden: bool = False
    """Whether this is (inside) a key that is not text."""


def _walk(text: str, places: Places) -> None:
    stack: list[_Frame] = []
    documents = 0
    ends = _line_ends(text)
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        place = _place(event.start_mark, ends)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                places.faults.append(Fault(code="SR011", values={}, line=place[0], column=place[1]))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            _note_indirection(event, place, places)
            frame = stack[-1] if stack else None
            if frame and frame.is_map and frame.key is None:
                frame.key = _key(event, frame, place, places)
                trail, hidden = frame.trail, True
            else:
                trail, hidden = _step(frame, documents), bool(frame and frame.hidden)
                if not hidden:
                    places.values.setdefault(trail, place)
                if frame:
                    frame.key = None
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                stack.append(_Frame(trail, isinstance(event, yaml.MappingStartEvent), hidden=hidden))
                if len(stack) > DEPTH_LIMIT:
                    values = {"depth": len(stack), "limit": DEPTH_LIMIT}
                    places.faults.append(Fault(code="SR014", values=values, line=place[0], column=place[1]))
                    return


def _step(frame: _Frame | None, documents: int) -> Trail:
    """The trail of the value that comes next in a frame."""
    if frame is None:
        return () if documents <= 1 else (f"---{documents}",)
    if frame.is_map:
        return (*frame.trail, frame.key or "")
    frame.position += 1
    return (*frame.trail, frame.position - 1)


def _key(event: yaml.NodeEvent, frame: _Frame, place: Place, places: Places) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        advice = "项目名称写在冒号前面，以 [ 或 { 开头的文字用单引号括起来。"
        faulty = {"where": "项目名称", "expected": "文字", "found": "清单或者分项", "advice": advice}
        places.faults.append(Fault(code="SR010", values=faulty, line=place[0], column=place[1]))
        return "?"
    trail = (*frame.trail, event.value)
    if not frame.hidden:
        if trail in places.keys:
            values: dict[str, object] = {"key": event.value, "first": places.keys[trail][0]}
            places.faults.append(Fault(code="SR004", values=values, trail=trail, line=place[0], column=place[1]))
        else:
            places.keys[trail] = place
    return event.value


def _note_indirection(event: yaml.NodeEvent, place: Place, places: Places) -> None:
    if isinstance(event, yaml.AliasEvent):
        what, text = "别名", f"*{event.anchor}"
    elif event.anchor:
        what, text = "锚点", f"&{event.anchor}"
    elif tag := getattr(event, "tag", None):
        what, text = "标签", tag
    else:
        return
    if not any(fault.code == "SR005" for fault in places.faults):
        places.faults.append(Fault(code="SR005", values={"what": what, "text": text}, line=place[0], column=place[1]))


def colon_fault(text: str) -> dict[str, str] | None:
    """What is wrong with the colon of a text that should have been ``key: value``, or None."""
    found = _KEYLIKE.match(text)
    if not found:
        return None
    return {"key": found[1], "what": "全角冒号「：」" if found[2] == "：" else "没有空格的冒号"}


def _syntax_fault(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """What keeps a file from being read, at the place where a clerk would mend it."""
    problem = error.problem or ""
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    ends = _line_ends(text)
    line, column = _place(mark, ends)
    if context and "quoted scalar" in (error.context or "") and ("end of stream" in problem or "document indicator" in problem):
        values = {"reason": "引号没有写完", "advice": "补上缺少的引号。"}
        line, column = _place(context, ends)
        return Fault(code="SR003", values=values, line=line, column=column)
    suspects = [line - 1, line]
    if context and "could not find expected ':'" in problem:
        line, column = _place(context, ends)
        suspects = [line]
    lines = text.split("\n")
    near = [(number, lines[number - 1]) for number in suspects if 0 < number <= len(lines)]
    for number, content in near:
        indent = content[: len(content) - len(content.lstrip())]
        if "\t" in indent:
            return Fault(code="SR002", values={}, line=number, column=indent.index("\t") + 1)
    for number, content in near:
        wrong = colon_fault(content)
        if wrong:
            at = content.index(wrong["key"]) + len(wrong["key"])
            return Fault(code="SR006", values=dict(wrong), line=number, column=at + 1)
    for sign, reason, advice in _REASONS:
        if sign in f"{problem} {error.context or ''}":
            return Fault(code="SR003", values={"reason": reason, "advice": advice}, line=line, column=column)
    values = {"reason": "写法不合 YAML 规则", "advice": "检查这一行和上一行的缩进、冒号和引号。"}
    return Fault(code="SR003", values=values, line=line, column=column)
