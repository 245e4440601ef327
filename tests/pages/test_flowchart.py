"""Flow charts: every step and way once, nothing on top of anything else, whatever the graph and whatever the text."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from generator.pages.chart import Box, drawn, ems, wrapped
from generator.pages.chart.layers import closing_ways, layered
from generator.pages.flowchart import flowchart, steps_in_order

Node = dict[str, Any]
TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)


class Chart(HTMLParser):
    """The elements of a chart with their attributes, and the text of its lines."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.lines: list[str] = []
        self.open: list[str] = []
        self.feed(svg)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "tspan":
            self.lines.append(data)

    def of_class(self, name: str) -> list[dict[str, str]]:
        return [attributes for _, attributes in self.elements if name in attributes.get("class", "").split()]


@st.composite
def procedures(draw: st.DrawFn, most: int = 12) -> list[Node]:
    """Any graph at all: unreached nodes, cycles, ways to itself, several ways between the same two."""
    count = draw(st.integers(1, most))
    nodes: list[Node] = []
    for position in range(count):
        targets = draw(st.lists(st.integers(0, count - 1), max_size=4))
        ways = [{"to": f"n{target}"} | ({"condition": draw(TEXT)} if draw(st.booleans()) else {}) for target in targets]
        node: Node = {"id": f"n{position}", "name": draw(TEXT), "next": ways}
        if draw(st.booleans()):
            node["post"] = draw(TEXT)
        if draw(st.booleans()):
            node["days"] = draw(st.integers(0, 90))
        nodes.append(node)
    return nodes


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[tuple[float, float]], list[float], list[tuple[int, int]], list[tuple[float, float] | None]]:
    count = draw(st.integers(1, 12))
    node = st.integers(0, count - 1)
    ways = draw(st.lists(st.tuples(node, node), max_size=24))
    size = st.tuples(st.integers(20, 200), st.integers(20, 120))
    slants = draw(st.lists(st.sampled_from((0.0, 14.0)), min_size=count, max_size=count))
    sizes = draw(st.lists(size, min_size=count, max_size=count))
    return sizes, slants, ways, draw(st.lists(st.none() | size, min_size=len(ways), max_size=len(ways)))


def within(inner: Box, outer: Box) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and inner.right <= outer.right and inner.bottom <= outer.bottom


def clashes(boxes: list[Box]) -> list[tuple[Box, Box]]:
    return [(one, other) for index, one in enumerate(boxes) for other in boxes[index + 1 :] if one.meets(other)]


def cuts(points: tuple[tuple[float, float], ...], box: Box) -> bool:
    """Whether a path at right angles runs through the inside of a box."""
    for (x, y), (to_x, to_y) in pairwise(points):
        line = Box(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))
        assert not line.width or not line.height, "all lines are upright or level"
        if line.x < box.right and box.x < line.right + 0.001 and line.y < box.bottom and box.y < line.bottom + 0.001:
            inner = Box(box.x + 0.001, box.y + 0.001, box.width - 0.002, box.height - 0.002)
            if line.x < inner.right and inner.x < line.right + 0.001 and line.y < inner.bottom and inner.y < line.bottom + 0.001:
                return True
    return False


@settings(deadline=None, max_examples=120)
@given(graphs())
def test_no_two_boxes_or_labels_overlap_whatever_the_graph(graph: Any) -> None:
    drawing = drawn(*graph)
    labels = [label for label in drawing.labels if label]
    assert clashes([*drawing.boxes, *labels]) == []
    assert all(within(box, drawing.frame) for box in [*drawing.boxes, *labels])


@settings(deadline=None, max_examples=120)
@given(graphs())
def test_ways_run_from_box_to_box_and_through_none(graph: Any) -> None:
    _, slants, ways, _ = graph
    drawing = drawn(*graph)
    assert len(drawing.paths) == len(drawing.labels) == len(ways)
    for (source, target), points in zip(ways, drawing.paths, strict=True):
        assert len(points) >= 2
        assert all(within(Box(*point, 0, 0), drawing.frame) for point in points)
        for point, node in ((points[0], source), (points[-1], target)):
            box = drawing.boxes[node]
            assert within(Box(*point, 0, 0), box)
            assert point[1] in (box.y, box.bottom) or min(point[0] - box.x, box.right - point[0]) <= slants[node]
        for node, box in enumerate(drawing.boxes):
            if not slants[node] or node not in (source, target):
                assert not cuts(points, box)


@settings(deadline=None)
@given(procedures())
def test_every_step_and_every_way_is_drawn_once(nodes: list[Node]) -> None:
    chart = Chart(str(flowchart(nodes, "流程")))
    ways = [way for node in nodes for way in node["next"]]
    assert len(chart.of_class("gs-flow__node")) == len(nodes)
    assert len(chart.of_class("gs-flow__way")) == len(ways)
    assert len(chart.of_class("gs-flow__label")) == sum(1 for way in ways if way.get("condition", "").strip())
    boxes = [tag for tag, attributes in chart.elements if "gs-flow__box" in attributes.get("class", "")]
    assert Counter(boxes) == Counter("polygon" if len(node["next"]) > 1 else "rect" for node in nodes)
    assert chart.elements[0][1]["viewbox"].split()[2:] == [chart.elements[0][1]["width"], chart.elements[0][1]["height"]]


@settings(deadline=None)
@given(procedures())
def test_the_list_tells_the_same_as_the_chart(nodes: list[Node]) -> None:
    steps = steps_in_order(nodes)
    assert [step["number"] for step in steps] == list(range(1, len(nodes) + 1))
    assert Counter(step["name"] for step in steps) == Counter(node["name"] for node in nodes)
    for step in steps:
        for onward in step["then"]:
            assert steps[onward["number"] - 1]["name"] == onward["name"]
    assert sum(len(step["then"]) for step in steps) == sum(len(node["next"]) for node in nodes)


