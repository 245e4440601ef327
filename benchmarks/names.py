"""Sees to it that no two units share a name: names of organisations are unique to a credit code, in a bureau of any size."""

from dataclasses import dataclass, field
from itertools import count

from benchmarks.invent import SOLE_TRADER, Unit, unit
from benchmarks.words import KINDS


@dataclass(slots=True)
class Names:
    """The units of one seed, each under a name of its own.

    A name that a unit of a smaller index already has goes to nobody else: who comes later tries again. So a unit does not depend on the
    order in which units are met. Trade names of sole traders repeat, as they do. Kept are the names, and of few units the attempt.
    """

    seed: int
    _taken: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    """Names by kind; those of different kinds differ by their words."""
    _known: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    """How many units of the kind have their names."""
    _attempts: dict[tuple[str, int], int] = field(default_factory=dict)

    def unit(self, kind: str, index: int) -> Unit:
        """Party number ``index`` of its kind."""
        if not KINDS[kind].registered_as:
            return unit(self.seed, kind, index)
        for earlier in range(self._known[kind], index):
            self._name(kind, earlier)
        if self._known[kind] == index:
            return self._name(kind, index)
        return unit(self.seed, kind, index, self._attempts.get((kind, index), 0))

    def _name(self, kind: str, index: int) -> Unit:
        """Name the unit that follows."""
        taken = self._taken[kind]
        self._known[kind] += 1
        found = unit(self.seed, kind, index)
        if found.category == SOLE_TRADER:
            return found
        for attempt in count(1):
            if found.name not in taken:
                break
            found = unit(self.seed, kind, index, attempt)
            self._attempts[kind, index] = attempt
        taken.add(found.name)
        return found
