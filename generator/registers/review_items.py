"""重大执法决定法制审核目录清单: which decisions must pass a legal review before they are made."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.model import Model
from generator.fields.numbers import Days
from generator.fields.reference import Reference
from generator.fields.text import Line, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Threshold(Model):
    """What makes a decision a major one; any one of the four is enough."""

    level: Line = Field(alias="层级")
    """哪一级机关、以谁的名义作出的决定。"""
    domain: Line = Field(alias="领域")
    """所属的执法领域。"""
    amount: Line | None = Field(default=None, alias="金额")
    """涉案金额或者罚没数额达到多少；与金额无关的不填。"""
    impact: Line = Field(alias="社会影响")
    """涉及多少人、可能造成什么影响。"""


class ReviewItem(Record):
    """One kind of decision that is not made unless the legal review has been passed (行政处罚法第五十八条)."""

    category: Literal["行政许可", "行政处罚", "行政强制", "行政征收"] = Field(alias="执法类别")
    """执法行为的类别。"""
    matter: Line = Field(alias="决定事项")
    """需要审核的决定。"""
    threshold: Threshold = Field(alias="标准")
    """达到什么标准属于重大执法决定。"""
    contents: tuple[Line, ...] = Field(alias="审核内容", min_length=1)
    """审核哪些方面。"""
    materials: tuple[Line, ...] = Field(alias="送审材料", min_length=1)
    """承办机构送审时提交什么。"""
    days: Days = Field(alias="审核时限")
    """材料齐全后几个工作日内提出审核意见。"""
    reviewers: tuple[Annotated[RecordId, Reference("reviewers")], ...] = Field(alias="审核机构", min_length=1)
    """负责审核的机构及其审核人员，填法制审核机构和人员中的编号。"""
    procedure: Annotated[RecordId, Reference("procedures")] = Field(alias="审核流程")
    """审核流程图编号。"""


REGISTER = Register(
    key="review-items",
    title="重大执法决定法制审核目录清单",
    stage=Stage.PRE,
    order=81,
    model=ReviewItem,
    about="哪些决定必须先过法制审核：许可、处罚、强制、征收四类重大执法决定的标准、审核内容和时限。未经审核或者审核未通过的，不得作出决定。",
    authority="《中华人民共和国行政处罚法》第五十八条；国办发〔2018〕118号",
    keeper="政策法规与监督股",
    unit="项",
    heading="matter",
    columns=("matter", "category", "threshold.amount", "days", "procedure"),
    summary=("category", "threshold.amount", "days", "procedure"),
    sections=(
        Section(title="什么样的决定要审核", fields=("threshold",)),
        Section(title="审核什么", fields=("category", "contents")),
        Section(title="怎样审核", fields=("materials", "days", "reviewers", "procedure")),
    ),
    search=("matter", "threshold.impact"),
    facets=("category",),
)
