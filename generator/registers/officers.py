"""执法人员清单: the certified officers."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.reference import Reference
from generator.fields.text import Line, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Officer(Record):
    """One person who holds an enforcement certificate. Nothing private is kept: no number, no mobile, no home."""

    name: Line = Field(alias="姓名")
    """执法证件上的姓名。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="单位")
    """所在执法主体。"""
    post: Line = Field(alias="职务")
    """现任职务。"""
    certificate: Line = Field(alias="证件编码")
    """行政执法证件编码，按证件所载填写。"""
    categories: tuple[Literal["行政许可", "行政处罚", "行政强制", "行政征收", "行政收费", "行政检查"], ...] = Field(
        alias="执法类别", min_length=1
    )
    """可以从事的执法类别。"""
    area: Line = Field(alias="执法区域")
    """可以执法的地域范围。"""
    issuer: Line | None = Field(default=None, alias="发证机关")
    """颁发证件的机关。"""
    issued_on: Date = Field(alias="发证日期")
    """证件自这一天起有效（含）。"""
    valid_until: Date = Field(alias="有效期至")
    """证件有效的最后一天（含）。"""
    reviewed_on: Date = Field(alias="审核日期")
    """最近一次年度审核之日。"""
    status: Literal["在岗", "离岗", "注销"] = Field(alias="状态")
    """是否在执法岗位。"""
    cancelled_on: Date | None = Field(default=None, alias="注销日期")
    """证件注销之日。"""


REGISTER = Register(
    key="officers",
    title="执法人员清单",
    stage=Stage.PRE,
    order=20,
    model=Officer,
    about="谁来执法：持有行政执法证件的人员。执法时应当出示证件，您可以按姓名或证件编码核对。",
    authority="《中华人民共和国行政处罚法》第四十二条、第五十五条",
    keeper="政策法规与监督股",
    unit="人",
    heading="name",
    columns=("name", "body", "post", "certificate", "categories", "area", "valid_until", "status"),
    summary=("body", "certificate", "valid_until", "status"),
    sections=(
        Section(title="执法资格", fields=("name", "body", "post", "certificate", "categories", "area")),
        Section(title="证件", fields=("issuer", "issued_on", "valid_until", "reviewed_on", "status", "cancelled_on")),
    ),
    search=("name", "body"),
    identifiers=("certificate",),
    facets=("body", "categories", "status"),
    figures=("body",),
    template="officer.html",
    column_type="机构职能",
    valid_through=("valid_until",),
    ended_on=("cancelled_on",),
)
