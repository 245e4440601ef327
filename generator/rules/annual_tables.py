"""Every body has one yearly table, and it says what the ledgers say (AF001, AF006, AF007, AF008)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.editions.figures import LEDGERS, Figures, Ledgers, figures, ledgers
from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.registers import register_named
from generator.rules.annual_figures import due_day
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_EXPLAINS = re.compile(
    r"不一致|不相同|差异|相差|差额|[多少]\s*[0-9〇一二三四五六七八九十]|多于|少于|没有录入|未录入|未全部录入|人工统计|撤回"
)
"""Words with which an explanation speaks of a difference from the ledgers."""

_NOT_COMPARED = frozenset({"licences.applied", "licences.accepted"})
"""The ledgers hold decisions alone: applications that led to none are only in the entered table."""

FIGURES = {key: tuple(f"={path}" for path in register_named(key).figures) for key in LEDGERS}
"""The columns of the public tables from which yearly figures are computed."""

_NAMED = 3
"""How many differences a message names."""


@tables_rule(
    Problem(
        code="AF001",
        title="上一年度的数据还没有公布",
        level="warning",
        message="「{body}」{year} 年有执法记录，{due} 已过，还没有 {year} 年度的行政执法数据",
        help="在 registries/annual-figures 下新增 {year} 年度的数据；按台账计算的数可以在网站的“行政执法统计”里照抄。",
        why="各执法机关应当在每年 1 月 31 日以前公布上一年度的行政执法数据。",
        example="2026 年 2 月 1 日，还没有 2025 年度的数据",
        basis=(provision("118号"),),
    ),
    **FIGURES,
)
def bodies_that_acted_have_figures(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """AF001: after 31 January each body that acted last year according to the ledgers has a table of that year."""
    year = tables.as_of.year - 1
    due = due_day(year)
    if due is None or tables.as_of <= due:
        return
    entered = {record["body"] for record in tables.catalogue("annual-figures").values() if record["year"] == year}
    for body in tables.once(_ledgers).of(str(year)).bodies():
        if body and body not in entered:
            yield Row("annual-figures"), breach(body=_name(tables, body), year=year, due=due.isoformat())


@tables_rule(
    Problem(
        code="AF006",
        title="年度数据与台账不一致，没有说明",
        level="warning",
        message="与台账计算的不一致，「说明」里没有讲为什么：{differences}",
        help="台账漏录、错录的补正台账；台账没有错的，在「说明」里写明与台账计算的差多少、为什么。",
        why="网站把公布的数和按台账计算的数并排显示，不一致又不说明，群众不知道该信哪一个。",
        example="处罚合计写 150，台账里只有 149 件，说明里没有写撤回了 1 件",
        basis=(provision("118号"), CONSISTENCY),
    ),
    **FIGURES,
)
def differences_from_the_ledgers_are_explained(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """AF006: what was entered is what the ledgers hold of that year, or 说明 speaks of the difference. One finding a table.

    Judged from February on, when the last decisions of the year have had their time to be published.
    """
    held = tables.once(_ledgers)
    for row, record in tables.records("annual-figures"):
        year, due = str(record["year"]), due_day(record["year"])
        settled = due is not None and tables.as_of > due
        if not settled or year not in held.recorded or _EXPLAINS.search(record["explanation"]):
            continue
        different = _differences(record, figures(held.of(year, record["body"])))
        if different:
            named = "；".join(different[:_NAMED]) + (f"；等 {len(different)} 项" if len(different) > _NAMED else "")
            yield row, breach("说明", differences=named)


def _differences(entered: dict[str, Any], computed: Figures) -> list[str]:
    """What differs, in words: cases before amounts of money, the largest difference first."""
    register = register_named("annual-figures")
    found = []
    for path, mine in computed.items():
        group, name = path.split(".")
        theirs = Decimal(str(entered[group][name]))
        if theirs != mine and path not in _NOT_COMPARED:
            text = f"「{register.field(path).label}」填的是 {theirs:,}，台账计算是 {mine:,}"
            found.append((name == "amount", -abs(theirs - mine), text))
    return [text for *_, text in sorted(found)]


@tables_rule(
    Problem(
        code="AF007",
        title="同一年度的数据有两份",
        message="「{body}」{year} 年度的数据已经有一份，编号是「{other}」",
        help="核对「年度」和「主体」；重复的删掉一份，需要更正的改原来那一份。",
        why="一个执法主体一年只有一份数据，有两份就不知道哪一份是真的。",
        example="两个文件都写 年度: 2025、主体: zt-001",
        basis=(CONSISTENCY,),
    )
)
def one_table_a_body_and_year(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """AF007: a body has one table of a year; the first in the order of the files stands."""
    first: dict[tuple[str, int], str] = {}
    for row, record in tables.records("annual-figures"):
        key = record["body"], record["year"]
        if first.setdefault(key, record["id"]) != record["id"]:
            yield row, breach("年度", body=_name(tables, record["body"]), year=record["year"], other=first[key])


@tables_rule(
    Problem(
        code="AF008",
        title="有的执法主体没有年度数据",
        level="notice",
        message="其他执法主体已经公布 {year} 年度的数据，「{body}」还没有",
        help="在 registries/annual-figures 下补上「{body}」{year} 年度的数据；没有执法的各项写 0，并在「说明」里写明。",
        why="没有执法也要公布，写 0 就是告诉社会这一年没有发生，不写会被当作漏报。",
        example="卫生健康局公布了 2025 年度的数据，疾病预防控制局没有",
        basis=(provision("118号"),),
    ),
    **FIGURES,
)
def bodies_at_rest_have_figures_too(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """AF008: once one body has a table of last year, each valid body that acts in its own name has one. AF001 speaks of those that acted."""
    year = tables.as_of.year - 1
    due = due_day(year)
    entered = {record["body"] for record in tables.catalogue("annual-figures").values() if record["year"] == year}
    if due is None or tables.as_of <= due or not entered:
        return
    acted = set(tables.once(_ledgers).of(str(year)).bodies())
    for body, record in tables.catalogue("subjects").items():
        own = record["status"] == "有效" and record["category"] != "受委托组织" and record.get("published_on", "") <= f"{year}-12-31"
        if own and body not in entered and body not in acted:
            yield Row("annual-figures"), breach(body=record["name"], year=year)


def _name(tables: Tables, body: str) -> str:
    return str(tables.catalogue("subjects").get(body, {}).get("name", body))


def _ledgers(tables: Tables) -> Ledgers:
    """The rows that count in yearly figures."""
    return ledgers(tables.public)
