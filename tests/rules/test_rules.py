"""The rules of law, tested by cases that a lawyer can read: ``<CODE>/ok-<what>.yml`` and ``<CODE>/bad-<what>.yml``.

A new case is a new file and needs no Python. It states only what differs from the records of ``tests/cases/base``, which
are lawful in every respect as of 2026-11-22::

    情形: 9月18日（周五）作出处罚决定，9月30日才公开，中间隔着中秋节，是第八个工作日。
    基准日: 2026-11-22          # may be left out: the day on which gongshi checks
    设置:                       # may be left out: merged into the settings of the plugin in mkdocs.yml
      公示策略: {姓名: 全名}
    记录:                       # by register, then by 编号
      penalties:
        cf-2026-001:            # a record of the base is changed: groups are merged, a list replaces the list,
          决定日期: 2026-09-18  # null removes a field
          相对人: {类别: 自然人, 统一社会信用代码: null}
        cf-2026-002: {}         # another 编号 is a copy of the register's first record, changed
        2025/cf-2026-003: {}    # a ledger's record that lies in the directory of another year than its own
      check-plans:
        jh-001: null            # null removes a record of the base,
      campaigns: null           # or all records of a register
    页面:                       # may be left out: Markdown pages, by their path in content/
      zhidu.md: |
        # 制度
    版次:                       # may be left out: what was published before, edition by edition; gongshi check --against is told of it
      - 基准日: 2026-03-15
        记录: {penalties/cf-2026-001: 2026-03-12}   # what it published, with the 公开日期 stated then; null where none was;
                            # what the case says nothing of, the base's, is in all editions
    发现:                       # bad cases only: every finding of this code, in any order
      - penalties cf-2026-001 公开日期      # register, record and the field of the finding; the field may be a path: 依据[2].条款
      - page zhidu.md 1:3                   # a page (or mkdocs.yml): line and column
      - campaigns                           # a register as a whole

A bad case has exactly the findings of its code that it lists, and each points at the value, or the key, or, where the field
is missing, at what it is missing from. An ok case has none. Findings of other codes are nobody's business here, save those
of form (MD, SR): a case that has one is malformed. Registers that a case touches are written out anew, ledgers as one file a
year; the others are the base's own files.

How to name cases: after what makes the difference, the day before, on the day and the day after a limit in a file each.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.checking import run
from tests.rules.cases import Case, Laid, MalformedCaseError, Written, lay_out, read_case

RULES = Path(__file__).parent
FILES = sorted(RULES.glob("[A-Z]*/*"))

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was read of the files that the cases share."""
    return tmp_path_factory.mktemp("store")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_has_exactly_the_findings_it_lists(path: Path, tmp_path: Path, store: Path) -> None:
    try:
        case = read_case(path)
        laid = lay_out(case, tmp_path, store)
        findings = _findings(case, laid)
    except MalformedCaseError as error:
        pytest.fail(f"{path.parent.name}/{path.name}: {error}", pytrace=False)
    assert sorted(map(_named, findings)) == list(case.expected), "\n".join(each["message"] for each in findings)
    for finding in findings:
        _points_at_its_field(laid, finding)


def _findings(case: Case, laid: Laid) -> list[dict[str, Any]]:
    """The findings of the case's code. Raises MalformedCaseError where the files are not well formed."""
    against = ["--against", laid.against] if laid.against else []
    result = run(laid.directory, "check", "--format", "json", "--as-of", case.as_of, "--jobs", "1", *against)
    if result.exit_code > 1:
        raise MalformedCaseError(f"the settings are not accepted:\n{result.output}")
    findings = json.loads(result.stdout)["findings"]
    for each in findings:
        if each["code"].startswith(("MD", "SR")) and each["code"] != case.code:
            raise MalformedCaseError(f"the records are not well formed: {_named(each)}: {each['code']} {each['message']}")
    return [each for each in findings if each["code"] == case.code]


def _named(finding: dict[str, Any]) -> str:
    """A finding as a case lists it."""
    if not finding["register"]:
        return f"page {finding['path'].removeprefix('content/')} {finding['line']}:{finding['column']}"
    return f"{finding['register']} {finding['record']} {finding['field']}".rstrip()


