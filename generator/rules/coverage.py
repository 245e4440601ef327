"""Registers that must hold something do, and do not go stale (CV001, CV002, CV005, CV007)."""

import datetime as dt
import re
from collections.abc import Iterator

from generator.editions.coverage import STALE_AFTER, Coverage, Duty, duties
from generator.law.provision import practice
from generator.law.provisions import provision
from generator.registers import REGISTERS
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

CORE = ("subjects", "officers", "check-items", "guides", "discretion", "review-items", "channels")
"""The registers without which the disclosure is not one: bodies, officers, check list, guides, discretion, review list, channels."""

_BY_EVENT = frozenset({"annual-figures", "item-changes"})
"""Catalogues that grow only when something happens, or have a day of their own: their age says nothing."""

_SAYS_NONE = re.compile(r"本期无|本年无|暂无|尚无|没有发生|没有|未发生|未开展")
"""Words with which a note says that there is nothing to publish."""


@tables_rule(
    Problem(
        code="CV001",
        title="必须公开的登记簿是空的",
        level="warning",
        message="「{register}」里没有一条公示中的记录",
        help="在 registries/{key} 下录入记录；已经录入的，看一看「公开日期」是不是还没有到。",
        why="谁在执法、凭什么执法、怎样办事、查什么、罚多少、到哪里投诉，是行政执法公示必须公开的内容，缺一项公示就不完整。",
        example="registries/channels 目录是空的",
        basis=(provision("行政处罚法", "第三十九条"), provision("行政处罚法", "第三十四条"), provision("政府信息公开条例", "第二十条")),
    )
)
def core_registers_are_not_empty(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CV001: each of the core registers has a record on show."""
    counts = tables.once(_on_show)
    for key in CORE:
        if not counts[key][0]:
            yield Row(key), breach(register=REGISTERS[key].title, key=key)


@tables_rule(
    Problem(
        code="CV002",
        title="公开目录里的事项没有内容",
        level="warning",
        message="「{matter}」应当在登记簿「{register}」（{key}）里公开，那里没有一条公示中的记录",
        help="补上应当公开的记录；确实没有发生的，在本条「备注」里写明“本期无”。",
        why="目录里承诺公开的，点进去就要有内容；没有也要写明，空白栏目会被当作没有公开。",
        example="登记簿: coercions，今年没有作出行政强制决定，备注里没有写",
        basis=(provision("政府信息公开条例", "第二十条"), provision("19号")),
    )
)
def duties_have_contents_or_say_why_not(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CV002: the register in which a duty is met has a record on show, or the note says that there is none. CV001 speaks of the core."""
    for row, duty in _duties(tables):
        empty = duty.state is Coverage.EMPTY and duty.register not in CORE
        if empty and not _SAYS_NONE.search(duty.obligation.get("notes", "")):
            title = REGISTERS[duty.register].title
            yield row, breach("登记簿", matter=duty.obligation["level_two"], register=title, key=duty.register)


@tables_rule(
    Problem(
        code="CV005",
        title="登记簿一年多没有更新",
        level="notice",
        message="「{register}」最近一次公开或者更新是 {updated}，已经超过一年",
        help="核对一遍，有变动的改正；没有变动的，在一条记录的「备注」里写明哪一天核对过。改了内容的都写上新的「更新日期」。",
        why="清单要随着法律和机构的变化动态调整，长期没有更新，群众不知道现在还是不是这样。",
        example="今天是 2026-11-22，最新的「更新日期」是 2025-09-26",
        basis=(provision("政府信息公开条例", "第六条"), practice("清单至少每年核对一次。")),
    )
)
def registers_are_looked_over_every_year(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CV005: something of each catalogue was published or updated within a year; ledgers move only when there is something to decide."""
    for key, (count, updated) in tables.once(_on_show).items():
        if not count or REGISTERS[key].is_ledger or key in _BY_EVENT or not updated:
            continue
        if (tables.as_of - dt.date.fromisoformat(updated)).days > STALE_AFTER:
            yield Row(key), breach(register=REGISTERS[key].title, updated=updated)


@tables_rule(
    Problem(
        code="CV007",
        title="每年的公开期限过了还没有更新",
        level="warning",
        message="「{matter}」应当在 {due} 以前公开或者更新，登记簿「{register}」（{key}）这一年没有更新过",
        help="在「{register}」里补上这一年的内容，并写「公开日期」；核对过没有变动的，在「备注」里写明哪一天核对过，并写「更新日期」。",
        why="公开目录里写明每年哪一天以前公开，过了这一天还没有动，就是逾期没有公开。",
        example="每年: 01-31，到 2 月 1 日收费目录里最新的「更新日期」还是去年的",
        basis=(provision("政府信息公开条例", "第十二条"), provision("政府信息公开条例", "第六条")),
    )
)
def yearly_duties_are_met_in_time(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CV007: once the yearly day of a duty has passed (the day itself is in time), its register was published or updated in that year."""
    for row, duty in _duties(tables):
        if duty.state is Coverage.LATE and duty.due < tables.as_of.isoformat():
            title = REGISTERS[duty.register].title
            yield (
                row,
                breach("公开时限", "每年", matter=duty.obligation["level_two"], due=duty.due, register=title, key=duty.register),
            )


def _duties(tables: Tables) -> Iterator[tuple[Row, Duty]]:
    """Every duty with its state on the as-of date, as the coverage page shows it."""
    rows, records = zip(*tables.records("obligations"), strict=True) if len(tables.frames["obligations"]) else ((), ())
    yield from zip(rows, duties(list(records), tables.once(_on_show), tables.as_of), strict=True)


def _on_show(tables: Tables) -> dict[str, tuple[int, str]]:
    """Of each register how many records are on show, and the latest day on which one was published or updated (ISO, or nothing)."""
    counts = {}
    for key, frame in tables.frames.items():
        columns = (frame[name].tolist() for name in ("standing", "published_on", "updated_on"))
        days = [max(published, updated) for standing, published, updated in zip(*columns, strict=True) if standing == "current"]
        counts[key] = len(days), max(days, default="")
    return counts
