"""The catalogue of problems guards itself."""

import re
import string
from itertools import groupby

import pytest

from generator.source.file_problems import FILE_PROBLEMS
from generator.source.problem import Problem
from generator.source.problems import PROBLEMS
from generator.source.record_problems import RECORD_PROBLEMS
from generator.source.value_problems import VALUE_PROBLEMS

EVERY = pytest.mark.parametrize("problem", PROBLEMS.values(), ids=PROBLEMS)


def test_codes_are_two_letters_and_three_digits() -> None:
    assert [code for code in PROBLEMS if not re.fullmatch("[A-Z]{2}[0-9]{3}", code)] == []


def test_codes_are_unique() -> None:
    """PROBLEMS is a dict: a code used twice would silently drop the first problem."""

    codes = [problem.code for problem in (*FILE_PROBLEMS, *VALUE_PROBLEMS, *RECORD_PROBLEMS)]
    assert sorted(set(codes)) == sorted(codes)
    assert list(PROBLEMS) == codes


def test_codes_are_sorted_within_families_and_families_are_together() -> None:
    families = [family for family, _ in groupby(PROBLEMS, key=lambda code: code[:2])]
    assert len(set(families)) == len(families)
    for family in families:
        codes = [code for code in PROBLEMS if code.startswith(family)]
        assert codes == sorted(codes)


def test_titles_are_unique() -> None:
    titles = [problem.title for problem in PROBLEMS.values()]
    assert sorted(set(titles)) == sorted(titles)


@EVERY
def test_problem_says_what_why_and_how_to_mend(problem: Problem) -> None:
    for text in (problem.title, problem.message, problem.help, problem.why):
        assert text.strip()
    assert problem.level in ("error", "warning", "notice")
    assert problem.why.endswith("。")


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
