"""What a finding of one kind says, and how it is mended."""

from dataclasses import dataclass

from generator.source.finding import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One kind of finding. ``message`` and ``help`` are templates filled with the fault's values."""

    code: str
    title: str
    message: str
    help: str
    why: str
    example: str
    level: Level = "error"
    basis: str = ""
