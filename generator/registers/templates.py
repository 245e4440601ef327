"""执法文书样本与表格下载: documents and forms, for applicants to fill in and for citizens to compare with."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.reference import Reference, SitePath
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class DocumentTemplate(Record):
    """One sample document or form."""

    name: Line = Field(alias="名称")
    """文书或者表格的名称。"""
    category: Literal["执法文书", "申请表格", "承诺书", "公示牌"] = Field(alias="类别")
    """执法文书、申请表格、承诺书或者公示牌。"""
    matters: tuple[Annotated[RecordId, Reference("guides")], ...] = Field(default=(), alias="适用事项")
    """用于办理哪些事项：服务指南编号；执法文书不填。"""
    edition: Line = Field(alias="版本")
    """版本名称，例如「2026年3月版」。"""
    issuer: Line = Field(alias="发布机关")
    """制定或者发布样本的机关。"""
    file: Annotated[Line, SitePath("files/")] = Field(alias="文件")
    """可以下载的文件：content/files 目录下的路径，例如 gonggong-changsuo-shenqing-biao.txt。"""
    instructions: Paragraphs | None = Field(default=None, alias="填写说明")
    """怎样填写，什么时候使用。"""


REGISTER = Register(
    key="templates",
    title="执法文书样本与表格下载",
    stage=Stage.PRE,
    order=94,
    model=DocumentTemplate,
    about="要填什么表、文书长什么样：申请表格、承诺书可以下载填写；收到执法文书时，可以对照样本核对内容是否齐全。",
    authority="《中华人民共和国行政许可法》第二十九条、第三十条；国办发〔2018〕118号",
    keeper="政策法规与监督股",
    unit="种",
    heading="name",
    columns=("name", "category", "matters", "edition", "issuer"),
    summary=("category", "edition", "issuer", "file"),
    sections=(
        Section(title="下载", fields=("name", "category", "edition", "issuer", "file")),
        Section(title="用在哪里、怎样填写", fields=("matters", "instructions")),
    ),
    search=("name", "instructions"),
    facets=("category",),
    column_type="办事服务",
)
