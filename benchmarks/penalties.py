"""The ledger of penalty decisions."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from benchmarks.heavy import Heavy, heavy_case, heavy_fine
from benchmarks.invent import ORGANISATION, PERSON, Unit
from benchmarks.licences import party_mapping
from benchmarks.money import in_words
from benchmarks.offences import OFFENCES, Offence
from benchmarks.penalty_texts import ANNULLED, CHANGED, MISTAKEN, REPAIR, RESPONSES, WITHDRAWALS, WITHHELD
from benchmarks.scrutiny import REVIEWED_FROM, discretion, is_large, weighed, weighing
from benchmarks.setting import OWNERS, Numbering, Parties, Setting, document_word, publication
from benchmarks.workdays import add_months, add_years, after, before, chinese
from benchmarks.yamltext import block, citations, line, mapping, optional, record, sequence
from generator.law.terms import DISPLAY_TERMS
from generator.law.terms import on as governing

TIERS_SINCE = dt.date(2026, 4, 1)
"""From this day 《信用修复管理办法》 sets how long a penalty is displayed, by tier."""

_NAMES_PATIENTS = "医罚"
"""The 代字 of the cases that can touch a patient's privacy: about a third of all."""

_REMEMBERED = 20

TIERS = {"轻微": 3, "一般": 12, "严重": 36}
"""Months of display by tier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A penalty as an inspection sees it: what came of the check."""

    identifier: str
    party: Unit
    offence: Offence
    opened: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpaid:
    """A fine of which no payment is on record, as the ledger of coercion sees it."""

    identifier: str
    document: str
    party: Unit
    body: str
    fine: int
    decided: dt.date
    due: dt.date
    """The last day of payment: 15 days after service (行政处罚法第六十七条)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """What is imposed: amounts in yuan."""

    kinds: tuple[str, ...]
    content: str
    fine: int
    gains: int


@dataclass(slots=True)
class Penalties:
    """Writes the records of a bureau's penalties in the order of their dates, and remembers the checks they came from."""

    setting: Setting
    parties: Parties
    rng: Random = field(init=False)
    numbering: Numbering = field(default_factory=Numbering)
    cases: dict[dt.date, list[Case]] = field(default_factory=dict)
    """Cases by the day of the check, of units only."""
    unpaid: dict[str, list[Unpaid]] = field(default_factory=dict)
    """By the month of the decision, at most ``_REMEMBERED`` of each."""
    _open: tuple[dt.date, list[Offence]] = field(default=(dt.date.min, []))

    def __post_init__(self) -> None:
        self.rng = Random(f"{self.setting.seed}/penalties")

    def write(self, day: dt.date, identifier: str) -> str:
        """One decision of the day, as the text of a list entry."""
        rng = self.rng
        offences = self._offences(day)
        offence = rng.choices(offences, [candidate.share for candidate in offences])[0]
        party = self.parties.on_the_way(rng.choice(offence.parties), rng, self.setting.progress(day))
        summary = offence.may_be_summary and rng.random() < 0.3
        opened = day if summary else before(day - dt.timedelta(rng.randint(12, 80)), 0)
        check = opened if summary else before(opened, rng.randint(0, 5))
        gains = _gains(rng, offence)
        usual = _fine(rng, offence, party, summary, gains)
        own = Random(f"{self.setting.seed}/penalties/{identifier}")
        heavy = None if summary else heavy_case(offence, party, (day - opened).days, own)
        sanction = _sanction(offence, heavy_fine(heavy, own) if heavy else usual, gains, heavy)
        body = self.setting.catalogues.acting(offence.body, day, "行政处罚")
        if party.category != PERSON and not summary:
            case = Case(identifier=identifier, party=party, offence=offence, opened=opened)
            self.cases.setdefault(check, []).append(case)
        word = document_word(body, offence.word)
        paid = self._paid(day)
        document = f"{word}〔{day.year}〕{self.numbering.next(day.year, word)}号"
        facts = _facts(rng, offence, party, check) + (heavy.fact if heavy else "")
        officers = self.setting.catalogues.pair(body, day, "行政处罚", rng)
        reviewed = not summary and is_large(sanction.fine, party.category)
        days = weighing(opened, day, self._discussion(usual, opened, day), heavy, own, reviewed=reviewed)
        performance = self._performance(sanction, party, paid, heavy)
        tier = _tier(offence, sanction, summary, heavy)
        display = self._display(day, tier)
        publication = self._publication(day, offence, sanction, tier, paid, own, OWNERS.get(body, OWNERS["bureau"]))
        if not performance and f"情形: {REPAIR}" in publication:
            performance = self._performed(sanction, after(day, own.randint(2, 12)), heavy)
        if sanction.fine and not (paid or summary or "撤回:" in publication or "不予公开:" in publication):
            self._remember(identifier, document, party, body, sanction.fine, day)
        return record(
            identifier,
            line("决定书文号", document)
            + line("案件名称", f"{party.masked}{offence.name}案")
            + party_mapping(party)
            + line("违法行为类型", offence.name)
            + block("违法事实", facts)
            + citations("依据", (offence.basis,))
            + discretion(offence.name, sanction.fine, sanction.gains, heavy, day, self.setting.catalogues)
            + sequence("处罚种类", sanction.kinds)
            + line("处罚内容", sanction.content)
            + line("罚款金额", f"{sanction.fine}.00")
            + line("没收金额", f"{sanction.gains}.00")
            + optional("暂扣吊销证照", _permit(heavy, day, own))
            + line("程序", "简易" if summary else "普通")
            + ("" if summary else line("立案日期", opened.isoformat()))
            + line("决定日期", day.isoformat())
            + line("处罚机关", body)
            + sequence("承办人员", officers)
            + weighed(days, body, officers, self.setting.catalogues, own)
            + performance
            + display
            + publication,
        )

    def _offences(self, day: dt.date) -> list[Offence]:
        if self._open[0] != day:
            early = day - dt.timedelta(100)
            allowed = [offence for offence in OFFENCES if day <= offence.until and self._in_force(offence, early, day)]
            if not allowed:
                raise ValueError(f"{day} 法律依据库中没有可以作为处罚依据的法规")
            self._open = (day, allowed)
        return self._open[1]

    def _in_force(self, offence: Offence, *days: dt.date) -> bool:
        return all(self.setting.catalogues.in_force(offence.basis[0], day) for day in days)

    def _discussion(self, fine: int, opened: dt.date, day: dt.date) -> dt.date | None:
        return max(opened, before(day, self.rng.randint(2, 5))) if fine >= REVIEWED_FROM else None

    def _remember(self, identifier: str, document: str, party: Unit, body: str, fine: int, day: dt.date) -> None:
        month = self.unpaid.setdefault(day.isoformat()[:7], [])
        if len(month) < _REMEMBERED:
            due = after(day, 3) + dt.timedelta(15) if day < self.setting.latest - dt.timedelta(30) else dt.date.max
            month.append(Unpaid(identifier=identifier, document=document, party=party, body=body, fine=fine, decided=day, due=due))

    def _paid(self, day: dt.date) -> dt.date | None:
        paid = after(day, self.rng.randint(2, 12))
        return paid if self.rng.random() < 0.5 and paid <= self.setting.latest else None

    def _performance(self, sanction: Sanction, party: Unit, paid: dt.date | None, heavy: Heavy | None) -> str:
        if paid is None:
            return ""
        responds = party.category != PERSON and self.rng.random() < 0.12
        return self._performed(sanction, paid, heavy) + (block("整改回应", self.rng.choice(RESPONSES)) if responds else "")

    def _performed(self, sanction: Sanction, paid: dt.date, heavy: Heavy | None) -> str:
        money = f"罚没款已于{chinese(paid)}全部缴清，违法行为已改正。"
        text = money if sanction.fine or sanction.gains else f"经复查，已于{chinese(paid)}前改正完毕。"
        return line("履行情况", heavy.done.format(day=chinese(paid)) if heavy else text)

    def _publication(
        self, day: dt.date, offence: Offence, sanction: Sanction, tier: str, paid: dt.date | None, own: Random, owner: str
    ) -> str:
        published, late = publication(self.rng, day, 7, 0.03, self.setting.latest)
        withheld = self._withheld(offence)
        withdrawn, withdrawal = (None, "") if withheld else self._withdrawal(published, day, sanction, tier, own)
        return (
            withdrawal
            + optional("迟延理由", late)
            + withheld
            + line("责任单位", owner)
            + line("公开日期", published.isoformat())
            + line("更新日期", max(published, withdrawn or published, paid or published).isoformat())
        )

    def _display(self, day: dt.date, tier: str) -> str:
        if day < TIERS_SINCE:
            return line("公示期限", add_years(day, 1 if self.rng.random() < 0.2 else 3).isoformat())
        return line("公示期限", add_months(day, TIERS[tier]).isoformat()) + line("公示档次", tier)

    def _withdrawal(self, published: dt.date, day: dt.date, sanction: Sanction, tier: str, own: Random) -> tuple[dt.date | None, str]:
        """Day and lines of a withdrawal: three working days after its cause at the latest, a repair after the shortest display."""
        if self.rng.random() >= 1 / 60:
            return None, ""
        on = before(published + dt.timedelta(self.rng.randint(60, 220)), 0)
        if on > self.setting.latest:
            return None, ""
        case, reason = self.rng.choice(WITHDRAWALS)
        if case == CHANGED and not sanction.fine:
            case, reason = ANNULLED
        first = add_months(day, _shortest_display(day, tier)) if case == REPAIR else day
        if first >= self.setting.latest or (on := max(on, after(first, own.randint(1, 3)))) > self.setting.latest:
            return None, ""
        since = None if case == MISTAKEN else max(before(on, own.randint(1, 3)), first)
        event = since.isoformat() if since else None
        return on, mapping("撤回", ("日期", on.isoformat()), ("情形", case), ("事由日期", event), ("理由", reason))

    def _withheld(self, offence: Offence) -> str:
        if offence.word != _NAMES_PATIENTS or self.rng.random() >= 1 / 35:
            return ""
        reason, basis = self.rng.choice(WITHHELD)
        return mapping("不予公开", ("理由", reason)) + citations("依据", basis, "    ")


