"""What the handbook says works: every command in it is run, every mistake in it is made."""

import re
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from tests.checking import CASES, check, run
from tests.conftest import ROOT
from tests.intake.books import PENALTY, book, lines, text
from tests.publishing.bureau import make, publish

PAGES = sorted((ROOT / "content" / "handbook").glob("*.md"))

ELSEWHERE = {
    "gongshi publish s3://": "an object store: tests/publishing/test_s3.py",
    "gongshi verify s3://": "an object store: tests/publishing/test_s3.py",
    "--executor dask://": "a cluster: tests/cluster",
    "gongshi admin": "waits for Ctrl-C: tests/desk",
    "gongshi serve": "waits for Ctrl-C: tests/site/test_serve.py",
    "gongshi posters": "needs the extra pdf",
    "gongshi check --against": "a repository with two commits: tests/reviewing/test_against.py",
    "gongshi diff": "a repository: tests/reviewing/test_diff.py",
    "branch:": "a repository: tests/publishing/test_branch.py",
    "--sign-key": "a key: tests/publishing/test_verify.py",
    "--key": "a key: tests/publishing/test_verify.py",
    "--rollback": "two editions: tests/publishing/test_publish.py",
    "--config registries/": "several bureaus: tests/site/test_several.py",
}
"""Commands that need what is not here, and the tests that run them."""


