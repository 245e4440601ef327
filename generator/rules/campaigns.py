"""A campaign runs stage by stage, in the years that it names, and is summed up (CP001, CP007, CP009, CP010)."""

import datetime as dt
import re
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.registers.campaigns import Campaign
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault, Trail
from generator.source.problem import Problem

SUMMED_UP_WITHIN = 30
"""Days after the last stage within which a summary is expected. A practice of this program, not a term of law."""

_YEAR = re.compile(r"(20\d{2})年", re.ASCII)
_DEADLINE = re.compile(r"(20\d{2})年\d{1,2}月(?:\d{1,2}日)?(?:底|前|以前|之前|起(?!施行|实施|执行))", re.ASCII)
"""A term in a text: by a month or day, or from it on; not the day from which a law is in force."""


@record_rule(
    Problem(
        code="CP001",
        title="专项行动阶段的止早于起",
        message="「{phase}」的「止」{end} 早于「起」{start}",
        help="核对这个阶段的起止日期。",
        why="阶段的起止日期写反了，任务是不是逾期也就判断不了。",
        example="起: 2026-04-01\n止: 2026-03-31",
        basis=(CONSISTENCY,),
    ),
    "campaigns",
)
def stages_end_after_they_begin(record: Campaign, context: Context) -> Iterator[Fault]:
    """CP001: a stage's last day is not before its first."""
    for position, phase in enumerate(record.phases):
        if phase.ends_on < phase.starts_on:
            yield breach("阶段", position, "止", phase=phase.name, end=phase.ends_on.isoformat(), start=phase.starts_on.isoformat())


@record_rule(
    Problem(
        code="CP010",
        title="专项行动的阶段次序颠倒",
        message="「{phase}」{start} 开始，却排在 {earlier} 开始的「{before}」后面",
        help="按开始的先后排列阶段；日期写错的，改正日期。",
        why="网页按这里的次序画出各个阶段，次序颠倒就看不懂进展到哪里。",
        example="第一阶段 2026-04-01 起，第二阶段 2026-03-01 起",
        basis=(CONSISTENCY,),
    ),
    "campaigns",
)
def stages_follow_one_another(record: Campaign, context: Context) -> Iterator[Fault]:
    """CP010: stages stand in the order in which they begin; they may overlap, and may begin on the same day."""
    for position in range(1, len(record.phases)):
        before, phase = record.phases[position - 1], record.phases[position]
        if phase.starts_on < before.starts_on:
            start, earlier = phase.starts_on.isoformat(), before.starts_on.isoformat()
            yield breach("阶段", position, "起", phase=phase.name, start=start, earlier=earlier, before=before.name)


@record_rule(
    Problem(
        code="CP007",
        title="专项行动里的年份对不上",
        level="warning",
        message="这里写了 {year} 年，各阶段却在 {span}",
        help="核对年份：照抄上一次方案的，改成这一次的年份；各阶段的日期写错的，改各阶段的日期。",
        why="方案照抄往年，年份没有改全，任务到底哪一年完成就说不清楚。",
        example="名称写 2019 年，任务写“2017年5月30日前完成”",
        basis=(CONSISTENCY,),
    ),
    "campaigns",
)
def years_agree(record: Campaign, context: Context) -> Iterator[Fault]:
    """CP007: the years in the name, and of the terms in the texts, are years in which a stage lies."""
    first = min(phase.starts_on.year for phase in record.phases)
    last = max(phase.ends_on.year for phase in record.phases)
    span = f"{first} 年" if first == last else f"{first} 年到 {last} 年"
    for trail, text, pattern in _texts(record):
        for year in dict.fromkeys(pattern.findall(text)):
            if not first <= int(year) <= last:
                yield breach(*trail, year=year, span=span)


def _texts(record: Campaign) -> Iterator[tuple[Trail, str, re.Pattern[str]]]:
    yield ("名称",), record.name, _YEAR
    for position, phase in enumerate(record.phases):
        yield ("阶段", position, "要求"), phase.demands, _DEADLINE
    for position, task in enumerate(record.tasks):
        yield ("任务", position, "内容"), task.content, _DEADLINE


@tables_rule(
    Problem(
        code="CP009",
        title="专项行动结束了没有总结",
        level="notice",
        message="「{campaign}」{ended} 结束，已经过了 {days} 天，还没有写「总结」",
        help="在「总结」里写明做成了什么，还有什么没有做到。",
        why="开头向社会作了承诺，结束时也要向社会交代。",
        example="最后一个阶段 2026-10-30 结束，到 12 月还没有「总结」",
        basis=(practice("专项行动结束后公布总结。"),),
    )
)
def campaigns_are_summed_up(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CP009: thirty days after its last stage a campaign has a summary."""
    for row, record in tables.records("campaigns"):
        ended = max(phase["ends_on"] for phase in record["phases"])
        days = (tables.as_of - dt.date.fromisoformat(ended)).days
        if days > SUMMED_UP_WITHIN and "outcome" not in record:
            yield row, breach("总结", campaign=record["name"], ended=ended, days=days)
