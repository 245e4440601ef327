"""The sample county's site as files: every link leads somewhere, every page says what it is, nobody is named who must not be."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from generator.registers import REGISTERS
from tests.conftest import ROOT


class Page(HTMLParser):
    """What a test asks of a page: addresses, ids, headings, title and meta tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.meta: dict[str, str] = {}
        self.title = ""
        self.headings = 0
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.addresses += [value for name in ("href", "src", "action", "data-index") if (value := found.get(name)) is not None]
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "meta" and found.get("name"):
            self.meta[str(found["name"])] = found.get("content") or ""
        self.headings += tag == "h1"
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
            self._in_title = False


@cache
def pages_of(site: Path) -> dict[str, Page]:
    return {path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


@cache
def files_of(site: Path) -> frozenset[str]:
    return frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def resolved(page: str, address: str) -> str:
    """The file that an address on a page leads to."""
    path = unquote(urlsplit(address).path)
    if not path:
        return page
    parts: list[str] = [] if path.startswith("/") else list(PurePosixPath(page).parent.parts)
    for step in path.split("/"):
        if step == "..":
            parts.pop()
        elif step not in ("", "."):
            parts.append(step)
    target = "/".join(parts)
    is_file = PurePosixPath(target).suffix or target == "editions/SHA256SUMS"
    return target if is_file and not path.endswith("/") else f"{target}/index.html".lstrip("/")


def test_every_link_and_asset_leads_to_a_file(county_site: Path) -> None:
    files = files_of(county_site)
    broken = {
        (page, address)
        for page, content in pages_of(county_site).items()
        for address in content.addresses
        if not urlsplit(address).scheme and resolved(page, address) not in files
    }
    assert not broken, sorted(broken)[:20]


def test_no_page_names_an_address_on_another_host_that_a_browser_would_load(county_site: Path) -> None:
    pattern = re.compile(r"""(?:src|data-index)=["'](?:https?:)?//|url\(["']?(?:https?:)?//|@import""")
    loaded = [
        path
        for path in county_site.rglob("*")
        if path.suffix in (".html", ".css", ".js") and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert loaded == []


def test_every_fragment_leads_to_an_id_on_its_page(county_site: Path) -> None:
    for name, page in pages_of(county_site).items():
        wanted = {address[1:] for address in page.addresses if address.startswith("#") and len(address) > 1}
        assert wanted <= set(page.ids), name
        assert len(page.ids) == len(set(page.ids)), name


def test_every_page_has_one_heading_and_a_title_of_its_own_kind(county_site: Path) -> None:
    for name, page in pages_of(county_site).items():
        assert page.headings == 1, name
        assert "示例县卫生健康局行政执法公示" in page.title, name


def test_no_hole_is_left_open(county_site: Path) -> None:
    open_holes = [path for path in county_site.rglob("*.html") if "⟦" in path.read_text(encoding="utf-8")]
    assert open_holes == []


def test_no_shell_is_left_on_the_site(county_site: Path) -> None:
    assert [name for name in files_of(county_site) if "gongshi-shell" in name] == []


def test_record_pages_carry_the_ten_government_tags(county_site: Path) -> None:
    required = {
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
    }
    records = [name for name in pages_of(county_site) if re.fullmatch(r"(penalties/\d{4}|officers|guides)/[a-z0-9-]{3,}/index\.html", name)]
    assert len(records) > 100
    for name in records:
        meta = pages_of(county_site)[name].meta
        assert required <= meta.keys(), name
        assert all(meta[tag] for tag in required), name
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", meta["PubDate"]), name


def test_column_pages_carry_the_seven_government_tags(county_site: Path) -> None:
    required = {"SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    for key in REGISTERS:
        meta = pages_of(county_site)[f"{key}/index.html"].meta
        assert all(meta.get(tag) for tag in required), key


@cache
def ledger_records() -> list[tuple[str, str, dict[str, object]]]:
    found = []
    for key in ("licences", "penalties", "inspections"):
        for path in sorted((ROOT / "registries" / key).rglob("*.yml")):
            found += [(key, path.parent.name, record) for record in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)]
    return found


def test_no_full_name_of_a_natural_person_is_in_any_file(county_site: Path) -> None:
    persons = {
        str(record["相对人"]["名称"])  # type: ignore[index]
        for _, _, record in ledger_records()
        if record.get("相对人", {}).get("类别") == "自然人"  # type: ignore[attr-defined]
    }
    representatives = {str(record.get("相对人", {}).get("法定代表人")) for _, _, record in ledger_records()}  # type: ignore[attr-defined]
    officials = {
        str(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)["姓名"])
        for path in (ROOT / "registries/officers").glob("*.yml")
    }
    names = {name for name in persons - officials - representatives if len(name) >= 3}
    assert len(names) > 300
    whole = re.compile("|".join(sorted(map(re.escape, names))))
    ledgers = ("licences", "penalties", "inspections", "search", "data", "index.html")
    for name in sorted(files_of(county_site)):
        if name.startswith(ledgers) and name.endswith((".html", ".json", ".csv")):
            text = (county_site / name).read_text(encoding="utf-8")
            hit = whole.search(text)
            assert hit is None, (name, hit)


def test_a_withheld_decision_has_no_page_and_is_named_nowhere(county_site: Path) -> None:
    withheld = [(key, year, record) for key, year, record in ledger_records() if "不予公开" in record]
    assert withheld
    for key, year, record in withheld:
        assert not (county_site / key / year / str(record["编号"])).exists()
        assert str(record["编号"]) not in (county_site / "data" / f"{key}.json").read_text(encoding="utf-8")
        assert "依法不予公开" in (county_site / key / "index.html").read_text(encoding="utf-8")


def test_a_withdrawn_decision_leaves_its_reason_and_nothing_of_the_party(county_site: Path) -> None:
    withdrawn = [(key, year, record) for key, year, record in ledger_records() if "撤回" in record and "不予公开" not in record]
    assert withdrawn
    for key, year, record in withdrawn:
        page = (county_site / key / year / str(record["编号"]) / "index.html").read_text(encoding="utf-8")
        assert "已经撤回" in page
        assert str(record["撤回"]["理由"])[:10] in page  # type: ignore[index]
        assert str(record["相对人"]["名称"]) not in page  # type: ignore[index]
        assert str(record["决定书文号"]) not in (county_site / "data" / f"{key}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["licences", "penalties", "inspections"])
def test_every_month_of_a_ledger_lists_exactly_its_records_on_show(county_site: Path, key: str) -> None:
    import json

    shown = {record["id"] for record in json.loads((county_site / "data" / f"{key}.json").read_bytes())}
    listed: list[str] = []
    for path in sorted((county_site / key).glob("[0-9]*/[0-9][0-9]/index.html")):
        listed += re.findall(
            r'<th scope="row"[^>]*><a href="\.\./\.\./\.\./' + key + r'/\d{4}/([^/"]+)/"', path.read_text(encoding="utf-8")
        )
    assert sorted(listed) == sorted(shown)


def test_downloads_open_in_a_spreadsheet_and_hold_what_the_json_holds(county_site: Path) -> None:
    import csv
    import json

    for key, register in REGISTERS.items():
        raw = (county_site / "data" / f"{key}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf"), key
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True), strict=True))
        records = json.loads((county_site / "data" / f"{key}.json").read_bytes())
        assert [row["编号"] for row in rows] == [record["id"] for record in records], key
        assert register.field("id").label == "编号"


def test_every_page_says_of_what_day_it_is(county_site: Path) -> None:
    dated = re.compile(r"公开日期|更新日期|更新于|最近更新|截至|撤回日期|公示截止")
    undated = [
        name
        for name in pages_of(county_site)
        if not dated.search((county_site / name).read_text(encoding="utf-8"))
        and name != "404.html"
        and not name.endswith("/poster/index.html")
    ]
    assert undated == []


def test_every_register_is_two_clicks_from_the_home_page(county_site: Path) -> None:
    first = {resolved("index.html", address) for address in pages_of(county_site)["index.html"].addresses if not urlsplit(address).scheme}
    assert {f"{key}/index.html" for key in REGISTERS} | {"coverage/index.html", "statistics/index.html"} <= first
