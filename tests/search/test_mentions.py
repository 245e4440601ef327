"""Whether a document number stands in other texts is proved, never guessed."""

import gzip
import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.folding import folded, number_key
from generator.search.mentions import elsewhere, endings, hash32, parted
from tests.search.test_index import build
from tests.search.test_index import bureau as bureau

NUMBERS = st.builds(
    "{}〔{}〕{}号".format, st.sampled_from(["示卫罚", "卫罚", "示卫医罚", "罚"]), st.sampled_from(["2025", "2026"]), st.integers(1, 30)
)


@given(st.lists(st.tuples(NUMBERS, st.lists(NUMBERS | st.text(max_size=5), max_size=2)), max_size=12), NUMBERS)
def test_what_is_not_in_the_set_stands_nowhere_else(records: list[tuple[str, list[str]]], asked: str) -> None:
    """Where neither the tail nor the key of a number is held, the records whose texts contain it are those that bear it."""
    held: set[int] = set()
    for number, others in records:
        held |= elsewhere([number, "".join(others)], [number])
    held |= endings(number_key(number) for number, _ in records)
    word = folded(asked)
    tail = word[word.index("(") - 1 :]
    containing = [number for number, others in records if any(word in folded(text) for text in (number, "".join(others)))]
    bearing = [number for number, _ in records if number_key(number) == number_key(asked)]
    if not bearing or hash32(tail) in held or hash32(number_key(asked)) in held:
        return  # then the texts are asked
    assert containing == bearing


CODES = st.from_regex(r"[0-9A-C]{18}", fullmatch=True)


@given(st.lists(st.tuples(CODES, st.lists(CODES | st.text("0123ABC ", max_size=9) | st.just("，"), max_size=3)), max_size=6), CODES)
def test_a_code_that_is_not_in_the_set_stands_in_no_text(records: list[tuple[str, list[str]]], asked: str) -> None:
    held = {each for _, texts in records for each in elsewhere(["".join(texts)], [])} | endings(number_key(code) for code, _ in records)
    word = folded(asked)
    for question in {
        word,
        *(folded(code) for code, _ in records),
        *(folded(text) for _, texts in records for text in texts if len(text) == 18),
    }:
        if hash32(question) not in held and hash32(number_key(question)) not in held:
            assert not any(question in folded("".join(texts)) for _, texts in records)


def test_a_mention_is_held_and_a_number_of_its_own_is_not() -> None:
    assert elsewhere(["示卫罚〔2026〕1号"], ["示卫罚〔2026〕1号"]) == set()
    mention = {hash32("罚(2026)1号")}
    for text in ("依示卫罚〔2026〕1号执行", "示卫罚【2026】1號", "示卫罚（２０２６）１号", "示卫罚[2026] 1 号"):
        assert elsewhere([text], []) == mention, text
    assert endings(["示卫罚20261", "卫罚20261", "卫罚20262"]) == {hash32("卫罚20261")}
    assert endings([]) == set()


@pytest.mark.parametrize("count", [0, 1, 5, 1_023, 1_024, 5_000])
def test_hashes_are_found_in_the_file_of_their_first_bits(count: int) -> None:
    hashes = {hash32(f"示卫罚(2026){number}号") for number in range(count)}
    bits, files = parted(hashes)
    assert len(files) == 1 << bits
    assert sum(map(len, files)) == 4 * len(hashes)
    for value in hashes:
        file = files[value >> 32 - bits if bits else 0]
        held = struct.unpack(f"<{len(file) // 4}I", file)
        assert value in held
        assert list(held) == sorted(held)


def test_the_index_holds_them(bureau: Path) -> None:
    site = build(bureau)
    contents = json.loads(gzip.decompress((site / "search/index/index.bin").read_bytes()))
    assert len(contents["mentions"]) % 6 == 0
    assert len(list((site / "search/index/mentions").iterdir())) == len(contents["mentions"]) // 6
