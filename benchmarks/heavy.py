"""The gravest cases: what is imposed beside the fine when the circumstances are serious. Sources: the article in ``Offence.basis``."""

from dataclasses import dataclass, replace
from random import Random

from benchmarks.invent import PERSON, Unit
from benchmarks.offences import Offence

CLOSURE, REVOCATION = "责令停产停业", "吊销许可证件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heavy:
    """What is imposed in a serious case of an offence."""

    kind: str
    text: str
    fact: str
    """The sentence that says why it is serious."""
    fine: tuple[int, int]
    """The fine beside it, in yuan, within the highest tier."""
    done: str
    """How it was carried out, once; may name {day}."""
    parties: tuple[str, ...]
    share: float
    """How many of the cases of these parties, taken by the ordinary procedure, are serious."""
    warning: bool = False
    """Whether there is a warning too; where the law has one for the first time only, there is none."""
    permit: str | None = None
    """The certificate that is revoked; may name {yy} and {serial}."""


_PLACE = Heavy(
    kind=CLOSURE,
    text="责令停业整顿十五日",
    fact="当事人此前已被给予警告、责令限期改正，逾期仍不改正；复核检测有两项以上不符合公共场所卫生标准和要求，情节严重。",
    fine=(11_000, 16_000),
    done="罚款已于{day}缴清，已按决定停业整顿。",
    parties=("hotel", "barber", "bath", "pool", "mall"),
    share=0.12,
)
_CLINIC = Heavy(
    kind=REVOCATION,
    text="吊销《医疗机构执业许可证》",
    fact="当事人此前因同类行为被责令改正，拒不改正，情节严重。",
    fine=(60_000, 90_000),
    done="罚款已于{day}缴清，《医疗机构执业许可证》已收回并公告注销。",
    parties=("outpatient", "hospital"),
    share=0.3,
    permit="医疗机构执业许可证（登记号PDY{yy}{serial:04d}-799012317D2152）",
)

HEAVY: dict[str, Heavy] = {
    "未按照规定对公共场所进行卫生检测": _PLACE,
    "未按照规定对顾客用品用具进行清洗、消毒、保洁": _PLACE,
    "使用非卫生技术人员从事医疗卫生技术工作": _CLINIC,
    "诊疗活动超出登记或者备案范围": replace(_CLINIC, warning=True),
    "未按照规定对工作场所职业病危害因素进行检测、评价": Heavy(
        kind=CLOSURE,
        text="责令停止产生职业病危害的作业",
        fact="当事人连续三年未进行检测、评价，此前已被给予警告、责令限期改正，逾期仍不改正，情节严重。",
        fine=(120_000, 150_000),
        done="罚款已于{day}缴清，已按决定停止产生职业病危害的作业。",
        parties=("factory",),
        share=0.5,
    ),
}
"""By name of offence."""


def heavy_case(offence: Offence, party: Unit, days: int, rng: Random) -> Heavy | None:
    """Whether a case that took ``days`` from its opening is one of the gravest: then there was time for a hearing."""
    heavy = HEAVY.get(offence.name)
    if heavy is None or party.category == PERSON or party.kind not in heavy.parties or days < 40:
        return None
    return heavy if rng.random() < heavy.share else None


def heavy_fine(heavy: Heavy, rng: Random) -> int:
    """The fine beside the heavy sanction, in yuan, whole thousands."""
    low, high = heavy.fine
    return rng.randrange(low, high + 1, 1000)
