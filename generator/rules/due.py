"""What falls due when: what must be published, renewed, confirmed, finished or taken down, and who answers for it (gongshi due)."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.editions.standing import months_after
from generator.fields.workdays import UnknownYearError
from generator.law.provision import Basis, practice
from generator.law.provisions import provision
from generator.law.terms import PUBLISH_DECISIONS, PUBLISH_OTHERS, WITHDRAW, Dated, on
from generator.registers import REGISTERS
from generator.rules.rule import Row, Tables

HORIZON = 400
"""Days beyond which nothing is looked for: a year and a month."""

_YEARLY = practice("执法主体、执法人员和收费目录每年审核确认一次。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is to be done by a day."""

    due_on: dt.date
    """The last day (inclusive)."""
    what: str
    """What is to be done, as a short Chinese imperative: 公开行政处罚决定."""
    row: Row
    """The record; position -1 where it is about a register as a whole."""
    basis: Basis
    owner: str = ""
    """Who answers for it, where that is another than the record's own 责任单位."""
    automatic: bool = False
    """Whether the nightly build does it by itself."""


Search = Callable[[Tables], Iterator[Due]]

DECISIONS: dict[str, tuple[tuple[Dated[int], ...], str]] = {
    "licences": (PUBLISH_DECISIONS, "decided_on"),
    "penalties": (PUBLISH_DECISIONS, "decided_on"),
    "coercions": (PUBLISH_OTHERS, "decided_on"),
    "collections": (PUBLISH_OTHERS, "decided_on"),
    "inspections": (PUBLISH_OTHERS, "completed_on"),
}
"""For each ledger of decisions the term of publication in working days, and the day from which it runs."""

NEEDS: dict[str, tuple[str, ...]] = {
    **{key: (day, "owner", "withdrawal.case", "withdrawal.since", "withdrawal.on") for key, (_, day) in DECISIONS.items()},
    "cases": ("owner", "promised_on", "finished_on"),
}
NEEDS["coercions"] += ("ends_on", "outcome", "kind")
"""The columns of ledgers that are read here."""


def everything_due(tables: Tables) -> list[Due]:
    """All that falls due, what is late included, up to :data:`HORIZON` days after the as-of date; by day, register and record."""
    last = tables.as_of + dt.timedelta(HORIZON)
    found = [due for search in SEARCHES for due in search(tables) if due.due_on <= last]
    return sorted(found, key=lambda due: (due.due_on, list(REGISTERS).index(due.row.register), due.row.position, due.what))


def decisions_to_publish(tables: Tables) -> Iterator[Due]:
    """Decisions that are made and not public: within seven or twenty working days."""
    today = tables.as_of.isoformat()
    for key, (terms, day) in DECISIONS.items():
        title = REGISTERS[key].title
        for row, event, published, standing in tables.rows(key, day, "published_on", "standing"):
            if standing == "withheld" or event > today or (published and published <= today):
                continue
            decided = dt.date.fromisoformat(event)
            term = on(decided, terms)
            if term is None:
                continue
            if due := _end(tables, decided, term.value):
                yield Due(due_on=due, what=f"公开{title}", row=row, basis=term.provision)


def decisions_to_withdraw(tables: Tables) -> Iterator[Due]:
    """Decisions that were changed or annulled and still stand: within three working days."""
    today = tables.as_of.isoformat()
    for key in DECISIONS:
        for row, case, since, taken_down in tables.rows(key, "withdrawal.case", "withdrawal.since", "withdrawal.on"):
            if not since or case in ("信用修复", "其他") or taken_down <= today:
                continue
            event = dt.date.fromisoformat(since)
            term = on(event, WITHDRAW)
            if term is not None and (due := _end(tables, event, term.value)):
                yield Due(due_on=due, what="撤回决定并说明理由", row=row, basis=term.provision)


def decisions_that_expire(tables: Tables) -> Iterator[Due]:
    """Decisions on show whose display ends: the nightly build takes them down."""
    basis = provision("信用修复管理办法")
    for key in DECISIONS:
        for row, until, standing in tables.rows(key, "until", "standing"):
            if until and standing == "current":
                yield Due(due_on=dt.date.fromisoformat(until), what="公示期满，次日自动撤下", row=row, basis=basis, automatic=True)


def cases_to_finish(tables: Tables) -> Iterator[Due]:
    """Applications under way, by the day that was promised."""
    for row, promised, finished, standing in tables.rows("cases", "promised_on", "finished_on", "standing"):
        if not finished and standing == "current":
            yield Due(due_on=dt.date.fromisoformat(promised), what="按承诺办结", row=row, basis=provision("优化营商环境条例", "第三十六条"))


