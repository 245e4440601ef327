"""What the ledgers refer to, read from the catalogues of a bureau: officers, powers, check items, laws."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.offences import BUREAU, DISEASE_CONTROL, DISEASE_CONTROL_SINCE

ENTRUSTED = "zonghejianduzhifadadui"
"""The entrusted organisation, which acts in the bureau's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """One officer on duty and what the certificate allows."""

    id: str
    body: str
    categories: tuple[str, ...]
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogues:
    """Ids that records may name. Read once, never changed."""

    officers: tuple[Officer, ...]
    powers: dict[str, str]
    """Body by power, of the powers in use."""
    items: dict[str, str]
    """Body by check item."""
    laws: dict[str, tuple[dt.date, dt.date]]
    """First and last day in force by law."""

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
            if officer.body in bodies and category in officer.categories and officer.first <= day <= officer.last
        ]


def read_catalogues(registries: Path) -> Catalogues:
    """Read the four catalogues; records keep the order of their ids."""
    return Catalogues(
        officers=tuple(_officer(record) for record in _records(registries, "officers") if record["状态"] == "在岗"),
        powers={record["编号"]: record["实施主体"] for record in _records(registries, "powers") if record["状态"] == "有效"},
        items={record["编号"]: record["抽查主体"] for record in _records(registries, "check-items")},
        laws={record["编号"]: _force(record) for record in _records(registries, "laws")},
    )


def _records(registries: Path, key: str) -> list[dict[str, Any]]:
    files = [registries / f"{key}.yml", *sorted((registries / key).glob("*.yml"))]
    found: list[dict[str, Any]] = []
    for file in files:
        if file.is_file():
            read = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes texts alone
            found.extend(read if isinstance(read, list) else [read])
    return sorted(found, key=lambda record: str(record["编号"]))


def _officer(record: dict[str, Any]) -> Officer:
    return Officer(
        id=record["编号"],
        body=record["单位"],
        categories=tuple(record["执法类别"]),
        first=dt.date.fromisoformat(record["发证日期"]),
        last=dt.date.fromisoformat(record["有效期至"]),
    )


def _force(record: dict[str, Any]) -> tuple[dt.date, dt.date]:
    last = record.get("失效日期")
    return dt.date.fromisoformat(record["施行日期"]), dt.date.fromisoformat(last) if last else dt.date.max
