"""What a visitor reads on a page of each kind, kept as golden files.

After a wanted change: ``pytest tests/site/test_goldens.py --update-goldens``, then read the difference before committing it.
"""

import re
import shutil
from pathlib import Path

import pytest

from tests.checking import small_site
from tests.conftest import ROOT, gongshi

GOLDENS = Path(__file__).parent / "goldens"
PAGES = {
    "penalty": ("2026-11-22", "penalties/2026/cf-2026-001/index.html"),
    "licence": ("2026-11-22", "licences/2026/xk-2026-001/index.html"),
    "inspection": ("2026-11-22", "inspections/2026/jc-2026-001/index.html"),
    "catalogue-record": ("2026-11-22", "officers/ry-001/index.html"),
    "guide": ("2026-11-22", "guides/zn-001/index.html"),
    "landing-of-a-ledger": ("2026-11-22", "penalties/index.html"),
    "landing-of-a-catalogue": ("2026-11-22", "officers/index.html"),
    "month": ("2026-11-22", "penalties/2026/03/index.html"),
    "month-with-nothing": ("2099-11-22", "penalties/2026/03/index.html"),
    "expired": ("2099-11-22", "penalties/2026/cf-2026-001/index.html"),
    "empty-register": ("2026-11-22", "campaigns/index.html"),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small site of the cases on two days: one on which its decisions are on show, one on which their time is over."""
    directory = tmp_path_factory.mktemp("goldens")
    registries = small_site(directory)
    shutil.copytree(ROOT / "content", directory / "content", dirs_exist_ok=True, ignore=shutil.ignore_patterns("reports", "commitments"))
    shutil.rmtree(registries / "campaigns")  # to have a register without a record
    penalties = registries / "penalties" / "2026" / "2026-03.yml"
    text = penalties.read_text(encoding="utf-8")
    if "公示期限" not in text:
        penalties.write_text(text.rstrip("\n") + "\n  公示期限: 2029-03-09\n", encoding="utf-8")
    built = {}
    for day in ("2026-11-22", "2099-11-22"):
        done = gongshi("build", "--as-of", day, "--site-dir", day, cwd=directory)
        assert done.returncode == 0, done.stdout + done.stderr
        built[day] = directory / day
    return built


@pytest.mark.parametrize("name", PAGES)
def test_page_reads_as_its_golden_file(name: str, sites: dict[str, Path], request: pytest.FixtureRequest) -> None:
    day, address = PAGES[name]
    page = (sites[day] / address).read_text(encoding="utf-8")
    head = re.search(r"<title>.*?(?=<link rel=\"icon\")", page, re.DOTALL)
    main = re.search(r"<nav class=\"gs-crumbs\".*?</main>", page, re.DOTALL)
    assert head
    assert main
    shown = f"{head[0].strip()}\n{main[0]}\n"
    golden = GOLDENS / f"{name}.html"
    if request.config.getoption("--update-goldens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")
