"""Finds the rules: everything under a rule's decorator in a module of this package."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from generator.registers import REGISTERS
from generator.rules import due
from generator.rules.calendar import CANNOT_JUDGE
from generator.rules.exchange import WANTING
from generator.rules.intake import INTAKE_PROBLEMS
from generator.rules.personal import STOPPED_AT_THE_GATE
from generator.rules.rule import PageRule, RecordRule, Rule, TablesRule, TextRule
from generator.source.problem import Problem
from generator.source.problems import PROBLEMS

_MACHINERY = frozenset({"catalogue", "frame", "judge", "rule"})
"""Modules of this package that hold no rules."""


def _discover() -> Iterator[Rule]:
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name in _MACHINERY:
            continue
        for value in vars(importlib.import_module(f"generator.rules.{module.name}")).values():
            if isinstance(value, Rule):
                yield value


RULES: tuple[Rule, ...] = tuple(sorted({id(rule): rule for rule in _discover()}.values(), key=lambda rule: rule.problem.code))
"""Every rule, by code."""

RECORD_RULES: dict[str, tuple[RecordRule, ...]] = {
    key: tuple(rule for rule in RULES if isinstance(rule, RecordRule) and (not rule.registers or key in rule.registers))
    for key in REGISTERS
}
"""For each register the rules that need one record and nothing else."""

TABLES_RULES = tuple(rule for rule in RULES if isinstance(rule, TablesRule))
TEXT_RULES = tuple(rule for rule in RULES if isinstance(rule, TextRule))
PAGE_RULES = tuple(rule for rule in RULES if isinstance(rule, PageRule))

CATALOGUE: dict[str, Problem] = PROBLEMS | {
    problem.code: problem
    for problem in sorted(
        [CANNOT_JUDGE, STOPPED_AT_THE_GATE, WANTING, *INTAKE_PROBLEMS, *(rule.problem for rule in RULES)], key=lambda problem: problem.code
    )
}
"""Everything that can be found, by code: first what reading finds, then what rules find."""

NEEDS: dict[str, tuple[str, ...]] = {
    key: tuple(sorted({*due.NEEDS.get(key, ()), *(path for rule in TABLES_RULES for path in rule.needs.get(key, ()) if path[0] != "=")}))
    for key in REGISTERS
}
"""For each ledger the columns that rules across records and the search for what falls due read."""
