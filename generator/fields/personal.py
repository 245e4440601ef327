"""Numbers of persons in text: identity card, mobile, bank card, passport. None of them is ever published (PIPL art. 28; DOMAIN 2.11)."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.fields.credit_code import check_character, organisation_check_character

IDENTITY, MOBILE, BANK_CARD, PASSPORT = "居民身份证号码", "手机号码", "银行卡号", "护照号码"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A personal number found in a text."""

    kind: str
    """居民身份证号码, 手机号码, 银行卡号 or 护照号码."""
    start: int
    """Where it begins in the text as given, in characters."""
    end: int
    """Where it ends, exclusive."""
    shown: str
    """A hint that does not repeat it: the first three and the last two characters."""


_MARKS = bytes(48 if byte in b"0123456789" else 45 if byte in b" -" else 46 for byte in range(256))
_TEN = b"0000000000"
_PARTED, _SINGLE = b"000-0000", b"0-0-0-0-0-0-0-0-0-0"
"""What parted numbers hold: a mobile number parted after 3 or 7, an identity number after 6, either by fours; an identity number by digits."""
_PARTED_WORTH = re.compile(
    rb"""1[3-9]
      | (?<=1[3-9][0-9]{2})[0-9]{3}.[0-9]{4}(?![0-9])
      | (?<=[1-8][0-9]{2})[0-9]{3}.[0-9]{4}[ -]?[01][0-9][ -]?[0-3][0-9][ -]?[0-9]{3}[ -]?[0-9Xx]
      | (?<=[0-9])[0-9]{3}(.)[0-9]{4}\1[0-9]{4}\1""".replace(b"[ -]", rb"[\ -]"),
    re.VERBOSE,
)
_WORTH = re.compile(rb"(?:0|(?:00)?86)?1[3-9][0-9]{9}(?![0-9])|[0-9]{10,14}[ -][0-9]|[0-9]{16}")
"""Ten digits in a row that may begin a number: a mobile number, one that goes on after a gap, or a long one."""
_DIGITS = re.compile(rb"0+")
_MARGIN, _LENGTH = 24, 64
"""Bytes before and after the place where a number may begin, enough to hold it and to see that it stands alone."""

# Each begins with one byte, which the search skips to. What follows are digits to NFKC, or nothing to the eye, or it parts digits as a blank
# or a dash does. The mark at the start of a file is no disguise.
_NEXT = rb"(?:[0-9Xx]|\xef[\xbc\xbd]|\xe2\x85)"
_DISGUISES = {
    pattern[:1]: re.compile(pattern, re.DOTALL)
    for pattern in (
        b"\xef(?:\xbc[\x90-\x99]|(?<=[^\\n].)\xbb\xbf|(?<=[0-9].)(?:\xbc\x8d|\xb9[\x98\xa3])%s)" % _NEXT,
        b"\xe2(?:[\x81\x82\x91\x93]|\x80[\x8b-\x8f]|(?<=[0-9].)(?:\x80[\x80-\xaf]|\x88\x92)%s)" % _NEXT,
        b"\xe3(?:[\x89\x8a]|(?<=[0-9].)(?:\x80\x80|\x83\xbc)%s)" % _NEXT,
        b"\xc2(?:[\xad\xb2\xb3\xb9]|(?<=[0-9].)\xa0%s)" % _NEXT,
        b"\xf0",
    )
}
_ANY_RUN = re.compile(rb"[0-9 \-\x80-\xbf\xc2\xe2\xe3\xef\xf0]{11,}")
"""In UTF-8, whatever may be digits, blanks and dashes. No Han character begins so: a sentence breaks into short runs."""