def _points_at_its_field(laid: Laid, finding: dict[str, Any]) -> None:
    record = laid.record(finding["register"], finding["record"])
    if not record:
        return
    line = (laid.directory / finding["path"]).read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    pointed = line[finding["column"] - 1 :]
    starts = _starts(record, finding["field"])
    assert pointed.startswith(starts), f"{_named(finding)} points at 「{pointed}」, not at 「{'」 or 「'.join(starts)}」"


def _starts(record: Written, field: str) -> tuple[str, ...]:
    """How the text may start that a finding about a field points at: the value or its key, or those of the nearest thing above it."""
    value: Any = record
    key = ""
    for name, number in _STEP.findall(field):
        inner = value.get(name) if isinstance(value, dict) and name else _item(value, number)
        if inner is None:
            break
        value, key = inner, f"{name}:" if name else ""
    return (*_value_starts(value), *([key] if key else []))


def _item(value: Any, number: str) -> Any:
    return value[int(number) - 1] if number and isinstance(value, list) and int(number) <= len(value) else None


def _value_starts(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        return (f"{next(iter(value))}:",)
    if isinstance(value, list):
        return ("-",)
    return ("|",) if "\n" in value else (value, f"'{value}", f'"{value}')


MALFORMED = {
    "ID002/ok-x.yml": {
        "a key is unknown": "情形: 甲。\n纪录: {}\n",
        "nothing is told": "记录: {}\n",
        "an ok case lists findings": "情形: 甲。\n发现:\n  - officers ry-001 编号\n",
        "the day is none": "情形: 甲。\n基准日: 2026-02-30\n",
        "a key stands twice": "情形: 甲。\n情形: 乙。\n",
        "a register is unknown": "情形: 甲。\n记录: {officer: {}}\n",
        "a field is unknown": "情形: 甲。\n记录: {officers: {ry-001: {年龄: 30}}}\n",
        "a field in a list is unknown": "情形: 甲。\n记录: {penalties: {cf-2026-001: {依据: [{法律: fa-jia}]}}}\n",
        "what is removed is not there": "情形: 甲。\n记录: {officers: {ry-999: null}}\n",
        "a ledger's date is removed": "情形: 甲。\n记录: {penalties: {cf-2026-001: {决定日期: null}}}\n",
        "a value is of another form": "情形: 甲。\n记录: {officers: {ry-001: {发证日期: 去年}}}\n",
        "an edition has no day": "情形: 甲。\n版次:\n  - 记录: {penalties/cf-2026-001: 2026-03-12}\n",
        "an edition's day is none": "情形: 甲。\n版次:\n  - {基准日: 今天, 记录: {penalties/cf-2026-001: 2026-03-12}}\n",
        "an edition names no register": "情形: 甲。\n版次:\n  - {基准日: 2026-03-15, 记录: {cf-2026-001: 2026-03-12}}\n",
        "a setting is unknown": "情形: 甲。\n设置: {颜色: 红}\n",
    },
    "ID002/bad-x.yml": {"a bad case lists nothing": "情形: 甲。\n"},
    "ID002/good-x.yml": {"the name is another": "情形: 甲。\n"},
    "ZZ999/ok-x.yml": {"the code is unknown": "情形: 甲。\n"},
}


@pytest.mark.parametrize(
    ("name", "text"), [pytest.param(name, text, id=why) for name, cases in MALFORMED.items() for why, text in cases.items()]
)
def test_malformed_case_is_told(name: str, text: str, tmp_path: Path, store: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    with pytest.raises(MalformedCaseError, match=r"\w+ \w+"):
        case = read_case(path)
        _findings(case, lay_out(case, site, store))


def test_place_of_another_field_fails(tmp_path: Path, store: Path) -> None:
    """The check of places can fail: a finding about one field that points at another."""
    laid = lay_out(read_case(RULES / "ID002" / "bad-id-of-another.yml"), tmp_path, store)
    finding = {
        "register": "officers",
        "record": "ry-001",
        "field": "姓名",
        "path": "registries/officers/ry-001.yml",
        "line": 1,
        "column": 1,
    }
    with pytest.raises(AssertionError, match="points at"):
        _points_at_its_field(laid, finding)
