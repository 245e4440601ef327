"""A record's identity: one id, one file, one year (ID001 to ID003)."""

from collections.abc import Iterable, Iterator

from generator.law.provision import CONSISTENCY
from generator.registers import register_named
from generator.registers.record import Record
from generator.rules.rule import Context, breach, record_rule, scattered_rule
from generator.source.finding import Fault, Trail
from generator.source.problem import Problem
from generator.source.survey import Shard


@scattered_rule(
    Problem(
        code="ID001",
        title="编号重复",
        message="编号「{id}」已经用过：{first}",
        help="换一个没有用过的编号；已经发布的那一条不要改。",
        why="编号就是网页地址，两条记录不能共用一个地址。",
        example="两条处罚决定都写 编号: cf-2024-001",
        basis=(CONSISTENCY,),
    )
)
def ids_are_unique(entries: Iterable[tuple[Shard, Trail, str]]) -> Iterator[tuple[Shard, Fault]]:
    """ID001: within a register an id is used once. ``entries`` come in the order of the shards; the first one stands."""
    first: dict[tuple[str, str], str] = {}
    for shard, trail, record in entries:
        key = (shard.register, record)
        if key in first:
            values = {"id": record, "first": first[key]}
            yield shard, Fault(code="ID001", values=values, trail=(*trail, "编号"), record=record)
        else:
            first[key] = shard.path


@record_rule(
    Problem(
        code="ID002",
        title="编号和文件名不一致",
        message="文件名是「{stem}」，编号却是「{id}」",
        help="把文件改名为 {id}.yml，或者把编号改成 {stem}；已经发布的以编号为准。",
        why="一条记录一个文件时，文件名就是编号，便于查找。",
        example="ry-002.yml 里写着 编号: ry-003",
        basis=(CONSISTENCY,),
    )
)
def file_is_named_after_its_record(record: Record, context: Context) -> Iterator[Fault]:
    """ID002: a file that holds one record bears the record's id."""
    stem = context.shard.path.rpartition("/")[2].rpartition(".")[0]
    if context.shard.single and stem != record.id:
        yield breach("编号", stem=stem, id=record.id)


@record_rule(
    Problem(
        code="ID003",
        title="放错年度",
        message="放在 {folder} 年的目录里，「{label}」却是 {date}",
        help="移到 {year} 目录，或者改正日期。",
        why="台账按年归档，年度是网页地址的一部分。",
        example="2024 目录里有 2023-12-29 的决定",
        basis=(CONSISTENCY,),
    )
)
def record_lies_in_its_year(record: Record, context: Context) -> Iterator[Fault]:
    """ID003: a ledger record lies in the directory of the year of its date, which is part of its address."""
    register = register_named(context.shard.register)
    if not register.is_ledger:
        return
    date = getattr(record, register.dated)
    if str(date.year) != context.shard.year:
        label = register.field(register.dated).label
        yield breach(label, folder=context.shard.year, label=label, date=date.isoformat(), year=date.year)
