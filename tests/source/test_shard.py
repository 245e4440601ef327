"""A shard's bytes become records and findings; a page's record is its front matter, on the lines on which it stands."""

import pytest

from generator.source.shard import front_matter, read_shard, yaml_of
from generator.source.survey import SIZE_LIMIT, Shard
from tests.checking import CASES

OFFICER = (CASES / "base" / "officers" / "ry-001.yml").read_text(encoding="utf-8")
FILE = Shard(register="officers", year="", path="officers/ry-001.yml", single=True)
PAGE = Shard(register="officers", year="", path="../content/officers/ry-001.md", single=True, page=True)


def codes(shard: Shard, text: str) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.line, finding.column) for finding in read_shard(shard, text.encode()).findings]


def test_record_of_a_page_is_that_of_a_file() -> None:
    page = read_shard(PAGE, f"---\n{OFFICER}---\n# 正文\n\n编号: 另一回事\n".encode())
    assert page.findings == ()
    assert page.records == read_shard(FILE, OFFICER.encode()).records


@pytest.mark.parametrize("text", ["", "# 正文\n", OFFICER, f"\n---\n{OFFICER}---\n", f"---\n{OFFICER}", "----\n"])
def test_page_without_front_matter_is_a_finding(text: str) -> None:
    assert codes(PAGE, text) == [("SR016", 1, 1)]


@pytest.mark.parametrize("text", ["---\n---\n# 正文\n", "---\n# 待填写\n---\n"])
def test_page_with_front_matter_of_nothing_is_a_finding(text: str) -> None:
    assert codes(PAGE, text) == [("SR007", 1, 1)]


def test_lines_of_a_page_are_counted_from_its_top() -> None:
    assert codes(PAGE, f"---\n{OFFICER.replace('2022-06-20', '2022.6.20')}---\n") == [("MD011", 11, 7)]
    assert codes(PAGE, f"---\n{OFFICER.replace('姓名: 示例人员甲', '姓名: [示例')}---\n")[0][:2] == ("SR003", 4)


@pytest.mark.parametrize("key", ["title", "description", "template", "hide", "status", "icon"])
def test_keys_of_the_host_are_left_to_the_host(key: str) -> None:
    assert codes(PAGE, f"---\n{OFFICER}{key}: home.html\n---\n") == []
    assert [code for code, _, _ in codes(FILE, f"{OFFICER}{key}: home.html\n")] in (["MD003"], ["MD008"])


def test_page_ends_lines_as_windows_does_and_begins_with_a_mark() -> None:
    text = f"---\n{OFFICER.replace('2022-06-20', '2022.6.20')}---\n"
    for written in (text.replace("\n", "\r\n"), "\ufeff" + text):
        assert codes(PAGE, written) == [("MD011", 11, 7)]


def test_front_matter_is_the_yaml_on_its_own_lines() -> None:
    assert front_matter("---\na: 甲\n---\n正文") == "\na: 甲\n"
    assert yaml_of(PAGE, b"\xef\xbb\xbf---\na: b\n---\n").splitlines() == ["", "a: b"]
    assert yaml_of(FILE, b"\xef\xbb\xbfa: b\n") == "a: b\n"


def test_size_limit_is_the_largest_file_that_is_read() -> None:
    record = OFFICER.encode()
    assert read_shard(FILE, record + b"#" * (SIZE_LIMIT - len(record))).findings == ()
    assert [finding.code for finding in read_shard(FILE, record + b"#" * (SIZE_LIMIT - len(record) + 1)).findings] == ["SR008"]
