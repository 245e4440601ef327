"""检查对象名录库: the units from which random checks draw."""

from typing import Literal

from pydantic import Field

from generator.fields.credit_code import CreditCode
from generator.fields.dates import Date
from generator.fields.text import Line
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage

Profession = Literal[
    "公共场所卫生",
    "生活饮用水卫生",
    "学校卫生",
    "职业卫生",
    "放射卫生",
    "医疗机构",
    "传染病防治",
    "消毒产品",
    "餐饮具集中消毒",
    "采供血",
    "妇幼健康",
]
"""The branches of health supervision, as the random-check lists divide them (抽查类别)."""


class InspectedUnit(Record):
    """One unit that may be drawn for a check. Persons are not listed; a sole trader stands under its trade name."""

    name: Line = Field(alias="名称")
    """单位全称或者个体工商户字号，与登记证照一致。"""
    credit_code: CreditCode | None = Field(default=None, alias="统一社会信用代码")
    """18 位代码；尚未领取的不填。"""
    professions: tuple[Profession, ...] = Field(alias="专业类别", min_length=1)
    """属于哪些监督专业；一个单位可以属于几个专业，一次上门合并检查。"""
    address: Line = Field(alias="地址")
    """经营或者执业地址。"""
    status: Literal["正常", "停业", "注销"] = Field(alias="状态")
    """停业和注销的单位保留在名录中，不参加抽取。"""
    added_on: Date = Field(alias="纳入日期")
    """列入名录之日。"""


REGISTER = Register(
    key="inspected",
    title="检查对象名录库",
    stage=Stage.PRE,
    order=46,
    model=InspectedUnit,
    about="谁可能被抽到：纳入双随机抽查的单位、所属专业和现在的状态。打开一家单位，可以看到它历次接受检查的结果。",
    authority="《优化营商环境条例》第五十四条",
    keeper="卫生健康综合监督执法大队",
    unit="家",
    heading="name",
    columns=("name", "professions", "address", "status", "added_on"),
    summary=("status", "professions", "credit_code", "added_on"),
    sections=(
        Section(title="单位", fields=("name", "credit_code", "address")),
        Section(title="名录情况", fields=("professions", "status", "added_on")),
    ),
    search=("name", "address"),
    identifiers=("credit_code",),
    facets=("professions", "status"),
    column_type="数据发布",
)
