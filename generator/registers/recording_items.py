"""音像记录事项清单: which steps of enforcement are recorded in sound and picture, how, and for how long the record is kept."""

from typing import Literal

from pydantic import Field

from generator.fields.numbers import Truth
from generator.fields.text import Line, Paragraphs
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class RecordingItem(Record):
    """One step that is recorded. The rule is published, never the recording (行政处罚法第四十七条)."""

    category: Literal["行政许可", "行政处罚", "行政强制", "行政征收", "行政收费", "行政检查"] = Field(alias="执法类别")
    """执法行为的类别。"""
    phase: Line = Field(alias="执法环节")
    """执法程序中的环节：调查取证、听证、送达等。"""
    point: Line = Field(alias="关键环节")
    """应当记录的关键动作，一句话写明。"""
    methods: tuple[Literal["录音", "录像", "照相", "视频监控"], ...] = Field(alias="记录方式", min_length=1)
    """用什么方式记录。"""
    throughout: Truth = Field(alias="是否全过程")
    """是否从头到尾不间断记录；直接涉及人身自由、生命健康、重大财产权益的应当全过程记录。"""
    place: Line = Field(alias="场所")
    """在什么场所记录；涉及隐私的地方怎样回避，也写在这里。"""
    equipment: Paragraphs | None = Field(default=None, alias="设备要求")
    """设备、数量、时间校准和备用要求。"""
    retention: Paragraphs = Field(alias="归档与保存期限")
    """何时上传，由谁归档，保存多久。"""


REGISTER = Register(
    key="recording-items",
    title="音像记录事项清单",
    stage=Stage.PRE,
    order=80,
    model=RecordingItem,
    about="执法时哪些环节要录音录像：记录方式、是否全过程、在什么场所、资料保存多久。这里公布的是规则，音像资料本身依法不公开。",
    authority="《中华人民共和国行政处罚法》第四十七条；国办发〔2018〕118号",
    keeper="卫生健康综合监督执法大队",
    unit="项",
    heading="point",
    columns=("point", "category", "phase", "methods", "throughout", "place"),
    summary=("category", "phase", "methods", "throughout"),
    sections=(
        Section(title="记录什么", fields=("category", "phase", "point")),
        Section(title="怎样记录", fields=("methods", "throughout", "place", "equipment")),
        Section(title="保存多久", fields=("retention",)),
    ),
    search=("point", "phase", "place"),
    facets=("category", "throughout", "methods"),
)
