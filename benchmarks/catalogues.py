"""What the ledgers refer to, read from the catalogues of a bureau: officers, powers, check items, laws, guides and the rest."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.offences import BUREAU, DISEASE_CONTROL, DISEASE_CONTROL_SINCE

ENTRUSTED = "zonghejianduzhifadadui"
"""The entrusted organisation, which acts in the bureau's name."""

_MULTIPLE = re.compile("倍以上(十五|二十|[二三四五六七八九十])倍以下")
_NUMERALS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", *(f"十{digit}" for digit in "一二三四五六七八九"), "二十"]


LISTED_FROM = 1001
"""The number of the first entry in the register of objects that is generated; entries before it are written by hand."""


def is_generated(entry: str) -> bool:
    """Whether an entry in the register of objects (dx-0001) comes from the generator."""
    return int(entry.rpartition("-")[2]) >= LISTED_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """One officer on duty and what the certificate allows."""

    id: str
    name: str
    body: str
    categories: tuple[str, ...]
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """One person who reviews decisions before they are made, and the term of office."""

    id: str
    name: str
    unit: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One tier of a standard of discretion. Only the highest amount and the lowest of the lightest tier are within it."""

    name: str
    lowest: int
    highest: int | None
    """The fine in yuan; None where the tier has none, or a multiple of the gains."""
    multiple: int | None
    """The highest multiple of the gains."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One standard of discretion and the days on which it applies."""

    id: str
    first: dt.date
    last: dt.date
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One yearly plan of checks."""

    id: str
    items: tuple[str, ...]
    bodies: tuple[str, ...]
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One service guide: the promised number of working days, and steps as (name, post, working days)."""

    id: str
    body: str
    days: int
    steps: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogues:
    """Ids that records may name. Read once, never changed."""

    officers: tuple[Officer, ...]
    mandates: dict[str, tuple[dt.date, dt.date]]
    """First and last day of the mandate by entrusted organisation."""
    powers: dict[str, str]
    """Body by power, of the powers in use."""
    items: dict[str, str]
    """Body by check item."""
    caps: dict[str, int]
    """How many checks a year a unit has at most, by check item that says so."""
    laws: dict[str, tuple[dt.date, dt.date]]
    """First and last day in force by law."""
    guides: dict[str, Guide]
    fees: dict[str, str]
    """Name by fee, of the fees in use."""
    standards: dict[str, tuple[Standard, ...]]
    """Standards of discretion by the name of the offence."""
    reviewers: tuple[Reviewer, ...]
    plans: tuple[Plan, ...]
    inspected: dict[str, str]
    """Entry in the register of objects by credit code, of those written by hand."""

    def in_force(self, law: str, day: dt.date) -> bool:
        """Whether the catalogue holds the law and it was in force on the day."""
        first, last = self.laws.get(law, (dt.date.max, dt.date.min))
        return first <= day <= last

    def acting(self, body: str, day: dt.date, category: str = "", since: dt.date = DISEASE_CONTROL_SINCE) -> str:
        """Who acts for ``body`` on the day: the bureau where the other body has no power before ``since``, or too few officers."""
        if body != DISEASE_CONTROL or day < since:
            return BUREAU
        return body if not category or len(self._qualified(body, day, category)) > 1 else BUREAU

    def pair(self, body: str, day: dt.date, category: str, rng: Random) -> tuple[str, str]:
        """Two officers of the body whose certificates cover the act on the day, of one unit where possible."""
        qualified = self._qualified(body, day, category)
        if len(qualified) < 2:
            raise ValueError(f"{day} 没有两名可以从事{category}的在岗执法人员")
        first = rng.choice(qualified)
        others = [officer for officer in qualified if officer is not first]
        colleagues = [officer for officer in others if officer.body == first.body]
        return first.id, rng.choice(colleagues or others).id

    def _qualified(self, body: str, day: dt.date, category: str) -> list[Officer]:
        bodies = (BUREAU, ENTRUSTED) if body == BUREAU else (body,)
        return [
            officer
            for officer in self.officers
            if officer.body in bodies
            and category in officer.categories
            and officer.first <= day <= officer.last
            and self._entrusted(officer.body, day)
        ]

    def _entrusted(self, body: str, day: dt.date) -> bool:
        """Whether a body acts on its own or had a mandate on the day."""
        first, last = self.mandates.get(body, (dt.date.min, dt.date.max))
        return first <= day <= last


