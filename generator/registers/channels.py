"""投诉举报与监督渠道: where to complain, and when an answer comes."""

from typing import Literal

from pydantic import Field

from generator.fields.text import Line, Paragraphs
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Channel(Record):
    """One way to complain, report or ask."""

    name: Line = Field(alias="渠道名称")
    """渠道名称。"""
    means: Literal["电话", "信箱", "地址", "网址", "热线"] = Field(alias="方式")
    """联系方式的种类。"""
    contact: Line = Field(alias="内容")
    """号码、信箱、地址或网址。"""
    scope: Paragraphs = Field(alias="受理范围")
    """受理哪些投诉举报。"""
    hours: Line = Field(alias="受理时间")
    """什么时候受理。"""
    time_limit: Line = Field(alias="办理时限")
    """多久办结。"""
    feedback: Line = Field(alias="反馈方式")
    """怎样答复。"""


REGISTER = Register(
    key="channels",
    title="投诉举报与监督渠道",
    stage=Stage.OVERSIGHT,
    order=10,
    model=Channel,
    about="不满意找谁：对执法行为、服务态度、违法线索，都可以通过这些渠道投诉、举报和监督。",
    authority="《中华人民共和国行政处罚法》第三十九条、第七十五条",
    keeper="政策法规与监督股",
    unit="个",
    heading="name",
    columns=("name", "means", "contact", "hours", "time_limit"),
    summary=("means", "contact", "hours", "time_limit"),
    sections=(
        Section(title="怎么联系", fields=("name", "means", "contact", "hours")),
        Section(title="怎么办理", fields=("scope", "time_limit", "feedback")),
    ),
    search=("name", "contact", "scope"),
    facets=("means",),
    column_type="咨询投诉",
)
