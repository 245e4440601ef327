"""Building: all or nothing, the same bytes every time, and the host only when something it depends on has changed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.registers import REGISTERS
from tests.conftest import AS_OF, ROOT, gongshi

REFERRING_TO_LEDGERS = ("typical-cases",)
MONTHS = ("licences/2025/2025-03.yml", "penalties/2025/2025-03.yml", "inspections/2025/2025-03.yml")


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """A small bureau of its own: the sample county's catalogues and one month of each ledger."""
    directory = tmp_path / "bureau"
    shutil.copytree(ROOT / "content", directory / "content")
    shutil.copy(ROOT / "mkdocs.yml", directory)
    ledgers = {key for key, register in REGISTERS.items() if register.is_ledger}
    shutil.copytree(ROOT / "registries", directory / "registries", ignore=shutil.ignore_patterns(*ledgers, *REFERRING_TO_LEDGERS))
    for month in MONTHS:
        place = directory / "registries" / month
        place.parent.mkdir(parents=True)
        shutil.copy(ROOT / "registries" / month, place)
    without_lines(directory / "registries" / MONTHS[2], "后续处罚:")
    return directory


def without_lines(file: Path, word: str) -> None:
    """Leave out what refers to a month that this bureau does not hold."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if word not in line), encoding="utf-8")


def tree(site: Path) -> dict[str, str]:
    """Every file of a site with the hash of its bytes."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def built(bureau: Path, *more: str, **settings: object) -> dict[str, str]:
    done = gongshi("build", "--as-of", AS_OF, *more, cwd=bureau, **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(bureau / "site")


def test_the_same_registers_give_the_same_bytes_whatever_the_machine_is_set_to(bureau: Path) -> None:
    first = built(bureau, "--jobs", "1")
    elsewhere = bureau.with_name("elsewhere")
    shutil.copytree(bureau, elsewhere, ignore=shutil.ignore_patterns(".gongshi", "site"))
    environment = os.environ | {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    assert built(elsewhere, "--jobs", "2", "--no-cache", env=environment) == first


def test_a_second_build_from_the_cache_gives_the_same_bytes(bureau: Path) -> None:
    assert built(bureau) == built(bureau)


def test_a_broken_cache_entry_is_a_miss(bureau: Path) -> None:
    first = built(bureau)
    for entry in (bureau / ".gongshi" / "shards").glob("*/*"):
        entry.write_bytes(entry.read_bytes()[:-3])
    assert built(bureau) == first


def test_an_error_leaves_the_site_that_stood_before_untouched(bureau: Path) -> None:
    before = built(bureau)
    month = bureau / "registries" / MONTHS[1]
    month.write_text(month.read_text(encoding="utf-8").replace("决定日期: 2025-03", "决定日期: 2025-13", 1), encoding="utf-8")
    done = gongshi("build", "--as-of", AS_OF, cwd=bureau)
    assert done.returncode == 1
    assert "penalties/2025/2025-03.yml:" in done.stdout
    assert "MD012" in done.stdout
    assert "原来的网站没有改动" in done.stderr
    assert tree(bureau / "site") == before
    assert not list(bureau.glob(".site.staging*"))


def test_a_deleted_record_leaves_no_page_behind(bureau: Path) -> None:
    assert "file-reviews/pc-2024-xuke/index.html" in built(bureau)
    (bureau / "registries" / "file-reviews" / "pc-2024-xuke.yml").unlink()
    assert "file-reviews/pc-2024-xuke/index.html" not in built(bureau)


def test_a_change_of_data_does_not_run_the_host(bureau: Path) -> None:
    built(bureau)
    ready = next((bureau / ".gongshi" / "host").glob("*/shells-ready"))
    written = ready.stat().st_mtime_ns
    (bureau / "registries" / MONTHS[0]).write_text("[]\n", encoding="utf-8")
    after = built(bureau)
    assert ready.stat().st_mtime_ns == written
    assert not [name for name in after if name.startswith("licences/2025/xk-")]


@pytest.mark.parametrize("changed", ["content/about.md", "mkdocs.yml"])
def test_a_change_of_content_or_settings_runs_the_host(bureau: Path, changed: str) -> None:
    before = built(bureau)
    path = bureau / changed
    path.write_text(path.read_text(encoding="utf-8").replace("公示说明", "公示须知"), encoding="utf-8")
    assert built(bureau)["about/index.html"] != before["about/index.html"]


def test_the_as_of_date_decides_what_is_on_show(bureau: Path) -> None:
    done = gongshi("build", "--as-of", "2025-03-15", "--site-dir", "early", cwd=bureau)
    assert done.returncode == 0, done.stdout + done.stderr
    early, late = tree(bureau / "early"), built(bureau)
    pages = {name for name in late if name.startswith("licences/2025/xk-")}
    shown_early = {name for name in early if name.startswith("licences/2025/xk-")}
    assert shown_early < pages


def test_an_empty_register_says_so_with_the_day(bureau: Path) -> None:
    shutil.rmtree(bureau / "registries" / "penalties")
    built(bureau)
    assert "截至2026年11月22日，本登记簿没有公示中的记录（本期无）" in (bureau / "site" / "penalties" / "index.html").read_text(
        encoding="utf-8"
    )


def test_figures_in_a_page_are_filled_from_the_registers(bureau: Path) -> None:
    built(bureau)
    about = (bureau / "site" / "about" / "index.html").read_text(encoding="utf-8")
    assert 'data-figure="officers.count">18<' in about
    assert "2026年11月22日" in about


def test_mkdocs_itself_builds_the_same_record_pages(bureau: Path) -> None:
    ours = built(bureau)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "by-mkdocs"],
        cwd=bureau,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "end of life" not in done.stdout + done.stderr
    theirs = tree(bureau / "by-mkdocs")
    record = "penalties/2025/" + next(name.split("/")[2] for name in ours if name.startswith("penalties/2025/cf-")) + "/index.html"
    assert theirs[record] == ours[record]
    assert not [name for name in theirs if "gongshi-shell" in name]


def test_a_wheel_carries_the_theme(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    import zipfile

    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert {"site_theme/main.html", "site_theme/assets/gongshi/site.css", "site_theme/fragments/record.html", "generator/py.typed"} <= set(
        names
    )
