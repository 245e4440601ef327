"""The yearly figures of enforcement, computed from the ledgers by the counting rules of the yearly table (国办发〔2018〕118号).

Period: the day of the decision (of a check: the day of the check) lies in the year. One decision is one case; a penalty of
several kinds counts once, in the heaviest. Amounts are those of the decisions, in yuan. What has expired or is withheld counts
too, since it was decided, and so does what left early after 信用修复, which leaves the decision as it is. Whatever else has been
withdrawn (变更, 撤销, 确认违法, 确认无效) does not count, nor what is not public yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # workers need no tables, and it takes time and memory to load
    import pandas as pd

Tables = Mapping[str, "pd.DataFrame"]
"""By register, a summary table: columns ``id``, ``date`` (ISO), ``standing`` and ``=path`` for each figure."""

COUNTED = frozenset({"current", "expired", "withheld"})
"""The standings that count."""

REPAIRED = "信用修复"
"""The case of withdrawal in which a decision stands and only its display ends (信用修复管理办法)."""

HEAVIEST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("detention", ("行政拘留",)),
    ("revocation", ("吊销许可证件",)),
    ("closure", ("责令停产停业", "责令关闭", "限制从业")),
    ("restriction", ("限制开展生产经营活动",)),
    ("suspension", ("暂扣许可证件", "降低资质等级")),
    ("confiscation", ("没收违法所得", "没收非法财物")),
    ("fine", ("罚款",)),
    ("warning", ("警告", "通报批评")),
    ("other", ("其他",)),
)
"""The groups of kinds in the yearly table, the heaviest first (行政处罚法第九条)."""

DECIDED = {"准予": "granted", "变更": "granted", "延续": "granted", "不予": "refused", "撤销": "revoked"}
"""The column of the yearly table by licensing decision; 注销 has none."""

METHODS = {
    "查封场所、设施或者财物": "sealing",
    "扣押财物": "seizure",
    "冻结存款、汇款": "freezing",
    "其他行政强制措施": "other_measures",
    "加处罚款或者滞纳金": "surcharge",
    "申请人民法院强制执行": "court",
}
"""The column of the yearly table by method of coercion; any other one is ``other_enforcement``."""

_PENALTIES = ("warning", "fine", "confiscation", "suspension", "revocation", "restriction", "closure", "detention", "other")
_COERCIONS = ("sealing", "seizure", "freezing", "other_measures", "surcharge", "other_enforcement", "court")
LEDGERS = ("licences", "penalties", "inspections", "coercions", "collections")
"""The ledgers of which there are yearly figures."""

Figures = dict[str, int | Decimal]
"""By path of the annual table (``penalties.fine``): a count of cases, or an amount in yuan. What has no act is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """The rows that count, of one year or of all, and to which body each belongs."""

    licences: pd.DataFrame
    penalties: pd.DataFrame
    inspections: pd.DataFrame
    coercions: pd.DataFrame
    collections: pd.DataFrame
    recorded: frozenset[str] = field(default=frozenset())
    """The years in which any ledger holds a record."""

    def of(self, year: str, body: str = "") -> Ledgers:
        """The rows of a year (``2024``), and of one body if it is named."""
        parts = {}
        for key in LEDGERS:
            rows: pd.DataFrame = getattr(self, key)
            chosen = rows["period"] == year
            parts[key] = rows[chosen & (rows["acting"] == body)] if body else rows[chosen]
        return Ledgers(**parts, recorded=self.recorded)

    def bodies(self) -> list[str]:
        """The bodies that acted, in the order of their ids."""
        return sorted({body for key in LEDGERS for body in getattr(self, key)["acting"]})


def ledgers(tables: Tables) -> Ledgers:
    """The rows that count, each with the body to which it belongs.

    What an entrusted organisation does belongs to the organ that entrusted it (行政处罚法第二十条), a check to the body of its
    first officer.
    """
    import pandas as pd

    principals = _principals(tables)
    parts, recorded = {}, set()
    for key in LEDGERS:
        table = tables[key]
        repaired = (table["standing"] == "withdrawn") & (table["=withdrawal.case"] == REPAIRED)
        years = pd.Series([date[:4] for date in table["date"]], index=table.index, dtype=object)
        recorded |= set(years)
        rows = table.assign(period=years)[table["standing"].isin(COUNTED) | repaired]
        acting = [principals.get(body, body) for body in _bodies(key, rows, tables)]
        parts[key] = rows.assign(acting=pd.Series(acting, index=rows.index, dtype=object))
    return Ledgers(**parts, recorded=frozenset(recorded))


def figures(rows: Ledgers) -> Figures:
    """The annual table of these rows, without disputes, which no ledger holds."""
    kinds = [heaviest(values) for values in rows.penalties["=kinds"]]
    decisions = [DECIDED.get(value) for value in rows.licences["=decision"]]
    methods = [METHODS.get(value, "other_enforcement") for value in rows.coercions["=method"]]
    asked = len([decision for decision in decisions if decision in ("granted", "refused")])
    outcomes = rows.inspections["=outcome"].tolist()
    return {
        **{f"penalties.{kind}": kinds.count(kind) for kind in _PENALTIES},
        "penalties.total": len(kinds),
        "penalties.amount": _sum(rows.penalties["=fine"]) + _sum(rows.penalties["=confiscated"]),
        "licences.applied": asked,
        "licences.accepted": asked,
        **{f"licences.{decision}": decisions.count(decision) for decision in ("granted", "refused", "revoked")},
        **{f"coercions.{method}": methods.count(method) for method in _COERCIONS},
        "coercions.total": len(methods),
        "inspections.total": len(outcomes),
        "inspections.random": rows.inspections["=category"].tolist().count("双随机"),
        "inspections.faulty": outcomes.count("责令改正") + outcomes.count("立案查处"),
        "collections.total": len(rows.collections),
        "collections.amount": _sum(rows.collections["=amount"]),
    }


def heaviest(kinds: Sequence[str]) -> str:
    """The group of the heaviest kind of a decision; ``other`` for kinds that the law has not named."""
    return next((group for group, names in HEAVIEST if any(kind in names for kind in kinds)), "other")


def by_month(rows: pd.DataFrame) -> list[int]:
    """The number of rows in each of the twelve months."""
    months = rows["date"].str[5:7].tolist() if len(rows) else []
    return [months.count(f"{month:02d}") for month in range(1, 13)]


def by_value(values: pd.Series, order: Sequence[str] = ()) -> list[tuple[str, int]]:
    """How often each value occurs: first those of ``order``, also where they do not occur, then the others, most frequent first."""
    found = {str(value): int(number) for value, number in values.value_counts().items()}
    rest = sorted((value for value in found if value not in order), key=lambda value: (-found[value], value))
    return [(value, found.get(value, 0)) for value in (*order, *rest)]


def _principals(tables: Tables) -> dict[str, str]:
    table = tables["subjects"]
    return {body: by for body, by in zip(table["id"], table["=entrustment.by"], strict=True) if by}


def _bodies(key: str, rows: pd.DataFrame, tables: Tables) -> list[str]:
    if key != "inspections":
        return [body or "" for body in rows["=body"]]
    units = dict(zip(tables["officers"]["id"], tables["officers"]["=body"], strict=True))
    return [units.get(officers[0], "") if officers else "" for officers in rows["=officers"]]


def _sum(amounts: pd.Series) -> Decimal:
    return sum((Decimal(amount) for amount in amounts if amount), Decimal("0.00"))
