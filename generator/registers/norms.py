"""规范性文件与制度: the rules that the body has made for others and for itself, with their validity."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.reference import SitePath
from generator.fields.text import Line
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Filing(Model):
    """The filing of a document with the organ that reviews it."""

    organ: Line = Field(alias="备案机关")
    """接受备案的机关。"""
    on: Date = Field(alias="备案日期")
    """准予备案之日。"""
    number: Line | None = Field(default=None, alias="备案号")
    """备案登记号。"""


class Norm(Record):
    """One document: a normative one that binds citizens too, or a rule for the body's own work."""

    title: Line = Field(alias="标题")
    """文件标题。"""
    document_number: Line = Field(alias="文号")
    """发文字号。"""
    issuer: Line = Field(alias="制定机关")
    """制定的机关，联合制定的写全。"""
    category: Literal["规范性文件", "公示制度", "全过程记录制度", "法制审核制度", "责任制", "文明执法", "其他"] = Field(alias="类别")
    """规范性文件，或者哪一种工作制度。"""
    written_on: Date = Field(alias="成文日期")
    """文件落款之日。"""
    announced_on: Date = Field(alias="公布日期")
    """向社会公布之日。"""
    in_force_from: Date = Field(alias="施行日期")
    """施行之日（含）。"""
    valid_until: Date | None = Field(default=None, alias="有效期至")
    """有效期的最后一天（含）；没有规定有效期的不填。"""
    status: Literal["有效", "修订", "废止", "失效"] = Field(alias="状态")
    """现行有效、已经修订、已经废止，或者有效期届满失效。"""
    filing: Filing | None = Field(default=None, alias="备案")
    """规范性文件的备案机关、日期和备案号。"""
    text: Annotated[Line, SitePath()] | None = Field(default=None, alias="正文")
    """正文页面在本网站的地址，例如 norms-text/xingzheng-zhifa-gongshi-banfa/。"""


REGISTER = Register(
    key="norms",
    title="规范性文件与制度",
    stage=Stage.PRE,
    order=96,
    model=Norm,
    about="本机关定了哪些规矩：规范性文件，以及执法公示、全过程记录、法制审核、执法责任、文明执法等制度，现在是否有效。",
    authority="《中华人民共和国政府信息公开条例》第二十条；《优化营商环境条例》第五十八条、第六十四条",
    keeper="政策法规与监督股",
    unit="件",
    heading="title",
    columns=("title", "document_number", "category", "announced_on", "in_force_from", "valid_until", "status"),
    summary=("status", "document_number", "in_force_from", "valid_until", "text"),
    sections=(
        Section(title="文件", fields=("title", "document_number", "issuer", "category", "text")),
        Section(title="效力", fields=("status", "written_on", "announced_on", "in_force_from", "valid_until")),
        Section(title="备案", fields=("filing",)),
    ),
    search=("title", "issuer"),
    identifiers=("document_number",),
    facets=("category", "status"),
    column_type="政策文件",
    valid_through=("valid_until",),
)
