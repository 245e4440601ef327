"""The tables of 双公示: the standard's columns, days and amounts; nothing that must not go out; what is wanting is told with its line."""

import csv
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from generator.opendata.credit import LICENCES, PENALTIES, day, wan
from tests.checking import AS_OF, run, small_site
from tests.conftest import gongshi

HEADS = {
    "credit-penalties": (
        "CF_XDR_MC CF_XDR_LB CF_XDR_SHXYM CF_XDR_GSZC CF_XDR_ZZJG CF_XDR_SWDJ CF_XDR_SYDW CF_XDR_SHZZ CF_FRDB CF_FR_ZJLX CF_FR_ZJHM "
        "CF_XDR_ZJLX CF_XDR_ZJHM CF_WSH CF_WFXW CF_SY CF_YJ CF_CFLB CF_NR CF_NR_FK CF_NR_WFFF CF_NR_ZKDX CF_JDRQ CF_YXQ CF_GSJZQ CF_CFJG "
        "CF_CFJGDM CF_SJLY CF_SJLYDM BZ"
    ).split(),
    "credit-licences": (
        "XK_XDR_MC XK_XDR_LB XK_XDR_SHXYM XK_XDR_GSZC XK_XDR_ZZJG XK_XDR_SWDJ XK_XDR_SYDW XK_XDR_SHZZ XK_FRDB XK_FR_ZJLX XK_FR_ZJHM "
        "XK_XDR_ZJLX XK_XDR_ZJHM XK_XKWS XK_WSH XK_XKLB XK_XKZS XK_XKBH XK_NR XK_JDRQ XK_YXQZ XK_YXQZI XK_XKJG XK_XKJGDM XK_ZT XK_LYDW "
        "XK_LYDWDM BZ"
    ).split(),
}
NEVER = ("FR_ZJLX", "FR_ZJHM", "XDR_ZJLX", "XDR_ZJHM")
PENALTY = "registries/penalties/2026/2026-03.yml"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def edit(directory: Path, old: str, new: str, path: str = PENALTY) -> None:
    file = directory / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    small_site(tmp_path)
    return tmp_path


def test_the_samples_of_the_standard() -> None:
    assert wan("2000.00") == "0.200000"
    assert wan("2000") == "0.200000"
    assert wan("0.01") == "0.000001"
    assert wan("123456789.12") == "12345.678912"
    assert day("2024-03-09") == "2024/03/09"
    assert day("长期") == "2099/12/31"
    assert day(None) == "2099/12/31"


@given(st.decimals(0, 10**12, places=2))
def test_no_cent_is_lost(amount: Decimal) -> None:
    assert Decimal(wan(f"{amount:.2f}")) * 10_000 == amount


def test_the_columns_are_those_of_the_standard_in_its_order() -> None:
    assert [column.code for column in PENALTIES] == HEADS["credit-penalties"]
    assert [column.code for column in LICENCES] == HEADS["credit-licences"]


def test_a_penalty_as_a_row(bureau: Path) -> None:
    done = run(bureau, "export", "credit-penalties", "out.csv", "--as-of", AS_OF)
    assert done.exit_code == 0, done.output
    (row,) = table(bureau / "out.csv")
    assert {code: text for code, text in row.items() if text} == {
        "CF_XDR_MC": "示例甲公司",
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": "91990123MB0T00015D",
        "CF_FRDB": "示例代表",
        "CF_WSH": "示卫罚〔2026〕1号",
        "CF_WFXW": "示例违法行为",
        "CF_SY": "示例事实",
        "CF_YJ": "《示例处罚法》第九条",
        "CF_CFLB": "警告、罚款",
        "CF_NR": "警告，罚款2000元",
        "CF_NR_FK": "0.200000",
        "CF_JDRQ": "2026/03/10",
        "CF_YXQ": "2099/12/31",
        "CF_GSJZQ": "2027/03/09",
        "CF_CFJG": row["CF_CFJG"],
        "CF_CFJGDM": row["CF_CFJGDM"],
        "CF_SJLY": "示例县卫生健康局",
        "CF_SJLYDM": "11990123000000000W",
    }
    body = yaml.safe_load((bureau / "registries/subjects/zt-001.yml").read_text(encoding="utf-8"))
    assert (row["CF_CFJG"], row["CF_CFJGDM"]) == (body["名称"], body["统一社会信用代码"])


