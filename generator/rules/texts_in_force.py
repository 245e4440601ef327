"""Laws, the bureau's own documents and its standards: dates, validity, replacement (LB006 to LB014)."""

import re
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.discretion import DiscretionStandard
from generator.registers.laws import Law
from generator.registers.norms import Norm
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem


@record_rule(
    Problem(
        code="LB006",
        title="法规的日期颠倒",
        message="「{later}」{second} 早于「{earlier}」{first}",
        help="照公布的文本核对，改正写错的日期；确实追溯施行的，在「备注」里说明，写上“追溯”二字。",
        why="法规先公布、后施行、再失效。日期颠倒，就判断不了一个决定当时依据的是不是有效的法规。",
        example="公布日期: 2025-04-30\n施行日期: 2024-09-01",
        basis=(CONSISTENCY,),
    ),
    "laws",
)
def law_is_issued_then_applies_then_lapses(record: Law, context: Context) -> Iterator[Fault]:
    """LB006: a law does not lapse before it applies (else an error), nor apply before it is issued (else a warning)."""
    if record.in_force_until is not None and record.in_force_until < record.in_force_from:
        first, second = record.in_force_from.isoformat(), record.in_force_until.isoformat()
        yield breach("失效日期", earlier="施行日期", first=first, later="失效日期", second=second)
    if record.in_force_from < record.issued_on and "追溯" not in (record.notes or ""):
        first, second = record.issued_on.isoformat(), record.in_force_from.isoformat()
        yield breach("施行日期", level="warning", earlier="公布日期", first=first, later="施行日期", second=second)


@record_rule(
    Problem(
        code="LB007",
        title="文件的日期颠倒",
        message="「{later}」{second} 早于「{earlier}」{first}",
        help="照文件核对，改正写错的日期；内部制度自印发之日起施行的，「施行日期」写印发之日。",
        why="文件先成文、后公布、再施行，有效期最后结束。规范性文件没有公布以前不能施行。",
        example="公布日期: 2026-01-12\n施行日期: 2025-02-12",
        basis=(provision("优化营商环境条例", "第六十四条第二款"), CONSISTENCY),
    ),
    "norms",
)
def document_is_written_then_announced_then_applies(record: Norm, context: Context) -> Iterator[Fault]:
    """LB007: 成文 ≤ 公布, 成文 ≤ 施行 ≤ 有效期至, and of a 规范性文件 公布 ≤ 施行: rules for the house may apply before they are announced."""
    pairs = [
        ("成文日期", record.written_on, "公布日期", record.announced_on),
        ("施行日期", record.in_force_from, "有效期至", record.valid_until),
    ]
    if record.category == "规范性文件" and record.announced_on >= record.written_on:
        pairs.append(("公布日期", record.announced_on, "施行日期", record.in_force_from))
    else:
        pairs.append(("成文日期", record.written_on, "施行日期", record.in_force_from))
    for earlier, first, later, second in pairs:
        if first is not None and second is not None and second < first:
            yield breach(later, earlier=earlier, first=first.isoformat(), later=later, second=second.isoformat())


@record_rule(
    Problem(
        code="LB008",
        title="裁量基准的有效期颠倒",
        message="「有效期至」{until} 早于「生效日期」{since}",
        help="照印发的裁量基准核对，改正写错的日期；没有定期限的，删掉「有效期至」。",
        why="有效期颠倒的裁量基准没有一天有效，不能拿来裁量。",
        example="生效日期: 2026-01-12\n有效期至: 2025-12-31",
        basis=(CONSISTENCY,),
    ),
    "discretion",
)
def standard_takes_effect_before_it_ends(record: DiscretionStandard, context: Context) -> Iterator[Fault]:
    """LB008: a standard does not cease to apply before it takes effect."""
    if record.effective_until is not None and record.effective_until < record.effective_on:
        yield breach("有效期至", until=record.effective_until.isoformat(), since=record.effective_on.isoformat())