def _tier(offence: Offence, sanction: Sanction, summary: bool, heavy: Heavy | None) -> str:
    """How grave the case is, which says how long it stays on display."""
    light = summary or sanction.fine == 0
    return "轻微" if light else "严重" if heavy or offence.grave or sanction.fine >= 50_000 else "一般"


def _shortest_display(day: dt.date, tier: str) -> int:
    """Months for which a decision of the day stays on display at least."""
    term = governing(day, DISPLAY_TERMS[tier])
    return (term.value.minimum or 0) if term else 0


def _facts(rng: Random, offence: Offence, party: Unit, check: dt.date) -> str:
    month = rng.randint(1, max(1, check.month - 1))
    return rng.choice(offence.facts).format(
        check=chinese(check), venue=party.venue or "场所", n=rng.randint(2, 9), m=f"{check.year}年{month}", days=rng.randint(12, 85)
    )


def _permit(heavy: Heavy | None, day: dt.date, rng: Random) -> str | None:
    if heavy is None or heavy.permit is None:
        return None
    return heavy.permit.format(yy=day.year % 100 - rng.randint(1, 3), serial=rng.randint(1, 80))


def _gains(rng: Random, offence: Offence) -> int:
    return rng.randint(*offence.gains) // 10 * 10 if offence.gains and (offence.multiple or rng.random() < 0.7) else 0


