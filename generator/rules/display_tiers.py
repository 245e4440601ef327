"""The tier of a penalty's display (公示档次): stated, fitting, and not shown without need (DP004 to DP006)."""

from collections.abc import Iterator

from generator.editions.standing import TIERS_APPLY_FROM
from generator.law.provision import practice
from generator.law.provisions import provision
from generator.registers.penalties import Penalty
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_LIGHT = frozenset({"警告", "通报批评"})
_GRAVE = ("吊销许可证件", "限制从业")


@record_rule(
    Problem(
        code="DP004",
        title="没有公示档次和公示期限",
        level="warning",
        message="2026年4月1日以后的处罚决定，「公示档次」和「公示期限」都没有写，会一直公示下去",
        help="加一行「公示档次」：轻微、一般或者严重，公示期限由网站推算；另有期限的写「公示期限」。",
        why="处罚信息分轻微、一般、严重三档公示，最长分别是三个月、一年、三年，期满自动停止。没有档次就算不出哪一天停止。",
        example="决定日期: 2026-04-10（没有「公示档次」，也没有「公示期限」）",
        basis=(provision("信用修复管理办法"),),
        applies_from=TIERS_APPLY_FROM,
    ),
    "penalties",
)
def display_has_an_end(record: Penalty, context: Context) -> Iterator[Fault]:
    """DP004: a penalty that is shown has a tier, or a last day on show."""
    if not (record.tier or record.display_until or record.withheld or record.withdrawal):
        yield breach("公示档次")


@record_rule(
    Problem(
        code="DP005",
        title="公示档次和处罚对不上",
        level="warning",
        message="「公示档次」写的是「{tier}」，{reason}一般是「{usual}」",
        help="核对「公示档次」「处罚种类」和「程序」，写错的改正；本系统的标准另有规定的，在 mkdocs.yml 的「忽略」下写上这条记录和理由。",
        why="简易程序和只有警告、通报批评的处罚一般属于轻微，吊销许可证件、限制从业一般属于严重。卫生健康领域的具体标准以上级规定为准。",
        example="程序: 简易\n公示档次: 一般",
        basis=(practice("简易程序和警告、通报批评的处罚信息按轻微公示，吊销许可证件、限制从业的按严重公示。"),),
        applies_from=TIERS_APPLY_FROM,
    ),
    "penalties",
)
def tier_fits_the_penalty(record: Penalty, context: Context) -> Iterator[Fault]:
    """DP005: the lightest penalties are 轻微, the gravest 严重. The standards of the field were not found."""
    grave = [kind for kind in record.kinds if kind in _GRAVE]
    if grave:
        usual, reason = "严重", f"处罚种类有「{grave[0]}」的"
    elif record.procedure == "简易":
        usual, reason = "轻微", "简易程序的处罚"
    elif _LIGHT.issuperset(record.kinds):
        usual, reason = "轻微", f"只有{'、'.join(record.kinds)}的处罚"
    else:
        return
    if record.tier and record.tier != usual:
        yield breach("公示档次", tier=record.tier, reason=reason, usual=usual)


@tables_rule(
    Problem(
        code="DP006",
        title="轻微的处罚也在公示",
        level="notice",
        message="有 {count} 件「轻微」的处罚决定正在公示，例如 {first}",
        help="不需要公示的写「不予公开」；确需公示的，在 mkdocs.yml 的「忽略」下写上 DP006 和理由。",
        why="轻微的失信信息原则上不公示，确需公示的不超过三个月。要不要公示由单位决定，理由要写下来。",
        example="公示档次: 轻微\n公开日期: 2026-11-12",
        basis=(provision("信用修复管理办法"),),
    ),
    penalties=("tier",),
)
def light_penalties_are_shown_for_a_reason(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """DP006: light penalties are on show by the bureau's own choice. Said once for all of them."""
    since = TIERS_APPLY_FROM.isoformat()
    columns = ("id", "date", "tier", "standing")
    shown = [
        record
        for _, record, made, tier, standing in tables.rows("penalties", *columns)
        if tier == "轻微" and standing == "current" and made >= since
    ]
    if shown:
        yield Row("penalties"), breach(count=len(shown), first=shown[0])