def commands(page: Path) -> list[str]:
    """The commands in the blocks and lines of a page, in their order."""
    told = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:text|bash|sh)?\n(.*?)^```", told, re.MULTILINE | re.DOTALL)
    found = [line.strip() for block in blocks for line in block.splitlines() if line.strip().startswith("gongshi ")]
    inline = [each for each in re.findall(r"`(gongshi [a-z][^`]*)`", told) if "代码" not in each and "…" not in each]
    return list(dict.fromkeys([*found, *inline]))


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """A bureau that has published, with the files that the handbook names."""
    make(tmp_path)
    publish(tmp_path, "2026-04-01")
    run(tmp_path, "build", "--as-of", "2026-04-01")
    book(tmp_path / "处罚.xlsx", {"处罚": lines(PENALTY)})
    odd = {"处罚日期" if head == "决定日期" else head: cell for head, cell in PENALTY.items() if head != "程序"} | {"经办科室": "二科"}
    text(tmp_path / "导出.csv", lines(odd))
    (tmp_path / "下载").mkdir()
    shutil.copy(tmp_path / "www" / "data" / "laws.jsonl", tmp_path / "下载")
    shutil.copy(tmp_path / "www" / "data" / "laws.csv", tmp_path / "下载")
    shutil.copy(tmp_path / "www" / "data" / "datapackage.json", tmp_path / "下载")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_of_a_page_runs(bureau: Path, page: Path) -> None:
    for command in commands(page):
        if any(sign in command for sign in ELSEWHERE):
            continue
        words = [word.replace("/srv/www/gongshi", "srv") for word in command.split()[1:]]
        if words == ["publish"]:
            continue  # named, with its target elsewhere on the page
        if words[:2] == ["publish", "srv"] and (bureau / "srv").exists():
            shutil.rmtree(bureau / "srv")
        done = run(bureau, *words)
        # 1: there are findings in this lean bureau, which the command tells of.
        assert done.exit_code in (0, 1), f"{command}\n{done.output}"
        assert "Usage" not in done.output, command
        assert "Aborted" not in done.output, command


def test_there_are_commands() -> None:
    assert sum(len(commands(page)) for page in PAGES) >= 40


def test_every_command_of_the_program_is_in_the_handbook_or_the_readme() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in (*PAGES, ROOT / "README.md"))
    for name in main.commands:
        assert f"gongshi {name}" in told, name


@pytest.mark.parametrize("name", ["index", "calendar", "withdraw", "handover", "mistakes", "tables", "registers"])
def test_the_pages_are_reached_from_the_footer(county_site: Path, name: str) -> None:
    assert 'href="handbook/">工作人员手册</a>' in (county_site / "index.html").read_text(encoding="utf-8")
    start = (county_site / "handbook" / "index.html").read_text(encoding="utf-8")
    assert name == "index" or f'href="{name}/"' in start


def test_the_handbook_may_be_left_out(tmp_path: Path) -> None:
    make(tmp_path)
    shutil.copytree(ROOT / "content" / "handbook", tmp_path / "content" / "handbook")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nexclude_docs: /handbook/\n", encoding="utf-8")
    assert run(tmp_path, "build", "--as-of", "2026-04-01", "--site-dir", "www").exit_code == 0
    assert not (tmp_path / "www" / "handbook").exists()
    assert "工作人员手册" not in (tmp_path / "www" / "index.html").read_text(encoding="utf-8")


# The commonest mistakes ---------------------------------------------------------------------------------------------------------

LEDGER = "registries/penalties/2026/2026-03.yml"
MISTAKES: dict[str, tuple[str, str, str]] = {
    "`决定日期: 2026.3.9`": ("MD011", "决定日期: 2026-03-10", "决定日期: 2026.3.9"),
    "`决定日期: 2026-02-30`": ("MD012", "决定日期: 2026-03-10", "决定日期: 2026-02-30"),
    "`罚款金额: 0.2万元`": ("MD014", "罚款金额: 2000.00", "罚款金额: 0.2万元"),
    "`程序: 一般程序`": ("MD007", "程序: 普通", "程序: 一般程序"),
    "`统一信用代码: …`": ("MD003", "统一社会信用代码:", "统一信用代码:"),
    "信用代码抄错一位": ("MD020", "91990123MB0T00015D", "91990123MB0T00016D"),
    "信用代码少一位": ("MD019", "91990123MB0T00015D", "91990123MB0T0001D"),
    "少写一项必填的": ("MD001", "  程序: 普通\n", ""),
    "`决定日期:` 后面是空的": ("MD002", "决定日期: 2026-03-10", "决定日期:"),
    "`承办人员` 只有一人": ("MD021", "    - ry-001\n    - ry-002\n", "    - ry-001\n"),
    "`处罚种类: 罚款` 没有写成清单": ("MD005", "  处罚种类:\n    - 警告\n    - 罚款\n", "  处罚种类: 罚款\n"),
    "`相对人: 示例公司` 没有分项": (
        "MD006",
        "  相对人:\n    名称: 示例甲公司\n    类别: 法人及非法人组织\n    统一社会信用代码: 91990123MB0T00015D\n    法定代表人: 示例代表\n",
        "  相对人: 示例甲公司\n",
    ),
    "引用的编号不存在": ("RF001", "    - ry-002\n", "    - ry-099\n"),
    "两条记录编号一样": ("ID001", "", ""),
    "同一项写了两遍": ("SR004", "  程序: 普通\n", "  程序: 普通\n  程序: 普通\n"),
    "用了制表符": ("SR002", "  程序: 普通\n", "\t程序: 普通\n"),
    "冒号是全角的「：」": ("SR006", "  程序: 普通\n", "  程序：普通\n"),
    "缩进没有对齐": ("SR003", "  程序: 普通\n", "   程序: 普通\n"),
    "文件存成了 GBK": ("SR001", "", ""),
    "文字里有身份证号": ("PI001", "违法事实: 示例事实", "违法事实: 当事人11010519491231002X"),
}


def test_the_table_of_mistakes_is_the_one_that_is_tried() -> None:
    told = (ROOT / "content" / "handbook" / "mistakes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| ([A-Z]{2}[0-9]{3}) \| (.+?) \|$", told, re.MULTILINE)
    assert {row[0]: row[1] for row in rows} == {mistake: code for mistake, (code, _, _) in MISTAKES.items()}
    assert len(rows) == 20


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_type(tmp_path: Path, mistake: str) -> None:
    make(tmp_path)
    code, old, new = MISTAKES[mistake]
    path = tmp_path / LEDGER
    base = (CASES / "base" / "penalties" / "2026" / "2026-03.yml").read_text(encoding="utf-8")
    assert old in base
    if code == "ID001":
        made, line = base + "\n" + base.replace("示卫罚〔2026〕1号", "示卫罚〔2026〕2号"), base.count("\n") + 2
    else:
        made, line = base.replace(old, new, 1) if old else base, base[: base.index(old)].count("\n") + 1 if old else 1
    path.write_bytes(made.encode("gb18030" if code == "SR001" else "utf-8"))
    status, told = check(tmp_path)
    (found, *_) = [each for each in told["findings"] if each["code"] == code and each["path"] == LEDGER]
    assert status == 1
    assert found["help"]
    if not new and old:
        assert found["line"] == 1, "what is missing is told where its record begins"
    elif old:
        assert line - 1 <= found["line"] <= line + max(1, new.count("\n") + 1), found
    path.write_text(base, encoding="utf-8")
    assert check(tmp_path)[0] == 0
