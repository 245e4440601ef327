"""Lists of records: the landing page of a register, and the archive of a ledger by year and month."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from markupsafe import escape

from generator.pages.display import plain
from generator.pages.fragments import fragment
from generator.pages.links import Links, record_address
from generator.pages.meta import Masthead, breadcrumb
from generator.pages.shell import Shell
from generator.registers.describe import FieldSpec
from generator.registers.register import Register

_UNBROKEN = frozenset({"yuan", "count", "days", "date", "until"})
"""Kinds of value that are never broken over two lines."""

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
        """Address and HTML of every list of a register.

        ``current`` holds the rows on show, newest first; ``departed`` those whose pages are tombstones.
        """
        yield self._landing(register, current, withheld)
        if not register.is_ledger:
            return
        gone = departed.groupby("year").size().to_dict() if len(departed) else {}
        for year in sorted({*current["year"], *departed["year"]}):
            rows = current[current["year"] == year]
            yield self._year(register, year, rows, int(gone.get(year, 0)))
            left = departed[departed["year"] == year]
            for month in sorted({*rows["month"], *left["month"]}):
                yield self._month(register, year, month, rows[rows["month"] == month], int((left["month"] == month).sum()))

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
            table=self._table(register, current.head(NEWEST) if register.is_ledger else current, "../"),
            newest=NEWEST,
        )
        return address, self._fill(register, "landing", address, register.title, [], body)

    def _year(self, register: Register, year: str, rows: pd.DataFrame, gone: int) -> tuple[str, str]:
        address = f"{register.key}/{year}/"
        title = f"{year}年{register.title}"
        body = fragment("year.html").render(
            register=register, year=year, title=title, count=len(rows), gone=gone, months=_months(rows), as_of=self.as_of,
            table=self._table(register, rows.head(NEWEST), "../../"), root="../../", newest=NEWEST,
        )  # fmt: skip
        return address, self._fill(register, "archive", address, title, [(f"{register.key}/", register.title)], body)

    def _month(self, register: Register, year: str, month: str, rows: pd.DataFrame, gone: int) -> tuple[str, str]:
        address = f"{register.key}/{year}/{month}/"
        title = f"{year}年{int(month)}月{register.title}"
        body = fragment("month.html").render(
            register=register, title=title, count=len(rows), gone=gone, as_of=self.as_of, table=self._table(register, rows, "../../../"), root="../../../",
        )  # fmt: skip
        steps = [(f"{register.key}/", register.title), (f"{register.key}/{year}/", f"{year}年")]
        return address, self._fill(register, "archive", address, title, steps, body)

    def _table(self, register: Register, rows: pd.DataFrame, root: str) -> str:
        """Rows as a table that becomes cards on a narrow screen."""
        specs = [register.field(path) for path in register.columns]
        head = "".join(f'<th scope="col">{escape(register.label(path))}</th>' for path in register.columns)
        labels = [escape(register.label(path)) for path in register.columns]
        columns = [rows[f"={path}"].tolist() for path in register.columns]
        unbroken = [path in register.identifiers or spec.kind in _UNBROKEN for path, spec in zip(register.columns, specs, strict=True)]
        years = rows["year"].tolist()
        lines = []
        for index, record in enumerate(rows["id"].tolist()):
            address = root + record_address(register.key, years[index], record)
            first = escape(plain(specs[0], columns[0][index], self.links) or record)
            cells = [f'<th scope="row" data-label="{labels[0]}"><a href="{address}">{first}</a></th>']
            for spec, label, column, exact in zip(specs[1:], labels[1:], columns[1:], unbroken[1:], strict=True):
                cells.append(self._cell(spec, label, column[index], exact))
            lines.append(f"<tr>{''.join(cells)}</tr>")
        return f'<table class="gs-list"><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'

    def _cell(self, spec: FieldSpec, label: str, value: object, unbroken: bool) -> str:
        text = plain(spec, value, self.links)
        mark = ' class="gs-figure"' if unbroken else ""
        return f'<td{mark} data-label="{label}">{escape(text) if text else "—"}</td>'

    def _fill(self, register: Register, kind: str, address: str, title: str, steps: list[tuple[str, str]], body: str) -> str:
        depth = address.count("/")
        meta = self.masthead.column(address, title, register.about, f"{register.title},行政执法公示", register.column_type)
        values = {"title": str(escape(title)), "meta": meta, "breadcrumb": breadcrumb("../" * depth, steps, title), "body": body}
        return self.shells[kind, depth].fill(values)


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
