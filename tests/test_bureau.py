"""The invented bureau: its ledgers are the same for the same seed, valid, and lawful in what can be counted."""

import datetime as dt
import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.bureau import LEDGERS, SMALL_LEDGERS, Volume, main, write_bureau, write_ledgers
from benchmarks.coercion_texts import MEASURES, SURCHARGE_POWER
from benchmarks.heavy import HEAVY
from benchmarks.invent import credit_code, unit
from benchmarks.matters import MATTERS
from benchmarks.money import in_words
from benchmarks.names import Names
from benchmarks.offences import OFFENCES
from benchmarks.workdays import add_months, after, before, is_working_day
from benchmarks.yamltext import scalar
from generator.fields.credit_code import organisation_check_character
from generator.registers import REGISTERS

YEARS, UNTIL = range(2025, 2027), dt.date(2026, 6, 30)
PER_YEAR = Volume(licences=260, penalties=120, inspections=120)
OFFICERS = {
    "ry-001": ("zonghejianduzhifadadui", "2022-01-10", "2028-01-09", "行政处罚 行政检查", "在岗"),
    "ry-002": ("zonghejianduzhifadadui", "2022-01-10", "2028-01-09", "行政处罚 行政检查", "在岗"),
    "ry-003": ("weishengjiankangju", "2025-09-01", "2028-01-09", "行政处罚 行政检查", "在岗"),
    "ry-004": ("zonghejianduzhifadadui", "2022-01-10", "2028-01-09", "行政检查", "在岗"),
    "ry-005": ("zonghejianduzhifadadui", "2022-01-10", "2028-01-09", "行政处罚 行政检查", "离岗"),
    "ry-006": ("jibingyufangkongzhiju", "2022-01-10", "2028-01-09", "行政处罚 行政检查", "在岗"),
    "ry-007": ("jibingyufangkongzhiju", "2022-01-10", "2028-01-09", "行政处罚 行政检查", "在岗"),
    "ry-008": ("weishengjiankangju", "2022-01-10", "2028-01-09", "行政强制", "在岗"),
    "ry-009": ("weishengjiankangju", "2022-01-10", "2028-01-09", "行政强制", "在岗"),
}
REVIEWERS = {"sh-01": ("ry-001", "2022-01-01", None), "sh-02": ("乙", "2022-01-01", "2025-12-31"), "sh-03": ("丙", "2026-01-01", None)}
TIERS = (
    ("一档", {"文字": "警告，不并处罚款"}),
    ("二档", {"上限": "5000"}),
    ("三档", {"下限": "5000", "上限": "50000"}),
    ("四档", {"下限": "10000", "上限": "200000", "文字": "责令停业整顿、停止作业或者吊销许可证件"}),
)
PLANS = {"jh-2025-01": ("2025-01-02", "2025-12-31"), "jh-2026-01": ("2026-01-04", "2026-12-25")}
STEPS = [{"环节": "受理", "岗位": "窗口受理岗", "时限": "1"}, {"环节": "决定", "岗位": "决定岗", "时限": "11"}]
LAWS = {offence.basis[0] for offence in OFFENCES} | {law for measure in MEASURES for law, _ in measure.basis}
ITEMS = sorted({item for offence in OFFENCES for item in offence.items})
CAPPED = "cc-gonggong-changsuo-01"


