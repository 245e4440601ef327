"""A code is one unit's, and a unit has one code, throughout the ledgers (CC006)."""

import unicodedata
from collections.abc import Iterator

from generator.fields.party import PERSON
from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_PARTY = ("party.name", "party.credit_code", "party.category")
_PARTIES = ("licences", "penalties", "coercions", "collections", "cases")


@tables_rule(
    Problem(
        code="CC006",
        title="代码和名称对不上",
        level="notice",
        message="「{name}」的代码是「{code}」，{other}",
        help="核对这两条记录，名称或者代码有写错的，改正；单位更名、换照的，各条照当时的写，不用改。",
        why="同一个单位前后名称、代码一致，才能把它的许可、检查和处罚归到一起。",
        example="同一个代码，一条写「示例县甲诊所」，另一条写「示例县乙诊所」",
        basis=(CONSISTENCY, provision("424号")),
    ),
    **dict.fromkeys(_PARTIES, _PARTY),
    inspections=("object.name", "object.credit_code"),
)
def a_code_belongs_to_one_name(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CC006: the same code under another name, or a name with another code; at most one finding a code.

    Brackets' width and blanks make no other name. Trade names are not unique, so a name with two codes is only told of others.
    """
    names: dict[str, tuple[str, str]] = {}
    codes: dict[str, tuple[str, str]] = {}
    told: set[str] = set()
    for row, record, name, code in _units(tables):
        if code in told:
            continue
        plain = "".join(unicodedata.normalize("NFKC", name).split())
        known, where = names.setdefault(code, (plain, record))
        if known != plain:
            told.add(code)
            other = f"这个代码在别处（{where}）写的是「{known}」"
            yield row, breach(*_trail(row.register), "统一社会信用代码", name=name, code=code, other=other)
        elif not code.startswith("92"):
            first, where = codes.setdefault(plain, (code, record))
            if first != code:
                told.add(code)
                other = f"这个名称在别处（{where}）的代码是「{first}」"
                yield row, breach(*_trail(row.register), "统一社会信用代码", name=name, code=code, other=other)


def _units(tables: Tables) -> Iterator[tuple[Row, str, str, str]]:
    """Every unit that the ledgers name with a code: where, the record's id, the name and the code."""
    for register in _PARTIES:
        for row, record, name, code, category in tables.rows(register, "id", *_PARTY):
            if code and category != PERSON:
                yield row, record, name, code
    for row, record, name, code in tables.rows("inspections", "id", "object.name", "object.credit_code"):
        if code:
            yield row, record, name, code


def _trail(register: str) -> tuple[str, ...]:
    return ("检查对象",) if register == "inspections" else ("相对人",)