def _sanction(offence: Offence, fine: int, gains: int, heavy: Heavy | None) -> Sanction:
    parts: list[tuple[str, str]] = []
    if heavy.warning if heavy else offence.warning:
        parts.append(("警告", "警告"))
    if gains:
        parts.append(("没收违法所得", f"没收违法所得人民币{in_words(gains)}（{gains}.00元）"))
    if offence.goods:
        parts.append(("没收非法财物", f"没收{offence.goods}（详见没收物品清单）"))
    if fine:
        parts.append(("罚款", f"罚款人民币{in_words(fine)}（{fine}.00元）"))
    if heavy:
        parts.append((heavy.kind, heavy.text))
    texts = [text for _, text in parts]
    listed = "；".join(f"{number}.{text}" for number, text in enumerate(texts, 1)) if len(texts) > 1 else f"给予{texts[0]}的行政处罚"
    return Sanction(kinds=tuple(kind for kind, _ in parts), content=f"{listed}。", fine=fine, gains=gains)


def _fine(rng: Random, offence: Offence, party: Unit, summary: bool, gains: int) -> int:
    if offence.multiple:
        return max(gains, 10_000) * rng.randint(*offence.multiple)
    if offence.fine is None or (not offence.must_fine and rng.random() < 0.5):
        return 0
    low, high = offence.fine
    if summary:
        high = min(high, 3000 if party.category == ORGANISATION else 200)
    if low > high:
        return 0
    step = 50 if high <= 1000 else 100 if high < 20_000 else 1000
    first = -(-low // step) * step
    return first + int(((high - first) // step + 1) * rng.random() ** 2) * step
