"""The forms in Chromium, as a clerk who does not touch YAML: one record edited and the right text found after it."""

import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from lxml import html as parser
from playwright.sync_api import Browser, Page

from generator.registers import REGISTERS
from generator.source.reader import read
from tests.checking import run, small_site
from tests.conftest import ROOT
from tests.site.conftest import browser as browser

AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"
LEDGER = "registries/penalties/2026/2026-03.yml"


@contextmanager
def desk(bureau: Path, *more: str) -> Iterator[str]:
    """The address at which ``gongshi admin`` waits."""
    command = [sys.executable, "-m", "generator", "admin", "--port", "0", *more]
    with subprocess.Popen(command, cwd=bureau, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        try:
            found = re.search(r"http://\S+/", process.stdout.readline())
            assert found
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    small_site(tmp_path)
    return tmp_path


@pytest.fixture
def url(bureau: Path) -> Iterator[str]:
    with desk(bureau) as address:
        yield address


@contextmanager
def opened(browser: Browser, address: str, width: int = 1280) -> Iterator[Page]:
    """A page of which no request goes elsewhere and nothing is complained of in the console."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    hosts: set[str] = set()
    said: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    yield page
    assert hosts <= {urlsplit(address).netloc, ""}
    assert [line for line in said if "422" not in line] == []
    context.close()


def ledger(bureau: Path) -> Any:
    return read((bureau / LEDGER).read_text(encoding="utf-8")).tree


def test_a_record_is_edited_and_only_that_field_changes(browser: Browser, bureau: Path, url: str) -> None:
    path = bureau / LEDGER
    path.write_text(path.read_text(encoding="utf-8").replace("  程序: 普通\n", "  # 照卷宗第3页\n  程序: 普通\n"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    with opened(browser, url) as page:
        page.get_by_role("link", name="行政处罚决定").click()
        page.get_by_role("link", name="cf-2026-001").click()
        page.get_by_label("履行情况").fill("已改正，罚款缴清")
        page.get_by_role("button", name="保存").click()
        page.wait_for_selector(".good")
        assert f"已保存，写在 {LEDGER}" in page.inner_text(".good")
    assert path.read_text(encoding="utf-8") == before.replace("履行情况: 已缴清罚款", "履行情况: 已改正，罚款缴清")


def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_written(browser: Browser, bureau: Path, url: str) -> None:
    before = (bureau / LEDGER).read_text(encoding="utf-8")
    with opened(browser, f"{url}penalties/cf-2026-001") as page:
        page.get_by_label("罚款金额").fill("贰仟元")
        page.get_by_label("案件名称").fill("")
        page.get_by_role("button", name="保存").click()
        page.wait_for_selector("[role=alert]")
        assert "有 2 处要改，没有保存" in page.inner_text("main")
        wrong = page.locator(".field", has=page.get_by_label("罚款金额")).locator(".wrong").inner_text()
        assert "贰仟元" in wrong
        assert page.get_by_label("罚款金额").input_value() == "贰仟元"
        assert "MD001" in page.locator(".field", has=page.get_by_label("案件名称")).locator(".wrong").inner_text()
        assert (bureau / LEDGER).read_text(encoding="utf-8") == before
        page.get_by_label("罚款金额").fill("2000元")
        page.get_by_label("案件名称").fill("示例甲公司违反规定案")
        page.get_by_role("button", name="保存").click()
        page.wait_for_selector(".good")
    assert (bureau / LEDGER).read_text(encoding="utf-8") == before


def test_a_new_record_with_groups(browser: Browser, bureau: Path, url: str) -> None:
    with opened(browser, f"{url}windows/new") as page:
        record = page.get_by_label("编号", exact=False).first.input_value()
        page.get_by_label("窗口名称").fill("示例窗口二")
        page.get_by_label("地点").fill("示例县政务服务中心二楼")
        page.get_by_label("办公时间").fill("工作日 9:00-17:00")
        page.get_by_label("监督电话").fill("0999-6010009")
        page.locator("[name=matters]").first.check()
        page.get_by_role("button", name="再加一项「岗位」").click()
        for label, value in {"姓名": "示例丁", "职务": "科员", "职责": "受理申请", "联系电话": "0999-6010002"}.items():
            page.locator("fieldset:has-text('第 1 项') input, fieldset:has-text('第 1 项') textarea").and_(page.get_by_label(label)).fill(
                value
            )
        block = page.locator("fieldset", has_text="第 1 项")
        block.get_by_label("岗位").fill("受理岗")
        block.locator("select").select_option("工作人员")
        page.get_by_role("button", name="保存").click()
        page.wait_for_selector(".good, .wrong")
        assert page.locator(".good").count() == 1, page.inner_text("main")
    made: Any = read((bureau / "registries" / "windows" / f"{record}.yml").read_text(encoding="utf-8")).tree
    assert made["岗位"] == [
        {"岗位": "受理岗", "姓名": "示例丁", "职务": "科员", "角色": "工作人员", "职责": "受理申请", "联系电话": "0999-6010002"}
    ]


@pytest.mark.parametrize("key", list(REGISTERS))
def test_a_form_that_is_sent_as_it_came_changes_nothing(county_desk: tuple[Path, str], key: str) -> None:
    directory, address = county_desk
    before = {path: path.read_bytes() for place in ("registries", "content") for path in (directory / place).rglob("*") if path.is_file()}
    page = get(f"{address}{key}/")
    records = re.findall(rf'href="/{key}/([a-z0-9-]+)">', page)
    for record in [name for name in records if name != "new"][:2]:
        form = get(f"{address}{key}/{record}")
        status, said = post(f"{address}{key}/{record}", fields_of(form))
        assert (status, "没有变化" in said) == (200, True), (key, record, re.findall('class="wrong"[^>]*>([^<]*)', said))
    assert {path: path.read_bytes() for path in before} == before


@pytest.fixture(scope="module")
def county_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    directory = tmp_path_factory.mktemp("county")
    shutil.copy(ROOT / "mkdocs.yml", directory)
    for name in ("content", "registries"):
        shutil.copytree(ROOT / name, directory / name)
    run(directory, "check")
    with desk(directory) as address:
        yield directory, address


def get(address: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:  # noqa: S310 our own
        return str(answer.read().decode())


def post(address: str, fields: list[tuple[str, str]], **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(address, urlencode(fields).encode(), headers)  # noqa: S310 our own
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def fields_of(html: str) -> list[tuple[str, str]]:
    """What a browser would send of a form that nobody has touched."""
    form = parser.fromstring(html).forms[-1]
    return [(name, value or "") for name, value in form.form_values()]


def test_nobody_else_can_write(bureau: Path, url: str) -> None:
    before = (bureau / LEDGER).read_text(encoding="utf-8")
    address = f"{url}penalties/cf-2026-001"
    fields = [(name, "改" if name == "performance" else value) for name, value in fields_of(get(address))]
    assert post(address, fields, Origin="https://evil.example")[0] == 403
    assert post(address, [(name, value) for name, value in fields if name != "_token"])[0] == 403
    assert post(address, fields, Host="evil.example")[0] == 421
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(url, Host="evil.example")
    caught.value.close()
    assert caught.value.code == 421
    assert (bureau / LEDGER).read_text(encoding="utf-8") == before
    assert post(address, fields, Origin=url.rstrip("/"))[0] == 200
    assert ledger(bureau)[0]["履行情况"] == "改"


@pytest.mark.parametrize(
    "path", ["nowhere/", "penalties/cf-none", "penalties/../../mkdocs.yml", "%2e%2e/%2e%2e/etc/passwd", "officers/<script>"]
)
def test_what_is_not_there_is_told(url: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(url + path)
    with caught.value as error:
        text = error.read().decode()
    assert caught.value.code == 404
    assert "<script>" not in text


@pytest.mark.parametrize(("length", "status"), [("", 413), ("many", 413), ("-1", 413), ("9999999999", 413)])
def test_a_request_that_is_no_form_is_answered(url: str, length: str, status: int) -> None:
    place = urlsplit(url)
    connection = HTTPConnection(place.netloc, timeout=10)
    connection.putrequest("POST", "/penalties/cf-2026-001")
    connection.putheader("Content-Length", length)
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()


def test_more_fields_than_any_form_has(url: str) -> None:
    assert post(f"{url}penalties/cf-2026-001", [("a", "")] * 20_001)[0] == 400


def test_a_text_stays_a_text(bureau: Path, url: str) -> None:
    address = f"{url}penalties/cf-2026-001"
    hostile = '"><script>alert(1)</script>{{ 7 * 7 }}\r\n\r\n</textarea>'
    fields = [(name, hostile if name == "facts" else value) for name, value in fields_of(get(address))]
    status, said = post(address, fields)
    assert status == 200, said
    assert "<script>alert" not in said
    assert ledger(bureau)[0]["违法事实"] == hostile.replace("\r\n", "\n")
    assert dict(fields_of(said))["facts"].replace("\r\n", "\n").strip() == hostile.replace("\r\n", "\n")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["", "penalties/", "penalties/cf-2026-001", "guides/new"])
def test_the_forms_are_for_everybody(browser: Browser, url: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(url + path)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations.map(each => [each.id, each.nodes[0].html]))")
    context.close()
    assert found == []
