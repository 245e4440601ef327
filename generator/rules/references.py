"""References lead somewhere (RF001)."""

import difflib
from collections.abc import Iterator, Mapping, Set
from typing import Any

from generator.law.provision import CONSISTENCY
from generator.registers import REGISTERS, register_named
from generator.registers.describe import references
from generator.rules.rule import scattered_rule
from generator.source.finding import Fault, Trail
from generator.source.problem import Problem
from generator.source.survey import Shard


def named_by(shard: Shard, record: Any) -> Iterator[tuple[str, str]]:
    """Every (register, id) that a record refers to, again as often as it does."""
    for path, register, unless in references(register_named(shard.register).model):
        for _, value in _values(record, path, ()):
            if value != unless:
                yield register, value


@scattered_rule(
    Problem(
        code="RF001",
        title="引用的记录不存在",
        message="「{label}」写的是「{value}」，{register}里没有这个编号{near}",
        help="改成{register}里已有的编号，或者先在{register}里新增这条记录。",
        why="引用会变成网页上的链接，引用不存在的记录就是死链。",
        example="承办人员: [ry-999]",
        basis=(CONSISTENCY,),
    )
)
def references_exist(shard: Shard, trail: Trail, record: Any, known: Mapping[str, Set[str]]) -> Iterator[Fault]:
    """RF001: what a record refers to is there. ``known`` holds the ids of each register."""
    for path, register, unless in references(register_named(shard.register).model):
        for where, value in _values(record, path, ()):
            if value == unless or value in known.get(register, ()):
                continue
            title = f"「{REGISTERS[register].title}」" if register in REGISTERS else f"「{register}」"
            near = difflib.get_close_matches(value, sorted(known.get(register, ())), 1, 0.6)
            labels = _labels(shard, where)
            label = next(step for step in reversed(labels) if isinstance(step, str))
            values = {"label": label, "value": value, "register": title, "near": f"，是不是 {near[0]}？" if near else ""}
            yield Fault(code="RF001", values=values, trail=trail + labels, record=record.id)


def _values(value: Any, path: tuple[str, ...], where: Trail) -> Iterator[tuple[Trail, str]]:
    if value is None:
        return
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, path, (*where, index))
    elif path:
        yield from _values(getattr(value, path[0]), path[1:], (*where, path[0]))
    else:
        yield where, value


def _labels(shard: Shard, where: Trail) -> Trail:
    """A trail of English names in the Chinese keys of the file."""
    specs = register_named(shard.register).fields
    labels: Trail = ()
    for step in where:
        if isinstance(step, int):
            labels = (*labels, step)
            continue
        spec = next(candidate for candidate in specs if candidate.name == step)
        labels, specs = (*labels, spec.label), spec.children
    return labels
