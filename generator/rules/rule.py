"""What a rule is: one testable demand, with its code, its basis and the function that looks.

A rule is a generator function under one of the decorators below. It yields a fault for each breach and never raises for bad
data; what it cannot judge for want of a calendar it leaves to :class:`UnknownYearError`, which becomes a finding of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.editions.chain import Chain
from generator.fields.workdays import Calendar
from generator.rules.frame import Frames
from generator.source.finding import Fault, Level
from generator.source.problem import Problem
from generator.source.rule_settings import RuleSettings, calendar_of
from generator.source.settings import Bureau
from generator.source.survey import Shard

if TYPE_CHECKING:  # workers need no tables, and it takes time and memory to load
    import pandas as pd

Made = TypeVar("Made")

RecordCheck = Callable[[Any, "Context"], Iterator[Fault]]
"""Looks at one record. A fault's trail starts at the record."""

TablesCheck = Callable[["Tables"], Iterator[tuple["Row", Fault]]]
"""Looks at all registers at once."""

Spots = Iterator[tuple[int, Mapping[str, Any]]]
"""Offsets into a text, each with what the message is filled with."""

TextCheck = Callable[[str, "Passage"], Spots]
"""Looks at a text that people wrote, a page or a field."""

PageCheck = Callable[["Page"], Spots]
"""Looks at a page as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A demand and the function that looks whether it is met."""

    problem: Problem
    check: Callable[..., Iterator[Any]]
    registers: tuple[str, ...] = ()
    """Record rules: the keys of the registers it looks at; all where none is named."""
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rules over tables: the columns that it reads of each ledger, as dotted English names, with ``=`` before those of the public tables."""

    def __call__(self, *arguments: Any) -> Iterator[Any]:
        """Run the check as it stands."""
        return self.check(*arguments)


class RecordRule(Rule):
    """A rule that needs one record and nothing else."""

    __slots__ = ()


class TablesRule(Rule):
    """A rule that compares records, or a record with the as-of date."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule(Rule):
    """A rule on any text that people write: every page, and every text field of every record."""

    sign: Callable[[str], object]
    """Whether the check is worth running on a text; asked of whole files first, and cheap."""
    in_code: bool = False
    """Whether blocks of code on pages are looked at too; they hold examples, which are not the page's own words."""


class PageRule(Rule):
    """A rule on the pages that people write."""

    __slots__ = ()


class ScatteredRule(Rule):
    """A rule on records wherever they lie, called by name with what it asks for (ids, references)."""

    __slots__ = ()


def record_rule(problem: Problem, *registers: str) -> Callable[[RecordCheck], RecordRule]:
    """Make a function on one record a rule, for the registers named or for all."""
    _require_basis(problem)
    return lambda check: RecordRule(problem=problem, check=check, registers=registers)


def tables_rule(problem: Problem, **needs: tuple[str, ...]) -> Callable[[TablesCheck], TablesRule]:
    """Make a function on the tables a rule. ``needs`` names the columns of each ledger; ``_`` stands for ``-`` in a key."""
    _require_basis(problem)
    return lambda check: TablesRule(problem=problem, check=check, needs={key.replace("_", "-"): paths for key, paths in needs.items()})


def text_rule(problem: Problem, sign: Callable[[str], object], *, in_code: bool = False) -> Callable[[TextCheck], TextRule]:
    """Make a function on a text a rule. It is run where ``sign`` says yes."""
    _require_basis(problem)
    return lambda check: TextRule(problem=problem, check=check, sign=sign, in_code=in_code)


def page_rule(problem: Problem) -> Callable[[PageCheck], PageRule]:
    """Make a function on a page a rule."""
    _require_basis(problem)
    return lambda check: PageRule(problem=problem, check=check)


def scattered_rule(problem: Problem) -> Callable[[Callable[..., Iterator[Any]]], ScatteredRule]:
    """Make a function that is called by name a rule of the catalogue."""
    _require_basis(problem)
    return lambda check: ScatteredRule(problem=problem, check=check)


def _require_basis(problem: Problem) -> None:
    """A rule without a basis cannot be imported, and practice alone never stops a publication."""
    if not problem.basis:
        raise ValueError(f"{problem.code} has no basis")
    if problem.level == "error" and all(type(basis).__name__ == "Practice" for basis in problem.basis):
        raise ValueError(f"{problem.code} rests on practice alone and is at most a warning")


