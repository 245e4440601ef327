"""行政许可决定: what was licensed, refused, changed or revoked."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date, Until
from generator.fields.numbers import Truth
from generator.fields.party import Party
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import LedgerRecord
from generator.registers.register import Register, Section, Stage
from generator.registers.review import LegalReview


class Licence(LedgerRecord):
    """One licensing decision, with the fields of the credit-exchange standard (发改办财金〔2018〕424号)."""

    document_number: Line = Field(alias="决定书文号")
    """决定书上的文号。"""
    document: Line = Field(alias="文书名称")
    """许可决定文书名称。"""
    party: Party = Field(alias="相对人")
    """被许可的单位或个人。"""
    matter: Annotated[RecordId, Reference("powers")] = Field(alias="许可事项")
    """权责清单中的事项编号。"""
    category: Literal["普通", "特许", "认可", "核准", "登记", "其他"] = Field(alias="许可类别")
    """许可类别。"""
    content: Paragraphs = Field(alias="许可内容")
    """许可的范围和内容。"""
    certificate: Line | None = Field(default=None, alias="许可证书名称")
    """证书名称。"""
    certificate_number: Line | None = Field(default=None, alias="许可编号")
    """证书编号。"""
    applied_on: Date | None = Field(default=None, alias="申请日期")
    """申请之日。"""
    accepted_on: Date | None = Field(default=None, alias="受理日期")
    """受理之日。"""
    decided_on: Date = Field(alias="决定日期")
    """作出决定之日。"""
    valid_from: Date = Field(alias="有效期自")
    """有效期的第一天（含）。"""
    valid_until: Until = Field(alias="有效期至")
    """有效期的最后一天（含），或「长期」。"""
    decision: Literal["准予", "不予", "变更", "延续", "撤销", "注销"] = Field(alias="决定")
    """决定结果。"""
    by_promise: Truth | None = Field(default=None, alias="告知承诺")
    """是否以告知承诺方式办理。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="许可机关")
    """作出决定的机关。"""
    review: LegalReview | None = Field(default=None, alias="法制审核")
    """重大许可决定的法制审核。"""


REGISTER = Register(
    key="licences",
    title="行政许可决定",
    stage=Stage.POST,
    order=10,
    model=Licence,
    about="批了什么：本机关作出的准予、不予、变更、延续、撤销和注销行政许可的决定。",
    authority="《中华人民共和国行政许可法》第四十条；国办发〔2018〕118号",
    keeper="行政审批股",
    unit="件",
    heading="party.name",
    columns=("party.name", "matter", "decision", "document_number", "decided_on"),
    summary=("decision", "matter", "document_number", "valid_until"),
    sections=(
        Section(title="许可决定", fields=("decision", "matter", "content", "category", "document", "document_number", "decided_on")),
        Section(title="相对人", fields=("party",)),
        Section(title="证书与有效期", fields=("certificate", "certificate_number", "valid_from", "valid_until")),
        Section(title="办理过程", fields=("applied_on", "accepted_on", "by_promise", "review", "body")),
    ),
    search=("party.name", "content", "matter"),
    identifiers=("document_number", "certificate_number", "party.credit_code"),
    facets=("matter", "decision", "party.category"),
    figures=("matter", "decision", "body", "withdrawal.case"),
    course=(("申请", "applied_on"), ("受理", "accepted_on"), ("法制审核", "review.on"), ("决定", "decided_on")),
    dated="decided_on",
    column_type="数据发布",
)
