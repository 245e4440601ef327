"""A record's identity: one id, one file, one year (ID001 to ID003)."""

from collections.abc import Callable, Iterable, Iterator

from generator.registers import register_named
from generator.registers.record import Record
from generator.source.finding import Fault, Trail
from generator.source.survey import Shard

RecordRule = Callable[[Shard, Trail, Record], Iterator[Fault]]
"""A rule that needs one record and nothing else. It yields faults and never raises."""


def file_is_named_after_its_record(shard: Shard, trail: Trail, record: Record) -> Iterator[Fault]:
    """ID002: a file that holds one record bears the record's id."""
    stem = shard.path.rpartition("/")[2].rpartition(".")[0]
    if shard.single and stem != record.id:
        yield Fault(code="ID002", values={"stem": stem, "id": record.id}, trail=(*trail, "编号"), record=record.id)


def record_lies_in_its_year(shard: Shard, trail: Trail, record: Record) -> Iterator[Fault]:
    """ID003: a ledger record lies in the directory of the year of its date, which is part of its address."""
    register = register_named(shard.register)
    if not register.is_ledger:
        return
    date = getattr(record, register.dated)
    if str(date.year) != shard.year:
        spec = register.field(register.dated)
        values = {"folder": shard.year, "label": spec.label, "date": date.isoformat(), "year": date.year}
        yield Fault(code="ID003", values=values, trail=(*trail, spec.label), record=record.id)


RECORD_RULES: tuple[RecordRule, ...] = (file_is_named_after_its_record, record_lies_in_its_year)


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
