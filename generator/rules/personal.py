"""Numbers and names of persons are nowhere in a register or on a page (PI001 to PI007).

What may be shown is declared: telephones of bodies, guides and channels, numbers of certificates and documents, and numbers that
the settings allow. The last gate (:mod:`generator.editions.gate`) looks for the same numbers in every byte about to be written.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from generator.fields.personal import BANK_CARD, IDENTITY, MOBILE, PASSPORT, Number, normalised, numbers_in
from generator.fields.persons_named import home_addresses_in, persons_in
from generator.law.provisions import provision
from generator.registers import REGISTERS
from generator.rules.rule import Passage, Spots, text_rule
from generator.source.problem import Problem
from generator.source.rule_settings import RuleSettings

_BASIS = (provision("个人信息保护法", "第二十五条"), provision("政府信息公开条例", "第十五条"))

CONTACTS: dict[str, frozenset[str]] = {
    "subjects": frozenset({"telephone", "complaints_telephone"}),
    "guides": frozenset({"telephone", "enquiries"}),
    "windows": frozenset({"complaints_telephone"}),
    "channels": frozenset({"contact"}),
}
"""The fields that are declared contacts: a mobile number may stand there, being the office's."""

NUMBERED: dict[str, frozenset[str]] = {
    key: frozenset({*register.identifiers, "certificate", "certificate_number", "permit"}) for key, register in REGISTERS.items()
}
"""The fields that hold numbers of documents and certificates, which may look like a mobile number or a card."""


def _permits(passage: Passage, number: Number) -> bool:
    """Whether a number may stand where it does."""
    if number.kind == MOBILE and passage.field in CONTACTS.get(passage.register, ()):
        return True
    return number.kind != IDENTITY and passage.field in NUMBERED.get(passage.register, ())


@lru_cache(maxsize=8)
def _allowed(settings: RuleSettings) -> frozenset[str]:
    return frozenset(map(normalised, settings.contacts))


@lru_cache(maxsize=4)
def _kinds(text: str) -> frozenset[str]:
    """The kinds of numbers in a text. Lines that YAML folds count as one, and escapes may hide anything."""
    if "\\x" in text or "\\u" in text:
        return frozenset({IDENTITY, MOBILE, BANK_CARD, PASSPORT})
    return frozenset(number.kind for number in numbers_in(_FOLDED.sub(" ", text)))


_FOLDED = re.compile(r"\n[ ]+")


def _holds(kind: str) -> Callable[[str], bool]:
    return lambda text: kind in _kinds(text)


def _numbers(kind: str, text: str, passage: Passage) -> Iterator[tuple[int, dict[str, str]]]:
    for number in numbers_in(text, _allowed(passage.settings)):
        if number.kind == kind and not _permits(passage, number):
            yield number.start, {"shown": number.shown}


@text_rule(
    Problem(
        code="PI001",
        title="出现身份证号码",
        message="这里有身份证号码（{shown}）",
        help="删掉这个号码；自然人只写姓名，公开时程序会隐去名字。",
        why="身份证号码在任何情况下都不公开。git 会留下历史，已经提交过的要按手册清除。",
        example="当事人张某，身份证号码 ……",
        basis=_BASIS,
    ),
    _holds(IDENTITY),
    in_code=True,
)
def no_identity_number(text: str, passage: Passage) -> Spots:
    """PI001: no number of an identity card, whatever the field (GB 11643; REGISTERS, Persons)."""
    yield from _numbers(IDENTITY, text, passage)


@text_rule(
    Problem(
        code="PI002",
        title="出现手机号码",
        message="这里有手机号码（{shown}）",
        help="换成办公电话；本来就对外公布的值班手机，写进 mkdocs.yml「规则」的「可公开号码」。",
        why="个人手机号码属于个人信息。窗口和执法人员的联系方式用办公电话。",
        example="联系电话: 139……（个人手机）",
        basis=_BASIS,
    ),
    _holds(MOBILE),
    in_code=True,
)
def no_mobile_number(text: str, passage: Passage) -> Spots:
    """PI002: no mobile number but in a declared contact."""
    yield from _numbers(MOBILE, text, passage)


@text_rule(
    Problem(
        code="PI003",
        title="出现银行卡号",
        message="这里有银行卡号（{shown}）",
        help="删掉卡号；缴款方式写「凭缴款通知书到代收银行缴纳」。",
        why="银行账号公开以后容易被冒用，罚款和收费的账户由缴款通知书告知本人。",
        example="汇入账号 6222……",
        basis=_BASIS,
    ),
    _holds(BANK_CARD),
    in_code=True,
)
def no_bank_card(text: str, passage: Passage) -> Spots:
    """PI003: no number of a bank card (ISO/IEC 7812)."""
    yield from _numbers(BANK_CARD, text, passage)


