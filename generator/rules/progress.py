"""An application's way through the office: days in order, finished as promised, and the licence it led to (AC008 to AC011)."""

import re
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.registers.cases import CaseProgress
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_EXPLAINED = re.compile(r"超|延|补正|听证|检验|检测|检疫|鉴定|评审|原因|理由|中止|暂停")


@record_rule(
    Problem(
        code="AC008",
        title="办结在受理之前",
        message="「办结日期」{finished} 早于「受理日期」{accepted}",
        help="照受理通知书和办结记录核对，改正写错的日期；没有办结的，不写「办结日期」。",
        why="先受理，后办结。日期颠倒，申请人看到的进度就是错的。",
        example="受理日期: 2026-03-03\n办结日期: 2026-03-02",
        basis=(CONSISTENCY,),
    ),
    "cases",
)
def case_is_finished_after_it_was_accepted(record: CaseProgress, context: Context) -> Iterator[Fault]:
    """AC008: an application is not finished before it was accepted."""
    if record.finished_on is not None and record.finished_on < record.accepted_on:
        yield breach("办结日期", finished=record.finished_on.isoformat(), accepted=record.accepted_on.isoformat())


@record_rule(
    Problem(
        code="AC009",
        title="承诺办结在受理之前",
        message="「承诺办结日期」{promised} 早于「受理日期」{accepted}",
        help="按服务指南的承诺时限，从受理之日算出「承诺办结日期」，改正写错的日期；当场办结的写受理当天。",
        why="承诺的是受理以后多久办结，不会在受理以前。",
        example="受理日期: 2026-03-03\n承诺办结日期: 2026-02-17",
        basis=(CONSISTENCY,),
    ),
    "cases",
)
def promise_lies_after_acceptance(record: CaseProgress, context: Context) -> Iterator[Fault]:
    """AC009: the promised day is not before the day of acceptance."""
    if record.promised_on < record.accepted_on:
        yield breach("承诺办结日期", promised=record.promised_on.isoformat(), accepted=record.accepted_on.isoformat())


@tables_rule(
    Problem(
        code="AC010",
        title="没有按承诺的日期办结",
        level="warning",
        message="承诺 {promised} 办结，{state}",
        help="已经办结的，补上「办结日期」；确实超过了承诺的，在「备注」里向申请人说明理由。",
        why="承诺的时限要做到；超过时限的，应当公开说明理由。",
        example="承诺办结日期: 2026-03-17\n办结日期: 2026-03-20",
        basis=(provision("优化营商环境条例", "第三十六条"),),
    ),
    cases=("promised_on", "finished_on", "handling", "notes"),
)
def case_is_finished_as_promised(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """AC010: an application is finished by the day promised (inclusive), or the notes say why not. What went to others (移办) need not be."""
    today = tables.as_of.isoformat()
    for row, promised, finished, handling, notes in tables.rows("cases", "promised_on", "finished_on", "handling", "notes"):
        if (finished or today) <= promised or _EXPLAINED.search(notes or ""):
            continue
        if finished:
            yield row, breach("办结日期", promised=promised, state=f"「办结日期」是 {finished}")
        elif handling != "移办":
            yield row, breach("承诺办结日期", promised=promised, state=f"到 {today} 还没有办结")


@tables_rule(
    Problem(
        code="AC011",
        title="办件和许可决定对不上",
        level="warning",
        message="许可决定「{licence}」{state}",
        help="核对「许可决定」的编号是不是这个办件的决定，以及两边的日期和相对人，改正写错的一处。",
        why="申请人凭受理编号找到自己的许可决定，指到别人的决定就看错了。",
        example="办件的相对人是甲公司，许可决定的相对人是乙公司",
        basis=(CONSISTENCY,),
    ),
    cases=("licence", "accepted_on", "finished_on", "party.name", "party.credit_code"),
    licences=("party.name", "party.credit_code"),
)
def licence_is_that_of_the_case(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """AC011: the licence that a case led to is the applicant's, decided between acceptance and end (a certificate may take days more).

    Parties are compared by their codes; by their names where one has none.
    """
    linked = {licence for _, licence in tables.rows("cases", "licence") if licence}
    rows = tables.rows("licences", "id", "date", "party.name", "party.credit_code")
    licences = {licence: (day, name, code) for _, licence, day, name, code in rows if licence in linked}
    columns = ("licence", "accepted_on", "finished_on", "party.name", "party.credit_code")
    for row, licence, accepted, finished, name, code in tables.rows("cases", *columns):
        if licence not in licences:
            continue
        day, other_name, other_code = licences[licence]
        if (code != other_code) if code and other_code else (name != other_name):
            yield row, breach("许可决定", licence=licence, state="的相对人不是这个办件的申请人")
        elif day < accepted:
            yield row, breach("许可决定", licence=licence, state=f"是 {day} 作出的，早于「受理日期」{accepted}")
        elif finished and day > finished:
            yield row, breach("许可决定", licence=licence, state=f"是 {day} 作出的，晚于「办结日期」{finished}")
