"""What was read of all shards as one table a register. Columns are put together when they are first asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from generator.editions.figures import LEDGERS
from generator.editions.standing import standings
from generator.reading import Summary, column_names, judged_names
from generator.registers import REGISTERS
from generator.rules.frame import Frame, Frames
from generator.rules.rule import ALWAYS
from generator.source.store import key_of

BESIDES = (*ALWAYS, "updated_on")
"""What the tables of rules have besides the columns that rules declare."""

DECIDING = ("withheld", "withdrawn_on", "published_on", "until")
"""The columns from which, with the day, the standing follows."""

_FIGURES = {key: REGISTERS[key].figures for key in LEDGERS} | {"subjects": ("entrustment.by",), "officers": ("body",)}

Table = TypeVar("Table")


class Lazily(Mapping[str, Table]):
    """A value for each register, made when it is first asked for."""

    def __init__(self, make: Callable[[str], Table]) -> None:
        self._make = cache(make)

    def __getitem__(self, key: str) -> Table:
        if key not in REGISTERS:
            raise KeyError(key)
        return self._make(key)

    def __iter__(self) -> Iterator[str]:
        return iter(REGISTERS)

    def __len__(self) -> int:
        return len(REGISTERS)


class Gathered:
    """All shards, read, on a day."""

    def __init__(self, summaries: Sequence[Summary], as_of: str) -> None:
        self.summaries = summaries
        self.as_of = as_of
        self.shards: dict[str, list[Summary]] = {key: [] for key in REGISTERS}
        """The shards of each register, in the order of their paths."""
        for summary in summaries:
            self.shards[summary.shard.register].append(summary)
        self.tables: Mapping[str, pd.DataFrame] = Lazily(self._table)
        """One summary table a register, with the standing of each record on the day. All of it may be published."""
        self.standings: Mapping[str, list[str]] = Lazily(self._standings)
        """What each record of a register is on the day."""

    def column(self, key: str, name: str) -> list[Any]:
        """A column of a register, record by record in the order of the files."""
        if name == "standing":
            return self.standings[key]
        if name == "shard":
            return [number for number, summary in enumerate(self.shards[key]) for _ in range(summary.length)]
        parts = self.shards[key]
        return list(chain.from_iterable((part.columns if name in part.columns else part.judged)[name] for part in parts))

    def length(self, key: str) -> int:
        """How many records a register has."""
        return sum(summary.length for summary in self.shards[key])

    def mark(self, key: str, names: Sequence[str] = ()) -> str:
        """A hash of some columns of a register, or of all of it. The column ``standing`` is not looked at: it follows from others and the day."""
        if not names:
            return key_of(*(summary.key for summary in self.shards[key]))
        wanted = [name for name in names if name not in ("shard", "standing")]
        return key_of(*(part for summary in self.shards[key] for part in (summary.shard.path, *map(summary.digest, wanted))))

    def years(self, key: str) -> list[list[str]]:
        """For each shard of a register the years of its records' dates."""
        return [sorted({date[:4] for date in summary.columns["date"]}) for summary in self.shards[key]]

    def only(self, ledgers: Collection[str], shards: Iterable[Summary]) -> "Gathered":
        """The same without these ledgers but for some shards of theirs."""
        others = (summary for summary in self.summaries if summary.shard.register not in ledgers)
        return Gathered([*others, *shards], self.as_of)

    @cached_property
    def frames(self) -> Frames:
        """The tables that rules read."""
        frames = Frames()
        for key, register in REGISTERS.items():
            frames[key] = Frame(self.length(key), (*BESIDES, *judged_names(register)), partial(self.column, key))
        return frames

    def _standings(self, key: str) -> list[str]:
        withheld, withdrawn, published, until = (self.column(key, name) for name in DECIDING)
        return standings(withheld, withdrawn, published, until, self.as_of)

    def figures(self) -> Mapping[str, pd.DataFrame]:
        """The tables as :func:`generator.editions.figures.ledgers` needs them: no other columns."""
        return Lazily(lambda key: self._table(key, ("id", "date", "standing", *(f"={path}" for path in _FIGURES.get(key, ())))))

    def _table(self, key: str, names: Sequence[str] = ()) -> pd.DataFrame:
        names = names or ("shard", *column_names(REGISTERS[key]), "standing")
        columns = ((name, self.column(key, name)) for name in names)
        return pd.DataFrame({name: np.fromiter(values, dtype=object, count=len(values)) for name, values in columns}, dtype=object)
