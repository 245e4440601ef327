"""A unified social credit code is whole in itself and belongs to whom it stands for (CC001 to CC005, CC007)."""

import datetime as dt
from collections.abc import Iterator

from generator.fields.credit_code import KNOWN_EXCEPTIONS, organisation_check_character
from generator.fields.party import ORGANISATION, PERSON, SOLE_TRADER, Party
from generator.law.provision import practice
from generator.law.provisions import provision
from generator.registers.record import Record
from generator.registers.subjects import Subject
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault, Trail
from generator.source.problem import Problem

_PARTIES = ("licences", "penalties", "coercions", "collections", "cases")
_HOLDERS = (*_PARTIES, "inspections", "inspected", "subjects")

_KEY = "统一社会信用代码"
_CODES = provision("GB 32100-2015")
_PROVINCES = frozenset("10 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split())
"""How area codes begin (GB/T 2260); 10 is the national registration office. Counties come and go, provinces stay."""

_ORGANS = {"行政机关": "11", "法律法规授权组织": "12"}


@record_rule(
    Problem(
        code="CC001",
        title="信用代码里的主体标识码不对",
        message="「{code}」第 9 至 17 位不对：按第 9 至 16 位算，第 17 位应为 {expected}",
        help="照营业执照或者登记证书核对第 9 至 17 位；证照上确实如此的，在 mkdocs.yml「规则」的「代码例外」里写上这个代码。",
        why="信用代码第 9 至 17 位是主体标识码，自己也有校验位，末位碰巧对了，中间仍可能写错。",
        example="两个数字写颠倒，末位的校验碰巧仍然通过",
        basis=(_CODES, provision("GB 11714-1997")),
    ),
    *_HOLDERS,
)
def codes_hold_a_valid_organisation_code(record: Record, context: Context) -> Iterator[Fault]:
    """CC001: characters 9 to 17 satisfy GB 11714; codes known or stated to be exceptions are left alone."""
    for trail, code in _codes(record):
        expected = organisation_check_character(code[8:16])
        if code[16] != expected and code not in KNOWN_EXCEPTIONS and code not in context.settings.valid_codes:
            yield breach(*trail, code=code, expected=expected)


@record_rule(
    Problem(
        code="CC002",
        title="自然人写了信用代码",
        message="相对人类别是自然人，却写了统一社会信用代码「{code}」",
        help="是单位的，改「类别」；是个体工商户的，类别写个体工商户；确实是自然人的，删去代码。",
        why="自然人没有统一社会信用代码，身份证件号码任何时候都不公开。",
        example="类别: 自然人\n统一社会信用代码: 92…",
        basis=(provision("424号"), _CODES),
    ),
    *_PARTIES,
)
def persons_have_no_code(record: Record, context: Context) -> Iterator[Fault]:
    """CC002: a natural person states no credit code."""
    party: Party = record.party  # type: ignore[attr-defined]
    if party.category == PERSON and party.credit_code:
        yield breach("相对人", _KEY, code=party.credit_code)


@record_rule(
    Problem(
        code="CC003",
        title="没有写信用代码",
        level="warning",
        message="相对人「{name}」是{category}，没有写「统一社会信用代码」",
        help="补上「统一社会信用代码」，照营业执照或者登记证书写；其实是个人，或者没有领取营业执照的，「类别」写自然人。",
        why="许可和处罚信息靠统一社会信用代码归到同一个单位名下，没有代码就对不上。",
        example="类别: 法人及非法人组织（没有写代码）",
        basis=(practice("报送信用信息时，单位和个体工商户要有统一社会信用代码。"),),
        applies_from=dt.date(2018, 7, 25),
    ),
    *_PARTIES,
)
def organisations_have_a_code(record: Record, context: Context) -> Iterator[Fault]:
    """CC003: an organisation states its code. Which fields the attachment of 424号 makes mandatory was not read: practice, a warning."""
    party: Party = record.party  # type: ignore[attr-defined]
    if not party.credit_code and party.category != PERSON:
        yield breach("相对人", _KEY, name=party.name, category=party.category)


@record_rule(
    Problem(
        code="CC004",
        title="执法主体代码和类型不符",
        level="warning",
        message="主体类型是{category}，代码「{code}」不是以 {start} 开头",
        help="照统一社会信用代码证书核对代码和「主体类型」，改正写错的那一个。",
        why="机关的代码以 11 开头，事业单位的代码以 12 开头，和主体类型对不上，多半有一处写错了。",
        example="主体类型: 行政机关\n统一社会信用代码: 12…",
        basis=(practice("机关的统一社会信用代码以11开头，事业单位的以12开头。"),),
    ),
    "subjects",
)
def codes_of_bodies_fit_their_kind(record: Subject, context: Context) -> Iterator[Fault]:
    """CC004: the code of an organ begins with 11, that of an authorised organisation with 12."""
    start = _ORGANS.get(record.category, "")
    if not record.credit_code.startswith(start):
        yield breach(_KEY, category=record.category, code=record.credit_code, start=start)


@record_rule(
    Problem(
        code="CC005",
        title="信用代码里的区划不存在",
        level="warning",
        message="「{code}」第 3、4 位是 {province}，没有哪个省份的区划代码这样开头",
        help="照营业执照或者登记证书核对代码的第 3 至 8 位；证照上确实如此的，在 mkdocs.yml「规则」的「代码例外」里写上这个代码。",
        why="信用代码第 3 至 8 位是登记机关所在地的行政区划代码，开头两位是省份。",
        example="91990123…（没有以 99 开头的省份）",
        basis=(_CODES,),
    ),
    *_HOLDERS,
)
def codes_name_a_province(record: Record, context: Context) -> Iterator[Fault]:
    """CC005: characters 3 and 4 are a province's, or those of the bureau's own 区划代码."""
    for trail, code in _codes(record):
        province = code[2:4]
        if province not in _PROVINCES and province != context.bureau.region[:2] and code not in context.settings.valid_codes:
            yield breach(*trail, code=code, province=province)


@record_rule(
    Problem(
        code="CC007",
        title="相对人类别和代码不符",
        level="warning",
        message="相对人类别是{category}，代码「{code}」{what}",
        help="照营业执照核对：个体工商户的代码以 92 开头，公司、合伙企业、个人独资企业以 91 开头；改正「类别」或者代码。",
        why="类别决定姓名要不要隐去、归到哪一类统计，写错了会公开不该公开的，或者统计不准。",
        example="类别: 法人及非法人组织\n统一社会信用代码: 92…",
        basis=(practice("个体工商户的统一社会信用代码以92开头。"),),
    ),
    *_PARTIES,
)
def codes_fit_the_category(record: Record, context: Context) -> Iterator[Fault]:
    """CC007: sole traders and nobody else have codes that begin with 92. A trader with another code is a notice."""
    party: Party = record.party  # type: ignore[attr-defined]
    code = party.credit_code or ""
    if party.category == ORGANISATION and code.startswith("92"):
        yield breach("相对人", _KEY, category=party.category, code=code, what="却是个体工商户的（以 92 开头）")
    if party.category == SOLE_TRADER and code and not code.startswith("92"):
        yield breach("相对人", _KEY, level="notice", category=party.category, code=code, what="却不是以 92 开头")


def _codes(record: Record) -> Iterator[tuple[Trail, str]]:
    """The codes that a record states, with their places."""
    for holder, trail in ((record, ()), (getattr(record, "party", None), ("相对人",)), (getattr(record, "object", None), ("检查对象",))):
        code = getattr(holder, "credit_code", None)
        if code:
            yield (*trail, _KEY), code
