"""行政处罚裁量基准: how heavily an offence is punished, tier by tier."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.fields.dates import Date
from generator.fields.model import Model
from generator.fields.numbers import Amount
from generator.fields.reference import Citation
from generator.fields.text import Line, Paragraphs
from generator.registers.inspected import Profession
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Extent(Model):
    """How much: a fine between two amounts in yuan, or words where the penalty is no such fine."""

    lowest: Amount | None = Field(default=None, alias="下限")
    """罚款的最低数额，元；没有最低数额的不填。"""
    highest: Amount | None = Field(default=None, alias="上限")
    """罚款的最高数额，元，含本数；不是按数额罚款的不填。"""
    text: Line | None = Field(default=None, alias="文字")
    """警告、没收、按倍数罚款、吊销许可证件等，用文字写明；同时罚款的，与数额一并写明。"""

    @model_validator(mode="after")
    def _some_extent_in_order(self) -> Self:
        if self.highest is None and self.text is None:
            raise PydanticCustomError("extent_empty", "幅度要写上限，或者用文字写明处罚")
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            raise PydanticCustomError(
                "extent_order", "下限 {lowest} 元高于上限 {highest} 元", {"lowest": str(self.lowest), "highest": str(self.highest)}
            )
        return self


class Tier(Model):
    """One tier: the cases that fall under it, and the penalty."""

    name: Line = Field(alias="名称")
    """档次名称，同一基准内不得重复，处罚决定按它引用，例如「二档（一般）」。"""
    cases: tuple[Line, ...] = Field(alias="情形", min_length=1)
    """属于这一档的情形，一条写一种，具备其一即适用。"""
    extent: Extent = Field(alias="幅度")
    """处罚幅度：罚款的下限和上限，或者文字。"""


class DiscretionStandard(Record):
    """The standard for one offence. What is not published cannot ground a penalty (行政处罚法第三十四条)."""

    offence: Line = Field(alias="违法行为")
    """违法行为的名称，与处罚决定中的违法行为类型一致。"""
    profession: Profession = Field(alias="专业类别")
    """所属监督专业。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """处罚依据：法规编号和条款。"""
    statutory_penalty: Paragraphs = Field(alias="法定罚则")
    """法律、法规、规章规定的处罚种类和幅度；各档次不得超出。"""
    tiers: tuple[Tier, ...] = Field(alias="档次", min_length=2)
    """从轻到重排列的档次。"""
    version: Line = Field(alias="版本")
    """版本，例如「2024年版」；修订后编号不变，版本更新。"""
    effective_on: Date = Field(alias="生效日期")
    """开始适用之日（含当日）。"""
    effective_until: Date | None = Field(default=None, alias="有效期至")
    """适用的最后一天（含当日）；未定期限的不填。"""
    filed_with: Line | None = Field(default=None, alias="备案机关")
    """接受备案的机关。"""
    filed_on: Date | None = Field(default=None, alias="备案日期")
    """报送备案之日。"""


REGISTER = Register(
    key="discretion",
    title="行政处罚裁量基准",
    stage=Stage.PRE,
    order=70,
    model=DiscretionStandard,
    about="同样的情形同样处罚：每一种违法行为分几档、各是什么情形、罚多少。没有公布的裁量基准，不得作为处罚依据。",
    authority="《中华人民共和国行政处罚法》第三十四条；国办发〔2022〕27号",
    keeper="政策法规与监督股",
    unit="项",
    heading="offence",
    columns=("offence", "profession", "version", "effective_on", "effective_until", "filed_with"),
    summary=("profession", "version", "effective_on", "effective_until"),
    sections=(
        Section(title="档次与幅度", fields=("tiers",)),
        Section(title="法律规定的处罚", fields=("statutory_penalty",)),
        Section(title="效力与备案", fields=("profession", "version", "effective_on", "effective_until", "filed_with", "filed_on")),
    ),
    search=("offence", "statutory_penalty"),
    facets=("profession", "version"),
    template="discretion.html",
    valid_through=("effective_until",),
)
