"""述法与年度报告、工作简报: what the body reports of its own work, as Markdown pages with figures drawn from the ledgers."""

from typing import Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.numbers import Count
from generator.fields.text import Line
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Report(Record):
    """One report. Its text is the page; these fields are its front matter."""

    title: Line = Field(alias="标题")
    """报告标题。"""
    year: Count = Field(alias="年度")
    """报告哪一年的工作。"""
    category: Literal["年度报告", "述法报告", "工作简报", "信息公开年报"] = Field(alias="种类")
    """报告的种类。"""
    released_on: Date = Field(alias="发布日期")
    """向社会发布之日。"""


REGISTER = Register(
    key="reports",
    title="述法与年度报告、工作简报",
    stage=Stage.OVERSIGHT,
    order=90,
    model=Report,
    about="这一年做了什么：行政执法年度报告、述法报告、信息公开年报和工作简报，其中的数字直接取自本网站的台账。",
    authority="《中华人民共和国政府信息公开条例》第四十九条、第五十条；国办发〔2018〕118号",
    keeper="政策法规与监督股",
    unit="份",
    heading="title",
    columns=("title", "category", "year", "released_on"),
    summary=("category", "year", "released_on"),
    sections=(Section(title="报告", fields=("title", "category", "year", "released_on")),),
    search=("title",),
    facets=("category",),
    in_content=True,
    column_type="信息公开年报",
)
