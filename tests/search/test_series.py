"""Of a document number the grams tell the serial, and the series the rest: together exactly what the number is."""

from hypothesis import given
from hypothesis import strategies as st

from generator.search.folding import folded
from generator.search.series import CHUNK, FEW, LEAST, Chunk, divided

SERIES = st.sampled_from(["示卫罚〔2025〕", "示卫罚〔2026〕", "示卫医罚〔2026〕第", "罚", "第1字第"])
SERIALS = st.integers(0, 120).map(str) | st.sampled_from(["007", "0199", "999999999"])
NUMBERS = st.builds("{}{}号".format, SERIES, SERIALS)
OTHERS = st.sampled_from(["依示卫罚〔2026〕1号执行", "某医院", "12号", "示卫罚〔2026〕1234567890号", "示卫罚〔2026〕号", ""])


def serials(chunk: Chunk) -> list[tuple[int, str]]:
    """The records and serials of a chunk, read as ``index.js`` reads them."""
    values, value, scale = [], 0, 1
    for byte in chunk.data:
        value, scale = value + (byte & 127) * scale, scale * 128
        if byte < 128:
            values.append(value)
            value, scale = 0, 1
    count, steps, turns = values[0], values[1 : values[0] + 1], values[values[0] + 1 :]
    assert (count, len(turns)) == (chunk.length, chunk.length)
    found, record, serial = [], 0, 0
    for step, turn in zip(steps, turns, strict=True):
        record += step
        serial += -(turn + 1) // 2 if turn % 2 else turn // 2
        assert chunk.lowest <= serial <= chunk.highest
        found.append((record, str(serial)[1:]))
    return found


def told(records: list[tuple[list[str], list[str]]]) -> tuple[list[list[str]], list[list[str]]]:
    """Of each record what is left for the grams, and the numbers that the series tell."""
    left, series = divided(records)
    numbers: list[list[str]] = [[] for _ in records]
    for chunk in (chunk for file in series.files for chunk in file):
        for record, serial in serials(chunk):
            numbers[record].append(f"{series.texts[chunk.series]}{serial}号")
    return left, numbers


@given(st.lists(st.tuples(NUMBERS, st.lists(NUMBERS | OTHERS, max_size=2)), max_size=60))
def test_nothing_of_a_number_is_lost(records: list[tuple[str, list[str]]]) -> None:
    given_ = [([number, *others], [number]) for number, others in records]
    left, numbers = told(given_)
    for (texts, own), kept, borne in zip(given_, left, numbers, strict=True):
        assert len(kept) == len(texts)
        for text, rest in zip(texts, kept, strict=True):
            if rest != text:
                assert text in own
                assert folded(text) in borne
                assert folded(text).endswith(rest)
        assert sorted(borne) == sorted(folded(text) for text, rest in zip(texts, kept, strict=True) if rest != text)


@given(SERIES, SERIALS, st.data())
def test_a_word_is_part_of_a_number_as_it_is_said(series: str, serial: str, data: st.DataObject) -> None:
    """In the series, in the serial, or from the end of the one into the beginning of the other: that is all there is."""
    text, number = folded(series), folded(f"{series}{serial}号")
    start = data.draw(st.integers(0, len(number) - 1))
    word = data.draw(st.just(number[start : data.draw(st.integers(start + 1, len(number)))]) | st.text("示卫罚()第0126号", min_size=1))
    said = word in text or word in f"{serial}号"
    said = said or any(text.endswith(word[:end]) and f"{serial}号".startswith(word[end:]) for end in range(1, len(word)))
    assert said == (word in number)


def test_what_is_borne_by_few_stays_in_the_texts() -> None:
    few = [([f"示卫罚〔2026〕{number}号"], [f"示卫罚〔2026〕{number}号"]) for number in range(LEAST - 1)]
    assert divided(few)[0] == [texts for texts, _ in few]
    assert divided(few)[1].texts == []
    left, series = divided([*few, (["某医院"], []), few[0]])
    assert series.texts == ["示卫罚(2026)"]
    assert left[3] == ["3号"]
    assert series.without == [LEAST - 1]
    assert divided([*few, few[0], *[(["某医院"], [])] * (FEW + 1)])[1].without is None


def test_what_has_no_serial_that_can_be_told_stays_in_the_texts() -> None:
    for number in ("示卫罚〔2026〕1234567890号", "示卫罚〔2026〕号", "12号", "某文", "示卫罚〔2026〕12号之一"):
        assert divided([([number], [number])] * LEAST)[0] == [[number]] * LEAST, number


def test_a_mention_of_another_is_a_text() -> None:
    assert divided([(["示卫罚〔2026〕1号"], [])] * LEAST)[0] == [["示卫罚〔2026〕1号"]] * LEAST


def test_files_hold_neither_too_little_nor_too_much() -> None:
    records = [([f"{name}〔2026〕{number}号"],) * 2 for number in range(CHUNK + 500) for name in ("示卫罚", "示卫医罚")]
    files = divided(records)[1].files
    assert [[chunk.length for chunk in file] for file in files] == [[CHUNK], [500, CHUNK], [500]]
    assert [(chunk.lowest, chunk.highest) for chunk in files[0]] == [(10, 14_095)]
    assert divided([]) == ([], ([], [], []))
