"""Whatever stands in whatever field, there is a record or a finding, in words and with a place."""

import copy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.registers.register import Register
from generator.rules.judge import judge_records
from generator.rules.references import named_by, references_exist
from generator.rules.rule import Context
from generator.source.reader import read
from generator.source.settings import read_site
from generator.source.shard import read_shard
from generator.source.survey import Shard
from tests.checking import SETTINGS
from tests.records import WITH_RECORD, written_record
from tests.source.yaml_text import WORDS, nested

SITE, _ = read_site(SETTINGS, "mkdocs.yml")
assert SITE

REGISTER = pytest.mark.parametrize("register", WITH_RECORD, ids=lambda register: register.key)


def spots(tree: Any, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The trail of every value below the top."""
    steps = list(tree) if isinstance(tree, dict) else list(range(len(tree))) if isinstance(tree, list) else []
    return [trail for step in steps for trail in ((*above, step), *spots(tree[step], (*above, step)))]


def replaced(tree: Any, trail: tuple[str | int, ...], value: Any) -> Any:
    """The tree with another value at a trail."""
    tree = copy.deepcopy(tree)
    place = tree
    for step in trail[:-1]:
        place = place[step]
    place[trail[-1]] = value
    return tree


@REGISTER
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_any_value_in_any_field_gives_a_finding_below_that_record_or_a_record(register: Register, data: st.DataObject) -> None:
    record = written_record(register.key)
    trail = data.draw(st.sampled_from(spots(record)))
    value = data.draw(st.one_of(st.none(), WORDS, nested(st.one_of(WORDS, st.none()))))
    text = yaml.dump([replaced(record, trail, value)], allow_unicode=True, sort_keys=False)
    shard = Shard(register=register.key, year="2026" if register.is_ledger else "", path=f"{register.key}.yml", single=False)
    shelf = read_shard(shard, text.encode())
    assert bool(shelf.findings) != bool(shelf.records) or not read(text).regular
    for finding in shelf.findings:
        assert 1 <= finding.line <= text.count("\n") + 1
        assert finding.column >= 1
        assert finding.message
        assert finding.help
        assert finding.code != "MD022", "every value has a sentence of its own"
    for where, kept in shelf.records:
        context = Context(shard=shard, settings=SITE.settings.rules, bureau=SITE.settings.bureau)
        faults = list(judge_records(((where, kept),), context))
        known = {name: {each} for name, each in named_by(shard, kept)}
        assert all(
            fault.record == kept.id
            for fault in [*faults, *references_exist(shard, where, kept, known), *references_exist(shard, where, kept, {})]
        )


@REGISTER
@settings(deadline=None, max_examples=10)
@given(data=st.data())
def test_any_key_beside_the_known_ones_is_one_finding_at_that_key(register: Register, data: st.DataObject) -> None:
    record = written_record(register.key)
    key = data.draw(
        WORDS.filter(lambda word: word not in record and word not in {name for spec in register.fields for name in (spec.label, spec.name)})
    )
    text = yaml.dump([record | {key: "甲"}], sort_keys=False, width=10_000)
    shelf = read_shard(Shard(register=register.key, year="", path=f"{register.key}.yml", single=False), text.encode())
    (finding,) = shelf.findings
    assert (finding.code, finding.field.endswith(key)) == ("MD003", True)
