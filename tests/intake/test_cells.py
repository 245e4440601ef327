"""Cells as people fill them in, as the texts that registers hold."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.cells import Trouble, written
from generator.intake.shape import parts
from generator.registers.describe import FieldSpec

NAMES = {
    ("subjects", "wjj"): "wjj",
    ("subjects", "示例县卫生健康局"): "wjj",
    ("officers", "ry-001"): "ry-001",
    ("officers", "ry-002"): "ry-002",
    ("officers", "示例甲"): ["ry-001", "ry-009"],
    ("laws", "行政处罚法"): "xingzheng-chufa-fa",
    ("laws", "xingzheng-chufa-fa"): "xingzheng-chufa-fa",
}


def spec(header: str, register: str = "penalties") -> FieldSpec:
    return next(column.spec for part in parts(register) for column in part.columns if column.header == header)


def said(header: str, cell: Any, register: str = "penalties", *, wan: bool = False) -> Any:
    return written(spec(header, register), cell, lambda key, name: NAMES.get((key, name)), wan=wan)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-09",
        "2024.3.9",
        "2024/3/9",
        "2024年3月9日",
        " 2024-3-9 ",
        "2024/03/09 00:00:00",
        "20240309",
        45360,
        45360.0,
        45360.5,
        dt.date(2024, 3, 9),
        dt.datetime(2024, 3, 9, 15, 30),
    ],
)
def test_a_day_however_it_is_written(cell: Any) -> None:
    assert said("决定日期", cell) == "2024-03-09"


@pytest.mark.parametrize("cell", ["2024-02-30", "三月九日", "2024-13-01", "24-3-9"])
def test_what_is_no_day_stays_for_the_model_to_judge(cell: str) -> None:
    assert said("决定日期", cell) == cell


def test_what_has_no_end() -> None:
    assert said("有效期至", "2099/12/31", "licences") == "长期"
    assert said("有效期至", "长期", "licences") == "长期"
    assert said("处罚有效期至", "2099/12/31") is None


@pytest.mark.parametrize(
    ("cell", "wan", "amount"),
    [
        ("2000", False, "2000.00"),
        (2000, False, "2000.00"),
        (2000.5, False, "2000.50"),
        ("2,000.00", False, "2000.00"),
        ("2000元", False, "2000.00"),
        ("￥2,000", False, "2000.00"),
        ("0.2万元", False, "2000.00"),
        ("0.200000", True, "2000.00"),
        (0.2, True, "2000.00"),
        (0.0000009999999999, True, "0.01"),
        ("2000元", True, "2000.00"),
        (0, False, "0.00"),
    ],
)
def test_an_amount_in_yuan_whatever_its_unit(cell: Any, wan: bool, amount: str) -> None:
    assert said("罚款金额", cell, wan=wan) == amount


@pytest.mark.parametrize("cell", ["贰仟元", "2000.005", "-5", "2000-3000"])
def test_what_is_no_amount_stays_for_the_model_to_judge(cell: str) -> None:
    assert said("罚款金额", cell) == cell


@given(st.decimals(0, 10**9, places=2))
def test_no_cent_is_lost_in_wan(amount: Decimal) -> None:
    assert Decimal(said("罚款金额", f"{amount / 10_000:.6f}", wan=True)) == amount
    assert Decimal(said("罚款金额", float(amount / 10_000), wan=True)) == amount


def test_a_number_that_has_lost_digits_is_refused() -> None:
    assert said("相对人.统一社会信用代码", 9.1130133e17) == Trouble("IM005", {"value": "9.1130133e+17", "label": "统一社会信用代码"})
    assert said("相对人.统一社会信用代码", 911301330000000016) == Trouble("IM005", {"value": "9.1130133e+17", "label": "统一社会信用代码"})
    assert said("决定书文号", 12.0) == "12"
    assert said("决定书文号", "00012") == "00012"


def test_several_in_one_cell() -> None:
    assert said("处罚种类", "警告、罚款") == ["警告", "罚款"]
    assert said("处罚种类", "警告;罚款；没收违法所得") == ["警告", "罚款", "没收违法所得"]
    assert said("处罚种类", "警告\n罚款\n") == ["警告", "罚款"]
    assert said("参与人员类别", "人大代表、政协委员\n律师", "file-reviews") == ["人大代表、政协委员", "律师"]
    assert said("许可条件", "有场所，有人员；\n有设备", "guides") == ["有场所，有人员；", "有设备"]
    assert said("承办人员", "ry-001，ry-002") == ["ry-001", "ry-002"]
    assert said("承办人员", "ry-001 示例甲\nry-002 示例乙") == ["ry-001", "ry-002"]


def test_references_by_id_by_name_and_by_both() -> None:
    assert said("处罚机关", "wjj") == "wjj"
    assert said("处罚机关", "wjj 示例县卫生健康局") == "wjj"
    assert said("处罚机关", "示例县卫生健康局") == "wjj"
    assert said("处罚机关", "ling-yige-ju") == "ling-yige-ju"
    assert said("处罚机关", "另一个局") == Trouble("IM014", {"value": "另一个局", "label": "处罚机关", "register": "执法主体清单"})
    assert said("承办人员", "示例甲") == Trouble("IM009", {"value": "示例甲", "label": "承办人员", "ids": "ry-001、ry-009"})


def test_citations() -> None:
    article = [{"法规": "xingzheng-chufa-fa", "条款": "第五十一条第一款"}]
    assert said("依据", "xingzheng-chufa-fa 第五十一条第一款") == article
    assert said("依据", "《行政处罚法》第五十一条第一款") == article
    assert said("依据", "《行政处罚法》第五十一条第一款；《行政处罚法》") == [*article, {"法规": "xingzheng-chufa-fa"}]
    assert said("依据", "《没有的法》第一条") == Trouble("IM014", {"value": "没有的法", "label": "法规", "register": "法律依据库"})


def test_truth_and_nothing() -> None:
    assert said("即办件", True, "guides") == "是"
    assert said("即办件", "否", "guides") == "否"
    assert said("收费", "不收费", "guides") == "不收费"
    for cell in (None, "", "  ", "\n"):
        assert said("决定书文号", cell) is None