_PASSPORT_WORD = "护照".encode()
_REACH = 160
"""Bytes about the word 护照 in which its number is looked for."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_BLANKS = frozenset(" \u00a0\u2002\u2003\u2007\u2009\u202f\u3000")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\ufe58\ufe63\uff0d")

_ALONE = r"(?:(?<![0-9A-Za-z.])|(?<=[A-Za-z]{2}\.))"
_ENDED = r"(?![0-9A-Za-z]|\.[0-9])"
_FOURS = r"[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}"
_IDENTITY = re.compile(
    rf"""{_ALONE}(?=[1-8])(?:
        [0-9]{{6}}[ -]?[0-9]{{4}}[ -]?[0-9]{{2}}[ -]?[0-9]{{2}}[ -]?[0-9]{{3}}[ -]?[0-9Xx]
      | (?:[0-9][ -]){{17}}[0-9Xx]
      | {_FOURS}\1[0-9][0-9Xx]
    ){_ENDED}""".replace("[ -]", "[\\ -]"),
    re.VERBOSE,
)
_CARD = re.compile(rf"{_ALONE}(?:[0-9]{{16,19}}|{_FOURS}(?:\1[0-9]{{1,3}})?){_ENDED}")
_CARD_OF_SIXTEEN = re.compile(rf"{_FOURS}(?=\1)")
_MOBILE = re.compile(rf"{_ALONE}(?:(?:00)?86[ -]?|\(86\)[ -]?|0)?(?P<number>1[3-9][0-9][ -]?[0-9]{{4}}[ -]?[0-9]{{4}}){_ENDED}")
_PASSPORT = re.compile(rf"{_ALONE}(?<!字)(?:[DEGHPSdeghps][ -]?[0-9]{{8}}|[Ee][A-HJ-NP-Za-hj-np-z][ -]?[0-9]{{7}}){_ENDED}")

_PROVINCES = frozenset("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split())
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGISTRARS = re.compile(r"1[1239]|2[19]|3[1-59]|4[19]|5[1-39]|6[129]|7[129]|8[19]|9[123]")
_ISSUERS = re.compile(
    r"""62[0-9]{14,17}                              # UnionPay
      | 4[0-9]{15}(?:[0-9]{3})?                     # Visa; with 19 digits the older cards 436742 of China Construction Bank
      | 5[1-5][0-9]{14}                             # Mastercard
      | 35(?:2[89]|[3-8][0-9])[0-9]{12}             # JCB
      | (?:9558|9559|601382)[0-9]{10,15}            # older cards of ICBC, ABC and Bank of China
    """,
    re.VERBOSE,
)


def identity_check_character(first_seventeen: str) -> str:
    """The 18th character of a citizen's identity number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(value - 9 if value > 9 else value for value in doubled)) % 10 == 0


def normalised(text: str) -> str:
    """A number as ``allowed`` holds it: NFKC, capitals, without blanks, hyphens and invisible characters."""
    return "".join(map(_plain, text)).translate({32: None, 45: None}).upper()


def numbers_in(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Number]:
    """Yield the personal numbers in a text, from left to right.

    ``allowed`` holds numbers in the form of :func:`normalised` that are something else, or may be shown: the number of
    a certificate that looks like a mobile number, a declared contact.
    """
    data = text.encode("utf-8", "surrogatepass")
    offset = reached = 0
    for start, stop in suspects(data):
        window = data[start:stop].decode("utf-8", "surrogatepass")
        offset += len(data[reached:start].decode("utf-8", "surrogatepass"))
        yield from _numbers_in_window(window, offset, allowed)
        offset, reached = offset + len(window), stop


