"""Text as it is compared, in the index as in queries: ``site_theme/assets/gongshi/index.js`` does the same to what is asked."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

_BRACKETS = str.maketrans(dict.fromkeys("[{〔【〖〘〚", "(") | dict.fromkeys("]}〕】〗〙〛", ")"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("•・‧∙⋅", "·"))
_LEFT_OUT = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
_NOT_IN_NUMBERS = re.compile(r"[^\w]|[第号_]")


@cache
def simplified() -> dict[str, str]:
    """Traditional to simplified characters, one by one: the table of OpenCC (t2s, Apache-2.0) for single characters."""
    traditional, simple, _ = files("generator.search").joinpath("simplified.txt").read_text(encoding="utf-8").split("\n")
    return dict(zip(traditional, simple, strict=True))


def folded(text: str) -> str:
    """Full-width narrowed (NFKC), lower case, simplified characters, one kind of bracket, dash and dot; no spaces and no control characters."""
    return "".join(map(_folded, unicodedata.normalize("NFKC", text).lower()))


@cache
def _folded(letter: str) -> str:
    if unicodedata.category(letter) in _LEFT_OUT:
        return ""
    return simplified().get(letter, letter).translate(_BRACKETS).translate(_DASHES)


@cache
def fold_one(letter: str) -> str | None:
    """What a character becomes wherever it stands, one or none; None where that depends on its neighbours or it becomes several."""
    if unicodedata.category(letter).startswith("M") or 0x1100 <= ord(letter) <= 0x11FF:
        return None
    whole = folded(letter)
    return whole if len(whole) < 2 else None


def number_key(number: str) -> str:
    """A document, licence, certificate number or credit code as it is looked up: folded, without brackets, dashes, 第 and 号."""
    return _NOT_IN_NUMBERS.sub("", number.lower() if number.isascii() and number.isprintable() else folded(number))
