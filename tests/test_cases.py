"""Cases found by glob: each directory of ``cases/bad`` has exactly the findings that its ``expected`` lists, each of ``cases/ok`` has none.

A case is a piece of a registries tree, laid over ``cases/base``. A new case is a new directory and needs no Python.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.registers import REGISTERS
from generator.rules.catalogue import CATALOGUE
from generator.source.problems import PROBLEMS
from tests.checking import CASES, Expected, check, lines, read_expected, small_site

BAD = sorted(path for path in (CASES / "bad").iterdir())
OK = sorted(path for path in (CASES / "ok").iterdir())

FORM = "SR,MD,ST,ID,RF,FC,GD001,GD002"
"""The codes that these cases are about: what is wrong with files, values, identities, references and charts. The rules of law have
cases of their own in ``tests/rules``, and much to say about the lean records that stand here."""

OFFICER = (CASES / "base" / "officers" / "ry-002.yml").read_text(encoding="utf-8").replace("ry-002", "ry-003")


def _officer(data: bytes) -> Callable[[Path], object]:
    return lambda registries: (registries / "officers" / "ry-003.yml").write_bytes(data)


def _huge(registries: Path) -> None:
    with (registries / "penalties" / "2026" / "2026-04.yml").open("wb") as file:
        file.truncate(50_000_000)


def _dangling(registries: Path) -> None:
    (registries / "officers" / "ry-003.yml").symlink_to("ry-004.yml")


def _circular(registries: Path) -> None:
    (registries / "officers" / "ry-003.yml").symlink_to("ry-003.yml")


def _dangling_register(registries: Path) -> None:
    (registries / "channels.yml").symlink_to("nowhere.yml")


MADE: dict[str, tuple[Callable[[Path], object], str]] = {
    "encoding-gbk": (_officer(OFFICER.encode("gbk")), "officers/ry-003.yml:1:1 SR001\n GBK"),
    "encoding-gbk-further-down": (_officer(b"# ry-003\nid: ry-003 # " + OFFICER.encode("gbk")), "officers/ry-003.yml:2:14 SR001\n GBK"),
    "encoding-utf-16": (_officer(OFFICER.encode("utf-16")), "officers/ry-003.yml:1:1 SR001\n UTF-16"),
    "encoding-utf-16-big-endian": (_officer(b"\xfe\xff" + OFFICER.encode("utf-16-be")), "officers/ry-003.yml:1:1 SR001\n UTF-16"),
    "encoding-cut-off": (_officer(OFFICER.encode()[:-2]), "officers/ry-003.yml:17:6 SR001"),
    "not-text-at-all": (_officer(bytes(range(256)) * 4), "officers/ry-003.yml:2:118 SR001"),
    "character-nul": (_officer(OFFICER.replace("科员", "科\0员").encode()), "officers/ry-003.yml:4:6 SR003"),
    "character-nul-first": (_officer(b"\0" * 20), "officers/ry-003.yml:1:1 SR003"),
    "character-control-unescaped": (_officer(OFFICER.replace("科员", "科\x07员").encode()), "officers/ry-003.yml:4:6 SR003"),
    "byte-order-mark-inside": (_officer(OFFICER.replace("科员", "科\ufeff员").encode()), "officers/ry-003.yml:4:5 MD017 职务"),
    "byte-order-mark-only": (_officer(b"\xef\xbb\xbf"), "officers/ry-003.yml:1:1 SR007"),
    "file-huge": (_huge, "penalties/2026/2026-04.yml:1:1 SR008\n 50.0"),
    "link-dangling": (_dangling, "officers/ry-003.yml:1:1 SR012"),
    "link-circular": (_circular, "officers/ry-003.yml:1:1 SR012"),
    "link-dangling-for-list-file": (_dangling_register, "channels.yml:1:1 SR012"),
}
"""Cases that git or an editor would spoil: what makes them, and the findings."""

MADE_OK: dict[str, Callable[[Path], object]] = {
    "byte-order-mark-first": _officer(b"\xef\xbb\xbf" + OFFICER.encode()),
    "line-ends-of-windows": _officer(OFFICER.replace("\n", "\r\n").encode()),
    "line-end-missing-at-the-end": _officer(OFFICER.rstrip().encode()),
}


def _agrees(directory: Path, expected: list[Expected]) -> None:
    status, document = check(directory, "--select", FORM)
    assert lines(document["findings"]) == [each.finding for each in expected]
    for each, finding in zip(expected, document["findings"], strict=True):
        for word in each.words:
            assert word in finding["message"] + finding["help"]
    assert status == int(any(finding["level"] == "error" for finding in document["findings"]))


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_bad_case_has_exactly_the_findings_it_lists(case: Path, tmp_path: Path) -> None:
    expected = read_expected((case / "expected").read_text(encoding="utf-8"))
    assert expected, "a bad case lists at least one finding"
    small_site(tmp_path, case)
    _agrees(tmp_path, expected)


@pytest.mark.parametrize("name", MADE)
def test_made_case_has_exactly_the_findings_it_lists(name: str, tmp_path: Path) -> None:
    make, expected = MADE[name]
    make(small_site(tmp_path))
    _agrees(tmp_path, read_expected(expected))


@pytest.mark.parametrize("case", OK, ids=lambda case: case.name)
def test_ok_case_has_no_finding(case: Path, tmp_path: Path) -> None:
    small_site(tmp_path, case)
    _agrees(tmp_path, [])


@pytest.mark.parametrize("name", MADE_OK)
def test_made_ok_case_has_no_finding(name: str, tmp_path: Path) -> None:
    MADE_OK[name](small_site(tmp_path))
    _agrees(tmp_path, [])


def test_base_has_no_finding_at_all(tmp_path: Path) -> None:
    small_site(tmp_path)
    status, document = check(tmp_path)
    assert lines(document["findings"]) == []
    assert status == 0


def test_every_code_is_produced_by_some_case() -> None:
    """A new code needs a case: a directory in ``tests/cases/bad`` with the smallest files that show it."""
    listed = [read_expected((case / "expected").read_text(encoding="utf-8")) for case in BAD] + [
        read_expected(text) for _, text in MADE.values()
    ]
    covered = {each.finding.split()[1] for expected in listed for each in expected}
    needed = set(PROBLEMS) - {"ST001", "MD022", "SR012"}
    if not any(register.in_content for register in REGISTERS.values()):
        needed -= {"SR016"}
    assert sorted(needed - covered) == []
    assert sorted(covered - set(CATALOGUE)) == []


def test_a_file_that_no_one_may_open_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registries = small_site(tmp_path)
    (registries / "officers" / "ry-003.yml").write_text(OFFICER, encoding="utf-8")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "ry-003.yml":
            raise PermissionError(13, os.strerror(13))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    status, document = check(tmp_path, "--select", FORM)
    assert lines(document["findings"]) == ["officers/ry-003.yml:1:1 SR012"]
    assert status == 1
