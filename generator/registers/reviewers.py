"""法制审核机构和人员: who reviews major decisions before they are made."""

from pydantic import Field

from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.numbers import Truth
from generator.fields.text import Line
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Training(Model):
    """One training that a reviewer attended."""

    on: Date = Field(alias="日期")
    """培训之日；几天的写第一天。"""
    content: Line = Field(alias="内容")
    """培训内容和学时。"""


class Reviewer(Record):
    """One person who reviews. Name, unit and post only; who handles a case does not review it."""

    name: Line = Field(alias="姓名")
    """审核人员姓名。"""
    unit: Line = Field(alias="机构")
    """所在的法制审核机构。"""
    post: Line = Field(alias="职务")
    """现任职务。"""
    qualified: Truth = Field(alias="法律职业资格")
    """是否取得法律职业资格；初次从事处罚决定法制审核的应当取得。"""
    term_starts_on: Date = Field(alias="任期起")
    """开始从事法制审核之日（含当日）。"""
    term_ends_on: Date | None = Field(default=None, alias="任期止")
    """不再从事法制审核的，写最后一天（含当日）；在任的不填。"""
    training: tuple[Training, ...] = Field(default=(), alias="培训记录")
    """参加法律业务培训的情况。"""


REGISTER = Register(
    key="reviewers",
    title="法制审核机构和人员",
    stage=Stage.PRE,
    order=82,
    model=Reviewer,
    about="重大执法决定由谁审核：法制审核机构、审核人员的职务、法律职业资格、任期和培训情况。承办案件的人不审核自己的案件。",
    authority="《中华人民共和国行政处罚法》第五十八条；国办发〔2018〕118号",
    keeper="政策法规与监督股",
    unit="人",
    heading="name",
    columns=("name", "unit", "post", "qualified", "term_starts_on", "term_ends_on"),
    summary=("unit", "post", "qualified", "term_starts_on", "term_ends_on"),
    sections=(
        Section(title="审核机构和人员", fields=("name", "unit", "post", "qualified", "term_starts_on", "term_ends_on")),
        Section(title="培训", fields=("training",)),
    ),
    search=("name", "unit", "post"),
    facets=("unit", "qualified"),
    column_type="机构职能",
    valid_through=("term_ends_on",),
)
