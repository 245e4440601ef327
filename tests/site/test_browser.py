"""Pages as a visitor meets them, in real Chromium, at desktop and phone width."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.site.visit import PAGES, WIDTHS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_their_width_ask_no_other_host_and_report_nothing(browser: Browser, county_url: str, width: str) -> None:
    visit = Visit(browser, county_url, width)
    for path in PAGES:
        page = visit.open(path)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, (path, overflow)
    assert [url for url in visit.requests if not url.startswith(county_url)] == []
    assert visit.troubles == []
    visit.context.close()


def test_elder_mode_is_large_is_remembered_and_fits(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "phone")
    page = visit.open("")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    button = page.get_by_role("button", name="长者模式")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate(size) >= 1.25 * before
    for path in PAGES:
        page = visit.open(path)
        assert page.evaluate(size) >= 1.25 * before or "poster" in path
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, (path, overflow)
    page = visit.open("")
    page.get_by_role("button", name="长者模式").click()
    assert visit.open("about/").evaluate(size) == before
    assert visit.context.cookies() == []
    assert visit.troubles == []
    visit.context.close()


def test_a_search_finds_a_document_number_however_its_brackets_are_typed(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "phone")
    page = visit.open("penalties/")
    number = page.locator('.gs-list tbody tr td[data-label="决定书文号"]').first.inner_text()
    address = page.locator(".gs-list tbody th a").first.get_attribute("href") or ""
    for typed in (number, number.replace("〔", "(").replace("〕", ")"), number.replace("〔", "［ ").replace("〕", "］")):
        page = visit.open(f"search/?q={typed}")
        page.wait_for_selector("[data-record]")
        assert page.locator("[data-record]").first.get_attribute("data-record") == "penalties/" + address.split("/")[-2]
    assert visit.troubles == []
    visit.context.close()


def test_every_result_contains_what_was_asked_and_the_count_is_that_of_the_results(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("search/?q=口腔")
    page.wait_for_selector("[data-record]")
    items, count = [], int(page.locator("[data-search-count]").text_content() or 0)
    while True:
        items += page.locator("[data-record]").all_inner_texts()
        onward = page.get_by_role("link", name="下一页")
        if not onward.is_visible():
            break
        here = page.locator("[data-search-pages] .gs-pages__here").inner_text()
        onward.click()
        expect(page.locator("[data-search-pages] .gs-pages__here")).not_to_have_text(here)
    assert len(items) == count > 10
    assert all("口腔" in item for item in items)
    visit.context.close()


def test_what_is_not_there_is_said_not_to_be_there(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "phone")
    for asked in ("99990123NOSUCHCODE", "<script>alert(1)</script>", "%2e%2e", "]]>", "(((((", "\\"):
        page = visit.open("search/")
        page.fill("input#q", asked)
        expect(page.locator("[data-search-message]")).to_contain_text("没有找到")
        assert page.locator("[data-record]").count() == 0
        assert page.locator("[data-search-count]").text_content() == "0"
    assert visit.troubles == []
    visit.context.close()


def test_a_citizen_reaches_a_decision_from_the_home_page(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "phone")
    page = visit.open("")
    page.fill("#home-q", "诊所")
    page.press("#home-q", "Enter")
    page.wait_for_selector("[data-record] a")
    page.locator("[data-record] a").first.click()
    page.wait_for_selector("article.gs-record h1")
    assert visit.troubles == []
    visit.context.close()


def test_lists_and_records_are_whole_without_script(browser: Browser, county_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(county_url + "search/")
    assert "需要浏览器允许运行脚本" in page.content()
    page.locator('main a[href="../penalties/"]').first.click()
    page.locator(".gs-calendar a").first.click()
    page.locator(".gs-list tbody th a").first.click()
    assert page.locator("article.gs-record h1").inner_text()
    context.close()


def test_a_poster_prints_one_sheet_for_the_window_and_one_for_each_matter(browser: Browser, county_url: str, county_site: Path) -> None:
    for poster in sorted(county_site.glob("windows/*/poster")):
        context = browser.new_context(viewport={"width": 794, "height": 1123})
        page = context.new_page()
        page.goto(county_url + poster.relative_to(county_site).as_posix() + "/")
        page.emulate_media(media="print")
        sheets = page.locator(".gs-poster")
        cut = page.evaluate(
            "[...document.querySelectorAll('.gs-poster')].filter(sheet => sheet.scrollHeight > sheet.clientHeight + 1).length"
        )
        assert cut == 0, "a sheet holds more than a page of A4"
        pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
        assert pages == sheets.count() >= 2
        assert page.locator(".gs-poster svg.gs-qr").count() == sheets.count()
        context.close()


def test_a_flow_chart_has_its_steps_as_a_list_beside_it(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "phone")
    page = visit.open("procedures/zhifa-putong-chufa/")
    chart = page.locator("svg[role=img]").first
    assert chart.locator("title").text_content()
    steps = page.locator("main ol > li")
    assert steps.count() >= 8
    assert page.get_by_text("听证").first.is_visible()
    assert visit.troubles == []
    visit.context.close()


def test_overdue_tasks_of_a_campaign_are_marked(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("campaigns/guifan-sheqi-zhifa-2026/")
    assert page.get_by_text("逾期").count() >= 4
    visit.context.close()


@pytest.mark.parametrize("path", ["penalties/2025/cf-2025-0024/", "officers/ry-001/"])
def test_first_record_page_is_light_on_the_wire(browser: Browser, county_url: str, path: str) -> None:
    """A visitor who comes from a link asks for the page and all that it needs: at most 70 KB as a server would compress them."""
    visit = Visit(browser, county_url, "phone")
    asked: list[Request] = []
    visit.page.on("requestfinished", lambda request: asked.append(request))
    visit.open(path)
    weights = {request.url: len(gzip.compress(response.body(), 6)) for request in asked if (response := request.response())}
    assert any(".css" in url for url in weights), "the style sheet was not counted"
    assert sum(weights.values()) <= 70_000, weights
    visit.context.close()


def test_record_pages_compress_to_six_kilobytes(county_site: Path) -> None:
    for register in ("penalties", "licences", "inspections", "officers"):
        pages = [path for path in (county_site / register).rglob("index.html") if len(path.relative_to(county_site).parts) >= 3]
        weights = sorted(len(gzip.compress(page.read_bytes(), 6)) for page in pages)
        assert weights and weights[len(weights) * 99 // 100] <= 6_000, (register, weights[-5:])
