"""The plain subset is read exactly as PyYAML reads it, or declined."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.source import plain
from generator.source.plain import DEPTH_LIMIT, read_plain
from generator.source.reader import read_events
from tests.source.yaml_text import ROOT, SAMPLES, WORDS, dumped, nested

FILES = [path for top in ("registries", "tests/cases") for path in sorted((ROOT / top).rglob("*.yml")) if path.is_file()]
EVERYTHING = """# 说明: 各种写法
甲: |
  一
   二

  三
乙: >-
  一
  二


  三
丙:
- a
- b: 1
  c:
    - d: >
        e
    -   f: g
丁:   'it''s'   # h
戊: "x: y # z"
己: http://x:80/#a
庚: -1
辛: ~
壬:
  癸: # 空
    子: 12:30
丑:
"""
PIECES = st.sampled_from(
    ": ¦:\n¦:¦ #¦#¦\n¦\n\n¦ ¦  ¦- ¦-¦? ¦|¦|-¦|+¦|2¦>¦>-¦'¦\"¦''¦[¦]¦{¦}¦,¦&a ¦*a¦!¦!!str ¦%¦@¦`¦~¦null¦\t¦\r¦\r\n¦\x85¦\u2028¦\ufeff¦\xa0¦\u3000¦\0"
    "¦---\n¦--- ¦...\n¦甲¦：¦a: ¦  a: b\n¦- a\n¦- - a\n¦-a: b\n¦a b: c\n¦<<: x\n¦\\¦  # c\n¦   \n¦ : ¦::".split("¦")
)
SPACES = st.integers(0, 5).map(lambda count: " " * count)
VALUES = st.one_of(
    WORDS,
    PIECES,
    st.sampled_from(
        ["", "|", "|-", "|+", ">", ">-", ">+", "|1", "|2-", "'甲''乙'", '"a: b"', "甲 # 乙", "甲  ", "a:b", "甲: 乙", "甲:", "-", "-1"]
    ),
    st.builds("'{}'".format, WORDS),
    st.builds('"{}"'.format, WORDS),
)
LINES = st.one_of(
    st.builds(
        "{}{}{}:{}{}".format, SPACES, st.sampled_from(["", "", "- ", "-  ", "- - "]), st.sampled_from("甲乙丙ab"), st.just(" "), VALUES
    ),
    st.builds("{}{}:".format, SPACES, st.sampled_from("甲乙丙ab")),
    st.builds("{}- {}".format, SPACES, VALUES),
    st.builds("{}{}".format, SPACES, VALUES),
    st.builds("{}#{}".format, SPACES, WORDS),
)
TEXTS = st.builds("{}{}".format, st.lists(LINES, max_size=12).map("\n".join), st.sampled_from(["\n", "", "\n\n", " ", "\r\n"]))


def is_declined_or_right(text: str) -> bool:
    tree = read_plain(text)
    if tree is None:
        return True
    reading = read_events(text)
    return reading.regular and reading.tree == tree


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A few lines of a real file, or every construct at once, with pieces put in, taken out, and lines moved sideways."""
    text = draw(st.one_of(st.just(EVERYTHING), st.sampled_from(FILES).map(lambda path: path.read_text("utf-8-sig", errors="replace"))))
    lines = text.split("\n")
    first = draw(st.integers(0, max(0, len(lines) - 30))) if text is not EVERYTHING else 0
    text = "\n".join(lines[first : first + 30])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.one_of(st.just(""), PIECES)) + text[at + draw(st.integers(0, 3)) :]
    return text


@settings(deadline=None, max_examples=200)
@given(dumped(nested(st.one_of(WORDS, st.none())), quoted=False))
def test_dumped_data_is_read_as_pyyaml_reads_it_or_declined(example: tuple[Any, str]) -> None:
    assert is_declined_or_right(example[1])


@settings(deadline=None, max_examples=200)
@given(dumped(nested(WORDS)))
def test_dumped_data_in_quotes_and_blocks_is_read_as_pyyaml_reads_it_or_declined(example: tuple[Any, str]) -> None:
    assert is_declined_or_right(example[1])


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_lines_put_together_at_random_are_read_as_pyyaml_reads_them_or_declined(text: str) -> None:
    assert is_declined_or_right(text)


@settings(deadline=None, max_examples=400)
@given(spoilt())
def test_spoilt_file_is_read_as_pyyaml_reads_it_or_declined(text: str) -> None:
    assert is_declined_or_right(text)


@settings(deadline=None, max_examples=200)
@given(spoilt())
def test_text_cut_into_pieces_at_every_entry_is_read_as_a_whole(text: str) -> None:
    whole = read_plain(text)
    with patch.object(plain, "_PIECE", 0):
        assert read_plain(text) == whole


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_signs_put_together_at_random_are_read_as_pyyaml_reads_them_or_declined(text: str) -> None:
    assert is_declined_or_right(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_file_is_of_the_plain_subset(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_plain(text) == read_events(text).tree is not None


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_construct_of_the_subset_is_read(line_end: str) -> None:
    text = EVERYTHING.replace("\n", line_end)
    assert read_plain(text) == read_events(text).tree is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "# 甲\n",
        "a: &x 甲",
        "a: *x",
        "a: !!str 甲",
        "%YAML 1.1\n---\na: 甲",
        "---\na: 甲",
        "a: 甲\n---\nb: 乙",
        "? a\n: 甲",
        "a: [甲]",
        "a: {b: 甲}",
        "a: 甲\na: 乙",
        "a: 甲\n  乙",
        "a: '甲\n  乙'",
        'a: "\\u7532"',
        "a: 甲: 乙",
        "a: 甲:",
        "a:\t甲",
        "a: 甲\x85b: 乙",
        "a: 甲\u2028b: 乙",
        "a: \ufeff甲",
        "a: |2\n    甲\n",
        "a: |+\n  甲\n\n",
        "a: |\n  甲",
        "a:\n    b: 甲\n  c: 乙",
        "a: 甲\n b: 乙",
        "- 甲\na: 乙",
        "-\n  - 甲",
        "- - 甲",
        "a: |\n 甲\nb: |\n  \n   甲\n",
        "".join(f"{'  ' * depth}a:\n" for depth in range(DEPTH_LIMIT + 1)) + "  " * (DEPTH_LIMIT + 1) + "a: 甲",
    ],
)
def test_what_is_not_of_the_subset_is_declined(text: str) -> None:
    assert read_plain(text) is None
