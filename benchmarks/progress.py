"""The ledger of cases in progress: what was decided in the last months, a few older ones, and what is still on its way."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.catalogues import Guide
from benchmarks.invent import Unit
from benchmarks.licences import Application, party_mapping
from benchmarks.matters import MATTERS, Matter
from benchmarks.setting import OWNERS, Parties, Setting
from benchmarks.shards import Shards, clear
from benchmarks.workdays import after, before, working_days
from benchmarks.yamltext import line, optional, record

OPEN, RECENT, OLDER = 14, 34, 12
"""How many cases are open, how many were finished in the last three months, how many before."""

RECENT_DAYS = 92
_EXTENSIONS = {"gonggong-changsuo-xuke": "gonggong-changsuo-yanxu", "hushi-zhuce": "hushi-yanxu"}
"""Guides of their own for extending a licence."""

_A_DAY = 8
"""Receipts that are numbered a day; the ledger shows some of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One case as it stands on the last day."""

    guide: Guide
    party: Unit
    accepted: dt.date
    finished: dt.date | None = None
    licence: str | None = None


@dataclass(slots=True)
class Cases:
    """Writes the cases of a bureau, from the decided applications and some open ones."""

    setting: Setting
    parties: Parties
    applications: dict[str, list[Application]]
    rng: Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = Random(f"{self.setting.seed}/cases")

    def write(self, directory: Path) -> int:
        """Write the files of all years; gives the number of cases."""
        for year in self.setting.years:
            clear(directory / str(year))
        cases = sorted([*self._finished(), *self._open()], key=lambda case: (case.accepted, case.guide.id, case.licence or ""))
        shards = Shards(directory, 0)
        serials: dict[int, int] = {}
        receipts: dict[dt.date, int] = {}
        for case in cases:
            year = case.accepted.year
            serials[year] = serials.get(year, 0) + 1
            receipts[case.accepted] = receipts.get(case.accepted, 0) + 1
            days = working_days(range(year, year + 1), case.accepted)
            receipt = f"示卫受〔{year}〕{(len(days) - 1) * _A_DAY + receipts[case.accepted]}号"
            shards.add(case.accepted, self._text(case, f"bj-{year}-{serials[year]:04d}", receipt))
        shards.flush()
        return len(cases)

    def _finished(self) -> list[Progress]:
        since = self.setting.latest - dt.timedelta(RECENT_DAYS)
        decided = [
            Progress(guide=guide, party=found.party, accepted=found.accepted, finished=found.decided, licence=found.licence)
            for month in sorted(self.applications)
            for found in self.applications[month]
            if (guide := self._guide(found))
            and found.accepted.year in self.setting.years
            and found.decided <= _promised(guide, found.accepted)
        ]
        recent = [case for case in decided if case.accepted > since]
        older = [case for case in decided if case.accepted <= since]
        return self.rng.sample(recent, min(RECENT, len(recent))) + self.rng.sample(older, min(OLDER, len(older)))

    def _guide(self, application: Application) -> Guide | None:
        key = application.power.removeprefix("xk-")
        return self.setting.catalogues.guides.get(_EXTENSIONS.get(key, key) if application.extends else key)

    def _open(self) -> list[Progress]:
        guides = self.setting.catalogues.guides
        pending = [
            (matter, guides[key]) for matter in MATTERS if (key := matter.power.removeprefix("xk-")) in guides and guides[key].days > 3
        ]
        cases = []
        for _ in range(OPEN if pending else 0):
            matter, guide = self.rng.choices(pending, [matter.share for matter, _ in pending])[0]
            accepted = before(self.setting.latest, self.rng.randint(0, guide.days - 1))
            cases.append(Progress(guide=guide, party=self._applicant(matter), accepted=accepted))
        return [case for case in cases if case.accepted.year in self.setting.years]

    def _applicant(self, matter: Matter) -> Unit:
        return self.parties.known(self.rng.choice(matter.parties), self.rng)

    def _text(self, case: Progress, identifier: str, receipt: str) -> str:
        step, post = _standing(case, self.setting.latest)
        return record(
            identifier,
            line("受理编号", receipt)
            + line("事项", case.guide.id)
            + party_mapping(case.party)
            + line("受理日期", case.accepted.isoformat())
            + line("当前环节", step)
            + line("当前岗位", post)
            + line("承诺办结日期", _promised(case.guide, case.accepted).isoformat())
            + optional("办结日期", case.finished.isoformat() if case.finished else None)
            + line("办理方式", "联办" if self.rng.random() < 0.08 else "自办")
            + optional("许可决定", case.licence)
            + line("责任单位", OWNERS["licences"])
            + line("公开日期", case.accepted.isoformat())
            + line("更新日期", (case.finished or self.setting.latest).isoformat()),
        )


def _promised(guide: Guide, accepted: dt.date) -> dt.date:
    return after(accepted, guide.days) if guide.days else accepted


def _standing(case: Progress, today: dt.date) -> tuple[str, str]:
    """Step and post on the day: the step in whose working days the day falls."""
    if case.finished:
        return "办结", case.guide.steps[-1][1]
    gone, spent = len(working_days(range(case.accepted.year, today.year + 1), today)), 0
    gone -= len(working_days(range(case.accepted.year, today.year + 1), case.accepted))
    for name, post, days in case.guide.steps:
        spent += days
        if gone < spent:
            return name, post
    name, post, _ = case.guide.steps[-1]
    return name, post
