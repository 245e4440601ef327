"""Whatever valid records stand together, the rules judge them: without an exception, twice the same, in any order the same."""

import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.registers import REGISTERS
from generator.rules.due import everything_due
from generator.source.finding import Finding
from generator.source.settings import read_site
from tests.checking import small_site
from tests.fuzz.drawn_records import DAYS, Drawn, Written, by_file, drawn, shuffled
from tests.fuzz.spoilt_site import check_of, faults_of
from tests.rules.cases import base_records

QUICK, SLOW = 10, 700
"""Small registries: ten in about ten seconds, 700 in about a quarter of an hour."""
ONE_OF_THEM = {"AF007", "CA001", "CG009", "CG010", "CG011", "DN003", "OF008", "RC004"}
"""Said of whichever record is the second with a name or number, one too many, or the first of a file in a year without calendar:
which one that is follows the order, how many there are does not."""

ordinary = settings(
    deadline=None,
    max_examples=QUICK,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # an example takes a second, to shrink one minutes: the message tells what differs
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FOUND: Counter[str] = Counter()


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base as a site, with a store beside it for what all examples share."""
    directory = tmp_path_factory.mktemp("base")
    small_site(directory)
    (directory / "store").mkdir()
    return directory


@ordinary
@given(values=drawn(), random=st.randoms(use_true_random=False))
def test_valid_records_are_judged_alike_in_any_order(base: Path, values: Drawn, random: Random) -> None:
    _judge(base, values, random)


@pytest.mark.slow
@settings(ordinary, max_examples=SLOW, derandomize=False)
@given(values=drawn(), random=st.randoms(use_true_random=False))
def test_many_valid_records_are_judged_alike_in_any_order(base: Path, values: Drawn, random: Random) -> None:
    _judge(base, values, random)


@ordinary
@given(values=drawn())
def test_what_falls_due_is_told_of_any_valid_records(base: Path, values: Drawn) -> None:
    with tempfile.TemporaryDirectory(prefix="gongshi-fuzz-") as name:
        _lay_out(Path(name), base, values)
        everything_due(check_of(Path(name), base / "store", values.as_of).judged_tables())


@pytest.mark.parametrize("as_of", ["1904-02-29", "2196-02-29", *DAYS])
def test_base_is_judged_on_any_day(base: Path, as_of: str) -> None:
    _findings(base, Drawn({}, as_of, {}))


@pytest.mark.parametrize("as_of", DAYS)
def test_yearly_duties_are_judged_on_any_day(base: Path, as_of: str) -> None:
    first = next(iter(base_records()["obligations"].values()))
    days = ("02-29", "02-28", "01-01", "12-31", "02-30", "W01-1", "0131", "甲")
    duties = [first | {"编号": f"x-{number}", "公开时限": {"文字": "每年一次", "每年": day}} for number, day in enumerate(days)]
    _findings(base, Drawn({"obligations": duties}, as_of, {}))


@pytest.mark.parametrize(
    "rules",
    [
        {"最长公示年数": {"自然人": "9000", "单位": "9000"}},
        {"最长公示年数": {"自然人": "0", "单位": "999999999"}},
        {"年度检查上限": "999999999"},
        {"放假安排": [{"年度": "0", "放假": ["01-01"]}]},
        {"放假安排": [{"年度": "9999", "放假": ["01-01"]}]},
        {"放假安排": [{"年度": "999999999", "放假": ["01-01"]}]},
        {"放假安排": [{"年度": "2027", "放假": ["02-29", "10-07/10-01"], "上班": ["01-01", "01-01"]}]},
        {"较大数额罚款": {"自然人": "0", "单位": "999999999999.99"}},
        {"证件编码格式": "(a*)*b"},
    ],
    ids=lambda rules: next(iter(rules)),
)
def test_settings_at_the_ends_are_refused_or_judged_by(base: Path, rules: Written, tmp_path: Path) -> None:
    _lay_out(tmp_path, base, Drawn({}, "2026-11-22", rules))
    if read_site(tmp_path / "mkdocs.yml", "mkdocs.yml")[0]:
        _findings(base, Drawn({}, "2026-11-22", rules))


def _copies(key: str, *changes: Written) -> list[Written]:
    """Copies of the base's first record, each with an id of its own and some fields changed; None takes a field away."""
    first = next(iter(base_records()[key].values()))
    records = (first | {"编号": f"x-{number}"} | change for number, change in enumerate(changes))
    return [{label: value for label, value in record.items() if value is not None} for record in records]


UNDATED: Written = {"公开日期": None, "更新日期": None}
OVERTURNED: Written = {"日期": "2028-06-01", "情形": "撤销", "理由": "决定被复议机关撤销"}
PAIRS: dict[str, tuple[str, list[Written]]] = {
    "a term in a year without calendar, and one that is over": ("penalties", [{"决定日期": "2026-12-30"}, {"决定日期": "2026-03-02"}]),
    "two overturned, one in a year without calendar": (
        "penalties",
        [{"撤回": OVERTURNED | {"事由日期": "2026-12-30"}}, {"撤回": OVERTURNED | {"事由日期": "2026-06-01"}}],
    ),
    "one certificate, of one on duty and two who left": (
        "officers",
        [{"姓名": "甲", "证件编码": "99012301009", "状态": state} for state in ("在岗", "离岗", "离岗")],
    ),
    "three of one name, one without a code": (
        "inspected",
        [{"名称": "示例甲美容店", "统一社会信用代码": code} for code in (None, "91990123MB0T00015D", "92990123MA7BRT516R")],
    ),
}


@pytest.mark.parametrize("case", PAIRS)
def test_order_of_these_makes_no_difference(base: Path, case: str) -> None:
    key, changes = PAIRS[case]
    records = _copies(key, *(UNDATED | change if "决定日期" in change else change for change in changes))
    one, two = (_spoken(_findings(base, Drawn({key: order}, "2027-02-01", {}))) for order in (records, records[::-1]))
    assert not one ^ two, f"in one order only {sorted(one - two)}, in the other only {sorted(two - one)}"


def test_what_falls_due_is_told_where_a_year_has_no_calendar(base: Path, tmp_path: Path) -> None:
    withdrawal = OVERTURNED | {"日期": "2085-01-01", "事由日期": "2085-01-01"}
    _lay_out(tmp_path, base, Drawn({"penalties": _copies("penalties", {"撤回": withdrawal})}, "2026-11-22", {}))
    assert everything_due(check_of(tmp_path, base / "store").judged_tables())


@pytest.mark.parametrize("as_of", ["1904-02-29", *DAYS])
def test_what_falls_due_is_told_on_any_day(base: Path, as_of: str, tmp_path: Path) -> None:
    _lay_out(tmp_path, base, Drawn({}, as_of, {}))
    everything_due(check_of(tmp_path, base / "store", as_of).judged_tables())


def _judge(base: Path, values: Drawn, random: Random) -> None:
    first = _findings(base, values)
    assert first == _findings(base, values)
    FOUND.update(finding.code for finding in first)
    assert not {finding.code for finding in first if finding.code.startswith(("MD", "SR0")) and finding.code != "SR007"}, (
        "records are valid"
    )
    one, two = _spoken(first), _spoken(_findings(base, shuffled(values, random)))
    assert not one ^ two, f"in one order only {sorted(one - two)}, in the other only {sorted(two - one)}"


def _spoken(findings: tuple[Finding, ...]) -> set[tuple[str, str, str | int]]:
    """Code, register and record of every finding; of those that could as well name another record, how many there are."""
    count = Counter((finding.code, finding.register) for finding in findings)
    return {
        (finding.code, finding.register, count[finding.code, finding.register] if finding.code in ONE_OF_THEM else finding.record)
        for finding in findings
    }


def _findings(base: Path, values: Drawn) -> tuple[Finding, ...]:
    """What a check finds of the records, judged anew: only what was read of files is kept."""
    for kept in (base / "store").rglob("*-verdict"):
        kept.unlink()
    with tempfile.TemporaryDirectory(prefix="gongshi-fuzz-") as name:
        directory = Path(name)
        _lay_out(directory, base, values)
        check = check_of(directory, base / "store", values.as_of)
        findings = check.verdict().findings
        written = json.dumps(values.records, ensure_ascii=False)
        assert not [(fault, finding) for finding in findings for fault in faults_of(finding, check.registries, written)]
    return findings


def _lay_out(directory: Path, base: Path, values: Drawn) -> None:
    """The records as a site: what is drawn is written, the rest is linked to the base."""
    tree = (base / "mkdocs.yml").read_text(encoding="utf-8")
    settings_tree = yaml.load(tree, Loader=yaml.CBaseLoader)
    for plugin in settings_tree["plugins"]:
        if "gongshi" in plugin:
            plugin["gongshi"]["规则"] = {**plugin["gongshi"].get("规则", {}), **values.settings}
    (directory / "mkdocs.yml").write_text(_yaml(settings_tree), encoding="utf-8")
    registries, content = directory / "registries", directory / "content"
    registries.mkdir()
    shutil.copytree(base / "content", content)
    for entry in (base / "registries").iterdir():
        if entry.stem not in values.records:
            (registries / entry.name).symlink_to(entry)
    for key, records in values.records.items():
        register = REGISTERS[key]
        if register.in_content:
            shutil.rmtree(content / key)
            (content / key).mkdir()
            for record in records:
                (content / key / f"{record['编号']}.md").write_text(f"---\n{_yaml(record)}---\n\n# 甲\n", encoding="utf-8")
            continue
        for path, ledger in by_file(register, records):
            (registries / path).parent.mkdir(parents=True, exist_ok=True)
            (registries / path).write_text(_yaml(ledger), encoding="utf-8")


def _yaml(tree: object) -> str:
    return str(yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100_000))
