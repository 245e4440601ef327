"""The plain subset: YAML as registers are normally written, taken apart by one regular expression.

Understood are block mappings and lists, keys without spaces, values on one line (plain, or quoted without escapes),
block scalars without an indentation number or ``+``, comments, blank lines. Whatever else there is, or could mean
something else, is declined and never guessed at: :mod:`generator.source.reader` then asks PyYAML, which takes four times
as long. What is read here is exactly what PyYAML reads (YAML 1.1, as libyaml has it); the tests compare the two.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

DEPTH_LIMIT = 16
"""How many lists and mappings may stand one in another."""
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
"""The plain scalars that stand for nothing."""

Tree = dict[str, Any] | list[Any] | str | None

_Head = tuple[int, str | None, int]
"""What a line begins with: its level, its key, and the level of the mapping that begins after its dash (0: none does).

A mapping whose keys stand in column c is on level 2c, a list whose dashes stand there on level 2c + 1: a list may stand
right below the key that it belongs to, and ends with the next key in that column. A line of nothing is on level -2.
"""

_STRANGE = r"\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
"""Tabs, line ends other than LF, byte order marks, and the characters that YAML forbids; part of a character class."""
_SIGNS = r"""] \n:#?,[{}&*!|>'"%@`\-"""
"""What has a meaning of its own where a key or value begins; part of a character class."""
_HEAD = rf"[ ]*+(?:-[ ]++)?+(?:[^{_SIGNS}{_STRANGE}][^ \n:#{_STRANGE}]{{0,99}}+:(?:[ ]|(?=\n)))?+"
"""Indentation, dash, key. YAML takes at most 1024 characters for a key."""
_LINE = re.compile(
    rf"""
    ({_HEAD}) ( [^{_SIGNS}~nN{_STRANGE}] [^\n:\#{_STRANGE}]*+ (?<![ ]) )?+ \n   # with a value that needs no second look
    | (
        ([ ]*+) [^\n|>]*+ [|>] -?+ \n (?: (?: \4[ ].*+ )?+ \n )*+                # a block scalar: all lines further in
        | .*+ \n                                                                 # anything else
    )
    """,
    re.VERBOSE,
)
_ODD_LINE = re.compile(
    rf"""
    ({_HEAD}) [ ]*+
    (?:
        ( (?: [^{_SIGNS}] | [?:-] (?=[^ \n]) )                                   # plain
          [^ \n:\#]*+ (?: (?: [ ]++ (?=[^ \n\#]) | : (?=[^ \n]) | (?<![ ]) \# ) [^ \n:\#]*+ )*+ )
      | ' ([^'\n]*+ (?: '' [^'\n]*+ )*+) '
      | " ([^"\\\n]*+) "
      | ([|>]-?+)
    )?+
    [ ]*+ (?: (?<![^ ]) \#.*+ )?+ \n
    """,
    re.VERBOSE,
)
_UNREADABLE = re.compile(f"[{_STRANGE}]")
_FOLD = re.compile(r"(?<=[^\n])\n(\n*)")
"""A line end within a folded text is a space; of several, all but the first stay."""

_PIECE = 8_000
"""Characters that are taken apart at a time."""


class _DeclinedError(Exception):
    """The text is not of the plain subset."""


def read_plain(text: str) -> Tree:
    """The mapping or list that a text of the plain subset holds, or None where the text is declined."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    try:
        return _read(text)
    except _DeclinedError:
        return None


def _read(text: str) -> Tree:
    """Add line after line to the box, which is the innermost mapping or list that is open, at its level."""
    heads: dict[str, _Head] = {}
    """A register has few keys: hardly any head has to be taken apart."""
    whole: dict[str, Any] = {}
    box: Any = whole
    level = -1
    above: list[tuple[Any, int]] = []
    awaiting: str | None = ""
    """The key of the line before, if nothing came after it: what is on a higher level is its value."""
    written: str | None
    body = ""
    for head, value, odd, _ in chain.from_iterable(map(_LINE.findall, _pieces(text))):
        if value:
            written, bare = value, False
        elif odd:
            head, written, bare, body = _take_apart(odd)
        else:
            written, bare = None, True
        if head in heads:
            at, key, below = heads[head]
        else:
            at, key, below = heads[head] = _place(head)

        if at != level:
            if at < 0:
                if bare:
                    continue
                return None
            if awaiting is not None and at > level:
                if len(above) >= DEPTH_LIMIT:
                    return None
                above.append((box, level))
                child: Any = [] if at % 2 else {}
                box[awaiting] = child
                box, level = child, at
            else:
                while at < level:
                    box, level = above.pop()
                if at != level:
                    return None
        if below:
            if len(above) >= DEPTH_LIMIT:
                return None
            above.append((box, level))
            item: dict[str, Any] = {}
            box.append(item)
            box, level = item, below
        if odd and body:
            written = _block(body, written or "", level // 2)

        if key is None:
            if bare:
                return None
            box.append(written)
        elif key in box:
            return None
        else:
            box[key] = written
        awaiting = key if bare else None
    if body and odd and not text.endswith("\n"):
        return None
    return whole.get("")


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that end with a line, and not within a block scalar, as all its lines are indented.

    The lines of a short piece stay in the processor's cache, which makes a quarter of the time.
    """
    start = 0
    while end := text.find("\n- ", start + _PIECE) + 1:
        yield text[start:end]
        start = end
    yield text[start:] if text.endswith("\n") else text[start:] + "\n"


def _place(head: str) -> _Head:
    """Where a line belongs."""
    rest = head.lstrip(" ")
    column = len(head) - len(rest)
    name = rest.lstrip("- ")
    key = name.rstrip(": ") or None
    if name != rest:
        return 2 * column + 1, key, 2 * (len(head) - len(name)) if key else 0
    return (2 * column, key, 0) if key else (-2, None, 0)


def _take_apart(line: str) -> tuple[str, str | None, bool, str]:
    """A line that needs a second look: its head, its value (of a block scalar: its sign), whether there is none, the block."""
    found = _ODD_LINE.match(line)
    if not found or _UNREADABLE.search(line):
        raise _DeclinedError
    head, plain, single, double, sign = found.groups()
    body = line[found.end() :]
    if bool(body) != bool(sign):
        raise _DeclinedError
    if plain is not None:
        return head, None if plain in EMPTY else plain, False, ""
    if single is not None:
        return head, single.replace("''", "'"), False, ""
    written = sign or double
    return head, written, written is None, body


def _block(body: str, sign: str, column: int) -> str:
    """The text of a block scalar that belongs to a key or dash in a column."""
    first = body.lstrip("\n")
    margin = len(first) - len(first.lstrip(" "))
    lines = body.split("\n")
    indent = first[:margin]
    if margin <= column or first[margin] == "\n" or [line for line in lines if line and not line.startswith(indent)]:
        raise _DeclinedError
    text = "\n".join([line[margin:] for line in lines]).rstrip("\n")
    if sign[0] == ">":
        if "\n " in text:
            raise _DeclinedError
        text = _FOLD.sub(lambda breaks: breaks[1] or " ", text)
    return text if sign.endswith("-") else text + "\n"
