"""A licence fits the list of powers and the guide of its matter (LC003, LC007, LC008).

Lists hold what is so now; since when, their 更新日期 tells. Decisions of earlier days are not measured by them.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.law.terms import LICENCE_DAYS, on
from generator.rules.calendar import one_by_one
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_EXTENDED = re.compile(r"延长|延期")
_NOT_COUNTED = re.compile(r"听证|招标|拍卖|检验|检测|检疫|鉴定|评审|扣除|不计算在|不计入")
"""What 行政许可法第四十五条 does not count."""


@tables_rule(
    Problem(
        code="LC003",
        title="许可决定超过法定期限",
        level="warning",
        message="{accepted} 受理，{decided} 决定，用了 {days} 个工作日，超过 {limit} 个工作日",
        help="核对「受理日期」和「决定日期」；经批准延长，或者扣除了听证、检验、检测、专家评审等时间的，在「备注」里写明；"
        "另有法定期限的事项，在服务指南的「法定时限」写明。",
        why="许可自受理之日起二十个工作日内决定，经负责人批准可以延长十个工作日，法律、法规另有规定的除外。",
        example="受理日期: 2026-03-03\n决定日期: 2026-04-10",
        basis=(provision("行政许可法", "第四十二条第一款"), provision("行政许可法", "第四十五条"), provision("行政许可法", "第八十二条")),
        applies_from=dt.date(2019, 4, 23),
    ),
    licences=("accepted_on", "decided_on", "matter", "notes"),
)
def licence_is_decided_in_time(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LC003: no more working days from acceptance to decision than the law allows, or than the matter's guide states where that is more."""
    statutory = {key: guide["statutory_days"] for key, (_, guide) in _guides(tables).items()}

    def judge(licence: tuple[Row, str, str, str, str]) -> Iterator[tuple[Row, Fault]]:
        row, accepted, decided, matter, notes = licence
        if not accepted or accepted >= decided:
            return
        first, last = dt.date.fromisoformat(accepted), dt.date.fromisoformat(decided)
        term = on(first, LICENCE_DAYS)
        if term is None or _NOT_COUNTED.search(notes or ""):
            return
        limit = max(term.value.days, statutory.get(matter, 0)) + (term.value.extension if _EXTENDED.search(notes or "") else 0)
        if (last - first).days <= limit:
            return  # there are no more working days than days
        days = tables.calendar.elapsed(first, last)
        if days > limit:
            yield row, breach("决定日期", accepted=accepted, decided=decided, days=days, limit=limit)

    yield from one_by_one(tables.rows("licences", "accepted_on", "decided_on", "matter", "notes"), judge)


@tables_rule(
    Problem(
        code="LC007",
        title="许可事项不是有效的行政许可",
        level="warning",
        message="许可事项「{matter}」（{name}）在权责清单里是「{state}」",
        help="改成这个决定所依据的许可事项；事项的「职权类型」或者「状态」填错了的，到权责清单里改正。",
        why="许可实行清单管理，清单以外、已经取消或者下放的事项不能再许可。",
        example="许可事项写了一个职权类型是行政检查的事项",
        basis=(provision("优化营商环境条例", "第四十条"), CONSISTENCY),
    ),
    licences=("matter",),
)
def matter_is_a_licence_in_force(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LC007: the matter is a 行政许可; and not 已取消 or 已下放, as far as the decision is later than the last change of the list."""
    powers = tables.catalogue("powers")
    for row, matter, day in tables.rows("licences", "matter", "date"):
        power = powers.get(matter)
        if power is None:
            continue
        if power["category"] != "行政许可":
            yield row, breach("许可事项", matter=matter, name=power["name"], state=power["category"])
        elif power["status"] != "有效" and day > _known_since(power):
            yield row, breach("许可事项", matter=matter, name=power["name"], state=power["status"])


@tables_rule(
    Problem(
        code="LC008",
        title="告知承诺和服务指南不一致",
        level="warning",
        message="「告知承诺」写的是「是」，服务指南「{guide}」（{name}）却不实行告知承诺",
        help="核对这个决定是不是以告知承诺方式办理的；事项已经实行告知承诺的，把服务指南的「告知承诺」改为是。",
        why="哪些事项实行告知承诺要事先公布，办理和指南要一致。",
        example="许可决定写告知承诺: 是，服务指南写告知承诺: 否",
        basis=(CONSISTENCY,),
    ),
    licences=("matter", "by_promise"),
)
def promise_is_offered_by_the_guide(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LC008: only a matter whose guide offers 告知承诺 is licensed that way, as far as the decision is later than the guide's last change."""
    guides = _guides(tables)
    for row, matter, by_promise, day in tables.rows("licences", "matter", "by_promise", "date"):
        if by_promise and matter in guides:
            key, guide = guides[matter]
            if not guide["by_promise"] and day > _known_since(guide):
                yield row, breach("告知承诺", guide=key, name=guide["name"])


def _guides(tables: Tables) -> dict[str, tuple[str, dict[str, Any]]]:
    """The guide of each matter of the powers list that has one, with its id."""
    guides = tables.catalogue("guides")
    return {
        matter: (power["guide"], guides[power["guide"]])
        for matter, power in tables.catalogue("powers").items()
        if power.get("guide") in guides
    }


def _known_since(record: dict[str, Any]) -> str:
    """The day (ISO) since which a list has said what it says; a day that never comes where it does not tell."""
    return str(record.get("updated_on") or record.get("published_on") or "9999")