@given(graphs())
@settings(deadline=None)
def test_what_is_left_when_the_ways_back_are_set_aside_has_no_cycle(graph: Any) -> None:
    sizes, _, ways, _ = graph
    back = closing_ways(len(sizes), ways)
    layering = layered(len(sizes), ways)
    layer_of = {place.node: layer for layer, row in enumerate(layering.layers) for place in row if place.node >= 0}
    assert all(layer_of[source] < layer_of[target] for way, (source, target) in enumerate(ways) if way not in back)


def test_a_chain_has_no_way_back_and_one_column() -> None:
    nodes = [{"id": f"n{each}", "name": "环节", "next": [{"to": f"n{each + 1}"}] if each < 9 else []} for each in range(10)]
    chart = Chart(str(flowchart(nodes, "流程")))
    assert not chart.of_class("gs-flow__way--back")
    assert len({box["x"] for box in chart.of_class("gs-flow__box")}) == 1


def test_a_return_is_drawn_as_one_and_told_as_one() -> None:
    nodes = [
        {"id": "a", "name": "受理", "next": [{"to": "b", "condition": "不齐全"}, {"to": "c", "condition": "齐全"}]},
        {"id": "b", "name": "补正", "next": [{"to": "a"}]},
        {"id": "c", "name": "决定"},
    ]
    assert len(Chart(str(flowchart(nodes, "流程"))).of_class("gs-flow__way--back")) == 1
    assert [onward["number"] for onward in steps_in_order(nodes)[1]["then"]] == [1]


def test_steps_are_told_from_the_start_downwards_whatever_the_order_of_writing() -> None:
    nodes = [{"id": "a", "name": "一", "next": [{"to": "b"}]}, {"id": "c", "name": "三"}, {"id": "b", "name": "二", "next": [{"to": "c"}]}]
    assert [step["name"] for step in steps_in_order(nodes)] == ["一", "二", "三"]


def test_time_is_told_in_working_days_or_as_at_once() -> None:
    times = [step["time"] for step in steps_in_order([{"id": str(days), "name": "办", "days": days} for days in (0, 5)])]
    assert times == ["当场", "5 个工作日"]


HOSTILE = "</text></svg><script>alert(1)</script>&\"'<!--"


def test_text_that_looks_like_markup_stays_text() -> None:
    nodes = [
        {"id": "a", "name": HOSTILE, "post": HOSTILE, "next": [{"to": "b", "condition": HOSTILE}, {"to": "b"}]},
        {"id": "b", "name": HOSTILE},
    ]
    svg = str(flowchart(nodes, HOSTILE))
    assert "<script" not in svg
    assert "<!--" not in svg
    assert svg.count("</svg>") == 1
    assert str(escape(HOSTILE)) in svg
    told = "".join(Chart(svg).lines)
    assert told.count("alert(1)") == 4


@settings(deadline=None)
@given(procedures(), TEXT)
def test_no_style_and_no_script_is_inline(nodes: list[Node], title: str) -> None:
    for tag, attributes in Chart(str(flowchart(nodes, title))).elements:
        assert tag not in ("script", "style")
        assert not {"style", "fill", "stroke"} & attributes.keys()
        assert not any(name.startswith("on") for name in attributes)


def test_ids_are_its_own_and_lead_somewhere() -> None:
    one = str(flowchart([{"id": "a", "name": "甲", "next": [{"to": "a"}]}], "流程"))
    other = str(flowchart([{"id": "a", "name": "乙"}], "流程"))
    ids = re.findall(r' id="([^"]+)"', one)
    assert len(ids) == len(set(ids)) == 3
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', other))
    assert set(re.findall(r"url\(#([^)]+)\)", one)) <= set(ids)
    labelled = re.search(r'aria-labelledby="([^"]+)"', one)
    assert labelled and set(labelled[1].split()) <= set(ids)
    assert 'role="img"' in one


@settings(deadline=None, max_examples=30)
@given(procedures())
def test_the_same_steps_give_the_same_drawing(nodes: list[Node]) -> None:
    assert flowchart(nodes, "流程") == flowchart([dict(node) for node in nodes], "流程")


def test_a_large_chart_is_drawn_in_time() -> None:
    nodes = [{"id": f"n{each}", "name": "环节", "next": [{"to": f"n{(each * 7 + step) % 60}"} for step in (1, 2)]} for each in range(60)]
    assert Chart(str(flowchart(nodes, "流程"))).of_class("gs-flow__node")


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("受理", 9, ("受理",)),
        ("一二三四五六七八九十", 9, ("一二三四五", "六七八九十")),
        ("材料齐全、符合形式", 5, ("材料齐全、", "符合形式")),
        ("一二三四五六，七八", 6, ("一二三四五", "六，七八")),
        ("说明书（依据）", 4, ("说明书", "（依据）")),
        ("在 GB5749 之内", 6, ("在 GB5749", "之内")),
        ("abcdefghijkl", 3, ("abcde", "fghij", "kl")),
    ],
)
def test_lines_break_where_chinese_may_break(text: str, limit: float, lines: tuple[str, ...]) -> None:
    assert wrapped(text, limit) == lines


@given(TEXT, st.integers(4, 20))
def test_lines_are_no_wider_than_allowed_and_lose_nothing(text: str, limit: int) -> None:
    lines = wrapped(text, limit)
    assert all(ems(line) <= limit for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
