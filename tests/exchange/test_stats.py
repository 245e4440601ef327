"""The yearly figures on the command line: those of the page, and those that counting the files gives."""

import csv
import json
import re
from pathlib import Path

import yaml

from tests.conftest import AS_OF, ROOT, gongshi


def figures(year: int) -> list[dict[str, str]]:
    done = gongshi("stats", str(year), "--format", "json", "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert (document["year"], document["as_of"]) == (year, AS_OF)
    assert len(document["rules"]) >= 5
    found: list[dict[str, str]] = document["figures"]
    return found


def test_totals_are_what_counting_the_files_gives() -> None:
    for key, label, dated in (
        ("penalties", "处罚合计", "决定日期"),
        ("inspections", "检查次数", "检查日期"),
        ("coercions", "强制合计", "决定日期"),
    ):
        records = [
            record
            for path in sorted((ROOT / "registries" / key).rglob("*.yml"))
            for record in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        ]
        counted = [
            record
            for record in records
            if str(record[dated])[:4] == "2025" and record.get("撤回", {"情形": "信用修复"})["情形"] == "信用修复"
        ]
        told = sum(int(each["computed"]) for each in figures(2025) if each["figure"] == label)
        assert told == len(counted), key


def test_the_page_of_the_year_shows_the_same(county_site: Path) -> None:
    text = re.sub(r"<[^>]+>", " ", (county_site / "statistics" / "2025" / "index.html").read_text(encoding="utf-8"))
    words = text.replace(",", "").split()
    for each in figures(2025):
        if each["figure"] == "处罚合计":
            place = words.index("处罚合计")
            assert each["computed"] in words[place:]


def test_every_form_says_the_same() -> None:
    rows = figures(2025)
    done = gongshi("stats", "2025", "--format", "csv", "--as-of", AS_OF)
    lines = list(csv.reader(done.stdout.removeprefix("\ufeff").splitlines()))
    assert lines[0] == ["主体", "类别", "项目", "台账计算", "公布数", "相差"]
    assert [tuple(line) for line in lines[1:]] == [tuple(each.values()) for each in rows]
    text = gongshi("stats", "2025", "--as-of", AS_OF).stdout
    assert "统计口径" in text
    for each in rows:
        assert re.search(rf"{re.escape(each['figure'])}\s", text)


def test_a_year_of_which_nothing_is_known() -> None:
    done = gongshi("stats", "1950", "--as-of", AS_OF)
    assert done.returncode == 2
    assert "1950 年没有台账记录" in done.stderr
