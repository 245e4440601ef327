"""Flow charts: one inline SVG for the eye, and the same steps in order as a list for everyone else."""

import hashlib
from collections.abc import Sequence
from typing import Any, TypedDict

from markupsafe import Markup

from generator.pages.chart import Box, Drawing, Point, Size, drawn, ems, wrapped
from generator.pages.chart.layers import Way, closing_ways, ranks

Node = dict[str, Any]
"""A node of a public procedure: id and name; post, days, record and next where it has them."""

_NAME, _NOTE = 15, 12
"""Sizes of letters, in units of the drawing."""
_NAME_EMS, _NOTE_EMS, _LABEL_EMS = 10.0, 12.5, 7.5
"""How wide lines may be, in em."""
_NAME_LINE, _NOTE_LINE = 21, 17
_PADDING: Size = (12, 9)
_SLANT = 14
_ROUNDING = 5


class Onward(TypedDict):
    """One way on from a step."""

    number: int
    name: str
    condition: str


class Step(TypedDict):
    """One step as the list tells it. What the step does not have is empty."""

    number: int
    name: str
    post: str
    time: str
    record: dict[str, str]
    then: list[Onward]


def steps_in_order(nodes: Sequence[Node]) -> list[Step]:
    """The steps numbered as in the chart, from the start downwards, each with what comes then and on what condition."""
    order, ways = _order(nodes), _ways(nodes)
    number = {node: position for position, node in enumerate(order, 1)}
    return [
        {
            "number": number[node],
            "name": nodes[node]["name"],
            "post": nodes[node].get("post", ""),
            "time": _time(nodes[node]),
            "record": nodes[node].get("record", {}),
            "then": [
                {"number": number[target], "name": nodes[target]["name"], "condition": condition}
                for source, target, condition in ways
                if source == node
            ],
        }
        for node in order
    ]


