"""The other side of a decision (行政相对人), and how a person's name is masked."""

from typing import Literal

from pydantic import Field

from generator.fields.credit_code import CreditCode
from generator.fields.model import Model
from generator.fields.text import Line

ORGANISATION, PERSON, SOLE_TRADER = "法人及非法人组织", "自然人", "个体工商户"

_COMPOUND_SURNAMES = frozenset(
    (
        "欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 东方 南宫 "
        "端木 百里 呼延 轩辕 独孤 西门 澹台 申屠 闻人 鲜于 万俟 濮阳 淳于 单于 太史 公冶 宗政 仲孙 钟离 闾丘"
    ).split()
)


class Party(Model):
    """A counterparty as the credit-exchange standard describes it (发改办财金〔2018〕424号), numbers of persons left out."""

    name: Line = Field(alias="名称")
    """单位全称、个体工商户字号或自然人姓名；自然人姓名公开时自动隐去名字。"""
    category: Literal["法人及非法人组织", "自然人", "个体工商户"] = Field(alias="类别")
    """相对人类别。"""
    credit_code: CreditCode | None = Field(default=None, alias="统一社会信用代码")
    """18 位代码；自然人不填，身份证号任何时候都不填。"""
    representative: Line | None = Field(default=None, alias="法定代表人")
    """法定代表人或负责人姓名；个体工商户经营者公开时自动隐去名字。"""


def mask_name(name: str) -> str:
    """A person's name with the given name hidden: 姓 + 某, or 某某 where the given name has two characters or more.

    A name in other than Chinese characters keeps its first letter. Source: REGISTERS, Persons.
    """
    surname = name[:2] if name[:2] in _COMPOUND_SURNAMES and len(name) > 2 else name[:1]
    return surname + ("某" if len(name) - len(surname) <= 1 else "某某")
