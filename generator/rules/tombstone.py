"""What the public reads in place of a decision that was taken down names nobody and says why (WD004, WD005)."""

import re
from collections.abc import Iterator

from generator.fields.party import ORGANISATION, PERSON, Party, mask_name
from generator.law.provisions import provision
from generator.registers.inspections import Inspected
from generator.registers.record import LedgerRecord
from generator.rules.due import DECISIONS
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

SHORTEST = 8
"""The characters, punctuation left out, that it takes to give a reason."""

_MARKS = re.compile(r"[\W_]+")
_EMPTY = re.compile(
    "变更|撤销|确认|违法|无效|信用|修复|其他|行政|处罚|许可|强制|征收|收费|检查|决定|结果|信息|公示|公开|撤回|撤下|完成|予以|依法|本局|机关|原因|情形"
    "|[该本此原被已经因为由了的现应将于后以]"
)
"""What a reason that gives none is made of: the case in other words."""


@record_rule(
    Problem(
        code="WD004",
        title="撤回理由写出了当事人",
        message="撤回的「理由」里写出了「{label}」{name}",
        help="删去当事人的名称、姓名和代码，写「当事人」；理由说清楚为什么撤回就可以了。",
        why="决定撤回以后，当事人的信息不再公开，只向社会说明理由。理由会照原样显示在网页上。",
        example="理由: 示例甲公司提起诉讼，人民法院判决撤销该决定",
        basis=(provision("行政处罚法", "第四十八条第二款"), provision("信用修复管理办法", "第三条"), provision("个人信息保护法", "第六条")),
    ),
    *DECISIONS,
)
def reason_names_nobody(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """WD004: neither the party nor who represents it stands in the public reason. A person's name is not repeated in the message."""
    if record.withdrawal is None:
        return
    reason = "".join(record.withdrawal.reason.split())
    for label, name, shown in _names(record):
        if len(name) > 1 and name in reason:
            yield breach("撤回", "理由", label=label, name=shown)
            return


@record_rule(
    Problem(
        code="WD005",
        title="撤回理由没有说清楚",
        level="warning",
        message="撤回的「理由」写的是「{reason}」，看不出为什么撤回",
        help="写明谁在什么程序中因为什么认定的，例如「复议机关以违反法定程序为由撤销该决定」；不写当事人。",
        why="撤回处罚决定要公开说明理由，只重复「情形」或者寥寥几个字，公众看不明白。",
        example="情形: 撤销\n理由: 已依法撤销",
        basis=(provision("行政处罚法", "第四十八条第二款"),),
    ),
    *DECISIONS,
)
def reason_says_why(record: LedgerRecord, context: Context) -> Iterator[Fault]:
    """WD005: a reason has some characters, and says more than the case does."""
    if record.withdrawal is None:
        return
    words = _MARKS.sub("", record.withdrawal.reason)
    if len(words) < SHORTEST or not _EMPTY.sub("", words):
        yield breach("撤回", "理由", reason=record.withdrawal.reason)


def _names(record: LedgerRecord) -> Iterator[tuple[str, str, str]]:
    """By what the other side could be known: the field, the value, and how a message may repeat it."""
    inspected, party = getattr(record, "object", None), getattr(record, "party", None)
    if isinstance(inspected, Inspected):
        yield "检查对象.名称", inspected.name, f"（{inspected.name}）"
        if inspected.credit_code:
            yield "检查对象.统一社会信用代码", inspected.credit_code, ""
    if isinstance(party, Party):
        name = mask_name(party.name) if party.category == PERSON else party.name
        yield "相对人.名称", "".join(party.name.split()), f"（{name}）"
        if party.representative:
            shown = party.representative if party.category == ORGANISATION else mask_name(party.representative)
            yield "相对人.法定代表人", "".join(party.representative.split()), f"（{shown}）"
        if party.credit_code:
            yield "相对人.统一社会信用代码", party.credit_code, ""
