"""What catalogues say is complete, can be used, and names nobody (CG007, CG012, CG013)."""

import re
import unicodedata
from collections.abc import Iterator

from generator.fields.party import ORGANISATION, PERSON, mask_name
from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.channels import Channel
from generator.registers.procedures import Procedure
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault, Level
from generator.source.problem import Problem

_NUMBER = re.compile(r"(?<!\d)(0\d{2,3}-?\d{7,8}|1\d{2}-?\d{4}-?\d{4}|400-?\d{3}-?\d{4}|1\d{2,4}|9\d{4})(?!\d)", re.ASCII)
"""A telephone number as dialled in China, or a service number such as 12345 and 96110."""

_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")


@tables_rule(
    Problem(
        code="CG007",
        title="典型案例写了当事人的名称",
        message="「{field}」里写了关联处罚的当事人「{name}」",
        help="改成不指名的说法，例如“某诊所”“张某”。",
        why="以案释法讲的是道理，不必指名；个人的姓名公开以后会一直留在网上。",
        example="案情: 示例甲公司逾期没有改正",
        basis=(provision("个人信息保护法", "第二十五条"), practice("典型案例不写当事人的名称。")),
    ),
    penalties=("party.name", "party.category", "party.representative"),
)
def cases_name_no_party(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CG007: a case does not name the party of the penalty that it tells of, nor its representative; an organisation's name is a warning.

    The message masks the names of persons, since findings are read in logs.
    """
    wanted = {penalty for case in tables.catalogue("typical-cases").values() for penalty in case.get("penalties", ())}
    columns = ("id", "party.name", "party.category", "party.representative")
    parties = {penalty: party for _, penalty, *party in tables.rows("penalties", *columns) if penalty in wanted}
    for row, case in tables.records("typical-cases"):
        for penalty in case.get("penalties", ()):
            for name, shown, level in _names(*parties.get(penalty, ("", "", None))):
                for field, text in (("标题", "title"), ("案情", "facts"), ("处理", "handling"), ("释法", "lesson")):
                    if name in case[text]:
                        yield row, breach(field, level=level, field=field, name=shown)


def _names(name: str, category: str, representative: str | None) -> Iterator[tuple[str, str, Level]]:
    """The names that a case must not tell: as they are, as a message may show them, and how grave it is to tell them."""
    if name:
        yield name, mask_name(name) if category == PERSON else name, "warning" if category == ORGANISATION else "error"
    if representative and len(representative) > 1:
        yield representative, mask_name(representative), "error"


@record_rule(
    Problem(
        code="CG012",
        title="法制审核流程缺少要素",
        level="warning",
        message="法制审核流程没有写「{field}」",
        help="补上「{field}」：送审交什么材料、几天审完、意见不一致怎样决定、不按流程办怎样追究责任，都要写明。",
        why="法制审核流程要让承办机构知道送什么、等几天、意见不一致怎么办。",
        example="种类: 法制审核流程，没有「协调决策机制」",
        basis=(practice("法制审核流程写明送审材料、时限要求、协调决策机制和责任追究机制。"),),
    ),
    "procedures",
)
def reviews_are_told_in_full(record: Procedure, context: Context) -> Iterator[Fault]:
    """CG012: a chart of legal review says materials, term, what is done when opinions differ, and accountability (三项制度实施方案)."""
    if record.kind != "法制审核流程":
        return
    for field, value in (
        ("送审材料", record.materials),
        ("时限要求", record.time_limits),
        ("协调决策机制", record.coordination),
        ("责任追究机制", record.accountability),
    ):
        if not value:
            yield breach(field, field=field)


@record_rule(
    Problem(
        code="CG013",
        title="监督渠道的号码、网址用不了",
        level="warning",
        message="「方式」是 {means}，「内容」写的「{contact}」里没有{wanted}",
        help="电话写区号、连字符和号码，例如 0999-6012388；热线写号码，例如 12345；网址从 https:// 写起。",
        why="群众照着号码、网址投诉举报，写错了就投诉无门。",
        example="方式: 网址\n内容: 本局网站留言板",
        basis=(provision("行政处罚法", "第三十九条"), CONSISTENCY),
    ),
    "channels",
)
def channels_can_be_reached(record: Channel, context: Context) -> Iterator[Fault]:
    """CG013: a telephone or hotline has a number that can be dialled, a site an address that can be opened."""
    contact = unicodedata.normalize("NFKC", record.contact)
    if record.means in ("电话", "热线") and not _NUMBER.search(contact):
        yield breach("内容", means=record.means, contact=record.contact, wanted="能拨打的号码")
    if record.means == "网址" and not _ADDRESS.search(contact):
        yield breach("内容", means=record.means, contact=record.contact, wanted="能打开的网址")
