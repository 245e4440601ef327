"""Personal numbers and names in text. Every number is computed here and belongs to nobody; every name is invented."""

import datetime as dt
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.fields import personal
from generator.fields.credit_code import check_character, organisation_check_character
from generator.fields.personal import BANK_CARD, IDENTITY, MOBILE, PASSPORT, identity_check_character, luhn_holds, normalised, numbers_in
from generator.fields.persons_named import home_addresses_in, persons_in

ROOT = Path(__file__).parent.parent.parent


def identity(first_seventeen: str) -> str:
    return first_seventeen + identity_check_character(first_seventeen)


def card(first: str) -> str:
    return next(first + digit for digit in "0123456789" if luhn_holds(first + digit))


def ending_in_x() -> str:
    return next(number for serial in range(1000) if (number := identity(f"34990119900101{serial:03}")).endswith("X"))


def credit_code(first_eight: str, organisation: str) -> str:
    code = first_eight + organisation + organisation_check_character(organisation)
    return code + check_character(code)


def wide(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


ID = identity("11990119901230001")
PHONE = "138" + "0000" + "0000"
CARD16, CARD19 = card("62" + "0" * 13), card("62" + "0" * 16)


def kinds(text: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    return [number.kind for number in numbers_in(text, allowed)]


def parted(number: str, cuts: tuple[int, ...], sign: str) -> str:
    edges = (0, *cuts, len(number))
    return sign.join(number[start:end] for start, end in pairwise(edges))


@pytest.mark.parametrize("serial", range(11))
def test_check_character_is_that_of_the_standard(serial: int) -> None:
    """GB 11643-1999: with the weights 2^(18-i) mod 11 and X for ten, the sum of all eighteen leaves 1 when divided by 11."""
    number = identity(f"119901199012300{serial:02}")
    values = [10 if character == "X" else int(character) for character in number]
    assert sum(value * (2 ** (17 - place) % 11) for place, value in enumerate(values)) % 11 == 1


def test_luhn_holds_for_one_last_digit_in_ten() -> None:
    """The number of ISO/IEC 7812-1, annex B."""
    assert [digit for digit in "0123456789" if luhn_holds("7992739871" + digit)] == ["3"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ID, IDENTITY),
        (ending_in_x(), IDENTITY),
        (ending_in_x().lower(), IDENTITY),
        (wide(ending_in_x()), IDENTITY),
        (f"身份证{ID}号", IDENTITY),
        (parted(ID, (6, 14), " "), IDENTITY),
        (parted(ID, (6, 10, 14), "-"), IDENTITY),
        (parted(ID, (4, 8, 12, 16), " "), IDENTITY),
        (parted(ID, tuple(range(1, 18)), " "), IDENTITY),
        (parted(ID, (6, 14), "　"), IDENTITY),
        (parted(ID, (6, 14), "\u00a0"), IDENTITY),
        (parted(ID, (6, 14), "\u200b"), IDENTITY),
        (PHONE, MOBILE),
        (f"电话{PHONE}。", MOBILE),
        (f"Tel.{PHONE}", MOBILE),
        (f"+86{PHONE}", MOBILE),
        (f"0086-{PHONE}", MOBILE),
        (f"86{PHONE}", MOBILE),
        (f"0{PHONE}", MOBILE),
        (parted(PHONE, (3, 7), " "), MOBILE),
        (parted(PHONE, (3, 7), "-"), MOBILE),
        (parted(PHONE, (3, 7), "–"), MOBILE),
        (parted(PHONE, (3,), " "), MOBILE),
        (parted(PHONE, (7,), "-"), MOBILE),
        (wide(PHONE), MOBILE),
        (wide(parted(PHONE, (3, 7), "-")), MOBILE),
        ("①③⑧" + PHONE[3:], MOBILE),
        ("".join(chr(0x1D7CE + int(digit)) for digit in PHONE), MOBILE),
        (CARD16, BANK_CARD),
        (CARD19, BANK_CARD),
        (parted(CARD16, (4, 8, 12), " "), BANK_CARD),
        (parted(CARD19, (4, 8, 12, 16), "-"), BANK_CARD),
        (parted(CARD16, (4, 8, 12), " ") + " 100元", BANK_CARD),
        (card("436742" + "0" * 12), BANK_CARD),
        (card("9558" + "0" * 14), BANK_CARD),
        ("护照号码：E00000001", PASSPORT),
        ("护照（EA0000001）", PASSPORT),
        ("护照 Ｇ００００００００", PASSPORT),
    ],
)
def test_personal_number_is_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "0999-6010001",
        "0999-60100010",
        "010-00000001",
        "2026-11-22 2026-11-23 2026-11-24",
        "2026-11-22 09:30:00",
        "20261122093000",
        "99012301001",
        "202499000001",
        "110990240000001",
        "PDY240035-799012317D2152",
        "国药准字H20240001",
        "护照办理不归本局；国药准字H20240001",
        "E20240001",
        f"0.{PHONE}",
        f"{PHONE}.25",
        f"a{PHONE}",
        f"{PHONE}b",
        f"{PHONE}0",
        f"9{PHONE}",
        "d='M9 9 9 9 9 9 9 9 9 9 9 9 9-9a1 1 0 0 1 1-1 1 1 0 0 1 1 1'",
        "2v-2h2v2m0-4H7V7h2m4 8h-2v-2h2m0 4h-2v-2h2m0-4h-2V7h2m4 8h-2v-2h2",
        "3f13800000000e9b2c1d",
        "978-7-117-00000-0",
        ID[:17] + ("0" if ID[17] != "0" else "1"),
        identity("11990119901301001"),
        identity("11990118990101001"),
        identity("99990119900101001"),
        CARD16[:15] + str((int(CARD16[15]) + 1) % 10),
        card("7" + "0" * 15),
        "",
        "没有号码的一句话。",
    ],
)
def test_what_is_no_personal_number_is_passed_over(text: str) -> None:
    assert kinds(text) == []


