"""A legal review is held where the law asks for it, and in time (LR001, LR002, LR005, LR006, LR008)."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from generator.fields.party import PERSON
from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.registers.licences import Licence
from generator.registers.penalties import Penalty
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem
from generator.source.rule_settings import LargeFine

HEAVY = ("吊销许可证件", "降低资质等级", "责令停产停业", "责令关闭", "限制从业")
"""The kinds of penalty of 行政处罚法第六十三条 before which a hearing is offered, fines and confiscation left out."""

SINCE = dt.date(2021, 7, 15)
"""The day on which 行政处罚法 of 2021 came into force."""

_REVIEW = provision("行政处罚法", "第五十八条第一款")
_DISCUSSION = provision("行政处罚法", "第五十七条第二款")
_REFUSAL = re.compile("不同意|不予同意|退回|[不未]予?通过|不得作出|不应作出")


@record_rule(
    Problem(
        code="LR001",
        title="重大处罚没有法制审核",
        message="这是{ground}的处罚决定，没有写「法制审核」",
        help="补上「法制审核」：\n法制审核:\n  日期: \n  审核人: （法制审核人员编号）\n  意见: ",
        why="经过听证或者关系当事人重大权益的处罚，要经法制审核，未经审核或者审核没有通过不得作出决定。",
        example="处罚种类: [吊销许可证件]（没有写法制审核）",
        basis=(_REVIEW, provision("行政处罚法", "第六十三条第一款")),
        applies_from=SINCE,
    ),
    "penalties",
)
def major_penalties_are_reviewed(record: Penalty, context: Context) -> Iterator[Fault]:
    """LR001: a penalty after a hearing has a legal review; one of a heavy kind or with a large fine should (a warning); not in the summary procedure."""
    if record.review or record.procedure == "简易":
        return
    grounds: list[str] = [kind for kind in record.kinds if kind in HEAVY]
    if record.hearing:
        grounds.append("经过听证")
    limit = _limit(context.settings.large_fine, person=record.party.category == PERSON)
    if limit is not None and "罚款" in record.kinds and record.fine >= limit:
        grounds.append(f"罚款 {record.fine} 元（较大数额是 {limit} 元以上）")
    if grounds:
        # 第五十八条 asks it of what was heard; of the heavy kinds alone the lists of major decisions do, which are the bureau's own.
        yield breach("法制审核", level=None if record.hearing else "warning", ground="、".join(grounds))


@record_rule(
    Problem(
        code="LR002",
        title="法制审核日期不对",
        message="法制审核日期 {day} {relation}「{label}」{other}",
        help="照审核意见书和决定书核对这两个日期，改正写错的那一个。",
        why="法制审核在立案、受理以后，在作出决定以前进行，决定以后的审核起不到把关的作用。",
        example="决定日期: 2026-03-10\n法制审核:\n  日期: 2026-03-12",
        basis=(_REVIEW, CONSISTENCY),
    ),
    "penalties",
    "licences",
)
def reviews_come_before_the_decision(record: Penalty | Licence, context: Context) -> Iterator[Fault]:
    """LR002: a review is not dated after the decision, nor before the case was opened or accepted; the same day is in order."""
    if record.review is None:
        return
    day = record.review.on
    label, began = ("立案日期", record.opened_on) if isinstance(record, Penalty) else ("受理日期", record.accepted_on)
    if day > record.decided_on:
        yield breach("法制审核", "日期", day=day.isoformat(), relation="晚于", label="决定日期", other=record.decided_on.isoformat())
    elif began and day < began:
        yield breach("法制审核", "日期", day=day.isoformat(), relation="早于", label=label, other=began.isoformat())


@record_rule(
    Problem(
        code="LR005",
        title="重大处罚没有集体讨论",
        level="warning",
        message="处罚种类有{kinds}，没有写「集体讨论」",
        help="补上负责人集体讨论的日期和结果：\n集体讨论:\n  日期: \n  结果: ",
        why="情节复杂或者重大违法行为的处罚，由机关负责人集体讨论决定。",
        example="处罚种类: [责令停产停业]（没有写集体讨论）",
        basis=(_DISCUSSION,),
        applies_from=SINCE,
    ),
    "penalties",
)
def heavy_penalties_are_discussed(record: Penalty, context: Context) -> Iterator[Fault]:
    """LR005: a penalty of a heavy kind was discussed by the heads of the organ together."""
    kinds = [kind for kind in record.kinds if kind in HEAVY]
    if kinds and record.discussion is None and record.procedure != "简易":
        yield breach("集体讨论", kinds="、".join(kinds))


@record_rule(
    Problem(
        code="LR006",
        title="听证、集体讨论日期不对",
        message="「{what}」日期 {day} {relation}「{label}」{other}",
        help="照听证笔录、讨论记录和决定书核对这两个日期，改正写错的那一个。",
        why="听证和集体讨论都在立案以后、作出决定以前举行。",
        example="立案日期: 2026-02-03\n集体讨论:\n  日期: 2026-01-30",
        basis=(_DISCUSSION, provision("行政处罚法", "第六十三条第一款"), CONSISTENCY),
    ),
    "penalties",
)
def meetings_lie_between_opening_and_decision(record: Penalty, context: Context) -> Iterator[Fault]:
    """LR006: hearing and discussion are not dated before 立案 or after the decision; the same day is in order."""
    for what, meeting in (("听证", record.hearing), ("集体讨论", record.discussion)):
        if meeting is None:
            continue
        day = meeting.on.isoformat()
        if meeting.on > record.decided_on:
            yield breach(what, "日期", what=what, day=day, relation="晚于", label="决定日期", other=record.decided_on.isoformat())
        elif record.opened_on and meeting.on < record.opened_on:
            yield breach(what, "日期", what=what, day=day, relation="早于", label="立案日期", other=record.opened_on.isoformat())


@record_rule(
    Problem(
        code="LR008",
        title="审核没有通过",
        level="warning",
        message="法制审核意见写着「{opinion}」，决定还是作出了",
        help="改正后重新审核通过的，写最后一次审核的日期和意见；意见写错的，照审核意见书改正。",
        why="法制审核没有通过的，不得作出决定。",
        example="意见: 证据不足，退回补充调查",
        basis=(_REVIEW, provision("118号")),
        applies_from=dt.date(2019, 1, 3),
    ),
    "penalties",
    "licences",
)
def reviews_were_passed(record: Penalty | Licence, context: Context) -> Iterator[Fault]:
    """LR008: the opinion does not say that the reviewer did not agree. A refusal of a licence may well follow such an opinion."""
    if record.review is None or (isinstance(record, Licence) and record.decision == "不予"):
        return
    if _REFUSAL.search(record.review.opinion):
        yield breach("法制审核", "意见", opinion=record.review.opinion)


def _limit(large: LargeFine | None, *, person: bool) -> Decimal | None:
    """From what amount a fine is a large one, in yuan; None where the bureau has not said so."""
    if large is None:
        return None
    return large.person if person else large.organisation
