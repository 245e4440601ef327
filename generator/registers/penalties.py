"""行政处罚决定: what was punished, on what facts and basis, by whom."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.numbers import Amount
from generator.fields.party import Party
from generator.fields.reference import Citation, Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import LedgerRecord
from generator.registers.register import Register, Section, Stage
from generator.registers.review import LegalReview


class Discretion(Model):
    """The standard of discretion that was applied, and its tier."""

    standard: Annotated[RecordId, Reference("discretion")] = Field(alias="基准")
    """裁量基准编号。"""
    tier: Line = Field(alias="档次")
    """适用的档次。"""


class Meeting(Model):
    """A hearing or a collective discussion."""

    on: Date = Field(alias="日期")
    """举行之日。"""
    outcome: Line = Field(alias="结果")
    """结果。"""


class Penalty(LedgerRecord):
    """One penalty decision, with the fields of the credit-exchange standard (发改办财金〔2018〕424号)."""

    document_number: Line = Field(alias="决定书文号")
    """决定书上的文号。"""
    case_name: Line = Field(alias="案件名称")
    """案件名称。"""
    party: Party = Field(alias="相对人")
    """被处罚的单位或个人。"""
    offence: Line = Field(alias="违法行为类型")
    """违法行为类型。"""
    facts: Paragraphs = Field(alias="违法事实")
    """查明的事实；不写患者、举报人等他人的姓名。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """处罚依据：法规编号和条款。"""
    discretion: Discretion | None = Field(default=None, alias="裁量基准")
    """适用的裁量基准和档次。"""
    kinds: tuple[
        Literal[
            "警告",
            "通报批评",
            "罚款",
            "没收违法所得",
            "没收非法财物",
            "暂扣许可证件",
            "降低资质等级",
            "吊销许可证件",
            "限制开展生产经营活动",
            "责令停产停业",
            "责令关闭",
            "限制从业",
            "行政拘留",
            "其他",
        ],
        ...,
    ] = Field(alias="处罚种类", min_length=1)
    """处罚种类（行政处罚法第九条）。"""
    content: Paragraphs = Field(alias="处罚内容")
    """决定书主文。"""
    fine: Amount = Field(alias="罚款金额")
    """罚款，元；没有罚款写 0。"""
    confiscated: Amount = Field(alias="没收金额")
    """没收违法所得和非法财物的金额，元；没有写 0。"""
    permit: Line | None = Field(default=None, alias="暂扣吊销证照")
    """暂扣或者吊销的证照名称和编号。"""
    procedure: Literal["简易", "普通"] = Field(alias="程序")
    """简易程序（当场处罚）或普通程序。"""
    opened_on: Date | None = Field(default=None, alias="立案日期")
    """立案之日。"""
    decided_on: Date = Field(alias="决定日期")
    """作出决定之日。"""
    effective_until: Date | None = Field(default=None, alias="处罚有效期至")
    """处罚效力的最后一天，例如暂扣期满之日。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="处罚机关")
    """作出决定的机关。"""
    officers: tuple[Annotated[RecordId, Reference("officers")], ...] = Field(alias="承办人员", min_length=2)
    """两名以上执法人员（行政处罚法第四十二条）。"""
    review: LegalReview | None = Field(default=None, alias="法制审核")
    """法制审核的日期、审核人和意见。"""
    hearing: Meeting | None = Field(default=None, alias="听证")
    """听证的日期和结果。"""
    discussion: Meeting | None = Field(default=None, alias="集体讨论")
    """负责人集体讨论的日期和结果。"""
    performance: Line | None = Field(default=None, alias="履行情况")
    """是否缴清罚款、改正完毕。"""
    response: Paragraphs | None = Field(default=None, alias="整改回应")
    """当事人对整改情况的说明。"""


REGISTER = Register(
    key="penalties",
    title="行政处罚决定",
    stage=Stage.POST,
    order=20,
    model=Penalty,
    about="罚了什么：本机关作出的行政处罚决定，包括违法事实、处罚依据、处罚内容和承办人员。",
    authority="《中华人民共和国行政处罚法》第四十八条；国办发〔2018〕118号",
    keeper="卫生健康综合监督执法大队",
    unit="件",
    heading="case_name",
    columns=("case_name", "party.name", "kinds", "fine", "document_number", "decided_on"),
    summary=("content", "party.name", "document_number", "decided_on"),
    sections=(
        Section(
            title="处罚决定",
            fields=("content", "kinds", "fine", "confiscated", "permit", "effective_until", "document_number", "decided_on"),
        ),
        Section(title="当事人", fields=("party",)),
        Section(title="违法事实", fields=("offence", "facts")),
        Section(title="裁量", fields=("discretion",), more="tier.html"),
        Section(title="办案过程", fields=("procedure", "opened_on", "review", "hearing", "discussion", "body", "officers")),
        Section(title="履行与整改", fields=("performance", "response")),
    ),
    search=("case_name", "party.name", "offence", "facts", "kinds"),
    identifiers=("document_number", "party.credit_code"),
    facets=("kinds", "procedure", "party.category"),
    figures=("kinds", "fine", "confiscated", "body", "withdrawal.case"),
    course=(
        ("立案", "opened_on"),
        ("法制审核", "review.on"),
        ("听证", "hearing.on"),
        ("集体讨论", "discussion.on"),
        ("决定", "decided_on"),
        ("处罚期满", "effective_until"),
    ),
    dated="decided_on",
    looks_up=("discretion",),
    column_type="数据发布",
)