def suspects(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the stretches of UTF-8 text, start and end in bytes, outside of which there is no personal number.

    They are in order, do not overlap, begin and end between characters, and reach far enough to judge what is in them.
    Text that is not UTF-8 is searched for ASCII digits.
    """
    disguised = any(lead in data and pattern.search(data) for lead, pattern in _DISGUISES.items())
    found = [(start - _MARGIN, stop + _MARGIN) for start, stop in (_any_runs(data) if disguised else _beginnings(data))]
    at = data.find(_PASSPORT_WORD)
    while at >= 0:
        found.append((at - _REACH, at + _REACH))
        at = data.find(_PASSPORT_WORD, at + 1)
    found.sort()
    for index, (start, stop) in enumerate(found):
        if index + 1 < len(found) and found[index + 1][0] <= stop + 4:
            found[index + 1] = (start, max(stop, found[index + 1][1]))
            continue
        start, stop = max(start, 0), min(stop, len(data))
        while start > 0 and 0x80 <= data[start] < 0xC0:
            start -= 1
        while stop < len(data) and 0x80 <= data[stop] < 0xC0:
            stop += 1
        yield start, stop


def _beginnings(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the stretches that begin as a number written in ASCII begins. The long needles make each search skip what lies between."""
    marks = data.translate(_MARKS)
    at = marks.find(_TEN)
    while at >= 0:
        if _WORTH.match(data, at):
            yield at, at + _LENGTH
        rest = _DIGITS.match(marks, at)
        at = marks.find(_TEN, rest.end() if rest else at + 1)
    at = marks.find(_PARTED)
    while at >= 0:
        if _PARTED_WORTH.match(data, at):
            yield at, at + _LENGTH
        at = marks.find(_PARTED, at + 1)
    at = marks.find(_SINGLE)
    while at >= 0:
        yield at, at + _LENGTH
        at = marks.find(_SINGLE, at + 1)


def _any_runs(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the runs of what may be digits, blanks and dashes in any script form."""
    return (found.span() for found in _ANY_RUN.finditer(data))


def _numbers_in_window(window: str, offset: int, allowed: frozenset[str]) -> Iterator[Number]:
    plain, places = _plain_with_places(window)
    taken: list[tuple[int, int, str]] = []

    def take(kind: str, start: int, end: int) -> None:
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in taken):
            taken.append((start, end, kind))

    for found in _each(_IDENTITY, plain):
        if _is_identity(normalised(found[0])):
            take(IDENTITY, *found.span())
    for found in _each(_CARD, plain):
        shorter = _CARD_OF_SIXTEEN.match(plain, found.start())
        card = next((item for item in (found, shorter) if item and _is_card(normalised(item[0]))), None)
        if card:
            take(BANK_CARD, *card.span())
    for found in _each(_MOBILE, plain):
        take(MOBILE, *found.span("number"))
    if "护照" in plain:
        for found in _each(_PASSPORT, plain):
            if "护照" in plain[max(0, found.start() - 40) : found.end() + 8]:
                take(PASSPORT, *found.span())
    for start, end, kind in sorted(taken):
        number = normalised(plain[start:end])
        if number not in allowed:
            hint = number[:3] + "＊" * (len(number) - 5) + number[-2:]
            yield Number(kind=kind, start=offset + places[start], end=offset + places[end - 1] + 1, shown=hint)


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, those that begin inside another included."""
    found = pattern.search(text)
    while found:
        yield found
        found = pattern.search(text, found.start() + 1)


def _is_identity(number: str) -> bool:
    if number[:2] not in _PROVINCES or identity_check_character(number[:17]) != number[17]:
        return False
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100 and not _is_credit_code(number)


def _is_card(number: str) -> bool:
    return bool(_ISSUERS.fullmatch(number)) and luhn_holds(number) and not _is_credit_code(number)


def _is_credit_code(number: str) -> bool:
    """Whether 18 characters are a unified social credit code: registrar, area and both checks (GB 32100-2015, GB 11714-1997)."""
    return (
        len(number) == 18
        and bool(_REGISTRARS.match(number))
        and number[2:4] in _PROVINCES
        and check_character(number[:17]) == number[17]
        and organisation_check_character(number[8:16]) == number[16]
    )


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """A character as it is compared: NFKC, any blank as a space, any dash as a hyphen, an invisible one as nothing."""
    if character in _INVISIBLE:
        return ""
    if character in _BLANKS:
        return " "
    return "-" if character in _DASHES else unicodedata.normalize("NFKC", character)


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """The text as compared, and for each of its characters the place in the text as given."""
    parts = [_plain(character) for character in text]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]
