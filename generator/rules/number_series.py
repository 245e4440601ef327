"""The numbers of a body follow one another: none twice, none left out, none out of time (DN003 to DN005)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.law.provision import CONSISTENCY, practice
from generator.rules.document_numbers import NUMBERED, Number, compact, parse
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_NEEDS = dict.fromkeys(NUMBERED, ("document_number", "body"))

_LEAST = 5
"""Fewer numbers than that make no series."""
_SHARE = 0.2
"""A series with a greater share of gaps was never kept as one."""
_UNDERWAY = dt.timedelta(days=30)
"""For so long a number may be missing while its decision is served and published."""
_STRAY = 31
"""By more days than that a decision lies outside its neighbours' dates."""
_SHOWN = 10
"""How many gaps a message names."""


class Member(NamedTuple):
    """A decision in its series."""

    row: Row
    day: str
    number: str
    """As it is written."""


@tables_rule(
    Problem(
        code="DN003",
        title="文号重复",
        message="文号「{value}」已经用在 {first}",
        help="照决定书核对，改正写错的那一个文号；同一个决定登记了两次的，删去没有发布的那一条。",
        why="一个机关的一个文号只对应一个决定，重复了就查不准，也统计不准。",
        example="两个处罚决定都写 示卫罚〔2026〕12号",
        basis=(CONSISTENCY, practice("同一机关的文号不重复使用。")),
    ),
    **_NEEDS,
)
def numbers_are_used_once(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DN003: in a ledger a body uses a number once, in whatever way it is written; of norms, an issuer."""
    first: dict[tuple[str, str, str], str] = {}
    for row, record, _, value, body, number in tables.once(_numbers):
        same = number.canonical if number else compact(value)
        holder = first.setdefault((row.register, body, same), record)
        if holder != record:
            yield row, breach(NUMBERED[row.register][0], value=value, first=holder)
    norms: dict[tuple[str, str], str] = {}
    for row, norm in tables.records("norms"):
        key = (norm["issuer"], _same(norm["document_number"]))
        if norms.setdefault(key, norm["id"]) != norm["id"]:
            yield row, breach("文号", value=norm["document_number"], first=norms[key])


@tables_rule(
    Problem(
        code="DN004",
        title="文号有缺号",
        level="warning",
        message="「{series}」到 {last} 号为止，缺 {missing}号",
        help="缺的决定没有登记的，补上；依法不予公开的，也登记并写「不予公开」；作废的号，在 mkdocs.yml 的「忽略」里写明。",
        why="文号连着编，缺号往往是有决定没有公开。",
        example="有示卫罚〔2026〕1 至 9 号，当中没有 4 号",
        basis=(practice("同一代字、同一年度的文号连续编排，应公开的决定不遗漏。"),),
    ),
    **_NEEDS,
)
def series_have_no_gaps(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DN004: in a series that is kept as one no number is left out; ledgers may share it, withheld and withdrawn decisions count.

    Told at the decision behind the first gap. A gap before a decision of the last thirty days may yet be filled.
    """
    settled = (tables.as_of - _UNDERWAY).isoformat()
    for series, members in tables.once(_series):
        serials = sorted(members)
        for start in (0, serials[0]):
            gaps = [(low + 1, high - 1) for low, high in pairwise([start, *serials]) if high > low + 1]
            if sum(high - low + 1 for low, high in gaps) < _SHARE * (serials[-1] - start):
                break
        else:
            continue
        old = [(low, high) for low, high in gaps if members[high + 1].day < settled]
        if old:
            row = members[old[0][1] + 1].row
            missing = _spans(old)
            yield row, breach(NUMBERED[row.register][0], series=series, last=serials[-1], missing=missing)


@tables_rule(
    Problem(
        code="DN005",
        title="文号次序和日期不符",
        level="notice",
        message="「{value}」的日期是 {day}，前后文号的日期却是 {before} 和 {after}",
        help="照决定书核对日期和文号，改正写错的那一个；确实如此的不用改。",
        why="文号按先后编排，日期离前后的决定太远，多半是月份写错了。",
        example="11 号和 13 号都是 3 月的决定，12 号写成 8 月",
        basis=(practice("文号按作出决定的先后编排。"),),
    ),
    **_NEEDS,
)
def numbers_follow_the_calendar(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DN005: between neighbours that are in order, a decision lies at most a month outside their dates."""
    for _, members in tables.once(_series):
        inner = [members[serial] for serial in sorted(members)]
        for before, each, after in zip(inner, inner[1:], inner[2:], strict=False):
            if before.day <= each.day <= after.day or before.day > after.day:
                continue
            if _days(each.day, before.day) > _STRAY or _days(after.day, each.day) > _STRAY:
                yield each.row, breach("决定日期", value=each.number, day=each.day, before=before.day, after=after.day)


def _numbers(tables: Tables) -> list[tuple[Row, str, str, str, str, Number | None]]:
    """Every number in the ledgers: row, id, date, number as written, body, number as understood."""
    return [
        (row, record, day, value, body, parse(value))
        for register in NUMBERED
        for row, record, day, value, body in tables.rows(register, "id", "date", "document_number", "body")
        if value
    ]


def _series(tables: Tables) -> list[tuple[str, dict[int, Member]]]:
    """Each series of numbers, with its members by serial number; of a number used twice the first."""
    series: dict[tuple[str, str, int], dict[int, Member]] = {}
    for row, _, day, value, body, number in tables.once(_numbers):
        if number:
            series.setdefault((body, number.prefix, number.year), {}).setdefault(number.serial, Member(row, day, value))
    return [(f"{prefix}〔{year}〕", members) for (_, prefix, year), members in series.items() if len(members) >= _LEAST]


def _same(value: str) -> str:
    """What two ways of writing one number have in common."""
    number = parse(value)
    return number.canonical if number else compact(value)


def _spans(gaps: Sequence[tuple[int, int]]) -> str:
    """Numbers that are missing: 3、7至9."""
    shown = "、".join(f"{low}" if low == high else f"{low}至{high}" for low, high in gaps[:_SHOWN])
    return shown + ("等 " if len(gaps) > _SHOWN else " ")


def _days(first: str, second: str) -> int:
    """How many days the second day lies after the first."""
    return (dt.date.fromisoformat(second) - dt.date.fromisoformat(first)).days
