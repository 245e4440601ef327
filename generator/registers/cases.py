"""办件进度: where an application stands, at which post, and when it will be done."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.party import Party
from generator.fields.reference import Reference
from generator.fields.text import Line, RecordId
from generator.registers.record import LedgerRecord
from generator.registers.register import Register, Section, Stage


class CaseProgress(LedgerRecord):
    """One application on its way through the office."""

    receipt: Line = Field(alias="受理编号")
    """受理通知书上的编号，申请人凭它查询。"""
    guide: Annotated[RecordId, Reference("guides")] = Field(alias="事项")
    """服务指南编号。"""
    party: Party = Field(alias="相对人")
    """申请的单位或个人；自然人姓名公开时自动隐去名字。"""
    accepted_on: Date = Field(alias="受理日期")
    """受理之日。"""
    step: Line = Field(alias="当前环节")
    """现在办到哪一步，名称与服务指南的办理流程一致；办完的写「办结」。"""
    post: Line = Field(alias="当前岗位")
    """现在在哪个岗位手里。"""
    promised_on: Date = Field(alias="承诺办结日期")
    """按承诺时限应当办结的最后一天（含）。"""
    finished_on: Date | None = Field(default=None, alias="办结日期")
    """办结之日；没有办结的不填。"""
    handling: Literal["自办", "联办", "移办"] | None = Field(default=None, alias="办理方式")
    """由本机关自己办、与其他部门联办，还是移送其他部门办。"""
    licence: Annotated[RecordId, Reference("licences")] | None = Field(default=None, alias="许可决定")
    """办结的，由此作出的许可决定编号。"""


REGISTER = Register(
    key="cases",
    title="办件进度",
    stage=Stage.DURING,
    order=20,
    model=CaseProgress,
    about="我的事办到哪了：受理的申请现在处于哪个环节、在哪个岗位、承诺什么时候办结。凭受理通知书上的受理编号查找。",
    authority="《优化营商环境条例》第三十六条",
    keeper="行政审批股",
    unit="件",
    heading="receipt",
    columns=("receipt", "guide", "party.name", "accepted_on", "step", "promised_on", "finished_on"),
    summary=("step", "post", "promised_on", "finished_on"),
    sections=(
        Section(title="办到哪一步", fields=("step", "post", "finished_on", "licence")),
        Section(title="办什么", fields=("guide", "handling", "receipt")),
        Section(title="什么时候办结", fields=("accepted_on", "promised_on")),
        Section(title="申请人", fields=("party",)),
    ),
    search=("receipt", "party.name", "guide"),
    identifiers=("receipt", "party.credit_code"),
    facets=("guide", "step", "handling"),
    course=(("受理", "accepted_on"), ("承诺办结", "promised_on"), ("办结", "finished_on")),
    dated="accepted_on",
    column_type="办事服务",
)
