"""Nothing stands in a catalogue twice, and powers belong to bodies that exist (CG002, CG009, CG010, CG011)."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

from generator.law.provision import CONSISTENCY
from generator.law.provisions import provision
from generator.rules.rule import Row, Tables, breach, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem


@tables_rule(
    Problem(
        code="CG002",
        title="权责事项的实施主体已经清理",
        level="warning",
        message="「{power}」还有效，实施主体「{body}」{since}已经清理",
        help="改成现在的「实施主体」；不再由本机关实施的，改「状态」。",
        why="没有执法资格的单位不能行使职权，清单上还写着它，执法就没有合法的主体。",
        example="实施主体: weisheng-jiandusuo，执法主体清单里它的状态是 已清理",
        basis=(provision("行政处罚法", "第十七条"), CONSISTENCY),
    )
)
def powers_belong_to_valid_bodies(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CG002: a valid power is carried out by a body whose standing as one is valid."""
    bodies = tables.catalogue("subjects")
    for row, record in tables.records("powers"):
        body = bodies.get(record["body"])
        if record["status"] == "有效" and body and body["status"] == "已清理":
            since = f"在 {body['removed_on']} " if "removed_on" in body else ""
            yield row, breach("实施主体", power=record["name"], body=body["name"], since=since)


@tables_rule(
    Problem(
        code="CG009",
        title="音像记录事项重复",
        level="warning",
        message="「{category}」「{phase}」的「{point}」已经有一条，编号是「{other}」",
        help="两条合并成一条；内容不同的，在「关键环节」里写出区别。",
        why="同一个环节有两条要求，执法人员不知道照哪一条记录。",
        example="两条记录的执法类别、执法环节、关键环节都相同",
        basis=(CONSISTENCY,),
    )
)
def recording_items_are_listed_once(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CG009: one record for each category, phase and point."""
    for row, record, other in _repeated(tables, "recording-items", lambda each: (each["category"], each["phase"], each["point"])):
        values = {name: record[name] for name in ("category", "phase", "point")}
        yield row, breach("关键环节", other=other["id"], **values)


@tables_rule(
    Problem(
        code="CG010",
        title="检查对象名录里有重复的单位",
        level="warning",
        message="「{field}」{value} 与「{other}」（{id}）相同",
        help="是同一家单位的，保留一条，专业类别合并写；不是同一家的，改正写错的代码或者名称。",
        why="一家单位列了两次，被抽到的机会就多一倍，检查次数也会分开算。",
        example="dx-0001 和 dx-0030 的统一社会信用代码相同",
        basis=(provision("优化营商环境条例", "第五十四条"), CONSISTENCY),
    )
)
def units_are_listed_once(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CG010: no two units share a credit code, nor a name where one of them has no code to tell them apart."""
    for row, record, other in _repeated(tables, "inspected", lambda each: each.get("credit_code")):
        yield row, breach("统一社会信用代码", field="统一社会信用代码", value=record["credit_code"], other=other["name"], id=other["id"])
    coded: dict[Hashable, dict[str, Any]] = {}
    for _, record in tables.records("inspected"):
        if "credit_code" in record:
            coded.setdefault(record["name"], record)
    for row, record, other in _repeated(tables, "inspected", lambda each: each["name"], coded):
        if "credit_code" not in record:
            yield row, breach("名称", field="名称", value=record["name"], other=other["name"], id=other["id"])


@tables_rule(
    Problem(
        code="CG011",
        title="同一部法规录了两次",
        level="warning",
        message="「{name}」{since} 施行的版本已经有一条，编号是「{other}」",
        help="保留一条，引用另一条的记录改成引用保留的这一条；是不同版本的，改正「施行日期」。",
        why="同一部法规有两个编号，引用它的决定就分散在两处。",
        example="两条记录的名称和施行日期都相同",
        basis=(CONSISTENCY,),
    )
)
def laws_are_listed_once(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CG011: one record for each version of a law, told by its name and the day from which it is in force."""
    for row, record, other in _repeated(tables, "laws", lambda each: (each["name"], each["in_force_from"])):
        yield row, breach("名称", name=record["name"], since=record["in_force_from"], other=other["id"])


def _repeated(
    tables: Tables, register: str, key: Callable[[dict[str, Any]], Hashable], known: Mapping[Hashable, dict[str, Any]] | None = None
) -> Iterator[tuple[Row, dict[str, Any], dict[str, Any]]]:
    """Every record whose key an earlier one has, or another among those ``known``, with that one; a key of None is no key."""
    first = dict(known or {})
    for row, record in tables.records(register):
        earlier = first.setdefault(key(record), record)
        if earlier is not record and key(record) is not None:
            yield row, record, earlier
