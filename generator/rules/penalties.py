"""What a penalty says of itself: kinds, amounts and the text of the decision agree (PN001 to PN004, PN009, PN015)."""

import re
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.registers.penalties import Penalty
from generator.rules.amounts import AMOUNT, BETWEEN, Money, amounts, pairs, plain
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_GOODS = re.compile(r"物品|财物|药品|药物|器械|工具|设备|制剂|血液|疫苗")
_NOT = r"(?<!加处)(?<!不予)(?<!不处)(?<!不并处)(?<!免予)(?<!免于)(?<!免除)"
_FINE_THEN_AMOUNT = re.compile(rf"{_NOT}罚款{BETWEEN}({AMOUNT})(?!\s*以[上下内])")
_AMOUNT_THEN_FINE = re.compile(rf"({AMOUNT})(?:\s*\([^()]*\))?\)?(?:人民币|的)*罚款")
_CONFISCATED = re.compile(r"(?<!不予)(?<!免予)没收[^;。\n罚]*")
_VALUE_OF_GOODS = re.compile(r"(?:价值|货值|折价|作价)[^,;。]{0,8}$")


def fines_in(text: str) -> list[Money]:
    """The amounts that stand beside 罚款 in a text: 罚款人民币2000元, 2000元（贰仟元）的罚款. Not those of 加处罚款, nor of limits (五百元以上)."""
    signs = plain(text)
    found = (match[1] for pattern in (_FINE_THEN_AMOUNT, _AMOUNT_THEN_FINE) for match in pattern.finditer(signs))
    return [money for amount in found for money in amounts(amount)]


def confiscated_in(text: str) -> list[Money]:
    """The amounts between 没收 and the end of the clause, each pair of words and figures once; not fines, nor what goods are worth."""
    signs = plain(text)
    fines = {match.start(1) for match in _AMOUNT_THEN_FINE.finditer(signs)}
    found: list[Money] = []
    for clause in _CONFISCATED.finditer(signs):
        left_out = {second.start for _, second in pairs(clause[0])} | {start - clause.start() for start in fines}
        named = (money for money in amounts(clause[0]) if money.start not in left_out)
        found += (money for money in named if not _VALUE_OF_GOODS.search(clause[0][: money.start]))
    return found


