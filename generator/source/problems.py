"""Everything that can be wrong with a file, a value or the settings, by code. What rules find is added by :mod:`generator.rules`."""

from generator.source.file_problems import FILE_PROBLEMS
from generator.source.problem import Problem
from generator.source.value_problems import VALUE_PROBLEMS

PROBLEMS: dict[str, Problem] = {problem.code: problem for problem in (*FILE_PROBLEMS, *VALUE_PROBLEMS)}
"""All problems of reading by code, in the order of the families."""