def test_without_a_file_the_table_is_the_output(bureau: Path) -> None:
    run(bureau, "export", "credit-penalties", "out.csv", "--as-of", AS_OF)
    done = gongshi("export", "credit-penalties", "--as-of", AS_OF, cwd=bureau)
    assert done.returncode == 0
    assert done.stdout.encode() == (bureau / "out.csv").read_bytes().replace(b"\r\n", b"\n")
    edit(bureau, "    法定代表人: 示例代表\n", "")
    done = gongshi("export", "credit-penalties", "--as-of", AS_OF, cwd=bureau)
    assert done.returncode == 1
    assert "EX001" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_licence_as_a_row(bureau: Path) -> None:
    done = run(bureau, "export", "credit-licences", "out.csv", "--as-of", AS_OF)
    assert done.exit_code == 0, done.output
    (row,) = table(bureau / "out.csv")
    assert (row["XK_WSH"], row["XK_XKLB"], row["XK_XKBH"]) == ("示卫许〔2026〕1号", "普通", "示例证2026001")
    assert (row["XK_JDRQ"], row["XK_YXQZ"], row["XK_YXQZI"], row["XK_ZT"]) == ("2026/03/06", "2026/03/06", "2099/12/31", "1")


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "field"),
    [
        ("    法定代表人: 示例代表\n", "", 4, 3, "相对人.法定代表人"),
        (
            "    类别: 法人及非法人组织\n    统一社会信用代码: 91990123MB0T00015D\n",
            "    类别: 个体工商户\n",
            4,
            3,
            "相对人.统一社会信用代码",
        ),
    ],
)
def test_what_the_standard_demands_and_is_not_there(bureau: Path, old: str, new: str, line: int, column: int, field: str) -> None:
    edit(bureau, old, new)
    done = run(bureau, "export", "credit-penalties", "out.csv", "--as-of", AS_OF)
    assert done.exit_code == 1
    assert f"{PENALTY}:{line}:{column}: EX001 没有「{field}」" in done.output
    assert table(bureau / "out.csv") == []
    assert "缺必填项没有导出的 1 条" in done.stderr


def test_what_must_not_go_out_is_in_none_of_it(county_site: Path, tmp_path: Path) -> None:
    """Natural persons have no number and no whole name; what is withheld, withdrawn, expired or pending is not there at all."""
    root = Path(__file__).parent.parent.parent
    for name, key in (("credit-penalties", "penalties"), ("credit-licences", "licences")):
        done = gongshi("export", name, tmp_path / f"{name}.csv", "--as-of", AS_OF, cwd=root)
        assert done.returncode == 0, done.stdout
        rows = table(tmp_path / f"{name}.csv")
        public = {each["document_number"]: each for each in json.loads((county_site / "data" / f"{key}.json").read_bytes())}
        head = HEADS[name][0][:2]
        expected = {number for number, each in public.items() if each.get("decision") != "不予"}
        assert {row[f"{head}_WSH"] for row in rows} == expected
        assert len(rows) == len([each for each in public.values() if each.get("decision") != "不予"])
        for row in rows:
            assert [row[f"{head}_{column}"] for column in NEVER] == ["", "", "", ""]
            party = public[row[f"{head}_WSH"]]["party"]
            assert row[f"{head}_XDR_MC"].removeprefix("'") == party["name"]
            if party["category"] == "自然人":
                assert "某" in party["name"]
                assert (row[f"{head}_XDR_SHXYM"], row[f"{head}_FRDB"]) == ("", "")
        text = (tmp_path / f"{name}.csv").read_text(encoding="utf-8")
        for path in (root / "registries" / key).rglob("*.yml"):
            for record in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
                if "不予公开" in record or "撤回" in record:
                    assert record["决定书文号"] + "," not in text


