"""Every key and value has the line and column at which its text stands."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.source.finding import Trail
from generator.source.places import Places, locate, locate_entries
from generator.source.reader import read
from tests.source.test_plain import FILES, TEXTS, spoilt
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
    """Every scalar by its line and column, from PyYAML's own scanner, which is another program than the one tested.

    It ends lines at U+0085 and its like too, which an editor does not: so only its offsets are taken.
    """

    def place(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    return {
        place(token.start_mark.index): token.value
        for token in yaml.scan(text, Loader=yaml.BaseLoader)
        if isinstance(token, yaml.ScalarToken)
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
@example(example=({"\x85": ""}, "{? '\x85    ' : ''}\n"))
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


def are_those_of_the_whole(text: str, entries: set[int]) -> bool:
    """Whether the places of some entries are what they are when the whole file is walked, and no others are known."""
    some, whole = locate_entries(text, entries), locate(text)
    if some == whole:
        return True
    keys = {trail: place for trail, place in whole.keys.items() if trail[0] in entries}
    values = {trail: place for trail, place in whole.values.items() if not trail or trail[0] in entries}
    return (some.keys, some.values, some.faults) == (keys, values, whole.faults)


ENTRIES = st.sets(st.integers(-1, 12), max_size=4)


@settings(deadline=None, max_examples=150)
@given(st.lists(dumped(nested(st.one_of(WORDS, st.none())), quoted=False), max_size=3), TEXTS, ENTRIES)
def test_places_of_entries_of_any_list_are_those_of_the_whole_file(examples: list[tuple[Any, str]], text: str, entries: set[int]) -> None:
    listed = "".join("- 编号:\n" + "".join(f"    {line}\n" for line in example.split("\n")) for _, example in examples)
    for candidate in (text, listed, f"{listed}# 甲\n- 编号: 甲\n\n- 乙\n"):
        assert are_those_of_the_whole(candidate, entries)


@settings(deadline=None, max_examples=150)
@given(spoilt(), ENTRIES)
def test_places_of_entries_of_a_spoilt_file_are_those_of_the_whole_file(text: str, entries: set[int]) -> None:
    assert are_those_of_the_whole(text, entries)
    assert are_those_of_the_whole("".join(f"- 甲:\n  - {line}\n" for line in text.split("\n")), entries)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("entries", [set(), {0}, {1}, {0, 1}, {7}, {-1}])
def test_places_of_entries_are_those_of_the_whole_file(entries: set[int], line_end: str) -> None:
    assert are_those_of_the_whole(LIST.replace("\n", line_end), entries)


def test_places_of_some_entries_of_every_ledger_are_those_of_the_whole_file() -> None:
    for path in FILES:
        text = path.read_text("utf-8-sig", errors="replace")
        if text.startswith("- ") and len(text) < 100_000:
            assert are_those_of_the_whole(text, {0, 2, text.count("\n- ")})


def test_entries_not_named_are_not_walked() -> None:
    assert set(locate_entries(LIST, {1}).values) == {(), (1,), (1, "编号")}


@pytest.mark.parametrize("text", ["- |\n  a\n- b\n- 'c\n- d'\n", "a:\n- b\n- c\n", "[a,\nb]\n", "- a\n- &x b\n", "- a\n- b\nc\n"])
def test_file_whose_lines_do_not_tell_its_entries_is_walked_as_a_whole(text: str) -> None:
    assert locate_entries(text, {1}) == locate(text)
