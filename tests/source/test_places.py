"""Every key and value has the line and column at which its text stands."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.source.finding import Trail
from generator.source.places import Places, locate
from generator.source.reader import read
from tests.source.yaml_text import SAMPLES, WORDS, dumped, nested

LIST = """# 两条记录
- 编号: a
  相对人:
    名称: 甲
    类别: 自然人
  依据:
    - 法规: x
      条款: 第一条
    - 条款: 第二条
- 编号: '乙'
"""


def trails(tree: Any, above: Trail = ()) -> list[tuple[Trail, Any]]:
    """Every value of a tree with its trail."""
    below = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)) if isinstance(tree, list) else []
    return [(above, tree), *(entry for step, value in below for entry in trails(value, (*above, step)))]


def scalars_of(text: str) -> dict[tuple[int, int], str]:
    """Every scalar by its line and column, from PyYAML's own scanner, which is another program than the one tested."""
    tokens = yaml.scan(text, Loader=yaml.BaseLoader)
    return {
        (token.start_mark.line + 1, token.start_mark.column + 1): token.value for token in tokens if isinstance(token, yaml.ScalarToken)
    }


def stands_there(lines: list[str], place: tuple[int, int], text: str) -> bool:
    """Whether a written text begins at a place: as it is, quoted, or as a block below its sign."""
    rest = lines[place[0] - 1][place[1] - 1 :]
    return rest[:1] in ("'", '"', "|", ">") or (rest.startswith(text.split("\n")[0].split(" ")[0]) and rest[:1].strip() != "")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_key_and_value_of_a_sample_file_stands_where_it_is_said_to(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, places, tree = text.split("\n"), locate(text), read(text).tree
    assert not places.faults
    for trail, value in trails(tree):
        if trail and isinstance(trail[-1], str):
            assert stands_there(lines, places.keys[trail], trail[-1]), trail
        if isinstance(value, str):
            assert stands_there(lines, places.values[trail], value), trail


@settings(deadline=None)
@given(dumped(nested(WORDS)))
def test_every_key_and_value_of_any_file_stands_where_the_scanner_sees_it(example: tuple[Any, str]) -> None:
    _, text = example
    tree, places, scalars = read(text).tree, locate(text), scalars_of(text)
    for trail, value in trails(tree):
        if trail and isinstance(trail[-1], str):
            assert scalars[places.keys[trail]] == trail[-1]
        if isinstance(value, str):
            assert scalars[places.values[trail]] == value
        assert trail in places.values


@settings(deadline=None)
@given(dumped(nested(st.one_of(WORDS, st.none())), quoted=False))
def test_places_are_known_for_what_was_read_and_for_nothing_else(example: tuple[Any, str]) -> None:
    _, text = example
    tree, places = read(text).tree, locate(text)
    known = [trail for trail, _ in trails(tree)]
    assert set(places.values) == set(known)
    assert set(places.keys) == {trail for trail in known if trail and isinstance(trail[-1], str)}


@pytest.mark.parametrize(
    ("trail", "at_key", "place"),
    [
        ((0,), False, (2, 3)),
        ((0, "编号"), True, (2, 3)),
        ((0, "编号"), False, (2, 7)),
        ((0, "相对人"), True, (3, 3)),
        ((0, "相对人"), False, (4, 5)),
        ((0, "相对人", "类别"), False, (5, 9)),
        ((0, "依据", 0, "法规"), False, (7, 11)),
        ((0, "依据", 1), False, (9, 7)),
        ((1, "编号"), False, (10, 7)),
    ],
)
def test_place_of_a_key_and_of_a_value(trail: Trail, at_key: bool, place: tuple[int, int]) -> None:
    assert locate(LIST).of(trail, at_key) == place


@pytest.mark.parametrize(
    ("trail", "place"),
    [
        ((0, "决定日期"), (2, 3)),
        ((1, "决定日期"), (10, 3)),
        ((0, "相对人", "法定代表人"), (3, 3)),
        ((0, "依据", 1, "法规"), (9, 7)),
        ((0, "依据", 7), (6, 3)),
        ((0, "听证", "日期"), (2, 3)),
        ((9, "编号"), (2, 1)),
    ],
)
@pytest.mark.parametrize("at_key", [True, False])
def test_missing_key_has_the_place_of_its_nearest_ancestor(trail: Trail, at_key: bool, place: tuple[int, int]) -> None:
    assert locate(LIST).of(trail, at_key) == place


def test_place_in_a_file_of_nothing_is_its_beginning() -> None:
    assert locate("").of(("编号",)) == (1, 1)
    assert Places().of((0, "编号"), at_key=True) == (1, 1)


def test_columns_count_characters_and_not_bytes() -> None:
    places = locate("统一社会信用代码: {名称: 甲, 类别: 乙𠮷, 末: 丙}\n")
    assert places.values["统一社会信用代码", "类别"] == (1, 23)
    assert places.keys["统一社会信用代码", "末"] == (1, 27)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_lines_are_counted_whatever_ends_them(line_end: str) -> None:
    assert locate(LIST.replace("\n", line_end)).of((0, "依据", 1, "条款")) == (9, 11)
