"""Adjusted matters are announced in time, long enough, and carried through (IT001 to IT006)."""

from collections.abc import Iterator

from generator.editions.standing import months_after
from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.item_changes import ItemChange
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem


@record_rule(
    Problem(
        code="IT001",
        title="事项调整公布晚了",
        level="warning",
        message="上级 {above} 公布，本机关到 {announced} 才公布，应当不迟于 {due}",
        help="核对这两个日期；确实晚了的照实保留，在「备注」里写明原因。",
        why="上级取消、下放的事项，一个月以内承接好并即时向社会公布，群众才不会还按老办法跑。",
        example="上级公布日期: 2026-01-05\n公布日期: 2026-02-06",
        basis=(practice("上级取消和下放的事项，一个月内做好承接并向社会公布。"),),
    ),
    "item-changes",
)
def announce_within_a_month(record: ItemChange, context: Context) -> Iterator[Fault]:
    """IT001: an adjustment is announced within a month of the superior's, the same day of the next month included (提质提效方案第1项)."""
    above, announced = record.announced_above_on, record.announced_on
    due = months_after(above, 1)
    if announced > due:
        yield breach("公布日期", above=above.isoformat(), announced=announced.isoformat(), due=due.isoformat())


@record_rule(
    Problem(
        code="IT002",
        title="调整目录展示不到两个月",
        level="warning",
        message="{announced} 公布，只展示到 {until}，应当至少展示到 {due}",
        help="把「展示至」改到 {due} 或者以后；长期展示的，删掉「展示至」。",
        why="取消、下放的事项在网站和公示栏展示不少于两个月，才能让办事的人都看到。",
        example="公布日期: 2026-01-12\n展示至: 2026-02-28",
        basis=(practice("取消和下放的事项公开时间不少于两个月。"),),
    ),
    "item-changes",
)
def show_for_two_months(record: ItemChange, context: Context) -> Iterator[Fault]:
    """IT002: an adjustment with a stated last day is on show for two months (提质提效方案第3项)."""
    due = months_after(record.announced_on, 2)
    if record.on_show_until and record.on_show_until < due:
        until, announced = record.on_show_until.isoformat(), record.announced_on.isoformat()
        yield breach("展示至", announced=announced, until=until, due=due.isoformat())


@record_rule(
    Problem(
        code="IT003",
        title="比上级还早公布了调整",
        message="「公布日期」{announced} 早于「上级公布日期」{above}",
        help="核对这两个日期；上级有几次公布的，写本机关据以调整的那一次。",
        why="本机关根据上级的决定调整，不会比上级先公布。",
        example="上级公布日期: 2026-01-05\n公布日期: 2025-12-31",
        basis=(CONSISTENCY,),
    ),
    "item-changes",
)
def superiors_announce_first(record: ItemChange, context: Context) -> Iterator[Fault]:
    """IT003: an adjustment is not announced before the superior's decision that it carries out."""
    if record.announced_on < record.announced_above_on:
        yield breach("公布日期", announced=record.announced_on.isoformat(), above=record.announced_above_on.isoformat())


@record_rule(
    Problem(
        code="IT004",
        title="没有写从哪天起换机关办",
        level="warning",
        message="「调整方式」是 {change}，没有写「承接日期」",
        help="在「承接日期」写明改由新的机关办理的第一天。",
        why="下放和承接的事项换了办理机关，群众要知道从哪天起到哪里办。",
        example="调整方式: 承接，没有「承接日期」",
        basis=(practice("下放和承接的事项写明从哪天起由新的机关办理。"),),
    ),
    "item-changes",
)
def takeovers_have_a_day(record: ItemChange, context: Context) -> Iterator[Fault]:
    """IT004: what is devolved or taken over says from which day."""
    if record.change in ("下放", "承接") and record.taken_over_on is None:
        yield breach("承接日期", change=record.change)


@record_rule(
    Problem(
        code="IT006",
        title="取消的事项还链接着服务指南",
        level="warning",
        message="「调整方式」是 取消，却还写着「服务指南」{guide}",
        help="不再办理的，删掉「服务指南」，并处理那份指南；改为别的方式办理的，把「调整方式」改成 改变方式。",
        why="取消以后不得再办理，还挂着指南，群众会以为还要申请。",
        example="调整方式: 取消\n服务指南: zn-001",
        basis=(provision("优化营商环境条例", "第四十条"), CONSISTENCY),
    ),
    "item-changes",
)
def cancelled_matters_have_no_guide(record: ItemChange, context: Context) -> Iterator[Fault]:
    """IT006: what is cancelled is not linked to a guide."""
    if record.change == "取消" and record.guide is not None:
        yield breach("服务指南", guide=record.guide)


@tables_rule(
    Problem(
        code="IT005",
        title="取消的事项在权责清单里还有效",
        level="warning",
        message="{announced} 已经公布取消，权责清单里的「{name}」（{power}）还是“有效”",
        help="把权责清单里这一项的「状态」改成 已取消；没有取消的，改这里的「调整方式」。",
        why="取消的许可不得再办，清单里还有效，等于没有取消。",
        example="调整目录: 取消 2024-12-27 公布；权责清单: 状态 有效",
        basis=(provision("优化营商环境条例", "第四十条"), CONSISTENCY),
    )
)
def cancelled_matters_are_no_powers(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """IT005: a matter that has been cancelled by the as-of date is no valid power of the same name."""
    valid = {power["name"]: key for key, power in tables.catalogue("powers").items() if power["status"] == "有效"}
    for row, record in tables.records("item-changes"):
        power = valid.get(record["name"])
        if record["change"] == "取消" and power and record["announced_on"] <= tables.as_of.isoformat():
            yield row, breach("事项名称", announced=record["announced_on"], name=record["name"], power=power)