@record_rule(
    Problem(
        code="PN001",
        title="罚款金额和处罚种类对不上",
        message="「罚款金额」是 {fine} 元，「处罚种类」里{state}「罚款」",
        help="有罚款的，「处罚种类」写上罚款，「罚款金额」写数额（元）；没有罚款的，「处罚种类」去掉罚款，「罚款金额」写 0。",
        why="处罚种类和金额分两处填写，要说的是同一件事，统计和对外报送都按它们计算。",
        example="处罚种类: [警告]\n罚款金额: 2000",
        basis=(CONSISTENCY,),
    ),
    "penalties",
)
def fine_is_among_the_kinds(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN001: there is a fine among the kinds exactly if an amount is given."""
    named = "罚款" in record.kinds
    if named != (record.fine > 0):
        yield breach("罚款金额", fine=record.fine, state="有" if named else "没有")


@record_rule(
    Problem(
        code="PN002",
        title="没收金额和处罚种类对不上",
        message="「没收金额」是 {amount} 元，{state}",
        help="没收了钱款的，「处罚种类」写上没收违法所得或者没收非法财物，「没收金额」写数额（元）；只没收物品的，在「处罚内容」里写明是什么物品。",
        why="没收了什么、没收了多少，要从处罚种类、金额和处罚内容里看得出来。",
        example="处罚种类: [没收违法所得, 罚款]\n没收金额: 0",
        basis=(CONSISTENCY,),
    ),
    "penalties",
)
def confiscation_is_among_the_kinds(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN002: an amount confiscated has its kind (else an error); a kind has an amount, or goods that are named (else a warning)."""
    kinds = [kind for kind in ("没收违法所得", "没收非法财物") if kind in record.kinds]
    if record.confiscated > 0 and not kinds:
        yield breach("没收金额", amount=record.confiscated, state="「处罚种类」里没有没收")
    if record.confiscated > 0 or not kinds:
        return
    if "没收违法所得" in kinds:
        yield breach("没收金额", level="warning", amount=record.confiscated, state="「处罚种类」里却有「没收违法所得」")
    elif not _GOODS.search(record.content + record.facts):
        state = "「处罚种类」里有「没收非法财物」，处罚内容和违法事实都没有写是什么财物"
        yield breach("没收金额", level="warning", amount=record.confiscated, state=state)


@record_rule(
    Problem(
        code="PN003",
        title="处罚内容的金额和所填的不同",
        message="「处罚内容」写的是{verb}「{text}」，「{field}」却是 {amount} 元",
        help="照决定书核对，改正「{field}」或者「处罚内容」；金额以元为单位，0.2 万元要写 2000。",
        why="决定书上的金额只有一个，最常见的错误是把万元当成元，或者少写一个零。",
        example="处罚内容: 罚款人民币贰万元整\n罚款金额: 2000",
        basis=(CONSISTENCY,),
    ),
    "penalties",
)
def amounts_are_those_of_the_decision(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN003: the amount given is one that the decision names, or the sum of those. A decision that names none is not judged."""
    for field, amount, verb, named in (
        ("罚款金额", record.fine, "罚款", fines_in(record.content)),
        ("没收金额", record.confiscated, "没收", confiscated_in(record.content)),
    ):
        values = [money.value for money in named]
        if values and amount not in values and amount != sum(values):
            yield breach(field, verb=verb, text="、".join(money.text for money in named), field=field, amount=amount)


@record_rule(
    Problem(
        code="PN004",
        title="暂扣吊销的证照没有写明",
        message="{state}",
        help="暂扣、吊销证照的，在「暂扣吊销证照」写证照名称和编号，「处罚种类」写暂扣许可证件或者吊销许可证件；没有的，两处都不写。",
        why="哪一本证照失去效力，公众和别的机关要能查到。",
        example="处罚种类: [罚款, 吊销许可证件]，没有写「暂扣吊销证照」",
        basis=(CONSISTENCY,),
    ),
    "penalties",
)
def permit_taken_away_is_named(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN004: 暂扣 or 吊销 names the permit (else an error); a permit is named only where one is taken away or downgraded (else a warning)."""
    for position, kind in enumerate(record.kinds):
        if kind in ("暂扣许可证件", "吊销许可证件") and not record.permit:
            yield breach("处罚种类", position, state=f"「处罚种类」有「{kind}」，没有写「暂扣吊销证照」")
            return
    if record.permit and not {"暂扣许可证件", "吊销许可证件", "降低资质等级"} & set(record.kinds):
        state = f"写了「暂扣吊销证照」：「{record.permit}」，「处罚种类」里却没有暂扣或者吊销许可证件"
        yield breach("暂扣吊销证照", level="warning", state=state)


_KINDS_IN_TEXT = {
    "警告": (r"警告(?!标[识志]|牌|语)", ()),
    "通报批评": (r"通报批评", ()),
    "没收违法所得": (r"没收[^,;。罚]{0,12}(?:违法|非法)所得", ()),
    "没收非法财物": (r"没收[^,;。罚]{0,20}(?:非法财物|药品|器械|物品|工具|设备)", ()),
    "暂扣许可证件": (r"暂扣", ()),
    "降低资质等级": (r"降低[^,;。]{0,6}(?:资质|等级)", ("其他",)),
    "吊销许可证件": (r"吊销", ()),
    "责令停产停业": (r"责令[^,;。]{0,8}停[产业]|停业整顿", ("限制开展生产经营活动", "其他")),
    "责令关闭": (r"责令[^,;。]{0,6}关闭", ("其他",)),
    "限制开展生产经营活动": (r"限制开展", ("其他",)),
    "限制从业": (
        r"暂停[^,;。]{0,16}执业|禁止[^,;。]{0,12}从事|限制从业",
        ("暂扣许可证件", "责令停产停业", "限制开展生产经营活动", "其他"),
    ),
    "行政拘留": (r"拘留", ()),
}
"""For each kind how a decision words it, and the other kinds under which it may have been filed. 责令改正 is no penalty (第九条)."""
_KIND_PATTERNS = {kind: (re.compile(pattern), others) for kind, (pattern, others) in _KINDS_IN_TEXT.items()}
_DENIED = re.compile(r"(?:不予|不再|不并处|不处|免予|免于|免除|未)[^,;。]{0,4}$")
_IF = re.compile(r"逾期|拒不|否则|如果|如不|如未|可以|将依法")


@record_rule(
    Problem(
        code="PN009",
        title="处罚种类没有写全",
        level="warning",
        message="「处罚内容」写着「{text}」，「处罚种类」里没有「{kind}」",
        help="核对决定书主文，在「处罚种类」里加上「{kind}」；主文没有这一项处罚的，改正「处罚内容」。",
        why="统计、查询和对外报送都按处罚种类，主文里有、种类里没有，这一项处罚就漏了。责令改正不是处罚，不用写进种类。",
        example="处罚内容: 警告，罚款2000元\n处罚种类: [罚款]",
        basis=(provision("行政处罚法", "第九条"), CONSISTENCY),
    ),
    "penalties",
)
def kinds_of_the_decision_are_all_there(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN009: every kind that the decision imposes is among the kinds. Clauses on what would follow (逾期不改正的 …) are not read."""
    clauses = [clause for clause in re.split(r"[;。\n]", plain(record.content)) if not _IF.search(clause)]
    for kind, (pattern, others) in _KIND_PATTERNS.items():
        if kind in record.kinds or any(other in record.kinds for other in others):
            continue
        for clause in clauses:
            match = pattern.search(clause)
            if match and not _DENIED.search(clause[: match.start()]):
                yield breach("处罚种类", text=match[0], kind=kind)
                break
    if "罚款" not in record.kinds and (fines := fines_in(record.content)):
        yield breach("处罚种类", text=f"罚款{fines[0].text}", kind="罚款")


@record_rule(
    Problem(
        code="PN015",
        title="大写和小写的金额不一致",
        message="「{field}」里「{first}」和「{second}」不是同一个金额",
        help="照决定书核对，把写错的一个改正。",
        why="大写和小写说的是同一笔钱，对不上就不知道以哪个为准。",
        example="处罚内容: 罚款人民币贰万元整（2000.00元）",
        basis=(CONSISTENCY,),
    ),
    "penalties",
)
def words_and_figures_agree(record: Penalty, context: Context) -> Iterator[Fault]:
    """PN015: an amount that is said in words and in figures is the same in both."""
    for field, text in (("处罚内容", record.content), ("违法事实", record.facts)):
        for first, second in pairs(text):
            if first.value != second.value:
                yield breach(field, field=field, first=first.text, second=second.text)
