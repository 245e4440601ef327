"""The catalogue of disclosure can be followed: terms, registers, and who answers (CV003, CV004, CV006)."""

import datetime as dt
import difflib
import re
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.registers import REGISTERS
from generator.registers.obligations import Obligation
from generator.registers.record import Record
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_CATALOGUES = tuple(key for key, register in REGISTERS.items() if not register.is_ledger)
_DAY = re.compile(r"\d{2}-\d{2}", re.ASCII)
_COMMON_YEAR = 2027
"""A year without 29 February, which is no yearly term."""


@record_rule(
    Problem(
        code="CV003",
        title="公开目录写的登记簿不存在",
        message="「登记簿」写的是「{value}」，没有这个登记簿{near}",
        help="写登记簿的代号，例如 penalties（行政处罚决定）；在别处公开的不写，在「备注」里写明在哪里公开。",
        why="公开目录按这个代号链接到公开的内容，代号不对就点不进去，也判断不了是不是公开了。",
        example="登记簿: penalty",
        basis=(CONSISTENCY,),
    ),
    "obligations",
)
def duties_name_a_register(record: Obligation, context: Context) -> Iterator[Fault]:
    """CV003: what 登记簿 names is the key of a register."""
    key = record.kept_in
    if key is not None and key not in REGISTERS:
        near = difflib.get_close_matches(key, REGISTERS, 1, 0.6)
        yield breach("登记簿", value=key, near=f"，是不是 {near[0]}？" if near else "")


@record_rule(
    Problem(
        code="CV004",
        title="每年的期限不是月-日",
        message="「每年」写的是「{value}」，不是每年都有的一天",
        help="写「月-日」，各两位数，例如 01-31；不按年度公开的不写这一项。",
        why="程序按这一天判断今年是不是按时公开了，写成别的样子就判断不了。",
        example="每年: 1月31日",
        basis=(CONSISTENCY,),
    ),
    "obligations",
)
def yearly_terms_are_days(record: Obligation, context: Context) -> Iterator[Fault]:
    """CV004: a yearly term is a day MM-DD that every year has."""
    day = record.time_limit.yearly
    if day is not None and not _is_day_of_every_year(day):
        yield breach("公开时限", "每年", value=day)


def _is_day_of_every_year(text: str) -> bool:
    try:
        dt.date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError:
        return False
    return bool(_DAY.fullmatch(text))


@record_rule(
    Problem(
        code="CV006",
        title="没有写责任单位",
        level="notice",
        message="没有写「责任单位」",
        help="写明由哪个股室或者单位负责维护这条记录。",
        why="每条公开的信息都要有人负责，发现有错才知道找谁改。",
        example="一条服务指南没有「责任单位」",
        basis=(practice("每条公开的信息写明由哪个股室或者单位负责维护。"),),
    ),
    *_CATALOGUES,
)
def somebody_answers_for_each_record(record: Record, context: Context) -> Iterator[Fault]:
    """CV006: a record of a catalogue names the unit that keeps it."""
    if record.owner is None:
        yield breach("责任单位")
