"""A register's table as rules see it: columns that are put together when a rule first asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:  # workers need no tables, and it takes time and memory to load
    import pandas as pd


class Frame:
    """Columns by name, each as long as the register has records."""

    def __init__(self, length: int, columns: Collection[str], make: Callable[[str], list[object]]) -> None:
        self._length = length
        self._make = make
        self._made: dict[str, pd.Series] = {}
        self.columns = frozenset(columns)
        """The names of the columns that may be asked for."""

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, name: str) -> pd.Series:
        """A column; raises KeyError for one that is not there, or that was not declared."""
        if name not in self.columns:
            raise KeyError(name)
        if name not in self._made:
            import pandas as pd

            values = self._make(name)
            self._made[name] = pd.Series(np.fromiter(values, dtype=object, count=len(values)), dtype=object)
        return self._made[name]

    def narrowed(self, columns: Collection[str]) -> Frame:
        """The same table with some of its columns only."""
        narrow = Frame(self._length, self.columns & frozenset(columns), self._make)
        narrow._made = self._made
        return narrow


class Frames(dict[str, Frame]):
    """The tables of all registers by key."""

    def narrowed(self, columns: Callable[[str], Collection[str]]) -> Frames:
        """The same tables, each with some of its columns only."""
        return Frames({key: frame.narrowed(columns(key)) for key, frame in self.items()})

    def everything(self) -> Iterator[tuple[str, str]]:
        """Every register and column."""
        return ((key, name) for key, frame in self.items() for name in sorted(frame.columns))
