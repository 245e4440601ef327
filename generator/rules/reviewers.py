"""Who reviews may review, and the list of what is reviewed is kept to (LR003, LR004, LR007, LR009, LR010)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.reviewers import Reviewer
from generator.rules.legal_review import HEAVY, SINCE
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_REVIEW = provision("行政处罚法", "第五十八条第一款")
_QUALIFIED_SINCE = dt.date(2018, 1, 1)
"""From this day new reviewers of penalties need the qualification, by the law's amendment of 2017, whose text was not read here."""


@tables_rule(
    Problem(
        code="LR003",
        title="审核人就是承办人",
        message="法制审核人{reviewer}和承办人员{officer}{same}",
        help="人写错的，照审核意见书和案卷改正；只是同名的，在 mkdocs.yml 的「忽略」里写明是两个人；确实是同一个人的，换人重新审核。",
        why="审核是对承办的把关，自己审核自己的案件，等于没有审核。",
        example="承办人员里有甲，法制审核人也是甲",
        basis=(_REVIEW, practice("承办案件的人不审核自己的案件。")),
        applies_from=SINCE,
    ),
    penalties=("officers", "review.by"),
)
def reviewers_do_not_handle_the_case(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LR003: the reviewer is none of the officers. The same name alone is a warning; with the same organ it is the same person."""
    officers, reviewers, bodies = (tables.catalogue(key) for key in ("officers", "reviewers", "subjects"))
    namesakes: dict[str, set[str]] = {}
    for each in officers.values():
        namesakes.setdefault(each["name"], set()).add(each["id"])
    suspects = {key: namesakes[each["name"]] for key, each in reviewers.items() if each["name"] in namesakes}
    for row, named, by in tables.rows("penalties", "officers", "review.by"):
        both = suspects.get(by, set()).intersection(named)
        if not both:
            continue
        officer, unit = officers[min(both)], reviewers[by]["unit"]
        home = bodies.get(officer["body"], {}).get("name", "")
        values: dict[str, Any] = {"reviewer": f"{reviewers[by]['name']}（{unit}）", "officer": f"{officer['name']}（{home}）"}
        if home and (home in unit or unit in home):
            yield row, breach("法制审核", "审核人", same="是同一个人", **values)
        else:
            yield row, breach("法制审核", "审核人", level="warning", same="姓名相同", **values)


@tables_rule(
    Problem(
        code="LR004",
        title="审核人当天不在任",
        message="法制审核日期是 {day}，{name}的任期{term}",
        help="改成当天在任的审核人员，或者改正审核日期；任期写错的，改正法制审核机构和人员里 {reviewer} 的「任期起」「任期止」。",
        why="法制审核由在任的审核人员进行，任期以外的人没有这个职责。",
        example="审核日期 2026-03-06，审核人的任期止是 2025-12-31",
        basis=(_REVIEW, CONSISTENCY),
    ),
    penalties=("review.by", "review.on"),
    licences=("review.by", "review.on"),
)
def reviewers_are_in_office_on_the_day(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LR004: 任期起 ≤ the day of the review ≤ 任期止."""
    reviewers = tables.catalogue("reviewers")
    for register in ("penalties", "licences"):
        for row, by, day in tables.rows(register, "review.by", "review.on"):
            if by not in reviewers:
                continue
            name, first, last = reviewers[by]["name"], reviewers[by]["term_starts_on"], reviewers[by].get("term_ends_on")
            if day < first:
                yield row, breach("法制审核", "审核人", day=day, name=name, reviewer=by, term=f"从 {first} 才开始")
            elif last and day > last:
                yield row, breach("法制审核", "审核人", day=day, name=name, reviewer=by, term=f"到 {last} 为止")


@record_rule(
    Problem(
        code="LR007",
        title="新任审核人员没有资格",
        level="warning",
        message="{name}从 {day} 起从事法制审核，「法律职业资格」写的是否",
        help="已经取得资格的，改成「法律职业资格: 是」；2018 年以前就从事审核的，把「任期起」改成最早从事审核的日期。",
        why="初次从事处罚决定法制审核的人员，应当通过统一考试取得法律职业资格。",
        example="法律职业资格: 否\n任期起: 2025-03-01",
        basis=(provision("行政处罚法", "第五十八条第二款"), practice("2018年起，初次从事处罚决定审核的人员应当取得法律职业资格。")),
    ),
    "reviewers",
)
def new_reviewers_are_qualified(record: Reviewer, context: Context) -> Iterator[Fault]:
    """LR007: who began to review in 2018 or later has the qualification."""
    if not record.qualified and record.term_starts_on >= _QUALIFIED_SINCE:
        yield breach("法律职业资格", name=record.name, day=record.term_starts_on.isoformat())


@tables_rule(
    Problem(
        code="LR009",
        title="审核目录缺少一类",
        level="warning",
        message="审核目录里没有{category}的事项，{register}里却有重大执法决定（如 {record}）",
        help="在法制审核目录清单里为{category}新增一条，写明哪些决定要审核、标准是什么、由谁审核。",
        why="哪些决定必须审核要先列成目录并公布，没有目录，该审核的就可能漏审。",
        example="有吊销许可证件的处罚决定，目录里没有行政处罚的事项",
        basis=(provision("118号"), practice("法制审核目录按许可、处罚、强制、征收四类分别列出。")),
    ),
    penalties=("kinds", "hearing.on", "review.on"),
    licences=("decision", "review.on"),
)
def every_kind_of_major_decision_is_listed(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LR009: where major penalties or licences were decided, the list of what is reviewed has their category.

    Major is what was reviewed or heard, a penalty of a heavy kind, a licence refused or annulled. Whether a coercion or a fee is a
    major one the registers do not tell.
    """
    listed = {item["category"] for item in tables.catalogue("review-items").values()}
    heavy = frozenset(HEAVY)
    penalties = tables.rows("penalties", "id", "kinds", "hearing.on", "review.on")
    licences = tables.rows("licences", "id", "decision", "review.on")
    majors = {
        "行政处罚": ("行政处罚决定", (each for _, each, kinds, heard, seen in penalties if heard or seen or heavy.intersection(kinds))),
        "行政许可": ("行政许可决定", (each for _, each, decision, seen in licences if seen or decision in ("不予", "撤销"))),
    }
    for category, (register, records) in majors.items():
        record = None if category in listed else next(records, None)
        if record:
            yield Row("review-items"), breach(category=category, register=register, record=record)


@tables_rule(
    Problem(
        code="LR010",
        title="目录要求审核的许可没有审核",
        level="warning",
        message="审核目录「{item}」（{key}）要求审核，这个{decision}决定没有写「法制审核」",
        help="补上「法制审核」的日期、审核人和意见；这类决定其实不用审核的，改写目录里 {key} 的「决定事项」和「标准」。",
        why="重大执法决定未经法制审核不得作出，哪些是重大的，以本机关公布的目录为准。",
        example="目录写明不予许可的决定要审核，不予许可的决定没有写法制审核",
        basis=(provision("118号"), practice("列入本机关审核目录的决定，都写明审核的日期、审核人和意见。")),
    ),
    licences=("decision", "review.on"),
)
def licences_on_the_list_are_reviewed(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LR010: a licence refused or annulled was reviewed, where a list already published says so of 全部 matters.

    What else makes a licence a major one is told in prose that cannot be held against the ledger.
    """
    listed: dict[str, dict[str, Any]] = {}
    for item in tables.catalogue("review-items").values():
        if item["category"] == "行政许可" and "全部" in item["threshold"]["domain"] and "published_on" in item:
            for decision in ("不予", "撤销"):
                if decision in item["matter"]:
                    listed.setdefault(decision, item)
    for row, day, decision, reviewed in tables.rows("licences", "date", "decision", "review.on"):
        demand = listed.get(decision)
        if demand and not reviewed and day >= demand["published_on"]:
            yield row, breach("法制审核", item=demand["matter"], key=demand["id"], decision=decision)
