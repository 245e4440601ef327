"""A spreadsheet program opens the downloads with every digit in its place. ``make test-office``; LibreOffice is large, so this is a suite of its own."""

import csv
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from generator.opendata.tables import columns, harmless
from generator.registers import REGISTERS
from tests.checking import small_site
from tests.intake.books import PENALTY, book, imported, lines

pytestmark = pytest.mark.office

# Separator 44 (comma), quotes 34, UTF-8 76, from line 1, no columns named, language 0, what stands in quotes is text, no guessing of numbers.
AS_TEXT = "CSV:44,34,76,1,,0,true,false"
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false"


def opened(source: Path, directory: Path) -> list[list[str]]:
    """The first sheet of a file as LibreOffice shows it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "没有找到 LibreOffice：请运行 make test-office"
    infilter = [f"--infilter={AS_TEXT}"] if source.suffix == ".csv" else []
    command = [program, f"-env:UserInstallation=file://{directory}/profile", "--headless", *infilter, "--convert-to", TO_CSV]
    out = directory / "out"
    subprocess.run([*command, "--outdir", out, source], check=True, capture_output=True, timeout=300)
    with (out / f"{source.stem}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def amounts(key: str, rows: list[list[str]]) -> list[list[str]]:
    """The rows with amounts as numbers are shown: without final zeros."""
    money = [spec.kind == "yuan" and not spec.many for _, _, spec in columns(key)]
    return [
        rows[0],
        *([f"{Decimal(cell).normalize():f}" if cell and each else cell for cell, each in zip(row, money, strict=True)] for row in rows[1:]),
    ]


def told(site: Path, key: str) -> list[list[str]]:
    with (site / "data" / f"{key}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("key", list(REGISTERS))
def test_a_table_opens_with_the_same_texts(county_site: Path, tmp_path: Path, key: str) -> None:
    assert opened(county_site / "data" / f"{key}.csv", tmp_path) == amounts(key, told(county_site, key))


@pytest.mark.parametrize("key", [key for key, register in REGISTERS.items() if not register.is_ledger])
def test_a_workbook_opens_with_the_same_texts(county_site: Path, tmp_path: Path, key: str) -> None:
    plain = [[cell[1:] if harmless(cell[1:]) == cell else cell for cell in row] for row in told(county_site, key)]
    assert opened(county_site / "data" / f"{key}.xlsx", tmp_path) == plain


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_what_other_programs_save_is_imported(tmp_path: Path, form: str) -> None:
    """A workbook as LibreOffice saves it for old versions of Excel, and in its own form."""
    small_site(tmp_path)
    source = book(tmp_path / "in.xlsx", {"处罚": lines(PENALTY | {"决定日期": 46097})})
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "没有找到 LibreOffice：请运行 make test-office"
    command = [
        program,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        tmp_path / "out",
        source,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    done = imported(tmp_path, tmp_path / "out" / f"in.{form}")
    assert "新增 1 条：cf-2026-050" in done.stdout, done.output
    text = (tmp_path / "registries/penalties/2026/2026-03.yml").read_text(encoding="utf-8")
    assert "统一社会信用代码: 919901231000000329" in text
    assert text.count("决定日期: 2026-03-16") == 1