def test_credit_code_of_digits_alone_is_no_identity_number() -> None:
    """An area that ends in 19 and a body that reads like a date: only the two checks of the code tell them apart."""
    codes = [credit_code("12110119", f"{serial:08}") for serial in range(85_010_000, 85_020_000)]
    alike = [code for code in codes if code[:17].isdigit() and code[17] == identity_check_character(code[:17])]
    assert alike
    assert [code for code in alike if kinds(code)] == []


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = f"㈠Ⅷ…电话：{wide(parted(PHONE, (3, 7), ' '))}，身份证 {ID}；卡{CARD16}。"
    found = list(numbers_in(text))
    assert [number.kind for number in found] == [MOBILE, IDENTITY, BANK_CARD]
    assert [normalised(text[number.start : number.end]) for number in found] == [PHONE, ID, CARD16]


def test_hint_does_not_repeat_the_number() -> None:
    (number,) = numbers_in(f"+86 {parted(PHONE, (3, 7), ' ')}")
    assert number.shown == "138＊＊＊＊＊＊00"


def test_allowed_number_is_passed_over_however_it_is_written() -> None:
    allowed = frozenset({normalised(wide(parted(PHONE, (3, 7), "-")))})
    assert allowed == {PHONE}
    assert kinds(f"{PHONE} {parted(PHONE, (3, 7), ' ')} {wide(PHONE)}", allowed) == []
    assert kinds(f"{PHONE}，{ID}", allowed) == [IDENTITY]


def test_every_digit_that_nfkc_knows_is_seen() -> None:
    """The search for disguised digits skips to five bytes; a new version of Unicode must not add a sixth."""
    every = [chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000]
    digits = [character for character in every if set(unicodedata.normalize("NFKC", character)) <= set("0123456789")]
    assert len(digits) > 100
    for character in digits:
        text = character.encode()
        assert any(pattern.search(text) for pattern in personal._DISGUISES.values()), f"U+{ord(character):04X}"
        assert personal._ANY_RUN.fullmatch(text * 11), f"U+{ord(character):04X}"


SIGNS = st.sampled_from(["", " ", "-", "　", "－", "\u00a0", "–", "\u200b", " \u200b", "\u200b-"])


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, str]:
    """A number in one of its legal forms, and its kind."""
    digits = st.text("0123456789", min_size=20, max_size=20)
    many = draw(digits)
    kind = draw(st.sampled_from([IDENTITY, MOBILE, BANK_CARD]))
    cuts: tuple[int, ...]
    if kind == MOBILE:
        number, cuts = "1" + draw(st.sampled_from("3456789")) + many[:9], (3, 7)
    elif kind == IDENTITY:
        born = draw(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31)))
        number = identity(draw(st.sampled_from(["11", "34", "62", "83"])) + many[:4] + f"{born:%Y%m%d}" + many[4:7])
        assume(not personal._is_credit_code(number))
        cuts = draw(st.sampled_from([(6, 10, 12, 14, 17), (4, 8, 12, 16), tuple(range(1, 18))]))
    else:
        number, cuts = card("62" + many[: draw(st.integers(13, 16))]), (4, 8, 12, 16)
        assume(not (len(number) == 18 and personal._is_identity(number)))
    write = wide if draw(st.booleans()) else str
    free = kind == MOBILE or cuts == (6, 10, 12, 14, 17)
    signs = [draw(SIGNS) for _ in cuts] if free else [draw(SIGNS)] * len(cuts)
    text, start = "", 0
    for cut, sign in zip((*cuts, len(number)), (*signs, ""), strict=True):
        if start < len(number):
            text += write(number[start:cut]) + (sign if cut < len(number) else "")
        start = cut
    return text, kind


