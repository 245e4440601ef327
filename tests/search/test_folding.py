"""Text as it is compared: the same one by one, in bulk and in OpenCC's own table."""

import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.folding import fold_one, folded, number_key, simplified
from generator.search.grams import END, HEADING, SPELT, TEXT, postings, varint, varints

TEXTS = st.text(st.characters(exclude_characters="\x1e\x1f", exclude_categories=("Cs",)), max_size=30)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("示卫医罚〔2024〕１２号", "示卫医罚(2024)12号"),
        ("示卫医罚［2024］12号", "示卫医罚(2024)12号"),
        ("示卫医罚【2024】 12 号", "示卫医罚(2024)12号"),
        ("示衛醫罰（2024）12號", "示卫医罚(2024)12号"),
        ("ＡＢＣ－Ｄ诊所", "abc-d诊所"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("康健\u200b口腔\u3000诊所\n", "康健口腔诊所"),
        ("\u202e所诊", "所诊"),
    ],
)
def test_what_is_written_otherwise_is_compared_alike(written: str, compared: str) -> None:
    assert folded(written) == compared


@pytest.mark.parametrize("number", ["示卫医罚〔2024〕12号", "示卫医罚(2024)第12号", "示卫医罚2024-12", " 示卫医罚 [2024] 12 号 "])
def test_a_number_is_the_same_however_it_is_typed(number: str) -> None:
    assert number_key(number) == "示卫医罚202412"


@given(TEXTS)
def test_characters_fold_by_themselves_where_it_is_said(text: str) -> None:
    if all(fold_one(letter) is not None for letter in text):
        assert "".join(fold_one(letter) or "" for letter in text) == folded(text)


def test_the_table_is_that_of_opencc() -> None:
    convert = opencc.OpenCC("t2s").convert
    for letter, simple in simplified().items():
        assert convert(letter) in (simple, letter) or convert(convert(letter)) == simple, letter
    missing = [
        letter
        for code in range(0x3400, 0xA000)
        if unicodedata.normalize("NFKC", letter := chr(code)) == letter and len(simple := convert(letter)) == 1 and simple != letter
        if letter not in simplified()
    ]
    assert missing == []


@given(st.lists(st.integers(0, 2**32 - 1), max_size=20))
def test_numbers_are_written_alike_one_by_one_and_in_bulk(values: list[int]) -> None:
    import numpy as np

    data, sizes = varints(np.array(values, dtype=np.uint32))
    assert data == b"".join(map(varint, values))
    assert sizes.tolist() == [len(varint(value)) for value in values]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value


RECORDS = st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=2)), max_size=6)


@given(RECORDS)
def test_postings_say_of_every_two_characters_where_they_stand(records: list[tuple[str, list[str], list[str]]]) -> None:
    fields = [[[heading] for heading, _, _ in records], [texts for _, texts, _ in records], [spelt for _, _, spelt in records]]
    expected = set()
    for place, of_records in enumerate(fields):
        for record, texts in enumerate(of_records):
            position = 0
            for text in map(folded, texts):
                for at, first in enumerate(text):
                    second = ord(text[at + 1]) if at + 1 < len(text) else END
                    expected.add((ord(first), second, place, record, position + at))
                position += len(text) + 1
    found = set()
    made = postings(7, fields)
    for number, gram in enumerate(made.grams.tolist()):
        lists = _Reader(made.lists[made.starts[number] : made.starts[number + 1]])
        apart = _Reader(made.places[made.apart[number] : made.apart[number + 1]])
        total = 0
        while lists.at < len(lists.data):
            head, count = lists.number(), lists.number()
            total += count
            slot, place = divmod(head, 4)
            assert slot == 7
            assert place in (HEADING, TEXT, SPELT)
            gaps = [lists.number() for _ in range(count)]
            record, position = 0, 0
            steps = lists if place == HEADING else apart
            for each, gap in enumerate(gaps):
                record += gap
                position = steps.number() + (position if each and not gap else 0)
                found.add((gram >> 21, gram & 0x1FFFFF, place, record, position))
        assert total == made.counts[number]
        assert apart.at == len(apart.data)
    assert found == expected
