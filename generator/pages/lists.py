"""Lists of records: the landing page of a register, and the archive of a ledger by year and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import escape

from generator.pages.display import escaped, plain, plain_each
from generator.pages.fragments import fragment
from generator.pages.linked import of_register
from generator.pages.links import Links, record_address
from generator.pages.meta import Masthead, breadcrumb
from generator.pages.shell import Shell
from generator.registers.describe import FieldSpec
from generator.registers.register import Register

if TYPE_CHECKING:  # workers need no tables, and it takes time and memory to load
    import pandas as pd

_UNBROKEN = frozenset({"yuan", "count", "days", "date", "until"})
"""Kinds of value that are never broken over two lines."""

LINE = 40
"""The longest text, in characters, that is kept in one line of a list."""

TO_ROOT = "../../../"
"""The way from a month to the top of the site."""

MANY = 8
"""From so many rows on, a list has room for what sifts and orders it (list.js)."""

KINDS = 12
"""How many values of a filter a landing page names."""

NEWEST = 20
"""How many records a ledger's landing page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPages:
    """What the list pages of all registers share."""

    shells: dict[tuple[str, int], Shell]
    links: Links
    masthead: Masthead
    as_of: str

    def of(self, register: Register, current: pd.DataFrame, departed: pd.DataFrame, withheld: int) -> Iterator[tuple[str, str]]:
        """Address and HTML of the landing page of a register, and of a ledger's years.

        ``current`` holds the rows on show, newest first; ``departed`` those whose pages are tombstones.
        """
        yield self._landing(register, current, withheld)
        if register.is_ledger:
            gone = departed.groupby("year").size().to_dict() if len(departed) else {}
            for year in sorted({*current["year"], *departed["year"]}):
                yield self._year(register, year, current[current["year"] == year], int(gone.get(year, 0)))

    def _landing(self, register: Register, current: pd.DataFrame, withheld: int) -> tuple[str, str]:
        address = f"{register.key}/"
        body = fragment("landing.html").render(
            register=register,
            root="../",
            count=len(current),
            withheld=withheld,
            updated=latest(current),
            as_of=self.as_of,
            years=_calendar(current) if register.is_ledger else [],
            kinds=self._kinds(register, current) if register.is_ledger else [],
            table=self._rows(register, current.head(NEWEST) if register.is_ledger else current, "../"),
            newest=NEWEST,
        )
        linked = of_register(register, self.masthead, latest(current), len(current))
        return address, self._fill(register, "landing", address, register.title, [], body, linked)

    def _kinds(self, register: Register, current: pd.DataFrame) -> list[tuple[str, list[tuple[str, str, int]], int]]:
        """The filters that are columns of the list too: label, the commonest values (search address, text, count), how many more there are."""
        kinds = []
        for path in register.facets:
            if path not in register.columns:
                continue
            spec = register.field(path)
            counts = Counter(text for value in current[f"={path}"].tolist() for text in plain_each(spec, value, self.links))
            most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            values = [
                (f"search/?{urlencode({'register': register.key, 'f': f'{path}:{text}'})}", text, number) for text, number in most[:KINDS]
            ]
            kinds.append((register.label(path), values, len(most) - len(values)))
        return kinds

    def _year(self, register: Register, year: str, rows: pd.DataFrame, gone: int) -> tuple[str, str]:
        address = f"{register.key}/{year}/"
        title = f"{year}年{register.title}"
        body = fragment("year.html").render(
            register=register, year=year, title=title, count=len(rows), gone=gone, months=_months(rows), as_of=self.as_of,
            table=self._rows(register, rows.head(NEWEST), "../../"), root="../../", newest=NEWEST,
        )  # fmt: skip
        return address, self._fill(register, "archive", address, title, [(f"{register.key}/", register.title)], body)

    def month(self, register: Register, year: str, month: str, rows: Sequence[str], gone: int) -> tuple[str, str]:
        """Address and HTML of a month: its rows as :func:`table_row` makes them, the newest first, and how many have left."""
        address = f"{register.key}/{year}/{month}/"
        title = f"{year}年{int(month)}月{register.title}"
        body = fragment("month.html").render(
            register=register, title=title, count=len(rows), gone=gone, as_of=self.as_of, table=_table(register, rows), root=TO_ROOT,
        )  # fmt: skip
        steps = [(f"{register.key}/", register.title), (f"{register.key}/{year}/", f"{year}年")]
        return address, self._fill(register, "archive", address, title, steps, body)

    def _rows(self, register: Register, rows: pd.DataFrame, root: str) -> str:
        """Rows of a summary table as a table of HTML."""
        columns = (rows[name].tolist() for name in ("id", "year", *(f"={path}" for path in register.columns)))
        return _table(
            register, [table_row(register, record, year, values, self.links, root) for record, year, *values in zip(*columns, strict=True)]
        )

    def _fill(
        self, register: Register, kind: str, address: str, title: str, steps: list[tuple[str, str]], body: str, linked: str = ""
    ) -> str:
        depth = address.count("/")
        meta = self.masthead.column(address, title, register.about, f"{register.title},行政执法公示", register.column_type)
        values = {"title": str(escape(title)), "meta": meta + linked, "breadcrumb": breadcrumb("../" * depth, steps, title), "body": body}
        return self.shells[kind, depth].fill(values)


@cache
def _cells(register: Register) -> tuple[tuple[FieldSpec, str, str], ...]:
    """The columns of a list after the first: field, and the HTML before its value and before one that is too long to stay in one line."""
    cells = []
    for path in register.columns[1:]:
        spec = register.field(path)
        mark = ' class="gs-figure"' if path in register.identifiers or spec.kind in _UNBROKEN else ""
        named = f' data-label="{escape(register.label(path))}">'
        cells.append((spec, f"<td{mark}{named}", f"<td{named}"))
    return tuple(cells)


def table_row(register: Register, record: str, year: str, values: Sequence[Any], links: Links, root: str) -> str:
    """A record as a row of a list, which is a card on a narrow screen; ``values`` are those of the register's columns."""
    first, label = register.field(register.columns[0]), register.label(register.columns[0])
    heading = escaped(plain(first, values[0], links) or record)
    address = root + record_address(register.key, year, record)
    parts = [f'<tr><th scope="row" data-label="{label}"><a href="{address}">{heading}</a></th>']
    for (spec, before, before_long), value in zip(_cells(register), values[1:], strict=True):
        text = plain(spec, value, links)
        parts.append(f"{before if len(text) <= LINE else before_long}{escaped(text) or '—'}</td>")
    parts.append("</tr>")
    return "".join(parts)


def _table(register: Register, rows: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(register.label(path))}</th>' for path in register.columns)
    room = '<div class="gs-sift-room"></div>' if len(rows) >= MANY else ""
    return f'{room}<table class="gs-list" data-list><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def latest(rows: pd.DataFrame) -> str:
    """The newest day on which anything of these rows was published or updated, or nothing."""
    days = [day for column in ("published_on", "updated_on") for day in rows[column].tolist() if day]
    return max(days, default="")


def _calendar(rows: pd.DataFrame) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Years, newest first, each with its count and its months' counts."""
    return [
        (str(year), len(part), _months(part)) for year, part in sorted(rows.groupby("year"), key=lambda item: str(item[0]), reverse=True)
    ]


def _months(rows: pd.DataFrame) -> list[tuple[str, int]]:
    """All twelve months with their counts."""
    counts = Counter(rows["month"].tolist())
    return [(f"{month:02d}", counts[f"{month:02d}"]) for month in range(1, 13)]
