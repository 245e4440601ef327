"""One finding, many formats: the sentence never differs, and the tools that read a format accept it."""

import json
import re
from pathlib import Path

import pytest
from sarif_pydantic import Sarif

from generator.report.annotations import github_report
from generator.source.finding import Finding
from tests.checking import AS_OF, CASES, check, run, set_rules, small_site


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The directory of a site with an error and a warning."""
    small_site(tmp_path, CASES / "bad" / "date-in-group")
    (tmp_path / "registries" / "officers" / "名单.xlsx").write_bytes(b"PK")
    return tmp_path


def output(directory: Path, form: str, *arguments: str) -> str:
    return run(directory, "check", "--as-of", AS_OF, "--jobs", "1", "--format", form, *arguments).stdout


def test_every_format_tells_the_same_findings(faulty: Path) -> None:
    _, document = check(faulty)
    findings = document["findings"]
    assert {each["level"] for each in findings} >= {"error", "warning"}
    text, sarif, github, gitlab = (output(faulty, form) for form in ("text", "sarif", "github", "gitlab"))
    issues = json.loads(gitlab)
    assert [(each["check_name"], each["location"]["path"], each["location"]["lines"]["begin"]) for each in issues] == [
        (each["code"], each["path"], each["line"]) for each in findings
    ]
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    assert {each["severity"] for each in issues} <= {"info", "minor", "major", "critical", "blocker"}
    results = json.loads(sarif)["runs"][0]["results"]
    assert len(results) == len(findings) == github.count("::error ") + github.count("::warning ") + github.count("::notice ")
    for finding, result in zip(findings, results, strict=True):
        assert finding["message"] in text
        assert finding["message"] in result["message"]["text"]
        assert finding["message"].replace("%", "%25") in github
        place = result["locations"][0]["physicalLocation"]
        assert place["region"] == {"startLine": finding["line"], "startColumn": finding["column"]}
        assert result["ruleId"] == finding["code"]


def test_sarif_is_what_the_standard_describes(faulty: Path) -> None:
    report = Sarif.model_validate_json(output(faulty, "sarif"))
    (only,) = report.runs
    assert only.tool.driver.name == "gongshi"
    assert only.tool.driver.rules
    ids = [rule.id for rule in only.tool.driver.rules]
    assert ids == sorted(set(ids))
    for result in only.results or []:
        assert result.rule_id in ids


def test_sarif_names_files_relative_to_the_working_directory_in_ascii(faulty: Path) -> None:
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(output(faulty, "sarif"))["runs"][0]["results"]
    ]
    assert all(uri.isascii() and not uri.startswith(("/", "file:")) for uri in uris)
    assert any("%E5" in uri for uri in uris)


def test_nothing_found_is_nothing_said_in_annotations_and_an_empty_run_in_sarif(tmp_path: Path) -> None:
    small_site(tmp_path)
    assert output(tmp_path, "github").strip() == ""
    assert json.loads(output(tmp_path, "sarif"))["runs"][0]["results"] == []


def test_an_annotation_cannot_be_broken_out_of() -> None:
    """A value from a register must not end the command or begin another one."""
    finding = Finding(
        code="XX001",
        level="error",
        path="a,b:c.yml",
        line=3,
        column=5,
        register="",
        record="",
        field="",
        message="甲\n::error file=x::乙 100%",
        basis="",
        help="丙\r\n丁",
    )
    line = github_report([finding])
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith("::error file=a%2Cb%3Ac.yml,line=3,col=5,title=XX001::")
    assert "100%25" in line


def test_select_and_ignore_take_codes_and_families(faulty: Path) -> None:
    every = {finding["code"] for finding in check(faulty)[1]["findings"]}
    warned = next(iter(code for code in every if code.startswith("SR")))
    assert {finding["code"] for finding in check(faulty, "--select", "SR")[1]["findings"]} == {warned}
    assert {finding["code"] for finding in check(faulty, "--ignore", "sr")[1]["findings"]} == every - {warned}
    assert check(faulty, "--select", "MD,SR", "--ignore", "MD,SR") == (0, check(faulty, "--select", "CA")[1] | {"findings": []})


def test_select_decides_the_exit_status(faulty: Path) -> None:
    assert check(faulty)[0] == 1
    assert check(faulty, "--ignore", "MD")[0] == 0
    assert check(faulty, "--ignore", "MD", "--strict")[0] == 1


def test_an_unknown_code_is_wrong_usage_and_the_near_ones_are_named(faulty: Path) -> None:
    result = run(faulty, "check", "--select", "MD999")
    assert result.exit_code == 2
    assert re.search("MD0[0-9]{2}", result.stderr)


def ignoring(directory: Path, code: str, more: str = "") -> None:
    """Settings that ignore a code, with a reason unless ``more`` gives something else in its place."""
    set_rules(directory, f"忽略:\n  - 代码: {code}\n" + (more or "    理由: 正在整理"))


def test_what_the_settings_ignore_is_counted_in_the_output(faulty: Path) -> None:
    ignoring(faulty, "SR015")
    status, document = check(faulty)
    assert "SR015" not in {finding["code"] for finding in document["findings"]}
    assert document["ignored"] == {"SR015": 1}
    assert "按设置忽略 1 个（SR015 1 个）" in output(faulty, "text")
    assert status == 1


def test_an_ignore_needs_a_reason_and_a_known_code(faulty: Path) -> None:
    ignoring(faulty, "SR999")
    assert run(faulty, "check").exit_code == 2
    path = faulty / "mkdocs.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("代码: SR999\n            理由: 正在整理\n", "代码: SR015\n"), encoding="utf-8"
    )
    result = run(faulty, "check")
    assert result.exit_code == 2
    assert "理由" in result.stderr


def test_an_ignore_can_be_for_named_records_alone(tmp_path: Path) -> None:
    small_site(tmp_path, CASES / "bad" / "guide-promise-longer-than-the-law")
    before = check(tmp_path)[1]["findings"]
    (found,) = [finding for finding in before if finding["code"] == "GD002"]
    ignoring(tmp_path, "GD002", "    理由: 正在整理\n    记录: [zn-999]")
    assert found in check(tmp_path)[1]["findings"]
    ignoring(tmp_path, "GD002", f"    理由: 正在整理\n    记录: [{found['record']}]")
    assert check(tmp_path)[1]["ignored"] == {"GD002": 1}
