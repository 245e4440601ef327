"""The register of objects (检查对象名录库): the units from which random checks are drawn.

Its first entries are written by hand. The generator adds the units that it draws, from ``LISTED_FROM`` on, to the same file.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.catalogues import LISTED_FROM
from benchmarks.invent import Unit
from benchmarks.setting import OWNERS, Setting
from benchmarks.workdays import after, before, working_days
from benchmarks.yamltext import citations, line, record, sequence

MOST = 12_000
"""Entries that are added at most: one file holds them all."""

_LOOKED_OVER = dt.date(2026, 3, 20)
"""The day on which the whole register was last looked over."""

_BASIS = (("youhua-yingshang-huanjing-tiaoli", "第五十四条"),)
_PUBLIC_PLACE, _MEDICAL = ("公共场所卫生",), ("医疗机构", "传染病防治")
_PROFESSIONS: dict[str, tuple[str, ...]] = {
    "hotel": _PUBLIC_PLACE,
    "barber": _PUBLIC_PLACE,
    "bath": _PUBLIC_PLACE,
    "pool": _PUBLIC_PLACE,
    "mall": _PUBLIC_PLACE,
    "water": ("生活饮用水卫生",),
    "property": ("生活饮用水卫生",),
    "clinic": _MEDICAL,
    "outpatient": (*_MEDICAL, "放射卫生"),
    "hospital": (*_MEDICAL, "放射卫生"),
    "township": _MEDICAL,
    "village": _MEDICAL,
    "school": ("学校卫生",),
    "factory": ("职业卫生",),
    "disinfect": ("餐饮具集中消毒",),
    "shop": ("消毒产品",),
}
_GENERATED = re.compile(rf"\n*^- 编号: dx-(?:[{str(LISTED_FROM)[0]}-9]\d{{3}}|\d{{5,}})$", re.MULTILINE)


@dataclass(slots=True, kw_only=True)
class Entry:
    """One unit that was drawn."""

    number: str
    party: Unit
    added: dt.date
    published: dt.date
    closed: dt.date | None = None
    """When it was published that the unit was found closed, if nobody found it open since."""


@dataclass(slots=True)
class Roll:
    """Which units are on the register, by their credit code."""

    setting: Setting
    entries: dict[str, Entry] = field(default_factory=dict)

    def find(self, party: Unit) -> str | None:
        """The entry of a unit that is on the register already."""
        code = party.credit_code or ""
        return self.entries[code].number if code in self.entries else self.setting.catalogues.inspected.get(code)

    def draw(self, party: Unit, day: dt.date) -> str | None:
        """The entry of a unit that is drawn on a day; None where the register is full, or there is none."""
        known = self.find(party)
        if known or not self.setting.catalogues.inspected or party.credit_code is None or len(self.entries) >= MOST:
            return known
        number = f"dx-{LISTED_FROM + len(self.entries):04d}"
        rng = Random(f"{self.setting.seed}/inspected/{number}")
        added = before(day - dt.timedelta(rng.randint(20, 400)), 0)
        first = working_days(self.setting.years, self.setting.until)[0]
        self.entries[party.credit_code] = Entry(
            number=number, party=party, added=added, published=max(first, after(added, rng.randint(1, 5)))
        )
        return number

    def see(self, party: Unit, closed: dt.date | None) -> None:
        """Note down that a check found the unit open, or that it was published on a day that the unit is closed."""
        entry = self.entries.get(party.credit_code or "")
        if entry:
            entry.closed = closed

    def write(self, path: Path) -> None:
        """Add the entries to the file, instead of those that an earlier run added."""
        if not path.is_file():
            return
        text = path.read_text(encoding="utf-8")
        earlier = _GENERATED.search(text)
        written = text[: earlier.start()].rstrip("\n") + "\n" if earlier else text
        if self.entries:
            written = written.rstrip("\n") + "\n\n" + "\n".join(map(self._text, self.entries.values()))
        path.write_text(written, encoding="utf-8", newline="\n")

    def _text(self, entry: Entry) -> str:
        looked_over = max(entry.published, min(_LOOKED_OVER, self.setting.latest))
        return record(
            entry.number,
            line("名称", entry.party.name)
            + line("统一社会信用代码", entry.party.credit_code or "")
            + sequence("专业类别", _PROFESSIONS[entry.party.kind])
            + line("地址", entry.party.address)
            + line("状态", "注销" if entry.closed else "正常")
            + line("纳入日期", entry.added.isoformat())
            + citations("依据", _BASIS)
            + (line("备注", f"{entry.closed.year}年检查时已经关闭，现场查看后停止抽取，保留历次检查记录。") if entry.closed else "")
            + line("责任单位", OWNERS["bureau"])
            + line("公开日期", entry.published.isoformat())
            + line("更新日期", (entry.closed or looked_over).isoformat()),
        )
