"""The command line as INTERFACE fixes it: exit statuses, JSON, text, options, explanations, settings."""

import datetime as dt
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.rules.catalogue import CATALOGUE
from tests.checking import AS_OF, CASES, check, run, set_rules, small_site

KEYS = ["code", "level", "path", "line", "column", "register", "record", "field", "message", "basis", "help"]
COMMANDS = sorted(main.commands)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """The directory of a site without findings."""
    small_site(tmp_path)
    return tmp_path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The directory of a site with errors of form in three registers and a warning in one; the rules of law are ignored there."""
    registries = small_site(tmp_path, CASES / "bad" / "faults-several")
    shutil.copytree(CASES / "bad" / "record-good-beside-bad", registries, dirs_exist_ok=True)
    shutil.copytree(CASES / "bad" / "date-in-group", registries, dirs_exist_ok=True)
    shutil.copytree(CASES / "bad" / "workbook-in-register", registries, dirs_exist_ok=True)
    (registries / "expected").unlink()
    ignore_law(tmp_path)
    return tmp_path


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """The directory of a site with one warning."""
    small_site(tmp_path, CASES / "bad" / "workbook-in-register")
    return tmp_path


def settings_with(directory: Path, old: str, new: str) -> None:
    """The site's settings with one piece of text replaced."""
    path = directory / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def ignore_law(directory: Path) -> None:
    """Settings by which only what is wrong with files and values is found: the lean records of the cases break many rules."""
    families = sorted({code[:2] for code in CATALOGUE} - {"SR", "ST", "MD", "ID", "RF"})
    set_rules(directory, "\n".join(["忽略:", *(f"  - {{代码: {family}, 理由: 这里只看写法}}" for family in families)]))


# Exit statuses


def test_check_of_clean_registers_exits_0(clean: Path) -> None:
    result = run(clean, "check", "--jobs", "1")
    assert (result.exit_code, result.stdout) == (0, "没有发现问题\n")


def test_check_with_errors_exits_1(faulty: Path) -> None:
    assert run(faulty, "check", "--jobs", "1").exit_code == 1


def test_warning_alone_exits_0_and_with_strict_1(warned: Path) -> None:
    assert run(warned, "check", "--jobs", "1").exit_code == 0
    assert run(warned, "check", "--jobs", "1", "--strict").exit_code == 1


def test_clean_registers_exit_0_with_strict(clean: Path) -> None:
    assert run(clean, "check", "--jobs", "1", "--strict").exit_code == 0


def test_missing_settings_exit_2(tmp_path: Path) -> None:
    result = run(tmp_path, "check")
    assert result.exit_code == 2
    assert "mkdocs.yml" in result.stderr
    assert result.stdout == ""


def test_settings_named_by_config_are_used(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert run(elsewhere, "check", "--jobs", "1", "--config", clean / "mkdocs.yml").exit_code == 0
    assert run(elsewhere, "check", "--config", clean / "other.yml").exit_code == 2


def test_missing_registries_exit_2(clean: Path) -> None:
    assert run(clean, "check", "--registries", clean / "nowhere").exit_code == 2
    shutil.rmtree(clean / "registries")
    assert run(clean, "check").exit_code == 2


def test_registries_named_by_option_are_used(faulty: Path) -> None:
    other = faulty / "other"
    (faulty / "registries").rename(other)
    shutil.copytree(CASES / "base", faulty / "registries")
    status, document = check(faulty, "--registries", "other")
    assert status == 1
    assert {finding["path"].partition("/")[0] for finding in document["findings"]} == {"other"}


@pytest.mark.parametrize(
    "day",
    [
        "1899-12-31",
        "2200-01-01",
        "9999-12-31",
        "2026-02-30",
        "2026.3.31",
        "20260331",
        "今天",
        "",
        "2026-3-31",
        "２０２６-03-31",
        "2026-W05-1",
    ],
)
def test_bad_day_exits_2_and_says_how_to_write_it(clean: Path, day: str) -> None:
    result = run(clean, "check", "--as-of", day)
    assert result.exit_code == 2
    assert "写成 2026-03-31 这样" in result.stderr


def test_wrong_path_exits_2(clean: Path) -> None:
    result = run(clean, "check", "registries/penaltys")
    assert result.exit_code == 2
    assert "registries/penaltys" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["check", "--format", "xml"], ["check", "--jobs", "0"], ["check", "--unknown"], ["unknown"], ["explain"]]
)
def test_wrong_usage_exits_2(clean: Path, arguments: list[str]) -> None:
    assert run(clean, *arguments).exit_code == 2


# JSON


def test_json_has_the_day_the_counts_and_the_findings(faulty: Path) -> None:
    status, document = check(faulty)
    assert status == 1
    assert list(document)[:3] == ["as_of", "counts", "findings"]
    assert document["as_of"] == AS_OF
    assert document["counts"] == {"error": 4, "warning": 1, "notice": 0}
    assert len(document["findings"]) == 5


