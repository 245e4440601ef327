"""典型案例: the law explained by cases, good ones and bad ones."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class TypicalCase(Record):
    """One case told for what it teaches. It names no party, patient, complainant or witness."""

    title: Line = Field(alias="标题")
    """案例标题；不写当事人名称。"""
    category: Literal["正面", "反面"] = Field(alias="类型")
    """值得学习的正面案例，或者引以为戒的反面案例。"""
    facts: Paragraphs = Field(alias="案情")
    """发生了什么；不写当事人、患者、举报人和证人的姓名、名称。"""
    handling: Paragraphs = Field(alias="处理")
    """怎样处理，结果如何。"""
    lesson: Paragraphs = Field(alias="释法")
    """法律怎样规定，大家应当注意什么。"""
    penalties: tuple[Annotated[RecordId, Reference("penalties")], ...] = Field(default=(), alias="关联处罚")
    """案例所说的处罚决定编号；没有处罚的不填。"""
    released_on: Date = Field(alias="发布日期")
    """案例发布之日。"""


REGISTER = Register(
    key="typical-cases",
    title="典型案例",
    stage=Stage.OVERSIGHT,
    order=60,
    model=TypicalCase,
    about="以案释法：用发生在身边的正反两方面的案例，说明法律怎样规定、违法有什么后果、怎样做才合法。",
    authority="《中华人民共和国行政处罚法》第六条",
    keeper="政策法规与监督股",
    unit="个",
    heading="title",
    columns=("title", "category", "released_on", "penalties"),
    summary=("category", "released_on", "penalties"),
    sections=(
        Section(title="案情", fields=("title", "category", "facts")),
        Section(title="处理", fields=("handling", "penalties")),
        Section(title="释法", fields=("lesson", "released_on")),
    ),
    search=("title", "facts", "lesson"),
    facets=("category",),
    column_type="政策解读",
)
