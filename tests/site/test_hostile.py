"""What somebody hopes to have run is shown as text and never run: in pages, search, JSON, tables and the feed."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from generator.registers import REGISTERS
from tests.checking import check, lines, small_site
from tests.conftest import served
from tests.site.hostile import Hostile, made, strings
from tests.site.visit import WIDTHS, Visit

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return made(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def url(hostile: Hostile) -> Iterator[str]:
    with served(hostile.site) as address:
        yield address


def tag(text: str) -> str:
    """The mark at the end of every text that was put in."""
    found = re.search(r"Q\d+Q$", text)
    assert found
    return found[0]


def squeezed(text: str) -> str:
    """A text without its white space, which paragraphs and lines take the place of."""
    return "".join(text.split())


def test_every_register_has_taken_it_in(hostile: Hostile) -> None:
    """What is refused is what has a form: numbers, codes, ids."""
    assert {name.split("/")[1] for name, _ in hostile.put} == REGISTERS.keys()
    assert len(hostile.put) > 10 * len(hostile.refused)
    assert set(hostile.refused.values()) <= {"MD010", "MD016", "MD019", "CV004", "RC013"}


@pytest.mark.browser
@pytest.mark.parametrize("width", ["narrow", "desktop"])
def test_pages_show_it_as_text_and_run_nothing(browser: Browser, url: str, hostile: Hostile, width: str) -> None:
    visit = Visit(browser, url, width)
    shown: dict[str, set[str]] = {key: set() for key in REGISTERS}
    wide = []
    for path in sorted(hostile.site.rglob("*.html")):
        address = path.relative_to(hostile.site).as_posix().removesuffix("index.html")
        page = visit.page
        page.goto(url + address)
        assert page.evaluate("window.ran") is None, address
        if page.evaluate("document.documentElement.scrollWidth") > WIDTHS[width][0]:
            wide.append(address)
        register = address.split("/")[0]
        text = squeezed(page.evaluate("document.querySelector('main').textContent"))
        for each in hostile.texts(register) if register in REGISTERS else ():
            if tag(each) in text:
                assert squeezed(each) in text, (address, each[:80])
                shown[register].add(each)
    assert wide == []
    assert visit.troubles == []
    assert [request for request in visit.requests if not request.startswith(url)] == []
    aside = {text for (name, place), text in hostile.put.items() if name.startswith("content/") and place[-1] in ("责任单位", "备注")}
    missing = {key: sorted(set(hostile.texts(key)) - each - aside) for key, each in shown.items()}
    assert {key: texts for key, texts in missing.items() if texts} == {}
    visit.context.close()


@pytest.mark.browser
def test_search_finds_it_and_runs_nothing(browser: Browser, url: str, hostile: Hostile) -> None:
    visit = Visit(browser, url, "phone")
    found = 0
    for key in ("penalties", "licences", "laws"):
        for text in hostile.texts(key):
            page = visit.page
            page.goto(f"{url}search/?q={tag(text)}")
            page.wait_for_selector("[data-search-count]:not(:empty)", state="attached")
            assert page.evaluate("window.ran") is None
            count = int(page.locator("[data-search-count]").text_content() or "0")
            if count:
                found += 1
                mark = page.locator("mark").all_text_contents()
                assert any(tag(text).lower() == each.lower() for each in mark)
    assert found >= 10
    assert visit.troubles == []
    visit.context.close()


def test_json_holds_it_unchanged(hostile: Hostile) -> None:
    for key in REGISTERS:
        held = set(strings(json.loads((hostile.site / "data" / f"{key}.json").read_bytes())))
        assert [text for text in hostile.texts(key) if text not in held] == [], key
    for path in hostile.site.rglob("*.json"):
        json.loads(path.read_bytes())


def test_no_cell_of_a_table_is_a_formula(hostile: Hostile) -> None:
    for key in REGISTERS:
        with (hostile.site / "data" / f"{key}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
        joined = "\n".join(cells)
        assert [text for text in hostile.texts(key) if text not in joined] == [], key
        assert {len(row) for row in rows} == {len(rows[0])}


def test_the_feed_and_the_sitemaps_are_xml(hostile: Hostile) -> None:
    feed = ElementTree.parse(hostile.site / "feed.xml")  # noqa: S314 our own
    titles = "\n".join(each.text or "" for each in feed.iter(f"{ATOM}title"))
    named = [text for text in hostile.texts("penalties") + hostile.texts("licences") if tag(text) in titles]
    assert named
    assert [text for text in named if text not in titles] == []
    for path in hostile.site.glob("sitemap*.xml"):
        ElementTree.parse(path)  # noqa: S314


def test_what_machines_are_told_is_json(hostile: Hostile) -> None:
    blocks = 0
    for path in hostile.site.rglob("*.html"):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL):
            thing = json.loads(block)
            assert thing["@context"] == "https://schema.org"
            texts = [text for register in REGISTERS for text in hostile.texts(register)]
            told = list(strings(thing))
            for text in texts:
                if any(tag(text) in each for each in told):
                    assert any(text in each for each in told), (path, text[:80])
            blocks += 1
    assert blocks > len(REGISTERS)


@pytest.mark.parametrize(
    ("text", "code"),
    [("名\u202e字", "MD017"), ("名\u2066字", "MD017"), ("名\u0007字", "MD017"), ("名\ufeff字", "MD017"), ("名" * 10_000, "MD009")],
)
def test_what_deceives_the_eye_or_has_no_end_is_refused_with_its_place(tmp_path: Path, text: str, code: str) -> None:
    registries = small_site(tmp_path)
    path = registries / "penalties" / "2026" / "2026-03.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("案件名称: 示例甲公司违反规定案", f"案件名称: {json.dumps(text)}"), encoding="utf-8")
    status, found = check(tmp_path)
    assert status == 1
    of_file = [finding for finding in found["findings"] if finding["path"] == "registries/penalties/2026/2026-03.yml"]
    assert lines(of_file) == [f"penalties/2026/2026-03.yml:3:9 {code} 案件名称"]
    assert all(len(each["message"]) < 300 for each in of_file)
