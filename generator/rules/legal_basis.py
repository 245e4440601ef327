"""What acts and lists cite was in force, and suffices (LB001 to LB005)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from generator.law.provision import practice
from generator.law.provisions import provision
from generator.registers import REGISTERS
from generator.registers.penalties import Penalty
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault, Trail
from generator.source.problem import Problem

_LEDGERS = tuple(key for key, register in REGISTERS.items() if register.is_ledger)
_CITED: dict[str, Trail] = {"basis": ("依据",), "withheld.basis": ("不予公开", "依据")}
"""Where ledger records cite laws: the column, and the trail to it."""
_NEEDS = dict.fromkeys(_LEDGERS, (*_CITED, "notes"))


def _citations(tables: Tables) -> Iterator[tuple[Row, Trail, dict[str, Any], str, str]]:
    """Every law that a ledger record cites, once a record and place: row, trail, law, day of the act, notes. Unknown laws are RF001's."""
    laws = tables.catalogue("laws")
    for key in _LEDGERS:
        for row, day, notes, *lists in tables.rows(key, "date", "notes", *_CITED):
            if not any(lists):
                continue
            for trail, cited in zip(_CITED.values(), lists, strict=True):
                seen: set[str] = set()
                for position, citation in enumerate(cited or ()):
                    law = laws.get(citation["law"])
                    if law is not None and citation["law"] not in seen:
                        seen.add(citation["law"])
                        yield row, (*trail, position, "法规"), law, day, notes or ""


def _has_ended(law: dict[str, Any], day: str) -> bool:
    """Whether a law has lapsed by a day; on its 失效日期 it no longer holds."""
    return "in_force_until" in law and bool(law["in_force_until"] <= day)


def _in_force(law: dict[str, Any], day: str) -> bool:
    return bool(law["in_force_from"] <= day) and not _has_ended(law, day)


def _successor(law: dict[str, Any], laws: dict[str, dict[str, Any]]) -> str:
    new = laws.get(law.get("replaced_by", ""))
    return f"，代替它的是《{new['name']}》（{new['id']}）" if new else ""


class _Versions:
    """Which laws came before which, by their 被替代."""

    def __init__(self, laws: dict[str, dict[str, Any]]) -> None:
        self._laws = laws
        self._before: dict[str, list[str]] = defaultdict(list)
        for key, law in laws.items():
            if "replaced_by" in law:
                self._before[law["replaced_by"]].append(key)

    def earlier_in_force(self, key: str, day: str) -> bool:
        """Whether a law from which a chain of replacements leads to this one was in force on a day. A circle ends where it began."""
        seen, open_ = {key}, list(self._before[key])
        while open_:
            earlier = open_.pop()
            if earlier in seen:
                continue
            seen.add(earlier)
            if _in_force(self._laws[earlier], day):
                return True
            open_ += self._before[earlier]
        return False


