"""The index as files: what is in it, what an edit changes, and what is never found."""

import gzip
import json
import zlib
from pathlib import Path

import pytest

from generator.registers import REGISTERS
from generator.search.entries import Entry, spelt
from generator.search.index import CONTENTS, DIRECTORY, GONE, fnv, records_in, slot, slot_number
from tests.conftest import gongshi
from tests.publishing.bureau import FIRST_DAY, LEDGER, Penalty, enter, gone, make

RARE = "龘靐齉"
"""Characters that stand nowhere in the sample county."""


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    return make(tmp_path)


def build(bureau: Path, day: str = FIRST_DAY) -> Path:
    done = gongshi("build", "--as-of", day, "--jobs", "1", cwd=bureau)
    assert done.returncode == 0, done.stdout + done.stderr
    return bureau / "site"


def unpacked(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site / DIRECTORY).as_posix(): gzip.decompress(path.read_bytes()) for path in (site / DIRECTORY).rglob("*.bin")}


def holds(site: Path, letters: str) -> bool:
    """Whether any of these characters is in the index: as text, as JSON may write it, or as the code point of a gram."""
    for data in unpacked(site).values():
        for letter in letters:
            code = ord(letter)
            point = bytes((code & 0x7F | 0x80, code >> 7 & 0x7F | 0x80, code >> 14))
            if letter.encode() in data or json.dumps(letter)[1:-1].encode() in data or point in data:
                return True
    return False


def shown(**more: object) -> Penalty:
    return Penalty(party=f"示例县{RARE}诊所", **more)  # type: ignore[arg-type]


def test_what_is_shown_is_in_the_index_and_what_left_is_not(bureau: Path) -> None:
    for state, day in (
        (shown(), FIRST_DAY),
        (shown(display_until="2026-07-02"), "2026-07-03"),
        (shown(withdrawal=gone("2026-04-06")), "2026-04-07"),
        (shown(published_on="2026-04-10"), FIRST_DAY),
    ):
        enter(bureau, state)
        assert holds(build(bureau, day), RARE) is (day == FIRST_DAY and state.published_on != "2026-04-10"), (state, day)
        enter(bureau)


def test_a_masked_name_is_in_no_part_of_the_index(bureau: Path) -> None:
    enter(bureau, Penalty(party="王" + RARE[:2]))
    ledger = bureau / LEDGER
    text = (
        ledger.read_text(encoding="utf-8")
        .replace(f"    法定代表人: {Penalty.representative}\n", "")
        .replace("    统一社会信用代码: 91990123MB0T00779P\n", "")
    )
    head, _, rest = text.rpartition("类别: 法人及非法人组织")
    ledger.write_text(f"{head}类别: 自然人{rest}", encoding="utf-8", newline="\n")
    site = build(bureau)
    assert "王某某" in (site / "penalties" / "2026" / Penalty.id / "index.html").read_text(encoding="utf-8")
    assert holds(site, "某")
    assert not holds(site, RARE)


def test_of_what_left_only_a_hash_of_its_number_is_told(bureau: Path) -> None:
    enter(bureau, shown(withdrawal=gone("2026-04-06")))
    site = build(bureau, "2026-04-07")
    told = json.loads(gzip.decompress((site / GONE).read_bytes()))
    assert [f"{fnv('示卫罚202677'):016x}", "penalties", "2026", Penalty.id, "withdrawn"] in told
    assert Penalty.number.encode() not in b"".join(unpacked(site).values())


def test_an_edit_changes_few_files(bureau: Path) -> None:
    enter(bureau, Penalty())
    before = unpacked(build(bureau))
    enter(bureau, Penalty(party="示例县白云口腔诊所"))
    after = unpacked(build(bureau))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert "index.bin" in changed
    assert len(changed) < len(after) / 4
    assert {name.partition("/")[0] for name in changed} <= {"index.bin", "grams", "rows", "slots", "series", "numbers"} | {
        name for name in changed if name.startswith("numbers-")
    }


def test_contents_count_what_is_on_show(bureau: Path) -> None:
    site = build(bureau)
    total = sum(len(json.loads((site / "data" / f"{key}.json").read_bytes())) for key in REGISTERS)
    assert records_in((site / CONTENTS).read_bytes()) == total


@pytest.mark.parametrize(
    "contents", [b"", b"{}", zlib.compress(b"{}"), gzip.compress(b"[]", mtime=0), gzip.compress(b'{"slots": 1}', mtime=0)]
)
def test_contents_that_are_none_are_said_to_be_none(contents: bytes) -> None:
    with pytest.raises(ValueError):
        records_in(contents)


def test_numbers_of_slots_are_their_own_for_ever() -> None:
    numbers = [
        slot_number(key, year)
        for key, register in REGISTERS.items()
        for year in ([""] if not register.is_ledger else ["2000", "2024", "2099"])
    ]
    assert len(set(numbers)) == len(numbers)
    assert slot_number("penalties", "2025") - slot_number("penalties", "2024") == 64


def entry(number: int, **more: object) -> Entry:
    plain = {
        "date": "2026-01-02",
        "id": f"cf-{number}",
        "heading": "某案",
        "detail": "",
        "texts": [],
        "numbers": [f"cf{number}"],
        "facets": [[], [], []],
    }
    return Entry(**(plain | {"documents": [], "spelt": [], "until": "", "status": "", "lapsed": False} | more))  # type: ignore[arg-type]


def test_the_order_of_entries_does_not_matter() -> None:
    entries = [entry(number, date=f"2026-01-{1 + number % 9:02}", heading=f"第{number}案") for number in range(40)]
    one, other = (slot(REGISTERS["penalties"], "2026", given) for given in (entries, reversed(entries)))
    assert one.files == other.files
    assert one.numbers == other.numbers
    assert one.postings.lists == other.postings.lists


def test_names_are_spelt() -> None:
    assert spelt("王建国") == ["wjg", "wangjianguo"]
    assert spelt("示例县A类诊所") == ["slxalzs", "shilixianaleizhensuo"]
    assert spelt("ABC") == []
