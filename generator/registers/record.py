"""What every record carries, whatever its register."""

from typing import Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.reference import Citation, Citations
from generator.fields.text import Line, Paragraphs, RecordId


class Withdrawal(Model):
    """Why and when a decision was taken off the site (行政处罚法第四十八条第二款)."""

    on: Date = Field(alias="日期")
    """撤回之日。"""
    case: Literal["变更", "撤销", "确认违法", "确认无效", "信用修复", "其他"] = Field(alias="情形")
    """依法变更、撤销、确认违法、确认无效，或者信用修复等。"""
    since: Date | None = Field(default=None, alias="事由日期")
    """决定被变更、撤销、确认违法或者确认无效之日；信用修复的，写同意修复之日。"""
    reason: Paragraphs = Field(alias="理由")
    """向社会公开说明的理由；不写当事人信息。"""


class Withheld(Model):
    """Why a decision is not published at all: only the reason is counted, nothing of the record is shown."""

    reason: Line = Field(alias="理由")
    """不予公开的理由。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """不予公开的法律依据。"""


class Record(Model):
    """One entry of a register."""

    id: RecordId = Field(alias="编号")
    """永久编号，由小写字母、数字和连字符组成，发布后不再改动，就是网页地址。"""
    owner: Line | None = Field(default=None, alias="责任单位")
    """负责维护这条记录的股室或单位。"""
    published_on: Date | None = Field(default=None, alias="公开日期")
    """首次向社会公开之日；重新生成网站不会改动。"""
    updated_on: Date | None = Field(default=None, alias="更新日期")
    """内容最近一次变动之日。"""
    basis: Citations = Field(default=(), alias="依据")
    """法律依据：法规编号和条款。"""
    notes: Paragraphs | None = Field(default=None, alias="备注")
    """其他需要向社会说明的情况。"""


class LedgerRecord(Record):
    """A record of a ledger: a decision or a result, which has a day of its own and may leave the site again."""

    display_until: Date | None = Field(default=None, alias="公示期限")
    """公示的最后一天（含当日）；不填则按公示档次推算，都不填则长期公示。"""
    tier: Literal["轻微", "一般", "严重"] | None = Field(default=None, alias="公示档次")
    """失信程度档次，决定公示期长短。"""
    withdrawal: Withdrawal | None = Field(default=None, alias="撤回")
    """已从网站撤回的，写明日期、情形和理由。"""
    late_reason: Line | None = Field(default=None, alias="迟延理由")
    """超过法定期限才公开的理由。"""
    withheld: Withheld | None = Field(default=None, alias="不予公开")
    """依法不予公开的，写明理由和依据；网站只统计件数。"""
