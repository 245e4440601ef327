"""专项行动: what the bureau set itself to do by when, and what has become of it."""

from typing import Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.reference import Citation
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Phase(Model):
    """One stage of a campaign."""

    name: Line = Field(alias="名称")
    """阶段名称。"""
    starts_on: Date = Field(alias="起")
    """开始之日（含）。"""
    ends_on: Date = Field(alias="止")
    """结束之日（含）。"""
    demands: Paragraphs = Field(alias="要求")
    """这一阶段要做什么。"""


class Task(Model):
    """One task with the unit that answers for it."""

    id: RecordId = Field(alias="编号")
    """任务编号，在这次专项行动里不重复。"""
    area: Line | None = Field(default=None, alias="方面")
    """属于哪个方面；任务不分方面的不写。"""
    content: Line = Field(alias="内容")
    """做什么、做到什么程度。"""
    lead: Line = Field(alias="牵头单位")
    """对这项任务负责的单位。"""
    supporting: tuple[Line, ...] = Field(default=(), alias="会同单位")
    """共同办理的单位。"""
    due_on: Date = Field(alias="完成期限")
    """最迟哪一天完成（含当日）。"""
    state: Literal["未开始", "进行中", "已完成", "已延期"] = Field(alias="状态")
    """办理状态；过了完成期限还没有完成的，网页上自动标明逾期。"""
    done_on: Date | None = Field(default=None, alias="完成日期")
    """完成之日。"""
    progress: Line | None = Field(default=None, alias="进展")
    """办到什么程度；延期的写明理由和新的期限。"""


class Campaign(Record):
    """One campaign, with its stages and tasks."""

    name: Line = Field(alias="名称")
    """专项行动名称。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """法律和文件依据。"""
    aim: Paragraphs | None = Field(default=None, alias="目标")
    """为什么开展、要达到什么目标。"""
    phases: tuple[Phase, ...] = Field(alias="阶段", min_length=1)
    """分几个阶段，按开始的先后排列。"""
    tasks: tuple[Task, ...] = Field(alias="任务", min_length=1)
    """任务清单。"""
    reporting: Paragraphs | None = Field(default=None, alias="报送要求")
    """什么时候向谁报送进展。"""
    outcome: Paragraphs | None = Field(default=None, alias="总结")
    """结束后的总结：做成了什么，还有什么没有做到。"""


REGISTER = Register(
    key="campaigns",
    title="专项行动",
    stage=Stage.OVERSIGHT,
    order=50,
    model=Campaign,
    about="答应做的事做到没有：每次专项行动的阶段、任务、牵头单位、完成期限和办理状态，逾期的一目了然。",
    authority="《中华人民共和国政府信息公开条例》第二十条",
    keeper="政策法规与监督股",
    unit="项",
    heading="name",
    columns=("name", "owner", "published_on", "updated_on"),
    summary=("name", "owner", "updated_on"),
    sections=(
        Section(title="目标", fields=("aim",)),
        Section(title="阶段", fields=("phases",)),
        Section(title="任务", fields=("tasks",)),
        Section(title="报送", fields=("reporting",)),
        Section(title="总结", fields=("outcome",)),
    ),
    search=("name", "aim", "outcome"),
    template="campaign.html",
)
