"""行政强制决定: what was sealed, seized or enforced, why, and for how long."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.party import Party
from generator.fields.reference import Citation, Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import LedgerRecord
from generator.registers.register import Register, Section, Stage

Method = Literal[
    "查封场所、设施或者财物",
    "扣押财物",
    "冻结存款、汇款",
    "其他行政强制措施",
    "加处罚款或者滞纳金",
    "划拨存款、汇款",
    "拍卖或者依法处理查封、扣押的场所、设施或者财物",
    "排除妨碍、恢复原状",
    "代履行",
    "其他强制执行方式",
    "申请人民法院强制执行",
]
"""The measures of 行政强制法第九条, the ways of enforcement of 第十二条, and the way through the court of 第五十三条."""


class CoercionDecision(LedgerRecord):
    """One decision of administrative coercion."""

    document_number: Line = Field(alias="决定书文号")
    """决定书上的文号。"""
    party: Party = Field(alias="相对人")
    """被采取强制措施或者被强制执行的单位或个人。"""
    kind: Literal["强制措施", "强制执行"] = Field(alias="强制种类")
    """行政强制措施（暂时性控制）或行政强制执行（依法强制履行义务）。"""
    method: Method = Field(alias="强制方式")
    """行政强制法第九条、第十二条列明的方式；本机关不能自行强制执行的，是申请人民法院强制执行。"""
    power: Annotated[RecordId, Reference("powers")] | None = Field(default=None, alias="强制事项")
    """权责清单中的事项编号。"""
    cause: Paragraphs = Field(alias="事由")
    """为什么采取强制；不写患者、举报人等他人的姓名。"""
    content: Paragraphs | None = Field(default=None, alias="强制内容")
    """查封、扣押的场所、物品及数量，或者加处罚款的计算方法。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """强制依据：法规编号和条款。"""
    starts_on: Date = Field(alias="期限起")
    """强制的第一天（含）。"""
    ends_on: Date = Field(alias="期限止")
    """强制的最后一天（含）；查封、扣押不超过三十日，延长不超过三十日（行政强制法第二十五条）；提前解除的写在结果里。"""
    decided_on: Date = Field(alias="决定日期")
    """作出决定之日。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="实施机关")
    """作出决定的机关；行政强制措施权不得委托（行政强制法第十七条）。"""
    officers: tuple[Annotated[RecordId, Reference("officers")], ...] = Field(alias="承办人员", min_length=2)
    """两名以上具备行政强制资格的执法人员（行政强制法第十八条）。"""
    penalty: Annotated[RecordId, Reference("penalties")] | None = Field(default=None, alias="关联处罚")
    """由此作出或者据以执行的处罚决定编号。"""
    outcome: Paragraphs | None = Field(default=None, alias="结果")
    """何时解除、怎样处理，或者是否履行完毕。"""


REGISTER = Register(
    key="coercions",
    title="行政强制决定",
    stage=Stage.POST,
    order=40,
    model=CoercionDecision,
    about="强制了什么：本机关依法作出的查封、扣押等行政强制措施决定和加处罚款等行政强制执行决定，包括事由、依据、期限和结果。",
    authority="《中华人民共和国行政强制法》第八条、第十八条；国办发〔2018〕118号",
    keeper="政策法规与监督股",
    unit="件",
    heading="party.name",
    columns=("party.name", "method", "document_number", "body", "decided_on"),
    summary=("method", "party.name", "ends_on", "document_number", "decided_on"),
    sections=(
        Section(title="强制决定", fields=("kind", "method", "power", "content", "document_number", "decided_on")),
        Section(title="事由", fields=("cause",)),
        Section(title="期限", fields=("starts_on", "ends_on")),
        Section(title="当事人", fields=("party",)),
        Section(title="实施机关和人员", fields=("body", "officers")),
        Section(title="结果", fields=("outcome", "penalty")),
    ),
    search=("party.name", "cause", "content"),
    identifiers=("document_number", "party.credit_code"),
    facets=("kind", "method", "party.category"),
    figures=("method", "body", "withdrawal.case"),
    course=(("决定", "decided_on"), ("强制起", "starts_on"), ("强制止", "ends_on")),
    dated="decided_on",
    column_type="数据发布",
)
