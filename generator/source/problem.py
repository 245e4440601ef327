"""What a finding of one kind says, what it rests on, and how it is mended."""

import datetime as dt
from dataclasses import dataclass

from generator.law.provision import Basis
from generator.source.finding import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One kind of finding. ``message`` and ``help`` are templates filled with the fault's values."""

    code: str
    """Two letters for the family, three digits; never used for anything else again."""
    title: str
    message: str
    help: str
    why: str
    example: str
    level: Level = "error"
    basis: tuple[Basis, ...] = ()
    applies_from: dt.date | None = None
    """The first day of those records that are judged by it; None where that day plays no part."""
    applies_to: dt.date | None = None
    """The last day (inclusive); a demand that was repealed keeps its code and gets this."""

    @property
    def citation(self) -> str:
        """The basis as printed, or nothing."""
        return "；".join(basis.citation for basis in self.basis)

    def applies_on(self, day: dt.date) -> bool:
        """Whether a record of this day is judged by it."""
        return (self.applies_from is None or self.applies_from <= day) and (self.applies_to is None or day <= self.applies_to)
