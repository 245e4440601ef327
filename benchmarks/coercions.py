"""The ledger of coercion: measures, and surcharges on fines that were not paid in time."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from benchmarks.coercion_texts import (
    ENFORCEMENT,
    MEASURE,
    MEASURES,
    SURCHARGE,
    SURCHARGE_BASIS,
    SURCHARGE_CAUSE,
    SURCHARGE_CONTENT,
    SURCHARGE_DAYS,
    SURCHARGE_OPEN,
    SURCHARGE_PAID,
    SURCHARGE_POWER,
    SURCHARGE_WORD,
    Measure,
)
from benchmarks.licences import party_mapping
from benchmarks.penalties import Unpaid
from benchmarks.setting import OWNERS, Numbering, Parties, Setting, document_word, publication
from benchmarks.workdays import after, before, chinese
from benchmarks.yamltext import block, citations, line, optional, record, sequence

CATEGORY, _OWNER = "行政强制", "政策法规与监督股"
_SURCHARGED = 0.4
"""The share of surcharges among the decisions, where a fine is overdue."""


@dataclass(slots=True)
class Coercions:
    """Writes the records of a bureau's coercion in the order of their dates; ``unpaid`` are the fines that may be overdue."""

    setting: Setting
    parties: Parties
    unpaid: dict[str, list[Unpaid]]
    rng: Random = field(init=False)
    numbering: Numbering = field(default_factory=Numbering)

    def __post_init__(self) -> None:
        self.rng = Random(f"{self.setting.seed}/coercions")

    @property
    def possible(self) -> bool:
        """Whether the catalogues hold a power of coercion."""
        return any(measure.power in self.setting.catalogues.powers for measure in MEASURES)

    def write(self, day: dt.date, identifier: str) -> str:
        """One decision of the day, as the text of a list entry."""
        overdue = list(self._overdue(day)) if SURCHARGE_POWER in self.setting.catalogues.powers else []
        if overdue and self.rng.random() < _SURCHARGED:
            fine = self.rng.choice(overdue)
            self.unpaid[fine.decided.isoformat()[:7]].remove(fine)
            return self._surcharge(day, identifier, fine)
        return self._measure(day, identifier)

    def _measure(self, day: dt.date, identifier: str) -> str:
        rng, catalogues = self.rng, self.setting.catalogues
        measures = [measure for measure in MEASURES if self._allowed(measure, day)]
        if not measures:
            raise ValueError(f"{day} 权责清单和法律依据库中没有可以实施的行政强制措施")
        measure = rng.choices(measures, [candidate.share for candidate in measures])[0]
        party = self.parties.on_the_way(rng.choice(measure.parties), rng, self.setting.progress(day))
        body = catalogues.acting(measure.body, day, CATEGORY)
        last = day + dt.timedelta(measure.days - 1)
        end = before(day + dt.timedelta(rng.randint(min(2, measure.days - 1), measure.days - 1)), 0)
        lifted = end if day < end <= self.setting.latest else None
        words = {"check": chinese(day), "n": rng.randint(3, 9), "last": chinese(last), "lifted": chinese(lifted) if lifted else ""}
        outcome = rng.choice(measure.outcome).format(**words)
        return record(
            identifier,
            line("决定书文号", self._document(body, measure.word, day))
            + party_mapping(party)
            + line("强制种类", MEASURE)
            + line("强制方式", measure.method)
            + line("强制事项", measure.power)
            + block("事由", rng.choice(measure.cause).format(**words))
            + line("强制内容", rng.choice(measure.content).format(**words))
            + citations("依据", measure.basis)
            + line("期限起", day.isoformat())
            + line("期限止", last.isoformat())
            + line("决定日期", day.isoformat())
            + line("实施机关", body)
            + sequence("承办人员", catalogues.pair(body, day, CATEGORY, rng))
            + optional("结果", outcome if lifted else None)
            + self._publication(body, day, lifted),
        )

    def _surcharge(self, day: dt.date, identifier: str, fine: Unpaid) -> str:
        rng, catalogues = self.rng, self.setting.catalogues
        body = catalogues.acting(fine.body, day, CATEGORY)
        first = fine.due + dt.timedelta(1)
        last = first + dt.timedelta(SURCHARGE_DAYS - 1)
        paid, outcome = after(day, rng.randint(3, 9)), rng.choice(SURCHARGE_OPEN)
        settled = rng.random() < 0.6
        if settled:
            days = min(SURCHARGE_DAYS, (paid - fine.due).days)
            outcome = SURCHARGE_PAID.format(paid=chinese(paid), amount=f"{min(fine.fine, fine.fine * 3 * days / 100):.2f}")
        end = paid if settled else after(day, 20)
        ended = end if end <= self.setting.latest else None
        return record(
            identifier,
            line("决定书文号", self._document(body, SURCHARGE_WORD, day))
            + party_mapping(fine.party)
            + line("强制种类", ENFORCEMENT)
            + line("强制方式", SURCHARGE)
            + line("强制事项", SURCHARGE_POWER)
            + block("事由", SURCHARGE_CAUSE.format(document=fine.document, due=chinese(fine.due), fine=fine.fine))
            + line("强制内容", SURCHARGE_CONTENT.format(first=chinese(first), fine=fine.fine))
            + citations("依据", SURCHARGE_BASIS)
            + line("期限起", first.isoformat())
            + line("期限止", last.isoformat())
            + line("决定日期", day.isoformat())
            + line("实施机关", body)
            + sequence("承办人员", catalogues.pair(body, day, CATEGORY, rng))
            + line("关联处罚", fine.identifier)
            + optional("结果", outcome if ended else None)
            + self._publication(body, day, ended),
        )

    def _document(self, body: str, word: str, day: dt.date) -> str:
        word = document_word(body, word)
        return f"{word}〔{day.year}〕{self.numbering.next(day.year, word)}号"

    def _publication(self, body: str, day: dt.date, changed: dt.date | None) -> str:
        published, late = publication(self.rng, day, 20, 0.0, self.setting.latest)
        return (
            optional("迟延理由", late)
            + line("责任单位", OWNERS.get(body, _OWNER))
            + line("公开日期", published.isoformat())
            + line("更新日期", max(published, changed or published).isoformat())
        )

    def _allowed(self, measure: Measure, day: dt.date) -> bool:
        catalogues = self.setting.catalogues
        return measure.power in catalogues.powers and all(catalogues.in_force(law, day) for law, _ in measure.basis)

    def _overdue(self, day: dt.date) -> Iterator[Unpaid]:
        """Fines that fell due some days ago, less than two months after the decision."""
        for month in {(day - dt.timedelta(back)).isoformat()[:7]: None for back in (60, 45, 30)}:
            yield from (fine for fine in self.unpaid.get(month, []) if 5 <= (day - fine.due).days <= 30)
