"""A guide's time limits agree with one another and with the law (GD001, GD002, GD003, GD005, GD006)."""

import re
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.guides import Guide
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_LICENCE_DAYS = 20
"""Working days of a licence where no law or regulation says otherwise (行政许可法第四十二条第一款)."""

_ON_TERMS = re.compile(r"期限|时限|第[一二三四五六七八九十百零]+条")
"""Words with which a note speaks of another term."""


@record_rule(
    Problem(
        code="GD001",
        title="各环节时限和承诺时限对不上",
        message="各环节时限加起来是 {total} 个工作日，「承诺时限」却是 {promised} 个工作日",
        help="核对「办理流程」里每一步的时限和「承诺时限」，改到相等；当场办结的环节写 0。",
        why="时限要落实到每个环节和岗位，加起来就是对外承诺的时限，群众才知道要等多久、等在哪一步。",
        example="受理 1、审查 5、决定 2，承诺时限却写 10",
        basis=(CONSISTENCY,),
    ),
    "guides",
)
def steps_add_up_to_the_promise(record: Guide, context: Context) -> Iterator[Fault]:
    """GD001: the working days of all steps together are the days promised."""
    total = sum(step.days for step in record.steps)
    if total != record.promised_days:
        yield breach("承诺时限", total=total, promised=record.promised_days)


@record_rule(
    Problem(
        code="GD002",
        title="承诺时限长于法定时限",
        message="「承诺时限」{promised} 个工作日，比「法定时限」{statutory} 个工作日还长",
        help="承诺时限只能等于或者短于法定时限；法定时限写错了的，改正法定时限。",
        why="法定时限是法律规定的最长期限，承诺只能更短。",
        example="法定时限: 20\n承诺时限: 30",
        basis=(provision("行政许可法", "第四十二条"),),
    ),
    "guides",
)
def promise_is_within_the_law(record: Guide, context: Context) -> Iterator[Fault]:
    """GD002: no more days are promised than the law allows (行政许可法第四十二条)."""
    if record.promised_days > record.statutory_days:
        yield breach("承诺时限", promised=record.promised_days, statutory=record.statutory_days)


@record_rule(
    Problem(
        code="GD003",
        title="承诺时限没有压缩到法定时限的一半",
        level="notice",
        message="「承诺时限」{promised} 个工作日，超过「法定时限」{statutory} 个工作日的一半",
        help="能够压缩的，改「承诺时限」和「办理流程」里各环节的时限；确实压缩不了的，可以不改。",
        why="不少地方要求承诺时限比法定时限至少缩短一半，让群众少等。",
        example="法定时限: 20\n承诺时限: 15",
        basis=(practice("承诺时限比法定时限至少缩短一半。"),),
    ),
    "guides",
)
def promise_is_half_of_the_law(record: Guide, context: Context) -> Iterator[Fault]:
    """GD003: half of the days that the law allows, or fewer, are promised; terms under two days are as short as can be (提质提效方案第8项)."""
    promised, statutory = record.promised_days, record.statutory_days
    if statutory >= 2 and statutory < 2 * promised <= 2 * statutory:
        yield breach("承诺时限", promised=promised, statutory=statutory)


@record_rule(
    Problem(
        code="GD005",
        title="即办件和承诺时限对不上",
        message="「即办件」写的是 {immediate}，「承诺时限」却是 {promised} 个工作日",
        help="当场办结的，「即办件」写 是，「承诺时限」写 0；不是当场办结的，「即办件」写 否，「承诺时限」写工作日数。",
        why="即办件就是当场办结，两处说法不同，群众不知道要不要等。",
        example="即办件: 是\n承诺时限: 3",
        basis=(CONSISTENCY,),
    ),
    "guides",
)
def immediate_matters_take_no_days(record: Guide, context: Context) -> Iterator[Fault]:
    """GD005: a matter is done on the spot exactly when no working day is promised."""
    if record.immediate != (record.promised_days == 0):
        yield breach("承诺时限", immediate="是" if record.immediate else "否", promised=record.promised_days)


@record_rule(
    Problem(
        code="GD006",
        title="法定时限超过二十日没有说明",
        level="notice",
        message="「法定时限」{statutory} 个工作日，超过 20 个，「备注」里没有说明是哪里规定的",
        help="法律、法规另有规定的，在「备注」里写明是哪一部的哪一条、期限多长；没有另外规定的，「法定时限」改成 20 以内。",
        why="行政许可一般自受理之日起二十个工作日内决定，更长的期限只能由法律、法规规定。",
        example="事项类型: 行政许可\n法定时限: 45，没有「备注」",
        basis=(provision("行政许可法", "第四十二条第一款"),),
    ),
    "guides",
)
def longer_terms_are_explained(record: Guide, context: Context) -> Iterator[Fault]:
    """GD006: a licence for which more than twenty working days are stated says in its note what allows it (行政许可法第四十二条)."""
    if record.category != "行政许可" or record.statutory_days <= _LICENCE_DAYS:
        return
    if record.notes is None or not _ON_TERMS.search(record.notes):
        yield breach("法定时限", statutory=record.statutory_days)
