"""A cell as it stands, as the text that a clerk would have written into the register: days, amounts, codes, lists."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.fields.dates import NO_END, suggest
from generator.fields.party import ORGANISATION, PERSON, SOLE_TRADER
from generator.fields.text import ID_FORM
from generator.intake.shape import is_pair
from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec

SURE = 10**15
"""A spreadsheet keeps fifteen digits of a number; of larger ones the last are gone."""

_FIRST_DAY = dt.date(1899, 12, 30)
"""Day 0 of Excel's calendar, for days after February 1900."""
_SERIALS = range(366, 109_574)
"""The numbers of the days from 1901 to 2199."""
_TIME = re.compile(r"[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?$")
_ENDLESS = frozenset({"2099-12-31", "9999-12-31"})
"""How the credit platforms write that something has no end (发改办财金〔2018〕424号)."""
_SEPARATORS = re.compile(r"[；;、,，]+")
_LINES = re.compile(r"\n+")
_CITED = re.compile(r"《([^》]+)》\s*([^；;《\n]*)")

_PARTIES = (ORGANISATION, PERSON, SOLE_TRADER)
_CATEGORIES = {
    **dict.fromkeys(("01", "1", "个人", "公民"), PERSON),
    **dict.fromkeys(("02", "2", "03", "3", "法人", "非法人组织", "其他组织", "法人及其他组织", "法人和非法人组织"), ORGANISATION),
    **dict.fromkeys(("04", "4", "个体户", "个体"), SOLE_TRADER),
}
"""What platforms write for the category of a party, where there is only one thing that it can mean."""

Names = Callable[[str, str], "str | list[str] | None"]
"""Of a register and a name the id that it means, the ids that it may mean, or nothing."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a cell cannot be taken: the code of the problem and what fills its sentences."""

    code: str
    values: Mapping[str, Any]


Written = str | list[Any] | None


def written(spec: FieldSpec, cell: Any, names: Names, *, wan: bool = False) -> Written | Trouble:
    """What a cell says, as it would stand in a register: text, a list, or nothing. ``wan``: amounts are in 万元.

    What cannot be understood stays as it is, and the model judges it; where the cell itself has lost something, it is a Trouble.
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and spec.kind not in ("date", "until", "yuan", "count", "days"):
        if abs(cell) >= SURE:
            return Trouble("IM005", {"value": f"{cell:.15g}", "label": spec.label})
        cell = str(cell)
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if spec.many:
        return _several(spec, cell, names)
    return _one(spec, cell, names, wan)


def _one(spec: FieldSpec, cell: Any, names: Names, wan: bool) -> str | Trouble | None:
    match spec.kind:
        case "date" | "until":
            day = _day(cell)
            if day in _ENDLESS:
                return NO_END if spec.kind == "until" else None
            return day
        case "yuan":
            return _amount(cell, wan)
        case "yes_no":
            return {True: "是", False: "否"}.get(cell, str(cell).strip()) if isinstance(cell, bool) else str(cell).strip()
        case "choice":
            text = _text(cell).strip()
            return _CATEGORIES.get(text, text) if spec.choices == _PARTIES else text
        case "reference":
            text = str(cell).strip()
            return text if text == spec.unless else _named(spec, text, names)
        case "paragraphs":
            return _text(cell).replace("\r\n", "\n").strip()
        case _:
            return _text(cell).strip()


def _text(cell: Any) -> str:
    if isinstance(cell, dt.datetime | dt.date):
        return _day(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return str(cell)


def _several(spec: FieldSpec, cell: Any, names: Names) -> list[Any] | Trouble:
    text = _text(cell).replace("\r\n", "\n").strip()
    if is_pair(spec):
        return _pairs(spec, text, names)
    items = [item for line in _LINES.split(text) for item in _items(spec, line.strip()) if item]
    if spec.kind != "reference":
        return items
    found = []
    for item in items:
        named = _named(spec, item, names)
        if isinstance(named, Trouble):
            return named
        found.append(named)
    return found


def _items(spec: FieldSpec, line: str) -> list[str]:
    """The items in one line of a cell: it may be one itself, with a comma in it."""
    if spec.kind in ("text", "paragraphs") or line in spec.choices:
        return [line]
    return [part.strip() for part in _SEPARATORS.split(line)]


def _pairs(spec: FieldSpec, text: str, names: Names) -> list[Any] | Trouble:
    first, second = spec.children
    if first.register and "《" in text:
        pairs = [(name, rest.strip()) for name, rest in _CITED.findall(text)]
    else:
        pairs = [(line.split(maxsplit=1)[0], "".join(line.split(maxsplit=1)[1:]).strip()) for line in _LINES.split(text) if line.strip()]
    found = []
    for name, rest in pairs:
        named = _named(first, name, names) if first.register else name
        if isinstance(named, Trouble):
            return named
        found.append({first.label: named} | ({second.label: rest} if rest else {}))
    return found


def _named(spec: FieldSpec, text: str, names: Names) -> str | Trouble:
    """The id that a reference means: written as it is, before a name, or as the name alone."""
    for said in dict.fromkeys((text, text.split(maxsplit=1)[0])):
        found = names(spec.register, said)
        if isinstance(found, str):
            return found
        if found:
            return Trouble("IM009", {"value": said, "label": spec.label, "ids": "、".join(found[:5])})
    if spec.register in REGISTERS and not re.fullmatch(ID_FORM, text):
        return Trouble("IM014", {"value": text, "label": spec.label, "register": REGISTERS[spec.register].title})
    return text


def _day(cell: Any) -> str:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, int) and not isinstance(cell, bool) and cell in _SERIALS:
        return (_FIRST_DAY + dt.timedelta(cell)).isoformat()
    if isinstance(cell, float) and int(cell) in _SERIALS:
        return (_FIRST_DAY + dt.timedelta(int(cell))).isoformat()
    text = str(cell).strip()
    if len(text) == 8 and text.isascii() and text.isdigit():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return suggest(_TIME.sub("", text)) or text


def _amount(cell: Any, wan: bool) -> str:
    text = str(cell).strip()
    plain = text.replace(",", "").replace("，", "").removeprefix("￥").removeprefix("¥")
    for unit, tenthousands in (("万元", True), ("元", False)):
        if plain.endswith(unit):
            plain, wan = plain.removesuffix(unit).strip(), tenthousands
    try:
        amount = Decimal(plain) * (10_000 if wan else 1)
    except InvalidOperation:
        return text
    whole = amount.quantize(Decimal("0.01"))
    exact = abs(amount - whole) < Decimal("0.000001") if isinstance(cell, float) else amount == whole
    return f"{whole}" if exact and amount >= 0 else text
