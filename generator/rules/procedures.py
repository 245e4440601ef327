"""A chart leads from its first step to an end, by whatever way it is followed (FC001 to FC004)."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from generator.law.provision import CONSISTENCY
from generator.registers.procedures import Node, Procedure
from generator.rules.rule import Context, breach, record_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_SHOWN = 5
"""How many nodes a message names before it says 等."""


@record_rule(
    Problem(
        code="FC001",
        title="下一步指向没有的节点",
        message="「{node}」的下一步写的是「{to}」，这张流程图里没有这个节点{near}",
        help="改成这张图里已有的节点编号，或者补上这个节点。",
        why="流程图按「下一步」连线，指向没有的节点，线就断了。",
        example="下一步:\n  - 节点: shencha（图里的节点编号是 shenhe）",
        basis=(CONSISTENCY,),
    ),
    "procedures",
)
def next_steps_are_there(record: Procedure, context: Context) -> Iterator[Fault]:
    """FC001: what a 下一步 names is a node of the chart."""
    known = {node.id for node in record.nodes}
    for position, node in enumerate(record.nodes):
        for way, following in enumerate(node.next):
            if following.to not in known:
                near = difflib.get_close_matches(following.to, sorted(known), 1, 0.6)
                hint = f"，是不是 {near[0]}？" if near else ""
                yield breach("节点", position, "下一步", way, "节点", node=node.name, to=following.to, near=hint)


@record_rule(
    Problem(
        code="FC004",
        title="节点编号重复",
        message="节点编号「{id}」用了两次：「{first}」和「{second}」",
        help="给其中一个节点换一个编号，并改正指向它的「下一步」。",
        why="「下一步」按编号找节点，两个节点不能共用一个编号。",
        example="两个节点都写 编号: shenhe",
        basis=(CONSISTENCY,),
    ),
    "procedures",
)
def node_ids_are_unique(record: Procedure, context: Context) -> Iterator[Fault]:
    """FC004: within a chart an id is used once; the first node that bears it stands."""
    first: dict[str, Node] = {}
    for position, node in enumerate(record.nodes):
        if first.setdefault(node.id, node) is not node:
            yield breach("节点", position, "编号", id=node.id, first=first[node.id].name, second=node.name)


@record_rule(
    Problem(
        code="FC002",
        title="走不到的节点",
        message="从「{first}」出发，怎样走都到不了「{node}」（{id}）",
        help="在它的上一步的「下一步」里加上 {id}；这个环节已经取消的，删掉这个节点。第一个节点是流程的开始。",
        why="没有任何环节通向它，这个节点就是孤立的，多半是漏写了连线。",
        example="写了「听证」节点，却没有哪一步通向听证",
        basis=(CONSISTENCY,),
    ),
    "procedures",
)
def every_node_is_reached(record: Procedure, context: Context) -> Iterator[Fault]:
    """FC002: every node can be reached from the first. Not judged while FC001 or FC004 leaves open where the ways lead."""
    if not _is_sound(record):
        return
    reached = _closure([record.nodes[0].id], {node.id: [each.to for each in node.next] for node in record.nodes})
    for position, node in enumerate(record.nodes):
        if node.id not in reached:
            yield breach("节点", position, "编号", node=node.name, id=node.id, first=record.nodes[0].name)


@record_rule(
    Problem(
        code="FC003",
        title="流程走不到头",
        message="{nodes}（共 {count} 个节点）怎样走都到不了办结",
        help="检查这些节点的「下一步」，至少要有一条路通向办结的节点；办结的节点不写「下一步」。",
        why="退回补正、重新审核可以有，但必须有出口，否则事项永远办不完。",
        example="审核退回补充材料，补充材料又回到审核，审核没有写通过以后到哪一步",
        basis=(CONSISTENCY,),
    ),
    "procedures",
)
def every_node_leads_to_an_end(record: Procedure, context: Context) -> Iterator[Fault]:
    """FC003: from every node an end can be reached; one finding names the nodes that go round for ever.

    Not judged while FC001 or FC004 leaves open where the ways lead.
    """
    if not _is_sound(record):
        return
    before: dict[str, list[str]] = {node.id: [] for node in record.nodes}
    for node in record.nodes:
        for following in node.next:
            before[following.to].append(node.id)
    ending = _closure([node.id for node in record.nodes if not node.next], before)
    caught = [(position, node) for position, node in enumerate(record.nodes) if node.id not in ending]
    if caught:
        names = "、".join(f"「{node.name}」" for _, node in caught[:_SHOWN]) + ("等" if len(caught) > _SHOWN else "")
        yield breach("节点", caught[0][0], "下一步", nodes=names, count=len(caught))


def _is_sound(procedure: Procedure) -> bool:
    known = {node.id for node in procedure.nodes}
    return len(known) == len(procedure.nodes) and all(each.to in known for node in procedure.nodes for each in node.next)


def _closure(starts: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that can be reached from the starts, themselves included."""
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for node in ways[waiting.pop()]:
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached
