"""Workbooks and tables as people hand them in."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from click.testing import Result
from xlsxwriter import Workbook

from tests.checking import run

PENALTY = {
    "编号": "cf-2026-050",
    "决定书文号": "示卫罚〔2026〕50号",
    "案件名称": "示例乙公司未按规定消毒案",
    "相对人.名称": "示例乙公司",
    "相对人.类别": "法人及非法人组织",
    "相对人.统一社会信用代码": "919901231000000329",
    "相对人.法定代表人": "示例乙代",
    "违法行为类型": "未按规定消毒",
    "违法事实": "示例事实",
    "依据": "fa-jia 第一条",
    "处罚种类": "警告、罚款",
    "处罚内容": "警告，罚款2000元",
    "罚款金额": "2000",
    "没收金额": "0",
    "程序": "普通",
    "决定日期": "2026-03-16",
    "处罚机关": "zt-001",
    "承办人员": "ry-001、ry-002",
    "公开日期": "2026-03-18",
}
"""A line of the sheet of penalties that has nothing against it."""


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], **kinds: Any) -> Path:
    """A workbook: numbers stay numbers, what begins with = is a formula."""
    with Workbook(path, {"strings_to_numbers": False}) as made:
        for title, rows in sheets.items():
            page = made.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            if title in kinds.get("hidden", ()):
                page.hide()
            for place in kinds.get("merged", {}).get(title, ()):
                page.merge_range(place, "合并")
            if title in kinds.get("pictures", ()):
                page.insert_image("B10", "dot.png", {"image_data": io.BytesIO(DOT)})
    return path


def text(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> Path:
    """A CSV file."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def lines(*records: Mapping[str, Any]) -> list[list[Any]]:
    """The headings of all records, and a line for each."""
    heads = list(dict.fromkeys(head for record in records for head in record))
    return [heads, *([record.get(head, "") for head in heads] for record in records)]


def imported(bureau: Path, file: Path, register: str = "penalties", *more: str) -> Result:
    """``gongshi import`` as a user runs it, in this process."""
    return run(bureau, "import", register, str(file), *more)


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f00050001ff56a15c1c0000000049454e44ae426082"
)
"""A picture of one point."""
