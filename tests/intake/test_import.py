"""``gongshi import`` as a clerk meets it: what is right is written, what is wrong is told cell by cell and nothing is written."""

import hashlib
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import msoffcrypto
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from xlsxwriter import Workbook

from generator.intake import tables
from generator.opendata.credit import PENALTIES
from generator.source.reader import read
from tests.checking import check, run, small_site
from tests.intake.books import PENALTY, book, imported, lines, text

LEDGER = "registries/penalties/2026/2026-03.yml"


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    small_site(tmp_path)
    return tmp_path


def state(bureau: Path) -> dict[str, str]:
    """Every file of the registers with the hash of its bytes."""
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in (bureau / "registries").rglob("*") if path.is_file()}


def ledger(bureau: Path, path: str = LEDGER) -> Any:
    return read((bureau / path).read_text(encoding="utf-8")).tree


def refused(bureau: Path, file: Path, *words: str, register: str = "penalties", more: tuple[str, ...] = ()) -> str:
    before = state(bureau)
    done = imported(bureau, file, register, *more)
    assert done.exit_code == 1, done.output
    assert state(bureau) == before
    assert "什么也没有写" in done.stderr
    for word in words:
        assert word in done.stdout, done.stdout
    return done.stdout


def test_a_new_record_is_put_behind_the_others_of_its_month(bureau: Path) -> None:
    before = (bureau / LEDGER).read_text(encoding="utf-8")
    done = imported(bureau, book(bureau / "in.xlsx", {"处罚": lines(PENALTY)}))
    assert done.exit_code == 0, done.output
    assert "新增 1 条：cf-2026-050" in done.stdout
    assert f"写进 {LEDGER}" in done.stdout
    after = (bureau / LEDGER).read_text(encoding="utf-8")
    assert after.startswith(before)
    new = ledger(bureau)[-1]
    assert new["相对人"] == {
        "名称": "示例乙公司",
        "类别": "法人及非法人组织",
        "统一社会信用代码": "919901231000000329",
        "法定代表人": "示例乙代",
    }
    assert new["依据"] == [{"法规": "fa-jia", "条款": "第一条"}]
    assert (new["罚款金额"], new["承办人员"]) == ("2000.00", ["ry-001", "ry-002"])
    status, said = check(bureau)
    assert not [each for each in said["findings"] if each["code"][:2] in ("SR", "MD", "ID", "RF")], (status, said)


def test_a_dry_run_writes_nothing(bureau: Path) -> None:
    before = state(bureau)
    done = imported(bureau, book(bureau / "in.xlsx", {"处罚": lines(PENALTY)}), "penalties", "--dry-run")
    assert (done.exit_code, state(bureau)) == (0, before)
    assert "会新增 1 条" in done.stdout


def test_each_month_has_its_file(bureau: Path) -> None:
    other = PENALTY | {"编号": "cf-2025-007", "决定书文号": "示卫罚〔2025〕7号", "决定日期": "2025-11-03", "公开日期": "2025-11-05"}
    assert imported(bureau, book(bureau / "in.xlsx", {"处罚": lines(PENALTY, other)})).exit_code == 0
    assert [each["编号"] for each in ledger(bureau, "registries/penalties/2025/2025-11.yml")] == ["cf-2025-007"]


def test_the_same_again_changes_nothing(bureau: Path) -> None:
    file = book(bureau / "in.xlsx", {"处罚": lines(PENALTY)})
    imported(bureau, file)
    before = state(bureau)
    done = imported(bureau, file)
    assert (done.exit_code, state(bureau)) == (0, before)
    assert done.stdout.splitlines()[-1] == "没有变化 1 条"