AROUND = st.text(st.characters(exclude_categories=["Cs", "Nd", "No", "Nl", "Cf", "Mn"], exclude_characters=".．"), max_size=40)


@settings(deadline=None, max_examples=400)
@given(planted(), AROUND, AROUND)
def test_planted_number_is_found_in_any_text(number: tuple[str, str], before: str, after: str) -> None:
    written, kind = number
    text = f"{before}：{written}。{after}"
    found = list(numbers_in(text))
    assert kind in [item.kind for item in found]
    place = len(before) + 1
    assert (place, place + len(written)) in [(item.start, item.end) for item in found]


@settings(deadline=None)
@given(st.lists(st.text("0123456789 -", max_size=10), max_size=20))
def test_text_without_eleven_digits_in_a_row_is_never_flagged(parts: list[str]) -> None:
    assert kinds("号".join(parts)) == []


LIKELY = st.text(st.sampled_from(list("0123456789139 -－　１３８①.护照EX字号aA+：\u200b")), max_size=80)


@settings(deadline=None, max_examples=500)
@given(st.one_of(LIKELY, st.tuples(LIKELY, planted(), LIKELY).map(lambda parts: parts[0] + parts[1][0] + parts[2])))
def test_quick_search_lets_nothing_through_that_the_exact_search_finds(text: str) -> None:
    assert list(numbers_in(text)) == list(personal._numbers_in_window(text, 0, frozenset()))


@pytest.mark.parametrize(
    ("text", "role", "shown"),
    [
        ("患者张一二，女，", "患者", "张某某"),
        ("患者：张一二", "患者", "张某某"),
        ("投诉人李一称", "投诉人", "李某"),
        ("举报人为王一二。", "举报人", "王某某"),
        ("证人（赵一）", "证人", "赵某"),
        ("死者欧阳一二的", "死者", "欧阳某某"),
        ("学生 周一二 在校", "学生", "周某某"),
        ("产妇高一二于2026年", "产妇", "高某某"),
        ("未成年人系陈一二", "未成年人", "陈某某"),
        ("家属“刘一”到场", "家属", "刘某"),
    ],
)
def test_name_beside_a_role_word_is_found(text: str, role: str, shown: str) -> None:
    (named,) = persons_in(text)
    assert (named.role, named.shown) == (role, shown)
    assert text[named.start : named.end].startswith(shown[0])
    assert "一" in text[named.start : named.end]


@pytest.mark.parametrize(
    "text",
    (
        "患者王某，|患者王某某于|患者李某甲称|死者张××，|患者张**，|患者知情同意。|患者安全。|患者安全的|患者高度怀疑|患者高热，|患者高血压，"
        "|患者于昨日，|患者任何时候|患者方可|患者时常|患者车祸，|患者焦虑，|患者黄疸，|患者白内障，|患者明确|患者金额|患者全身|患者平安。"
        "|患者申请查阅|患者向法院|患者何时|患者以|患者常青|家属陈述，|家属应当|家属方面|家属同意|学生常见病|学生安全，|学生文明，|学生成长，"
        "|学生路上，|投诉人反映|投诉人称|举报人员|举报人信息|举报人应|证人证言|证人签名|病人应当|病人康复，|新生儿黄疸。|儿童安康，|儿童成长"
    ).split("|"),
)
def test_ordinary_words_after_a_role_word_are_no_name(text: str) -> None:
    assert list(persons_in(text)) == []


def test_known_name_is_passed_over() -> None:
    assert list(persons_in("见证人张一二。", frozenset({"张一二"}))) == []


def test_home_address_with_a_door_number_is_found() -> None:
    text = "当事人家住示例县城关镇示例路0号9单元909室。"
    (address,) = home_addresses_in(text)
    assert text[address.start : address.end] == "示例县城关镇示例路0号9单元909室"
    assert address.shown == "示例县……"


@pytest.mark.parametrize("text", ["住址", "住所地：示例县城关镇", "示例公司，住所地：示例路0号楼9室", "示例县示例路0号9室", "现住院治疗"])
def test_other_addresses_are_passed_over(text: str) -> None:
    assert list(home_addresses_in(text)) == []


def test_sample_county_names_nobody_and_holds_no_personal_number() -> None:
    found = []
    for directory in ("registries", "content"):
        for path in sorted((ROOT / directory).rglob("*")):
            if path.is_file() and path.suffix in (".yml", ".md", ".txt"):
                text = path.read_text(encoding="utf-8")
                found += [(path.name, item) for search in (numbers_in, persons_in, home_addresses_in) for item in search(text)]
    assert found == []
