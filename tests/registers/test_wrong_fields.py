"""Every field of every register, written wrongly: a finding at its line, in words, and the record does not pass."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec
from generator.registers.register import Register
from generator.rules.references import references_exist
from generator.source.shard import read_shard
from generator.source.survey import Shard
from tests.records import sample_files, written_record

WRONG = {
    "date": ("2024.3.9", "2024-02-30", "去年", ["2024-03-09"]),
    "until": ("2024.3.9", "永久", {"日期": "2024-03-09"}),
    "count": ("十", "1.5", "-1", "１２", ["1"]),
    "days": ("十个工作日", "-3", {"天": "3"}),
    "yuan": ("0.2万元", "2,000", "1.234", ["1"]),
    "yes_no": ("√", "yes", ["是"]),
    "choice": ("都不是", ["都不是"]),
    "reference": ({"编号": "x"}, "不是 编号"),
    "text": (["甲", "乙"], {"甲": "乙"}, "带\u200b零宽字符"),
    "paragraphs": (["甲"], {"甲": "乙"}),
    "register": (["甲"],),
    "site_path": (["甲"],),
    "group": ("一句话", "名称：甲", ["甲"]),
}


def values(
    specs: tuple[FieldSpec, ...], record: dict[str, Any], above: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], FieldSpec, Any]]:
    """The trail of every field that a record has, with what is wrong for it."""
    for spec in specs:
        if spec.label not in record:
            continue
        trail = (*above, spec.label)
        if spec.many:
            yield trail, spec, "一句话"
            first = record[spec.label][0] if record[spec.label] else None
            if first is not None:
                yield from (((*trail, 0), spec, wrong) for wrong in WRONG[spec.kind] if not isinstance(wrong, list) or spec.kind != "group")
            if isinstance(first, dict):
                yield from values(spec.children, first, (*trail, 0))
        else:
            yield from ((trail, spec, wrong) for wrong in WRONG[spec.kind])
            if isinstance(record[spec.label], dict):
                yield from values(spec.children, record[spec.label], trail)


def with_value(record: dict[str, Any], trail: tuple[Any, ...], value: Any) -> str:
    tree: Any = record
    for step in trail[:-1]:
        tree = tree[step]
    tree[trail[-1]] = value
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000)


def shard_of(register: Register) -> Shard:
    return Shard(
        register=register.key, year="2026" if register.is_ledger else "", path=f"{register.key}/x.yml", single=not register.is_ledger
    )


@pytest.mark.parametrize("key", sorted(REGISTERS))
def test_a_field_of_every_kind_written_wrongly_is_found_at_its_line(key: str) -> None:
    register = REGISTERS[key]
    tried = 0
    for trail, spec, wrong in values(register.fields, written_record(key)):
        if spec.unless and isinstance(wrong, str):
            continue
        text = with_value(written_record(key), trail, wrong)
        shelf = read_shard(shard_of(register), text.encode())
        assert not shelf.records, (trail, wrong)
        top = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(f"{trail[0]}:"))
        assert any(finding.line >= top and finding.field.startswith(str(trail[0])) for finding in shelf.findings), (trail, wrong)
        tried += 1
    assert tried > 10


@pytest.mark.parametrize("key", sorted(REGISTERS))
def test_every_required_field_left_out_is_named(key: str) -> None:
    register = REGISTERS[key]
    for spec in register.fields:
        if spec.required:
            record = written_record(key)
            del record[spec.label]
            shelf = read_shard(shard_of(register), yaml.safe_dump(record, allow_unicode=True, sort_keys=False).encode())
            assert [finding.code for finding in shelf.findings if finding.field == spec.label] == ["MD001"]


@pytest.mark.parametrize("key", sorted(REGISTERS))
def test_a_reference_to_nothing_is_found_wherever_it_stands(key: str) -> None:
    register = REGISTERS[key]
    shard = shard_of(register)
    for path in sample_files(register)[:3]:
        data = path.read_bytes()
        if register.in_content:
            data = data.decode().removeprefix("---\n").partition("\n---\n")[0].encode()
            data = b"\n".join(line for line in data.split(b"\n") if not line.startswith((b"title:", b"description:")))
        shelf = read_shard(Shard(register=key, year=shard.year, path=shard.path, single=False), data)
        assert shelf.records, path
        for trail, record in shelf.records[:20]:
            faults = list(references_exist(shard, trail, record, {}))
            named = {fault.values["value"] for fault in faults}
            assert all(fault.code == "RF001" for fault in faults)
            assert {citation.law for citation in record.basis} <= named
