"""收费目录: what may be charged, on what basis and how much, and what is no longer charged."""

from typing import Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.reference import Citation
from generator.fields.text import Line, Paragraphs
from generator.registers.guides import Relief
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Fee(Record):
    """One fee. What is not in this list must not be charged (优化营商环境条例第二十五条)."""

    name: Line = Field(alias="收费项目")
    """收费项目名称。"""
    nature: Literal["行政事业性", "经营服务性"] = Field(alias="收费性质")
    """行政事业性收费还是经营服务性收费。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """设立、停征或者取消的依据：法规编号和条款。"""
    rate: Paragraphs = Field(alias="标准")
    """收多少；停征、取消的写明不收费和从何时起。"""
    calculation: Line = Field(alias="计费方法")
    """怎样计算。"""
    payers: Line = Field(alias="缴费对象")
    """由谁缴纳。"""
    account: Line | None = Field(default=None, alias="收款账户")
    """缴到哪里、怎样缴；不写银行账号。"""
    relief: tuple[Relief, ...] = Field(default=(), alias="减免缓")
    """减、免、缓的条件、标准和程序。"""
    approved_on: Date = Field(alias="年度核定日期")
    """最近一次年度核定之日。"""
    status: Literal["执行中", "免征", "停征", "已取消"] = Field(alias="状态")
    """现在是否收取。"""


REGISTER = Register(
    key="fees",
    title="收费目录",
    stage=Stage.PRE,
    order=90,
    model=Fee,
    about="收不收费、收多少：现行收费的依据、标准和计费方法，以及已经免征、停征、取消的项目。办理行政许可和接受监督检查一律不收费，目录之外一律不得收费。",
    authority="《优化营商环境条例》第二十五条；《中华人民共和国行政许可法》第五十八条",
    keeper="规划财务股",
    unit="项",
    heading="name",
    columns=("name", "status", "payers", "calculation", "approved_on"),
    summary=("status", "rate", "payers"),
    sections=(
        Section(title="收多少", fields=("status", "rate", "calculation", "nature")),
        Section(title="谁来缴、怎样缴", fields=("payers", "account", "relief")),
        Section(title="核定", fields=("approved_on",)),
    ),
    search=("name", "rate", "payers"),
    facets=("nature", "status"),
)
