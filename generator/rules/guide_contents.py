"""A guide says what a citizen must know, once, and agrees with fees and powers (GD004, GD007, GD008, GD009, GD010)."""

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.guides import Guide
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault, Trail
from generator.source.problem import Problem

_POSTS = 2
"""By how many posts the same content is looked at."""

_PLACEHOLDER = re.compile(
    r"(待定|待补充|待完善|待更新|待公布|另行通知|另行公布|略|同上|详见窗口|见窗口|测试|[xX×]{2,}|[-—.…?？]+)[。.]?", re.ASCII
)
"""What people type when they do not know yet."""

_NOTHING = re.compile(r"(无|暂无|没有)[。.]?")
"""No answer either where there must be one: a place, hours, a result."""


@record_rule(
    Problem(
        code="GD004",
        title="同一内容由两个以上岗位审核",
        level="warning",
        message="「{task}」由 {count} 个岗位审核：{posts}",
        help="同一内容最多由两个岗位审核，删掉多余的环节；各岗位审核的内容不同的，在「审核内容」里分别写明。",
        why="同一件事反复审核只会让群众多等，不少地方规定两岗审核终结。",
        example="经办人、股长、分管领导三个岗位的「审核内容」都写 审查材料",
        basis=(practice("同一内容最多由两个岗位审核把关。"),),
    ),
    "guides",
)
def two_posts_are_enough(record: Guide, context: Context) -> Iterator[Fault]:
    """GD004: the same content is looked at by at most two posts (两岗审核终结, 提质提效方案第7项). The third post is found."""
    posts: dict[str, list[str]] = defaultdict(list)
    for position, step in enumerate(record.steps):
        task = step.task.rstrip("。")
        if step.post not in posts[task]:
            posts[task].append(step.post)
            if len(posts[task]) == _POSTS + 1:
                everybody = list(dict.fromkeys(each.post for each in record.steps if each.task.rstrip("。") == task))
                yield breach("办理流程", position, "岗位", task=task, count=len(everybody), posts="、".join(everybody))


@record_rule(
    Problem(
        code="GD008",
        title="服务指南的要素没有写实",
        level="warning",
        message="「{field}」写的是「{value}」",
        help="写上真实的内容；还没有确定的，先按现在的做法写，确定以后再改。",
        why="事项、依据、条件、材料、地点、时间、电话、流程是办事指南的要素，写“待定”“略”，群众照着办不成事。",
        example="办公地址: 待定",
        basis=(provision("19号"), provision("行政许可法", "第三十条")),
    ),
    "guides",
)
def elements_are_no_placeholders(record: Guide, context: Context) -> Iterator[Fault]:
    """GD008: the elements of a guide are told; 无 is an answer for conditions and materials alone."""
    for trail, value, may_be_none in _elements(record):
        if _PLACEHOLDER.fullmatch(value) or (not may_be_none and _NOTHING.fullmatch(value)):
            field = next(step for step in reversed(trail) if isinstance(step, str))
            yield breach(*trail, field=field, value=value)


def _elements(record: Guide) -> Iterator[tuple[Trail, str, bool]]:
    """The elements: where they stand, what is written, and whether there may be none."""
    for field, value in (("事项名称", record.name), ("受理机构", record.accepted_by), ("办公地址", record.address)):
        yield (field,), value, False
    for field, value in (("办公时间", record.hours), ("结果名称", record.result), ("结果送达", record.delivery)):
        yield (field,), value, False
    yield ("咨询途径",), record.enquiries, False
    for position, condition in enumerate(record.conditions):
        yield ("许可条件", position), condition, True
    for position, material in enumerate(record.materials):
        yield ("申请材料", position, "名称"), material.name, True
    for position, step in enumerate(record.steps):
        yield ("办理流程", position, "环节"), step.name, False
        yield ("办理流程", position, "岗位"), step.post, False
        yield ("办理流程", position, "审核内容"), step.task, False


@record_rule(
    Problem(
        code="GD010",
        title="同一份材料写了两次",
        level="warning",
        message="申请材料「{name}」写了两次",
        help="删掉重复的一份；两份内容不同的，在「名称」里写出区别。",
        why="材料目录写了两次，申请人会以为要交两份。",
        example="申请材料里有两项的「名称」都是 身份证明",
        basis=(CONSISTENCY, provision("行政许可法", "第三十条")),
    ),
    "guides",
)
def materials_are_listed_once(record: Guide, context: Context) -> Iterator[Fault]:
    """GD010: no two materials bear the same name."""
    seen: set[str] = set()
    for position, material in enumerate(record.materials):
        if material.name in seen:
            yield breach("申请材料", position, "名称", name=material.name)
        seen.add(material.name)


@tables_rule(
    Problem(
        code="GD007",
        title="服务指南还在收已经停征的费",
        level="warning",
        message="「收费」指向「{fee}」，这一项已经是“{status}”",
        help="不再收费的，「收费」改成 不收费；收费目录写错的，改收费目录的「状态」。",
        why="停征和取消的费不得再收，指南还写着，群众会以为要交钱。",
        example="收费: sf-001，收费目录里 sf-001 的状态是 停征",
        basis=(provision("优化营商环境条例", "第二十五条"), CONSISTENCY),
    )
)
def fees_are_still_charged(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """GD007: the fee of a guide has not been suspended or abolished."""
    fees = tables.catalogue("fees")
    for row, record in tables.records("guides"):
        fee = fees.get(record["fee"])
        if fee and fee["status"] in ("停征", "已取消"):
            yield row, breach("收费", fee=fee["name"], status=fee["status"])


@tables_rule(
    Problem(
        code="GD009",
        title="服务指南和权责清单的名称不同",
        level="notice",
        message="指南叫「{guide}」，链接到它的权责事项叫「{power}」",
        help="以权责清单的名称为准，改成同一个名称；权责清单写错的，改权责清单。",
        why="同一件事在两处名称不同，群众不知道是不是一件事，也搜不到。",
        example="权责清单: 公共场所卫生许可；服务指南: 公共场所许可证办理",
        basis=(CONSISTENCY,),
    )
)
def guides_bear_the_name_of_their_power(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """GD009: a guide is called as a power that links to it, or its name and the power's contain one another (a variant of a matter)."""
    powers: dict[str, list[str]] = defaultdict(list)
    for power in tables.catalogue("powers").values():
        if "guide" in power and power["status"] == "有效":
            powers[power["guide"]].append(power["name"])
    for row, record in tables.records("guides"):
        names = powers.get(record["id"], [])
        if names and not any(name in record["name"] or record["name"] in name for name in names):
            yield row, breach("事项名称", guide=record["name"], power=names[0])
