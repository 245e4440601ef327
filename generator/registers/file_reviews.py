"""案卷评查结果: case files examined by people from inside and outside the body."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.model import Model
from generator.fields.numbers import Count
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Grade(Model):
    """How many files were given one grade."""

    grade: Literal["优秀", "合格", "不合格"] = Field(alias="等次")
    """评查等次。"""
    files: Count = Field(alias="份数")
    """评为这个等次的案卷份数。"""


class FileReview(Record):
    """One review of case files."""

    year: Count = Field(alias="年度")
    """评查的是哪一年的案卷。"""
    scope: Line = Field(alias="评查范围")
    """评查哪些案卷，例如「2025年行政处罚普通程序案卷」。"""
    taking_part: tuple[Literal["执法人员", "法制审核人员", "律师", "行业专家", "高校教师", "人大代表、政协委员", "特邀监督员"], ...] = (
        Field(alias="参与人员类别", min_length=1)
    )
    """哪些方面的人参加评查；评查人员不评自己办理的案卷。"""
    standard: Annotated[RecordId, Reference("norms")] = Field(alias="标准")
    """评查标准：规范性文件与制度中的编号。"""
    files: Count = Field(alias="案卷数")
    """评查案卷的总份数。"""
    grades: tuple[Grade, ...] = Field(alias="结果分布", min_length=1)
    """各等次的份数，合计等于案卷数。"""
    problems: Paragraphs = Field(alias="主要问题")
    """发现的主要问题。"""
    remedy: Paragraphs = Field(alias="整改")
    """怎样整改，改得怎样。"""


REGISTER = Register(
    key="file-reviews",
    title="案卷评查结果",
    stage=Stage.OVERSIGHT,
    order=70,
    model=FileReview,
    about="执法案卷办得怎样：每年组织评查许可、处罚、检查案卷，公开等次分布、主要问题和整改情况。",
    authority="《中华人民共和国行政处罚法》第七十五条；《行政执法监督条例》",
    keeper="政策法规与监督股",
    unit="次",
    heading="scope",
    columns=("scope", "year", "files", "taking_part", "standard"),
    summary=("year", "files", "standard"),
    sections=(
        Section(title="评查什么", fields=("scope", "year", "files", "standard", "taking_part")),
        Section(title="结果", fields=("grades",)),
        Section(title="问题与整改", fields=("problems", "remedy")),
    ),
    search=("scope", "problems"),
    facets=("taking_part",),
)
