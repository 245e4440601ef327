"""The yearly figures, on small tables made by hand."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from generator.editions.figures import HEAVIEST, by_month, by_value, figures, heaviest, ledgers
from generator.registers import register_named
from generator.registers.penalties import Penalty

BUREAU, ENTRUSTED, OTHER = "wsj", "dadui", "jkj"
COLUMNS = {
    "subjects": ("id", "=entrustment.by"),
    "officers": ("id", "=body"),
    "licences": ("=matter", "=decision", "=body"),
    "penalties": ("=kinds", "=fine", "=confiscated", "=body"),
    "inspections": ("=category", "=outcome", "=officers"),
    "coercions": ("=method", "=body"),
    "collections": ("=amount", "=body"),
}
SUBJECTS = [{"id": BUREAU}, {"id": ENTRUSTED, "=entrustment.by": BUREAU}, {"id": OTHER}]
OFFICERS = [{"id": "ry-1", "=body": ENTRUSTED}, {"id": "ry-2", "=body": OTHER}]


def tables(**rows: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    """Every table that figures are computed from; rows not given are none."""
    given = {"subjects": SUBJECTS, "officers": OFFICERS} | rows
    made = {}
    for key, columns in COLUMNS.items():
        names = columns if key in ("subjects", "officers") else ("id", "date", "standing", "=withdrawal.case", *columns)
        values = given.get(key, [])
        made[key] = pd.DataFrame({name: pd.Series([row.get(name) for row in values], dtype=object) for name in names})
    return made


def penalty(*kinds: str, fine: str = "0.00", confiscated: str = "0.00", **more: Any) -> dict[str, Any]:
    row = {"date": "2025-03-03", "standing": "current", "=kinds": list(kinds), "=fine": fine, "=confiscated": confiscated, "=body": BUREAU}
    return row | {key if key in ("date", "standing") else f"={key.replace('__', '.')}": value for key, value in more.items()}


def table_of(year: str = "2025", body: str = "", **rows: list[dict[str, Any]]) -> dict[str, int | Decimal]:
    return figures(ledgers(tables(**rows)).of(year, body))


def test_a_decision_of_several_kinds_counts_once_in_the_heaviest() -> None:
    found = table_of(
        penalties=[penalty("警告", "罚款", fine="500.00"), penalty("罚款", "没收违法所得"), penalty("罚款", "责令停产停业", "吊销许可证件")]
    )
    assert (found["penalties.fine"], found["penalties.confiscation"], found["penalties.revocation"]) == (1, 1, 1)
    assert (found["penalties.warning"], found["penalties.closure"]) == (0, 0)
    assert found["penalties.total"] == 3


@pytest.mark.parametrize(
    ("kinds", "group"),
    [
        (("行政拘留", "吊销许可证件"), "detention"),
        (("限制开展生产经营活动", "限制从业"), "closure"),
        (("限制开展生产经营活动", "暂扣许可证件"), "restriction"),
        (("降低资质等级", "没收非法财物"), "suspension"),
        (("通报批评",), "warning"),
        (("其他",), "other"),
    ],
)
def test_kinds_are_ranked_from_detention_to_warning(kinds: tuple[str, ...], group: str) -> None:
    assert heaviest(kinds) == heaviest(kinds[::-1]) == group


def test_every_kind_of_the_ledger_has_its_column_in_the_yearly_table() -> None:
    named = [kind for _, kinds in HEAVIEST for kind in kinds]
    assert sorted(named) == sorted(register_named("penalties").field("kinds").choices)
    columns = {spec.name for spec in register_named("annual-figures").field("penalties").children}
    assert {group for group, _ in HEAVIEST} == columns - {"total", "amount"}
    assert Penalty.model_fields["kinds"].alias == "处罚种类"


def test_amounts_are_the_sums_of_what_the_decisions_state() -> None:
    found = table_of(penalties=[penalty("罚款", fine="0.10"), penalty("罚款", "没收违法所得", fine="10000.20", confiscated="310.00")])
    assert found["penalties.amount"] == Decimal("10310.30")


def test_what_has_no_act_is_nought() -> None:
    found = table_of()
    paths = {
        f"{group}.{spec.name}"
        for group in ("penalties", "licences", "coercions", "inspections", "collections")
        for spec in register_named("annual-figures").field(group).children
    }
    assert set(found) == paths
    assert set(found.values()) == {0}


def test_the_expired_and_the_withheld_count_and_the_pending_does_not() -> None:
    standings = ("current", "expired", "withheld", "pending")
    assert table_of(penalties=[penalty("警告", standing=standing) for standing in standings])["penalties.total"] == 3


def test_a_withheld_decision_counts_with_its_kind_and_amount() -> None:
    found = table_of(penalties=[penalty("罚款", fine="800.00", standing="withheld")])
    assert (found["penalties.fine"], found["penalties.amount"]) == (1, Decimal("800.00"))


@pytest.mark.parametrize(("case", "counted"), [("信用修复", 1), ("撤销", 0), ("变更", 0), ("确认违法", 0), ("确认无效", 0), ("其他", 0)])
def test_of_the_withdrawn_only_the_repaired_count(case: str, counted: int) -> None:
    assert table_of(penalties=[penalty("警告", standing="withdrawn", withdrawal__case=case)])["penalties.total"] == counted


def test_the_year_is_that_of_the_decision_to_the_day() -> None:
    days = ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01")
    rows = [penalty("警告", date=day) for day in days]
    assert [table_of(year, penalties=rows)["penalties.total"] for year in ("2024", "2025", "2026")] == [1, 2, 1]


def test_licences_are_granted_refused_or_revoked_and_cancellations_are_none_of_them() -> None:
    decisions = ("准予", "准予", "变更", "延续", "不予", "撤销", "注销")
    rows = [{"date": "2025-05-06", "standing": "current", "=decision": decision, "=body": BUREAU} for decision in decisions]
    found = table_of(licences=rows)
    assert [found[f"licences.{name}"] for name in ("applied", "accepted", "granted", "refused", "revoked")] == [5, 5, 4, 1, 1]


def test_coercion_is_counted_by_method_and_the_rare_methods_together() -> None:
    methods = ("扣押财物", "加处罚款或者滞纳金", "代履行", "排除妨碍、恢复原状", "申请人民法院强制执行")
    rows = [{"date": "2025-05-06", "standing": "current", "=method": method, "=body": BUREAU} for method in methods]
    found = table_of(coercions=rows)
    assert (found["coercions.seizure"], found["coercions.surcharge"], found["coercions.other_enforcement"], found["coercions.court"]) == (
        1,
        1,
        2,
        1,
    )
    assert found["coercions.total"] == 5


def test_inspections_and_collections_are_counted_and_summed() -> None:
    checks = [("双随机", "未发现问题"), ("双随机", "责令改正"), ("日常", "立案查处"), ("日常", "单位关闭")]
    found = table_of(
        inspections=[
            {"date": "2025-05-06", "standing": "current", "=category": category, "=outcome": outcome, "=officers": ["ry-1"]}
            for category, outcome in checks
        ],
        collections=[{"date": "2025-05-06", "standing": "current", "=amount": amount, "=body": OTHER} for amount in ("20.00", "0.50")],
    )
    assert [found[f"inspections.{name}"] for name in ("total", "random", "faulty")] == [4, 2, 2]
    assert (found["collections.total"], found["collections.amount"]) == (2, Decimal("20.50"))


def test_the_entrusted_organisation_counts_with_the_organ_that_entrusted_it() -> None:
    rows = {
        "penalties": [penalty("警告", body=ENTRUSTED), penalty("警告"), penalty("警告", body=OTHER)],
        "inspections": [
            {"date": "2025-05-06", "standing": "current", "=category": "日常", "=outcome": "未发现问题", "=officers": officers}
            for officers in (["ry-1", "ry-2"], ["ry-2", "ry-1"])
        ],
    }
    assert ledgers(tables(**rows)).bodies() == [OTHER, BUREAU]
    mine, theirs = table_of(body=BUREAU, **rows), table_of(body=OTHER, **rows)
    assert (mine["penalties.total"], mine["inspections.total"]) == (2, 1)
    assert (theirs["penalties.total"], theirs["inspections.total"]) == (1, 1)


def test_the_years_on_record_are_those_of_all_ledgers() -> None:
    rows = ledgers(tables(penalties=[penalty("警告", date="2024-03-01"), penalty("警告", date="2026-03-01", standing="pending")]))
    assert rows.recorded == {"2024", "2026"}


def test_months_without_a_case_are_nought() -> None:
    rows = ledgers(tables(penalties=[penalty("警告", date="2025-01-31"), penalty("警告", date="2025-12-01")]))
    assert by_month(rows.penalties) == [1, *[0] * 10, 1]
    assert by_month(ledgers(tables()).penalties) == [0] * 12


def test_values_come_in_the_given_order_then_by_frequency() -> None:
    values = pd.Series(["丙", "乙", "丁", "丁"], dtype=object)
    assert by_value(values, ("甲", "乙")) == [("甲", 0), ("乙", 1), ("丁", 2), ("丙", 1)]