def test_json_finding_has_the_fixed_keys_and_types(faulty: Path) -> None:
    for finding in check(faulty)[1]["findings"]:
        assert list(finding) == KEYS
        assert all(type(finding[key]) is (int if key in ("line", "column") else str) for key in KEYS)
        assert finding["line"] >= 1
        assert finding["column"] >= 1
        assert finding["level"] in ("error", "warning", "notice")
        assert (faulty / finding["path"]).exists()


def test_json_findings_are_sorted_by_path_line_and_code(faulty: Path) -> None:
    findings = check(faulty)[1]["findings"]
    order = [(finding["path"], finding["line"], finding["code"]) for finding in findings]
    assert order == sorted(order)
    assert len({path for path, _, _ in order}) > 2


def test_json_finding_names_register_record_and_chinese_field(faulty: Path) -> None:
    found = {finding["code"]: finding for finding in check(faulty)[1]["findings"] if finding["register"] == "penalties"}
    assert list(found) == ["MD011"]
    assert (found["MD011"]["record"], found["MD011"]["field"]) == ("cf-2026-002", "听证.日期")


def test_json_of_clean_registers_is_an_object_too(clean: Path) -> None:
    set_rules(clean, "")
    assert check(clean) == (0, {"as_of": AS_OF, "counts": {"error": 0, "warning": 0, "notice": 0}, "findings": []})


def test_json_is_the_same_from_the_cache_without_it_and_with_many_processes(faulty: Path) -> None:
    first = check(faulty)
    assert check(faulty) == first
    assert check(faulty, "--no-cache") == first
    for number in range(30):
        officer = (CASES / "base" / "officers" / "ry-001.yml").read_text(encoding="utf-8").replace("ry-001", f"ry-1{number:02d}")
        (faulty / "registries" / "officers" / f"ry-1{number:02d}.yml").write_text(officer, encoding="utf-8")
    assert check(faulty, "--jobs", "2")[1]["findings"] == first[1]["findings"]


def test_day_of_json_is_today_in_china_unless_told(clean: Path) -> None:
    before = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    document = json.loads(run(clean, "check", "--format", "json", "--jobs", "1").stdout)
    after = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    assert before <= dt.date.fromisoformat(document["as_of"]) <= after


def test_paths_are_relative_to_the_working_directory(faulty: Path) -> None:
    inside = json.loads(run(faulty / "registries", "check", "--config", "../mkdocs.yml", "--format", "json", "--jobs", "1").stdout)
    assert inside["findings"]
    assert all((faulty / "registries" / finding["path"]).exists() for finding in inside["findings"])
    assert not any(finding["path"].startswith("/") for finding in inside["findings"])


# Text


def test_text_shows_place_code_line_caret_and_remedy(tmp_path: Path) -> None:
    small_site(tmp_path, CASES / "bad" / "choice-unknown-near")
    result = run(tmp_path, "check", "--jobs", "1")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("registries/officers/ry-003.yml:12:5: MD007 ")
    assert lines[1:3] == ["    状态: 在职", "    \u3000\u3000  ^"]
    assert lines[3].startswith("  怎么改：")
    assert lines[-1] == "错误 1 个"


@pytest.mark.parametrize("case", sorted((CASES / "bad").iterdir())[::12], ids=lambda case: case.name)
def test_text_says_what_json_says_with_a_caret_under_the_column(case: Path, tmp_path: Path) -> None:
    small_site(tmp_path, case)
    status, document = check(tmp_path)
    result = run(tmp_path, "check", "--as-of", AS_OF, "--jobs", "1")
    assert result.exit_code == status
    lines = result.stdout.splitlines()
    for finding in document["findings"]:
        at = lines.index(f"{finding['path']}:{finding['line']}:{finding['column']}: {finding['code']} {finding['message']}")
        source = tmp_path / finding["path"]
        written = source.read_text(encoding="utf-8").split("\n") if source.is_file() and source.suffix == ".yml" else [""]
        line = written[finding["line"] - 1] if finding["line"] <= len(written) else ""
        if line:
            assert lines[at + 2].endswith("^")
            caret = len(lines[at + 2]) - 1 - 4
            assert lines[at + 1][4:][caret:] == line[max(0, finding["column"] - 60) :][:100][caret:]
            assert line[finding["column"] - 1 :].startswith(lines[at + 1][4:][caret:])
        assert any(text.startswith("  怎么改：") for text in lines[at : at + 4])


def test_text_closes_with_counts_of_each_level(faulty: Path) -> None:
    assert run(faulty, "check", "--jobs", "1").stdout.splitlines()[-1].startswith("错误 4 个，警告 1 个；按设置忽略 ")


