"""满意度评价与星级窗口: how well windows and channels serve, in figures."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.model import Model
from generator.fields.numbers import Count
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Target(Model):
    """What was appraised: a window or a channel."""

    window: Annotated[RecordId, Reference("windows")] | None = Field(default=None, alias="窗口")
    """被评价的服务窗口编号；评价渠道的不填。"""
    channel: Annotated[RecordId, Reference("channels")] | None = Field(default=None, alias="渠道")
    """被评价的投诉举报渠道编号；评价窗口的不填。"""


class Appraisal(Record):
    """One figure on one window or channel in one period."""

    title: Line = Field(alias="标题")
    """评价结果的标题：期间、对象和指标。"""
    period: Line = Field(alias="期间")
    """评价的期间，例如「2026年第三季度」。"""
    target: Target = Field(alias="对象")
    """评价哪个窗口或者哪个渠道。"""
    indicator: Literal["来电接通率", "在线答复率", "按时办结率", "服务满意率", "其他"] = Field(alias="指标")
    """评价什么；其他指标在说明里写明。"""
    value: Line = Field(alias="数值")
    """结果，例如「98.6%」。"""
    sample: Count | None = Field(default=None, alias="样本量")
    """计算所用的总数：来电数、留言数、办件数或者评价数。"""
    stars: Literal["一星", "二星", "三星", "四星", "五星"] | None = Field(default=None, alias="星级")
    """评定的窗口星级；不评星级的不填。"""
    explanation: Paragraphs = Field(alias="说明")
    """怎样统计，有什么问题，怎样改进。"""


REGISTER = Register(
    key="appraisals",
    title="满意度评价与星级窗口",
    stage=Stage.OVERSIGHT,
    order=80,
    model=Appraisal,
    about="服务得怎样：窗口的按时办结率、服务满意率和星级，热线的接通率，留言的答复率，都有样本量和说明。",
    authority="《优化营商环境条例》第八条；《中华人民共和国行政处罚法》第七十五条",
    keeper="办公室",
    unit="条",
    heading="title",
    columns=("title", "period", "target.window", "target.channel", "indicator", "value", "stars"),
    summary=("indicator", "value", "sample", "period", "stars"),
    sections=(
        Section(title="评价对象", fields=("title", "period", "target")),
        Section(title="结果", fields=("indicator", "value", "sample", "stars")),
        Section(title="说明", fields=("explanation",)),
    ),
    search=("title", "explanation"),
    facets=("indicator", "period", "stars"),
    column_type="数据发布",
)
