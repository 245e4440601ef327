"""Who acted was allowed to act, on that day and in that matter (OF001 to OF005, OF012)."""

import datetime as dt
import re
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.coercions import CoercionDecision
from generator.registers.inspections import Inspection
from generator.registers.penalties import Penalty
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

ACTS = {"penalties": ("承办人员", "行政处罚"), "inspections": ("检查人员", "行政检查"), "coercions": ("承办人员", "行政强制")}
"""The ledgers that name officers: the key under which they stand, and the category an officer needs."""

_SINCE = dt.date(2021, 7, 15)
_TWO_OFFICERS = provision("行政处罚法", "第四十二条第一款")
_QUALIFIED = provision("行政强制法", "第十七条第三款")
_AREA_WORDS = re.compile("行政区域|辖区|全域|全境|全[省市县区]|范围|以?内|[（(].*?[）)]")
"""What may follow a place's name in 执法区域 and does not change which place it is."""


@record_rule(
    Problem(
        code="OF001",
        title="执法人员不足两人",
        message="「{label}」写了 {count} 个，却都是同一个人 {id}",
        help="把重复的那一个改成实际参加的另一名执法人员的编号。",
        why="处罚、检查和强制都要由两名以上执法人员实施，同一个人写两次仍是一个人。",
        example="承办人员: [ry-001, ry-001]",
        basis=(_TWO_OFFICERS, provision("行政强制法", "第十八条第二项"), CONSISTENCY),
    ),
    *ACTS,
)
def two_officers_act(record: Penalty | Inspection | CoercionDecision, context: Context) -> Iterator[Fault]:
    """OF001: the two or more officers named are not one and the same."""
    if len(set(record.officers)) == 1:
        label, _ = ACTS[context.shard.register]
        yield breach(label, 1, label=label, count=len(record.officers), id=record.officers[0])