@tables_rule(
    Problem(
        code="LB009",
        title="法规的替代关系绕成一圈",
        message="「被替代」从这里出发又回到自己：{chain}",
        help="「被替代」只在旧法规里写新法规的编号，新法规不写；改正写反了的一条。",
        why="替代关系从旧到新，绕成一圈就找不到现行有效的是哪一部。",
        example="甲被乙替代，乙又被甲替代",
        basis=(CONSISTENCY,),
    )
)
def replacement_does_not_go_in_circles(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LB009: following 被替代 from a law never leads back to it."""
    laws = tables.catalogue("laws")
    for row, law in tables.records("laws"):
        chain = [law["id"]]
        following = law.get("replaced_by")
        while following in laws and following not in chain:
            chain.append(following)
            following = laws[following].get("replaced_by")
        if following == law["id"]:
            yield row, breach("被替代", chain=" → ".join((*chain, following)))


@record_rule(
    Problem(
        code="LB010",
        title="被替代的法规没有失效日期",
        level="warning",
        message="「被替代」写的是「{new}」，没有写「失效日期」",
        help="补上「失效日期」，一般就是新法规施行之日。",
        why="没有失效日期，旧法规看上去还是有效的。",
        example="被替代: weisheng-chufa-chengxu，没有写失效日期",
        basis=(CONSISTENCY,),
    ),
    "laws",
)
def replaced_law_has_lapsed(record: Law, context: Context) -> Iterator[Fault]:
    """LB010: a law that was replaced says when it lapsed."""
    if record.replaced_by is not None and record.in_force_until is None:
        yield breach("被替代", new=record.replaced_by)


@tables_rule(
    Problem(
        code="LB011",
        title="文件过了有效期还写有效",
        level="warning",
        message="「有效期至」{until} 已经过去，「状态」还是「有效」",
        help="没有延续的，「状态」改为失效；已经延续的，改正「有效期至」。改好后写上「更新日期」。",
        why="过了有效期的规范性文件自动失效，不能再作为管理的依据。",
        example="有效期至: 2025-06-20\n状态: 有效",
        basis=(practice("规范性文件规定有效期的，期满没有延续就失效。"), CONSISTENCY),
    )
)
def expired_document_is_not_called_valid(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LB011: on the as-of date no document past its last day (inclusive) is called 有效."""
    for row, norm in tables.records("norms"):
        if norm["status"] == "有效" and "valid_until" in norm and norm["valid_until"] < tables.as_of.isoformat():
            yield row, breach("状态", until=norm["valid_until"])


@record_rule(
    Problem(
        code="LB012",
        title="规范性文件没有备案",
        level="warning",
        message="「类别」是规范性文件，没有写「备案」",
        help="已经备案的，补上「备案」的机关、日期和备案号；只管内部工作的文件，「类别」改为相应的制度。",
        why="规范性文件公布以后要报本级政府备案，接受审查。",
        example="类别: 规范性文件，没有写备案",
        basis=(practice("规范性文件公布后报本级人民政府备案。"),),
    ),
    "norms",
)
def normative_document_is_filed(record: Norm, context: Context) -> Iterator[Fault]:
    """LB012: a 规范性文件 tells where and when it was filed. One that holds no longer is not asked any more."""
    if record.category == "规范性文件" and record.status == "有效" and record.filing is None:
        yield breach("类别")


@tables_rule(
    Problem(
        code="LB013",
        title="裁量基准过了有效期",
        level="warning",
        message="「有效期至」{until} 已经过去，不能再适用",
        help="已经延续或者重新制定的，更新「版本」「生效日期」「有效期至」和「更新日期」；不再适用的，保留记录供以前的决定引用，在「备注」里写明“已经失效”。",
        why="过期的裁量基准不能作为处罚的依据，清单里要是现行有效的。",
        example="有效期至: 2025-12-31",
        basis=(provision("行政处罚法", "第三十四条"), practice("裁量基准定有有效期的，期满没有延续就不再适用。")),
    )
)
def standard_has_not_expired(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LB013: on the as-of date no standard is past its last day (inclusive), unless its notes say that it no longer applies."""
    for row, standard in tables.records("discretion"):
        ended = "effective_until" in standard and standard["effective_until"] < tables.as_of.isoformat()
        if ended and not re.search("失效|废止", standard.get("notes", "")):
            yield row, breach("有效期至", until=standard["effective_until"])


@record_rule(
    Problem(
        code="LB014",
        title="裁量基准先生效后公布",
        level="warning",
        message="「生效日期」{since}，「公开日期」{published} 才公布",
        help="核对两个日期；确实公布晚了的，「生效日期」改为公布之日或者以后的日期，公布以前的案件不按它裁量。",
        why="裁量基准制定后要向社会公布，没有公布的规定不能作为处罚的依据。",
        example="生效日期: 2026-01-01\n公开日期: 2026-01-12",
        basis=(provision("行政处罚法", "第三十四条"), provision("行政处罚法", "第五条第三款")),
    ),
    "discretion",
)
def standard_is_published_before_it_takes_effect(record: DiscretionStandard, context: Context) -> Iterator[Fault]:
    """LB014: a standard is published on the day it takes effect or before."""
    if record.published_on is not None and record.published_on > record.effective_on:
        yield breach("公开日期", since=record.effective_on.isoformat(), published=record.published_on.isoformat())
