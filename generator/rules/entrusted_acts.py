"""An entrusted organisation acts in its organ's name, within its mandate, and not after it was closed (DL005 to DL007, DL010)."""

import datetime as dt
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.rules.entrustment import ENTRUSTED
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_DECIDING = {"licences": "许可机关", "penalties": "处罚机关", "coercions": "实施机关", "collections": "实施机关"}
"""The ledgers of decisions, and the key under which each names the organ that decided."""

_SINCE = dt.date(2021, 7, 15)
_IN_THE_ORGANS_NAME = provision("行政处罚法", "第二十条第四款")


@tables_rule(
    Problem(
        code="DL005",
        title="以受委托组织名义作决定",
        message="「{label}」写的是{name}，它是受委托组织，不能以自己的名义作决定",
        help="决定书上是委托机关的，改成 {organ}；决定书上就是{name}的，这个决定的效力要先由法制审核机构研究。",
        why="受委托组织以委托机关的名义执法，决定由委托机关作出，后果由委托机关承担。",
        example="处罚机关: 县综合监督执法大队（它受县卫生健康局委托）",
        basis=(_IN_THE_ORGANS_NAME, provision("行政许可法", "第二十四条"), provision("行政强制法", "第十七条第一款")),
        applies_from=_SINCE,
    ),
    **dict.fromkeys(_DECIDING, ("body",)),
)
def decisions_are_in_the_name_of_the_organ(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DL005: no decision names an entrusted organisation as the one that decided."""
    entrusted = {key: each for key, each in tables.catalogue("subjects").items() if each["category"] == ENTRUSTED}
    for register, label in _DECIDING.items():
        for row, body in tables.rows(register, "body"):
            if body in entrusted:
                organ = entrusted[body].get("entrustment", {}).get("by", "委托机关的编号")
                yield row, breach(label, label=label, name=entrusted[body]["name"], organ=organ)


@tables_rule(
    Problem(
        code="DL006",
        title="受委托人员实施强制措施",
        level="warning",
        message="{name}的单位{home}是受委托组织，强制措施不能委托它实施",
        help="人写错的，改成{body}自己的执法人员；{name}其实是机关人员的，改正执法人员清单里 {officer} 的「单位」。",
        why="行政强制措施由法律、法规规定的机关在职权内实施，不得委托。",
        example="查封决定的承办人员，单位是受委托的执法大队",
        basis=(provision("行政强制法", "第十七条第一款"),),
        applies_from=dt.date(2012, 1, 1),
    ),
    coercions=("kind", "body", "officers"),
)
def measures_are_taken_by_the_organ_itself(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DL006: a 强制措施 is handled by nobody of an entrusted organisation. To carry out a decision (强制执行) is another matter."""
    officers, subjects = tables.catalogue("officers"), tables.catalogue("subjects")
    homes = {key: subjects[each["body"]] for key, each in officers.items() if each["body"] in subjects}
    entrusted = {key: home["name"] for key, home in homes.items() if home["category"] == ENTRUSTED}
    for row, kind, body, named in tables.rows("coercions", "kind", "body", "officers"):
        if kind != "强制措施":
            continue
        for place, officer in enumerate(named):
            if officer in entrusted:
                organ = subjects.get(body, {}).get("name", body)
                values = {"name": officers[officer]["name"], "home": entrusted[officer], "body": organ, "officer": officer}
                yield row, breach("承办人员", place, **values)


@tables_rule(
    Problem(
        code="DL007",
        title="不在委托期限以内",
        message="{day} 执法时，{home}的委托{state}",
        help="委托续签了的，更新执法主体清单里 {key} 的「委托期限」；前后连续委托的，「委托期限起」写最早的一天；期限以外没有委托的，改由机关人员承办。",
        why="受委托组织只能在委托书载明的期限内执法，期限以外没有执法权。",
        example="检查日期 2026-07-03，检查人员单位的委托期限止是 2026-06-30",
        basis=(provision("行政处罚法", "第二十条第二款"), _IN_THE_ORGANS_NAME),
        applies_from=_SINCE,
    ),
    penalties=("officers",),
    inspections=("officers",),
)
def entrusted_organisations_act_within_their_mandate(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DL007: 委托期限起 ≤ day ≤ 委托期限止, said once a record. Before the beginning a warning: only the latest mandate is listed."""
    subjects = tables.catalogue("subjects")
    spans = {}
    for key, officer in tables.catalogue("officers").items():
        mandate = subjects.get(officer["body"], {}).get("entrustment")
        if mandate:
            spans[key] = (officer["body"], mandate["starts_on"], mandate["ends_on"])
    for register, label in (("penalties", "承办人员"), ("inspections", "检查人员")):
        for row, day, named in tables.rows(register, "date", "officers"):
            for place, officer in enumerate(named):
                key, first, last = spans.get(officer, ("", "", "9"))
                if first <= day <= last:
                    continue
                values = {"day": day, "home": subjects[key]["name"], "key": key}
                if day < first:
                    yield row, breach(label, place, level="warning", state=f"还没有开始（{first} 起）", **values)
                else:
                    yield row, breach(label, place, state=f"已经到期（{last} 止）", **values)
                break


@tables_rule(
    Problem(
        code="DL010",
        title="执法主体清理情况不一致",
        message="{name}{what}",
        help="核对执法主体清单里 {key} 的「状态」和「清理日期」：清理了的两项都写，没有清理的都不写；清理以后的决定，改成真正作出决定的机关。",
        why="清理以后的单位不再有执法资格，什么时候清理的要写明，不能再以它的名义作决定。",
        example="状态: 已清理（没有写清理日期）",
        basis=(provision("行政处罚法", "第十七条"), CONSISTENCY),
    ),
    **dict.fromkeys(_DECIDING, ("body",)),
)
def bodies_that_were_closed_decide_no_more(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DL010: 已清理 and 清理日期 go together, and no decision is later than that day."""
    closed = {}
    for row, subject in tables.records("subjects"):
        day, name, key = subject.get("removed_on"), subject["name"], subject["id"]
        if day:
            closed[key] = (name, day)
        if day and subject["status"] == "有效":
            yield row, breach("清理日期", name=name, key=key, what=f"的「状态」是有效，却写了「清理日期」{day}")
        if not day and subject["status"] == "已清理":
            yield row, breach("清理日期", name=name, key=key, what="的「状态」是已清理，没有写「清理日期」")
    for register, label in _DECIDING.items():
        for row, day, body in tables.rows(register, "date", "body"):
            if body in closed and day > closed[body][1]:
                name, last = closed[body]
                yield row, breach(label, name=name, key=body, what=f"已经在 {last} 清理，这个决定是 {day} 作出的")
