"""公开事项目录: everything that must be disclosed, when, by whom, and the register in which it is met."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.model import Model
from generator.fields.numbers import Days
from generator.fields.reference import Citation, Reference, RegisterKey
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class TimeLimit(Model):
    """When something must be public: as printed, and so that a program can count."""

    text: Line = Field(alias="文字")
    """公开时限的文字表述。"""
    working_days: Days | None = Field(default=None, alias="工作日")
    """自信息形成或者变更之日起几个工作日以内；不按工作日计算的不填。"""
    yearly: Line | None = Field(default=None, alias="每年")
    """每年不迟于哪一天，写「月-日」，例如 01-31；不按年度计算的不填。"""


class Obligation(Record):
    """One line of the catalogue of disclosure, with the columns of the standard catalogue for primary-level bodies."""

    level_one: Line = Field(alias="一级事项")
    """事项的大类：行政许可、行政处罚、公共服务等。"""
    level_two: Line = Field(alias="二级事项")
    """事项名称。"""
    content: Paragraphs = Field(alias="公开内容")
    """公开哪些要素。"""
    basis: tuple[Citation, ...] = Field(alias="公开依据", min_length=1)
    """要求公开的法规编号和条款。"""
    time_limit: TimeLimit = Field(alias="公开时限")
    """什么时候公开。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="公开主体")
    """由谁公开。"""
    channels: tuple[
        Literal[
            "政府网站",
            "政府公报",
            "两微一端",
            "发布会、听证会",
            "广播电视",
            "纸质媒体",
            "公开查阅点",
            "政务服务中心",
            "便民服务站",
            "入户、现场",
            "社区、企事业单位、村公示栏（电子屏）",
            "精准推送",
            "其他",
        ],
        ...,
    ] = Field(alias="公开渠道", min_length=1)
    """公开的渠道和载体。"""
    audience: Literal["全社会", "特定群体"] = Field(alias="公开对象")
    """向谁公开。"""
    manner: Literal["主动公开", "依申请公开"] = Field(alias="公开方式")
    """主动公开还是依申请公开。"""
    levels: tuple[Literal["县级", "乡级"], ...] = Field(alias="公开层级", min_length=1)
    """由哪一级公开。"""
    kept_in: Annotated[Line, RegisterKey()] | None = Field(default=None, alias="登记簿")
    """在本网站的哪个登记簿里公开，写登记簿的名称代号，例如 penalties；在别处公开的不填，在备注里写明地方。"""


REGISTER = Register(
    key="obligations",
    title="公开事项目录",
    stage=Stage.OVERSIGHT,
    order=40,
    model=Obligation,
    about="应当公开什么、什么时候公开、由谁公开、在哪里看：本机关主动公开的全部事项，逐项写明依据和时限。",
    authority="《中华人民共和国政府信息公开条例》第十二条、第十九条、第二十条、第二十六条",
    keeper="办公室",
    unit="项",
    heading="level_two",
    columns=("level_two", "level_one", "time_limit.text", "body", "audience", "levels", "kept_in"),
    summary=("level_one", "time_limit.text", "body", "kept_in"),
    sections=(
        Section(title="公开什么", fields=("level_one", "level_two", "content")),
        Section(title="什么时候公开", fields=("time_limit",)),
        Section(title="谁来公开、向谁公开", fields=("body", "audience", "manner", "levels")),
        Section(title="在哪里看", fields=("channels", "kept_in")),
    ),
    search=("level_one", "level_two", "content"),
    facets=("level_one", "body"),
)
