"""Charts: every bar is drawn to scale, and said in words."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from generator.pages.charts import Points, bars, columns

Draw = Callable[[str, str, Points, str], Markup]

SVG = "{http://www.w3.org/2000/svg}"


def drawn(drawing: str) -> ElementTree.Element:
    """The drawing as a tree: it is well-formed, or the test fails."""
    return ElementTree.fromstring(drawing)  # noqa: S314 - we drew it ourselves


def test_a_chart_is_one_image_with_a_title_and_a_description() -> None:
    root = drawn(columns("months", "各月件数", [("1月", 3), ("2月", 0)], "件"))
    assert root.attrib["role"] == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and description is not None
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
    assert title.text == "各月件数"
    assert description.text == "1月 3 件，2月 0 件。"


def test_columns_are_as_high_as_their_numbers() -> None:
    root = drawn(columns("c", "件数", [("a", 10), ("b", 5), ("c", 0)], "件"))
    found = root.findall(f"{SVG}rect")
    heights = [float(rect.attrib["height"]) for rect in found]
    feet = {float(rect.attrib["y"]) + float(rect.attrib["height"]) for rect in found}
    assert heights == [heights[0], heights[0] / 2, 0]
    assert len(feet) == 1


def test_lying_bars_are_as_long_as_their_numbers() -> None:
    root = drawn(bars("b", "件数", [("a", 200), ("b", 50), ("c", 0)], "件"))
    widths = [rect.attrib["width"] for rect in root.findall(f"{SVG}rect[@class='gs-bar']")]
    assert widths == ["100.00%", "25.00%", "0.00%"]


@pytest.mark.parametrize("draw", [columns, bars])
@pytest.mark.parametrize("points", [[], [("a", 0), ("b", 0)]])
def test_nothing_to_draw_is_no_error(draw: Draw, points: list[tuple[str, int]]) -> None:
    root = drawn(draw("n", "件数", points, "件"))
    assert {rect.attrib["width"] for rect in root.findall(f"{SVG}rect[@class='gs-bar']")} <= {"0.00%", "34.00%"}
    assert {rect.attrib["height"] for rect in root.findall(f"{SVG}rect[@class='gs-bar']")} <= {"0.0", "14"}


@pytest.mark.parametrize("draw", [columns, bars])
def test_labels_are_escaped_and_nothing_is_styled_inline(draw: Draw) -> None:
    drawing = draw("x", "<标题>", [("甲<乙>&", 1)], "件")
    assert "<乙>" not in drawing
    assert not re.search(r"\sstyle=|<style|<script|fill=|#[0-9a-f]{3,6}", drawing)
    drawn(drawing)


def test_a_long_label_is_cut_in_the_drawing_and_whole_in_the_description() -> None:
    label = "母婴保健专项技术服务许可（助产技术、结扎手术、终止妊娠手术）"
    root = drawn(bars("b", "件数", [(label, 1)], "件"))
    text = root.find(f"{SVG}text")
    description = root.find(f"{SVG}desc")
    assert text is not None and description is not None
    assert str(text.text).endswith("…")
    assert label in str(description.text)