def test_a_workbook_holds_texts_alone(bureau: Path) -> None:
    edit(bureau, "违法事实: 示例事实", '违法事实: "=1+1"')
    assert run(bureau, "export", "credit-penalties", "out.xlsx", "--as-of", AS_OF).exit_code == 0
    assert run(bureau, "export", "credit-penalties", "out.csv", "--as-of", AS_OF).exit_code == 0
    rows = CalamineWorkbook.from_path(bureau / "out.xlsx").get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[0] == HEADS["credit-penalties"]
    assert rows[1] == [column.title for column in PENALTIES]
    held = dict(zip(HEADS["credit-penalties"], rows[2] + [""] * (len(rows[0]) - len(rows[2])), strict=True))
    assert held["CF_XDR_SHXYM"] == "91990123MB0T00015D"
    assert held["CF_NR_FK"] == "0.200000"
    assert held["CF_SY"] == "=1+1"
    with zipfile.ZipFile(bureau / "out.xlsx") as book:
        sheet, styles = (book.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    assert set(re.findall(r'<c r="[A-Z]+[0-9]+"[^>]* t="(\w+)"', sheet)) == {"inlineStr"}
    assert "<f>" not in sheet
    assert len(set(re.findall(r'<col [^>]*style="(\d+)"', sheet))) == 1
    assert 'numFmtId="49"' in styles  # text
    assert table(bureau / "out.csv")[0]["CF_SY"] == "'=1+1"


def test_a_span_of_days(bureau: Path) -> None:
    for span, count in (
        (("--from", "2026-03-10"), 1),
        (("--from", "2026-03-11"), 0),
        (("--to", "2026-03-10"), 1),
        (("--to", "2026-03-09"), 0),
    ):
        assert run(bureau, "export", "credit-penalties", "out.csv", "--as-of", AS_OF, *span).exit_code == 0
        assert len(table(bureau / "out.csv")) == count


def test_since_the_last_export_there_is_what_is_new_or_changed_and_what_left_is_told(bureau: Path) -> None:
    def again(as_of: str = AS_OF) -> tuple[list[dict[str, str]], str]:
        done = run(bureau, "export", "credit-penalties", "out.csv", "--since-last", "--as-of", as_of)
        assert done.exit_code == 0
        return table(bureau / "out.csv"), done.stderr

    first, said = again()
    assert len(first) == 1
    assert "导出 1 条" in said
    rows, said = again()
    assert rows == first, "what was written stays where there is nothing new"
    assert "没有新的、改过的" in said
    edit(bureau, "  处罚内容: 警告，罚款2000元\n", "  处罚内容: 警告，并处罚款2000元\n")
    rows, said = again()
    assert [row["CF_NR"] for row in rows] == ["警告，并处罚款2000元"]
    rows, said = again("2027-06-01")
    assert "已经撤下或者公示期满的：cf-2026-001" in said
    rows, said = again("2027-06-01")
    assert "已经撤下" not in said


def test_a_register_that_cannot_be_read_stops_it_and_nothing_is_written(bureau: Path) -> None:
    edit(bureau, "  决定日期: 2026-03-10\n", "  决定日期: 2026.3.10\n")
    done = run(bureau, "export", "credit-penalties", "out.csv", "--as-of", AS_OF, "--since-last")
    assert done.exit_code == 1
    assert "MD011" in done.output
    assert not (bureau / "out.csv").exists()
    assert not (bureau / "exports").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("out.txt",), "文件名要以 .csv 或 .xlsx 结尾"),
        (("nowhere/out.csv",), "所在的目录要已经有"),
        (("out.csv", "--from", "2026-03-02", "--to", "2026-03-01"), "没有这样的日子"),
        (("out.csv", "--since-last", "--receipt", "mkdocs.yml"), "不是导出的回执"),
    ],
)
def test_wrong_usage(bureau: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(bureau, "export", "credit-penalties", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (bureau / "out.csv").exists()


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_what_cannot_be_written_is_told_and_what_was_there_stays(
    bureau: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """More rows than a sheet holds, a disk that is full: the file of the last time stays as it is."""
    (bureau / name).write_text("上次的", encoding="utf-8")

    def full(*given: object) -> object:
        raise OSError(28, "No space left on device")

    aside = tmp_path_factory.mktemp("aside")
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    monkeypatch.setattr("generator.exporting.MOST_ROWS", 2)
    if name == "out.csv":
        monkeypatch.setattr("generator.exporting.csv_lines", full)
        monkeypatch.setattr("generator.commands.exchange.csv_lines", full)
    done = run(bureau, "export", "credit-penalties", name, "--as-of", AS_OF)
    assert done.exit_code == 2
    assert f"{name} 没有写成" in done.stderr
    assert (bureau / name).read_text(encoding="utf-8") == "上次的"
    assert list(aside.glob("gongshi-*")) == []
    assert sorted(path.name for path in bureau.iterdir() if path.name.startswith(".") and "unfinished" in path.name) == []
