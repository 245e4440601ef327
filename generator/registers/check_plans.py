"""年度抽查和检查计划: which units will be checked this year, for what, by whom and how many."""

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.fields.dates import Date
from generator.fields.numbers import Count, Truth
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage

Year = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}$")]
"""A calendar year of four digits."""


class CheckPlan(Record):
    """One plan of checks for one calendar year, published before the checks begin (国办发〔2024〕54号)."""

    year: Year = Field(alias="年度")
    """计划所属的年份，四位数字。"""
    name: Line = Field(alias="计划名称")
    """计划的名称，写明年份和范围。"""
    items: tuple[Annotated[RecordId, Reference("check-items")], ...] = Field(alias="抽查事项", min_length=1)
    """检查哪些事项，填随机抽查事项清单中的编号；清单之外的事项不得列入。"""
    bodies: tuple[Annotated[RecordId, Reference("subjects")], ...] = Field(alias="检查主体", min_length=1)
    """由哪些执法主体检查。"""
    objects: Paragraphs = Field(alias="检查对象范围")
    """从哪些单位中抽取，怎样抽取，哪些单位不抽或者少抽。"""
    count: Count = Field(alias="计划数量")
    """计划检查多少个单位（户次）。"""
    method: Line = Field(alias="检查方式")
    """现场检查、抽样检测、书面检查、网络监测等。"""
    joint: Truth = Field(alias="是否联合")
    """是否与其他部门联合检查，一次上门、一并完成。"""
    partners: tuple[Line, ...] = Field(default=(), alias="联合部门")
    """联合检查的其他部门；不是联合检查的不填。"""
    starts_on: Date = Field(alias="开始日期")
    """检查开始的第一天（含当日）。"""
    ends_on: Date = Field(alias="结束日期")
    """检查完成的最后一天（含当日）。"""
    exceptions: Paragraphs | None = Field(default=None, alias="例外情形")
    """哪些检查不受本计划的数量、时段和频次限制。"""


REGISTER = Register(
    key="check-plans",
    title="年度检查计划",
    stage=Stage.PRE,
    order=45,
    model=CheckPlan,
    about="今年要查谁：各类检查的事项、对象范围、数量、时间，以及哪些检查由几个部门一次上门完成。计划之外的检查须有例外情形。",
    authority="《优化营商环境条例》第五十四条；国办发〔2024〕54号",
    keeper="卫生健康综合监督执法大队",
    unit="项",
    heading="name",
    columns=("name", "year", "bodies", "count", "joint", "starts_on", "ends_on"),
    summary=("count", "joint", "starts_on", "ends_on"),
    sections=(
        Section(title="查谁、查多少", fields=("objects", "count", "year")),
        Section(title="查什么", fields=("items", "method")),
        Section(title="谁来查、什么时候查", fields=("bodies", "joint", "partners", "starts_on", "ends_on")),
        Section(title="不受计划限制的检查", fields=("exceptions",)),
    ),
    search=("name", "objects", "items", "partners"),
    facets=("year", "joint", "bodies"),
)
