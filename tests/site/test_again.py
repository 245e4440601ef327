"""Building again: only what has changed is made, and what stands there then is what a build from nothing would have made."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checking import small_site
from tests.conftest import gongshi
from tests.site.test_build import tree

DAY, NEXT_DAY, LATER = "2026-11-22", "2026-11-23", "2099-11-22"
LEDGER = Path("registries", "penalties", "2026", "2026-03.yml")
PAGE = "penalties/2026/cf-2026-001/index.html"


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    directory = tmp_path / "bureau"
    directory.mkdir()
    small_site(directory)
    return directory


def build(bureau: Path, *more: str, day: str = DAY) -> dict[str, str]:
    done = gongshi("build", "--as-of", day, "--jobs", "1", *more, cwd=bureau)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(bureau / "site")


def from_nothing(bureau: Path, day: str = DAY) -> dict[str, str]:
    """What a build makes that keeps nothing and finds nothing."""
    done = gongshi("build", "--as-of", day, "--jobs", "1", "--no-cache", "--site-dir", "fresh", cwd=bureau)
    assert done.returncode == 0, done.stdout + done.stderr
    made = tree(bureau / "fresh")
    shutil.rmtree(bureau / "fresh")
    return made


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def edit(bureau: Path, number: int) -> None:
    ledger = bureau / LEDGER
    text = ledger.read_text(encoding="utf-8").split("  备注:")[0].rstrip("\n")
    ledger.write_text(f"{text}\n  备注: 第{number}次改动。\n", encoding="utf-8")


def rename_an_officer(bureau: Path) -> None:
    replaced(bureau / "registries" / "officers" / "ry-001.yml", "示例人员甲", "示例人员丁")


def take_a_case_away(bureau: Path) -> None:
    (bureau / "registries" / "typical-cases" / "al-001.yml").unlink()


def change_a_page(bureau: Path) -> None:
    page = next((bureau / "content").rglob("*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\n又加了一句话。\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "day"),
    [
        (lambda bureau: edit(bureau, 1), DAY),
        (rename_an_officer, DAY),
        (take_a_case_away, DAY),
        (change_a_page, DAY),
        (lambda bureau: None, NEXT_DAY),
        (lambda bureau: None, LATER),
    ],
    ids=["a record", "what others name", "a record less", "a page", "the next day", "a day on which terms are over"],
)
def test_what_has_changed_makes_the_site_that_a_build_from_nothing_makes(bureau: Path, change: Callable[[Path], None], day: str) -> None:
    """Twice over: the second time the edition before the last is made into the new one."""
    build(bureau)
    edit(bureau, 7)
    build(bureau)
    change(bureau)
    assert build(bureau, day=day) == from_nothing(bureau, day)


def test_unchanged_files_are_not_written_again(bureau: Path) -> None:
    build(bureau)
    edit(bureau, 1)
    before = build(bureau)
    edit(bureau, 2)
    written = {name: (bureau / "site" / name).stat().st_mtime_ns for name in before}
    after = build(bureau)
    same = {name for name in after if before.get(name) == after[name]}
    assert PAGE not in same
    assert {name for name in same if (bureau / "site" / name).stat().st_mtime_ns != written[name]} == set()


def test_edition_before_is_not_written_into(bureau: Path) -> None:
    """The two share the files that are the same in both."""
    first = build(bureau)
    edit(bureau, 1)
    build(bureau)
    assert tree(bureau / ".site.spare") == first
    assert (bureau / ".site.spare" / "officers" / "index.html").samefile(bureau / "site" / "officers" / "index.html")


def test_what_somebody_put_into_the_site_or_took_out_of_it_does_not_stay(bureau: Path) -> None:
    build(bureau)
    for number in range(1, 4):
        (bureau / "site" / f"notes-{number}.txt").write_text("不该公开的草稿", encoding="utf-8")
        (bureau / "site" / "penalties" / f"draft-{number}").mkdir()
        (bureau / "site" / "penalties" / f"draft-{number}" / "index.html").write_text("草稿", encoding="utf-8")
        (bureau / "site" / "officers" / "ry-001" / "index.html").unlink()
        edit(bureau, number)
        assert build(bureau) == from_nothing(bureau)


@pytest.mark.parametrize("spoil", [lambda data: b"", lambda data: data[: len(data) // 2], lambda data: data[:-1] + b"\0"])
def test_damaged_entry_of_the_store_is_made_anew(bureau: Path, spoil: Callable[[bytes], bytes]) -> None:
    build(bureau)
    kept = [path for path in (bureau / ".gongshi" / "shards").rglob("*") if path.is_file()]
    assert len(kept) > 100
    for path in kept:
        path.write_bytes(spoil(path.read_bytes()))
    edit(bureau, 1)
    assert build(bureau) == from_nothing(bureau)
    parts = sorted(path for path in (bureau / ".gongshi" / "shards").rglob("*-index") if path.is_file())
    for path in parts[:3]:
        path.write_bytes(spoil(path.read_bytes()))
    rename_an_officer(bureau)
    assert build(bureau) == from_nothing(bureau)


def test_build_beside_another_says_who_is_at_it(bureau: Path) -> None:
    from generator.editions.lock import locked
    from generator.editions.swap import lock_of

    with locked(lock_of(bureau / "site"), "张三@示例机（进程 1）"):
        done = gongshi("build", "--as-of", DAY, cwd=bureau)
    assert done.returncode == 3
    assert "张三@示例机" in done.stderr
    assert "Traceback" not in done.stderr
