"""A finding: one thing that a check found, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["error", "warning", "notice"]
Trail = tuple[str | int, ...]
"""The way from the top of a file to a value: keys as written, list positions from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check found. ``line`` and ``column`` count from 1, columns in characters."""

    code: str
    level: Level
    path: str
    line: int
    column: int
    register: str
    record: str
    field: str
    """The Chinese key path, list positions from 1: ``相对人.统一社会信用代码``, ``依据[2].法规``."""
    message: str
    basis: str
    help: str

    @property
    def sort_key(self) -> tuple[str, int, str, int, str]:
        """The order in which findings are printed: path, line, code."""
        return self.path, self.line, self.code, self.column, self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A finding whose place is still a trail into the file, or a line and column when the file could not be read."""

    code: str = ""
    """The code of its problem; a rule leaves it to whoever runs the rule."""
    values: Mapping[str, Any]
    """What the message template of the problem is filled with."""
    trail: Trail = ()
    at_key: bool = False
    """Whether the key is at fault rather than its value."""
    line: int = 0
    column: int = 0
    record: str = ""
    level: Level | None = None
    """In place of the problem's level, where a case is lighter than others of its kind."""


def field_path(trail: Trail) -> str:
    """A trail as clerks read it: Chinese keys joined by dots, list positions from 1 in brackets."""
    text = ""
    for step in trail:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += ("." if text else "") + step
    return text
