"""Workbooks for Excel and WPS whose cells are all text: no code loses its zeros, no text becomes a formula, a date or a link."""

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""How many rows a sheet of Excel has."""

MOST_CHARACTERS = 32_767
"""How many characters a cell of Excel holds."""

TEXT = 49
"""The number of the format of text (ECMA-376 part 1, 18.8.30)."""

_CUT = "……（一格放不下，全文见网页）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: lines of headings that stay in view, then rows."""

    title: str
    head: Sequence[Sequence[str]]
    rows: Iterable[Sequence[str]]
    """Written while they are made; an empty text is an empty cell."""
    widths: Sequence[int]
    """Of the columns, in characters."""


def write(target: BinaryIO, sheets: Iterable[Sheet], made_on: dt.date) -> None:
    """Write a workbook, in constant memory. The same sheets of the same day are the same bytes.

    Whatever is raised while rows are made comes through, and no temporary file stays.
    """
    with tempfile.TemporaryDirectory(prefix="gongshi-") as aside:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": aside}
        book = Workbook(target, options)
        book.use_zip64()
        try:
            book.set_properties({"created": dt.datetime.combine(made_on, dt.time())})
            text = book.add_format({"num_format": TEXT})
            heading = book.add_format({"num_format": TEXT, "bold": True, "bg_color": "#EEF2F7"})
            for sheet in sheets:
                page = book.add_worksheet(sheet.title)
                page.freeze_panes(len(sheet.head), 0)
                for place, width in enumerate(sheet.widths):
                    page.set_column(place, place, width, text)
                _fill(page, 0, sheet.head, heading)
                _fill(page, len(sheet.head), sheet.rows, text)
        finally:
            book.close()


def _fill(page: Any, start: int, rows: Iterable[Sequence[str]], form: Any) -> None:
    for number, row in enumerate(rows, start):
        for place, value in enumerate(row):
            if value:
                page.write_string(number, place, _fitting(value), form)


def _fitting(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(_CUT)] + _CUT
