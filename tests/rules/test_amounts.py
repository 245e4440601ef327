"""Amounts are read as clerks write them."""

from decimal import Decimal

import pytest

from generator.rules.amounts import amounts, numeral, pairs, yuan

WRITTEN = {
    "2000元": "2000",
    "3,000.00元": "3000",
    "1,234,567.89元": "1234567.89",
    "２０００元": "2000",
    "￥3000.00": "3000",
    "¥3,000元": "3000",
    "0.2万元": "2000",
    "1.5 万元": "15000",
    "3万5千元": "35000",
    "3万元": "30000",
    "2亿元": "200000000",
    "二千元": "2000",
    "两千五百元": "2500",
    "二〇〇〇元": "2000",
    "十元": "10",
    "十五万元": "150000",
    "一百零五元": "105",
    "一万零五十元": "10050",
    "叁万元整": "30000",
    "壹仟柒佰元整": "1700",
    "壹拾贰万壹仟元整": "121000",
    "贰万肆仟圆正": "24000",
    "壹佰元伍角": "100.5",
    "壹佰贰拾元叁角肆分": "120.34",
    "一亿二千万元": "120000000",
    "三千万亿元": "3000000000000000",
}


@pytest.mark.parametrize(("text", "value"), WRITTEN.items(), ids=WRITTEN)
def test_an_amount_is_read(text: str, value: str) -> None:
    assert yuan(text) == Decimal(value)
    assert [money.value for money in amounts(f"罚款人民币{text}，上缴国库")] == [Decimal(value)]


@pytest.mark.parametrize("text", ["仟佰元", "万元", "元", "一5元", "五倍", "3000", "第五十一条"])
def test_what_is_no_amount_is_not_read(text: str) -> None:
    assert yuan(text) is None
    assert amounts(text) == []


def test_numbers_that_are_no_money_are_left_alone() -> None:
    assert amounts("1.警告；2.没收药品3盒；依据第四十七条，自2024年1月3日起，处违法所得5倍罚款") == []


def test_places_are_those_of_the_plain_text() -> None:
    (money,) = amounts("警告，罚款２０００元。")
    assert (money.text, money.start, money.end, money.in_figures) == ("2000元", 5, 10, True)


def test_words_and_figures_in_brackets_are_a_pair() -> None:
    found = [
        (first.value, second.value) for first, second in pairs("罚款人民币壹仟柒佰元整（1700.00元），没收违法所得500元（人民币伍佰元整）")
    ]
    assert found == [(1700, 1700), (500, 500)]


def test_amounts_that_only_follow_each_other_are_no_pair() -> None:
    assert list(pairs("没收违法所得壹仟元，罚款3000元")) == []
    assert list(pairs("罚款1000元（其中500元已缴纳）")) == []


def test_a_numeral_without_a_value_is_told() -> None:
    assert numeral("百") is None
    assert numeral("万") is None
    assert numeral("零") == 0
