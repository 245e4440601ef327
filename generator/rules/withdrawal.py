"""A decision that was changed or annulled is taken down in time, on days that agree (WD001 to WD003, WD006 to WD008)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from generator.editions.standing import months_after
from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.law.terms import WITHDRAW, on
from generator.registers import REGISTERS
from generator.registers.penalties import Penalty
from generator.registers.record import LedgerRecord
from generator.rules.calendar import one_by_one
from generator.rules.display import allowed
from generator.rules.due import DECISIONS
from generator.rules.publication import is_late
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

OVERTURNED = ("变更", "撤销", "确认违法", "确认无效")
"""The cases of 行政处罚法第四十八条第二款, for which there is a term."""

_OTHERS = practice("许可、强制、收费决定和检查结果被变更、撤销的，也在三个工作日内撤下。")


@record_rule(
    Problem(
        code="WD001",
        title="撤回迟了",
        message="「撤回」的日期 {day} 迟了：{since} 被{case}，{days} 个工作日内撤回，最迟是 {due}",
        help="核对「日期」和「事由日期」，写错的改正，还没有撤下的马上撤下；确实迟了的，日期照实写，在 mkdocs.yml 的「忽略」下写上这条记录和理由。",
        why="公开的处罚决定被变更、撤销、确认违法或者确认无效的，三个工作日内撤回。其他执法决定照此办理，迟了的只作提醒。",
        example="撤回:\n  日期: 2026-09-24\n  情形: 撤销\n  事由日期: 2026-09-18",
        basis=(provision("行政处罚法", "第四十八条第二款"), provision("行政处罚法", "第八十五条"), _OTHERS),
    ),
    *DECISIONS,
)
def withdraw_within_three_working_days(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """WD001: what was overturned is gone on the third working day at the latest. By the day of that event, whenever it was decided."""
    gone = record.withdrawal
    if gone is None or gone.since is None or gone.case not in OVERTURNED:
        return
    term = on(gone.since, WITHDRAW)
    if term is not None and is_late(context.calendar, gone.since, gone.on, term.value):
        due = context.calendar.after(gone.since, term.value)
        values: dict[str, Any] = {"day": gone.on, "since": gone.since, "case": gone.case, "days": term.value, "due": due}
        yield breach("撤回", "日期", level=None if isinstance(record, Penalty) else "warning", **values)


@record_rule(
    Problem(
        code="WD002",
        title="没有写事由日期",
        level="warning",
        message="因为「{case}」撤回，没有写「事由日期」，是否按时撤回判断不了",
        help="在「撤回」下「理由」前面加一行「事由日期」：决定被变更、撤销、确认违法或者确认无效之日。",
        why="三个工作日从决定被变更、撤销、确认违法或者确认无效之日起算，没有这个日期就看不出是否按时。许可等其他决定只作提示。",
        example="撤回:\n  日期: 2026-09-22\n  情形: 撤销\n  理由: ……",
        basis=(provision("行政处罚法", "第四十八条第二款"), _OTHERS),
    ),
    *DECISIONS,
)
def day_of_the_event_is_stated(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """WD002: a withdrawal for which there is a term says from when that runs."""
    gone = record.withdrawal
    if gone and gone.since is None and gone.case in OVERTURNED and on(gone.on, WITHDRAW):
        yield breach("撤回", "事由日期", level=None if isinstance(record, Penalty) else "notice", case=gone.case)


@record_rule(
    Problem(
        code="WD003",
        title="撤回日期早于应当在前的日期",
        message="「撤回」的日期 {day} 早于「{label}」{earlier}",
        help="核对这两个日期，把写错的改正；还没有公开就不再公开的，删去「公开日期」和「撤回」，写「不予公开」。",
        why="先有决定，再公开，有了事由再撤回，日期要合乎这个先后。",
        example="公开日期: 2026-03-12\n撤回:\n  日期: 2026-03-11",
        basis=(CONSISTENCY,),
    ),
    *DECISIONS,
)
def withdrawal_comes_last(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """WD003: nothing is taken down before it was decided, shown, and cause arose; the first day that contradicts is named."""
    gone = record.withdrawal
    if gone is None:
        return
    label, made = _made_on(record, context)
    for name, day in ((label, made), ("公开日期", record.published_on), ("事由日期", gone.since)):
        if day and gone.on < day:
            yield breach("撤回", "日期", day=gone.on, label=name, earlier=day)
            return


@record_rule(
    Problem(
        code="WD008",
        title="事由日期早于决定",
        message="「事由日期」{since} 早于「{label}」{made}",
        help="核对这两个日期，把写错的改正；「事由日期」是决定被变更、撤销、确认违法、确认无效或者同意信用修复之日。",
        why="决定要先作出，才谈得上变更、撤销或者修复。",
        example="决定日期: 2026-03-10\n撤回:\n  事由日期: 2026-03-09",
        basis=(CONSISTENCY,),
    ),
    *DECISIONS,
)
def event_comes_after_the_decision(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """WD008: a decision was not overturned before it was made."""
    label, made = _made_on(record, context)
    if record.withdrawal and record.withdrawal.since and record.withdrawal.since < made:
        yield breach("撤回", "事由日期", since=record.withdrawal.since, label=label, made=made)


@record_rule(
    Problem(
        code="WD007",
        title="信用修复早于最短公示期",
        level="warning",
        message="信用修复撤回的日期 {day} 早于最短公示期届满：{made} 作出的决定至少公示 {months} 个月，到 {earliest}",
        help="核对「日期」「决定日期」和「公示档次」，写错的改正；最短公示期没有满的，等届满以后再撤回。",
        why="公示满最短期限才可以申请信用修复、提前停止公示，轻微的没有最短期限。",
        example="决定日期: 2026-04-10\n公示档次: 一般\n撤回:\n  日期: 2026-06-30\n  情形: 信用修复",
        basis=(provision("信用修复管理办法"), provision("58号令"), practice("处罚信息一般公示三个月到三年。")),
    ),
    "penalties",
)
def repair_comes_after_the_shortest_display(record: Penalty, context: Context) -> Iterator[Fault]:
    """WD007: a repaired penalty was on show for the shortest time of its tier. Not judged where the tier, and so that time, is open."""
    gone, months = record.withdrawal, allowed(record.decided_on, record.tier)
    if gone is None or gone.case != "信用修复" or months is None or not months.minimum:
        return
    earliest = months_after(record.decided_on, months.minimum)
    if gone.on < earliest:
        values: dict[str, Any] = {"day": gone.on, "made": record.decided_on, "months": months.minimum, "earliest": earliest}
        yield breach("撤回", "日期", **values)


@tables_rule(
    Problem(
        code="WD006",
        title="应当撤回的还在公示",
        level="warning",
        message="{since} 已经{case}，{days} 个工作日到 {due} 为止，「撤回」的日期却写在以后（{day}），现在还在公示",
        help="把「撤回」的「日期」改成今天，网站重新生成以后就不再显示。",
        why="决定已经被推翻、改变或者修复，再显示下去就是公示了不该公示的信息。修复以后撤下的期限没有明文，按三个工作日提醒。",
        example="撤回:\n  日期: 2026-12-31\n  情形: 撤销\n  事由日期: 2026-11-09",
        basis=(provision("行政处罚法", "第四十八条第二款"), provision("信用修复管理办法", "第三条"), _OTHERS),
    ),
    **dict.fromkeys(DECISIONS, ("withdrawal.case", "withdrawal.since")),
)
def nothing_overturned_is_still_on_show(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """WD006: what is to be gone is not on show any more."""

    def judge(told: tuple[Row, str, str, str, str]) -> Iterator[tuple[Row, Fault]]:
        row, standing, case, since, day = told
        if not since or standing != "current" or case not in (*OVERTURNED, "信用修复"):
            return
        event = dt.date.fromisoformat(since)
        term = on(event, WITHDRAW)
        if term is not None and is_late(tables.calendar, event, tables.as_of, term.value):
            due = tables.calendar.after(event, term.value)
            yield row, breach("撤回", "日期", since=since, case=case, days=term.value, due=due, day=day)

    columns = ("standing", "withdrawal.case", "withdrawal.since", "withdrawn_on")
    yield from one_by_one((told for key in DECISIONS for told in tables.rows(key, *columns)), judge)


def _made_on(record: LedgerRecord, context: Context) -> tuple[str, dt.date]:
    """The day of the decision, or the first day of the check, and what it is called."""
    register = REGISTERS[context.shard.register]
    day: dt.date = getattr(record, register.dated)
    return register.label(register.dated), day