def write_catalogues(registries: Path) -> None:
    """Just what the generator reads."""
    officers = [
        {"编号": key, "姓名": key, "单位": body, "发证日期": first, "有效期至": last, "执法类别": categories.split(), "状态": status}
        for key, (body, first, last, categories, status) in OFFICERS.items()
    ]
    catalogues = {
        "officers": officers,
        "powers": [
            {"编号": power, "实施主体": "weishengjiankangju", "状态": "有效"}
            for power in (*(matter.power for matter in MATTERS), *{measure.power: None for measure in MEASURES}, SURCHARGE_POWER)
        ],
        "check-items": [{"编号": item, "抽查主体": "weishengjiankangju"} | ({"频次上限": "1"} if item == CAPPED else {}) for item in ITEMS],
        "laws": [{"编号": law, "施行日期": "2020-01-01"} for law in sorted(LAWS)],
        "guides": [
            {"编号": matter.power.removeprefix("xk-"), "决定机构": "weishengjiankangju", "承诺时限": "12", "办理流程": STEPS}
            for matter in MATTERS
        ],
        "fees": [{"编号": "sf-yimiao-chuyun", "收费项目": "储存运输费", "状态": "执行中"}],
        "discretion": [
            {
                "编号": f"cl-{number}",
                "违法行为": offence.name,
                "生效日期": "2025-03-01",
                "档次": [{"名称": name, "幅度": extent} for name, extent in TIERS],
            }
            for number, offence in enumerate(OFFENCES)
        ],
        "reviewers": [
            {"编号": key, "姓名": name, "机构": "法规股", "任期起": first} | ({"任期止": last} if last else {})
            for key, (name, first, last) in REVIEWERS.items()
        ],
        "check-plans": [
            {
                "编号": key,
                "抽查事项": ITEMS,
                "检查主体": ["weishengjiankangju", "jibingyufangkongzhiju"],
                "开始日期": first,
                "结束日期": last,
            }
            for key, (first, last) in PLANS.items()
        ],
        "inspected": [{"编号": f"dx-{number:04d}", "统一社会信用代码": unit(1, "hotel", number).credit_code} for number in range(9)],
    }
    registries.mkdir(parents=True)
    for key, records in catalogues.items():
        (registries / f"{key}.yml").write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")


def parse(text: str) -> Any:
    """Texts alone, as the site reads them."""
    return yaml.load(text, yaml.CBaseLoader)


def read(registries: Path, ledger: str) -> list[dict[str, Any]]:
    """Every record of a ledger as it is written, in the order of the files."""
    return [record for path in sorted((registries / ledger).rglob("*.yml")) for record in parse(path.read_text(encoding="utf-8"))]


def files(registries: Path) -> dict[str, bytes]:
    return {str(path.relative_to(registries)): path.read_bytes() for path in sorted(registries.rglob("*.yml"))}


@pytest.fixture(scope="module")
def registries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bureau") / "registries"
    write_catalogues(path)
    write_ledgers(path, years=YEARS, per_year=PER_YEAR, seed=1, until=UNTIL)
    return path