def read_catalogues(registries: Path) -> Catalogues:
    """Read the catalogues; records keep the order of their ids, and a catalogue that is not there is empty."""
    return Catalogues(
        officers=tuple(_officer(record) for record in _records(registries, "officers") if record["状态"] == "在岗"),
        mandates={record["编号"]: _mandate(record["委托"]) for record in _records(registries, "subjects") if "委托" in record},
        powers={record["编号"]: record["实施主体"] for record in _records(registries, "powers") if record["状态"] == "有效"},
        items={record["编号"]: record["抽查主体"] for record in _records(registries, "check-items")},
        caps={record["编号"]: int(record["频次上限"]) for record in _records(registries, "check-items") if "频次上限" in record},
        laws={record["编号"]: _force(record) for record in _records(registries, "laws")},
        guides={record["编号"]: _guide(record) for record in _records(registries, "guides")},
        fees={record["编号"]: record["收费项目"] for record in _records(registries, "fees") if record["状态"] == "执行中"},
        standards=_standards(_records(registries, "discretion")),
        reviewers=tuple(_reviewer(record) for record in _records(registries, "reviewers")),
        plans=tuple(_plan(record) for record in _records(registries, "check-plans")),
        inspected={
            record["统一社会信用代码"]: record["编号"]
            for record in _records(registries, "inspected")
            if "统一社会信用代码" in record and not is_generated(record["编号"])
        },
    )


def _records(registries: Path, key: str) -> list[dict[str, Any]]:
    files = [registries / f"{key}.yml", *sorted((registries / key).glob("*.yml"))]
    found: list[dict[str, Any]] = []
    for file in files:
        if file.is_file():
            read = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - BaseLoader makes texts alone
            found.extend(read if isinstance(read, list) else [read])
    return sorted(found, key=lambda record: str(record["编号"]))


def _officer(record: dict[str, Any]) -> Officer:
    return Officer(
        id=record["编号"],
        name=record.get("姓名", ""),
        body=record["单位"],
        categories=tuple(record["执法类别"]),
        first=dt.date.fromisoformat(record["发证日期"]),
        last=dt.date.fromisoformat(record["有效期至"]),
    )


def _mandate(entrustment: dict[str, Any]) -> tuple[dt.date, dt.date]:
    return _day(entrustment["委托期限起"]), _day(entrustment.get("委托期限止"))


def _force(record: dict[str, Any]) -> tuple[dt.date, dt.date]:
    return _day(record["施行日期"]), _day(record.get("失效日期"))


def _guide(record: dict[str, Any]) -> Guide:
    steps = tuple((step["环节"], step["岗位"], int(step["时限"])) for step in record["办理流程"])
    return Guide(id=record["编号"], body=record["决定机构"], days=int(record["承诺时限"]), steps=steps)


def _standards(records: list[dict[str, Any]]) -> dict[str, tuple[Standard, ...]]:
    found: dict[str, tuple[Standard, ...]] = {}
    for record in records:
        standard = Standard(
            id=record["编号"], first=_day(record["生效日期"]), last=_day(record.get("有效期至")), tiers=tuple(map(_tier, record["档次"]))
        )
        found[record["违法行为"]] = (*found.get(record["违法行为"], ()), standard)
    return found


def _tier(tier: dict[str, Any]) -> Tier:
    extent = tier["幅度"]
    highest = int(float(extent["上限"])) if "上限" in extent else None
    words = extent.get("文字", "")
    multiple = _MULTIPLE.search(words)
    return Tier(
        name=tier["名称"],
        lowest=int(float(extent.get("下限", 0))),
        highest=highest,
        multiple=_NUMERALS.index(multiple[1]) if multiple else None,
        words=words,
    )


def _reviewer(record: dict[str, Any]) -> Reviewer:
    return Reviewer(
        id=record["编号"], name=record["姓名"], unit=record["机构"], first=_day(record["任期起"]), last=_day(record.get("任期止"))
    )


def _plan(record: dict[str, Any]) -> Plan:
    return Plan(
        id=record["编号"],
        items=tuple(record["抽查事项"]),
        bodies=tuple(record["检查主体"]),
        first=_day(record["开始日期"]),
        last=_day(record["结束日期"]),
    )


def _day(text: str | None) -> dt.date:
    return dt.date.fromisoformat(text) if text else dt.date.max
