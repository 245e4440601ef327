"""How a basis is printed, and whether it is law."""

import dataclasses
import datetime as dt

import pytest

from generator.law.provision import CONSISTENCY, Basis, Instrument, Provision, practice
from generator.law.provisions import provision

RULE = Instrument(
    key="试行规定",
    title="试行规定",
    number="",
    version="2020年公布",
    in_force_from=dt.date(2020, 1, 1),
    in_force_until=dt.date(2020, 12, 31),
    source="invented",
)


@pytest.mark.parametrize(
    ("key", "article", "citation"),
    [
        ("行政处罚法", "第四十八条第二款", "《中华人民共和国行政处罚法》第四十八条第二款"),
        ("优化营商环境条例", "第五十八条", "《优化营商环境条例》第五十八条"),
        (
            "424号",
            "",
            "《国家发展改革委办公厅关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见》（发改办财金〔2018〕424号）",
        ),
        ("信用修复管理办法", "第三条", "《信用修复管理办法》（国家发展和改革委员会令第36号）第三条"),
        ("GB 32100-2015", "", "《法人和其他组织统一社会信用代码编码规则》（GB 32100-2015）"),
    ],
)
def test_a_provision_is_cited_in_full(key: str, article: str, citation: str) -> None:
    assert provision(key, article).citation == citation
    assert provision(key, article).is_law


def test_practice_says_that_it_is_no_law() -> None:
    basis = practice("文号里的年份用六角括号。")
    assert basis.citation == "通行做法：文号里的年份用六角括号。"
    assert not basis.is_law


def test_consistency_says_that_it_is_no_law() -> None:
    assert CONSISTENCY.citation == "登记簿前后一致"
    assert not CONSISTENCY.is_law


@pytest.mark.parametrize("basis", [provision("118号"), practice("照常。"), CONSISTENCY])
def test_no_basis_can_be_changed(basis: Basis) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        basis.says = "别的。"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("day", "applies"),
    [("2019-12-31", False), ("2020-01-01", True), ("2020-12-31", True), ("2021-01-01", False)],
)
def test_an_instrument_applies_from_its_first_day_to_its_last(day: str, applies: bool) -> None:
    assert RULE.applies_on(dt.date.fromisoformat(day)) is applies


def test_an_instrument_without_a_last_day_applies_for_ever() -> None:
    assert dataclasses.replace(RULE, in_force_until=None).applies_on(dt.date(2199, 12, 31))


def test_two_provisions_of_one_text_are_equal() -> None:
    assert Provision(instrument=RULE, article="第一条", says="照办。") == Provision(instrument=RULE, article="第一条", says="照办。")
