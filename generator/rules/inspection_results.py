"""What a check found and what followed agree (RC007, RC008, RC011, RC013, RC014, RC019)."""

from collections.abc import Iterator

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.registers.inspections import Inspection
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem


@record_rule(
    Problem(
        code="RC007",
        title="有问题的检查没有写发现什么",
        message="「检查结果」是 {outcome}，没有写「发现问题」",
        help="在「发现问题」里写明发现的问题，不写患者、举报人等他人的姓名；没有发现问题的，「检查结果」改成 未发现问题。",
        why="责令改正或者立案查处，总是因为发现了问题；检查情况和处理结果都要公开。",
        example="检查结果: 责令改正，没有「发现问题」",
        basis=(CONSISTENCY, provision("行政许可法", "第六十一条第二款")),
    ),
    "inspections",
)
def faults_found_are_told(record: Inspection, context: Context) -> Iterator[Fault]:
    """RC007: a check that ends in an order to mend or in a case says what was found."""
    if record.outcome in ("责令改正", "立案查处") and record.problems is None:
        yield breach("发现问题", outcome=record.outcome)


@record_rule(
    Problem(
        code="RC013",
        title="没有发现问题却写了问题或者处罚",
        message="「检查结果」是 未发现问题，却填了「{field}」",
        help="确实没有发现问题的，删掉「{field}」；发现了问题的，把「检查结果」改成 责令改正 或者 立案查处。",
        why="结果和内容矛盾，群众不知道这家单位到底有没有问题。",
        example="检查结果: 未发现问题\n后续处罚: cf-2026-001",
        basis=(CONSISTENCY,),
    ),
    "inspections",
)
def no_fault_has_no_consequence(record: Inspection, context: Context) -> Iterator[Fault]:
    """RC013: where nothing was found, no problem is told and no penalty follows."""
    if record.outcome == "未发现问题":
        for field, value in (("发现问题", record.problems), ("后续处罚", record.penalty)):
            if value is not None:
                yield breach(field, field=field)


@record_rule(
    Problem(
        code="RC014",
        title="立案查处没有写怎样处理",
        level="warning",
        message="「检查结果」是 立案查处，「后续处罚」和「处理情况」都没有写",
        help="已经作出处罚的，在「后续处罚」填处罚决定的编号；还没有作出的，在「处理情况」写明立案日期和进展。",
        why="随机抽查发现问题的，查处结果要及时公开。",
        example="检查结果: 立案查处，没有「后续处罚」，也没有「处理情况」",
        basis=(provision("优化营商环境条例", "第五十四条"),),
    ),
    "inspections",
)
def cases_opened_are_followed_up(record: Inspection, context: Context) -> Iterator[Fault]:
    """RC014: a check that led to a case names the penalty or says how the case stands."""
    if record.outcome == "立案查处" and record.penalty is None and record.handling is None:
        yield breach("检查结果")


@record_rule(
    Problem(
        code="RC008",
        title="检查还没开始就完成了",
        message="「检查完成日期」{completed} 早于「检查日期」{started}",
        help="核对这两个日期；当天完成的，两个日期相同。",
        why="检查完成之日不会早于开始之日，公开的期限从完成之日算起。",
        example="检查日期: 2026-03-25\n检查完成日期: 2026-03-24",
        basis=(CONSISTENCY,),
    ),
    "inspections",
)
def checks_end_after_they_begin(record: Inspection, context: Context) -> Iterator[Fault]:
    """RC008: a check is not completed before the day on which it began."""
    if record.completed_on < record.inspected_on:
        yield breach("检查完成日期", completed=record.completed_on.isoformat(), started=record.inspected_on.isoformat())


@tables_rule(
    Problem(
        code="RC011",
        title="后续处罚早于检查",
        level="warning",
        message="「后续处罚」是 {number}，{decided} 作出，早于检查日期 {day}",
        help="核对「后续处罚」的编号；处罚不是由这次检查引起的，删掉「后续处罚」。",
        why="由这次检查引起的处罚，只会在检查以后作出。",
        example="检查日期: 2026-03-25，后续处罚的决定日期: 2026-03-10",
        basis=(CONSISTENCY,),
    ),
    inspections=("penalty",),
    penalties=("document_number",),
)
def penalties_follow_the_check(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """RC011: a penalty that a check led to was decided on its day or later."""
    wanted = {penalty for _, penalty in tables.rows("inspections", "penalty") if penalty}
    rows = tables.rows("penalties", "id", "date", "document_number")
    decided = {penalty: (date, number) for _, penalty, date, number in rows if penalty in wanted}
    for row, day, penalty in tables.rows("inspections", "date", "penalty"):
        date, number = decided.get(penalty, ("", ""))
        if date and date < day:
            yield row, breach("后续处罚", number=number, decided=date, day=day)


@tables_rule(
    Problem(
        code="RC019",
        title="后续处罚是另一家单位的",
        level="warning",
        message="「后续处罚」{number} 处罚的是 {other}，被检查的是 {own}，两个统一社会信用代码不同",
        help="核对「后续处罚」的编号和两边的统一社会信用代码；处罚的确实是另一家的，删掉「后续处罚」，在「处理情况」里写明。",
        why="网页会从检查结果链接到这份处罚，链接到别家的处罚会损害这家单位的名誉。",
        example="检查的是甲公司，后续处罚: cf-2026-002 处罚的是乙公司",
        basis=(CONSISTENCY,),
    ),
    inspections=("penalty", "object.credit_code"),
    penalties=("document_number", "party.credit_code"),
)
def penalties_are_of_the_unit_checked(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """RC019: a penalty that a check led to is of the same unit, judged where both sides have a credit code."""
    wanted = {penalty for _, penalty in tables.rows("inspections", "penalty") if penalty}
    rows = tables.rows("penalties", "id", "document_number", "party.credit_code")
    punished = {penalty: (number, code) for _, penalty, number, code in rows if penalty in wanted}
    for row, penalty, own in tables.rows("inspections", "penalty", "object.credit_code"):
        number, other = punished.get(penalty, ("", None))
        if own and other and own != other:
            yield row, breach("后续处罚", number=number, other=other, own=own)
