"""The ledger of levies and fees: who was charged, by which rate."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from benchmarks.charge_texts import CHARGES, HOLDERS, Charge, holder
from benchmarks.licences import party_mapping
from benchmarks.offences import DISEASE_CONTROL
from benchmarks.setting import OWNERS, Numbering, Setting, document_word, publication
from benchmarks.workdays import after, before, chinese
from benchmarks.yamltext import line, optional, record


@dataclass(slots=True)
class Charges:
    """Writes the records of a bureau's fees in the order of their dates."""

    setting: Setting
    rng: Random = field(init=False)
    numbering: Numbering = field(default_factory=Numbering)
    charged: set[tuple[int, int, int]] = field(default_factory=set)
    """Year, quarter and holder of what has been charged."""

    def __post_init__(self) -> None:
        self.rng = Random(f"{self.setting.seed}/collections")

    @property
    def possible(self) -> bool:
        """Whether the catalogue of fees holds one that is charged here."""
        return bool(self._allowed())

    def _allowed(self) -> list[Charge]:
        return [charge for charge in CHARGES if charge.fee in self.setting.catalogues.fees]

    def write(self, day: dt.date, identifier: str) -> str:
        """One decision of the day, as the text of a list entry."""
        rng = self.rng
        charge = rng.choice(self._allowed())
        year, quarter = (day.year, (day.month - 1) // 3) if day.month > 3 else (day.year - 1, 4)
        waiting = [number for number in range(len(HOLDERS)) if (year, quarter, number) not in self.charged]
        number = rng.choice(waiting or range(len(HOLDERS)))
        self.charged.add((year, quarter, number))
        party = holder(self.setting.seed, number)
        units = rng.randint(*charge.units)
        amount = charge.rate * units
        paid = after(day, rng.randint(1, 9))
        settled = paid if paid <= self.setting.latest else None
        published, late = publication(rng, day, 20, 0.0, self.setting.latest)
        word = document_word(DISEASE_CONTROL, "费核")
        return record(
            identifier,
            line("文号", f"{word}〔{day.year}〕{self.numbering.next(day.year, word)}号")
            + party_mapping(party)
            + line("项目", charge.fee)
            + line("金额", f"{amount}.00")
            + line(
                "计费说明", charge.reckoning.format(year=year, quarter="零一二三四"[quarter], units=units, rate=charge.rate, amount=amount)
            )
            + line("决定日期", day.isoformat())
            + line("缴纳期限", before(day + dt.timedelta(15), 0).isoformat())
            + line("实施机关", DISEASE_CONTROL)
            + optional("缴纳情况", f"已于{chinese(settled)}缴清。" if settled else None)
            + optional("迟延理由", late)
            + line("责任单位", OWNERS[DISEASE_CONTROL])
            + line("公开日期", published.isoformat())
            + line("更新日期", max(published, settled or published).isoformat()),
        )
