"""法律依据库: the laws, regulations and rules that everything else cites."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.reference import Reference
from generator.fields.text import Line, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Law(Record):
    """One instrument in one version, with the days between which it is in force."""

    name: Line = Field(alias="名称")
    """全称。"""
    level: Literal["法律", "行政法规", "地方性法规", "部门规章", "政府规章", "规范性文件", "标准"] = Field(alias="层级")
    """效力层级。"""
    document_number: Line | None = Field(default=None, alias="发文字号")
    """主席令、国务院令、部令或文件的号。"""
    issuer: Line = Field(alias="公布机关")
    """公布的机关。"""
    issued_on: Date = Field(alias="公布日期")
    """现行版本公布之日。"""
    in_force_from: Date = Field(alias="施行日期")
    """现行版本施行之日（含）。"""
    in_force_until: Date | None = Field(default=None, alias="失效日期")
    """失效之日；现行有效的不填。"""
    replaced_by: Annotated[RecordId, Reference("laws")] | None = Field(default=None, alias="被替代")
    """被哪一部法规替代。"""
    link: Line | None = Field(default=None, alias="链接")
    """官方公布文本的地址。"""


REGISTER = Register(
    key="laws",
    title="法律依据库",
    stage=Stage.PRE,
    order=60,
    model=Law,
    about="凭什么：本机关执法和服务所依据的法律、法规、规章和标准，以及它们的施行日期。",
    authority="《中华人民共和国行政处罚法》第五条、第三十九条",
    keeper="政策法规与监督股",
    unit="部",
    heading="name",
    columns=("name", "level", "document_number", "issuer", "issued_on", "in_force_from"),
    summary=("level", "issuer", "in_force_from", "in_force_until"),
    sections=(
        Section(title="文件", fields=("name", "level", "document_number", "issuer", "issued_on")),
        Section(title="效力", fields=("in_force_from", "in_force_until", "replaced_by", "link")),
    ),
    search=("name", "issuer"),
    identifiers=("document_number",),
    facets=("level",),
    column_type="政策文件",
    ended_on=("in_force_until",),
)
