"""The search and the verification as a citizen meets them, in real Chromium, held against a scan of all public records."""

import functools
import gzip
import http.server
import json
import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.search import measured, scan
from generator.search.index import CONTENTS, DIRECTORY
from tests.conftest import gongshi
from tests.publishing.bureau import FIRST_DAY, Penalty, enter, gone, make
from tests.site.visit import Visit

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=\"document.title='run'\">",
    "'\"><script>document.title='run'</script>",
    "javascript:document.title='run'",
    "{{ 7 * 7 }}{% raw %}",
    ".*+?^${}()|[]\\",
    "(((((",
    "\x00\x01\x02\x1e\x1f\x7f",
    "\u202e\u2066诊所\u2069",
    "%00%ff%",
    "诊" * 10_000,
    "a " * 5_000,
    "𠮷野家",
    "?q=1&register=penalties#x",
    "../../../etc/passwd",
)


def count(page: Page) -> int:
    """How many were found, once that is known."""
    expect(page.locator("[data-search-message]")).to_contain_text("找到")
    return int(page.locator("[data-search-count]").text_content() or 0)


def records(page: Page) -> list[str]:
    return [each.get_attribute("data-record") or "" for each in page.locator("[data-search-results] > li").all()]


@contextmanager
def served(site: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_answers_are_those_of_a_scan_of_all_records(browser: Browser, county_site: Path) -> None:
    """Three questions of each of eleven kinds; ``make bench-search`` asks thirty of each."""
    result = measured(browser, county_site, each=3, seed=7)
    assert result["all"]["asked"] == 33
    assert result["wrong"] == []


_ALL = """async ([address, questions]) => {
  const { Index, answer } = await import(address);
  const index = await Index.open("index/index.bin");
  const found = [];
  for (const question of questions) {
    const { ranks } = await answer(index, question);
    found.push([...ranks].flatMap(([slot, records]) => [...records].map(([record, rank]) => [slot, record, rank])));
  }
  return found;
}"""


def test_every_piece_of_a_document_number_finds_those_that_have_it(browser: Browser, county_site: Path) -> None:
    """Series, serial, from one into the other, alone and with a second word; in other brackets too."""
    truth, chance = scan(county_site), random.Random(11)  # noqa: S311
    numbers = sorted({number for record in truth.records for number in record.entry.documents})
    questions = ["罚1", "号", "第", "〔2025〕1", "2025) 诊所", "示例"]
    for _ in range(200):
        number = chance.choice(numbers)
        start = chance.randrange(len(number))
        piece = number[start : chance.randint(start + 1, len(number))]
        questions.append(chance.choice([piece, piece.replace("〔", "[").replace("〕", "]"), f"{piece} 所"]))
    questions = [question for question in questions if any(letter.isalnum() for letter in question)]
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    with served(county_site) as url:
        page.goto(f"{url}search/")
        address = page.get_attribute("script[src*='search.js']", "src") or ""
        contents = gzip.decompress((county_site / CONTENTS).read_bytes())
        found = page.evaluate(_ALL, [f"{url}{address.replace('../', '').replace('search.js', 'index.js')}", questions])
    context.close()
    assert len(json.loads(contents)["series"]) > 5
    for question, answers in zip(questions, found, strict=True):
        assert {(slot, record): rank for slot, record, rank in answers} == truth.answer(question), question


def test_hostile_questions_are_questions(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "phone")
    for asked in HOSTILE:
        page = visit.open("search/")
        title = page.title()
        page.evaluate(
            "asked => { const box = document.querySelector('input[name=q]'); box.value = asked; box.form.requestSubmit(); }", asked
        )
        expect(page.locator("[data-search-message]")).not_to_contain_text("正在")
        page.goto(f"{county_url}search/?q={quote(asked[:500], errors='surrogatepass')}")
        page.wait_for_load_state("networkidle")
        assert page.title() == title
    page = visit.open("search/")
    page.evaluate("() => { const box = document.querySelector('input[name=q]'); box.value = '诊\\ud800所'; box.form.requestSubmit(); }")
    assert count(page) > 0
    assert visit.troubles == []
    visit.context.close()


def test_results_are_sifted_by_links_that_can_be_sent_to_others(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("search/?q=诊所")
    whole = count(page)
    chip = page.locator("[data-search-filters] a", has_text="行政许可决定")
    told = int((chip.locator(".gs-filter__count").text_content() or "").replace(",", ""))
    chip.click()
    expect(page.locator("[data-search-count]")).to_have_text(str(told))
    assert told < whole
    assert all(record.startswith("licences/") for record in records(page))
    value = page.locator("[data-search-filters] .gs-filter", has_text="决定").locator("a").last
    told = int((value.locator(".gs-filter__count").text_content() or "").replace(",", ""))
    value.click()
    expect(page.locator("[data-search-count]")).to_have_text(str(told))
    shown, address = records(page), page.url
    other = visit.context.new_page()
    other.goto(address)
    expect(other.locator("[data-search-count]")).to_have_text(str(told))
    expect(other.locator("[data-search-results] > li")).to_have_count(len(shown))
    assert records(other) == shown
    page.go_back()
    page.go_back()
    expect(page.locator("[data-search-count]")).to_have_text(str(whole))
    assert visit.troubles == []
    visit.context.close()


def test_results_are_sifted_by_days_and_put_in_their_order(browser: Browser, county_url: str, county_site: Path) -> None:
    days = {
        f"{key}/{record['id']}": record["decided_on"]
        for key in ("penalties",)
        for record in json.loads((county_site / "data" / f"{key}.json").read_bytes())
    }
    visit = Visit(browser, county_url, "phone")
    page = visit.open("search/?q=医疗&register=penalties&from=2025-03-01&to=2025-08-31&sort=date")
    found = count(page)
    shown = [days[record] for record in records(page)]
    assert found > len(shown) > 3
    assert shown == sorted(shown, reverse=True)
    assert all("2025-03-01" <= day <= "2025-08-31" for day in shown)
    assert page.locator("details.gs-search__days").get_attribute("open") is not None
    visit.context.close()


def test_nothing_found_offers_what_is_near(browser: Browser, county_url: str, county_site: Path) -> None:
    record = json.loads((county_site / "data" / "penalties.json").read_bytes())[40]
    visit = Visit(browser, county_url, "phone")
    page = visit.open(
        f"search/?q={record['party']['credit_code'][:-1] if 'credit_code' in record['party'] else record['document_number']}零"
    )
    assert count(page) == 0
    expect(page.locator("[data-search-near]")).to_contain_text(record["case_name"])
    page = visit.open("search/?q=示例县卫生健廉局")
    assert count(page) == 0
    page.locator("[data-search-near] a", has_text="示例县卫生健康局").first.click()
    expect(page.locator("[data-search-message]")).to_contain_text("找到 ")
    assert count(page) > 0
    number = json.loads((county_site / "data" / "licences.json").read_bytes())[40]["document_number"]
    page = visit.open(f"search/?q={number.replace('许', '讦')}")
    assert count(page) == 0
    page.locator("[data-search-near] a", has_text=number).click()
    expect(page.locator("[data-search-message]")).to_contain_text("找到 ")
    page = visit.open("search/?q=诊所 没有这样的词")
    assert count(page) == 0
    expect(page.locator("[data-search-near]")).to_contain_text("诊所")
    assert visit.troubles == []
    visit.context.close()


def test_a_search_by_keyboard_alone(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("search/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("口腔")
    page.keyboard.press("Enter")
    found = count(page)
    page.wait_for_selector("[data-record]")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-search-filters] a')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-count]")).not_to_have_text(str(found))
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-record] a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("article.gs-record h1")
    assert visit.troubles == []
    visit.context.close()


def test_a_browser_that_cannot_unpack_finds_the_same(browser: Browser, county_url: str) -> None:
    found = []
    for old in (False, True):
        visit = Visit(browser, county_url, "phone")
        if old:
            visit.page.add_init_script("delete window.DecompressionStream")
        page = visit.open("search/?q=未按照规定")
        found.append((count(page), records(page)))
        assert any("inflate.js" in url for url in visit.requests) is old
        assert visit.troubles == []
        visit.context.close()
    assert found[0] == found[1]
    assert found[0][0] > 0


def test_search_without_script_leads_to_the_registers(browser: Browser, county_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("search/", "verify/"):
        page.goto(county_url + path)
        assert "需要浏览器允许运行脚本" in (page.locator("main").inner_text())
        page.locator('main a[href="../officers/"]').first.click()
        assert page.locator("h1").inner_text()
    context.close()


def test_an_index_that_was_published_anew_is_read_anew(browser: Browser, tmp_path: Path) -> None:
    """A page that was opened before, and whose files are gone since."""
    bureau = make(tmp_path)
    sites = []
    for party in ("示例县白云口腔诊所", "示例县青山口腔诊所"):
        enter(bureau, Penalty(party=party))
        assert gongshi("build", "--as-of", FIRST_DAY, "--jobs", "1", "--site-dir", party, cwd=bureau).returncode == 0
        sites.append(bureau / party)
    place = tmp_path / "www"
    shutil.copytree(sites[0], place)
    with served(place) as url:
        visit = Visit(browser, url, "phone")
        page = visit.open("search/?q=白云口腔")
        assert count(page) == 1
        shutil.rmtree(place / DIRECTORY)
        shutil.copytree(sites[1] / DIRECTORY, place / DIRECTORY)
        page.fill("input[name=q]", "青山口腔")
        expect(page.locator("[data-record]")).to_contain_text("青山口腔")
        assert count(page) == 1
        visit.context.close()


def test_numbers_are_verified(browser: Browser, county_url: str, county_site: Path) -> None:
    officers = json.loads((county_site / "data" / "officers.json").read_bytes())
    penalty = json.loads((county_site / "data" / "penalties.json").read_bytes())[3]
    working = next(record for record in officers if record["status"] == "在岗")
    left = next(record for record in officers if record["status"] != "在岗")
    visit = Visit(browser, county_url, "phone")
    for number, kind, said in (
        (working["certificate"], "yes", working["name"]),
        (left["certificate"], "over", left["status"]),
        (penalty["document_number"].replace("〔", "[").replace("〕", "]"), "yes", penalty["case_name"]),
        (f"{working['certificate']}0", "no", "没有查到"),
        ("示", "no", "没有查到"),
        ("<b>1</b>", "no", "没有查到"),
    ):
        page = visit.open("verify/")
        page.fill("#number", number)
        page.press("#number", "Enter")
        expect(page.locator("[data-verdict]").first).to_have_attribute("data-verdict", kind)
        expect(page.locator("[data-verdict]").first).to_contain_text(said)
    page = visit.open(f"verify/?number={working['certificate']}")
    expect(page.locator(".gs-verdict__record")).to_contain_text(working["name"])
    page.clock.install(time="2080-01-01")
    page.reload()
    expect(page.locator("[data-verdict]").first).to_contain_text("已经过期")
    assert visit.troubles == []
    visit.context.close()


@pytest.mark.parametrize(("change", "day", "said"), [("withdrawn", "2026-04-07", "已经撤下"), ("expired", "2026-07-03", "公示期已满")])
def test_what_left_is_said_to_have_left(browser: Browser, tmp_path: Path, change: str, day: str, said: str) -> None:
    bureau = make(tmp_path)
    enter(bureau, Penalty(withdrawal=gone("2026-04-06")) if change == "withdrawn" else Penalty(display_until="2026-07-02"))
    assert gongshi("build", "--as-of", day, "--jobs", "1", cwd=bureau).returncode == 0
    with served(bureau / "site") as url:
        visit = Visit(browser, url, "phone")
        page = visit.open(f"verify/?number={Penalty.number}")
        expect(page.locator("[data-verdict]").first).to_contain_text(said)
        assert Penalty.party not in page.content()
        page.get_by_role("link", name="查看说明").click()
        page.wait_for_selector(".gs-tombstone")
        for asked in (Penalty.party, Penalty.number, Penalty.code, Penalty.representative):
            page = visit.open(f"search/?q={asked}")
            assert count(page) == 0
        visit.context.close()