def test_legal_basis_is_shown(tmp_path: Path) -> None:
    small_site(tmp_path, CASES / "bad" / "credit-code-mistyped")
    assert (
        "  依据：《法人和其他组织统一社会信用代码编码规则》（GB 32100-2015）" in run(tmp_path, "check", "--jobs", "1").stdout.splitlines()
    )


# PATH


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("registries/officers", ["MD002", "MD003", "SR015"]),
        ("registries/officers/ry-003.yml", ["MD002", "MD003"]),
        ("registries/penalties", ["MD011"]),
        ("registries/penalties/2026/2026-03.yml", []),
        ("registries/channels", []),
        ("registries", ["MD011", "MD002", "MD003", "SR015", "MD011"]),
        (".", ["MD011", "MD002", "MD003", "SR015", "MD011"]),
    ],
)
def test_path_keeps_the_findings_below_it(faulty: Path, path: str, codes: list[str]) -> None:
    status, document = check(faulty, path)
    assert [finding["code"] for finding in document["findings"]] == codes
    assert status == int(bool(codes))


def test_several_paths_keep_the_findings_below_any(faulty: Path) -> None:
    document = check(faulty, "registries/penalties", faulty / "registries" / "check-items.yml")[1]
    assert [finding["path"] for finding in document["findings"]] == ["registries/check-items.yml", "registries/penalties/2026/2026-04.yml"]


def test_path_keeps_the_findings_of_a_linked_file(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link in a register to a file elsewhere is a file of that register."""
    kept = tmp_path_factory.mktemp("kept") / "shared.yml"
    kept.write_text("编号: ry-003\n", encoding="utf-8")
    (clean / "registries" / "officers" / "ry-003.yml").symlink_to(kept)
    every = check(clean)[1]["findings"]
    status, document = check(clean, "registries/officers")
    assert every
    assert document["findings"] == every
    assert status == 1


# explain and help


@pytest.mark.parametrize("code", CATALOGUE)
def test_explain_says_what_a_code_asks_why_its_basis_and_an_example(code: str, tmp_path: Path) -> None:
    problem = CATALOGUE[code]
    result = run(tmp_path, "explain", code)
    assert result.exit_code == 0
    for words in (code, problem.title, problem.why, *(basis.citation for basis in problem.basis), *problem.example.splitlines()):
        assert words in result.stdout


def test_explain_of_every_code_says_how_to_mend_it(tmp_path: Path) -> None:
    silent = [code for code in CATALOGUE if "怎么改" not in run(tmp_path, "explain", code).stdout]
    assert silent == []


def test_explain_takes_small_letters(tmp_path: Path) -> None:
    assert run(tmp_path, "explain", "md003").stdout == run(tmp_path, "explain", "MD003").stdout


def test_explain_of_an_unknown_code_exits_2_and_suggests(tmp_path: Path) -> None:
    result = run(tmp_path, "explain", "MD03")
    assert result.exit_code == 2
    assert "MD003" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example(command: str, tmp_path: Path) -> None:
    result = run(tmp_path, command, "--help")
    assert result.exit_code == 0
    assert f"例：gongshi {command}" in result.stdout


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "explain"])
def test_every_command_takes_config_and_registries(command: str, tmp_path: Path) -> None:
    helped = run(tmp_path, command, "--help").stdout
    assert "--config" in helped
    assert "--registries" in helped


def test_package_runs_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "generator", "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: gongshi ")
    assert all(command in done.stdout for command in COMMANDS)


def test_version_is_printed() -> None:
    from generator import __version__

    assert CliRunner().invoke(main, ["--version"]).output.strip().endswith(__version__)


# Settings


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("        名称: 示例县卫生健康局\n", "", "机构:", "MD001"),
        ("        电话: 0999-6010001", "        电话: 6010001转2", "6010001转2", "MD016"),
        ("统一社会信用代码: 11990123000000000W", "统一社会信用代码: 11990123000000000X", "11990123000000000X", "MD020"),
        ("        区划代码: 990123", "        区划代码:", "区划代码:", "MD002"),
        ("        姓名: 掩码", "        姓名: 遮住", "遮住", "MD007"),
        ("      栏目名称: 行政执法公示", "      栏目名称: [行政执法公示]", "[行政执法公示]", "MD004"),
        ("      公示策略:\n", '      主色: "#88aaff"\n      公示策略:\n', '"#88aaff"', "ST001"),
        ("      公示策略:\n", "      主色: #17497f\n      公示策略:\n", "主色", "MD002"),
        ("      公示策略:\n", "      主色: 蓝色\n      公示策略:\n", "蓝色", "MD010"),
        ("      公示策略:\n", "      颜色: 红\n      公示策略:\n", "颜色", "MD003"),
        ("      公示策略:\n", "      公示政策: 掩码\n      公示策略:\n", "公示政策", "MD003"),
        ("        姓名: 掩码", "        姓名: 掩码\n        names: 全名", "names", "MD008"),
        ("        区划代码: 990123\n", "        区划代码: 99012\n", "99012\n", "MD010"),
        ("        网站标识码: 9901230001", "        网站标识码: bm9901", "bm9901", "MD010"),
    ],
    ids=[
        "missing",
        "telephone",
        "credit-code",
        "empty",
        "choice",
        "list",
        "pale",
        "unquoted-colour",
        "colour-word",
        "unknown",
        "unknown-near",
        "both-languages",
        "region",
        "site-code",
    ],
)
def test_wrong_setting_is_a_finding_with_its_place_and_exits_2(clean: Path, old: str, new: str, place: str, code: str) -> None:
    settings_with(clean, old, new)
    result = run(clean, "check")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"mkdocs.yml:{place_of(clean, place)}: {code} " in result.stderr
    assert "怎么改：" in result.stderr


def place_of(directory: Path, text: str) -> str:
    """The line and column at which a text first stands in the site's settings."""
    before = (directory / "mkdocs.yml").read_text(encoding="utf-8").partition(text)[0]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_full_names_without_a_reason_are_refused_at_the_policy(clean: Path) -> None:
    settings_with(clean, "        姓名: 掩码", "        姓名: 全名")
    settings_with(clean, "        理由: 国办发〔2018〕118号\n", "")
    result = run(clean, "check")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"mkdocs.yml:{place_of(clean, '姓名: 全名')}: ST001 ")


