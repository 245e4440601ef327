"""权责清单: what the body may and must do, matter by matter."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.reference import Citation, Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Power(Record):
    """One power with the duties and the accountability that go with it."""

    name: Line = Field(alias="事项名称")
    """权责事项名称，与上级公布的事项目录一致。"""
    category: Literal[
        "行政许可",
        "行政处罚",
        "行政强制",
        "行政征收",
        "行政收费",
        "行政检查",
        "行政确认",
        "行政给付",
        "行政奖励",
        "行政裁决",
        "行政备案",
        "其他",
    ] = Field(alias="职权类型")
    """职权类型。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="实施主体")
    """以谁的名义实施。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """设定依据：法规编号和条款。"""
    duties: Paragraphs = Field(alias="责任事项")
    """行使职权时应当履行的责任。"""
    accountability: Paragraphs = Field(alias="追责情形")
    """哪些情形要追究责任。"""
    procedure: Annotated[RecordId, Reference("procedures")] | None = Field(default=None, alias="办理流程")
    """流程图编号。"""
    guide: Annotated[RecordId, Reference("guides")] | None = Field(default=None, alias="服务指南")
    """服务指南编号。"""
    discretion: Annotated[RecordId, Reference("discretion")] | None = Field(default=None, alias="裁量基准")
    """裁量基准编号。"""
    status: Literal["有效", "已取消", "已下放"] = Field(alias="状态")
    """事项是否仍由本机关实施。"""


REGISTER = Register(
    key="powers",
    title="权责清单",
    stage=Stage.PRE,
    order=30,
    model=Power,
    about="本机关可以做什么、必须做什么：每一项职权的类型、依据、责任事项和追责情形。",
    authority="《优化营商环境条例》第五十八条；《中华人民共和国政府信息公开条例》第二十条",
    keeper="政策法规与监督股",
    unit="项",
    heading="name",
    columns=("name", "category", "body", "guide", "status"),
    summary=("category", "body", "guide", "status"),
    sections=(
        Section(title="事项", fields=("name", "category", "body", "status")),
        Section(title="怎么办", fields=("guide", "procedure", "discretion")),
        Section(title="责任", fields=("duties", "accountability")),
    ),
    search=("name", "duties"),
    facets=("category", "status"),
)
