"""执法主体清单: the bodies that enforce, by their own power, by authorisation or by entrustment."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.credit_code import CreditCode
from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, Postcode, RecordId, Telephone
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Entrustment(Model):
    """What one body may do in another's name (行政处罚法第二十条: 委托书载明的内容应当公布)."""

    by: Annotated[RecordId, Reference("subjects")] = Field(alias="委托机关")
    """委托的行政机关。"""
    matters: Paragraphs = Field(alias="委托事项")
    """委托实施的具体事项。"""
    powers: Paragraphs = Field(alias="委托权限")
    """受委托可以行使的权限。"""
    starts_on: Date = Field(alias="委托期限起")
    """委托开始之日（含）。"""
    ends_on: Date = Field(alias="委托期限止")
    """委托届满之日（含）。"""
    document: Line = Field(alias="委托书")
    """委托书名称和文号，或者文件在 content/files 下的路径。"""


class Subject(Record):
    """One enforcement body."""

    name: Line = Field(alias="名称")
    """单位全称，与登记证书一致。"""
    category: Literal["行政机关", "法律法规授权组织", "受委托组织"] = Field(alias="主体类型")
    """执法资格从何而来。"""
    credit_code: CreditCode = Field(alias="统一社会信用代码")
    """18 位代码。"""
    duties: Paragraphs = Field(alias="职责")
    """主要职责。"""
    powers: Paragraphs = Field(alias="权限")
    """执法权限：可以作出哪些行政执法行为。"""
    area: Line = Field(alias="执法区域")
    """执法的地域范围。"""
    address: Line = Field(alias="地址")
    """办公地址。"""
    postcode: Postcode | None = Field(default=None, alias="邮编")
    """六位邮政编码。"""
    telephone: Telephone = Field(alias="电话")
    """办公电话。"""
    complaints_telephone: Telephone = Field(alias="监督电话")
    """对执法行为不满意时拨打的电话。"""
    head: Line | None = Field(default=None, alias="负责人")
    """主要负责人姓名。"""
    remedies: Paragraphs = Field(alias="救济渠道")
    """行政复议、行政诉讼的机关和期限。"""
    confirmed_on: Date = Field(alias="确认日期")
    """最近一次年度执法主体资格确认之日。"""
    entrustment: Entrustment | None = Field(default=None, alias="委托")
    """受委托组织填写。"""
    status: Literal["有效", "已清理"] = Field(alias="状态")
    """执法资格是否有效。"""
    removed_on: Date | None = Field(default=None, alias="清理日期")
    """已清理的，写明清理之日。"""


REGISTER = Register(
    key="subjects",
    title="执法主体清单",
    stage=Stage.PRE,
    order=10,
    model=Subject,
    about="谁有权执法：本县卫生健康系统的行政执法机关、法律法规授权组织和受委托组织，以及各自的职责、权限和监督电话。",
    authority="《中华人民共和国行政处罚法》第二十条、第三十九条",
    keeper="政策法规与监督股",
    unit="个",
    heading="name",
    columns=("name", "category", "area", "telephone", "complaints_telephone", "confirmed_on", "status"),
    summary=("category", "status", "telephone", "complaints_telephone"),
    sections=(
        Section(title="基本情况", fields=("name", "category", "credit_code", "head", "area", "confirmed_on", "status", "removed_on")),
        Section(title="职责与权限", fields=("duties", "powers")),
        Section(title="委托", fields=("entrustment",)),
        Section(title="联系与监督", fields=("address", "postcode", "telephone", "complaints_telephone")),
        Section(title="不服怎么办", fields=("remedies",)),
    ),
    search=("name", "duties", "address"),
    identifiers=("credit_code",),
    facets=("category", "status"),
    figures=("category", "entrustment.by"),
    column_type="机构职能",
    valid_through=("entrustment.ends_on",),
    ended_on=("removed_on",),
)
