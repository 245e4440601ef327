"""What all three ledgers share: the dates, the parties, the numbering of documents."""

import datetime as dt
from dataclasses import dataclass, field
from math import ceil
from random import Random

from benchmarks.catalogues import Catalogues
from benchmarks.invent import Unit
from benchmarks.matters import MATTERS
from benchmarks.names import Names
from benchmarks.offences import DISEASE_CONTROL
from benchmarks.words import KINDS
from benchmarks.workdays import after

OWNERS = {"licences": "行政审批股", "bureau": "综合监督执法大队", DISEASE_CONTROL: "示例县疾病预防控制局"}
"""Who keeps a record."""

LATE_REASONS = (
    "决定作出当日起门户网站升级停机，恢复后补录公开。",
    "数据接口故障，故障排除后补录公开。",
    "文书送达后当事人对公开信息提出更正申请，核实后公开。",
    "经办人员休假期间交接疏漏，自查发现后立即补录公开。",
)
_LEGACY_SHARE = 0.3
_UNLICENSED = {"clinic": 0.03, "school": 0.012, "factory": 0.02, "disinfect": 0.002, "shop": 0.012, "unlicensed": 0.02}


@dataclass(slots=True)
class Parties:
    """The parties of one bureau: those in business before the first year, then newcomers one after the other."""

    seed: int
    licences: int
    legacy: dict[str, int] = field(init=False)
    newcomers: dict[str, int] = field(init=False)
    met: dict[str, int] = field(init=False)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.seed)
        shares = _shares()
        self.legacy = {kind: 4 + ceil(self.licences * shares.get(kind, 0.0) * _LEGACY_SHARE) for kind in KINDS}
        self.legacy |= {kind: 6 + ceil(self.licences * share) for kind, share in _UNLICENSED.items()}
        self.newcomers = {kind: int(self.licences * shares.get(kind, 0.0) * 0.75) for kind in KINDS}
        self.met = dict(self.legacy)

    def new(self, kind: str) -> Unit:
        """Party that has never been seen before."""
        self.met[kind] += 1
        return self.names.unit(kind, self.met[kind] - 1)

    def known(self, kind: str, rng: Random) -> Unit:
        """Party that was in business already, some far more often than others."""
        return self.names.unit(kind, int(self.met[kind] * rng.random() ** 1.6))

    def on_the_way(self, kind: str, rng: Random, progress: float) -> Unit:
        """Party in business when ``progress`` (0 to 1) of the whole time has gone by, for the other ledgers."""
        number = self.legacy[kind] + int(self.newcomers[kind] * progress)
        return self.names.unit(kind, int(number * rng.random() ** 1.6))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What does not change while a bureau is written."""

    seed: int
    years: range
    until: dt.date
    latest: dt.date
    """The last day on which anything is published or changed: five working days after ``until``."""
    catalogues: Catalogues

    def progress(self, day: dt.date) -> float:
        """How much of the whole time has gone by, 0 to 1."""
        first = dt.date(self.years.start, 1, 1)
        return (day - first).days / max(1, (self.until - first).days)


@dataclass(slots=True)
class Numbering:
    """Serial numbers that run within the year and the 代字."""

    year: int = 0
    last: dict[str, int] = field(default_factory=dict)

    def next(self, year: int, word: str) -> int:
        """Give the serial that follows; a new year starts again at 1."""
        if year != self.year:
            self.year, self.last = year, {}
        self.last[word] = self.last.get(word, 0) + 1
        return self.last[word]


def document_word(body: str, word: str) -> str:
    """代字 of a body's documents: 示卫公许, 示疾控水许."""
    return ("示疾控" if body == DISEASE_CONTROL else "示卫") + word


def publication(rng: Random, day: dt.date, limit: int, late: float, latest: dt.date) -> tuple[dt.date, str | None]:
    """Day of publication, within ``limit`` working days but for a share ``late``, which comes with its reason."""
    if rng.random() < late:
        published = after(day, limit + rng.randint(1, 12))
        if published <= latest:
            return published, rng.choice(LATE_REASONS)
    return min(latest, after(day, rng.randint(1, limit))), None


def _shares() -> dict[str, float]:
    total = sum(matter.share for matter in MATTERS)
    shares: dict[str, float] = {}
    for matter in MATTERS:
        for kind in matter.parties:
            shares[kind] = shares.get(kind, 0.0) + matter.share / total / len(matter.parties)
    return shares
