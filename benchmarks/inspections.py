"""The ledger of inspections."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from benchmarks.inspection_texts import ABSENT, CHECKED, CLOSED, CORRECTED, EXCEPTIONS, OPENED, PARDONED, PENDING, PROBLEMS
from benchmarks.invent import Unit
from benchmarks.penalties import Case
from benchmarks.roll import Roll
from benchmarks.setting import OWNERS, Parties, Setting, publication
from benchmarks.workdays import after, chinese
from benchmarks.yamltext import line, mapping, optional, record, sequence

CLEAN, CORRECT, PROSECUTE, SHUT, ABSENCE = "未发现问题", "责令改正", "立案查处", "单位关闭", "未能检查"
_OUTCOMES = {CLEAN: 66, CORRECT: 25, PROSECUTE: 1.5, SHUT: 5, ABSENCE: 2.5}
RANDOM, USUAL, COMPLAINT = "双随机", "日常", "投诉举报"
_TYPES = {RANDOM: 50, USUAL: 25, "专项": 15, COMPLAINT: 10}
_CAPPED_SINCE = dt.date(2025, 1, 3)
"""From this day 国办发〔2024〕54号 asks for caps on how often a business is checked."""

_LINKED = 0.3
"""How many of the inspections on a day on which a case began are the one that began it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What came of one inspection."""

    outcome: str
    problem: str | None = None
    handling: str | None = None
    penalty: str | None = None


@dataclass(slots=True)
class Inspections:
    """Writes the records of a bureau's inspections in the order of their dates; ``cases`` are the penalties that follow."""

    setting: Setting
    parties: Parties
    cases: dict[dt.date, list[Case]]
    rng: Random = field(init=False)
    kinds: list[str] = field(init=False)
    weights: list[float] = field(init=False)
    roll: Roll = field(init=False)
    _counted: tuple[int, dict[tuple[str, str], int]] = field(default_factory=lambda: (0, {}))
    """The year, and how often each unit was checked in it by each item that has a cap."""

    def __post_init__(self) -> None:
        self.roll = Roll(self.setting)
        self.rng = Random(f"{self.setting.seed}/inspections")
        self.kinds = [kind for kind in CHECKED if self._items(kind)]
        self.weights = [CHECKED[kind][0] for kind in self.kinds]
        if not self.kinds:
            raise ValueError("随机抽查事项清单中没有可用的事项")

    def write(self, day: dt.date, identifier: str) -> str:
        """One inspection of the day, as the text of a list entry."""
        rng = self.rng
        case = self._case(day)
        category = rng.choices(list(_TYPES), list(_TYPES.values()))[0]
        completed = day if case or rng.random() < 0.8 else min(self.setting.latest, after(day, rng.randint(1, 2)))
        if case:
            party, items = case.party, self._known(case.offence.items)[:1] or self._items(case.party.kind)[:1]
            finding = _opened(case)
        else:
            party = self.parties.on_the_way(rng.choices(self.kinds, self.weights)[0], rng, self.setting.progress(day))
            items = rng.sample(self._items(party.kind), min(len(self._items(party.kind)), rng.choice((1, 1, 2))))
            finding = self._finding(party, completed)
        body = self.setting.catalogues.acting(self.setting.catalogues.items[items[0]], day, "行政检查")
        category, plan, entry = self._occasion(category, party, items, body, day, finding)
        published, late = publication(rng, completed, 20, 0.015, self.setting.latest)
        self.roll.see(party, published if finding.outcome == SHUT else None)
        return record(
            identifier,
            line("检查类型", category)
            + optional("抽查计划", plan)
            + sequence("抽查事项", items)
            + mapping(
                "检查对象",
                ("名录编号", entry),
                ("名称", party.name),
                ("统一社会信用代码", party.credit_code),
                ("地址", party.address),
            )
            + line("检查日期", day.isoformat())
            + line("检查完成日期", completed.isoformat())
            + sequence("检查人员", self.setting.catalogues.pair(body, day, "行政检查", rng))
            + line("检查结果", finding.outcome)
            + optional("发现问题", finding.problem)
            + optional("处理情况", finding.handling)
            + optional("后续处罚", finding.penalty)
            + optional("例外情形", EXCEPTIONS.get(category))
            + optional("迟延理由", late)
            + line("责任单位", OWNERS.get(body, OWNERS["bureau"]))
            + line("公开日期", published.isoformat())
            + line("更新日期", published.isoformat()),
        )

    def _occasion(
        self, category: str, party: Unit, items: list[str], body: str, day: dt.date, finding: Finding
    ) -> tuple[str, str | None, str | None]:
        """Type of the check, the plan of a random one, and the entry of the unit in the register of objects.

        One more check than an item allows is made on a complaint. A random check carries out a plan and draws from the register; the
        rest are usual ones.
        """
        catalogues, known = self.setting.catalogues, self.roll.find(party)
        if category not in EXCEPTIONS and finding.outcome not in (SHUT, ABSENCE) and self._exceeds(party, items, day):
            return COMPLAINT, None, known
        if category != RANDOM:
            return category, None, known
        plan = self._plan(items, body, day)
        if catalogues.plans and not plan:
            return USUAL, None, known
        entry = self.roll.draw(party, day)
        return (RANDOM, plan, entry) if entry or not catalogues.inspected else (USUAL, None, None)

    def _exceeds(self, party: Unit, items: list[str], day: dt.date) -> bool:
        """Whether one more check this year would be more than an item allows; if not, it is counted. Caps hold from ``_CAPPED_SINCE``."""
        if day < _CAPPED_SINCE:
            return False
        if self._counted[0] != day.year:
            self._counted = (day.year, {})
        counts, caps = self._counted[1], self.setting.catalogues.caps
        visits = [(party.credit_code or party.name, item) for item in items if item in caps]
        if any(counts.get(visit, 0) >= caps[visit[1]] for visit in visits):
            return True
        counts.update({visit: counts.get(visit, 0) + 1 for visit in visits})
        return False

    def _plan(self, items: list[str], body: str, day: dt.date) -> str | None:
        """The plan of the year that this check carries out: first the one that names its items and its body."""
        plans = [plan for plan in self.setting.catalogues.plans if plan.first <= day <= plan.last and items[0] in plan.items]
        return next((plan.id for plan in plans if body in plan.bodies), None)

    def _items(self, kind: str) -> list[str]:
        return self._known(CHECKED.get(kind, (0, ()))[1])

    def _known(self, items: tuple[str, ...]) -> list[str]:
        return [item for item in items if item in self.setting.catalogues.items]

    def _case(self, day: dt.date) -> Case | None:
        waiting = self.cases.get(day)
        return waiting.pop() if waiting and self.rng.random() < _LINKED else None

    def _finding(self, party: Unit, completed: dt.date) -> Finding:
        rng = self.rng
        outcome = rng.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0]
        if outcome == CLEAN:
            return Finding(outcome=outcome)
        if outcome == CORRECT:
            seen = min(self.setting.latest, after(completed, rng.randint(3, 10)))
            return Finding(
                outcome=outcome, problem=rng.choice(PROBLEMS[party.kind]), handling=rng.choice(CORRECTED).format(day=chinese(seen))
            )
        if outcome == PROSECUTE:
            recent = completed > self.setting.latest - dt.timedelta(90)
            return Finding(outcome=outcome, problem=rng.choice(PROBLEMS[party.kind]), handling=rng.choice(PENDING if recent else PARDONED))
        return Finding(outcome=outcome, handling=rng.choice(CLOSED if outcome == SHUT else ABSENT))


def _opened(case: Case) -> Finding:
    return Finding(
        outcome=PROSECUTE,
        problem=case.offence.problem,
        handling=OPENED.format(day=chinese(case.opened)),
        penalty=case.identifier,
    )
