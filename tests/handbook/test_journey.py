"""A new clerk's first day: from ``gongshi init`` to a published site, one penalty through Excel, one through the forms, one by hand; one withdrawn."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from generator.cli import main
from generator.registers import REGISTERS
from generator.source.survey import survey
from tests.checking import check, run
from tests.conftest import served
from tests.desk.test_desk import desk, opened
from tests.intake.books import PENALTY, book, lines
from tests.site.conftest import browser as browser

ANSWERS = {
    "--name": "示例乙县卫生健康局",
    "--credit-code": "11990123000000000W",
    "--region": "990124",
    "--site-code": "9901240001",
    "--telephone": "0999-6010001",
    "--corrections": "0999-6010009",
}
LAW = {
    "编号": "xingzheng-chufa-fa",
    "名称": "中华人民共和国行政处罚法",
    "层级": "法律",
    "公布机关": "全国人民代表大会常务委员会",
    "公布日期": "2021-01-22",
    "施行日期": "2021-07-15",
    "公开日期": "2026-01-05",
}
BODY = {
    "编号": "wjj",
    "名称": "示例乙县卫生健康局",
    "主体类型": "行政机关",
    "统一社会信用代码": "11990123000000000W",
    "职责": "卫生健康行政执法",
    "权限": "行政许可、行政处罚、行政检查",
    "执法区域": "示例乙县",
    "地址": "示例乙县人民路1号",
    "电话": "0999-6010001",
    "监督电话": "0999-6010009",
    "救济渠道": "向示例乙县人民政府申请行政复议",
    "确认日期": "2026-01-05",
    "状态": "有效",
    "公开日期": "2026-01-05",
}
OFFICER = {
    "单位": "wjj",
    "职务": "科员",
    "执法类别": "行政处罚",
    "执法区域": "示例乙县",
    "发证日期": "2024-01-05",
    "有效期至": "2029-01-04",
    "审核日期": "2026-01-05",
    "状态": "在岗",
    "公开日期": "2026-01-05",
}
DECIDED = PENALTY | {
    "依据": "xingzheng-chufa-fa 第九条",
    "处罚机关": "wjj",
    "立案日期": "2026-03-02",
    "公示期限": "2027-03-15",
    "处罚种类": "警告",
    "处罚内容": "警告",
    "罚款金额": "0",
}


def fill(page: Page, values: dict[str, str]) -> None:
    """Fill in a form by the labels of its fields, and save it."""
    for label, value in values.items():
        field = page.locator(".field", has=page.locator("label[for], .label", has_text=re.compile(rf"^{re.escape(label)}( \*)?$")))
        if field.locator("input[type=checkbox]").count():
            for each in re.split("、", value):
                field.locator(f"input[value='{each}']").check()
        elif field.locator("select").count():
            field.locator("select").select_option(value)
        else:
            field.locator("input, textarea").first.fill(value)
    page.get_by_role("button", name="保存").click()
    page.wait_for_selector(".good, .wrong")
    assert page.locator(".good").count(), page.inner_text("main")[:1500]


@pytest.mark.browser
def test_the_first_day_of_a_new_bureau(browser: Browser, tmp_path: Path) -> None:
    done: list[str] = []

    def gongshi(*words: str, status: int = 0, cwd: Path | None = None) -> str:
        done.append(" ".join(words[:2]))
        command = [sys.executable, "-m", "generator", *words]
        ended = subprocess.run(command, cwd=cwd or site, capture_output=True, text=True, check=False)
        assert ended.returncode == status, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    site = tmp_path / "公示"
    gongshi("init", "公示", *(word for pair in ANSWERS.items() for word in pair), "--site-url", "", cwd=tmp_path)

    done.append("admin")
    with desk(site) as address:
        for key, values in (
            ("laws", LAW),
            ("subjects", BODY),
            ("officers", OFFICER | {"编号": "ry-001", "姓名": "示例丁", "证件编码": "99012400001"}),
            ("officers", OFFICER | {"编号": "ry-002", "姓名": "示例戊", "证件编码": "99012400002"}),
            ("penalties", DECIDED | {"编号": "cf-2026-0001", "决定书文号": "示卫罚〔2026〕1号", "依据": "xingzheng-chufa-fa 第九条"}),
        ):
            with opened(browser, f"{address}{key}/new") as page:
                fill(page, values)

    book(site / "处罚.xlsx", {"处罚": lines(DECIDED | {"编号": "", "决定书文号": "示卫罚〔2026〕2号"})})
    assert "新增 1 条：cf-2026-0002" in gongshi("import", "penalties", "处罚.xlsx")

    said = gongshi("new", "penalties", "--date", "2026-03-16")
    place = re.search(r"(registries/\S+\.yml):(\d+)", said)
    assert place
    ledger = site / place[1]
    text = ledger.read_text(encoding="utf-8")
    head, new = text[: text.index("- 编号: cf-2026-0003")], text[text.index("- 编号: cf-2026-0003") :]
    for label, value in {
        "决定书文号": "示卫罚〔2026〕3号",
        "案件名称": "示例丙公司未按规定消毒案",
        "名称": "示例丙公司",
        "类别": "法人及非法人组织",
        "违法行为类型": "未按规定消毒",
        "违法事实": "示例事实",
        "法规": "xingzheng-chufa-fa",
        "条款": "第九条",
        "处罚内容": "警告",
        "罚款金额": "0",
        "没收金额": "0",
        "程序": "一般程序",
        "处罚机关": "wjj",
        "公开日期": "2026-03-18",
    }.items():
        new = re.sub(
            rf"^([ -]*){label}:[^#\n]*#", lambda found, line=f"{label}: {value}": f"{found[1]}{line}  #", new, count=1, flags=re.MULTILINE
        )
    new = re.sub(r"(处罚种类:.*\n +-)", r"\1 警告", new)
    new = re.sub(r"(承办人员:.*\n( +)-)", r"\1 ry-001\n\2- ry-002", new)
    new = re.sub(r"# (统一社会信用代码):[^#]*#", r"\1: 919901231000000329  #", new)
    new = re.sub(
        r"# (立案日期|公示期限):[^#]*#", lambda found: f"{found[1]}: {'2026-03-02' if found[1] == '立案日期' else '2027-03-15'}  #", new
    )
    ledger.write_text(head + new, encoding="utf-8")
    said = gongshi("check", "--as-of", "2026-03-20", status=1)
    assert "MD007 「程序」不能是「一般程序」" in said
    assert "只能填：简易、普通" in said
    line = re.search(rf"{re.escape(place[1])}:(\d+):", said)
    assert line
    assert "一般程序" in ledger.read_text(encoding="utf-8").split("\n")[int(line[1]) - 1]
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("一般程序", "普通"), encoding="utf-8")
    gongshi("publish", "www", "--as-of", "2026-03-20")

    with served(site / "www") as url, opened(browser, f"{url}penalties/2026/03/") as page:
        assert page.locator("table.gs-list tbody tr").count() == 3
        page.get_by_role("link", name="示例丙公司未按规定消毒案").click()
        assert "示卫罚〔2026〕3号" in page.inner_text("main")

    withdrawn = "\n  撤回:\n    日期: 2026-03-24\n    情形: 撤销\n    事由日期: 2026-03-23\n    理由: 行政复议机关撤销了原决定。\n"
    ledger.write_text(ledger.read_text(encoding="utf-8").rstrip("\n") + withdrawn, encoding="utf-8")
    gongshi("publish", "www", "--as-of", "2026-03-25")
    with served(site / "www") as url, opened(browser, f"{url}penalties/2026/cf-2026-0003/") as page:
        assert "已撤回" in page.inner_text("main")
        assert "示例丙公司" not in page.inner_text("body")
    assert len(done) < 10, done


# gongshi init by itself ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    words = [word for pair in ANSWERS.items() for word in pair]
    ended = run(tmp_path, "init", "site", *words, "--site-url", "https://gongshi.example")
    assert ended.exit_code == 0, ended.output
    return tmp_path / "site"


def test_a_new_site_is_checked_and_built_without_an_error(begun: Path) -> None:
    status, said = check(begun)
    assert status == 0
    assert {each["level"] for each in said["findings"]} <= {"warning", "notice"}
    assert run(begun, "build", "--as-of", "2026-04-01").exit_code == 0
    text = (begun / "site" / "index.html").read_text(encoding="utf-8")
    assert "示例乙县卫生健康局" in text
    assert 'rel="canonical" href="https://gongshi.example/"' in text
    assert list((begun / "site").rglob("*填写示例*")) == []


def test_every_register_is_there_with_an_example_that_is_no_record(begun: Path) -> None:
    found = survey(begun / "registries", begun / "content")
    assert (found.shards, found.faults) == ((), ())
    for key, register in REGISTERS.items():
        path = begun / "registries" / (f"{key}.填写示例.txt" if register.in_content else f"{key}/填写示例.txt")
        text = path.read_text(encoding="utf-8")
        assert register.about in text
        for spec in register.fields:
            assert f"{spec.label}:" in text


def test_what_checks_and_publishes_is_there(begun: Path) -> None:
    for path in (
        ".github/workflows/gongshi.yml",
        ".gitlab-ci.yml",
        ".workflow/gongshi.yml",
        ".pre-commit-config.yaml",
        "CODEOWNERS",
        ".github/pull_request_template.md",
        "requirements.txt",
        ".gitignore",
        "content/handbook/index.md",
        "content/handbook/server/nginx.conf",
        "schemas/penalties.json",
    ):
        assert (begun / path).is_file(), path
    assert "gongshi fmt" in (begun / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert json.loads((begun / ".vscode" / "settings.json").read_bytes())["yaml.schemas"]
    assert "{" not in (begun / "mkdocs.yml").read_text(encoding="utf-8")
    assert (begun / ".git").is_dir()


def test_it_asks_for_what_it_is_not_told(tmp_path: Path) -> None:
    answers = "\n".join([*ANSWERS.values(), ""]) + "\n"
    ended = CliRunner().invoke(main, ["init", str(tmp_path / "site")], input=answers)
    assert ended.exit_code == 0, ended.output
    assert "机关的全称" in ended.output
    assert "# site_url:" in (tmp_path / "site" / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--credit-code", "11990123000000000X", "校验位"),
        ("--region", "99012", "六位数字"),
        ("--telephone", "六零一", "电话"),
        ("--site-code", "1", "十位数字"),
        ("--site-url", "gongshi.example", "https://"),
    ],
)
def test_wrong_answers_are_told_and_nothing_is_made(tmp_path: Path, option: str, value: str, word: str) -> None:
    given: dict[str, Any] = ANSWERS | {"--site-url": ""} | {option: value}
    ended = run(tmp_path, "init", "site", *(word for pair in given.items() for word in pair))
    assert (ended.exit_code, word in ended.stderr) == (2, True), ended.output
    assert not (tmp_path / "site").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "own.txt").write_text("我的", encoding="utf-8")
    ended = run(tmp_path, "init", "site", *(word for pair in ANSWERS.items() for word in pair), "--site-url", "")
    assert (ended.exit_code, "已经有东西了" in ended.stderr) == (2, True)
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["own.txt"]
