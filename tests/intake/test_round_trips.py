"""Register to workbook to register: nothing is lost, whichever register it is. Public records of one bureau become those of another."""

import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from generator.intake.edit import in_chinese
from generator.intake.shape import OWNER, parts
from generator.registers import REGISTERS
from generator.registers.describe import as_written
from tests.checking import run
from tests.intake.books import book, imported, lines
from tests.records import ROOT, entries, files


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample county's sources, with what a check keeps of them."""
    directory = tmp_path_factory.mktemp("county")
    shutil.copy(ROOT / "mkdocs.yml", directory)
    for name in ("content", "registries"):
        shutil.copytree(ROOT / name, directory / name)
    return directory


def records(directory: Path, key: str) -> dict[str, Any]:
    """By id every record of a register as its model reads it."""
    register = REGISTERS[key]
    found = [entry for path in files(register, directory / "registries", directory / "content") for entry in entries(path)]
    return {str(in_chinese(as_written(register.model), entry)["编号"]): register.model.model_validate(entry) for entry in found}


@pytest.mark.parametrize("key", list(REGISTERS))
def test_a_register_comes_back_from_its_workbook(county: Path, tmp_path: Path, key: str) -> None:
    workbook = tmp_path / "book.xlsx"
    done = run(county, "template", key, workbook, "--with-records")
    assert done.exit_code == 0, done.output
    there = records(county, key)
    done = imported(county, workbook, key, "--dry-run")
    assert done.stdout.splitlines()[-1] == f"没有变化 {len(there):,} 条", done.output
    kept = tmp_path / "kept"
    shutil.copytree(county / "registries", kept / "registries")
    shutil.copytree(county / "content", kept / "content")
    for path in files(REGISTERS[key], kept / "registries", kept / "content"):
        path.unlink()
    shutil.copy(county / "mkdocs.yml", kept)
    done = imported(kept, workbook, key)
    assert done.exit_code == 0, done.output
    assert records(kept, key) == there


@pytest.mark.parametrize("key", list(REGISTERS))
def test_an_empty_workbook_asks_for_every_field(county: Path, tmp_path: Path, key: str) -> None:
    workbook = tmp_path / "book.xlsx"
    assert run(county, "template", key, workbook).exit_code == 0
    read = CalamineWorkbook.from_path(workbook)
    for part in parts(key):
        head = [str(cell).rstrip("*") for cell in read.get_sheet_by_name(part.title[:31]).to_python()[0]]
        assert head == [*([OWNER] if part.path else []), *(column.header for column in part.columns)]
    guidance = read.get_sheet_by_name("填写说明").to_python()
    assert any(f"gongshi import {key}" in str(cell) for row in guidance for cell in row)
    said = {(row[0], row[1]): (row[3], row[4]) for row in guidance if row[2:]}
    for part in parts(key):
        for column in part.columns:
            how, meaning = said[part.title, column.header]
            assert how
            assert meaning == column.spec.meaning
    done = imported(county, workbook, key, "--dry-run")
    assert (done.exit_code, "IM013" in done.stdout) == (1, True), done.output


def test_a_workbook_lets_nothing_else_in(county: Path, tmp_path: Path) -> None:
    run(county, "template", "penalties", tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "book.xlsx") as packed:
        sheet, styles = packed.read("xl/worksheets/sheet1.xml").decode(), packed.read("xl/styles.xml").decode()
    rules = dict(re.findall(r'<dataValidation type="(\w+)".*?sqref="([A-Z]+)2:', sheet))
    kinds = re.findall(r'<dataValidation type="(\w+)"', sheet)
    singles = [column.spec for column in parts("penalties")[0].columns if not column.spec.many]
    assert kinds.count("date") == sum(spec.kind == "date" for spec in singles)
    listed = [
        spec
        for spec in singles
        if spec.kind in ("choice", "yes_no") or (spec.kind == "reference" and not REGISTERS[spec.register].is_ledger)
    ]
    assert kinds.count("list") == len(listed)
    assert rules
    assert 'numFmtId="49"' in styles
    choices = CalamineWorkbook.from_path(tmp_path / "book.xlsx").get_sheet_by_name("选项").to_python()
    columns = {row[0]: [cell for cell in row[1:] if cell] for row in zip(*choices, strict=True)}
    assert columns["程序（简易 等）"] == ["简易", "普通"]
    assert "weishengjiankangju 示例县卫生健康局" in columns["执法主体清单"]


def test_what_is_chosen_from_a_list_is_the_id(county: Path) -> None:
    rows = lines({"编号": "ry-900", "姓名": "示例丁", "单位": "weishengjiankangju 示例县卫生健康局", "职务": "科员", "证件编码": "99012309999", "执法类别": "公共场所卫生",
                  "执法区域": "示例县", "发证日期": "2026-01-05", "有效期至": "2031-01-04", "审核日期": "2026-03-20", "状态": "在岗", "公开日期": "2026-03-20"})  # fmt: skip
    done = imported(county, book(county / "in.xlsx", {"执法人员清单": rows}), "officers", "--dry-run")
    assert "会新增 1 条：ry-900" in done.stdout or "IM" not in done.stdout, done.output


def test_the_public_data_of_one_bureau_becomes_that_of_another(county_site: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "registries").mkdir()
    for key in ("laws", "subjects", "officers", "reviewers", "discretion", "fees", "channels"):
        done = imported(tmp_path, county_site / "data" / "datapackage.json", key)
        if done.exit_code:  # what it refers to comes later
            assert {line.split()[1] for line in done.stdout.splitlines() if line.startswith("..") or ": RF" in line} == {"RF001"}, (
                done.output
            )
        else:
            assert "新增" in done.stdout
    assert len(records(tmp_path, "laws")) == 56
    assert len(records(tmp_path, "officers")) == 18
