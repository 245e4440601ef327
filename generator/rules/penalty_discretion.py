"""A penalty keeps to the published standard of discretion (PN010 to PN013).

The register holds a standard in its present version. What was decided before that version took effect followed an earlier one,
which cannot be read any more: tiers and amounts of those decisions are not judged.
"""

import datetime as dt
import difflib
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_REDUCED = re.compile(r"减轻")
_NO_FINE = re.compile(r"不(?:并)?处(?:以)?罚款")
_OPTIONAL_FINE = re.compile(r"可以(?:并)?处|可以并罚|可处")


def _applied(tables: Tables, *columns: str) -> Iterator[tuple[Row, dict[str, Any], str, tuple[Any, ...]]]:
    """Penalties that cite a standard of the register: row, standard, day of decision, further columns."""
    standards = tables.catalogue("discretion")
    for row, cited, day, *values in tables.rows("penalties", "discretion.standard", "date", *columns):
        if cited in standards:
            yield row, standards[cited], day, tuple(values)


def _tier(standard: dict[str, Any], name: str) -> dict[str, Any] | None:
    return next((tier for tier in standard["tiers"] if tier["name"] == name), None)


@tables_rule(
    Problem(
        code="PN010",
        title="裁量基准里没有这个档次",
        message="「档次」写的是「{tier}」，裁量基准「{standard}」里没有这一档，有的是{tiers}{near}",
        help="照裁量基准里的档次名称填写，一个字也不要改；引用错了基准的，改正「基准」。",
        why="按哪一档处罚，要能在公布的裁量基准里找到。",
        example="档次: 二档（裁量基准里叫「二档（一般）」）",
        basis=(CONSISTENCY,),
    ),
    penalties=("discretion.standard", "discretion.tier"),
)
def tier_is_one_of_the_standard(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """PN010: the tier that was applied is one of the standard's."""
    for row, standard, day, (tier,) in _applied(tables, "discretion.tier"):
        if day >= standard["effective_on"] and _tier(standard, tier) is None:
            names = [each["name"] for each in standard["tiers"]]
            near = difflib.get_close_matches(tier, names, 1, 0.4)
            values = {"tier": tier, "standard": standard["id"], "tiers": "、".join(names)}
            yield row, breach("裁量基准", "档次", near=f"；是不是{near[0]}？" if near else "", **values)


@tables_rule(
    Problem(
        code="PN011",
        title="罚款不在裁量档次的幅度内",
        level="warning",
        message="罚款 {fine} 元，「{tier}」的幅度是{extent}",
        help="核对「罚款金额」和「档次」；依法减轻处罚的，在「备注」里写明减轻的理由。",
        why="同样的情形同样处罚。超出公布的幅度又没有说明，当事人和公众看不懂为什么。",
        example="二档 1000 元至 3000 元，罚款 5000 元",
        basis=(provision("27号"), provision("行政处罚法", "第三十四条")),
    ),
    penalties=("discretion.standard", "discretion.tier", "fine", "content", "notes"),
)
def fine_is_within_the_tier(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """PN011: the fine is between the tier's amounts, in yuan (both inclusive), unless the decision or the notes speak of 减轻.

    No fine at all is no breach where the tier says that there may be one (可以并处).
    """
    for row, standard, day, (name, fine, content, notes) in _applied(tables, "discretion.tier", "fine", "content", "notes"):
        tier = _tier(standard, name)
        if tier is None or day < standard["effective_on"]:
            continue
        extent, amount = tier["extent"], Decimal(fine)
        lowest, highest, text = extent.get("lowest"), extent.get("highest"), extent.get("text", "")
        above = amount > Decimal(highest) if highest else amount > 0 and bool(_NO_FINE.search(text))
        below = bool(lowest) and amount < Decimal(lowest) and not (amount == 0 and _OPTIONAL_FINE.search(text))
        if (above or below) and not _REDUCED.search(f"{content}{notes or ''}"):
            span = f" {lowest or 0} 元至 {highest} 元" if highest else f"「{text}」"
            yield row, breach("罚款金额", fine=fine, tier=name, extent=span)


@tables_rule(
    Problem(
        code="PN012",
        title="裁量基准当时没有公布或者不适用",
        message="裁量基准「{standard}」{state}，「决定日期」是 {day}",
        help="核对引用的基准和「决定日期」；基准的「公开日期」「生效日期」「有效期至」填错了的，到裁量基准里改正。",
        why="裁量基准要先公布、后适用，没有公布或者已经过期的不能作为处罚的依据。",
        example="决定日期: 2026-01-05，裁量基准的公开日期: 2026-01-12",
        basis=(provision("行政处罚法", "第三十四条"), provision("行政处罚法", "第五条第三款")),
        applies_from=dt.date(2021, 7, 15),
    ),
    penalties=("discretion.standard",),
)
def standard_was_published_and_in_force(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """PN012: on the day of the decision the standard was published and applied.

    A standard that has been revised since its publication keeps its id; it applied from its publication on in an earlier version.
    """
    for row, standard, day, _ in _applied(tables):
        published, effective, until = standard.get("published_on", ""), standard["effective_on"], standard.get("effective_until", "")
        revised = standard.get("updated_on", "") > published
        if not published:
            state = "还没有公布（没有「公开日期」）"
        elif published > day:
            state = f"到 {published} 才公布"
        elif effective > day and not revised:
            state = f"自 {effective} 起才适用"
        elif until and until < day:
            state = f"有效期到 {until} 为止"
        else:
            continue
        yield row, breach("裁量基准", "基准", standard=standard["id"], state=state, day=day)


@tables_rule(
    Problem(
        code="PN013",
        title="有裁量基准却没有引用",
        level="warning",
        message="「{offence}」有裁量基准 {standard}，这个决定没有写「裁量基准」",
        help="在「裁量基准」写上「基准: {standard}」和适用的「档次」；没有按它裁量的，在「备注」里说明理由，写上“裁量”二字。",
        why="制定了裁量基准，就要按它裁量，并让人看得出适用的是哪一档。",
        example="违法行为类型和裁量基准的违法行为相同，却没有写「裁量基准」",
        basis=(provision("27号"),),
        applies_from=dt.date(2022, 12, 31),
    ),
    penalties=("discretion.standard", "offence", "notes"),
)
def standard_for_the_offence_is_cited(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """PN013: where a published standard for the same offence was in force, the decision names it and the tier."""
    standards = {standard["offence"]: standard for standard in tables.catalogue("discretion").values() if standard.get("published_on")}
    for row, cited, offence, day, notes in tables.rows("penalties", "discretion.standard", "offence", "date", "notes"):
        standard = standards.get(offence)
        if cited or standard is None or "裁量" in (notes or ""):
            continue
        if max(standard["published_on"], standard["effective_on"]) <= day <= standard.get("effective_until", "9999"):
            yield row, breach("违法行为类型", offence=offence, standard=standard["id"])