def breach(*trail: str | int, at_key: bool = False, level: Level | None = None, **values: Any) -> Fault:
    """A fault at a trail of Chinese keys and list positions (from 0), with what the message is filled with."""
    return Fault(values=values, trail=trail, at_key=at_key, level=level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a record rule may know besides its record: where it lies, the bureau and its settings. Not what day it is."""

    shard: Shard
    settings: RuleSettings
    bureau: Bureau

    @property
    def calendar(self) -> Calendar:
        """The working days, counted as the bureau counts them."""
        return calendar_of(self.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where a text stands that people wrote: in a field of a register, or on a page (register is empty)."""

    bureau: Bureau
    settings: RuleSettings
    register: str = ""
    field: str = ""
    """The English name of the field and of the groups around it, joined by dots: ``posts.telephone``."""


ALWAYS = ("shard", "id", "entry", "year", "date", "published_on", "until", "withdrawn_on", "withheld", "standing")
"""The columns that every rule may read of any register, whatever it declares."""


class Row(NamedTuple):
    """A record of a table: its register and its position there. Position -1 is the register as a whole."""

    register: str
    position: int = -1


@dataclass(frozen=True, kw_only=True)
class Tables:
    """All registers as rules across records see them, on the as-of date. Nothing here is public: names are not masked.

    ``frames`` has a table a register: columns ``id``, ``year``, ``date`` (ISO, of the dated field), ``published_on`` (ISO or ""),
    ``standing``, those that rules need of a ledger (values as in JSON: dates ISO, money text, lists lists, None for nothing), and
    of a catalogue ``record``, the whole record under English names.
    """

    frames: Frames
    public: Mapping[str, pd.DataFrame]
    """The tables from which pages are made: masked, withheld records without their contents."""
    as_of: dt.date
    settings: RuleSettings
    bureau: Bureau
    chain: Chain = field(default_factory=Chain)
    """The editions published so far; none where that is not known."""
    declared: Hashable = None
    """What is declared of the columns that may be read; None where all may be."""
    _made: dict[Hashable, Any] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        """The working days, counted as the bureau counts them."""
        return calendar_of(self.settings)

    def once(self, make: Callable[[Tables], Made]) -> Made:
        """What a function makes of the tables, made once however many rules ask for it."""
        key = (make, self.declared)
        if key not in self._made:
            self._made[key] = make(self)
        made: Made = self._made[key]
        return made

    def for_rule(self, rule: TablesRule) -> Tables:
        """What a rule may read: of ledgers the columns that it declares and those that all may read, everything if it declares none.

        Another column is a KeyError, for what a rule found is kept under the columns that it declares.
        """
        if not rule.needs:
            return self
        ledgers = {key for key, frame in self.frames.items() if "record" not in frame.columns}
        frames = self.frames.narrowed(lambda key: (*ALWAYS, *rule.needs.get(key, ())) if key in ledgers else self.frames[key].columns)
        public = self.public if any(name.startswith("=") for names in rule.needs.values() for name in names) else {}
        return replace(self, frames=frames, public=public, declared=tuple(sorted(rule.needs.items())))

    @cached_property
    def _catalogues(self) -> dict[str, dict[str, dict[str, Any]]]:
        return {
            key: dict(zip(frame["id"], frame["record"], strict=True)) for key, frame in self.frames.items() if "record" in frame.columns
        }

    def at(self, row: Row, column: str) -> Any:
        """One value of a row."""
        value: Any = self.frames[row.register][column].iat[row.position]
        return value

    def catalogue(self, key: str) -> dict[str, dict[str, Any]]:
        """The records of a catalogue by id, under English names; empty fields are left out."""
        return self._catalogues[key]

    def records(self, key: str) -> Iterator[tuple[Row, dict[str, Any]]]:
        """The records of a catalogue with their rows."""
        for position, record in enumerate(self.frames[key]["record"]):
            yield Row(key, position), record

    def rows(self, key: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a ledger as tuples: the row, then these columns."""
        frame = self.frames[key]
        if key not in self._rows:  # a million rows are named once, not for every rule
            self._rows[key] = [Row(key, position) for position in range(len(frame))]
        return zip(self._rows[key], *(frame[name].tolist() for name in columns), strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that people wrote: its path below the content directory and its text."""

    path: str
    text: str
    """As it is written."""
    prose: str
    """The same with every character of its blocks of code a blank, all else in its place."""
    settings: RuleSettings
    bureau: Bureau

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column (from 1, in characters) of an offset into the text."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
