"""What people do on the pages: sift and order a list, print, pass on, save and cite a record, check a certificate, with a keyboard alone, without script."""

import csv
import datetime as dt
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from generator.registers import REGISTERS
from tests.site.visit import PAGES, WITH_SCRIPT, Visit

pytestmark = pytest.mark.browser
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://gongshi.example/"


def shown_rows(page: Page) -> list[list[str]]:
    rows: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('table[data-list] tbody tr')].filter(row => !row.hidden).map(row => [...row.cells].map(each => each.textContent))"
    )
    return rows


def test_a_list_is_sifted_by_words_and_by_the_values_of_a_column(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("officers/")
    everybody = shown_rows(page)
    page.get_by_role("searchbox", name="在本页筛选").fill("综合 检查")
    some = shown_rows(page)
    assert 0 < len(some) < len(everybody)
    assert some == [row for row in everybody if all(word in "".join(row) for word in ("综合", "检查"))]
    assert page.locator(".gs-sift__told").inner_text() == f"符合的有 {len(some)} 条，共 {len(everybody)} 条"
    page.get_by_label("状态", exact=True).select_option("注销")
    assert shown_rows(page) == [row for row in some if row[-1] == "注销"]
    page.get_by_role("searchbox", name="在本页筛选").fill("没有这个人")
    assert shown_rows(page) == []
    assert page.locator(".gs-sift__told").inner_text() == f"没有符合的，共 {len(everybody)} 条"
    assert visit.troubles == []
    visit.context.close()


def test_a_list_is_put_in_order_by_days_amounts_and_texts(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("penalties/2025/03/")

    def by(title: str) -> tuple[str | None, list[str]]:
        page.get_by_role("button", name=title, exact=True).click()
        head = page.locator("th", has=page.get_by_role("button", name=title, exact=True))
        place = page.locator("thead th").all_text_contents().index(title)
        return head.get_attribute("aria-sort"), [row[place] for row in shown_rows(page)]

    direction, amounts = by("罚款金额")
    numbers = [float(re.sub(r"[^\d.]", "", each)) for each in amounts]
    assert direction == "ascending"
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 2
    direction, amounts = by("罚款金额")
    assert direction == "descending"
    assert [float(re.sub(r"[^\d.]", "", each)) for each in amounts] == sorted(numbers, reverse=True)
    direction, days = by("决定日期")
    found = [tuple(map(int, re.findall(r"\d+", each))) for each in days]
    assert found == sorted(found)
    assert page.locator("[aria-sort]").count() == 1
    visit.context.close()
    visit = Visit(browser, county_url, "phone")
    page = visit.open("penalties/2025/03/")
    page.get_by_label("顺序").select_option(label="罚款金额，从大到小")
    assert [float(re.sub(r"[^\d.]", "", row[3])) for row in shown_rows(page)] == sorted(numbers, reverse=True)
    visit.context.close()


def test_the_kinds_on_a_landing_page_lead_to_as_many_results_as_they_say(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("penalties/")
    kinds = page.locator(".gs-kinds a").evaluate_all("links => links.map(link => [link.href, link.querySelector('span').textContent])")
    assert len(kinds) >= 3
    for address, count in kinds:
        page.goto(address)
        page.wait_for_selector("[data-search-count]:not(:empty)", state="attached")
        assert page.locator("[data-search-count]").text_content() == count.replace(",", "")
    assert visit.troubles == []
    visit.context.close()


def test_a_record_is_saved_cited_passed_on_and_printed(browser: Browser, county_url: str, county_site: Path, tmp_path: Path) -> None:
    visit = Visit(browser, county_url, "desktop")
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.add_init_script("window.print = () => { document.documentElement.dataset.printed = document.documentElement.className; }")
    visit.page.clock.set_fixed_time(dt.datetime(2026, 11, 27, 8, tzinfo=dt.UTC))
    page = visit.open("penalties/2024/cf-2024-0001/")
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载本条（表格）").click()
    assert saved.value.suggested_filename == "cf-2024-0001.csv"
    saved.value.save_as(tmp_path / "saved.csv")
    rows = list(csv.reader((tmp_path / "saved.csv").read_text(encoding="utf-8-sig").splitlines()))
    record = next(each for each in json.loads((county_site / "data" / "penalties.json").read_bytes()) if each["id"] == "cf-2024-0001")
    held = dict(rows)
    assert held["名称"] == record["case_name"]
    assert held["决定书文号"] == record["document_number"]
    assert held["违法事实"] == record["facts"]
    assert held["统一社会信用代码"] == record["party"]["credit_code"]
    assert held["处罚种类"] == "；".join(record["kinds"])
    assert held["网址"] == f"{BASE}penalties/2024/cf-2024-0001/"

    page.get_by_text("引用", exact=True).click()
    page.get_by_role("button", name="复制").click()
    page.wait_for_selector("[data-told]:not(:empty)")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited == (
        f"示例县卫生健康局. {record['case_name']}[EB/OL]. ({record['published_on']})[2026-11-27]. {BASE}penalties/2024/cf-2024-0001/."
    )
    page.get_by_role("button", name="分享网址").click()
    page.get_by_text("网址已经复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{BASE}penalties/2024/cf-2024-0001/"
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("document.documentElement.dataset.printed") == "gs-script", "the whole page, not the card alone"
    assert visit.troubles == []
    visit.context.close()


def test_the_course_of_a_case_is_in_the_order_of_its_days(browser: Browser, county_url: str, county_site: Path) -> None:
    visit = Visit(browser, county_url, "phone")
    for record in json.loads((county_site / "data" / "penalties.json").read_bytes())[:6]:
        page = visit.open(f"penalties/{record['decided_on'][:4]}/{record['id']}/")
        days = page.locator(".gs-course time").evaluate_all("times => times.map(time => time.dateTime)")
        assert days == sorted(days)
        told = dict(zip(page.locator(".gs-course span").all_text_contents(), days, strict=True))
        assert told["决定"] == record["decided_on"]
        assert told["公开"] == record["published_on"]
        assert told.get("立案") == record.get("opened_on")
    visit.context.close()


@pytest.mark.parametrize(
    ("day", "said", "holds"),
    [
        ("2026-11-27", "今天是2026年11月27日，证件在有效期内。", True),
        ("2028-12-31", "今天是2028年12月31日，证件在有效期内。", True),
        ("2029-01-01", "今天是2029年1月1日，证件已经过期。", False),
        ("2022-06-19", "今天是2022年6月19日，证件还没有生效。", False),
    ],
)
def test_a_certificate_holds_or_not_on_the_day_of_the_device(browser: Browser, county_url: str, day: str, said: str, holds: bool) -> None:
    visit = Visit(browser, county_url, "phone")
    visit.page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T12:00:00"))
    page = visit.open("officers/ry-001/")
    assert page.locator("[data-validity]").inner_text() == said
    assert (page.locator(".gs-validity--yes").count(), page.locator(".gs-validity--no").count()) == (holds, not holds)
    visit.context.close()


def test_who_has_left_is_said_to_have_left(browser: Browser, county_url: str, county_site: Path) -> None:
    visit = Visit(browser, county_url, "phone")
    gone = [each for each in json.loads((county_site / "data" / "officers.json").read_bytes()) if each["status"] != "在岗"]
    assert gone
    for officer in gone:
        page = visit.open(f"officers/{officer['id']}/")
        assert page.locator(".gs-validity--no").count() == 1
        assert officer["status"] in page.locator("[data-validity]").inner_text()
    visit.context.close()


def test_an_officers_card_prints_alone_and_small(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("officers/ry-001/")
    page.evaluate("document.documentElement.classList.add('gs-print-card')")
    page.emulate_media(media="print")
    box = page.locator(".gs-card").bounding_box()
    assert box
    assert box["width"] * 25.4 / 96 == pytest.approx(90, abs=1)
    assert box["height"] * 25.4 / 96 < 56
    seen = page.evaluate("document.body.innerText")
    assert "韩守诚" in seen
    assert "法律依据" not in seen
    assert "主办单位" not in seen
    assert page.pdf().count(b"/Type /Page\n") == 1
    visit.context.close()


def test_everything_but_search_and_verify_reads_the_same_without_script(browser: Browser, county_url: str) -> None:
    visit = Visit(browser, county_url, "desktop")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    plain = context.new_page()
    added = ".gs-sift, .gs-switch, [data-today], [data-validity], [data-print], [data-share], [data-save], [data-copy], noscript"
    for path in PAGES:
        if path.startswith(WITH_SCRIPT):
            continue
        page = visit.open(path)
        page.evaluate(f"document.querySelectorAll({json.dumps(added)}).forEach(each => each.remove())")
        plain.goto(county_url + path)
        texts = [
            re.sub(r"\s+", "", each.replace("是否仍然有效，请与今天的日期核对。", ""))
            for each in (page.locator("body").inner_text(), plain.locator("body").inner_text())
        ]
        assert texts[0] == texts[1], path
    visit.context.close()
    context.close()


def test_a_journey_by_keyboard_alone(browser: Browser, county_url: str) -> None:
    """From the home page through the menu to a register, a month, a record, its citation; the focus is always to be seen."""
    visit = Visit(browser, county_url, "desktop")
    page = visit.open("")

    def focus() -> str:
        return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name || ''"))

    def tab_to(text: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", focus()
            if focus() == text:
                return
        raise AssertionError(f"{text} is not reached, the focus is on {focus()}")

    page.keyboard.press("Tab")
    assert focus() == "跳到正文"
    page.keyboard.press("Enter")
    tab_to("q")
    page.reload()
    tab_to("事后公开")
    page.keyboard.press("Enter")
    tab_to("行政处罚决定")
    page.keyboard.press("Enter")
    page.wait_for_url("**/penalties/")
    tab_to("2025年")
    page.keyboard.press("Enter")
    page.wait_for_url("**/penalties/2025/")
    tab_to("3月11")
    page.keyboard.press("Enter")
    page.wait_for_url("**/penalties/2025/03/")
    tab_to("罚款金额")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("[aria-sort=descending]").count() == 1
    first = shown_rows(page)[0][0]
    tab_to(first)
    page.keyboard.press("Enter")
    page.wait_for_selector("article.gs-record h1")
    assert page.locator("h1").inner_text().replace("\n", "") == first
    tab_to("引用")
    page.keyboard.press("Enter")
    assert page.locator("[data-cite]").is_visible()
    assert visit.troubles == []
    visit.context.close()


def test_sitemaps_name_every_page_on_show_and_nothing_else(county_site: Path) -> None:
    listed: dict[str, str] = {}
    for sitemap in ElementTree.parse(county_site / "sitemap.xml").iter(f"{SITEMAP}loc"):  # noqa: S314 our own
        tree = ElementTree.parse(county_site / str(sitemap.text).removeprefix(BASE))  # noqa: S314
        for place in tree.iter(f"{SITEMAP}url"):
            address = str(place.findtext(f"{SITEMAP}loc"))
            assert address not in listed
            listed[address] = place.findtext(f"{SITEMAP}lastmod") or ""
    there = {
        BASE + path.relative_to(county_site).as_posix().removesuffix("index.html")
        for path in county_site.rglob("index.html")
        if 'content="noindex"' not in path.read_text(encoding="utf-8")
    }
    posters = {address for address in there if address.endswith("/poster/")}
    assert listed.keys() <= there
    of_nobody = {address for address in there - posters - listed.keys() if not re.search(r"/\d{4}/(\d\d/)?$", address)}
    assert of_nobody == set()
    for key in REGISTERS:
        for record in json.loads((county_site / "data" / f"{key}.json").read_bytes())[:30]:
            year = f"{record[REGISTERS[key].dated][:4]}/" if REGISTERS[key].is_ledger else ""
            assert listed[f"{BASE}{key}/{year}{record['id']}/"] == max(record.get("updated_on", ""), record.get("published_on", ""))
    robots = (county_site / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {BASE}sitemap.xml" in robots


def test_a_month_as_json_holds_what_its_page_lists(county_site: Path) -> None:
    months = sorted(county_site.glob("*/????/??/index.json"))
    assert len(months) > 100
    of_register: dict[str, list[str]] = {}
    for path in months:
        records = [record["id"] for record in json.loads(path.read_bytes())]
        linked = re.findall(r'<a href="\.\./\.\./\.\./\w[\w-]*/\d{4}/([a-z0-9-]+)/">', path.with_name("index.html").read_text("utf-8"))
        assert records == linked
        of_register.setdefault(path.relative_to(county_site).parts[0], []).extend(records)
    for key, ids in of_register.items():
        assert sorted(ids) == sorted(each["id"] for each in json.loads((county_site / "data" / f"{key}.json").read_bytes()))


def test_machines_are_told_what_pages_are(county_site: Path) -> None:
    def told(address: str) -> dict[str, object]:
        text = (county_site / address / "index.html").read_text(encoding="utf-8")
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        thing: dict[str, object] = json.loads(block)
        return thing

    licence = next(each for each in json.loads((county_site / "data" / "licences.json").read_bytes()) if each["decision"] == "准予")
    permit = told(f"licences/{licence['decided_on'][:4]}/{licence['id']}")
    assert permit["@type"] == "GovernmentPermit"
    assert permit["identifier"] == licence.get("certificate_number", licence["document_number"])
    assert permit["validFrom"] == licence["valid_from"]
    assert told("guides/gonggong-changsuo-xuke")["@type"] == "GovernmentService"
    assert told("subjects/weishengjiankangju")["@type"] == "GovernmentOrganization"
    assert told("penalties")["@type"] == "Dataset"
    assert told("")["@type"] == "WebSite"


def test_pages_that_are_passed_on_say_what_they_are(county_site: Path) -> None:
    for path in PAGES:
        if "?" in path or path == "404.html":
            continue
        text = (county_site / path / "index.html").read_text(encoding="utf-8")
        said = dict(re.findall(r'<meta property="(og:[a-z_]+)" content="([^"]*)">', text))
        assert said.keys() >= {"og:title", "og:type", "og:site_name", "og:locale", "og:url"}, path
        assert said["og:url"] == BASE + path


def test_qr_codes_lead_to_their_pages(browser: Browser, county_url: str) -> None:
    """Read as a telephone reads them: drawn, then decoded by jsQR."""
    program = Path(__file__).parent.parent / "web" / "node_modules" / "jsqr" / "dist" / "jsQR.js"
    assert program.is_file(), "请运行 make web"
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for path, expected in (
        ("officers/ry-001/", {f"{BASE}officers/ry-001/"}),
        ("windows/zhengwu-zonghe/poster/", {f"{BASE}windows/zhengwu-zonghe/", f"{BASE}guides/gonggong-changsuo-xuke/"}),
    ):
        page.goto(county_url + path)
        page.add_script_tag(path=str(program))
        read = page.evaluate(
            """async () => Promise.all([...document.querySelectorAll("svg.gs-qr")].map(async (drawing) => {
                const image = new Image();
                image.src = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" }));
                await image.decode();
                const canvas = Object.assign(document.createElement("canvas"), { width: 400, height: 400 });
                const context = canvas.getContext("2d");
                context.fillStyle = "#fff";
                context.fillRect(0, 0, 400, 400);
                context.drawImage(image, 0, 0, 400, 400);
                return jsQR(context.getImageData(0, 0, 400, 400).data, 400, 400)?.data;
            }))"""
        )
        assert expected <= set(read)
    context.close()