def seizures_that_end(tables: Tables) -> Iterator[Due]:
    """Measures whose term ends: lifted, extended or followed by a decision."""
    for row, ends, outcome, kind, standing in tables.rows("coercions", "ends_on", "outcome", "kind", "standing"):
        if kind == "强制措施" and not outcome and standing == "current":
            basis = provision("行政强制法", "第二十五条")
            yield Due(due_on=dt.date.fromisoformat(ends), what="强制措施到期，解除、延长或者作出处理决定", row=row, basis=basis)


def yearly_confirmations(tables: Tables) -> Iterator[Due]:
    """Bodies, officers and fees are confirmed once a year: by the same day of the next year."""
    for key, field, status, what in (
        ("subjects", "confirmed_on", "有效", "年度确认执法主体资格"),
        ("officers", "reviewed_on", "在岗", "年度审核执法人员资格"),
        ("fees", "approved_on", "执行中", "年度核定收费"),
    ):
        for row, record in tables.records(key):
            if record["status"] == status:
                yield Due(due_on=months_after(dt.date.fromisoformat(record[field]), 12), what=what, row=row, basis=_YEARLY)


def what_runs_out(tables: Tables) -> Iterator[Due]:
    """Certificates, mandates, terms of office, documents and standards that end on a day."""
    officers, norms = provision("行政处罚法", "第四十二条"), provision("27号")
    for row, record in tables.records("officers"):
        if record["status"] == "在岗":
            yield Due(due_on=dt.date.fromisoformat(record["valid_until"]), what="换发执法证件", row=row, basis=officers)
    for row, record in tables.records("subjects"):
        if record["status"] == "有效" and "entrustment" in record:
            ends = dt.date.fromisoformat(record["entrustment"]["ends_on"])
            yield Due(due_on=ends, what="续签或者终止委托", row=row, basis=provision("行政处罚法", "第二十条"))
    for row, record in tables.records("norms"):
        if record["status"] == "有效" and "valid_until" in record:
            yield Due(due_on=dt.date.fromisoformat(record["valid_until"]), what="评估后延续、修订或者公布失效", row=row, basis=norms)
    for row, record in tables.records("discretion"):
        if "effective_until" in record:
            yield Due(due_on=dt.date.fromisoformat(record["effective_until"]), what="修订或者延续裁量基准", row=row, basis=norms)


def campaign_tasks(tables: Tables) -> Iterator[Due]:
    """Tasks of campaigns that are not done, by their own day."""
    for row, record in tables.records("campaigns"):
        for task in record["tasks"]:
            if task["state"] != "已完成":
                day, what = dt.date.fromisoformat(task["due_on"]), f"完成任务 {task['id']}"
                yield Due(due_on=day, what=what, row=row, owner=task["lead"], basis=practice("专项行动的任务按期完成。"))


def yearly_publications(tables: Tables) -> Iterator[Due]:
    """What is public by a day of each year, as the catalogue of duties says: the coming day, or this year's where it was missed."""
    for row, record in tables.records("obligations"):
        yearly, key = record["time_limit"].get("yearly", ""), record.get("kept_in", "")
        if key not in tables.frames or not yearly:
            continue
        day = _this_year(yearly, tables.as_of)
        if day is None:
            continue
        frame = tables.frames[key]
        dates = [date for name in ("published_on", "updated_on") for date in frame[name] if date and date <= tables.as_of.isoformat()]
        done = max(dates, default="")
        following = day if done < f"{day.year}-01-01" else day.replace(year=day.year + 1)
        yield Due(due_on=following, what=f"公开{record['level_two']}", row=row, basis=provision("118号"))


def next_years_calendar(tables: Tables) -> Iterator[Due]:
    """The coming year's notice on public holidays, without which no term can be counted."""
    if tables.as_of.year + 1 not in tables.calendar.years:
        day = dt.date(tables.as_of.year, 12, 31)
        what = f"补上 {tables.as_of.year + 1} 年的放假安排"
        yield Due(due_on=day, what=what, row=Row("penalties"), basis=provision("行政处罚法", "第八十五条"))


SEARCHES: tuple[Search, ...] = (
    decisions_to_publish,
    decisions_to_withdraw,
    decisions_that_expire,
    cases_to_finish,
    seizures_that_end,
    yearly_confirmations,
    what_runs_out,
    campaign_tasks,
    yearly_publications,
    next_years_calendar,
)


def _end(tables: Tables, event: dt.date, days: int) -> dt.date | None:
    """The last day of a term in working days; None where a year has no calendar, which is a finding of its own (CA001, CA002)."""
    try:
        return tables.calendar.after(event, days)
    except UnknownYearError:
        return None


def _this_year(yearly: str, as_of: dt.date) -> dt.date | None:
    try:
        dt.date.fromisoformat(f"2025-{yearly}")  # a year without 29 February
        return dt.date.fromisoformat(f"{as_of.year}-{yearly}")
    except ValueError:
        return None
