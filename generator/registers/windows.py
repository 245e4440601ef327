"""服务窗口与岗位公示: where one is served, by whom, and who answers for it."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.model import Model
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId, Telephone
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Post(Model):
    """One post at a window and the person in it. Office lines only."""

    post: Line = Field(alias="岗位")
    """岗位名称。"""
    name: Line = Field(alias="姓名")
    """在岗人员姓名。"""
    rank: Line = Field(alias="职务")
    """职务。"""
    role: Literal["首席代表", "协办员", "带班领导", "工作人员"] = Field(alias="角色")
    """在窗口的角色：首席代表负责审批协调，协办员帮助联系有关单位，带班领导当班处理问题。"""
    duty: Line = Field(alias="职责")
    """这个岗位做什么。"""
    telephone: Telephone = Field(alias="联系电话")
    """办公电话，不写个人手机号码。"""


class Window(Record):
    """One service window."""

    name: Line = Field(alias="窗口名称")
    """窗口名称。"""
    place: Line = Field(alias="地点")
    """在哪里：地址、楼层、窗口号，无障碍设施。"""
    matters: tuple[Annotated[RecordId, Reference("guides")], ...] = Field(alias="办理事项", min_length=1)
    """在这个窗口办理或者咨询哪些事项：服务指南编号。"""
    posts: tuple[Post, ...] = Field(alias="岗位", min_length=1)
    """有哪些岗位，由谁负责。"""
    complaints_telephone: Telephone = Field(alias="监督电话")
    """对窗口服务不满意时拨打的电话。"""
    hours: Line = Field(alias="办公时间")
    """什么时候办。"""
    assistance: Paragraphs | None = Field(default=None, alias="协办承诺")
    """事情不归本窗口办时，怎样帮助联系、多久答复。"""


REGISTER = Register(
    key="windows",
    title="服务窗口与岗位公示",
    stage=Stage.DURING,
    order=10,
    model=Window,
    about="到哪个窗口、找谁：窗口地点和办公时间，每个岗位的人员、职责和电话，首席代表、协办员、带班领导是谁。",
    authority="国办发〔2018〕118号；《优化营商环境条例》第三十六条",
    keeper="行政审批股",
    unit="个",
    heading="name",
    columns=("name", "place", "hours", "matters", "complaints_telephone"),
    summary=("place", "hours", "complaints_telephone"),
    sections=(
        Section(title="在哪里、什么时候办", fields=("name", "place", "hours", "complaints_telephone")),
        Section(title="能办什么", fields=("matters",)),
        Section(title="找谁办", fields=("posts",)),
        Section(title="协办承诺", fields=("assistance",)),
    ),
    search=("name", "place"),
    template="window.html",
    column_type="办事服务",
)