def flowchart(nodes: Sequence[Node], title: str) -> Markup:
    """The chart as an SVG element. What it looks like is left to ``flowchart.css``; its ids begin with a mark of its own content."""
    order, ways = _order(nodes), _ways(nodes)
    number = {node: position for position, node in enumerate(order, 1)}
    names = [wrapped(f"{number[position]}. {node['name']}", _NAME_EMS) for position, node in enumerate(nodes)]
    notes = [_note(node) for node in nodes]
    kinds = [_kind(position, ways) for position in range(len(nodes))]
    slants = [_SLANT if kind == "choice" else 0 for kind in kinds]
    labels = [wrapped(condition, _LABEL_EMS) if condition else () for _, _, condition in ways]
    drawing = drawn(
        _sizes(names, notes, slants),
        slants,
        [(source, target) for source, target, _ in ways],
        [_label_size(lines) if lines else None for lines in labels],
    )
    mark = "flow-" + hashlib.sha256(repr((title, nodes)).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    parts = [_opening(drawing.frame, mark, title, nodes, order, ways)]
    parts += [_way(drawing, position, mark) for position in sorted(range(len(ways)), key=lambda each: each in drawing.back)]
    parts += [_label(box, lines) for box, lines in zip(drawing.labels, labels, strict=True) if box]
    parts += [_box(drawing.boxes[node], kinds[node], names[node], notes[node]) for node in order]
    return Markup("").join([*parts, Markup("</svg>")])


def _ways(nodes: Sequence[Node]) -> list[tuple[int, int, str]]:
    """Source, target and condition of every way, by position in the list of nodes. What leads nowhere is left out."""
    position = {node["id"]: index for index, node in reversed(list(enumerate(nodes)))}
    return [
        (source, position[following["to"]], following.get("condition", "").strip())
        for source, node in enumerate(nodes)
        for following in node.get("next", ())
        if following["to"] in position
    ]


def _order(nodes: Sequence[Node]) -> list[int]:
    """The nodes from the start downwards, those of one level as they are written."""
    ways: list[Way] = [(source, target) for source, target, _ in _ways(nodes)]
    rank = ranks(len(nodes), ways, closing_ways(len(nodes), ways))
    return sorted(range(len(nodes)), key=lambda node: (rank[node], node))


def _kind(node: int, ways: Sequence[tuple[int, int, str]]) -> str:
    onward = sum(1 for source, _, _ in ways if source == node)
    return "choice" if onward > 1 else "end" if not onward else "start" if node == 0 else "step"


def _time(node: Node) -> str:
    if "days" not in node:
        return ""
    return f"{node['days']} 个工作日" if node["days"] else "当场"


def _note(node: Node) -> tuple[str, ...]:
    """Post and time, on one line where there is room."""
    parts = [part for part in (node.get("post", ""), _time(node)) if part]
    together = " · ".join(parts)
    return (together,) if parts and ems(together) <= _NOTE_EMS else tuple(line for part in parts for line in wrapped(part, _NOTE_EMS))


def _sizes(names: Sequence[tuple[str, ...]], notes: Sequence[tuple[str, ...]], slants: Sequence[float]) -> list[Size]:
    """All boxes are as wide as the widest needs, those with slanting sides wider by these."""
    widths = [ems(line) * _NAME for lines in names for line in lines] + [ems(line) * _NOTE for lines in notes for line in lines]
    width = round(max(widths)) + 2 * _PADDING[0]
    return [
        (width + 2 * slant, len(name) * _NAME_LINE + len(note) * _NOTE_LINE + 2 * _PADDING[1])
        for name, note, slant in zip(names, notes, slants, strict=True)
    ]


def _label_size(lines: tuple[str, ...]) -> Size:
    return round(max(ems(line) for line in lines) * _NOTE) + 8, len(lines) * _NOTE_LINE + 2


def _opening(
    frame: Box, mark: str, title: str, nodes: Sequence[Node], order: Sequence[int], ways: Sequence[tuple[int, int, str]]
) -> Markup:
    ends = "、".join(f"“{nodes[node]['name']}”" for node in order if all(source != node for source, _, _ in ways))
    told = f"从“{nodes[0]['name']}”开始，共 {len(nodes)} 个环节、{len(ways)} 条去向" + (f"，以{ends}结束。" if ends else "。")
    return Markup(
        '<svg class="gs-flow" xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{mark}-title {mark}-desc" '
        'viewBox="{x} {y} {width} {height}" width="{width}" height="{height}">'
        '<title id="{mark}-title">{title}</title><desc id="{mark}-desc">{told}图后有逐步的文字说明。</desc>'
        '<defs><marker id="{mark}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="gs-flow__head" d="M0 0.5 10 5 0 9.5z"/></marker></defs>'
    ).format(
        mark=mark, title=title, told=told, x=_short(frame.x), y=_short(frame.y), width=_short(frame.width), height=_short(frame.height)
    )


def _way(drawing: Drawing, way: int, mark: str) -> Markup:
    kind = "gs-flow__way gs-flow__way--back" if way in drawing.back else "gs-flow__way"
    return Markup('<path class="{kind}" d="{path}" marker-end="url(#{mark}-arrow)"/>').format(
        kind=kind, path=_rounded(drawing.paths[way]), mark=mark
    )


def _rounded(points: Sequence[Point]) -> str:
    """Path data with the corners rounded, as far as the lines between them are long enough."""
    kept = [point for index, point in enumerate(points) if not index or point != points[index - 1]]
    data = f"M{_short(kept[0][0])} {_short(kept[0][1])}"
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        data += f"L{_short(start[0])} {_short(start[1])}Q{_short(corner[0])} {_short(corner[1])} {_short(end[0])} {_short(end[1])}"
    return f"{data}L{_short(kept[-1][0])} {_short(kept[-1][1])}"


def _towards(corner: Point, other: Point) -> Point:
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = abs(across) + abs(down)
    part = min(_ROUNDING, length / 2) / length if length else 0
    return corner[0] + across * part, corner[1] + down * part


def _label(box: Box, lines: tuple[str, ...]) -> Markup:
    ground = Markup('<rect class="gs-flow__ground" x="{}" y="{}" width="{}" height="{}"/>').format(
        _short(box.x), _short(box.y), _short(box.width), _short(box.height)
    )
    return Markup('<g class="gs-flow__label">{}{}</g>').format(ground, _text("gs-flow__note", box.middle[0], box.y + 1, lines, _NOTE))


def _box(box: Box, kind: str, name: tuple[str, ...], note: tuple[str, ...]) -> Markup:
    if kind == "choice":
        left, right, middle = box.x + _SLANT, box.right - _SLANT, box.middle[1]
        corners = ((left, box.y), (right, box.y), (box.right, middle), (right, box.bottom), (left, box.bottom), (box.x, middle))
        shape = Markup('<polygon class="gs-flow__box" points="{}"/>').format(" ".join(f"{_short(x)},{_short(y)}" for x, y in corners))
    else:
        shape = Markup('<rect class="gs-flow__box" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
            _short(box.x), _short(box.y), _short(box.width), _short(box.height), 4 if kind == "step" else 18
        )
    top = box.y + _PADDING[1]
    texts = _text("gs-flow__name", box.middle[0], top, name, _NAME)
    if note:
        texts += _text("gs-flow__note", box.middle[0], top + len(name) * _NAME_LINE, note, _NOTE)
    return Markup('<g class="gs-flow__node gs-flow__node--{}">{}{}</g>').format(kind, shape, texts)


def _text(kind: str, x: float, top: float, lines: tuple[str, ...], size: int) -> Markup:
    """Lines of text around x, from top downwards."""
    height = _NAME_LINE if size == _NAME else _NOTE_LINE
    spans = Markup("").join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(_short(x), _short(top + height * index + height * 0.5 + size * 0.36), line)
        for index, line in enumerate(lines)
    )
    return Markup('<text class="{}" font-size="{}" text-anchor="middle">{}</text>').format(kind, size, spans)


def _short(number: float) -> str:
    """A length without idle digits."""
    return f"{number:.1f}".removesuffix(".0")
