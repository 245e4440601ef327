"""Reads the files that people hand in (xlsx, xls, ods, csv, JSON): cells as they stand, each with its place, nothing guessed.

A file that cannot be read, or that would take too much memory, is refused in a sentence; nothing else is raised for bad input.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import orjson

MOST_BYTES = 60_000_000
"""The largest file that is opened."""
MOST_UNPACKED = 400_000_000
"""How much a workbook may hold when it is unpacked: some 200,000 lines of thirty columns."""
CSV_ENCODINGS = ("utf-8-sig", "gb18030")

BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
RECORDS = (".json", ".jsonl")

Place = tuple[int, int]
"""Line and column, both from 1."""


class UnreadableError(Exception):
    """A file cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet. What is empty is None, lines at the end without anything are not there."""

    title: str
    """Nothing for a file that has no sheets."""
    rows: list[list[Any]]
    """Cells of text, number, truth, date."""
    hidden: bool = False
    merged: tuple[tuple[Place, Place], ...] = ()
    formulas: dict[Place, str] = field(default_factory=dict)
    pictures: bool = False


def cell_name(place: Place) -> str:
    """``B3`` for line 3, column 2."""
    line, column = place
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line}"


def read_grids(path: Path) -> list[Grid]:
    """The sheets of a workbook, or the one table of a text file. Raises UnreadableError."""
    data = read_bytes(path)
    if path.suffix.lower() in BOOKS:
        return _book(path, data)
    if path.suffix.lower() in TEXTS:
        return [_text(data, "\t" if path.suffix.lower() == ".tsv" else "")]
    raise UnreadableError(f"不认识「{path.suffix or path.name}」这种文件。可以导入 {'、'.join((*BOOKS, *TEXTS, *RECORDS))}")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of a reasonable size. Raises UnreadableError."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableError(f"文件有 {size / 1e6:.0f} MB，最多 {MOST_BYTES // 1_000_000} MB。请拆成几个文件，分几次导入")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"打不开（{error.strerror}）") from error


def read_records(path: Path) -> list[Any]:
    """The entries of a JSON array, or of a file with a JSON object a line. Raises UnreadableError."""
    data = read_bytes(path).removeprefix(b"\xef\xbb\xbf")
    try:
        if path.suffix.lower() == ".json":
            entries = orjson.loads(data)
            if not isinstance(entries, list):
                raise UnreadableError("不是记录的数组：JSON 文件最外面应当是 [ ]")
            return entries
        return [orjson.loads(line) for line in data.splitlines() if line.strip()]
    except orjson.JSONDecodeError as error:
        line = data[: error.pos].count(b"\n") + 1 if path.suffix.lower() == ".json" else error.lineno
        raise UnreadableError(f"第 {line} 行附近不是 JSON（{error.msg}）") from error


def _text(data: bytes, delimiter: str) -> Grid:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableError("这是一个 Excel 文件，只是名字以 .csv 结尾。请把名字改回 .xlsx 或者 .xls，再导入")
    for encoding in CSV_ENCODINGS:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableError("文字编码不是 UTF-8，也不是 GBK。请用 Excel 另存为「CSV UTF-8（逗号分隔）」")
    if "\0" in text:
        raise UnreadableError("里面有空字符，不是文字文件。请用 Excel 另存为「CSV UTF-8（逗号分隔）」")
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = delimiter or max(",;\t", key=head.count)
    csv.field_size_limit(1_000_000)
    try:
        rows: list[list[Any]] = [
            [cell or None for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ]
    except csv.Error as error:
        raise UnreadableError(f"表格写得不完整（{error}）：多半是引号没有成对，或者文件没有下载完") from error
    return Grid(title="", rows=_without_end(rows))


def _book(path: Path, data: bytes) -> list[Grid]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum, XmlError, ZipError

    packed = _looked_through(data) if data.startswith(b"PK") else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = []
        for meta in book.sheets_metadata:
            sheet = book.get_sheet_by_name(meta.name)
            rows = [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            merged = tuple(
                ((top + 1, left + 1), (bottom + 1, right + 1)) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            )
            formulas, pictures = packed.get(meta.name, ({}, False))
            grids.append(
                Grid(
                    title=meta.name,
                    rows=_without_end(rows),
                    hidden=meta.visible != SheetVisibleEnum.Visible,
                    merged=merged,
                    formulas=formulas,
                    pictures=pictures,
                )
            )
    except PasswordError as error:
        raise UnreadableError("有密码。请在 Excel 里打开，去掉密码再另存一份") from error
    except (CalamineError, XmlError, ZipError, OSError, ValueError) as error:
        if data[:8].startswith(b"\xd0\xcf\x11\xe0") and path.suffix.lower() != ".xls":
            raise UnreadableError("有密码，或者其实是旧的 .xls 文件。有密码的请去掉密码再另存；旧文件请把名字改成 .xls") from error
        raise UnreadableError("不是完整的工作簿：可能没有下载完，或者其实是别的文件。请用 Excel 打开，另存为 .xlsx") from error
    return grids


_CELL = re.compile(rb"<c\b((?:[^>]*[^/>])?)>(?:(?!</c>).)*?<f\b[^>]*?(?:/>|>(.*?)</f>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _looked_through(data: bytes) -> dict[str, tuple[dict[Place, str], bool]]:
    """Of each sheet of an xlsx file the formulas, and whether there are pictures. Raises UnreadableError where it is too large unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            left = MOST_UNPACKED
            for entry in book.infolist():
                with book.open(entry) as file:
                    while piece := file.read(1 << 20):
                        left -= len(piece)
                        if left < 0:
                            raise UnreadableError(
                                f"解开以后超过 {MOST_UNPACKED // 1_000_000} MB，不像登记簿的表格。删掉多余的行和格式，或者拆成几个文件"
                            )
            return dict(_sheets(book))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableError("不是完整的工作簿：可能没有下载完，或者有密码。请用 Excel 打开，另存为 .xlsx") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise UnreadableError("不是完整的工作簿：可能没有下载完。请用 Excel 打开，另存为 .xlsx") from error


def _sheets(book: zipfile.ZipFile) -> Iterator[tuple[str, tuple[dict[Place, str], bool]]]:
    names = set(book.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return  # ods, or an odd one: what can be seen of it the reader says
    try:
        targets = {each.get("Id"): each.get("Target", "") for each in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}  # noqa: S314
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")  # noqa: S314 expat refuses entities that grow
        for sheet in sheets:
            target = targets.get(sheet.get(f"{_RELATED}id"), "").lstrip("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            if path in names:
                data = book.read(path)
                yield sheet.get("name", ""), (dict(_formulas(data)), b"<drawing " in data)
    except ElementTree.ParseError:
        return


def _formulas(data: bytes) -> Iterator[tuple[Place, str]]:
    if b"<f" not in data:
        return
    for found in _CELL.finditer(data):
        where = _REFERENCE.search(found[1])
        if where:
            column = 0
            for letter in where[1]:
                column = column * 26 + letter - 64
            yield (int(where[2]), column), (found[2] or b"").decode("utf-8", "replace")


def _without_end(rows: list[list[Any]]) -> list[list[Any]]:
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    return rows
