"""The yearly figures: computed from the ledgers, beside what was entered and published, with charts and their tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
from markupsafe import Markup

from generator.editions.figures import Figures, Ledgers, by_month, by_value, figures, ledgers
from generator.editions.public import PublicRecord
from generator.pages.charts import Points, bars, columns
from generator.pages.fragments import fragment
from generator.pages.links import Links, record_address
from generator.pages.meta import Masthead, breadcrumb
from generator.pages.record import value_at
from generator.pages.shell import Shell
from generator.registers import register_named
from generator.registers.describe import FieldSpec

TITLE = "行政执法统计"
ABOUT = "各年度行政处罚、行政许可、行政强制、行政检查和征收收费的数据，由台账逐条计算得出。"

RULES: tuple[str, ...] = (
    "期间：决定日期（检查为检查日期）在当年1月1日至12月31日的，计入当年。",
    "件数：一份决定书计一件。一份决定书有几种处罚的，只计一件，归入最重的一种；从重到轻依次为行政拘留，吊销许可证件，责令停产停业、责令关闭、限制从业，"
    "限制开展生产经营活动，暂扣许可证件、降低资质等级，没收，罚款，警告、通报批评。",
    "金额：按决定书上的金额计算，单位为元，不管是否已经缴纳。",
    "许可：变更、延续计入「许可」；依法注销的不计。台账只登记作出决定的申请，所以按台账计算的申请、受理件数等于作出准予、变更、延续和不予决定的件数。",
    "范围：公示期满、依法不予公开和信用修复后提前停止公示的决定仍然计入；因变更、撤销、确认违法、确认无效撤回的不计入；没有发生的写 0。",
    "主体：受委托组织以委托机关名义执法，计入委托机关。",
)
"""The counting rules, as they stand beside the tables."""

_KINDS = ("warning", "fine", "confiscation", "suspension", "revocation", "restriction", "closure", "detention", "other")
_GROUPS = ("penalties", "licences", "coercions", "inspections", "collections", "disputes")
_OUTCOMES = ("未发现问题", "责令改正", "立案查处", "单位关闭", "未能检查")
_HEADLINES = {
    "penalties.total": ("行政处罚", "件"),
    "penalties.amount": ("罚没金额", "元"),
    "licences.granted": ("行政许可", "件"),
    "coercions.total": ("行政强制", "件"),
    "inspections.total": ("行政检查", "次"),
    "collections.total": ("征收收费", "件"),
}
_LABELS = tuple(label for label, _ in _HEADLINES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of the annual table: computed, entered, and by how much they differ."""

    label: str
    computed: str
    entered: str
    difference: str
    total: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The figures of one kind of act."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyTable:
    """The annual table of one body."""

    name: str
    parts: tuple[Part, ...]
    computed: bool
    entered: str
    """Address of the entered record, or nothing."""
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart with the table that says the same."""

    title: str
    drawing: Markup
    points: Points
    head: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """One year in the index: its headline figures, and whether they are computed."""

    year: str
    values: tuple[str, ...]
    penalties: int
    computed: bool


CATALOGUES = ("annual-figures", "subjects", "officers")
"""The catalogues that a year's page reads besides the ledgers."""


def page(
    masthead: Masthead,
    shell: Shell,
    tables: Mapping[str, pd.DataFrame] | None,
    entered: Sequence[PublicRecord],
    links: Links,
    as_of: str,
    year: str,
    years: Sequence[str],
) -> tuple[str, str]:
    """Address and HTML of ``statistics/<year>/``.

    ``tables`` hold every row of that year with its standing, None where no ledger has any; ``entered`` are the public records of
    ``annual-figures``, ``years`` all years that have a page.
    """
    rows = ledgers(tables) if tables else None
    own = rows.of(year) if rows else None
    title = f"{year}年{TITLE}"
    body = fragment("statistics.html").render(
        year=year, title=title, root="../../", as_of=as_of, years=years, rules=RULES, running=as_of[:4] == year,
        headlines=list(zip(_LABELS, line(year, tables, entered).values, strict=True)),
        tables=tables_of(rows, year, entered, links), charts=_charts(own, links) if own else (),
        withheld=int((own.penalties["standing"] == "withheld").sum()) if own else 0,
    )  # fmt: skip
    address = f"statistics/{year}/"
    meta = masthead.column(address, title, f"{year}年度{ABOUT}", f"{year}年,行政执法统计,年度数据", "数据发布")
    crumbs = breadcrumb("../../", [("statistics/", TITLE)], title)
    return address, shell.fill({"title": title, "meta": meta, "breadcrumb": crumbs, "body": body})


def line(year: str, tables: Mapping[str, pd.DataFrame] | None, entered: Sequence[PublicRecord]) -> YearLine:
    """The headline figures of a year, as :func:`page` takes it."""
    return _line(year, figures(ledgers(tables).of(year)) if tables else None, list(_of_year(entered, year).values()))


