"""Reads amounts of money out of Chinese text: 3,000.00元, 0.2万元, 叁万元整, 二千元. Plain functions; no rule lives here."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_DIGITS = {
    sign: value
    for value, signs in enumerate(("零〇", "一壹", "二两贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"))
    for sign in signs
}
_SMALL = {sign: 10**power for power, signs in ((1, "十拾"), (2, "百佰"), (3, "千仟")) for sign in signs}
_GREAT = {sign: 10**power for power, signs in ((4, "万萬"), (8, "亿億")) for sign in signs}

_FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_NUMERAL = rf"(?:{_FIGURES}|[{''.join((*_DIGITS, *_SMALL, *_GREAT))}]|(?<=\d) (?=[万萬亿億]))+"
_TOKEN = re.compile(rf"{_FIGURES}|[^ ]")

AMOUNT = rf"(?:¥\s*)?{_NUMERAL}\s*[元圆](?:{_NUMERAL}角)?(?:{_NUMERAL}分)?[整正]?|¥\s*{_FIGURES}"
"""An amount, in text made plain by :func:`plain`. It holds no group."""
BETWEEN = r"(?:[\s:(¥)]|人民币|共计|合计|总计|金额|数额|大写|小写|计|为)*"
"""What may stand between a word and the amount that belongs to it: 罚款（大写）人民币：…"""

_PARTS = re.compile(rf"(?P<sign>¥)?\s*(?P<yuan>{_NUMERAL})\s*(?(sign)[元圆]?|[元圆])(?:(?P<jiao>{_NUMERAL})角)?(?:(?P<fen>{_NUMERAL})分)?")
_AMOUNT = re.compile(AMOUNT)
_BRACKET = re.compile(r"\s*\((?:\s|:|人民币|大写|小写|即)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount as it stands in a text."""

    value: Decimal
    """In yuan."""
    text: str
    start: int
    end: int
    """Its place in the plain text, the end exclusive."""

    @property
    def in_figures(self) -> bool:
        """Whether it is written in Arabic figures (1700元) rather than in words (壹仟柒佰元整)."""
        return any(sign.isdigit() and sign.isascii() for sign in self.text)


def plain(text: str) -> str:
    """Text with full-width figures, brackets and signs made half-width, as the patterns here want it."""
    return unicodedata.normalize("NFKC", text)


def amounts(text: str) -> list[Money]:
    """Every amount of a text, in its order. What looks like an amount and is none (仟佰元) is left out."""
    found = []
    for match in _AMOUNT.finditer(plain(text)):
        value = yuan(match[0])
        if value is not None:
            found.append(Money(value=value, text=match[0], start=match.start(), end=match.end()))
    return found


def pairs(text: str) -> Iterator[tuple[Money, Money]]:
    """Amounts that are said twice, in words and in figures: 壹仟元整（1000.00元）, or the other way round."""
    found = amounts(text)
    signs = plain(text)
    for first, second in pairwise(found):
        if first.in_figures != second.in_figures and _BRACKET.fullmatch(signs, first.end, second.start):
            yield first, second


def yuan(amount: str) -> Decimal | None:
    """The value in yuan of one amount (二千元五角, ¥3,000.00), or None where it is none."""
    found = _PARTS.fullmatch(plain(amount).rstrip("整正"))
    if not found:
        return None
    total = Decimal()
    for part, scale in ((found["yuan"], Decimal(1)), (found["jiao"], Decimal("0.1")), (found["fen"], Decimal("0.01"))):
        value = numeral(part) if part else Decimal()
        if value is None:
            return None
        total += value * scale
    return total


def numeral(text: str) -> Decimal | None:
    """The value of a numeral in figures, in words or in both (3万5千, 壹拾贰万壹仟, 二〇〇〇), or None where it is none."""
    total, section, pending = Decimal(), Decimal(), None
    before = ""
    for token in _TOKEN.findall(text):
        if token in _SMALL:
            if pending is None and _SMALL[token] != 10:
                return None
            section += (Decimal(1) if pending is None else pending) * _SMALL[token]
            pending = None
        elif token in _GREAT:
            if pending is None and not section and not total:
                return None
            section += pending or 0
            total = (total + section) * _GREAT[token] if _GREAT[token] > 10**4 else total + section * _GREAT[token]
            section, pending = Decimal(), None
        elif token in _DIGITS:
            if pending is not None and before not in _DIGITS:
                return None
            pending = (pending or 0) * 10 + Decimal(_DIGITS[token])
        elif pending is None:
            pending = Decimal(token.replace(",", ""))
        else:
            return None
        before = token
    return total + section + (pending or 0)