def test_a_record_that_is_there_is_known_by_its_number_and_changed_in_its_place(bureau: Path) -> None:
    path = bureau / LEDGER
    path.write_text(path.read_text(encoding="utf-8").replace("  程序: 普通\n", "  程序: 普通  # 照卷宗\n"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    rows = [["决定书文号", "履行情况"], ["示卫罚（2026）1号".replace("（", "〔").replace("）", "〕"), "已改正"]]
    done = imported(bureau, text(bureau / "in.csv", rows))
    assert "改动 1 条：cf-2026-001" in done.stdout, done.output
    assert path.read_text(encoding="utf-8") == before.replace("履行情况: 已缴清罚款", "履行情况: 已改正")


def test_an_empty_cell_takes_out_what_its_column_has(bureau: Path) -> None:
    rows = [["编号", "履行情况"], ["cf-2026-001", ""]]
    assert imported(bureau, text(bureau / "in.csv", rows)).exit_code == 0
    assert "履行情况" not in ledger(bureau)[0]
    assert ledger(bureau)[0]["程序"] == "普通"


def test_ids_go_on_where_they_are_not_given(bureau: Path) -> None:
    first, second = ({head: cell for head, cell in PENALTY.items() if head != "编号"} for _ in range(2))
    second["决定书文号"] = "示卫罚〔2026〕51号"
    assert imported(bureau, book(bureau / "in.xlsx", {"处罚": lines(first, second)})).exit_code == 0
    assert [each["编号"] for each in ledger(bureau)] == ["cf-2026-001", "cf-2026-002", "cf-2026-003"]


def test_thousands_without_ids_get_theirs_one_after_the_other(bureau: Path) -> None:
    bare = {head: cell for head, cell in PENALTY.items() if head != "编号"}
    many = [bare | {"决定书文号": f"示卫罚〔2026〕{number}号"} for number in range(100, 3_100)]
    done = imported(bureau, text(bureau / "in.csv", lines(*many)))
    assert done.exit_code == 0, done.output[-500:]
    assert [each["编号"] for each in ledger(bureau)][1:] == [f"cf-2026-{number:03d}" for number in range(2, 3_002)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_csv_however_it_was_saved(bureau: Path, encoding: str) -> None:
    assert imported(bureau, text(bureau / "in.csv", lines(PENALTY), encoding)).exit_code == 0
    assert ledger(bureau)[-1]["案件名称"] == PENALTY["案件名称"]


def test_columns_that_nobody_knows_are_mapped_or_left_out(bureau: Path) -> None:
    odd = {"处罚日期" if head == "决定日期" else head: cell for head, cell in PENALTY.items()} | {"经办科室": "二科"}
    file = book(bureau / "in.xlsx", {"处罚": lines(odd)})
    said = refused(bureau, file, "IM003", "处罚日期", "经办科室", "--map 处罚日期=字段")
    assert "in.xlsx:1:" in said
    done = imported(bureau, file, "penalties", "--map", "处罚日期=决定日期", "--map", "经办科室=")
    assert done.exit_code == 0, done.output
    assert ledger(bureau)[-1]["决定日期"] == "2026-03-16"


def test_what_a_table_lacks_is_filled_in(bureau: Path) -> None:
    lean = {head: cell for head, cell in PENALTY.items() if head not in ("程序", "承办人员", "案件名称")}
    file = book(bureau / "in.xlsx", {"处罚": lines(lean)})
    refused(bureau, file, "MD001", "--set 程序=")
    profile = bureau / "platform.yml"
    profile.write_text('补充:\n  程序: 普通\n  承办人员: ry-001、ry-002\n  案件名称: "{相对人.名称}{违法行为类型}案"\n', encoding="utf-8")
    assert imported(bureau, file, "penalties", "--profile", str(profile)).exit_code == 0
    assert ledger(bureau)[-1]["案件名称"] == "示例乙公司未按规定消毒案"


CREDIT = {
    "CF_XDR_MC": "示例乙公司",
    "CF_XDR_LB": "法人及非法人组织",
    "CF_XDR_SHXYM": "919901231000000329",
    "CF_FRDB": "示例乙代",
    "CF_FR_ZJLX": "身份证",
    "CF_FR_ZJHM": "990123199001011234",
    "CF_WSH": "示卫罚〔2026〕50号",
    "CF_WFXW": "未按规定消毒",
    "CF_SY": "示例事实",
    "CF_YJ": "《示例甲法》第一条",
    "CF_CFLB": "警告、罚款",
    "CF_NR": "警告，罚款2000元",
    "CF_NR_FK": "0.200000",
    "CF_NR_WFFF": "",
    "CF_JDRQ": "2026/03/16",
    "CF_YXQ": "2099/12/31",
    "CF_GSJZQ": "2027/03/15",
    "CF_CFJG": "示例县卫生健康局",
    "CF_SJLY": "示例县卫生健康局",
}


def law_and_body(bureau: Path) -> tuple[str, str]:
    """What the first law and the first body are called."""
    (law,) = (read(path.read_text(encoding="utf-8")).tree for path in (bureau / "registries/laws").glob("fa-jia.yml"))
    (body,) = (read(path.read_text(encoding="utf-8")).tree for path in (bureau / "registries/subjects").glob("zt-001.yml"))
    return law["名称"], body["名称"]


@pytest.mark.parametrize("heads", ["codes", "titles", "both"])
def test_the_table_of_the_credit_platforms(bureau: Path, heads: str) -> None:
    law, body = law_and_body(bureau)
    row = CREDIT | {"CF_YJ": f"《{law}》第一条", "CF_CFJG": body}
    titles = {column.code: column.title for column in PENALTIES}
    rows = lines(row)
    if heads == "titles":
        rows[0] = [titles[code] for code in rows[0]]
    elif heads == "both":
        rows.insert(1, [titles[code] for code in rows[0]])
    more = (
        "--set",
        "程序=普通",
        "--set",
        "承办人员=ry-001、ry-002",
        "--set",
        "没收金额=0",
        "--set",
        "案件名称={相对人.名称}案",
        "--set",
        "公开日期=2026-03-18",
    )
    done = imported(bureau, text(bureau / "in.csv", rows, "gb18030"), "penalties", *more)
    assert done.exit_code == 0, done.output
    new = ledger(bureau)[-1]
    assert (new["罚款金额"], new["决定日期"], new["公示期限"], new["处罚机关"]) == ("2000.00", "2026-03-16", "2027-03-15", "zt-001")
    assert "处罚有效期至" not in new
    assert "990123199001011234" not in (bureau / LEDGER).read_text(encoding="utf-8")


def test_the_names_of_before_2018(bureau: Path) -> None:
    row = {head: cell for head, cell in PENALTY.items() if head not in ("案件名称", "处罚种类", "处罚内容", "处罚机关")}
    row |= {
        "CF_CFMC": "示例旧案",
        "CF_CFLB1": "警告",
        "CF_CFLB2": "罚款",
        "CF_JG": "警告，罚款2000元",
        "CF_XZJG": "zt-001",
        "CF_ZT": "0",
        "DFBM": "990123",
    }
    assert imported(bureau, text(bureau / "in.csv", lines(row))).exit_code == 0
    new = ledger(bureau)[-1]
    assert (new["案件名称"], new["处罚种类"], new["处罚机关"]) == ("示例旧案", ["警告", "罚款"], "zt-001")


def test_a_data_package_of_another_bureau(bureau: Path, county_site: Path) -> None:
    shutil.rmtree(bureau / "registries" / "laws")
    done = imported(bureau, county_site / "data" / "datapackage.json", "laws")
    assert done.exit_code == 0, done.output
    assert len(list((bureau / "registries" / "laws").glob("*.yml"))) == 56
    again = imported(bureau, county_site / "data" / "datapackage.json", "laws")
    assert again.stdout == "没有变化 56 条\n"
    missing = imported(bureau, county_site / "data" / "datapackage.json", "penalties")
    assert missing.exit_code == 1
    assert "RF001" in missing.stdout


def test_a_data_package_is_not_followed_out_of_its_directory(bureau: Path, tmp_path: Path) -> None:
    file = tmp_path / "datapackage.json"
    for path in ("../x.csv", "/etc/passwd", "https://elsewhere.example/x.csv"):
        file.write_text(f'{{"resources": [{{"name": "laws", "path": "{path}"}}]}}', encoding="utf-8")
        refused(bureau, file, "IM001", "不在它自己的目录里", register="laws")
    file.write_text('{"resources": []}', encoding="utf-8")
    refused(bureau, file, "没有 laws", register="laws")
    file.write_text("{", encoding="utf-8")
    refused(bureau, file, "IM001", register="laws")


# What is wrong with a workbook ------------------------------------------------------------------------------------------------


def wrong(bureau: Path, **cells: Any) -> Path:
    return book(bureau / "in.xlsx", {"处罚": lines(PENALTY | cells)})


@pytest.mark.parametrize(
    ("field", "cell", "code", "word"),
    [
        ("相对人.统一社会信用代码", 9.1130133e17, "IM005", "9.1130133e+17"),
        ("相对人.统一社会信用代码", "919901231000000320", "MD020", "末位应为 9"),
        ("相对人.统一社会信用代码", "91990123100000032", "MD019", "现有 17 位"),
        ("决定日期", "2026-02-30", "MD012", "日历上没有"),
        ("决定日期", "三月", "MD011", "不是「年-月-日」"),
        ("决定日期", "=TODAY()", "IM006", "=TODAY()"),
        ("罚款金额", "=1000*2", "IM006", "=1000*2"),
        ("罚款金额", "贰仟元", "MD014", "贰仟元"),
        ("程序", "一般程序", "MD007", "简易、普通"),
        ("相对人.类别", "企业", "MD007", "法人及非法人组织"),
        ("处罚种类", "批评", "MD007", "批评"),
        ("处罚机关", "县卫计局", "IM014", "没有这个编号或者名称"),
        ("承办人员", "ry-001", "MD021", "至少要有 2 项"),
        ("承办人员", "ry-001、ry-099", "RF001", "ry-099"),
        ("依据", "fa-bu 第一条", "RF001", "fa-bu"),
        ("编号", "示卫罚50号", "MD010", "小写字母"),
        ("决定书文号", "", "MD001", "决定书文号"),
        ("案件名称", "第一行\n第二行", "MD018", "一行"),
        ("违法事实", "当事人身份证号 11010519491231002X", "PI001", ""),
        ("案件名称", "隐\u200b藏", "MD017", "看不见"),
        ("违法事实", "当事人身份证号 11010519491231002x", "PI001", ""),
        ("违法事实", "身份证１１０１０５１９４９１２３１００２Ｘ", "PI001", ""),
        ("违法事实", "身份证 110105 1949 1231 002X", "PI001", ""),
        ("违法事实", "联系电话13800138000", "PI002", ""),
        ("相对人.统一社会信用代码", "9199O1231000000329", "MD019", "18 位"),
        ("相对人.统一社会信用代码", "91990123-1000000329", "MD019", "19 位"),
        ("处罚种类", "暂扣或者吊销许可证", "MD007", "吊销许可证件"),
        ("罚款金额", "0.2万", "MD014", "0.2万"),
        ("罚款金额", "2000-3000", "MD014", "2000-3000"),
        ("罚款金额", "", "MD001", "罚款金额"),
        ("决定日期", "2026-13-01", "MD012", "日历上没有"),
        ("决定日期", 9999999.0, "MD011", "9999999"),
        ("决定日期", "26.3.16", "MD011", "26.3.16"),
        ("案件名称", "长" * 501, "MD009", "501"),
        ("依据", "《没有这部法》第一条", "IM014", "没有这部法"),
        ("编号", "CF-2026-050", "MD010", "小写字母"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(bureau: Path, field: str, cell: Any, code: str, word: str) -> None:
    file = wrong(bureau, **{field: cell})
    heads = lines(PENALTY)[0]
    name = f"{chr(65 + heads.index(field))}2"
    said = refused(bureau, file, code, word)
    assert f"in.xlsx:2:{heads.index(field) + 1}: {code} 处罚!{name} " in said
    assert "怎么改：" in said


@pytest.mark.parametrize(
    ("field", "cell", "where", "value"),
    [
        ("决定日期", "2026.3.16", "决定日期", "2026-03-16"),
        ("决定日期", "2026年3月16日", "决定日期", "2026-03-16"),
        ("决定日期", 46097, "决定日期", "2026-03-16"),
        ("决定日期", "20260316", "决定日期", "2026-03-16"),
        ("罚款金额", "2,000元", "罚款金额", "2000.00"),
        ("罚款金额", "0.2万元", "罚款金额", "2000.00"),
        ("罚款金额", 2000.0, "罚款金额", "2000.00"),
        ("处罚种类", "警告\n罚款", "处罚种类", ["警告", "罚款"]),
        ("处罚种类", "警告；罚款", "处罚种类", ["警告", "罚款"]),
        ("承办人员", "ry-002，ry-001", "承办人员", ["ry-002", "ry-001"]),
        ("处罚有效期至", "2099/12/31", "处罚有效期至", None),
        ("决定书文号", "示卫罚【2026】50号", "决定书文号", "示卫罚【2026】50号"),
        ("相对人.统一社会信用代码", " 919901231000000329 ", "相对人.统一社会信用代码", "919901231000000329"),
        ("相对人.类别", "02", "相对人.类别", "法人及非法人组织"),
        ("相对人.类别", "法人", "相对人.类别", "法人及非法人组织"),
        ("违法事实", "第一段\r\n第二段", "违法事实", "第一段\n第二段"),
        ("案件名称", "=1+1公司案", "案件名称", "=1+1公司案"),
        ("处罚机关", "示例县卫生健康局　", "处罚机关", "zt-001"),
    ],
)
def test_what_can_be_understood_is_taken_as_it_is_meant(bureau: Path, field: str, cell: Any, where: str, value: Any) -> None:
    file = text(bureau / "in.csv", lines(PENALTY | {field: cell})) if field == "案件名称" else wrong(bureau, **{field: cell})
    done = imported(bureau, file)
    assert done.exit_code == 0, done.output
    found: Any = ledger(bureau)[-1]
    for step in where.split("."):
        found = found.get(step)
    assert found == value


def test_all_that_is_wrong_is_told_at_once(bureau: Path) -> None:
    file = book(
        bureau / "in.xlsx",
        {"处罚": lines(PENALTY | {"程序": "一般", "决定日期": "三月"}, PENALTY | {"编号": "cf-2026-051", "罚款金额": "无"})},
    )
    said = refused(bureau, file, "MD007", "MD011", "MD014", "IM010")
    assert "错误 4 个" in said


def test_the_same_record_twice(bureau: Path) -> None:
    refused(bureau, book(bureau / "in.xlsx", {"处罚": lines(PENALTY, PENALTY)}), "IM010", "第 2 行已经有了", "in.xlsx:3:1")


def test_merged_cells(bureau: Path) -> None:
    rows = lines(PENALTY, PENALTY | {"编号": "cf-2026-051", "决定书文号": "示卫罚〔2026〕51号"})
    refused(bureau, book(bureau / "a.xlsx", {"处罚": rows}, merged={"处罚": ["E2:E3"]}), "IM007", "处罚!E2", "E2:E3")
    refused(bureau, book(bureau / "b.xlsx", {"处罚": rows}, merged={"处罚": ["D1:E1"]}), "IM007", "D1:E1")


def test_a_title_across_the_top_is_no_matter(bureau: Path) -> None:
    rows = [["行政处罚信息公示表"], [], *lines(PENALTY)]
    done = imported(bureau, book(bureau / "in.xlsx", {"处罚": rows}, merged={"处罚": ["A1:F1"]}))
    assert done.exit_code == 0, done.output


def test_a_hidden_sheet_and_another_one_are_told_of(bureau: Path) -> None:
    sheets = {"处罚": lines(PENALTY), "隐藏": lines(PENALTY), "说明": [["随便", "写写"], ["甲", "乙"]]}
    done = imported(bureau, book(bureau / "in.xlsx", sheets, hidden=["隐藏"]))
    assert done.exit_code == 0, done.output
    assert done.stdout.count("IM008") == 2
    assert "是隐藏的" in done.stdout


def test_a_workbook_with_nothing_to_see(bureau: Path) -> None:
    refused(bureau, book(bureau / "a.xlsx", {"处罚": []}), "IM013")
    refused(bureau, book(bureau / "b.xlsx", {"处罚": lines(PENALTY)[:1]}), "IM013")


def test_a_picture_is_told_of(bureau: Path) -> None:
    done = imported(bureau, book(bureau / "in.xlsx", {"处罚": lines(PENALTY)}, pictures=["处罚"]))
    assert (done.exit_code, "IM012" in done.stdout) == (0, True)


def test_the_wrong_register(bureau: Path) -> None:
    refused(bureau, book(bureau / "in.xlsx", {"处罚": lines(PENALTY)}), "IM002", "行政处罚决定", register="officers")
    refused(bureau, book(bureau / "in.xlsx", {"处罚": [["甲", "乙"], ["1", "2"]]}), "IM002")


def test_two_columns_of_one_field(bureau: Path) -> None:
    refused(
        bureau,
        book(bureau / "in.xlsx", {"处罚": lines(PENALTY | {"文号": "另一个", "CF_WSH": "又一个"})}),
        "IM004",
        "CF_WSH",
        more=("--map", "文号=决定书文号"),
    )


def test_a_file_that_is_not_whole(bureau: Path) -> None:
    whole = book(bureau / "in.xlsx", {"处罚": lines(PENALTY)}).read_bytes()
    for number, data in enumerate(
        (whole[: len(whole) // 2], whole[:40], b"PK\x03\x04", b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"abc")
    ):
        (bureau / f"{number}.xlsx").write_bytes(data)
        refused(bureau, bureau / f"{number}.xlsx", "IM001")
    (bureau / "in.csv").write_bytes(whole)
    refused(bureau, bureau / "in.csv", "IM001", "Excel 文件")
    (bureau / "in.doc").write_bytes(whole)
    refused(bureau, bureau / "in.doc", "IM001", ".doc")
    (bureau / "half.csv").write_text('编号,案件名称\ncf-2026-050,"示例', encoding="utf-8")
    refused(bureau, bureau / "half.csv", "IM001", "引号")
    (bureau / "odd.csv").write_bytes("编号,案件名称\n".encode("utf-16"))
    refused(bureau, bureau / "odd.csv", "IM001")


def test_a_password(bureau: Path) -> None:
    plain = book(bureau / "plain.xlsx", {"处罚": lines(PENALTY)})
    with plain.open("rb") as source, (bureau / "in.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("secret", target)
    with (bureau / "in.xlsx").open("rb") as made:
        assert msoffcrypto.OfficeFile(made).is_encrypted()
    refused(bureau, bureau / "in.xlsx", "IM001", "密码")


def test_a_bomb(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = book(bureau / "plain.xlsx", {"处罚": lines(PENALTY)})
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bureau / "in.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        with target.open("xl/media/image1.png", "w") as file:
            for _ in range(500):
                file.write(b"\0" * 1_000_000)
    assert (bureau / "in.xlsx").stat().st_size < 1_000_000
    refused(bureau, bureau / "in.xlsx", "IM001", "400 MB")
    monkeypatch.setattr(tables, "MOST_BYTES", 1000)
    refused(bureau, whole, "IM001", "拆成几个文件")


def test_entities_that_grow(bureau: Path) -> None:
    whole = book(bureau / "plain.xlsx", {"处罚": lines(PENALTY)})
    bomb = (
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)) + "]>"
    )
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bureau / "in.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"?>", b"?>" + bomb.encode(), 1).replace('name="处罚"'.encode(), b'name="&m;"')
            target.writestr(name, data)
    refused(bureau, bureau / "in.xlsx")


def test_what_the_command_is_told_wrongly(bureau: Path) -> None:
    file = book(bureau / "in.xlsx", {"处罚": lines(PENALTY)})
    for more, word in (
        (("--map", "处罚日期"), "写成「列名=字段」"),
        (("--map", "处罚日期=没有这一项"), "写成「列名=字段」"),
        (("--set", "程序"), "写成「字段=内容」"),
        (("--profile", "nowhere.yml"), "打不开"),
        (("--profile", "mkdocs.yml"), "只能有「列」和「补充」"),
    ):
        done = imported(bureau, file, "penalties", *more)
        assert (done.exit_code, word in done.stderr) == (2, True), done.output
    assert imported(bureau, bureau / "nowhere.xlsx").exit_code == 2
    assert run(bureau, "import", "no-such", str(file)).exit_code == 2


def test_a_file_that_cannot_be_read_is_not_written_into(bureau: Path) -> None:
    path = bureau / LEDGER
    path.write_text(path.read_text(encoding="utf-8") + "- 编号: [\n", encoding="utf-8")
    refused(bureau, book(bureau / "in.xlsx", {"处罚": lines(PENALTY)}), "IM015", "penalties/2026/2026-03.yml", "gongshi check")


def test_a_month_with_one_record_that_is_no_list(bureau: Path) -> None:
    path = bureau / LEDGER
    one = path.read_text(encoding="utf-8").replace("- 编号", "  编号", 1)
    path.write_text("".join(line[2:] if line.startswith("  ") else line for line in one.splitlines(keepends=True)), encoding="utf-8")
    assert isinstance(ledger(bureau), dict)
    assert imported(bureau, book(bureau / "in.xlsx", {"处罚": lines(PENALTY)})).exit_code == 0
    assert [each["编号"] for each in ledger(bureau)] == ["cf-2026-001", "cf-2026-050"]


def test_a_disk_that_is_full_leaves_everything_as_it_was(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = PENALTY | {"编号": "cf-2025-007", "决定书文号": "示卫罚〔2025〕7号", "决定日期": "2025-11-03", "公开日期": "2025-11-05"}
    file = book(bureau / "in.xlsx", {"处罚": lines(PENALTY, other)})
    before = state(bureau)
    write = Path.write_text

    def full(path: Path, *arguments: Any, **more: Any) -> int:
        if "2025-11" in path.name:
            raise OSError(28, "No space left on device")
        return write(path, *arguments, **more)

    monkeypatch.setattr(Path, "write_text", full)
    done = imported(bureau, file)
    assert done.exit_code == 2
    assert "磁盘满了" in done.stderr
    assert {path: digest for path, digest in state(bureau).items() if "/.gongshi" not in path} == before


def test_a_line_below_that_names_no_record_belongs_to_none(bureau: Path) -> None:
    post = ["", "受理", "示例丁", "科员", "工作人员", "受理", "0999-6010001"]
    sheets = {
        "服务窗口与岗位公示": [["编号", "窗口名称"], ["", "示例窗口"]],
        "岗位": [["所属编号", "岗位", "姓名", "职务", "角色", "职责", "联系电话"], post],
    }
    refused(bureau, book(bureau / "in.xlsx", sheets), "IM011", "岗位!A2", "没有填写", register="windows")


def test_a_formula_is_told_where_it_stands(bureau: Path) -> None:
    """Cells with a format and nothing in them stand before it."""
    rows = lines(PENALTY)
    with Workbook(bureau / "in.xlsx") as made:
        page = made.add_worksheet("处罚")
        page.write_row(0, 0, rows[0])
        empty = rows[0].index("案件名称")
        for place, value in enumerate(rows[1]):
            if place == empty:
                page.write_blank(1, place, None, made.add_format({"bold": True}))
            elif place == empty + 1:
                page.write_formula(1, place, "=A1", None, "示例")
            else:
                page.write(1, place, value)
    refused(bureau, bureau / "in.xlsx", f"IM006 处罚!{chr(65 + empty + 1)}2 ")


def test_a_constant_that_leads_nowhere_is_told(bureau: Path) -> None:
    lean = {head: cell for head, cell in PENALTY.items() if head != "处罚机关"}
    refused(bureau, text(bureau / "in.csv", lines(lean)), "IM014", "县卫计局", more=("--set", "处罚机关=县卫计局"))


def test_a_sheet_below_belongs_to_its_record(bureau: Path) -> None:
    run(bureau, "template", "windows", "in.xlsx", "--with-records")
    data = io.BytesIO((bureau / "in.xlsx").read_bytes())
    assert zipfile.is_zipfile(data)
    sheets = {
        "服务窗口与岗位公示": [["编号", "窗口名称"], ["ck-001", "示例窗口"]],
        "岗位": [
            ["所属编号", "岗位", "姓名", "职务", "角色", "职责", "联系电话"],
            ["ck-999", "受理", "示例丁", "科员", "工作人员", "受理", "0999-6010001"],
        ],
    }
    refused(bureau, book(bureau / "in.xlsx", sheets), "IM011", "岗位!A2", "ck-999", register="windows")
