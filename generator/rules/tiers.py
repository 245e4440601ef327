"""The tiers of a discretion standard follow one another from light to heavy (CG014, CG015, CG016)."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.registers.discretion import DiscretionStandard, Tier
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem


@record_rule(
    Problem(
        code="CG014",
        title="裁量档次的名称重复",
        message="档次名称「{name}」用了两次",
        help="给其中一个档次换一个名称；处罚决定引用了它的，一并核对。",
        why="处罚决定按名称引用档次，名称相同就不知道适用的是哪一档。",
        example="两个档次都叫 二档（一般）",
        basis=(CONSISTENCY,),
    ),
    "discretion",
)
def tiers_have_names_of_their_own(record: DiscretionStandard, context: Context) -> Iterator[Fault]:
    """CG014: within a standard a tier's name is used once."""
    seen: set[str] = set()
    for position, tier in enumerate(record.tiers):
        if tier.name in seen:
            yield breach("档次", position, "名称", name=tier.name)
        seen.add(tier.name)


@record_rule(
    Problem(
        code="CG015",
        title="裁量档次之间有空档",
        level="warning",
        message="「{lower}」到 {highest} 元为止，「{upper}」从 {lowest} 元开始，中间没有档次",
        help="核对两档的上限和下限，改到首尾相接；法律规定的幅度本来就不连续的，在「备注」里写明。",
        why="罚款落在两档之间，就没有基准可以依照。",
        example="二档 上限 3000，三档 下限 5000",
        basis=(provision("27号"), CONSISTENCY),
    ),
    "discretion",
)
def tiers_leave_no_gap(record: DiscretionStandard, context: Context) -> Iterator[Fault]:
    """CG015: a tier in yuan begins where the one before it ends, unless a note says why the law itself leaves a gap."""
    for position, lower, upper in _neighbours(record):
        highest, lowest = lower.extent.highest, upper.extent.lowest
        if highest is not None and lowest is not None and lowest > highest and record.notes is None:
            highest_text, lowest_text = _yuan(highest), _yuan(lowest)
            trail = ("档次", position, "幅度", "下限")
            yield breach(*trail, lower=lower.name, upper=upper.name, highest=highest_text, lowest=lowest_text)


@record_rule(
    Problem(
        code="CG016",
        title="裁量档次重叠或者次序颠倒",
        level="warning",
        message="「{upper}」从 {lowest} 元开始，比前一档「{lower}」的上限 {highest} 元低",
        help="核对两档的上限和下限，改到从轻到重首尾相接；罚款相同、另外加处其他处罚的两档，上限和下限都写成一样。",
        why="同样的数额落在两档里，同样的情形就可能罚得不一样。",
        example="二档 上限 3000，三档 下限 2000",
        basis=(provision("27号"), CONSISTENCY),
    ),
    "discretion",
)
def tiers_do_not_overlap(record: DiscretionStandard, context: Context) -> Iterator[Fault]:
    """CG016: a tier in yuan does not begin below the end of the one before it, save where both have the same amounts (and another penalty)."""
    for position, lower, upper in _neighbours(record):
        highest, lowest = lower.extent.highest, upper.extent.lowest
        same = (lower.extent.lowest, highest) == (lowest, upper.extent.highest)
        if highest is not None and lowest is not None and lowest < highest and not same:
            highest_text, lowest_text = _yuan(highest), _yuan(lowest)
            trail = ("档次", position, "幅度", "下限")
            yield breach(*trail, lower=lower.name, upper=upper.name, highest=highest_text, lowest=lowest_text)


def _neighbours(record: DiscretionStandard) -> Iterator[tuple[int, Tier, Tier]]:
    """The tiers that have an amount, each with the one before it, and its position among all tiers."""
    amounts = [(position, tier) for position, tier in enumerate(record.tiers) if tier.extent.highest is not None]
    for (_, lower), (position, upper) in pairwise(amounts):
        yield position, lower, upper


def _yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}".removesuffix(".00")
