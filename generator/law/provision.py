"""What a rule rests on: a provision of an instrument, common practice, or the registers' own consistency."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of a law, regulation, rule, document or standard."""

    key: str
    """The short name used in rules, unique: 行政处罚法, 118号."""
    title: str
    """The full title, without the book-title marks."""
    number: str
    """The document or standard number printed behind the title, or '' for statutes, which are cited by title alone."""
    version: str
    """Which text this is, in Chinese: 2021年修订."""
    in_force_from: dt.date
    """The first day on which it applies: as the text states; else the day it was published; else the day on it, or of its first dated copy."""
    in_force_until: dt.date | None
    """The last day (inclusive) on which it applies, or None while it is in force."""
    source: str
    """Where it was read, and how much of it: the text, its beginning, or only what others report of it."""
    replaces: str = ""
    """The key of the version in whose place this one came, or ''."""

    def applies_on(self, day: dt.date) -> bool:
        """Whether it is in force on a day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis(ABC):
    """What a rule rests on; a finding prints its ``citation``."""

    is_law: ClassVar[bool] = False
    """Whether a text that binds the bureau stands behind it: law, regulation, rule, document or standard."""
    says: str
    """One plain Chinese sentence, in our words, that tells what is demanded."""

    @property
    @abstractmethod
    def citation(self) -> str:
        """How it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Basis):
    """An article of an instrument, or a whole document."""

    is_law: ClassVar[bool] = True
    instrument: Instrument
    article: str
    """The article in Chinese (第四十八条第二款), or '' for the whole document."""

    @property
    def citation(self) -> str:
        """``《中华人民共和国行政处罚法》第四十八条第二款``, ``《…指导意见》（国办发〔2018〕118号）``."""
        number = f"（{self.instrument.number}）" if self.instrument.number else ""
        return f"《{self.instrument.title}》{number}{self.article}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Basis):
    """Common practice, or a demand whose text nobody here has read."""

    @property
    def citation(self) -> str:
        """``通行做法：…``, with what the practice is, since there is no article to look up."""
        return f"通行做法：{self.says}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency(Basis):
    """The registers must not contradict themselves."""

    @property
    def citation(self) -> str:
        """``登记簿前后一致``."""
        return "登记簿前后一致"


def articles(instrument: Instrument, says: Mapping[str, str]) -> tuple[Provision, ...]:
    """The provisions of one instrument, from a table of what each article says."""
    return tuple(Provision(instrument=instrument, article=article, says=sentence) for article, sentence in says.items())


def practice(says: str) -> Practice:
    """A basis that is not law; ``says`` is one Chinese sentence ending in 。."""
    return Practice(says=says)


CONSISTENCY = Consistency(says="同一件事在登记簿里前后说法要一致，有先后的日期要合乎先后。")
"""The one basis of every rule that compares a register with itself or with another."""
