"""Coercions and collections: terms, ways and days that fit (AC001 to AC004, AC006, AC007, AC012)."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.law.terms import SEIZURE_DAYS, on
from generator.registers.coercions import CoercionDecision
from generator.registers.collections import Collection
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_SEIZURES = ("查封场所、设施或者财物", "扣押财物")
_MEASURES = (*_SEIZURES, "冻结存款、汇款", "其他行政强制措施")
"""The ways of 强制措施 (行政强制法第九条); all others are of 强制执行 (第十二条, 第五十三条)."""
_EXTENDED = re.compile(r"延长|延期")
_NOT_COUNTED = re.compile(r"检测|检验|检疫|鉴定|另有规定")
_FREE = re.compile(r"免|减|缓")


@record_rule(
    Problem(
        code="AC001",
        title="强制期限起止颠倒",
        message="「期限起」{start} 晚于「期限止」{end}",
        help="照决定书核对起止日期，改正写错的一个；提前解除的，期限照决定书写，解除的日期写在「结果」里。",
        why="期限要先起后止，当事人要知道强制到哪一天结束。",
        example="期限起: 2026-04-14\n期限止: 2026-04-12",
        basis=(CONSISTENCY,),
    ),
    "coercions",
)
def term_begins_before_it_ends(record: CoercionDecision, context: Context) -> Iterator[Fault]:
    """AC001: the first day of a coercion is not after the last."""
    if record.starts_on > record.ends_on:
        yield breach("期限止", start=record.starts_on.isoformat(), end=record.ends_on.isoformat())


@record_rule(
    Problem(
        code="AC002",
        title="查封扣押超过法定期限",
        message="从 {start} 到 {end} 一共 {days} 天，查封、扣押不得超过 {limit} 天{advice}",
        help="照决定书核对「期限起」「期限止」；经批准延长的，在「备注」里写明，例如“经批准延长二十日”；扣除检测、检验、鉴定时间的也要写明。",
        why="查封、扣押不超过三十日，情况复杂的经负责人批准可以延长，延长不超过三十日。这里按自然日计算，起止两天都算在内。",
        example="期限起: 2026-04-14\n期限止: 2026-06-30",
        basis=(provision("行政强制法", "第二十五条第一款"),),
        applies_from=dt.date(2012, 1, 1),
    ),
    "coercions",
)
def seizure_keeps_to_its_term(record: CoercionDecision, context: Context) -> Iterator[Fault]:
    """AC002: 查封 and 扣押 last 30 days, 60 where an extension is told; longer than 60 is an error, longer than 30 a warning.

    Days of the calendar, the first and the last counted. Where tests or expert opinions are told, whose time is not counted, or another
    law, the rule cannot judge the length and takes the word for it.
    """
    term = on(record.decided_on, SEIZURE_DAYS)
    told = " ".join(text for text in (record.content, record.outcome, record.notes) if text)
    if term is None or record.method not in _SEIZURES or _NOT_COUNTED.search(record.notes or ""):
        return
    days = (record.ends_on - record.starts_on).days + 1
    longest = term.value.days + term.value.extension
    values: dict[str, Any] = {"start": record.starts_on.isoformat(), "end": record.ends_on.isoformat(), "days": days}
    if days > longest:
        yield breach("期限止", limit=longest, advice="，延长的在内", **values)
    elif days > term.value.days and not _EXTENDED.search(told):
        yield breach("期限止", level="warning", limit=term.value.days, advice="，延长的要写明经过批准", **values)


@record_rule(
    Problem(
        code="AC003",
        title="强制措施先于决定",
        level="warning",
        message="「期限起」{start}，「决定日期」{decided}，措施比决定早 {days} 天",
        help="核对两个日期；情况紧急、当场采取措施的，应当在二十四小时内补办批准手续，「决定日期」写补办批准之日，最晚是第二天。",
        why="强制措施要先批准、后实施；紧急时可以当场实施，二十四小时内报告并补办手续。",
        example="期限起: 2026-04-14\n决定日期: 2026-04-17",
        basis=(provision("行政强制法", "第十八条"), provision("行政强制法", "第十九条")),
        applies_from=dt.date(2012, 1, 1),
    ),
    "coercions",
)
def measure_follows_its_decision(record: CoercionDecision, context: Context) -> Iterator[Fault]:
    """AC003: a 强制措施 begins no earlier than the day before its decision. Days of the calendar. 加处罚款 accrues by itself and is not judged."""
    days = (record.decided_on - record.starts_on).days
    if record.kind == "强制措施" and days > 1:
        yield breach("期限起", start=record.starts_on.isoformat(), decided=record.decided_on.isoformat(), days=days)


@record_rule(
    Problem(
        code="AC004",
        title="强制种类和强制方式不配",
        message="「强制方式」写的是「{method}」，它属于「{right}」，「强制种类」写的却是「{kind}」",
        help="改正「强制种类」或者「强制方式」：查封、扣押、冻结等暂时控制的是强制措施，加处罚款、代履行、申请人民法院强制执行等是强制执行。",
        why="强制措施和强制执行的条件、程序、救济都不同，写错了当事人就找不对途径。",
        example="强制种类: 强制措施\n强制方式: 加处罚款或者滞纳金",
        basis=(provision("行政强制法", "第九条"), provision("行政强制法", "第十二条")),
        applies_from=dt.date(2012, 1, 1),
    ),
    "coercions",
)
def method_belongs_to_its_kind(record: CoercionDecision, context: Context) -> Iterator[Fault]:
    """AC004: the ways of 第九条 are measures, those of 第十二条 and 第五十三条 enforcement."""
    right = "强制措施" if record.method in _MEASURES else "强制执行"
    if record.kind != right:
        yield breach("强制方式", method=record.method, right=right, kind=record.kind)


@tables_rule(
    Problem(
        code="AC006",
        title="收了已经停收的费",
        level="warning",
        message="收费目录里「{fee}」自 {since} 已经是「{status}」，{day} 的决定仍收 {amount} 元",
        help="核对「项目」和「金额」：收错了的依法退还并更正；目录里的「状态」写错了的，到收费目录里改正。",
        why="目录清单以外的费不得收，停征、免征和取消的同样不得收。",
        example="项目的状态是停征，仍写 金额: 200",
        basis=(provision("优化营商环境条例", "第二十五条"),),
        applies_from=dt.date(2020, 1, 1),
    ),
    collections=("fee", "amount"),
)
def only_fees_in_force_are_charged(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """AC006: what is no longer charged is not charged, from the day that the fee's 标准 names, else from its last change or approval."""
    ended = {key: (fee, _since(fee)) for key, fee in tables.catalogue("fees").items() if fee["status"] != "执行中"}
    for row, key, amount, day in tables.rows("collections", "fee", "amount", "date"):
        if key not in ended or Decimal(amount) == 0:
            continue
        fee, since = ended[key]
        if day >= since:
            yield row, breach("项目", fee=fee["name"], since=since, status=fee["status"], day=day, amount=amount)


