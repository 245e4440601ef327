"""The yearly figures as text, CSV and JSON: the same tables as the page of the year, with the counting rules beside them."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence

import orjson

from generator.opendata.tables import BOM
from generator.pages.statistics import RULES, BodyTable

_HEADS = ("主体", "类别", "项目", "台账计算", "公布数", "相差")


def yearly_text(year: str, as_of: str, tables: Sequence[BodyTable]) -> str:
    """Tables for a terminal, one for each body."""
    lines = [f"{year}年行政执法统计（截至 {as_of}）"]
    for table in tables:
        lines += ["", table.name]
        for part in table.parts:
            lines.append(f"  {part.title}")
            for row in part.rows:
                lines.append(
                    f"    {_padded(row.label, 34)}{_padded(row.computed or '—', 16)}{_padded(row.entered or '—', 16)}{row.difference}".rstrip()
                )
    lines += [
        "",
        "各列依次是：项目、台账计算、公布数、相差。",
        "",
        "统计口径",
        *(f"  {number}. {rule}" for number, rule in enumerate(RULES, 1)),
    ]
    return "\n".join(lines)


def yearly_csv(tables: Sequence[BodyTable]) -> str:
    """One line a figure, with Chinese headers; Excel takes it as it is."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADS)
    writer.writerows(_rows(tables))
    return BOM + out.getvalue()


def yearly_json(year: str, as_of: str, tables: Sequence[BodyTable]) -> str:
    """One object: the figures by body, and the rules by which they were counted."""
    names = ("body", "part", "figure", "computed", "published", "difference")
    figures = [dict(zip(names, row, strict=True)) for row in _rows(tables)]
    document = {"year": int(year), "as_of": as_of, "figures": figures, "rules": list(RULES)}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()


def _rows(tables: Sequence[BodyTable]) -> Iterator[tuple[str, str, str, str, str, str]]:
    for table in tables:
        for part in table.parts:
            for row in part.rows:
                computed, entered = (text.replace(",", "") for text in (row.computed, row.entered))
                yield table.name, part.title, row.label, computed, entered, row.difference


def _padded(text: str, width: int) -> str:
    """A text filled up to a width on a terminal, where a Chinese character is two wide."""
    wide = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(1, width - wide)