def test_setting_written_twice_is_a_finding(clean: Path) -> None:
    settings_with(clean, "        姓名: 掩码", "        姓名: 全名\n        姓名: 掩码")
    result = run(clean, "check")
    assert result.exit_code == 2
    assert f"mkdocs.yml:{place_of(clean, '姓名: 掩码')}: " in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 空\n",
        "site_name: 示例\n",
        "plugins:\n",
        "plugins: gongshi\n",
        "plugins:\n  - gongshi\n",
        "plugins:\n  - gongshi:\n",
        "plugins:\n  - gongshi: 示例县卫生健康局\n",
        "plugins:\n  - gongshi: []\n",
        "plugins:\n  gongshi: 示例\n",
        "- 甲\n",
        "甲\n",
        "a: 甲\n---\na: 乙\n",
        "a: '甲\n",
        "plugins:\n\t- gongshi\n",
        "? [a]\n: 甲\n",
        "a: 甲\x07\n",
    ],
    ids=[
        "empty",
        "comment",
        "no-plugins",
        "plugins-of-nothing",
        "plugins-of-one-word",
        "options-missing",
        "options-of-nothing",
        "options-of-text",
        "options-of-list",
        "options-of-text-in-group",
        "list",
        "text",
        "two-documents",
        "unclosed",
        "tab",
        "complex-key",
        "control-character",
    ],
)
def test_settings_of_another_shape_are_a_finding_and_exit_2(clean: Path, text: str) -> None:
    (clean / "mkdocs.yml").write_text(text, encoding="utf-8")
    result = run(clean, "check")
    assert result.exit_code == 2
    assert result.stderr.startswith("mkdocs.yml:")
    assert "怎么改：" in result.stderr


def test_settings_in_another_encoding_are_said_to_be(clean: Path) -> None:
    path = clean / "mkdocs.yml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    result = run(clean, "check")
    assert result.exit_code == 2
    assert "UTF-8" in result.stderr


def test_site_that_cannot_be_written_is_said_so_and_exits_3(clean: Path) -> None:
    (clean / "file").write_text("", encoding="utf-8")
    done = run(clean, "build", "--site-dir", "file/site")
    assert done.exit_code == 3
    assert "原来的网站没有改动" in done.output
    assert "Traceback" not in done.output


def test_directory_that_is_no_site_is_not_overwritten(clean: Path) -> None:
    (clean / "letters").mkdir()
    (clean / "letters" / "important.txt").write_text("重要", encoding="utf-8")
    done = run(clean, "build", "--site-dir", "letters")
    assert done.exit_code == 2
    assert "不是以前生成的网站" in done.output
    assert (clean / "letters" / "important.txt").read_text(encoding="utf-8") == "重要"


def test_settings_that_the_host_refuses_exit_2_in_a_sentence(clean: Path) -> None:
    settings_with(clean, "nav:\n", "nav: 5\nextra:\n")
    done = run(clean, "build")
    assert done.exit_code == 2
    assert "nav" in done.output
    assert "原来的网站没有改动" in done.output


def test_page_in_another_encoding_is_a_finding(clean: Path) -> None:
    (clean / "content" / "说明.md").write_bytes("# 说明\n".encode("gbk"))
    done = run(clean, "build")
    assert done.exit_code == 1
    assert "content/说明.md:1:4: SR001" in done.output
