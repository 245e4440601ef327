"""行政审批事项调整目录: what has been cancelled, devolved, taken over, kept or made easier, and what watches over it now."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.reference import Citation, Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Ground(Model):
    """What an adjustment rests on: a law of the register of laws, or a document of a superior."""

    law: Annotated[RecordId, Reference("laws")] | None = Field(default=None, alias="法规")
    """法律依据库中的编号；依据是上级文件的不填。"""
    article: Line | None = Field(default=None, alias="条款")
    """条、款、项。"""
    document: Line | None = Field(default=None, alias="文件")
    """上级文件的名称和文号；依据是法律法规的不填。"""


class ItemChange(Record):
    """One adjustment of one matter."""

    name: Line = Field(alias="事项名称")
    """调整前的事项名称，与权责清单一致。"""
    change: Literal["取消", "下放", "承接", "保留", "改变方式", "取消环节"] = Field(alias="调整方式")
    """取消、下放、承接、保留、改变管理方式，或者取消办理环节。"""
    content: Paragraphs = Field(alias="调整内容")
    """调整以后怎么办：办不办、到哪里办、少了哪些环节和材料。"""
    former_basis: tuple[Citation, ...] = Field(alias="原依据", min_length=1)
    """调整以前的设定依据：法规编号和条款。"""
    grounds: tuple[Ground, ...] = Field(alias="调整依据", min_length=1)
    """凭什么调整：法律法规，或者上级文件的名称和文号。"""
    announced_above_on: Date = Field(alias="上级公布日期")
    """上级公布调整决定之日。"""
    taken_over_on: Date | None = Field(default=None, alias="承接日期")
    """下放或者承接的事项，改由新的机关办理的第一天。"""
    announced_on: Date = Field(alias="公布日期")
    """本机关公布调整目录之日；展示时间不少于两个月。"""
    on_show_until: Date | None = Field(default=None, alias="展示至")
    """在网站和公示栏展示到哪一天（含），不少于两个月；长期展示的不填。"""
    supervision: Paragraphs = Field(alias="后续监管措施")
    """调整以后怎样监管，防止放而不管。"""
    documents: Paragraphs | None = Field(default=None, alias="相关文件处理")
    """办事指南、文书、规范性文件等作了哪些相应的修改、废止。"""
    guide: Annotated[RecordId, Reference("guides")] | None = Field(default=None, alias="服务指南")
    """调整以后仍要办理的，现行服务指南的编号。"""


REGISTER = Register(
    key="item-changes",
    title="行政审批事项调整目录",
    stage=Stage.PRE,
    order=92,
    model=ItemChange,
    about="哪些事项不用办了、改到哪里办、少了哪些环节：取消、下放、承接、保留、改变管理方式的审批事项，以及调整以后怎样监管。",
    authority="《优化营商环境条例》第四十条；《中华人民共和国行政许可法》第三十条",
    keeper="行政审批股",
    unit="项",
    heading="name",
    columns=("name", "change", "announced_above_on", "taken_over_on", "announced_on", "guide"),
    summary=("change", "announced_above_on", "taken_over_on", "announced_on", "guide"),
    sections=(
        Section(title="怎么调整", fields=("name", "change", "content", "guide")),
        Section(title="凭什么调整", fields=("former_basis", "grounds")),
        Section(title="什么时候起", fields=("announced_above_on", "taken_over_on", "announced_on", "on_show_until")),
        Section(title="调整以后", fields=("supervision", "documents")),
    ),
    search=("name", "content"),
    facets=("change",),
)
