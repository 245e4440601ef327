"""``gongshi new``: the next id, the day, every field explained; filled in, it is a record."""

import re
from pathlib import Path

import pytest

from generator.present import next_id
from generator.registers import REGISTERS
from generator.registers.describe import describe
from generator.source.reader import read
from tests.checking import check, run, small_site
from tests.records import WITH_RECORD


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    small_site(tmp_path)
    return tmp_path


@pytest.mark.parametrize("key", [register.key for register in WITH_RECORD])
def test_a_new_record_names_and_explains_every_field(bureau: Path, key: str) -> None:
    done = run(bureau, "new", key, "--date", "2026-03-20", "--stdout")
    assert done.exit_code == 0, done.output
    for spec in describe(REGISTERS[key].model):
        found = re.search(rf"^[- #]*{re.escape(spec.label)}:.*# (.+)$", done.stdout, re.MULTILINE)
        assert found, spec.label
        assert spec.meaning[:10] in found[1]
        assert bool(re.search(rf"^[- ]*{re.escape(spec.label)}:", done.stdout, re.MULTILINE)) >= spec.required
    for choice in (choice for spec in describe(REGISTERS[key].model) for choice in spec.choices):
        assert choice in done.stdout
    uncommented = re.sub(r"^([- ]*)# ", r"\1", done.stdout, flags=re.MULTILINE)
    if not REGISTERS[key].in_content:
        assert read(done.stdout).regular
        assert read(uncommented).regular, uncommented


def test_it_stands_behind_the_others_and_the_check_says_what_is_missing(bureau: Path) -> None:
    before = (bureau / "registries/penalties/2026/2026-03.yml").read_text(encoding="utf-8")
    done = run(bureau, "new", "penalties", "--date", "2026-03-20")
    assert done.exit_code == 0, done.output
    path, _, line = done.stdout.strip().rpartition(":")
    assert path == "registries/penalties/2026/2026-03.yml"
    text = (bureau / path).read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.split("\n")[int(line) - 1].startswith("- 编号: cf-2026-002")
    status, said = check(bureau)
    missing = {each["field"] for each in said["findings"] if each["code"] == "MD002" and each["record"] == "cf-2026-002"}
    assert (status, {"决定书文号", "案件名称", "程序"} <= missing) == (1, True)
    assert "决定日期: 2026-03-20" in text


def test_a_catalogue_gets_a_file(bureau: Path) -> None:
    done = run(bureau, "new", "officers", "--date", "2026-03-20")
    assert done.stdout.strip() == "registries/officers/ry-003.yml:1"
    assert (bureau / "registries/officers/ry-003.yml").read_text(encoding="utf-8").startswith("编号: ry-003")


def test_the_first_of_another_month_and_year(bureau: Path) -> None:
    done = run(bureau, "new", "penalties", "--date", "2027-01-04")
    assert done.stdout.strip() == "registries/penalties/2027/2027-01.yml:1"
    assert "编号: cf-2027-001" in (bureau / "registries/penalties/2027/2027-01.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "year", "taken", "following"),
    [
        ("penalties", "2026", ["cf-2026-0009", "cf-2026-0010", "cf-2025-0400"], "cf-2026-0011"),
        ("penalties", "2027", ["cf-2026-0009", "cf-2025-0400"], "cf-2027-0001"),
        ("penalties", "2026", [], "penalties-2026-0001"),
        ("penalties", "2026", ["a", "b"], "penalties-2026-0001"),
        ("officers", "", ["ry-001", "ry-017", "sh-002"], "ry-018"),
        ("officers", "", [], "officers-001"),
        ("laws", "", ["xingzheng-chufa-fa"], "laws-001"),
        ("penalties", "2026", ["cf-2026-999"], "cf-2026-1000"),
    ],
)
def test_the_next_id(key: str, year: str, taken: list[str], following: str) -> None:
    assert next_id(key, year, taken) == following
