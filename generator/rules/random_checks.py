"""A random check follows a published plan and draws from the published list (RC001, RC002, RC003, RC006, RC012)."""

from collections import defaultdict
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.inspections import Inspection
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

RANDOM = "双随机"


@record_rule(
    Problem(
        code="RC001",
        title="双随机检查没有抽查计划",
        level="warning",
        message="「检查类型」是 双随机，没有写「抽查计划」",
        help="写明是哪一个年度检查计划（填计划的编号）；不是按计划抽取的，「检查类型」改成 日常 或者 专项。",
        why="双随机是按年度计划随机抽取的，没有计划的不是双随机。",
        example="检查类型: 双随机，没有「抽查计划」",
        basis=(practice("双随机抽查按公布的年度抽查计划进行。"),),
    ),
    "inspections",
)
def random_checks_follow_a_plan(record: Inspection, context: Context) -> Iterator[Fault]:
    """RC001: a random check names its plan."""
    if record.category == RANDOM and record.plan is None:
        yield breach("抽查计划")


@tables_rule(
    Problem(
        code="RC002",
        title="抽查事项不在计划里",
        message="抽查事项「{item}」不在计划「{plan}」里，{where}",
        help="核对「抽查计划」和「抽查事项」；确实查了计划以外的事项的，「检查类型」改成 日常 或者 专项；计划要增加事项的，先公布、后检查。",
        why="双随机查什么要先在计划里公布，计划以外的不得随意检查。几个计划合并成一次上门的，其他计划里的事项不算计划以外。",
        example="抽查计划: jh-2026-01\n抽查事项: [cc-099]（没有一个计划里有 cc-099）",
        basis=(provision("5号"), CONSISTENCY),
    ),
    inspections=("category", "plan", "items"),
)
def random_checks_look_at_what_was_planned(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """RC002: a random check looks at something of its plan, and beyond it only at what another plan of that year has (one visit for several)."""
    plans, titles = tables.catalogue("check-plans"), tables.catalogue("check-items")
    planned: dict[str, set[str]] = defaultdict(set)
    for plan in plans.values():
        planned[plan["year"]].update(plan["items"])
    for row, category, key, items in tables.rows("inspections", "category", "plan", "items"):
        if category != RANDOM or key not in plans:
            continue
        year, own = plans[key]["year"], set(plans[key]["items"])
        allowed = own | planned[year] if own.intersection(items) else own
        for position, item in enumerate(items):
            if item not in allowed:
                name = titles.get(item, {}).get("name", item)
                where = f"也不在 {year} 年别的计划里" if item not in planned[year] else "这次检查没有一个事项在这个计划里"
                yield row, breach("抽查事项", position, item=name, plan=plans[key]["name"], where=where)


@tables_rule(
    Problem(
        code="RC003",
        title="检查日期在计划的时间以外",
        level="warning",
        message="检查日期 {day} 不在计划「{plan}」的时间里（{start} 至 {end}）",
        help="核对「检查日期」和「抽查计划」；计划时间调整并公布过的，改计划里的日期；有特殊理由的，写在「例外情形」里。",
        why="什么时候检查已经在计划里公布，企业按公布的时间安排经营。",
        example="计划 2026-03-01 至 2026-06-30，检查日期: 2026-07-08",
        basis=(practice("检查在年度计划公布的时间里进行。"),),
    ),
    inspections=("plan", "exception"),
)
def checks_are_made_when_planned(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """RC003: a check that names a plan lies between its first and its last day (inclusive), or says why not."""
    plans = tables.catalogue("check-plans")
    for row, day, key, exception in tables.rows("inspections", "date", "plan", "exception"):
        plan = plans.get(key)
        if plan and not exception and not plan["starts_on"] <= day <= plan["ends_on"]:
            yield row, breach("检查日期", day=day, plan=plan["name"], start=plan["starts_on"], end=plan["ends_on"])


@tables_rule(
    Problem(
        code="RC006",
        title="抽查的单位不在检查对象名录库里",
        level="warning",
        message="双随机检查了「{unit}」，检查对象名录库里没有这家单位",
        help="名录漏列的，在检查对象名录库里补上这家单位，并把它的编号写到「名录编号」；不是从名录里抽取的，改「检查类型」。",
        why="双随机的对象从公布的名录里随机抽取，名录里没有的单位抽不出来。",
        example="检查类型: 双随机，单位的代码和名称在 registries/inspected 里都找不到",
        basis=(provision("5号"), provision("优化营商环境条例", "第五十四条")),
    ),
    inspections=("category", "object.entry", "object.name", "object.credit_code"),
)
def random_checks_draw_from_the_list(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """RC006: the object of a random check stands in the list, by its number, its credit code or, where it has none, its name."""
    listed = list(tables.catalogue("inspected").values())
    codes, names = {unit.get("credit_code") for unit in listed}, {unit["name"] for unit in listed}
    columns = ("category", "object.entry", "object.name", "object.credit_code")
    for row, category, entry, name, code in tables.rows("inspections", *columns):
        if category == RANDOM and not entry and (code not in codes if code else name not in names):
            yield row, breach("检查对象", unit=name)


@tables_rule(
    Problem(
        code="RC012",
        title="抽到了停业、注销的单位",
        level="warning",
        message="「{unit}」在名录库里 {since} 已经是“{status}”，{day} 又被抽查",
        help="已经恢复营业的，改正名录库里的「状态」和「更新日期」；仍然停业、注销的，核对「名录编号」是不是写错了。",
        why="停业和注销的单位不参加抽取，抽到了说明名录没有及时更新，或者编号写错了。",
        example="名录库 2026-01-12 写明注销，检查日期: 2026-03-25",
        basis=(practice("停业和注销的单位不参加双随机抽取。"), CONSISTENCY),
    ),
    inspections=("category", "object.entry"),
)
def closed_units_are_not_drawn(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """RC012: a unit that was closed or struck off, and has not changed since, is not drawn later."""
    units = tables.catalogue("inspected")
    for row, day, category, entry in tables.rows("inspections", "date", "category", "object.entry"):
        unit = units.get(entry)
        if category != RANDOM or unit is None or unit["status"] == "正常":
            continue
        since = unit.get("updated_on") or unit.get("published_on") or day
        if since < day:
            yield row, breach("检查对象", "名录编号", unit=unit["name"], since=since, status=unit["status"], day=day)
