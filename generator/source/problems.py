"""Everything that can be found, by code: two letters for the family, three digits. Codes are never reused."""

from generator.source.file_problems import FILE_PROBLEMS
from generator.source.problem import Problem
from generator.source.record_problems import RECORD_PROBLEMS
from generator.source.value_problems import VALUE_PROBLEMS

PROBLEMS: dict[str, Problem] = {problem.code: problem for problem in (*FILE_PROBLEMS, *VALUE_PROBLEMS, *RECORD_PROBLEMS)}
"""All problems by code, in the order of the families."""
