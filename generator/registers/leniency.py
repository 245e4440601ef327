"""包容审慎监管清单: which offences are not punished, or punished less, and what is done instead."""

from typing import Literal

from pydantic import Field

from generator.fields.reference import Citation
from generator.fields.text import Line, Paragraphs
from generator.registers.inspected import Profession
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Leniency(Record):
    """One entry of the lists of lenient supervision (行政处罚法第三十二条、第三十三条; 行政强制法第十六条)."""

    kind: Literal["不予处罚", "免予处罚", "从轻处罚", "减轻处罚", "不予强制"] = Field(alias="清单种类")
    """不予处罚：依法不予处罚；免予处罚：初次违法、后果轻微并及时改正，可以不予处罚；从轻、减轻处罚：在法定幅度以内或者以下处罚；不予强制：可以不采取强制措施。"""
    offence: Line = Field(alias="违法行为")
    """违法行为的名称；同一违法行为列入不同清单的，写明区别。"""
    profession: Profession = Field(alias="专业类别")
    """所属监督专业。"""
    cases: Paragraphs = Field(alias="适用情形")
    """同时符合哪些条件才适用，哪些情形不适用。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """从宽的依据和该违法行为的处罚依据：法规编号和条款。"""
    measures: Paragraphs = Field(alias="配套监管措施")
    """不罚不等于不管：教育、责令改正、复查、约谈等措施。"""


REGISTER = Register(
    key="leniency",
    title="包容审慎监管清单",
    stage=Stage.PRE,
    order=71,
    model=Leniency,
    about="哪些情形不罚、少罚：不予处罚、免予处罚、从轻处罚、减轻处罚和不予强制五张清单，以及代替处罚的教育和复查措施。",
    authority="《中华人民共和国行政处罚法》第三十二条、第三十三条；《中华人民共和国行政强制法》第十六条",
    keeper="政策法规与监督股",
    unit="项",
    heading="offence",
    columns=("offence", "kind", "profession", "updated_on"),
    summary=("kind", "profession"),
    sections=(
        Section(title="什么情形适用", fields=("kind", "profession", "cases")),
        Section(title="不罚或少罚以后怎么管", fields=("measures",)),
    ),
    search=("offence", "cases"),
    facets=("kind", "profession"),
)
