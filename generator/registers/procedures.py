"""流程图: who does what in which order, what is recorded at each step, and where each step leads."""

from typing import Literal

from pydantic import Field

from generator.fields.model import Model
from generator.fields.numbers import Days
from generator.fields.reference import Citation
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Recording(Model):
    """What is recorded at a step (执法全过程记录)."""

    content: Line = Field(alias="内容")
    """记录什么。"""
    method: Line = Field(alias="方式")
    """文字记录、录音、录像、照相或者视频监控。"""
    carrier: Line = Field(alias="载体")
    """记在哪里：文书名称、案卷或者系统。"""


class Next(Model):
    """One way on from a step."""

    to: RecordId = Field(alias="节点")
    """下一步是哪个节点，写它的编号。"""
    condition: Line | None = Field(default=None, alias="条件")
    """什么情况走这一条；只有一条路可走的不写。"""


class Node(Model):
    """One step of the chart. A step with several ways on is a decision, a step with none is an end."""

    id: RecordId = Field(alias="编号")
    """节点编号，在这张流程图里不重复。"""
    name: Line = Field(alias="名称")
    """环节名称。"""
    post: Line | None = Field(default=None, alias="岗位")
    """由哪个岗位办理。"""
    days: Days | None = Field(default=None, alias="时限")
    """几个工作日；当场办理写 0，法律不按工作日规定的期限写到「时限要求」里。"""
    record: Recording | None = Field(default=None, alias="记录")
    """记录的内容、方式和载体。"""
    next: tuple[Next, ...] = Field(default=(), alias="下一步")
    """接下来到哪个节点；办结的节点不写。"""


class Procedure(Record):
    """One chart: its steps, the first one first."""

    name: Line = Field(alias="名称")
    """流程图名称。"""
    kind: Literal["执法流程", "法制审核流程", "并联审批流程", "内部审批流程"] = Field(alias="种类")
    """流程图的种类。"""
    category: Literal[
        "行政许可", "行政处罚", "行政强制", "行政征收", "行政收费", "行政检查", "行政确认", "行政给付", "行政备案", "其他"
    ] = Field(alias="执法类别")
    """属于哪一类执法行为。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """程序依据：法规编号和条款。"""
    nodes: tuple[Node, ...] = Field(alias="节点", min_length=1)
    """各个环节；第一个节点是流程的开始。"""
    materials: tuple[Line, ...] = Field(default=(), alias="送审材料")
    """法制审核要送哪些材料。"""
    time_limits: Paragraphs | None = Field(default=None, alias="时限要求")
    """法定的和本机关规定的期限。"""
    coordination: Paragraphs | None = Field(default=None, alias="协调决策机制")
    """审核意见和拟办意见不一致时怎样决定。"""
    accountability: Paragraphs | None = Field(default=None, alias="责任追究机制")
    """不按流程办理怎样追究责任。"""


REGISTER = Register(
    key="procedures",
    title="流程图",
    stage=Stage.PRE,
    order=55,
    model=Procedure,
    about="怎样办案、怎样审批：每一个环节由谁办、多长时间、留下什么记录、接下来到哪一步。",
    authority="《中华人民共和国行政处罚法》第三十九条、第四十七条；国办发〔2018〕118号",
    keeper="政策法规与监督股",
    unit="张",
    heading="name",
    columns=("name", "kind", "category", "owner", "updated_on"),
    summary=("kind", "category", "owner"),
    sections=(
        Section(title="流程", fields=("nodes",)),
        Section(title="期限", fields=("time_limits",)),
        Section(title="法制审核", fields=("materials", "coordination")),
        Section(title="责任", fields=("accountability",)),
    ),
    search=("name", "time_limits"),
    facets=("kind", "category"),
    template="procedure.html",
)
