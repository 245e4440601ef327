"""What is confirmed or fixed every year has been, and on a day that has come (CF001, CF002, CF004)."""

import datetime as dt
from collections.abc import Iterator

from generator.editions.standing import months_after
from generator.law.provision import CONSISTENCY, practice
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_CONFIRMED = (("subjects", "confirmed_on", "确认日期"), ("fees", "approved_on", "年度核定日期"), ("check-items", "reviewed_on", "审核日期"))
"""The registers whose records say when somebody last looked them over, the attribute and the field. Officers are judged elsewhere."""


@tables_rule(
    Problem(
        code="CF001",
        title="执法主体资格超过一年没有确认",
        level="warning",
        message="「{name}」最近一次确认是 {confirmed}，到 {due} 满一年",
        help="办理年度执法主体资格确认，把「确认日期」改成新的确认日期；不再具备资格的，「状态」改成 已清理 并写「清理日期」。",
        why="执法主体资格每年确认并公布一次，不具备资格的及时清理，群众才知道现在谁有权执法。",
        example="确认日期: 2025-03-18，到 2026 年 3 月 19 日还没有重新确认",
        basis=(practice("县级以上政府每年确认并公布本级行政执法主体，清理不具备资格的单位。"),),
    )
)
def bodies_are_confirmed_every_year(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CF001: a valid body was confirmed within twelve months; the same day a year later is still in time (提质提效方案第15项)."""
    for row, record in tables.records("subjects"):
        due = _a_year_after(record["confirmed_on"])
        if record["status"] == "有效" and due < tables.as_of:
            yield row, breach("确认日期", name=record["name"], confirmed=record["confirmed_on"], due=due.isoformat())


@tables_rule(
    Problem(
        code="CF002",
        title="收费项目超过一年没有核定",
        level="warning",
        message="「{name}」最近一次核定是 {approved}，到 {due} 满一年",
        help="重新核定收费项目和标准，把「年度核定日期」改成新的核定日期；已经停征、取消的，改「状态」。",
        why="收费目录每年核定一次，缴费人才知道目录上的标准是不是今年的。",
        example="年度核定日期: 2025-03-05，到 2026 年 3 月 6 日还没有重新核定",
        basis=(practice("收费的项目、数额和计费方法每年核定一次并公布。"),),
    )
)
def fees_are_fixed_every_year(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CF002: a fee that has not been abolished was fixed within twelve months (提质提效方案第13项)."""
    for row, record in tables.records("fees"):
        due = _a_year_after(record["approved_on"])
        if record["status"] != "已取消" and due < tables.as_of:
            yield row, breach("年度核定日期", name=record["name"], approved=record["approved_on"], due=due.isoformat())


@tables_rule(
    Problem(
        code="CF004",
        title="确认、审核日期还没有到",
        message="「{field}」写的是 {day}，今天是 {today}，这一天还没有到",
        help="改成已经发生的最近一次确认、核定或者审核的日期；还没有办的，办完再改。",
        why="这里写的是已经办过的事，日期不会在今天以后。",
        example="今天是 2026-11-22，确认日期: 2027-03-18",
        basis=(CONSISTENCY,),
    )
)
def confirmations_have_taken_place(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CF004: days of confirmation, fixing and review are not after the as-of date. A warning on a build for a day before the last update."""
    today = tables.as_of.isoformat()
    for register, name, field in _CONFIRMED:
        for row, record in tables.records(register):
            if record[name] > today:
                later = record.get("updated_on", "") > today
                yield row, breach(field, level="warning" if later else None, field=field, day=record[name], today=today)


def _a_year_after(day: str) -> dt.date:
    return months_after(dt.date.fromisoformat(day), 12)
