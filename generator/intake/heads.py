"""Which column of a table is which field: by the Chinese label, the English name, the credit platforms' code, or as somebody says."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.intake.shape import OWNER, Column, Part, parts
from generator.opendata.credit import LICENCES, PENALTIES

LOOKED_AT = 12
"""In how many lines at the top the headings are looked for."""

STANDARD: dict[str, dict[str, str]] = {
    "licences": {
        "XK_XDR_MC": "party.name",
        "XK_XDR_LB": "party.category",
        "XK_XDR_SHXYM": "party.credit_code",
        "XK_FRDB": "party.representative",
        "XK_XKWS": "document",
        "XK_WSH": "document_number",
        "XK_XKLB": "category",
        "XK_XKZS": "certificate",
        "XK_XKBH": "certificate_number",
        "XK_NR": "content",
        "XK_JDRQ": "decided_on",
        "XK_YXQZ": "valid_from",
        "XK_YXQZI": "valid_until",
        "XK_XKJG": "body",
        "BZ": "notes",
    },
    "penalties": {
        "CF_XDR_MC": "party.name",
        "CF_XDR_LB": "party.category",
        "CF_XDR_SHXYM": "party.credit_code",
        "CF_FRDB": "party.representative",
        "CF_WSH": "document_number",
        "CF_WFXW": "offence",
        "CF_SY": "facts",
        "CF_YJ": "basis",
        "CF_CFLB": "kinds",
        "CF_NR": "content",
        "CF_NR_FK": "fine",
        "CF_NR_WFFF": "confiscated",
        "CF_NR_ZKDX": "permit",
        "CF_JDRQ": "decided_on",
        "CF_YXQ": "effective_until",
        "CF_GSJZQ": "display_until",
        "CF_CFJG": "body",
        "BZ": "notes",
    },
}
"""The columns of the tables of 双公示 (发改办财金〔2018〕424号) that have a field."""

BEFORE_2018: dict[str, dict[str, str]] = {
    "licences": {"XK_XMMC": "document", "XK_XZJG": "body"},
    "penalties": {"CF_CFMC": "case_name", "CF_CFLB1": "kinds", "CF_CFLB2": "kinds", "CF_JG": "content", "CF_XZJG": "body"},
}
"""The names of the tables that came before, where they differ."""

WITHOUT_FIELD = frozenset(
    {
        *(f"{head}_{name}" for head in ("XK", "CF") for name in ("XDR_GSZC", "XDR_ZZJG", "XDR_SWDJ", "XDR_SYDW", "XDR_SHZZ", "XDR_ZDM")),
        *(f"{head}_{name}" for head in ("XK", "CF") for name in ("FR_ZJLX", "FR_ZJHM", "FR_SFZH", "XDR_ZJLX", "XDR_ZJHM", "XDR_SFZ")),
        *("XK_XKJGDM", "XK_ZT", "XK_LYDW", "XK_LYDWDM", "CF_CFJGDM", "CF_ZT", "CF_SJLY", "CF_SJLYDM", "DFBM", "SJC", "序号"),
    }
)
"""The columns of those tables that no register has: other numbers of the party, numbers of persons, what the platform keeps for itself."""

_STANDARD_TITLES = {column.title: column.code for column in (*LICENCES, *PENALTIES)}
_IN_WAN = frozenset({"CF_NR_FK", "CF_NR_WFFF"})
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a column of a table is."""

    place: int
    """Which column, from 1."""
    title: str
    column: Column | None = None
    """None where it is left out."""
    wan: bool = False
    """Whether its amounts are in 万元."""
    owner: bool = False
    """Whether it says to which record a line belongs."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of a table."""

    part: Part
    line: int
    """The last line of headings, from 1."""
    columns: tuple[Head, ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    """Columns that nobody knows: place and heading."""
    twice: tuple[tuple[int, str], ...] = ()
    """Columns that hold a field which another holds already."""


def plain(title: Any) -> str:
    """A heading without blanks, stars, brackets of all kinds alike."""
    text = unicodedata.normalize("NFKC", "" if title is None else str(title))
    return re.sub(r"[\s*:·]+", "", text).replace("(", "（").replace(")", "）")


@cache
def _names(key: str, path: tuple[str, ...]) -> dict[str, Column]:
    """What each column of a table may be called."""
    part = next(each for each in parts(key) if each.path == path)
    names: dict[str, Column] = {}
    leaves: dict[str, list[Column]] = {}
    for column in part.columns:
        for name in (column.header, column.header.replace(".", ""), ".".join(column.path)):
            names.setdefault(plain(name), column)
        leaves.setdefault(column.header.rpartition(".")[2], []).append(column)
    for label, those in leaves.items():
        if len(those) == 1:
            names.setdefault(plain(label), those[0])
    if not path:
        by_path = {".".join(column.path): column for column in part.columns}
        for table in (STANDARD, BEFORE_2018):
            names |= {code: by_path[field] for code, field in table.get(key, {}).items()}
        for title, code in _STANDARD_TITLES.items():
            if code in STANDARD.get(key, {}):
                names.setdefault(plain(title), by_path[STANDARD[key][code]])
                names.setdefault(plain(_BRACKETS.sub("", title)), by_path[STANDARD[key][code]])
    return names


def column_named(key: str, name: str) -> Column | None:
    """The column of a register's first table that a name means, or None."""
    return _names(key, ()).get(plain(name))


def near(key: str, part: Part, title: str) -> str:
    """The label that comes nearest to a heading that nobody knows, or nothing."""
    labels = [column.header for column in part.columns]
    found = difflib.get_close_matches(plain(title), labels, 1, 0.55)
    return found[0] if found else ""


def find_heads(key: str, part: Part, rows: Sequence[Sequence[Any]], mapping: Mapping[str, Column | None]) -> Heads | None:
    """The headings of a sheet: the line at the top that names the most fields. None where none names two (or the only one there is)."""
    best, line = 0, 0
    for number, row in enumerate(rows[:LOOKED_AT], 1):
        known = sum(_is_known(key, part, cell, mapping) for cell in row)
        if known > best:
            best, line = known, number
    if best < min(2, len(part.columns)):
        return None
    heads: dict[int, Head] = {}
    twice, unknown = [], []
    held: set[str] = set()
    for place, cell in enumerate(rows[line - 1], 1):
        title = plain(cell)
        if not title:
            continue
        if part.path and title == plain(OWNER):
            heads[place] = Head(place=place, title=str(cell), owner=True)
            continue
        if _is_left_out(title, mapping):
            heads[place] = Head(place=place, title=str(cell))
            continue
        column = _meant(key, part, title, mapping)
        if column is None:
            unknown.append((place, str(cell).strip()))
            continue
        if column.header in held and not column.spec.many:
            twice.append((place, str(cell).strip()))
            continue
        held.add(column.header)
        wan = title in _IN_WAN or "万元" in title
        heads[place] = Head(place=place, title=str(cell), column=column, wan=wan and column.spec.kind == "yuan")
    last = line
    while last < len(rows) and _says_the_same(key, part, rows[last], mapping):
        last += 1  # codes above, titles below
    return Heads(part, last, tuple(heads.values()), tuple(unknown), tuple(twice))


def how_well(key: str, rows: Sequence[Sequence[Any]]) -> float:
    """How large a part of a sheet's headings a register knows."""
    part = parts(key)[0]
    shares = [0.0]
    for row in rows[:LOOKED_AT]:
        cells = [cell for cell in row if plain(cell)]
        if len(cells) > 1:
            shares.append(sum(_is_known(key, part, cell, {}) for cell in cells) / len(cells))
    return max(shares)


def _says_the_same(key: str, part: Part, row: Sequence[Any], mapping: Mapping[str, Column | None]) -> bool:
    cells = [cell for cell in row if plain(cell)]
    return len(cells) > 1 and all(_is_known(key, part, cell, mapping) for cell in cells)


def _is_left_out(title: str, mapping: Mapping[str, Column | None]) -> bool:
    if title in mapping:
        return mapping[title] is None
    return title in WITHOUT_FIELD or _STANDARD_TITLES.get(title, "") in WITHOUT_FIELD


def _is_known(key: str, part: Part, cell: Any, mapping: Mapping[str, Column | None]) -> bool:
    title = plain(cell)
    if not title:
        return False
    return (
        title in mapping
        or (bool(part.path) and title == plain(OWNER))
        or _is_left_out(title, mapping)
        or _meant(key, part, title, mapping) is not None
    )


def _meant(key: str, part: Part, title: str, mapping: Mapping[str, Column | None]) -> Column | None:
    if not part.path and title in mapping:
        return mapping[title]
    names = _names(key, part.path)
    return names.get(title) or names.get(plain(_BRACKETS.sub("", title)))
