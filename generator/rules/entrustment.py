"""An entrusted organisation has a mandate: from whom, for what, how long, and where to read it (DL001 to DL004, DL008, DL009)."""

import re
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.registers.subjects import Subject
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

ENTRUSTED = "受委托组织"

_MANDATE = provision("行政处罚法", "第二十条第二款")
_NAMED = re.compile(r"[〔\[(（［【]\d{4}[〕\])）］】]\s*第?\s*\d+\s*号|\.[A-Za-z0-9]{2,5}$")
"""What makes a mandate findable: the number of a document, or the name of a file."""


@record_rule(
    Problem(
        code="DL001",
        title="受委托组织没有委托",
        message="{name}是受委托组织，没有写「委托」",
        help="补上「委托」：委托机关、委托事项、委托权限、委托期限起止和委托书；不是受委托组织的，改正「主体类型」。",
        why="受委托组织的权限全部来自委托书，委托的事项、权限和期限要向社会公布。",
        example="主体类型: 受委托组织（没有写委托）",
        basis=(_MANDATE,),
    ),
    "subjects",
)
def entrusted_organisations_have_a_mandate(record: Subject, context: Context) -> Iterator[Fault]:
    """DL001: a 受委托组织 states who entrusted it with what."""
    if record.category == ENTRUSTED and record.entrustment is None:
        yield breach("委托", name=record.name)


@record_rule(
    Problem(
        code="DL002",
        title="不是受委托组织却有委托",
        message="「主体类型」是{category}，却写了「委托」",
        help="确实是受委托执法的，把「主体类型」改成受委托组织；不是的，删去「委托」。",
        why="行政机关和法律法规授权组织以自己的名义执法，受委托组织以委托机关的名义执法，两者不能混同。",
        example="主体类型: 行政机关\n委托: …",
        basis=(provision("行政处罚法", "第二十条第四款"), CONSISTENCY),
    ),
    "subjects",
)
def only_entrusted_organisations_have_a_mandate(record: Subject, context: Context) -> Iterator[Fault]:
    """DL002: a body with powers of its own states no mandate."""
    if record.category != ENTRUSTED and record.entrustment is not None:
        yield breach("委托", at_key=True, category=record.category)


@record_rule(
    Problem(
        code="DL003",
        title="委托期限起止颠倒",
        message="委托期限从 {first} 起，到 {last} 止，起在止以后",
        help="照委托书改正「委托期限起」或者「委托期限止」。",
        why="委托在哪段时间有效，是判断执法是否合法的依据。",
        example="委托期限起: 2026-01-01\n委托期限止: 2025-12-31",
        basis=(_MANDATE, CONSISTENCY),
    ),
    "subjects",
)
def mandates_end_after_they_begin(record: Subject, context: Context) -> Iterator[Fault]:
    """DL003: 委托期限起 ≤ 委托期限止."""
    mandate = record.entrustment
    if mandate and mandate.starts_on > mandate.ends_on:
        yield breach("委托", "委托期限止", first=mandate.starts_on.isoformat(), last=mandate.ends_on.isoformat())


@tables_rule(
    Problem(
        code="DL004",
        title="委托机关不是行政机关",
        message="{name}的委托机关是{by}，它是{category}，不是行政机关",
        help="照委托书改正「委托机关」；确实由{by}委托的，这项委托不能成立，应当由行政机关重新委托。",
        why="只有行政机关可以委托执法，受委托组织不得再委托其他组织或者个人。",
        example="委托机关: 县综合监督执法大队（它自己是受委托组织）",
        basis=(provision("行政处罚法", "第二十条第一款"), provision("行政处罚法", "第二十条第四款")),
    )
)
def only_organs_entrust(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DL004: who entrusts is an 行政机关; an entrusted organisation entrusts nobody. An authorised organisation is a warning."""
    subjects = tables.catalogue("subjects")
    for row, subject in tables.records("subjects"):
        by = subjects.get(subject.get("entrustment", {}).get("by"))
        if by and by["category"] != "行政机关":
            again = by["category"] == ENTRUSTED
            yield (
                row,
                breach(
                    "委托", "委托机关", level=None if again else "warning", name=subject["name"], by=by["name"], category=by["category"]
                ),
            )


@tables_rule(
    Problem(
        code="DL008",
        title="委托到期没有更新",
        level="warning",
        message="{name}的委托到 {last} 为止，已经过期，「状态」还是有效",
        help="续签了的，改成新的「委托书」和「委托期限」；没有续签的，把「状态」改成已清理，写明「清理日期」。",
        why="委托期满以后不能再以委托机关的名义执法，公布的委托要和现在的情况一致。",
        example="委托期限止: 2026-06-30\n状态: 有效（现在是 2026 年 11 月）",
        basis=(_MANDATE,),
    )
)
def mandates_are_renewed_or_closed(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DL008: on the as-of date no mandate of a body that counts as valid has run out."""
    today = tables.as_of.isoformat()
    for row, subject in tables.records("subjects"):
        last = subject.get("entrustment", {}).get("ends_on")
        if last and last < today and subject["status"] == "有效":
            yield row, breach("委托", "委托期限止", name=subject["name"], last=last)


@record_rule(
    Problem(
        code="DL009",
        title="委托书查不到",
        level="warning",
        message="委托书写的是「{document}」，没有文号，也不是文件",
        help="写委托书的名称和文号，例如「《行政执法委托书》（示卫委〔2026〕1号）」；或者把委托书放到 content/files，写文件名。",
        why="委托书要向社会公布，有文号或者文件，群众才查得到。",
        example="委托书: 行政执法委托书",
        basis=(_MANDATE,),
    ),
    "subjects",
)
def mandates_can_be_found(record: Subject, context: Context) -> Iterator[Fault]:
    """DL009: the mandate is named by a document's number or by a file."""
    if record.entrustment and not _NAMED.search(record.entrustment.document):
        yield breach("委托", "委托书", document=record.entrustment.document)
