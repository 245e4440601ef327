"""法制审核: the legal review that some decisions need before they are made."""

from typing import Annotated

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.reference import Reference
from generator.fields.text import Line, RecordId


class LegalReview(Model):
    """A legal review that was carried out (行政处罚法第五十八条)."""

    on: Date = Field(alias="日期")
    """审核之日，不晚于决定日期。"""
    by: Annotated[RecordId, Reference("reviewers")] = Field(alias="审核人")
    """法制审核人员编号。"""
    opinion: Line = Field(alias="意见")
    """审核意见。"""
