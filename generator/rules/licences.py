"""A licence's dates and certificate fit its decision (LC001, LC002, LC004 to LC006)."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from generator.law.provision import CONSISTENCY
from generator.registers.licences import Licence
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_GRANTED = ("准予", "变更", "延续")
_ENDED = ("不予", "撤销", "注销")


@record_rule(
    Problem(
        code="LC001",
        title="许可有效期起止颠倒",
        message="「有效期自」{start} 晚于「有效期至」{end}",
        help="照许可证核对起止日期，改正写错的一个；没有期限的，「有效期至」写长期。",
        why="有效期要先起后止。起止颠倒，查询的人会以为许可无效。",
        example="有效期自: 2026-03-06\n有效期至: 2025-03-05",
        basis=(CONSISTENCY,),
    ),
    "licences",
)
def validity_begins_before_it_ends(record: Licence, context: Context) -> Iterator[Fault]:
    """LC001: the first day of validity is not after the last."""
    if isinstance(record.valid_until, dt.date) and record.valid_from > record.valid_until:
        yield breach("有效期至", start=record.valid_from.isoformat(), end=record.valid_until.isoformat())


@record_rule(
    Problem(
        code="LC002",
        title="申请受理决定的日期颠倒",
        message="「{earlier}」{first} 晚于「{later}」{second}",
        help="照申请书、受理通知书和决定书核对，改正写错的日期。",
        why="先申请，再受理，然后决定。日期颠倒就算不出办理用了多少天。",
        example="受理日期: 2026-03-09\n决定日期: 2026-03-06",
        basis=(CONSISTENCY,),
    ),
    "licences",
)
def dates_follow_the_procedure(record: Licence, context: Context) -> Iterator[Fault]:
    """LC002: 申请, 受理 and 决定 come in this order, as far as they are given; they may be on one day."""
    dates = [("申请日期", record.applied_on), ("受理日期", record.accepted_on), ("决定日期", record.decided_on)]
    given = [(label, day) for label, day in dates if day is not None]
    for (earlier, first), (later, second) in pairwise(given):
        if first > second:
            yield breach(earlier, earlier=earlier, first=first.isoformat(), later=later, second=second.isoformat())


@record_rule(
    Problem(
        code="LC004",
        title="不予撤销注销却写了有效的许可",
        level="warning",
        message="「决定」是「{decision}」，却写了{state}",
        help="不予许可的，删掉「许可编号」和「许可证书名称」；撤销、注销的写原来的编号；「有效期至」写决定日期或者长期，表示决定本身的效力。",
        why="没有给予或者已经收回的许可，不能让人看成仍然有效。",
        example="决定: 不予\n许可编号: 示卫证字〔2026〕第1号",
        basis=(CONSISTENCY,),
    ),
    "licences",
)
def refused_or_ended_licence_is_not_valid(record: Licence, context: Context) -> Iterator[Fault]:
    """LC004: what was refused has no certificate; what was refused, revoked or cancelled has no validity past the decision (but 长期)."""
    if record.decision not in _ENDED:
        return
    if record.decision == "不予":
        for label, value in (("许可证书名称", record.certificate), ("许可编号", record.certificate_number)):
            if value is not None:
                yield breach(label, decision=record.decision, state=f"「{label}」「{value}」")
                break
    if isinstance(record.valid_until, dt.date) and record.valid_until > record.decided_on:
        yield breach("有效期至", decision=record.decision, state=f"决定之后的「有效期至」{record.valid_until.isoformat()}")


@record_rule(
    Problem(
        code="LC005",
        title="许可证书名称和编号缺一",
        level="warning",
        message="写了「{given}」「{value}」，没有写「{missing}」",
        help="照许可证补上「{missing}」；没有颁发证书的，两项都不写。",
        why="公众凭证书名称和编号核对许可证是真是假，缺一样就查不到。",
        example="许可证书名称: 公共场所卫生许可证，没有写许可编号",
        basis=(CONSISTENCY,),
    ),
    "licences",
)
def certificate_has_name_and_number(record: Licence, context: Context) -> Iterator[Fault]:
    """LC005: of what was granted, changed or renewed, certificate and number are both given or neither."""
    if record.decision not in _GRANTED:
        return
    if record.certificate is not None and record.certificate_number is None:
        yield breach("许可证书名称", given="许可证书名称", value=record.certificate, missing="许可编号")
    elif record.certificate is None and record.certificate_number is not None:
        yield breach("许可编号", given="许可编号", value=record.certificate_number, missing="许可证书名称")


@record_rule(
    Problem(
        code="LC006",
        title="许可有效期和决定日期相差太远",
        level="warning",
        message="「决定」是准予，「决定日期」{decided}，「有效期自」却是 {start}",
        help="照许可证核对「有效期自」，新发的许可一般从决定之日起有效；确实另有起算日的，在「备注」里写明有效期从哪天起算、为什么。",
        why="许可从准予才开始，写在决定以前或者一年以后，多半是年份写错了。",
        example="决定日期: 2026-03-06\n有效期自: 2025-03-06",
        basis=(CONSISTENCY,),
    ),
    "licences",
)
def new_licence_begins_with_its_decision(record: Licence, context: Context) -> Iterator[Fault]:
    """LC006: a new licence (准予) is not valid before its decision, nor first a year after it, unless the notes speak of 有效期 or 起算."""
    if record.decision != "准予" or re.search("有效期|起算", record.notes or ""):
        return
    if not 0 <= (record.valid_from - record.decided_on).days <= 366:
        yield breach("有效期自", decided=record.decided_on.isoformat(), start=record.valid_from.isoformat())