@tables_rule(
    Problem(
        code="OF002",
        title="当天证件无效",
        message="{day} 执法时，{name}的执法证件{state}",
        help="人写错的，改成当天证件有效的人员；证件已经换发、延期的，更新执法人员清单里 {id} 的日期；当天持旧证、后来换新证的，在 mkdocs.yml 的「忽略」里写明。",
        why="执法人员要具有执法资格，资格以执法当天有效的证件为准。",
        example="决定日期 2026-03-10，承办人员的证件有效期至 2026-02-28",
        basis=(_TWO_OFFICERS, provision("行政处罚法", "第五十五条第一款"), _QUALIFIED),
        applies_from=_SINCE,
    ),
    **dict.fromkeys(ACTS, ("officers",)),
)
def certificates_are_valid_on_the_day(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """OF002: 发证日期 ≤ day ≤ 有效期至. Before the issue a warning: the list holds only the latest certificate of an officer."""
    spans = {who: (each["issued_on"], each["valid_until"]) for who, each in tables.catalogue("officers").items()}
    for register, (label, _) in ACTS.items():
        for row, day, officers in tables.rows(register, "date", "officers"):
            for place, who in enumerate(officers):
                first, last = spans.get(who, ("", "9"))
                if first <= day <= last:
                    continue
                values = {"day": day, "name": tables.catalogue("officers")[who]["name"], "id": who}
                if day < first:
                    yield row, breach(label, place, level="warning", state=f"还没有生效（发证日期 {first}）", **values)
                else:
                    yield row, breach(label, place, state=f"已经过期（有效期至 {last}）", **values)


@tables_rule(
    Problem(
        code="OF003",
        title="执法类别不符",
        message="{name}的执法类别是{held}，没有{needed}",
        help="人写错的，改成执法类别里有{needed}的人员；证件上有这一类的，在执法人员清单 {id} 的「执法类别」里补上。",
        why="执法人员只能在证件载明的执法类别以内执法。",
        example="行政处罚的承办人员，执法类别只有行政检查",
        basis=(_TWO_OFFICERS, _QUALIFIED),
        applies_from=_SINCE,
    ),
    penalties=("officers",),
    inspections=("officers",),
    coercions=("officers", "kind"),
)
def officers_have_the_category_of_the_act(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """OF003: the certificate covers the act. To carry out a penalty (强制执行) the category 行政处罚 is enough too."""
    known = tables.catalogue("officers")
    for register, (label, needed) in ACTS.items():
        lacking = {who for who, each in known.items() if needed not in each["categories"]}
        punishing = {who for who in lacking if "行政处罚" in known[who]["categories"]}
        for row, officers, kind in tables.rows(register, "officers", "kind" if register == "coercions" else "date"):
            for place, who in enumerate(officers):
                if who in lacking and not (kind == "强制执行" and who in punishing):
                    values = {"name": known[who]["name"], "held": "、".join(known[who]["categories"]), "needed": needed, "id": who}
                    yield row, breach(label, place, **values)


@tables_rule(
    Problem(
        code="OF004",
        title="执法区域不符",
        level="warning",
        message="{name}的执法区域是「{area}」，{body}的执法区域是「{other}」（见 {record}）",
        help="核对两处的「执法区域」，改成一致的写法；这名人员不在这个机关的区域内执法的，改正那条记录的人员。",
        why="执法人员在证件载明的区域内、以所在机关的职权执法，两个区域应当对得上。",
        example="人员写「甲县行政区域」，处罚机关写「乙县行政区域」",
        basis=(provision("行政处罚法", "第十七条"), practice("执法人员在证件载明的执法区域内执法。")),
    ),
    penalties=("body", "officers"),
    coercions=("body", "officers"),
    inspections=("officers",),
)
def areas_of_officer_and_body_fit(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """OF004: one area lies within the other by its wording. Said once for an officer and a body; for a check it is the officer's own."""
    officers, bodies = tables.catalogue("officers"), tables.catalogue("subjects")
    seen: dict[tuple[str, str], str] = {}
    for register in ACTS:
        for _, record, named, body in tables.rows(register, "id", "officers", "id" if register == "inspections" else "body"):
            for who in named:
                if who in officers:
                    seen.setdefault((who, officers[who]["body"] if register == "inspections" else body), record)
    rows = {officer["id"]: row for row, officer in tables.records("officers")}
    for (who, body), record in seen.items():
        area, other = officers[who]["area"], bodies[body]["area"] if body in bodies else ""
        mine, theirs = _AREA_WORDS.sub("", area), _AREA_WORDS.sub("", other)
        if mine not in theirs and theirs not in mine:
            values = {"name": officers[who]["name"], "area": area, "body": bodies[body]["name"], "other": other, "record": record}
            yield rows[who], breach("执法区域", **values)


@tables_rule(
    Problem(
        code="OF005",
        title="人员已经注销或离岗",
        message="{name}的证件 {cancelled} 已经注销，这里的日期是 {day}",
        help="改成实际承办的人员；注销日期写错的，改正执法人员清单里 {id} 的「注销日期」。",
        why="证件注销以后就不再有执法资格，不能再承办案件。",
        example="承办人员 4 月 10 日注销证件，决定日期是 5 月 8 日",
        basis=(_TWO_OFFICERS, _QUALIFIED),
        applies_from=_SINCE,
    ),
    penalties=("officers", "opened_on"),
    inspections=("officers",),
    coercions=("officers",),
)
def officers_who_left_do_not_act(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """OF005: nobody acts after the day of cancellation. Who left between 立案 and the decision is a warning: the case was theirs once."""
    officers = tables.catalogue("officers")
    left = {who: each["cancelled_on"] for who, each in officers.items() if each["status"] != "在岗" and "cancelled_on" in each}
    for register, (label, _) in ACTS.items():
        opened = "opened_on" if register == "penalties" else "date"
        for row, day, began, named in tables.rows(register, "date", opened, "officers"):
            for place, who in enumerate(named):
                if left.get(who, "9") < day:
                    values = {"name": officers[who]["name"], "cancelled": left[who], "day": day, "id": who}
                    yield row, breach(label, place, level="warning" if began and began <= left[who] else None, **values)


@tables_rule(
    Problem(
        code="OF012",
        title="承办人员不属于本机关",
        level="warning",
        message="{name}的单位是{home}，既不是{body}，也没有受它委托",
        help="人写错的，改正人员；有委托的，在执法主体清单里补上「委托」；调动过的，核对执法人员清单里 {id} 的「单位」。",
        why="决定由本机关的执法人员，或者受本机关委托的组织的人员承办，别的单位的人员没有这个权限。",
        example="甲局的处罚决定，承办人员是没有受甲局委托的乙大队的人员",
        basis=(provision("行政处罚法", "第十七条"), provision("行政处罚法", "第二十条第一款")),
        applies_from=_SINCE,
    ),
    penalties=("body", "officers"),
    coercions=("body", "officers"),
)
def officers_belong_to_the_body_or_its_delegate(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """OF012: an officer's 单位 is the deciding body or an organisation that it entrusted."""
    officers, bodies = tables.catalogue("officers"), tables.catalogue("subjects")
    may = {who: {each["body"], bodies.get(each["body"], {}).get("entrustment", {}).get("by")} for who, each in officers.items()}
    for register in ("penalties", "coercions"):
        label, _ = ACTS[register]
        for row, body, named in tables.rows(register, "body", "officers"):
            for place, who in enumerate(named):
                if who in may and body in bodies and body not in may[who]:
                    home = bodies.get(officers[who]["body"], {}).get("name", officers[who]["body"])
                    values = {"name": officers[who]["name"], "home": home, "body": bodies[body]["name"], "id": who}
                    yield row, breach(label, place, **values)
