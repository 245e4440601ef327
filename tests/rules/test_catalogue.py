"""The catalogue of everything that can be found guards itself: codes, sentences, bases, cases."""

import inspect
import re
import string
from itertools import groupby
from pathlib import Path

import pytest

from generator.law.provision import practice
from generator.rules.catalogue import CATALOGUE, RULES
from generator.rules.intake import INTAKE_PROBLEMS
from generator.rules.rule import Rule, ScatteredRule, breach, record_rule
from generator.source.file_problems import FILE_PROBLEMS
from generator.source.problem import Problem
from generator.source.value_problems import VALUE_PROBLEMS

EVERY = pytest.mark.parametrize("problem", CATALOGUE.values(), ids=CATALOGUE)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.problem.code)
CASES = Path(__file__).parent


def test_codes_are_two_letters_and_three_digits() -> None:
    assert [code for code in CATALOGUE if not re.fullmatch("[A-Z]{2}[0-9]{3}", code)] == []


def test_codes_are_unique() -> None:
    """The catalogue is a dict: a code used twice would silently drop the first problem. Take the next free number."""
    codes = [problem.code for problem in (*FILE_PROBLEMS, *VALUE_PROBLEMS, *(rule.problem for rule in RULES))]
    assert sorted(set(codes)) == sorted(codes)
    assert set(codes) | {"CA001", "EX001", "PI008"} | {problem.code for problem in INTAKE_PROBLEMS} == set(CATALOGUE)


def test_codes_are_sorted_within_families_and_families_are_together() -> None:
    families = [family for family, _ in groupby(CATALOGUE, key=lambda code: code[:2])]
    assert len(set(families)) == len(families)
    for family in families:
        codes = [code for code in CATALOGUE if code.startswith(family)]
        assert codes == sorted(codes)


def test_titles_are_unique() -> None:
    titles = [problem.title for problem in CATALOGUE.values()]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


@EVERY
def test_problem_says_what_why_and_how_to_mend(problem: Problem) -> None:
    for text in (problem.title, problem.message, problem.help, problem.why):
        assert text.strip()
    assert problem.level in ("error", "warning", "notice")
    assert problem.why.endswith("。")
    assert not problem.message.endswith("。"), "a message is followed by the mending; it has no full stop"
    assert len(problem.title) <= 24


@EVERY
def test_problem_but_the_last_resort_has_an_example(problem: Problem) -> None:
    assert bool(problem.example) == (problem.code != "MD022")


@EVERY
def test_templates_are_filled_by_name_alone(problem: Problem) -> None:
    for template in (problem.message, problem.help):
        for _, name, form, conversion in string.Formatter().parse(template):
            assert name is None or re.fullmatch("[a-z]+", name)
            assert not form
            assert conversion is None


@EVERY_RULE
def test_rule_has_a_basis_and_says_its_code_where_it_stands(rule: Rule) -> None:
    """The first line of a rule's docstring begins with its code, so that whoever searches for one finds the other."""
    assert rule.problem.basis
    assert (inspect.getdoc(rule.check) or "").startswith(f"{rule.problem.code}: ")


@EVERY_RULE
def test_law_is_cited_only_while_it_is_in_force(rule: Rule) -> None:
    """A rule that rests on law does not judge acts of days before the oldest of its texts, unless it has no day of its own."""
    since = [basis.instrument.in_force_from for basis in rule.problem.basis if basis.is_law]  # type: ignore[attr-defined]
    if since and rule.problem.applies_from:
        assert rule.problem.applies_from >= min(since)


@EVERY_RULE
def test_rule_has_cases_that_keep_it_and_cases_that_break_it(rule: Rule) -> None:
    """A rule needs at least ``tests/rules/<CODE>/ok-*.yml`` and ``bad-*.yml``, or for what is no record cases of its own."""
    if isinstance(rule, ScatteredRule):
        return  # tests/cases holds theirs: whole files
    directory = CASES / rule.problem.code
    assert list(directory.glob("ok-*.yml")), f"no ok case in {directory.name}"
    assert list(directory.glob("bad-*.yml")), f"no bad case in {directory.name}"


def test_every_directory_of_cases_belongs_to_a_code() -> None:
    assert sorted(path.name for path in CASES.iterdir() if path.is_dir() and path.name.isupper() and path.name not in CATALOGUE) == []


def test_there_are_rules_for_every_family_of_demands() -> None:
    """The floor: some sixty rules. A family that loses its last rule is noticed here."""
    assert len(RULES) >= 60


PROBLEM = {"code": "ZZ001", "title": "例", "message": "例", "help": "例", "why": "例。", "example": "例"}


def test_a_rule_without_a_basis_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no basis"):
        record_rule(Problem(**PROBLEM))  # type: ignore[arg-type]


def test_practice_alone_is_never_an_error() -> None:
    with pytest.raises(ValueError, match="practice"):
        record_rule(Problem(**PROBLEM, basis=(practice("例。"),)))  # type: ignore[arg-type]
    record_rule(Problem(**PROBLEM, basis=(practice("例。"),), level="warning"))  # type: ignore[arg-type]


def test_a_breach_carries_its_place_and_values() -> None:
    fault = breach("承办人员", 1, name="甲")
    assert (fault.trail, fault.values) == (("承办人员", 1), {"name": "甲"})
