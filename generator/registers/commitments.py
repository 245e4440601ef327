"""文明执法承诺与用语规范: how officers conduct themselves, and what follows if they do not, as Markdown pages."""

from typing import Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.text import Line
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Commitment(Record):
    """One commitment. Its text is the page; these fields are its front matter."""

    title: Line = Field(alias="标题")
    """承诺或者规范的标题。"""
    category: Literal["行为规范", "仪表规范", "语言规范", "禁忌言行", "责任"] = Field(alias="种类")
    """行为、仪表、语言规范，禁忌言行，或者违反承诺的责任。"""
    released_on: Date = Field(alias="发布日期")
    """向社会发布之日。"""


REGISTER = Register(
    key="commitments",
    title="文明执法承诺与用语规范",
    stage=Stage.OVERSIGHT,
    order=95,
    model=Commitment,
    about="执法人员应当怎样做、怎样说，哪些话不能说、哪些事不能做，做不到怎么办：向社会作出的文明执法承诺。",
    authority="《中华人民共和国行政处罚法》第四十二条第二款",
    keeper="政策法规与监督股",
    unit="项",
    heading="title",
    columns=("title", "category", "released_on"),
    summary=("category", "released_on"),
    sections=(Section(title="承诺", fields=("title", "category", "released_on")),),
    search=("title",),
    facets=("category",),
    in_content=True,
)
