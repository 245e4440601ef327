"""A chart leads from its first step to an end, by whatever way it is followed (FC001 to FC004)."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from generator.registers.procedures import Node, Procedure
from generator.registers.record import Record
from generator.source.finding import Fault, Trail
from generator.source.survey import Shard

_SHOWN = 5
"""How many nodes a message names before it says 等."""


def next_steps_are_there(shard: Shard, trail: Trail, record: Record) -> Iterator[Fault]:
    """FC001: what a 下一步 names is a node of the chart."""
    if not isinstance(record, Procedure):
        return
    known = {node.id for node in record.nodes}
    for position, node in enumerate(record.nodes):
        for way, following in enumerate(node.next):
            if following.to not in known:
                near = difflib.get_close_matches(following.to, sorted(known), 1, 0.6)
                values = {"node": node.name, "to": following.to, "near": f"，是不是 {near[0]}？" if near else ""}
                yield Fault(code="FC001", values=values, trail=(*trail, "节点", position, "下一步", way, "节点"), record=record.id)


def node_ids_are_unique(shard: Shard, trail: Trail, record: Record) -> Iterator[Fault]:
    """FC004: within a chart an id is used once; the first node that bears it stands."""
    if not isinstance(record, Procedure):
        return
    first: dict[str, Node] = {}
    for position, node in enumerate(record.nodes):
        if first.setdefault(node.id, node) is not node:
            values = {"id": node.id, "first": first[node.id].name, "second": node.name}
            yield Fault(code="FC004", values=values, trail=(*trail, "节点", position, "编号"), record=record.id)


def every_node_is_reached(shard: Shard, trail: Trail, record: Record) -> Iterator[Fault]:
    """FC002: every node can be reached from the first. Not judged while FC001 or FC004 leaves open where the ways lead."""
    if not isinstance(record, Procedure) or not _is_sound(record):
        return
    reached = _closure([record.nodes[0].id], {node.id: [each.to for each in node.next] for node in record.nodes})
    for position, node in enumerate(record.nodes):
        if node.id not in reached:
            values = {"node": node.name, "id": node.id, "first": record.nodes[0].name}
            yield Fault(code="FC002", values=values, trail=(*trail, "节点", position, "编号"), record=record.id)


def every_node_leads_to_an_end(shard: Shard, trail: Trail, record: Record) -> Iterator[Fault]:
    """FC003: from every node an end can be reached; one finding names the nodes that go round for ever.

    Not judged while FC001 or FC004 leaves open where the ways lead.
    """
    if not isinstance(record, Procedure) or not _is_sound(record):
        return
    before: dict[str, list[str]] = {node.id: [] for node in record.nodes}
    for node in record.nodes:
        for following in node.next:
            before[following.to].append(node.id)
    ending = _closure([node.id for node in record.nodes if not node.next], before)
    caught = [(position, node) for position, node in enumerate(record.nodes) if node.id not in ending]
    if caught:
        names = "、".join(f"「{node.name}」" for _, node in caught[:_SHOWN]) + ("等" if len(caught) > _SHOWN else "")
        values = {"nodes": names, "count": len(caught)}
        yield Fault(code="FC003", values=values, trail=(*trail, "节点", caught[0][0], "下一步"), record=record.id)


RECORD_RULES = (next_steps_are_there, node_ids_are_unique, every_node_is_reached, every_node_leads_to_an_end)


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