@text_rule(
    Problem(
        code="PI004",
        title="出现护照号码",
        message="这里有护照号码（{shown}）",
        help="删掉这个号码。",
        why="护照号码和身份证号码一样，任何情况下都不公开。",
        example="护照 E……",
        basis=_BASIS,
    ),
    _holds(PASSPORT),
    in_code=True,
)
def no_passport_number(text: str, passage: Passage) -> Spots:
    """PI004: no number of a passport."""
    yield from _numbers(PASSPORT, text, passage)


@text_rule(
    Problem(
        code="PI005",
        title="像是写了患者等人的姓名",
        level="warning",
        message="「{role}」后面像是写了姓名（{shown}）",
        help="改成「{role}{shown}」，或者只写「{role}」。",
        why="患者、举报人、证人、未成年人的姓名不公开；说清楚事实用不着姓名。",
        example="患者某甲（这里写了真名）于 3 月 2 日就诊",
        basis=(provision("个人信息保护法", "第二十八条"), provision("行政处罚法", "第五十条")),
    ),
    lambda text: any(True for _ in persons_in(text)),
)
def patients_and_complainants_are_not_named(text: str, passage: Passage) -> Spots:
    """PI005: beside a word for a patient, complainant, witness or minor stands no name."""
    for named in persons_in(text):
        yield named.start, {"role": named.role, "shown": named.shown}


@text_rule(
    Problem(
        code="PI006",
        title="像是写了家庭住址",
        level="warning",
        message="「{word}」后面像是个人的详细住址（{shown}）",
        help="自然人的地址只写到县、乡镇，删掉门牌号。",
        why="自然人的家庭住址不公开，写到县一级足以说明管辖。",
        example="现住某县某镇某小区 3 号楼 2 单元 501 室",
        basis=_BASIS,
    ),
    lambda text: any(True for _ in home_addresses_in(text)),
)
def homes_are_not_told(text: str, passage: Passage) -> Spots:
    """PI006: no address with a door number stands beside a word for where a person lives."""
    for home in home_addresses_in(text):
        yield home.start, {"word": home.word, "shown": home.shown}


_MINOR = re.compile(
    r"(?:当事人|被处罚人|相对人|违法行为人)(?:[^。；\n]{0,12}[系是为属于时]|时年|当时|尚)*"
    r"(?:未成年人(?=[，。；、）)\s]|$)|(?:未满|不满)(?:十四|十六|十八|14|16|18)周?岁(?=[，。；、）)\s]|$))"
)


@text_rule(
    Problem(
        code="PI007",
        title="当事人像是未成年人",
        level="warning",
        message="这里说当事人是未成年人（「{text}」）",
        help="当事人是未成年人的决定不公开：加上「不予公开」，写明理由和依据。",
        why="未成年人的处罚决定公开以后会伴随他很久，法律给予特别保护。",
        example="当事人系未成年人",
        basis=(provision("个人信息保护法", "第二十八条"),),
    ),
    _MINOR.search,
)
def decisions_on_minors_are_withheld(text: str, passage: Passage) -> Spots:
    """PI007: no decision whose party is said to be a minor is published."""
    if passage.register in ("licences", "penalties", "coercions") and not passage.field.startswith("withheld."):
        for found in _MINOR.finditer(text):
            yield found.start(), {"text": found[0]}


STOPPED_AT_THE_GATE = Problem(
    code="PI008",
    title="发布前拦下个人号码",
    message="将要写出的 {path} 里有{kind}（{shown}），没有发布",
    help="在登记簿、网页文字或者设置里找到这个号码并删掉，再运行一次。",
    why="写出网站以前，每个文件的每个字节都要再看一遍。走到这一步还有个人号码，说明它藏在别的检查看不到的地方。",
    example="页脚的联系方式里混进了个人手机",
    basis=_BASIS,
)
"""What becomes of :class:`~generator.editions.gate.Leak`."""


def permitted(texts: Iterable[str]) -> frozenset[str]:
    """The numbers in these texts that look personal and may be published, in the form of :func:`generator.fields.personal.normalised`.

    The texts are declared contacts and fields that hold numbers of certificates and documents. An identity number is never permitted.
    """
    joined = "\n".join(texts)
    return frozenset(normalised(joined[number.start : number.end]) for number in numbers_in(joined) if number.kind != IDENTITY)
