"""A guide's time limits agree with one another and with the law (GD001, GD002)."""

from collections.abc import Iterator

from generator.registers.guides import Guide
from generator.registers.record import Record
from generator.source.finding import Fault, Trail
from generator.source.survey import Shard


def steps_add_up_to_the_promise(shard: Shard, trail: Trail, record: Record) -> Iterator[Fault]:
    """GD001: the working days of all steps together are the days promised."""
    if not isinstance(record, Guide):
        return
    total = sum(step.days for step in record.steps)
    if total != record.promised_days:
        values = {"total": total, "promised": record.promised_days}
        yield Fault(code="GD001", values=values, trail=(*trail, "承诺时限"), record=record.id)


def promise_is_within_the_law(shard: Shard, trail: Trail, record: Record) -> Iterator[Fault]:
    """GD002: no more days are promised than the law allows (行政许可法第四十二条)."""
    if isinstance(record, Guide) and record.promised_days > record.statutory_days:
        values = {"promised": record.promised_days, "statutory": record.statutory_days}
        yield Fault(code="GD002", values=values, trail=(*trail, "承诺时限"), record=record.id)


RECORD_RULES = (steps_add_up_to_the_promise, promise_is_within_the_law)