def _since(fee: dict[str, Any]) -> str:
    """The day (ISO) since which a fee is no longer charged: 自2017年4月1日起停征."""
    told = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日起", fee["rate"])
    if told:
        year, month, day = map(int, told.groups())
        return f"{year:04d}-{month:02d}-{day:02d}"
    return str(fee.get("updated_on") or fee["approved_on"])


@record_rule(
    Problem(
        code="AC007",
        title="缴纳期限早于决定",
        message="「缴纳期限」{due} 早于「决定日期」{decided}",
        help="照缴款通知书核对，改正写错的日期。",
        why="先有决定，才有缴纳的期限。",
        example="决定日期: 2026-04-15\n缴纳期限: 2026-03-31",
        basis=(CONSISTENCY,),
    ),
    "collections",
)
def payment_is_due_after_the_decision(record: Collection, context: Context) -> Iterator[Fault]:
    """AC007: a fee does not fall due before it is charged."""
    if record.due_on < record.decided_on:
        yield breach("缴纳期限", due=record.due_on.isoformat(), decided=record.decided_on.isoformat())


@record_rule(
    Problem(
        code="AC012",
        title="收费金额是零",
        level="notice",
        message="「金额」是 0 元，「计费说明」没有写减免",
        help="漏填的补上金额（元）；减免了的，在「计费说明」里写明减免了多少、凭什么。",
        why="收费决定要让人看得懂为什么收、收多少；全部减免的也要说明。",
        example="金额: 0\n计费说明: 按份计算",
        basis=(CONSISTENCY,),
    ),
    "collections",
)
def amount_of_nothing_is_explained(record: Collection, context: Context) -> Iterator[Fault]:
    """AC012: a decision to charge nothing tells of relief."""
    if record.amount == 0 and not _FREE.search(record.reckoning):
        yield breach("金额")
