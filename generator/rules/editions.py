"""The days of publication that records state agree with the editions that really held them (ED001, ED002).

A forged date of publication is a veto item in the inspection of government sites. The editions of the published site are the evidence.
"""

from collections.abc import Iterator

from generator.law.provisions import provision
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_BASIS = (provision("19号"),)


@tables_rule(
    Problem(
        code="ED001",
        title="公开日期早于首次公开的版次",
        message="「公开日期」是 {stated}，可是 {edition} 发布的网站上还没有这条记录",
        help="改成真正公开的那一天（这一次发布是 {today}）；因此迟延的，写上「迟延理由」。",
        why="公开日期倒签属于伪造发稿日期，是政府网站检查的一票否决项。每一版发布了什么，都有清单为证。",
        example="3 月 20 日才登记的决定，公开日期写成 3 月 10 日，而 3 月 15 日的版次里没有它",
        basis=_BASIS,
    )
)
def publication_is_not_backdated(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """ED001: no record claims a day before an edition that did not hold it: the newest, or the one before the first that did.

    Once a day was stated with the record on show, ED002 keeps it; this is for what states a day for the first time.
    """
    chain, held = tables.chain, tables.once(_held)
    if chain.last is None:
        return
    for key, frame in tables.frames.items():
        for position, (record, stated, standing) in enumerate(zip(frame["id"], frame["published_on"], frame["standing"], strict=True)):
            if not stated or standing in ("pending", "withheld"):
                continue
            since, first = held.get(f"{key}/{record}", ("", ""))
            if first:
                continue
            without = max((edition.as_of for edition in chain.editions if edition.as_of < since), default="") if since else chain.last.as_of
            if stated < without:
                yield Row(key, position), breach("公开日期", stated=stated, edition=without, today=tables.as_of.isoformat())


@tables_rule(
    Problem(
        code="ED002",
        title="公开日期被改动",
        message="「公开日期」是 {stated}，首次公开时写的是 {first}",
        help="改回 {first}；内容有变动的，改「更新日期」。",
        why="首次公开的日期一经发布就不再改动，改动后无从证明是否按时公开。",
        example="为了显得按时，把公开日期从 3 月 12 日改成 3 月 9 日",
        basis=_BASIS,
    )
)
def publication_days_stay(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """ED002: a record keeps the day of publication that it stated when an edition first held it. What is withheld states none."""
    held = tables.once(_held)
    if not held:
        return
    for key, frame in tables.frames.items():
        for position, (record, stated, standing) in enumerate(zip(frame["id"], frame["published_on"], frame["standing"], strict=True)):
            first = held.get(f"{key}/{record}")
            if first and first[1] and stated != first[1] and standing != "withheld":
                yield Row(key, position), breach("公开日期", stated=stated or "空的", first=first[1])


def _held(tables: Tables) -> dict[str, tuple[str, str]]:
    """For each record the as-of date of the edition that first held it, and the first day of publication that it stated on show."""
    held: dict[str, tuple[str, str]] = {}
    for edition in tables.chain.editions:
        for event in tables.chain.events_of(edition):
            if event.event != "removed":
                since, stated = held.get(event.record, (edition.as_of, ""))
                held[event.record] = since, stated or event.published_on
    return held
