"""The ledger of licensing decisions."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from benchmarks.invent import PERSON, Unit
from benchmarks.matters import BASIS, CANCEL, CHANGE, DOCUMENTS, EXTEND, GRANT, MATTERS, REFUSE, REVOKE, Matter
from benchmarks.offences import BUREAU
from benchmarks.scrutiny import reviewed_licence
from benchmarks.setting import OWNERS, Numbering, Parties, Setting, document_word, publication
from benchmarks.workdays import add_years, before
from benchmarks.yamltext import citations, line, mapping, optional, record

NO_END = "长期"
_WORKPLACES = ("hospital", "hospital", "township", "township", "outpatient", "clinic")
_SEVERAL_MATTERS = frozenset(("outpatient", "hospital", "township", "village"))
_REMEMBERED = 60
_BEDS = {"hospital": (20, 99), "township": (10, 40), "outpatient": (2, 12)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application that was decided, as the ledger of cases sees it."""

    licence: str
    power: str
    extends: bool
    party: Unit
    accepted: dt.date
    decided: dt.date


@dataclass(slots=True)
class Licences:
    """Writes the records of a bureau's licences in the order of their dates."""

    setting: Setting
    parties: Parties
    rng: Random = field(init=False)
    matters: list[Matter] = field(init=False)
    weights: list[float] = field(init=False)
    numbering: Numbering = field(default_factory=Numbering)
    certificates: Numbering = field(default_factory=Numbering)
    applications: dict[str, list[Application]] = field(default_factory=dict)
    """By the month of acceptance, at most ``_REMEMBERED`` of each."""

    def __post_init__(self) -> None:
        self.rng = Random(f"{self.setting.seed}/licences")
        self.matters = [matter for matter in MATTERS if matter.power in self.setting.catalogues.powers]
        self.weights = [matter.share for matter in self.matters]
        if not self.matters:
            raise ValueError("权责清单中没有可用的行政许可事项")

    def write(self, day: dt.date, identifier: str) -> str:
        """One decision of the day, as the text of a list entry."""
        rng = self.rng
        matter = rng.choices(self.matters, self.weights)[0]
        decision = rng.choices(list(matter.mix), list(matter.mix.values()))[0]
        kind = rng.choice(matter.parties)
        party = self._party(kind, decision)
        body = self.setting.catalogues.acting(self.setting.catalogues.powers[matter.power], day, since=matter.moved_on)
        word = document_word(body, matter.word)
        promise = decision == GRANT and rng.random() < matter.promise
        published, late = publication(rng, day, 7, 0.01, self.setting.latest)
        content = self._content(matter, decision, party)
        certificate = self._certificate(matter, decision, day.year, document_word(body, ""))
        accepted = before(day, 0 if promise else rng.randint(0, 12))
        applied = before(accepted, 0 if promise else rng.randint(0, 3))
        asked = decision not in (CANCEL, REVOKE)
        if asked:
            self._remember(
                Application(licence=identifier, power=matter.power, extends=decision == EXTEND, party=party, accepted=accepted, decided=day)
            )
        return record(
            identifier,
            line("决定书文号", f"{word}〔{day.year}〕{self.numbering.next(day.year, word)}号")
            + line("文书名称", DOCUMENTS[decision])
            + party_mapping(party)
            + line("许可事项", matter.power)
            + line("许可类别", matter.category)
            + line("许可内容", content)
            + certificate
            + (line("申请日期", applied.isoformat()) + line("受理日期", accepted.isoformat()) if asked else "")
            + self._dates(matter, decision, day)
            + line("决定", decision)
            + (line("告知承诺", "是" if promise else "否") if matter.promise and decision == GRANT else "")
            + line("许可机关", body)
            + self._review(identifier, decision, accepted if asked else None, day, body)
            + (citations("依据", (BASIS[decision],)) if decision in BASIS else "")
            + optional("迟延理由", late)
            + line("责任单位", OWNERS["licences"])
            + line("公开日期", published.isoformat())
            + line("更新日期", published.isoformat()),
        )

    def _party(self, kind: str, decision: str) -> Unit:
        known = 0.75 if decision not in (GRANT, REFUSE) else 0.45 if kind in _SEVERAL_MATTERS else 0.02
        return self.parties.known(kind, self.rng) if self.rng.random() < known else self.parties.new(kind)

    def _content(self, matter: Matter, decision: str, party: Unit) -> str:
        text = self.rng.choice(matter.texts(decision))
        words = {"venue": party.venue, "address": party.address, "scope": self.rng.choice(matter.scopes)}
        if "{beds}" in text:
            words["beds"] = str(self.rng.randint(*_BEDS.get(party.kind, (2, 4))))
        if "{workplace}" in text:
            place = "village" if party.kind == "village-doctor" else self.rng.choice(_WORKPLACES)
            words["workplace"] = self.parties.known(place, self.rng).name
        return text.format(**words)

    def _certificate(self, matter: Matter, decision: str, year: int, organ: str) -> str:
        if decision == REFUSE:
            return ""
        ended = decision in (CANCEL, REVOKE)
        issued, organ = (year - len(self.setting.years) - 1, document_word(BUREAU, "")) if ended else (year, organ)
        serial = self.certificates.next(year, matter.power)
        number = matter.number.format(organ=organ, year=issued, yy=issued % 100, serial=serial)
        return line("许可证书名称", matter.certificate) + line("许可编号", number)

    def _remember(self, application: Application) -> None:
        month = self.applications.setdefault(application.accepted.isoformat()[:7], [])
        if len(month) < _REMEMBERED:
            month.append(application)

    def _review(self, identifier: str, decision: str, accepted: dt.date | None, day: dt.date, body: str) -> str:
        if decision not in (REFUSE, REVOKE):
            return ""
        return reviewed_licence(accepted, day, body, self.setting.catalogues, Random(f"{self.setting.seed}/licences/{identifier}"))

    def _dates(self, matter: Matter, decision: str, day: dt.date) -> str:
        first, last = self._validity(matter, decision, day)
        return (
            line("决定日期", day.isoformat()) + line("有效期自", first.isoformat()) + line("有效期至", last.isoformat() if last else NO_END)
        )

    def _validity(self, matter: Matter, decision: str, day: dt.date) -> tuple[dt.date, dt.date | None]:
        if not matter.years or decision in (REFUSE, CANCEL, REVOKE):
            return day, None
        if decision == CHANGE:
            return day, day + dt.timedelta(self.rng.randint(60, matter.years * 365 - 30))
        first = day + dt.timedelta(self.rng.randint(3, 28)) if decision == EXTEND else day
        return first, add_years(first, matter.years) - dt.timedelta(1)


def party_mapping(party: Unit) -> str:
    """Lines of 相对人. Of a natural person there is a name and nothing else."""
    if party.category == PERSON:
        return mapping("相对人", ("名称", party.name), ("类别", party.category))
    return mapping(
        "相对人",
        ("名称", party.name),
        ("类别", party.category),
        ("统一社会信用代码", party.credit_code),
        ("法定代表人", party.representative),
    )