def _of_year(entered: Sequence[PublicRecord], year: str) -> dict[str, PublicRecord]:
    """The table that each body entered of a year."""
    return {record["body"]: record for record in entered if str(record["year"]) == year}


def index(masthead: Masthead, shell: Shell, lines: list[YearLine], as_of: str) -> str:
    """The page of all years, the newest first."""
    points = [(line.year, line.penalties) for line in reversed(lines)]
    body = fragment("statistics-index.html").render(
        title=TITLE, about=ABOUT, root="../", as_of=as_of, lines=lines, labels=_LABELS, rules=RULES,
        chart=columns("years", "各年行政处罚件数", points, "件") if points else "",
    )  # fmt: skip
    meta = masthead.column("statistics/", TITLE, ABOUT, "行政执法统计,年度数据", "数据发布")
    return shell.fill({"title": TITLE, "meta": meta, "breadcrumb": breadcrumb("../", [], TITLE), "body": body})


def _line(year: str, computed: Figures | None, entered: list[PublicRecord]) -> YearLine:
    """The headline figures of a year: computed where the ledgers hold it, otherwise the sum of what the bodies entered."""
    totals = computed or {path: sum((_number(value_at(record, path)) for record in entered), Decimal(0)) for path in _HEADLINES}
    return YearLine(
        year=year,
        values=tuple(f"{_text(path, _number(totals[path]))} {unit}" for path, (_, unit) in _HEADLINES.items()),
        penalties=int(totals["penalties.total"]),
        computed=computed is not None,
    )


def tables_of(rows: Ledgers | None, year: str, records: Sequence[PublicRecord], links: Links) -> list[BodyTable]:
    """The annual tables of a year, a body each: what the ledgers give (None where they hold nothing of it) beside what was entered."""
    entered = _of_year(records, year)
    acting = rows.of(year).bodies() if rows else []
    tables = []
    for body in sorted({*acting, *entered}, key=lambda body: (body not in entered, links.heading("subjects", body))):
        record = entered.get(body)
        computed = figures(rows.of(year, body)) if rows else None
        tables.append(
            BodyTable(
                name=links.heading("subjects", body),
                parts=tuple(_part(group, computed, record) for group in _GROUPS if group != "disputes" or record),
                computed=computed is not None,
                entered=record_address("annual-figures", "", record["id"]) if record else "",
                explanation=record.get("explanation", "") if record else "",
            )
        )
    return tables


def _part(group: str, computed: Figures | None, entered: PublicRecord | None) -> Part:
    register = register_named("annual-figures")
    title = next(section.title for section in register.sections if section.fields == (group,))
    return Part(title=title, rows=tuple(_row(spec, f"{group}.{spec.name}", computed, entered) for spec in register.field(group).children))


def _row(spec: FieldSpec, path: str, computed: Figures | None, entered: PublicRecord | None) -> Row:
    mine = _number(computed[path]) if computed is not None and path in computed else None
    theirs = _number(value_at(entered, path)) if entered else None
    difference = ""
    if mine is not None and theirs is not None:
        difference = "一致" if mine == theirs else f"{'+' if theirs > mine else '−'}{_text(path, abs(theirs - mine))}"
    return Row(
        label=f"{spec.label}（元）" if spec.kind == "yuan" else spec.label,
        computed="" if mine is None else _text(path, mine),
        entered="" if theirs is None else _text(path, theirs),
        difference=difference,
        total=spec.name == "total",
    )


def _charts(rows: Ledgers, links: Links) -> tuple[Chart, ...]:
    computed, register = figures(rows), register_named("annual-figures")
    months = [(str(month), number) for month, number in enumerate(by_month(rows.penalties), 1)]
    kinds = [(register.field(f"penalties.{kind}").label, int(computed[f"penalties.{kind}"])) for kind in _KINDS]
    matters = [(links.heading("powers", matter), number) for matter, number in by_value(rows.licences["=matter"])]
    outcomes = by_value(rows.inspections["=outcome"], _OUTCOMES)
    return (
        Chart(
            title="各月行政处罚件数",
            drawing=columns("months", "各月行政处罚件数", [(f"{month}月", number) for month, number in months], "件"),
            points=[(f"{month}月", number) for month, number in months],
            head="月份",
            unit="件",
        ),
        _lying("kinds", "行政处罚按最重种类", kinds, "处罚种类", "件"),
        _lying("matters", "行政许可决定按事项", matters, "许可事项", "件"),
        _lying("outcomes", "行政检查按结果", outcomes, "检查结果", "次"),
    )


def _lying(name: str, title: str, points: Points, head: str, unit: str) -> Chart:
    return Chart(title=title, drawing=bars(name, title, points, unit), points=points, head=head, unit=unit)


def _number(value: Any) -> Decimal:
    return Decimal(value or 0)


def _text(path: str, number: Decimal) -> str:
    """The number with its thousands marked; an amount of money has two decimals unless it is whole."""
    return f"{number:,.2f}".removesuffix(".00") if path.endswith("amount") else f"{int(number):,}"
