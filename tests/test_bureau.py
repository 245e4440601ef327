"""The invented bureau: its ledgers are the same for the same seed, valid, and lawful in what can be counted."""

import datetime as dt
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.bureau import LEDGERS, Volume, main, write_bureau, write_ledgers
from benchmarks.invent import credit_code
from benchmarks.matters import MATTERS
from benchmarks.money import in_words
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
}
ITEMS = sorted({item for offence in OFFENCES for item in offence.items})


def write_catalogues(registries: Path) -> None:
    """Just what the generator reads."""
    officers = [
        {"编号": key, "单位": body, "发证日期": first, "有效期至": last, "执法类别": categories.split(), "状态": status}
        for key, (body, first, last, categories, status) in OFFICERS.items()
    ]
    catalogues = {
        "officers": officers,
        "powers": [{"编号": matter.power, "实施主体": "weishengjiankangju", "状态": "有效"} for matter in MATTERS],
        "check-items": [{"编号": item, "抽查主体": "weishengjiankangju"} for item in ITEMS],
        "laws": [{"编号": law, "施行日期": "2020-01-01"} for law in sorted({offence.basis[0] for offence in OFFENCES})],
    }
    registries.mkdir(parents=True)
    for key, records in catalogues.items():
        (registries / f"{key}.yml").write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")


def parse(text: str) -> Any:
    """Texts alone, as the site reads them."""
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - makes texts alone


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
    return {ledger: read(registries, ledger) for ledger in LEDGERS}


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


@pytest.mark.parametrize("ledger", LEDGERS)
def test_every_record_is_valid(ledgers: dict[str, list[dict[str, Any]]], ledger: str) -> None:
    assert ledgers[ledger]
    for record in ledgers[ledger]:
        REGISTERS[ledger].model.model_validate(record)


@pytest.mark.parametrize("ledger", LEDGERS)
def test_ids_follow_the_order_of_dates_in_files_of_their_month(registries: Path, ledger: str) -> None:
    dated = "检查日期" if ledger == "inspections" else "决定日期"
    for path in (registries / ledger).rglob("*.yml"):
        for record in parse(path.read_text(encoding="utf-8")):
            assert record[dated].startswith(path.stem)
            assert record["编号"].split("-")[1] == path.parent.name
    records = read(registries, ledger)
    assert [record["编号"] for record in records] == sorted(record["编号"] for record in records)
    assert [record[dated] for record in records] == sorted(record[dated] for record in records)


@pytest.mark.parametrize("ledger", ["licences", "penalties"])
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
    [("licences", "决定日期", "决定日期", 7), ("penalties", "决定日期", "决定日期", 7), ("inspections", "检查日期", "检查完成日期", 20)],
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
    [("penalties", "决定日期", "承办人员", "行政处罚"), ("inspections", "检查日期", "检查人员", "行政检查")],
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
