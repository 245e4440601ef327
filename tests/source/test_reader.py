"""The reader gives texts alone, the same tree as PyYAML's BaseLoader, and raises for nothing."""

import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.source.places import locate
from generator.source.reader import DEPTH_LIMIT, EMPTY, read
from generator.source.shard import read_shard
from generator.source.survey import Shard
from tests.source.yaml_text import ROOT, SAMPLES, WORDS, dumped, nested

OFFICER = Shard(register="officers", year="", path="officers/ry-003.yml", single=True)
PENALTIES = Shard(register="penalties", year="2026", path="penalties/2026/2026-03.yml", single=False)
SIGNS = st.text(":-[]{}&*!|>'\"\n \t#?,~%@`=<甲乙a1：", max_size=60)
SOURCES = [
    ROOT / "tests" / "cases" / "base" / "penalties" / "2026" / "2026-03.yml",
    ROOT / "tests" / "cases" / "base" / "guides" / "zn-001.yml",
]


def tree_of(node: yaml.Node | None) -> Any:
    """What BaseLoader makes of a node, with None for a plain scalar that is empty."""
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode):
        return {key.value: tree_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [tree_of(item) for item in node.value]
    return None if node.style is None and node.value in EMPTY else node.value


@settings(deadline=None)
@given(dumped(nested(st.one_of(WORDS, st.none())), quoted=False))
def test_tree_is_that_of_base_loader_except_for_plain_empty(example: tuple[Any, str]) -> None:
    _, text = example
    reading = read(text)
    assert reading.regular
    assert reading.tree == tree_of(yaml.compose(text, Loader=yaml.BaseLoader))


@settings(deadline=None)
@given(dumped(nested(WORDS)))
def test_texts_without_an_empty_one_are_exactly_those_of_base_loader(example: tuple[Any, str]) -> None:
    _, text = example
    assert read(text).tree == yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_file_is_read_as_base_loader_reads_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    reading = read(text)
    assert reading.regular
    assert reading.tree == tree_of(yaml.compose(text, Loader=yaml.CBaseLoader))


@pytest.mark.parametrize(
    "written",
    [
        "0012034",
        "2024-02-30",
        "2024-03-09",
        "no",
        "yes",
        "on",
        "true",
        "1e3",
        "0x10",
        "0o17",
        "017",
        "12:30",
        "12:30:45",
        "1_000",
        ".inf",
        "-1",
        "3.10",
        "=",
        "<<",
    ],
)
def test_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert read(f"备注: {written}\n").tree == {"备注": written}
    assert read(f"- {written}\n").tree == [written]


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_plain_empty_is_nothing_and_quoted_is_text(written: str) -> None:
    assert read(f"备注: {written}\n").tree == {"备注": None}
    assert read(f"备注: '{written}'\n").tree == {"备注": written}
    assert read(f'备注: "{written}"\n').tree == {"备注": written}


@pytest.mark.parametrize("text", ["", "\n", "# 注释\n", "---\n", "--- \n...\n", "~\n"])
def test_file_of_nothing_is_none(text: str) -> None:
    assert read(text).tree is None
    assert read(text).regular


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 甲",
        "&x a: 甲",
        "- &x 甲\n- *x",
        "a: *x",
        "&x [甲]",
        "a: &x {b: 甲}",
        "a: &x\nb: 甲",
        "a: !!str 甲",
        "a: !x 甲",
        "a: ! 甲",
        "!!map {a: 甲}",
        "a: !!python/object/apply:os.system [甲]",
        "a: 甲\na: 乙",
        "b:\n  a: 甲\n  a: 乙",
        "'a': 甲\na: 乙",
        "{a: 甲, a: 乙}",
        "a: 甲\n---\nb: 乙",
        "---\n---\n",
        "? [a]\n: 甲",
        "? {a: b}\n: 甲",
        "[a]: 甲",
        "{[a]: 甲}",
        "[" * (DEPTH_LIMIT + 1) + "]" * (DEPTH_LIMIT + 1),
        "- " * (DEPTH_LIMIT + 1) + "甲",
        "a: '甲",
        "a: [甲",
        "a:\n\t- 甲",
        "a: 甲\n b: 乙",
        "a: 甲\0",
        "%YAML 3.0\n--- 甲",
    ],
)
def test_what_is_not_plain_data_is_irregular_and_has_a_place(text: str) -> None:
    assert not read(text).regular
    assert locate(text).faults


@pytest.mark.parametrize(
    "text",
    ["[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, "- " * DEPTH_LIMIT + "甲", "? a\n: 甲", "'&x': '*x'", "a: 甲 & 乙 * 丙 ! 丁", "a: 甲\n..."],
)
def test_what_looks_like_it_and_is_plain_data_is_regular(text: str) -> None:
    assert read(text).regular
    assert not locate(text).faults


@settings(deadline=None)
@given(st.one_of(st.text(), SIGNS))
def test_any_text_is_read_and_irregular_exactly_where_a_fault_has_a_place(text: str) -> None:
    reading = read(text)
    places = locate(text)
    assert reading.regular == (not places.faults)
    assert all(fault.line >= 1 and fault.column >= 1 for fault in places.faults)


@settings(deadline=None)
@given(st.one_of(st.text(), SIGNS, dumped(nested(st.one_of(WORDS, st.none())), quoted=False).map(lambda example: example[1])))
def test_any_text_as_a_file_gives_findings_or_records(text: str) -> None:
    for shard in (OFFICER, PENALTIES):
        shelf = read_shard(shard, text.encode())
        assert shelf.findings or shelf.records or text.strip("\ufeff \n") in ("[]", "--- []")
        assert all(finding.line >= 1 and finding.column >= 1 and finding.message for finding in shelf.findings)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_as_a_file_give_findings(data: bytes) -> None:
    shelf = read_shard(OFFICER, data)
    assert shelf.findings
    assert not shelf.records


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(SOURCES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 3), st.binary(max_size=3)), min_size=1, max_size=4),
)
def test_real_file_with_spoilt_bytes_gives_findings_within_the_file_or_records(path: Path, edits: list[tuple[float, int, bytes]]) -> None:
    data = path.read_bytes()
    for where, dropped, added in edits:
        at = int(where * len(data))
        data = data[:at] + added + data[at + dropped :]
    shard = PENALTIES if "penalties" in path.parts else Shard(register="guides", year="", path="guides/zn-001.yml", single=True)
    shelf = read_shard(shard, data)
    assert shelf.findings or shelf.records
    last = len(data.decode("utf-8", "replace").splitlines()) + 1
    assert all(1 <= finding.line <= last and finding.column >= 1 for finding in shelf.findings)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "], ids=["bracket", "brace", "dash"])
def test_hostile_nesting_costs_no_more_than_its_length(opening: str) -> None:
    """A hundred thousand brackets once took all the memory there was."""
    data = (opening * 3000).encode()
    tracemalloc.start()
    shelf = read_shard(OFFICER, data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000
    assert "SR014" in {finding.code for finding in shelf.findings}


def test_alias_bomb_is_one_finding() -> None:
    levels = "abcdefghijklmnopqrstuvwxyz"
    bomb = "a: &a [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]\n" + "".join(
        f"{level}: &{level} [{', '.join([f'*{before}'] * 9)}]\n" for before, level in pairwise(levels)
    )
    assert [finding.code for finding in read_shard(OFFICER, bomb.encode()).findings] == ["SR005"]
