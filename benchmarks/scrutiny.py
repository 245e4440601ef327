"""How a decision was weighed before it was made: standard of discretion, legal review, hearing, collective discussion.

Every draw here comes from the record's own generator of random numbers, so that nothing else in a ledger depends on it.
"""

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass
from random import Random

from benchmarks.catalogues import Catalogues, Tier
from benchmarks.heavy import Heavy
from benchmarks.invent import PERSON
from benchmarks.offences import DISEASE_CONTROL
from benchmarks.workdays import before
from benchmarks.yamltext import mapping

REVIEWED_FROM = 20_000
"""Fines from this amount on, in yuan, are reviewed and discussed."""

PERSON_REVIEWED_FROM = 5_000
"""Fines of a natural person from this amount on are reviewed: large ones by the county's list of what is reviewed."""

_OPINIONS = (
    "主体合法，事实清楚，证据确凿，适用依据正确，程序合法，裁量适当，同意提交集体讨论。",
    "经审核，事实清楚、证据充分、定性准确、裁量在基准幅度以内，同意拟处罚意见。",
    "程序合法，适用法律正确；建议在决定书中补充说明裁量理由，补充后同意提交集体讨论。",
)
_LICENCE_OPINIONS = (
    "主体合法，事实清楚，适用依据正确，程序合法，同意作出该决定。",
    "经审核，认定的事实有材料证实，理由充分，适用条款准确，已告知申请人陈述、申辩的权利，同意审查意见。",
    "程序合法，依据正确；建议在决定书中写明不服决定的救济途径和期限，补充后同意作出决定。",
)
_HEARD = (
    "当事人要求听证。经公开听证，当事人未提出足以推翻原认定事实的证据，听证意见为维持拟作出的处罚。",
    "经当事人申请公开举行听证，采纳当事人关于已主动停止违法行为的意见，其余意见不予采纳，理由已书面告知。",
)
_DISEASE_CONTROL = "疾病预防控制局"
_DISCUSSED = "经负责人集体讨论，同意给予上述行政处罚。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """When each step was taken, in the order 听证, 法制审核, 集体讨论, 决定."""

    hearing: dt.date | None
    review: dt.date | None
    discussion: dt.date | None


def weighing(
    opened: dt.date, decided: dt.date, discussion: dt.date | None, heavy: Heavy | None, rng: Random, *, reviewed: bool = False
) -> Weighing:
    """Days of the steps, none before the case was opened. ``discussion`` is set where the fine alone asks for one.

    ``reviewed`` is a case that is reviewed even though nobody discusses it.
    """
    if discussion is None and heavy is None:
        review = max(opened, before(decided, rng.randint(1, 3))) if reviewed else None
        return Weighing(hearing=None, review=review, discussion=None)
    discussion = discussion or max(opened, before(decided, rng.randint(2, 5)))
    review = max(opened, before(discussion, rng.randint(1, 3)))
    hearing = before(review, rng.randint(3, 6)) if heavy else None
    return Weighing(hearing=hearing, review=review, discussion=discussion)


def weighed(days: Weighing, body: str, officers: tuple[str, str], catalogues: Catalogues, rng: Random) -> str:
    """Lines of 法制审核, 听证 and 集体讨论. Nobody reviews a case of his own."""
    handling = {officer.name for officer in catalogues.officers if officer.id in officers}
    return (
        _review(days.review, body, handling, _OPINIONS, catalogues, rng)
        + _meeting("听证", days.hearing, rng.choice(_HEARD))
        + _meeting("集体讨论", days.discussion, _DISCUSSED)
    )


def is_large(fine: int, category: str) -> bool:
    """Whether a fine is so high for this category of party that it is reviewed."""
    return fine >= (PERSON_REVIEWED_FROM if category == PERSON else REVIEWED_FROM)


def reviewed_licence(accepted: dt.date | None, decided: dt.date, body: str, catalogues: Catalogues, rng: Random) -> str:
    """Lines of the 法制审核 of a licence that is refused or annulled: before the decision, and not before the application was accepted."""
    day = before(decided - dt.timedelta(1), rng.randint(0, 2))
    return _review(max(accepted or day, day), body, frozenset(), _LICENCE_OPINIONS, catalogues, rng)


def discretion(offence: str, fine: int, gains: int, heavy: Heavy | None, decided: dt.date, catalogues: Catalogues) -> str:
    """Lines of 裁量基准: the lightest tier that the fine fits, the gravest in a heavy case; nothing where none does."""
    for standard in catalogues.standards.get(offence, ()):
        if standard.first <= decided <= standard.last:
            tiers = standard.tiers[::-1] if heavy else standard.tiers
            tier = next((tier for tier in tiers if _fits(tier, fine, gains, heavy)), None)
            if tier:
                return mapping("裁量基准", ("基准", standard.id), ("档次", tier.name))
    return ""


def _fits(tier: Tier, fine: int, gains: int, heavy: Heavy | None) -> bool:
    if heavy and not any(word in tier.words for word in ("停业", "停止", "吊销")):
        return False
    if tier.multiple is not None:
        return 0 < fine <= max(gains, 10_000) * tier.multiple
    if fine == 0 or tier.highest is None:
        return fine == 0 and tier.highest is None
    return tier.lowest <= fine <= tier.highest


def _review(day: dt.date | None, body: str, handling: Set[str], opinions: tuple[str, ...], catalogues: Catalogues, rng: Random) -> str:
    """Lines of 法制审核 by somebody in office on the day whose name is none of those ``handling`` the case."""
    opinion = rng.choice(opinions)
    able = [
        reviewer
        for reviewer in catalogues.reviewers
        if day
        and reviewer.first <= day <= reviewer.last
        and reviewer.name not in handling
        and (_DISEASE_CONTROL in reviewer.unit) == (body == DISEASE_CONTROL)
    ]
    if day is None or not able:
        return ""
    return mapping("法制审核", ("日期", day.isoformat()), ("审核人", rng.choice(able).id), ("意见", opinion))


def _meeting(key: str, day: dt.date | None, outcome: str) -> str:
    return mapping(key, ("日期", day.isoformat()), ("结果", outcome)) if day else ""
