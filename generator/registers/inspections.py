"""行政检查与双随机抽查结果: what was checked, and what was found."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.credit_code import CreditCode
from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import LedgerRecord
from generator.registers.register import Register, Section, Stage


class Inspected(Model):
    """The unit that was checked: named here, or by its number in the register of objects."""

    entry: Annotated[RecordId, Reference("inspected")] | None = Field(default=None, alias="名录编号")
    """检查对象名录库中的编号。"""
    name: Line = Field(alias="名称")
    """被检查单位名称。"""
    credit_code: CreditCode | None = Field(default=None, alias="统一社会信用代码")
    """18 位代码。"""
    address: Line | None = Field(default=None, alias="地址")
    """经营地址。"""


class Inspection(LedgerRecord):
    """One check of one unit."""

    category: Literal["双随机", "日常", "专项", "投诉举报"] = Field(alias="检查类型")
    """因何检查。"""
    plan: Annotated[RecordId, Reference("check-plans")] | None = Field(default=None, alias="抽查计划")
    """年度抽查计划编号。"""
    items: tuple[Annotated[RecordId, Reference("check-items")], ...] = Field(alias="抽查事项", min_length=1)
    """随机抽查事项清单中的编号。"""
    object: Inspected = Field(alias="检查对象")
    """被检查的单位。"""
    inspected_on: Date = Field(alias="检查日期")
    """检查开始之日。"""
    completed_on: Date = Field(alias="检查完成日期")
    """检查完成之日。"""
    officers: tuple[Annotated[RecordId, Reference("officers")], ...] = Field(alias="检查人员", min_length=2)
    """两名以上执法人员。"""
    outcome: Literal["未发现问题", "责令改正", "立案查处", "单位关闭", "未能检查"] = Field(alias="检查结果")
    """检查结果。"""
    problems: Paragraphs | None = Field(default=None, alias="发现问题")
    """发现的问题。"""
    handling: Paragraphs | None = Field(default=None, alias="处理情况")
    """怎样处理。"""
    penalty: Annotated[RecordId, Reference("penalties")] | None = Field(default=None, alias="后续处罚")
    """由此作出的处罚决定编号。"""
    exception: Line | None = Field(default=None, alias="例外情形")
    """不在规定时段检查的理由。"""


REGISTER = Register(
    key="inspections",
    title="行政检查结果",
    stage=Stage.POST,
    order=30,
    model=Inspection,
    about="查了什么：日常检查、专项检查和“双随机”抽查的对象、事项、结果和处理情况。",
    authority="《中华人民共和国行政许可法》第六十一条；《优化营商环境条例》第五十四条",
    keeper="卫生健康综合监督执法大队",
    unit="件",
    heading="object.name",
    columns=("object.name", "items", "category", "outcome", "inspected_on"),
    summary=("outcome", "category", "inspected_on", "penalty"),
    sections=(
        Section(title="检查结果", fields=("outcome", "problems", "handling", "penalty")),
        Section(title="检查对象", fields=("object",)),
        Section(title="检查情况", fields=("category", "plan", "items", "inspected_on", "completed_on", "officers", "exception")),
    ),
    search=("object.name", "items", "problems"),
    identifiers=("object.credit_code",),
    facets=("category", "outcome"),
    figures=("category", "outcome", "officers", "withdrawal.case"),
    course=(("检查", "inspected_on"), ("检查完成", "completed_on")),
    dated="inspected_on",
    column_type="数据发布",
)
