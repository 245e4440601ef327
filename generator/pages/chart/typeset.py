"""How wide text is and where it breaks, without a font: full-width characters 1 em, all others 0.55 em."""

import re
import unicodedata

_NOT_FIRST = frozenset("，。、；：！？）〕】》」』”’％%,.;:!?)]}·")
_NOT_LAST = frozenset("（〔【《「『“‘([{")
_PIECES = re.compile(r"[A-Za-z0-9._/-]+|\s+|.", re.DOTALL)


def ems(text: str) -> float:
    """The width of one line in em."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.55 for character in text)


def wrapped(text: str, limit: float) -> tuple[str, ...]:
    """The text in lines of at most ``limit`` em (where a line can be broken at all), evenly filled.

    Punctuation does not begin a line nor an opening bracket end one, and words and numbers are kept whole where they fit.
    """
    pieces = _pieces(text, limit)
    lines = _filled(pieces, limit)
    narrow = limit
    while len(lines) > 1 and narrow > 4:
        narrow -= 0.5
        tighter = _filled(pieces, narrow)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return tuple(lines)


def _filled(pieces: list[str], limit: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and ems(line + piece.rstrip()) > limit:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, limit: float) -> list[str]:
    """What must not be broken: words, characters with the punctuation that follows them, openers with what they open."""
    pieces: list[str] = []
    for found in _PIECES.findall(text):
        parts = [found] if ems(found) <= limit else list(found)
        for part in parts:
            joined = pieces[-1] + part if pieces else part
            keeps = bool(pieces) and (part in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST)
            if keeps and ems(joined) <= limit:
                pieces[-1] = joined
            else:
                pieces.append(part)
    return pieces