@pytest.fixture(scope="module")
def ledgers(registries: Path) -> dict[str, list[dict[str, Any]]]:
    return {ledger: read(registries, ledger) for ledger in (*LEDGERS, *SMALL_LEDGERS)}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_one_seed_gives_the_same_bytes_and_another_seed_gives_others(registries: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again", tmp_path / "other"
    for path, seed in ((again, 1), (other, 2)):
        write_catalogues(path)
        write_ledgers(path, years=YEARS, per_year=PER_YEAR, seed=seed, until=UNTIL)
    assert files(again) == files(registries)
    assert files(other) != files(registries)


def test_writing_again_replaces_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "registries"
    write_catalogues(path)
    write_ledgers(path, years=YEARS, per_year=PER_YEAR, seed=1, until=UNTIL)
    write_ledgers(path, years=YEARS, per_year=Volume(licences=3, penalties=2, inspections=1), seed=1, until=UNTIL)
    assert len(read(path, "licences")) < 10


@pytest.mark.parametrize("ledger", [*LEDGERS, *SMALL_LEDGERS])
def test_every_record_is_valid(ledgers: dict[str, list[dict[str, Any]]], ledger: str) -> None:
    assert ledgers[ledger]
    for record in ledgers[ledger]:
        REGISTERS[ledger].model.model_validate(record)


@pytest.mark.parametrize("ledger", [*LEDGERS, *SMALL_LEDGERS])
def test_ids_follow_the_order_of_dates_in_files_of_their_month(registries: Path, ledger: str) -> None:
    dated = {"inspections": "检查日期", "cases": "受理日期"}.get(ledger, "决定日期")
    for path in (registries / ledger).rglob("*.yml"):
        for record in parse(path.read_text(encoding="utf-8")):
            assert record[dated].startswith(path.stem)
            assert record["编号"].split("-")[1] == path.parent.name
    records = read(registries, ledger)
    assert [record["编号"] for record in records] == sorted(record["编号"] for record in records)
    assert [record[dated] for record in records] == sorted(record[dated] for record in records)


@pytest.mark.parametrize("ledger", ["licences", "penalties", "coercions"])
def test_document_numbers_are_unique_and_without_gaps(ledgers: dict[str, list[dict[str, Any]]], ledger: str) -> None:
    series = defaultdict(list)
    for record in ledgers[ledger]:
        word, year, serial = re.fullmatch(r"(\w+)〔(\d{4})〕([1-9]\d*)号", record["决定书文号"]).groups()  # type: ignore[union-attr]
        assert year == record["决定日期"][:4]
        series[word, year].append(int(serial))
    for serials in series.values():
        assert serials == list(range(1, len(serials) + 1))


@pytest.mark.parametrize(
    ("ledger", "dated", "ended", "limit"),
    [
        ("licences", "决定日期", "决定日期", 7),
        ("penalties", "决定日期", "决定日期", 7),
        ("inspections", "检查日期", "检查完成日期", 20),
        ("coercions", "决定日期", "决定日期", 20),
        ("collections", "决定日期", "决定日期", 20),
    ],
)
def test_acts_fall_on_working_days_and_are_published_in_time_or_say_why(
    ledgers: dict[str, list[dict[str, Any]]], ledger: str, dated: str, ended: str, limit: int
) -> None:
    for record in ledgers[ledger]:
        published = day(record["公开日期"])
        assert is_working_day(day(record[dated]))
        assert is_working_day(published)
        assert day(record[ended]) <= published <= day(record["更新日期"])
        assert (published > after(day(record[ended]), limit)) == ("迟延理由" in record)


def test_codes_are_valid_and_belong_to_one_name(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    names = defaultdict(set)
    for records in ledgers.values():
        for record in records:
            party = record.get("相对人") or record["检查对象"]
            if code := party.get("统一社会信用代码"):
                assert organisation_check_character(code[8:16]) == code[16]
                names[code].add(party["名称"])
            else:
                assert party["类别"] == "自然人"
                assert set(party) == {"名称", "类别"}
    assert all(len(found) == 1 for found in names.values())


def test_codes_do_not_repeat() -> None:
    assert len({credit_code(1, "91", number) for number in range(20_000)}) == 20_000


def test_penalties_say_in_words_what_they_say_in_figures(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    for record in ledgers["penalties"]:
        for kind, key in (("罚款", "罚款金额"), ("没收违法所得", "没收金额")):
            amount = int(float(record[key]))
            assert (kind in record["处罚种类"]) == (amount > 0)
            assert not amount or f"{in_words(amount)}（{amount}.00元）" in record["处罚内容"]


def test_penalties_keep_to_their_procedure(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    for record in ledgers["penalties"]:
        decided, fine = day(record["决定日期"]), float(record["罚款金额"])
        if record["程序"] == "简易":
            assert fine <= (3000 if record["相对人"]["类别"] == "法人及非法人组织" else 200)
            assert "立案日期" not in record
        else:
            assert 0 < (decided - day(record["立案日期"])).days <= 90


def test_display_follows_the_tiers_from_april_2026(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    months = {"轻微": 3, "一般": 12, "严重": 36}
    for record in ledgers["penalties"]:
        decided, last = day(record["决定日期"]), day(record["公示期限"])
        if decided < dt.date(2026, 4, 1):
            assert "公示档次" not in record
            assert last in (add_months(decided, 12), add_months(decided, 36))
        else:
            assert last == add_months(decided, months[record["公示档次"]])


@pytest.mark.parametrize(
    ("ledger", "dated", "key", "category"),
    [
        ("penalties", "决定日期", "承办人员", "行政处罚"),
        ("inspections", "检查日期", "检查人员", "行政检查"),
        ("coercions", "决定日期", "承办人员", "行政强制"),
    ],
)
def test_two_officers_act_whose_certificates_cover_the_day(
    ledgers: dict[str, list[dict[str, Any]]], ledger: str, dated: str, key: str, category: str
) -> None:
    for record in ledgers[ledger]:
        assert len(set(record[key])) == 2
        for officer in record[key]:
            _, first, last, categories, status = OFFICERS[officer]
            assert status == "在岗"
            assert category in categories
            assert first <= record[dated] <= last


def test_a_fine_lies_in_the_tier_that_is_named(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    tiers = dict(TIERS)
    named = [record for record in ledgers["penalties"] if "裁量基准" in record]
    assert named
    for record in named:
        extent, fine = tiers[record["裁量基准"]["档次"]], float(record["罚款金额"])
        assert record["决定日期"] >= "2025-03-01"
        assert fine == 0 if "上限" not in extent else float(extent.get("下限", 0)) <= fine <= float(extent["上限"])


def test_what_is_reviewed_is_reviewed_before_the_decision_and_by_somebody_else(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    for record in ledgers["penalties"]:
        heavy = any(kind in ("责令停产停业", "吊销许可证件") for kind in record["处罚种类"])
        person, fine = record["相对人"]["类别"] == "自然人", float(record["罚款金额"])
        assert ("集体讨论" in record) == (heavy or fine >= 20_000)
        assert ("法制审核" in record) == (heavy or fine >= (5_000 if person else 20_000))
        if "法制审核" in record:
            review = record["法制审核"]
            name, first, last = REVIEWERS[review["审核人"]]
            assert name not in record["承办人员"]
            assert first <= review["日期"] <= (last or "9")
            assert record["立案日期"] <= review["日期"] < record["决定日期"]
            assert "集体讨论" not in record or review["日期"] <= record["集体讨论"]["日期"] < record["决定日期"]


def test_a_licence_that_is_refused_or_annulled_is_reviewed_before(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    assert any("法制审核" in record for record in ledgers["licences"])
    for record in ledgers["licences"]:
        assert ("法制审核" in record) == (record["决定"] in ("不予", "撤销"))
        if "法制审核" in record:
            review = record["法制审核"]
            _, first, last = REVIEWERS[review["审核人"]]
            assert first <= review["日期"] <= (last or "9")
            assert record.get("受理日期", "") <= review["日期"] <= record["决定日期"]


def test_what_is_taken_down_goes_three_working_days_after_its_cause(tmp_path: Path) -> None:
    path = tmp_path / "registries"
    write_catalogues(path)
    write_ledgers(path, years=YEARS, per_year=Volume(licences=1, penalties=1500, inspections=1), seed=1, until=UNTIL)
    gone = [record for record in read(path, "penalties") if "撤回" in record]
    assert len({record["撤回"]["情形"] for record in gone}) == 5
    for record in gone:
        withdrawal, decided = record["撤回"], day(record["决定日期"])
        assert ("事由日期" in withdrawal) == (withdrawal["情形"] != "其他")
        if "事由日期" in withdrawal:
            assert decided < day(withdrawal["事由日期"]) <= day(withdrawal["日期"]) <= after(day(withdrawal["事由日期"]), 3)
        if withdrawal["情形"] == "信用修复":
            months = {"轻微": 0, "严重": 12}.get(record.get("公示档次", ""), 3)
            assert add_months(decided, months) <= day(withdrawal["事由日期"])
            assert "履行情况" in record
        assert withdrawal["情形"] != "变更" or float(record["罚款金额"]) > 0


def test_the_gravest_cases_are_heard_first(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    heard = [record for record in ledgers["penalties"] if "听证" in record]
    assert heard
    for record in heard:
        heavy = HEAVY[record["违法行为类型"]]
        assert heavy.kind in record["处罚种类"]
        assert heavy.text in record["处罚内容"]
        assert heavy.fine[0] <= float(record["罚款金额"]) <= heavy.fine[1]
        assert ("暂扣吊销证照" in record) == (heavy.kind == "吊销许可证件")
        assert record["立案日期"] < record["听证"]["日期"] < record["法制审核"]["日期"]


def test_random_checks_carry_out_the_plan_of_their_year(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    for record in ledgers["inspections"]:
        if record["检查类型"] == "双随机":
            first, last = PLANS[record["抽查计划"]]
            assert first <= record["检查日期"] <= last
        else:
            assert "抽查计划" not in record


def test_units_of_the_register_of_objects_are_named_by_their_entry(registries: Path, ledgers: dict[str, list[dict[str, Any]]]) -> None:
    units = parse((registries / "inspected.yml").read_text(encoding="utf-8"))
    entries = {found["统一社会信用代码"]: found["编号"] for found in units}
    assert len(entries) == len({found["编号"] for found in units}) == len(units)
    assert [entries[unit(1, "hotel", number).credit_code or ""] for number in range(9)] == [f"dx-{number:04d}" for number in range(9)]
    added = [found for found in units if found["编号"] >= "dx-1001"]
    assert {found["状态"] for found in added} == {"正常", "注销"}
    drawn: dict[str, str] = {}
    for record in ledgers["inspections"]:
        found = record["检查对象"]
        if record["检查类型"] == "双随机":
            assert found["名录编号"] == entries[found["统一社会信用代码"]]
            drawn.setdefault(found["名录编号"], record["检查日期"])
        else:
            assert found.get("名录编号") in (None, entries.get(found["统一社会信用代码"]))
    for found in added:
        REGISTERS["inspected"].model.model_validate(found)
        assert found["纳入日期"] < drawn[found["编号"]]
        assert found["公开日期"] <= max(found["更新日期"], "2025-01-02")


def test_a_unit_that_was_found_closed_is_not_drawn_again(registries: Path, ledgers: dict[str, list[dict[str, Any]]]) -> None:
    units = {
        found["编号"]: found for found in parse((registries / "inspected.yml").read_text(encoding="utf-8")) if found["编号"] >= "dx-1001"
    }
    last = {entry: record for record in ledgers["inspections"] if (entry := record["检查对象"].get("名录编号")) in units}
    for entry, record in last.items():
        assert (units[entry]["状态"] == "注销") == (record["检查结果"] == "单位关闭")
        assert units[entry]["状态"] == "正常" or units[entry]["更新日期"] == record["公开日期"]


def test_writing_again_keeps_the_entries_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "registries"
    write_catalogues(path)
    by_hand = (path / "inspected.yml").read_text(encoding="utf-8")
    for inspections in (60, 120, 0):
        write_ledgers(path, years=YEARS, per_year=Volume(licences=9, penalties=9, inspections=inspections), seed=1, until=UNTIL)
        assert (path / "inspected.yml").read_text(encoding="utf-8").startswith(by_hand)
    assert (path / "inspected.yml").read_text(encoding="utf-8") == by_hand


def test_an_item_with_a_cap_is_checked_no_more_often(tmp_path: Path) -> None:
    path = tmp_path / "registries"
    write_catalogues(path)
    write_ledgers(path, years=YEARS, per_year=Volume(licences=1, penalties=1, inspections=400), seed=1, until=UNTIL)
    visits: dict[tuple[str, str], int] = defaultdict(int)
    for record in read(path, "inspections"):
        free = "例外情形" in record or record["检查结果"] in ("单位关闭", "未能检查")
        if CAPPED in record["抽查事项"] and not free and record["检查日期"] >= "2025-01-03":
            visits[record["检查对象"]["统一社会信用代码"], record["检查日期"][:4]] += 1
    assert set(visits.values()) == {1}


def test_the_name_of_an_organisation_belongs_to_one_code() -> None:
    names = Names(1)
    villages = [names.unit("village", number) for number in range(4000)]
    assert len({found.name for found in villages}) == len({found.credit_code for found in villages}) == 4000
    assert villages == [Names(1).unit("village", number) for number in range(3)] + [
        names.unit("village", number) for number in range(3, 4000)
    ]
    for found in villages:
        assert found.address[3:-1] in found.name


def test_measures_keep_to_thirty_days_and_are_not_taken_by_the_entrusted(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    assert {record["强制种类"] for record in ledgers["coercions"]} == {"强制措施", "强制执行"}
    for record in ledgers["coercions"]:
        first, last = day(record["期限起"]), day(record["期限止"])
        assert record["实施机关"] != "zonghejianduzhifadadui"
        if record["强制种类"] == "强制措施":
            assert first == day(record["决定日期"])
            assert 0 <= (last - first).days < 30


def test_a_surcharge_rests_on_a_fine_that_is_overdue_and_not_paid(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    penalties = {record["编号"]: record for record in ledgers["penalties"]}
    surcharges = [record for record in ledgers["coercions"] if record["强制方式"] == "加处罚款或者滞纳金"]
    assert surcharges
    for record in surcharges:
        penalty = penalties[record["关联处罚"]]
        assert penalty["相对人"] == record["相对人"]
        assert penalty["决定书文号"] in record["事由"]
        assert float(penalty["罚款金额"]) > 0
        assert not {"履行情况", "撤回", "不予公开"} & set(penalty)
        assert day(record["期限起"]) > day(penalty["决定日期"]) + dt.timedelta(15)


def test_cases_are_finished_in_time_by_a_licence_of_the_same_party_or_still_open(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    licences = {record["编号"]: record for record in ledgers["licences"]}
    states = {"办结": 0, "在办": 0}
    for record in ledgers["cases"]:
        states["办结" if "办结日期" in record else "在办"] += 1
        if "办结日期" in record:
            licence = licences[record["许可决定"]]
            assert (licence["相对人"], licence["受理日期"], licence["决定日期"]) == (
                record["相对人"],
                record["受理日期"],
                record["办结日期"],
            )
            assert record["当前环节"] == "办结"
            assert record["办结日期"] <= record["承诺办结日期"]
        else:
            assert record["当前环节"] in {step["环节"] for step in STEPS}
            assert record["承诺办结日期"] > after(UNTIL, 5).isoformat()
    assert all(states.values())
    receipts = [record["受理编号"] for record in ledgers["cases"]]
    assert len(set(receipts)) == len(receipts)


def test_a_charge_is_its_rate_times_its_units(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    for record in ledgers["collections"]:
        doses = int(re.findall(r"疫苗(\d+)剂", record["计费说明"])[0])
        assert float(record["金额"]) == doses * 10
        assert record["决定日期"] < record["缴纳期限"]


def test_without_the_catalogues_they_need_the_small_ledgers_stay_empty(tmp_path: Path) -> None:
    path = tmp_path / "registries"
    write_catalogues(path)
    for key in ("fees", "guides", "discretion", "reviewers", "check-plans", "inspected"):
        (path / f"{key}.yml").unlink()
    write_ledgers(path, years=YEARS, per_year=PER_YEAR, seed=1, until=UNTIL)
    assert not (path / "collections").exists()
    assert not (path / "cases").exists()
    assert not any({"裁量基准", "法制审核"} & set(record) for record in read(path, "penalties"))


def test_inspections_lead_to_penalties_of_the_same_unit(ledgers: dict[str, list[dict[str, Any]]]) -> None:
    penalties = {record["编号"]: record for record in ledgers["penalties"]}
    linked = [record for record in ledgers["inspections"] if "后续处罚" in record]
    assert linked
    for record in linked:
        penalty = penalties[record["后续处罚"]]
        assert record["检查结果"] == "立案查处"
        assert record["检查对象"]["统一社会信用代码"] == penalty["相对人"]["统一社会信用代码"]
        assert record["检查日期"] <= penalty["立案日期"]


def test_no_number_of_a_person_is_written(registries: Path) -> None:
    for content in files(registries).values():
        assert not re.search(r"1[3-9]\d{9}|\d{16,}", content.decode("utf-8"))


def test_a_large_bureau_has_exactly_its_records_in_shards_of_five_hundred(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write_catalogues(source)
    (source / "subjects").mkdir()
    (source / "subjects" / "a.yml").write_text("编号: a\n", encoding="utf-8")
    target = tmp_path / "bureau"
    written = write_bureau(target, records=20_001, catalogues=source, years=range(2026, 2027), seed=1, until=dt.date(2026, 3, 31))
    assert written == Volume(licences=17_201, penalties=1600, inspections=1200)
    assert (target / "subjects" / "a.yml").is_file()
    shards = sorted((target / "licences" / "2026").iterdir())
    assert shards[0].name == "2026-01-01.yml"
    counts = [len(re.findall(r"^- 编号", path.read_text(encoding="utf-8"), re.MULTILINE)) for path in shards]
    assert sum(counts) == 17_201
    assert max(counts) == 500


def test_the_command_writes_the_sample_in_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "registries"
    write_catalogues(path)
    assert main([str(path), "--sample"]) == 0
    assert "licences=45" in capsys.readouterr().out
    assert sorted(entry.name for entry in (path / "penalties").iterdir()) == ["2024", "2025", "2026"]


def test_the_sample_is_what_the_generator_writes(tmp_path: Path) -> None:
    committed, path = Path(__file__).parents[1] / "registries", tmp_path / "registries"
    shutil.copytree(committed, path)
    assert main([str(path), "--sample"]) == 0
    assert files(path) == files(committed)


@pytest.mark.parametrize(
    "text",
    ["示例县宁康诊所", "“安韵”理发店", "@千颜造型", "a: b", "x #1", "- 一", "'单引号'", "尾: ", "第1项：甲", "1号造型", "[甲]", "%百分"],
)
def test_a_scalar_reads_back_as_it_was(text: str) -> None:
    assert parse(f"键: {scalar(text)}\n") == {"键": text}


def test_plain_text_is_not_quoted() -> None:
    assert scalar("示例县宁康诊所（城关店）") == "示例县宁康诊所（城关店）"


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (50, "伍拾元整"),
        (205, "贰佰零伍元整"),
        (3000, "叁仟元整"),
        (10_500, "壹万零伍佰元整"),
        (26_000, "贰万陆仟元整"),
        (100_010, "壹拾万零壹拾元整"),
        (1_200_000, "壹佰贰拾万元整"),
    ],
)
def test_amounts_in_words(yuan: int, words: str) -> None:
    assert in_words(yuan) == words


@pytest.mark.parametrize(
    ("event", "count", "expected"),
    [("2026-09-18", 7, "2026-09-29"), ("2026-02-13", 20, "2026-03-19"), ("2025-12-26", 7, "2026-01-07"), ("2024-09-13", 3, "2024-09-19")],
)
def test_working_days_are_counted_over_holidays(event: str, count: int, expected: str) -> None:
    assert after(day(event), count) == day(expected)
    assert before(day(expected), count) == before(day(event), 0)


def test_a_year_without_a_notice_is_refused() -> None:
    with pytest.raises(ValueError, match="2027"):
        is_working_day(dt.date(2027, 1, 4))
