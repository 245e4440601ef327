"""Days on which records say they were made, shown and changed agree, and catalogues are shown in time (TM006 to TM010, TM012)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.law.terms import PUBLISH_OTHERS, on
from generator.registers import REGISTERS
from generator.registers.record import Record
from generator.rules.due import DECISIONS
from generator.rules.publication import is_late
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

FORMED = {
    "norms": "announced_on",
    "item-changes": "announced_on",
    "typical-cases": "released_on",
    "reports": "released_on",
    "commitments": "released_on",
}
"""Catalogues whose records bear the day on which they were announced, once."""

CONFIRMED = {"subjects": "confirmed_on", "officers": "reviewed_on", "fees": "approved_on", "check-items": "reviewed_on"}
"""Catalogues whose records are confirmed or reviewed again and again; the day is that of the last time."""

_SETTLED = ("已清理", "离岗", "注销", "免征", "停征", "已取消")
"""What stands in 状态 of a record that is not confirmed any more."""

_CATALOGUES = PUBLISH_OTHERS[1:]
"""The terms for what is no decision: since 政府信息公开条例 of 2019."""


@record_rule(
    Problem(
        code="TM006",
        title="更新日期早于公开日期",
        message="「更新日期」{updated} 早于「公开日期」{published}",
        help="核对这两个日期；公开以后没有改动过的，「更新日期」与「公开日期」写同一天。",
        why="「公开日期」是首次公开之日，「更新日期」是最近一次变动之日，不会在首次公开以前。",
        example="公开日期: 2026-03-12\n更新日期: 2025-03-12",
        basis=(CONSISTENCY,),
    )
)
def update_is_not_before_publication(record: Record, context: Context) -> Iterator[Fault]:
    """TM006: the last change is not before the first public day."""
    if record.published_on and record.updated_on and record.updated_on < record.published_on:
        yield breach("更新日期", updated=record.updated_on, published=record.published_on)


@record_rule(
    Problem(
        code="TM008",
        title="公开日期早于公布或者发布",
        message="「公开日期」{published} 早于「{label}」{formed}",
        help="核对这两个日期，把写错的改正。",
        why="还没有公布的文件、没有发布的案例和报告不可能已经公开。日期不真实，在政府网站检查中属于伪造发稿日期，单项否决。",
        example="公布日期: 2026-03-10\n公开日期: 2026-03-09",
        basis=(CONSISTENCY, provision("19号")),
    ),
    *FORMED,
)
def nothing_is_public_before_it_is_announced(record: Record, context: Context) -> Iterator[Fault]:
    """TM008: the first public day of a document, case or report is not before it was announced."""
    label, formed = _formed(record, context)
    if record.published_on and record.published_on < formed:
        yield breach("公开日期", published=record.published_on, label=label, formed=formed)


@record_rule(
    Problem(
        code="TM009",
        title="清单、文件公开迟了",
        level="warning",
        message="「公开日期」{published} 迟了：「{label}」{formed}，{days} 个工作日内公开，最迟是 {due}",
        help="核对这两个日期，写错的改正；确实迟了的，日期照实写，在 mkdocs.yml 的「忽略」下写上这条记录和理由。",
        why="主动公开的信息自形成之日起二十个工作日内公开。设置了「从严起始日」的，这一天以后形成的按错误处理。",
        example="公布日期: 2026-09-18\n公开日期: 2026-10-23",
        basis=(provision("政府信息公开条例", "第二十六条"),),
    ),
    *FORMED,
    *CONFIRMED,
)
def publish_catalogues_within_twenty_working_days(record: Record, context: Context) -> Iterator[Fault]:
    """TM009: what was announced or confirmed before it was first shown is shown within twenty working days."""
    label, formed = _formed(record, context)
    term, published = on(formed, _CATALOGUES), record.published_on
    if term is None or published is None or published < formed or _is_settled(record):
        return
    if is_late(context.calendar, formed, published, term.value):
        strict = context.settings.strict_since
        values: dict[str, Any] = {"published": published, "label": label, "formed": formed, "days": term.value}
        values["due"] = context.calendar.after(formed, term.value)
        yield breach("公开日期", level="error" if strict and formed >= strict else None, **values)


@record_rule(
    Problem(
        code="TM012",
        title="确认、审核以后没有更新",
        level="warning",
        message="「{label}」{formed} 在最近的「{shown}」{day} 以后",
        help="把「更新日期」改成公开这次确认、审核结果的日期，没有这一行的加上；不晚于确认、审核后二十个工作日。",
        why="确认、审核的结果也是变动，要在二十个工作日内公开。更新日期停在以前，看不出这次的结果是什么时候公开的。",
        example="确认日期: 2026-03-18\n更新日期: 2025-03-20",
        basis=(provision("政府信息公开条例", "第二十六条"), practice("执法主体、执法人员和收费目录每年审核确认一次。")),
    ),
    *CONFIRMED,
)
def confirmation_is_an_update(record: Record, context: Context) -> Iterator[Fault]:
    """TM012: a record that was confirmed or reviewed again says that it changed. How late it was shown cannot be told after other changes."""
    label, formed = _formed(record, context)
    shown = "更新日期" if record.updated_on else "公开日期"
    day = record.updated_on or record.published_on
    if day and day < formed and not _is_settled(record) and on(formed, _CATALOGUES):
        yield breach(shown, label=label, formed=formed, shown=shown, day=day)


_DAYS: dict[str, tuple[str, ...]] = {key: (day,) for key, (_, day) in DECISIONS.items()}
_DAYS["inspections"] = ("inspected_on", "completed_on")


@tables_rule(
    Problem(
        code="TM007",
        title="决定或者检查的日期还没有到",
        message="「{label}」{made} 还没有到，今天是 {today}",
        help="核对年份和月份，把写错的改正；还没有作出的决定先不要写进登记簿。",
        why="登记簿只记已经作出的决定和已经完成的检查，日期在以后多半是写错了。",
        example="决定日期: 2062-03-10（应当是 2026-03-10）",
        basis=(CONSISTENCY,),
    ),
    **_DAYS,
)
def nothing_is_made_in_the_future(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """TM007: no decision and no check is of a day to come. A warning for what is not on show, as on a build for an earlier day."""
    today = tables.as_of.isoformat()
    for key, names in _DAYS.items():
        for name in names:
            for row, made, published, withheld in tables.rows(key, name, "published_on", "withheld"):
                if made > today:
                    label = REGISTERS[key].label(name)
                    unseen = withheld or published > today
                    yield row, breach(label, level="warning" if unseen else None, label=label, made=made, today=today)


@tables_rule(
    Problem(
        code="TM010",
        title="更新日期还没有到",
        level="warning",
        message="「更新日期」{updated} 还没有到，今天是 {today}",
        help="核对年份和月份；「更新日期」写实际改动的那一天。",
        why="更新日期是最近一次变动之日，写成以后的日期，会让人以为内容是新的。",
        example="更新日期: 2062-03-12（应当是 2026-03-12）",
        basis=(CONSISTENCY, provision("19号")),
    )
)
def nothing_is_updated_in_the_future(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """TM010: no record was changed on a day to come. One that becomes public on a day to come may bear that day."""
    today = tables.as_of.isoformat()
    for key in tables.frames:
        for row, published, updated in tables.rows(key, "published_on", "updated_on"):
            if updated > today and updated > published:
                yield row, breach("更新日期", updated=updated, today=today)


def _formed(record: Record, context: Context) -> tuple[str, dt.date]:
    """The day on which a record was announced or confirmed, and what it is called."""
    key = context.shard.register
    name = FORMED.get(key) or CONFIRMED[key]
    day: dt.date = getattr(record, name)
    return REGISTERS[key].label(name), day


def _is_settled(record: Any) -> bool:
    return getattr(record, "status", "") in _SETTLED