@tables_rule(
    Problem(
        code="LB001",
        title="引用了当时还没有施行的法规",
        level="warning",
        message="《{name}》（{law}）自 {since} 起施行，这件事是 {day} 的",
        help="改为引用当时有效的那一部；当时有效的是旧版本的，在法律依据库里为旧版本建一条记录，写上施行日期、失效日期，「被替代」写 {law}。",
        why="执法依据的是当时有效的规定。法律依据库里的施行日期是现行版本的，旧版本也要有记录才查得到。",
        example="2025-06-30 的决定引用 2025-09-01 施行的版本，法律依据库里没有更早的版本",
        basis=(provision("行政处罚法", "第三十七条"), practice("决定引用作出决定时有效的版本。")),
    ),
    **_NEEDS,
)
def law_was_already_in_force(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LB001: a law cited was in force on the day of the act, or an earlier version was, from which 被替代 leads to it.

    A warning even of penalties: registers of laws often hold today's versions alone, and then the defect lies there.
    """
    versions = _Versions(tables.catalogue("laws"))
    for row, trail, law, day, _ in _citations(tables):
        since = law["in_force_from"]
        if since > day and not versions.earlier_in_force(law["id"], day):
            yield row, breach(*trail, name=law["name"], law=law["id"], since=since, day=day)


@tables_rule(
    Problem(
        code="LB002",
        title="引用了当时已经失效的法规",
        level="warning",
        message="《{name}》（{law}）自 {until} 起失效，这件事是 {day} 的{successor}",
        help="改为引用当时有效的法规；处罚依法适用行为发生时的旧规定的，在「备注」里写明“适用行为发生时的规定”。",
        why="失效的法规不再是执法的依据。处罚适用行为发生时的规定，新规定处罚较轻的适用新规定，这时要说明。",
        example="2025-07-01 的决定引用 2025-06-01 失效的规章",
        basis=(provision("行政处罚法", "第三十七条"), practice("决定引用作出决定时有效的版本。")),
    ),
    **_NEEDS,
)
def law_was_still_in_force(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LB002: a law cited had not lapsed on the day of the act, unless the notes of a penalty say that the law of the offence's time applies."""
    laws = tables.catalogue("laws")
    for row, trail, law, day, notes in _citations(tables):
        if not _has_ended(law, day) or (row.register == "penalties" and "行为发生时" in notes):
            continue
        values = {"name": law["name"], "law": law["id"], "until": law["in_force_until"], "day": day}
        yield row, breach(*trail, successor=_successor(law, laws), **values)


@tables_rule(
    Problem(
        code="LB003",
        title="处罚只依据规范性文件或者标准",
        message="处罚依据只有{names}，没有法律、法规或者规章",
        help="在「依据」里写上规定这项处罚的法律、法规或者规章和它的条款，规范性文件、标准可以放在后面。",
        why="法律、法规、规章以外的文件不能设定处罚，只凭文件或者标准不能罚。",
        example="依据只有一条，法规的层级是规范性文件",
        basis=(provision("行政处罚法", "第十六条"), provision("行政处罚法", "第三十八条")),
        applies_from=dt.date(2021, 7, 15),
    ),
    penalties=("basis",),
)
def penalty_rests_on_law(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LB003: among what a penalty cites is a law, a regulation or a rule. Not judged while a citation leads nowhere (RF001)."""
    laws = tables.catalogue("laws")
    for row, basis in tables.rows("penalties", "basis"):
        cited = [laws.get(citation["law"]) for citation in basis or ()]
        if cited and all(law is not None and law["level"] in ("规范性文件", "标准") for law in cited):
            names = "、".join(dict.fromkeys(f"《{law['name']}》（{law['level']}）" for law in cited if law))
            yield row, breach("依据", names=names)


@record_rule(
    Problem(
        code="LB004",
        title="处罚依据没有写条款",
        level="warning",
        message="处罚依据「{law}」没有写「条款」",
        help="照决定书补上「条款」，写到条、款、项，例如：第四十六条第（二）项。",
        why="当事人要知道违反了哪一条、按哪一条处罚，才能陈述、申辩和寻求救济。",
        example="依据:\n  - 法规: yiliao-feiwu-guanli-tiaoli",
        basis=(provision("行政处罚法", "第五十九条"),),
        applies_from=dt.date(2021, 7, 15),
    ),
    "penalties",
)
def penalty_names_the_article(record: Penalty, context: Context) -> Iterator[Fault]:
    """LB004: every law that a penalty rests on is cited with its article."""
    for position, citation in enumerate(record.basis):
        if citation.article is None:
            yield breach("依据", position, "条款", law=citation.law)


@tables_rule(
    Problem(
        code="LB005",
        title="现行清单引用了失效的法规",
        level="warning",
        message="《{name}》（{law}）自 {until} 起失效，这一条还在引用它{successor}",
        help="改为引用现行有效的法规和条款；事项因此取消的，更新它的状态。改好后写上「更新日期」。",
        why="清单和指南要随法律法规的立改废及时调整，引用失效的法规，办事和执法就没有了依据。",
        example="权责清单的事项引用已经失效的规章",
        basis=(provision("政府信息公开条例", "第六条"), practice("清单随法律法规的立改废释及时调整。")),
    )
)
def lists_cite_law_in_force(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """LB005: powers, guides, check items, standards of discretion and of leniency that hold on the as-of date cite no lapsed law."""
    laws, today = tables.catalogue("laws"), tables.as_of.isoformat()
    for key in ("powers", "guides", "check-items", "discretion", "leniency"):
        for row, record in tables.records(key):
            if record.get("status", "有效") != "有效" or record.get("effective_until", "9999") < today:
                continue
            for position, citation in enumerate(record.get("basis", ())):
                law = laws.get(citation["law"])
                if law is not None and _has_ended(law, today):
                    values = {"name": law["name"], "law": law["id"], "until": law["in_force_until"]}
                    yield row, breach("依据", position, "法规", successor=_successor(law, laws), **values)
