"""随机抽查事项清单: what random checks look at."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.numbers import Count
from generator.fields.reference import Citation, Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class CheckItem(Record):
    """One matter of the random-check list, reviewed by another organ before it is published."""

    name: Line = Field(alias="抽查事项")
    """抽查事项名称。"""
    category: Line = Field(alias="抽查类别")
    """所属专业：公共场所卫生、医疗机构、放射卫生等。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="抽查主体")
    """由谁抽查。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """抽查依据：法规编号和条款。"""
    objects: Line = Field(alias="抽查对象")
    """抽查哪些单位。"""
    content: Paragraphs = Field(alias="抽查内容")
    """查什么。"""
    rank: Literal["一般检查事项", "重点检查事项"] = Field(alias="事项类别")
    """重点检查事项不受抽查比例限制。"""
    method: Line = Field(alias="抽查方式")
    """现场检查、书面检查、网络监测等。"""
    share: Line = Field(alias="抽查比例")
    """抽取对象占名录的比例，例如「不低于 5%」。"""
    frequency: Line = Field(alias="抽查频次")
    """多久抽查一次，例如「每年 1 次」。"""
    cap: Count | None = Field(default=None, alias="频次上限")
    """同一单位每年最多检查几次。"""
    reviewer: Line = Field(alias="审核机关")
    """公布前审核清单的机关。"""
    reviewed_on: Date = Field(alias="审核日期")
    """审核通过之日。"""


REGISTER = Register(
    key="check-items",
    title="随机抽查事项清单",
    stage=Stage.PRE,
    order=40,
    model=CheckItem,
    about="“双随机、一公开”查什么、查谁、凭什么查、多久查一次。清单之外不得随意检查。",
    authority="《优化营商环境条例》第五十四条",
    keeper="卫生健康综合监督执法大队",
    unit="项",
    heading="name",
    columns=("name", "category", "objects", "rank", "share", "frequency", "body"),
    summary=("category", "objects", "frequency", "rank"),
    sections=(
        Section(title="抽查什么", fields=("name", "category", "objects", "content", "rank")),
        Section(title="怎样抽查", fields=("body", "method", "share", "frequency", "cap")),
        Section(title="清单审核", fields=("reviewer", "reviewed_on")),
    ),
    search=("name", "objects", "content"),
    facets=("category", "rank"),
)
