"""``gongshi check --against``: the editions of a published site are held against the days of publication."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.checking import run
from tests.rules.cases import lay_out, read_case

CASE = Path(__file__).parent.parent / "rules" / "ED001" / "bad-between-two-editions.yml"
AS_OF = "2026-03-20"
LATEST = "editions/latest.json"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A bureau with a record that is backdated, and beside it, in ``published``, the two editions that show it."""
    (tmp_path / "store").mkdir()
    (tmp_path / "bureau").mkdir()
    return lay_out(read_case(CASE), tmp_path / "bureau", tmp_path / "store").directory


def check(site: Path, *arguments: str) -> Result:
    return run(site, "check", "--as-of", AS_OF, "--jobs", "1", "--select", "ED", *arguments)


def test_days_are_held_against_the_editions_only_where_they_are_given(site: Path) -> None:
    assert check(site).exit_code == 0
    held = check(site, "--against", "published")
    assert held.exit_code == 1
    assert "ED001" in held.stdout
    assert check(site).exit_code == 0


def test_another_edition_is_another_answer(site: Path) -> None:
    """What was found against one chain is not taken for what another would show."""
    assert check(site, "--against", "published").exit_code == 1
    published = site / "published"
    (published / LATEST).write_bytes((published / "editions" / "2026-03-13.json").read_bytes())
    assert check(site, "--against", "published").exit_code == 0


@pytest.mark.parametrize("name", ["nowhere", "content", "registries/penalties/2026/2026.yml"])
def test_what_holds_no_editions_exits_2(site: Path, name: str) -> None:
    result = check(site, "--against", name)
    assert result.exit_code == 2
    assert f"{name} 里没有发布过的版次" in result.stderr
    assert result.stdout == ""


def test_a_preview_is_no_edition(site: Path) -> None:
    for path in (site / "published" / "editions").glob("*.json"):
        manifest = json.loads(path.read_bytes())
        path.write_bytes(json.dumps(manifest | {"published": False, "previous": "", "previous_sha256": ""}).encode())
    (site / "published" / "editions" / "2026-03-17.json").write_bytes((site / "published" / LATEST).read_bytes())
    assert check(site, "--against", "published").exit_code == 2


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (LATEST, b"{"),
        (LATEST, b"[]"),
        (LATEST, None),
        ("editions/2026-03-13.json", None),
        ("editions/2026-03-13.jsonl", None),
        ("editions/2026-03-13.jsonl", b"{}\n"),
        ("editions/2026-03-17.jsonl", b"\xff\n"),
    ],
)
def test_broken_editions_exit_1_with_a_sentence(site: Path, path: str, data: bytes | None) -> None:
    file = site / "published" / path
    file.write_bytes(data) if data else file.unlink()
    result = check(site, "--against", "published")
    assert result.exit_code == 1
    assert "published 的版次有问题：" in result.stderr
    assert "gongshi verify" in result.stderr
    assert result.stdout == ""
