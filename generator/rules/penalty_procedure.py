"""A penalty comes about by the procedure that it names, in its time (PN005 to PN008, PN014)."""

import datetime as dt
import re
from collections.abc import Iterator

from generator.fields.party import PERSON, SOLE_TRADER
from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.law.terms import CASE_DAYS, SUMMARY_CAPS, on
from generator.registers.penalties import Penalty
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_SINCE = dt.date(2021, 7, 15)
"""From this day the revised 行政处罚法 governs."""
_EXTENDED = re.compile(r"延长|延期|中止|扣除|不计入|不计算在内")


@record_rule(
    Problem(
        code="PN005",
        title="简易程序超出了范围",
        message="「程序」写的是「简易」，{state}",
        help="当场处罚的，核对「处罚种类」和「罚款金额」；按普通程序办的，「程序」改为普通，写上「立案日期」。",
        why="当场处罚只限于警告和小额罚款：对公民二百元以下，对单位三千元以下。超出的要立案、按普通程序办。",
        example="程序: 简易\n相对人类别: 自然人\n罚款金额: 500",
        basis=(provision("行政处罚法", "第五十一条"),),
        applies_from=_SINCE,
    ),
    "penalties",
)
def summary_procedure_keeps_to_small_penalties(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN005: by the summary procedure only a warning is given, or a fine up to the cap of that day, in yuan (inclusive).

    The law caps fines of 公民 and of 单位; which of them a sole trader is, it does not say, and bureaus differ. So a sole trader's
    fine above the lower cap is a notice, above the higher one an error.
    """
    if record.procedure != "简易":
        return
    for position, kind in enumerate(record.kinds):
        if kind not in ("警告", "罚款"):
            yield breach("处罚种类", position, state=f"「处罚种类」里却有「{kind}」，当场只能警告或者罚款")
    caps = on(record.decided_on, SUMMARY_CAPS)
    if caps is None:
        return
    citizen, organisation = caps.value.citizen, caps.value.organisation
    if record.party.category == PERSON and record.fine > citizen:
        yield breach("罚款金额", state=f"罚款 {record.fine} 元，对自然人当场罚款最多 {citizen} 元")
    elif record.fine > organisation:
        yield breach("罚款金额", state=f"罚款 {record.fine} 元，对单位当场罚款最多 {organisation} 元")
    elif record.party.category == SOLE_TRADER and record.fine > citizen:
        state = f"对个体工商户罚款 {record.fine} 元；当地把个体工商户当作公民的，当场罚款最多 {citizen} 元"
        yield breach("罚款金额", level="notice", state=state)


@record_rule(
    Problem(
        code="PN006",
        title="办案超过九十天",
        level="warning",
        message="「立案日期」{opened}，「决定日期」{decided}，一共 {days} 天，应当在 {due} 以前作出决定",
        help="核对两个日期；经批准延长，或者扣除了检测、鉴定、听证等时间的，在「备注」里写明，例如“经批准延长三十日”。",
        why="普通程序的案件自立案之日起九十日内作出决定，法律、法规、规章另有规定的除外。这里按自然日计算。",
        example="立案日期: 2026-01-05\n决定日期: 2026-04-20",
        basis=(provision("行政处罚法", "第六十条"),),
        applies_from=_SINCE,
    ),
    "penalties",
)
def case_is_decided_within_ninety_days(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN006: 90 calendar days from the day after 立案 to the decision (第六十条), unless the notes tell of an extension."""
    if record.procedure != "普通" or record.opened_on is None or _EXTENDED.search(record.notes or ""):
        return
    term = on(record.opened_on, CASE_DAYS)
    if term is None:
        return
    due = record.opened_on + dt.timedelta(term.value)
    if record.decided_on > due:
        days = (record.decided_on - record.opened_on).days
        opened, decided = record.opened_on.isoformat(), record.decided_on.isoformat()
        yield breach("决定日期", opened=opened, decided=decided, days=days, due=due.isoformat())


@record_rule(
    Problem(
        code="PN007",
        title="普通程序没有立案日期",
        level="warning",
        message="「程序」写的是「普通」，没有写「立案日期」",
        help="照立案审批表补上「立案日期」；当场处罚的，「程序」改为简易。",
        why="普通程序先立案、后调查。没有立案日期，就看不出案件是否及时立案、是否在九十日内办结。",
        example="程序: 普通，没有写立案日期",
        basis=(provision("行政处罚法", "第五十四条第二款"),),
        applies_from=_SINCE,
    ),
    "penalties",
)
def ordinary_case_was_opened(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN007: a case of the ordinary procedure says when it was opened."""
    if record.procedure == "普通" and record.opened_on is None:
        yield breach("程序")


@record_rule(
    Problem(
        code="PN008",
        title="立案在决定之后",
        message="「立案日期」{opened} 晚于「决定日期」{decided}",
        help="照立案审批表和决定书核对这两个日期，改正写错的一个。",
        why="先立案，后决定。两个日期颠倒，多半是年份或者月份写错了。",
        example="立案日期: 2026-05-06\n决定日期: 2026-03-10",
        basis=(CONSISTENCY,),
    ),
    "penalties",
)
def case_is_opened_before_it_is_decided(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN008: a case is not opened after its decision."""
    if record.opened_on is not None and record.opened_on > record.decided_on:
        yield breach("立案日期", opened=record.opened_on.isoformat(), decided=record.decided_on.isoformat())


@record_rule(
    Problem(
        code="PN014",
        title="处罚有效期在决定之前结束",
        message="「处罚有效期至」{until} 早于「决定日期」{decided}",
        help="核对「处罚有效期至」，写处罚效力的最后一天，例如暂扣期满之日；警告、罚款等没有期限的，删掉这一项。",
        why="处罚从决定起才有效力，不会在决定以前就结束。",
        example="决定日期: 2026-03-10\n处罚有效期至: 2025-09-09",
        basis=(CONSISTENCY,),
    ),
    "penalties",
)
def effect_does_not_end_before_the_decision(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN014: a penalty does not cease to have effect before it is imposed."""
    if record.effective_until is not None and record.effective_until < record.decided_on:
        yield breach("处罚有效期至", until=record.effective_until.isoformat(), decided=record.decided_on.isoformat())
