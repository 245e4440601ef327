"""行政征收/收费决定: who was charged, how much, and how it was reckoned."""

from typing import Annotated

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.numbers import Amount
from generator.fields.party import Party
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import LedgerRecord
from generator.registers.register import Register, Section, Stage


class Collection(LedgerRecord):
    """One decision to charge a fee."""

    document_number: Line | None = Field(default=None, alias="文号")
    """决定书或者缴款通知书上的文号。"""
    party: Party = Field(alias="相对人")
    """缴费的单位或个人。"""
    fee: Annotated[RecordId, Reference("fees")] = Field(alias="项目")
    """收费目录中的项目编号。"""
    amount: Amount = Field(alias="金额")
    """应缴的金额，元。"""
    reckoning: Paragraphs = Field(alias="计费说明")
    """按什么标准、什么数量算出来的；有减免缓的，写明减免了多少。"""
    decided_on: Date = Field(alias="决定日期")
    """作出决定之日。"""
    due_on: Date = Field(alias="缴纳期限")
    """缴纳的最后一天（含）。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="实施机关")
    """作出决定的机关。"""
    performance: Line | None = Field(default=None, alias="缴纳情况")
    """是否已经缴清、退还。"""


REGISTER = Register(
    key="collections",
    title="行政征收、收费决定",
    stage=Stage.POST,
    order=50,
    model=Collection,
    about="收了什么：本机关按收费目录作出的征收、收费决定，包括收费项目、金额、怎样计算和缴纳期限。目录以外一律不收费。",
    authority="《优化营商环境条例》第二十五条；国办发〔2018〕118号",
    keeper="规划财务股",
    unit="件",
    heading="party.name",
    columns=("party.name", "fee", "amount", "document_number", "decided_on"),
    summary=("amount", "fee", "due_on", "decided_on"),
    sections=(
        Section(title="收费决定", fields=("fee", "amount", "reckoning", "document_number", "decided_on")),
        Section(title="缴纳", fields=("due_on", "performance")),
        Section(title="缴费人", fields=("party",)),
        Section(title="实施机关", fields=("body",)),
    ),
    search=("party.name", "fee", "reckoning"),
    identifiers=("document_number", "party.credit_code"),
    facets=("fee", "party.category"),
    figures=("amount", "body", "withdrawal.case"),
    course=(("决定", "decided_on"), ("缴纳期限", "due_on")),
    dated="decided_on",
    column_type="数据发布",
)
