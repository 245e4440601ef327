"""The registers of a small bureau as its clerks keep them over the year 2026, told in ``year.yml``."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.fields.credit_code import check_character, organisation_check_character
from generator.registers import REGISTERS
from generator.source.reader import read
from tests.checking import CASES, SETTINGS

Written = dict[str, Any]
"""A record as it is written: Chinese keys, values as text."""

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)

_BASE = {"laws": "fa-jia", "subjects": "zt-001", "powers": "xk-001", "officers": "ry-001", "norms": "gf-002"}
"""The records of ``tests/cases/base`` from which catalogue records are made."""

_STOOD_BEFORE = {
    "公开日期": "2025-12-19",
    "更新日期": "2025-12-19",
    "成文日期": "2025-06-09",
    "公布日期": "2025-06-16",
    "施行日期": "2025-07-16",
    "审核日期": "2025-12-15",
    "确认日期": "2025-12-18",
}
"""The dates of what was there before the year began."""

_LEFT_OUT = {"服务指南", "流程图", "正文"}
"""What would refer to registers that this bureau does not keep."""

_PENALTY: Written = {
    "违法行为类型": "示例违法行为",
    "依据": [{"法规": "fa-jia", "条款": "第九条"}],
    "处罚种类": ["罚款"],
    "处罚内容": "罚款2000元",
    "罚款金额": "2000.00",
    "没收金额": "0",
    "程序": "普通",
    "处罚机关": "zt-001",
    "承办人员": ["ry-001", "ry-002"],
}
_LICENCE: Written = {
    "文书名称": "准予许可决定书",
    "许可事项": "xk-001",
    "许可类别": "普通",
    "许可内容": "示例内容",
    "有效期至": "长期",
    "决定": "准予",
    "许可机关": "zt-001",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What happens to one record in the year."""

    record: str
    """Register and id."""
    edits: dict[str, Written | None]
    """What a clerk writes on which day; None deletes the record."""
    events: dict[str, str]
    """What the edition of which day tells of it, by hand."""


def stories() -> list[Story]:
    """The year, record by record."""
    tree: Any = read(Path(__file__).with_name("year.yml").read_text(encoding="utf-8")).tree
    return [Story(record=record, edits=told["登记"], events=told["网站"] or {}) for record, told in tree.items()]


@dataclass(slots=True)
class Bureau:
    """The registers on disk, edited from day to day."""

    directory: Path
    written: dict[str, dict[str, Written]] = field(default_factory=dict)
    """By register, then by id."""

    def found(self) -> None:
        """The settings and pages, and empty registers."""
        (self.directory / "registries").mkdir(parents=True)
        (self.directory / "content").mkdir()
        shutil.copy(SETTINGS, self.directory)
        for page in SETTINGS.parent.glob("content/*.md"):
            shutil.copy(page, self.directory / "content")

    def edit(self, story: Story, day: str) -> None:
        """Do what the story says for a day."""
        key, _, name = story.record.partition("/")
        records = self.written.setdefault(key, {})
        change = story.edits[day]
        if change is None:
            del records[name]
        else:
            records[name] = _merged(key, records.get(name) or _started(key, name, change), change)

    def save(self, key: str) -> None:
        """Write a register: a file a record of a catalogue, a file a year of a ledger."""
        place = self.directory / "registries" / key
        shutil.rmtree(place, ignore_errors=True)
        years: dict[str, list[str]] = {}
        for name, record in self.written[key].items():
            if REGISTERS[key].is_ledger:
                years.setdefault(record["决定日期"][:4], []).extend(_item(record, ""))
            else:
                place.mkdir(exist_ok=True)
                (place / f"{name}.yml").write_text("\n".join([*_lines(record, ""), ""]), encoding="utf-8")
        for year, lines in years.items():
            (place / year).mkdir(parents=True)
            (place / year / f"{year}.yml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def secrets(record: Written) -> set[str]:
    """What must not stand in a tombstone: everything by which the party, its case and the decision could be known."""
    party = record["相对人"]
    words = {party["名称"], party.get("统一社会信用代码"), party.get("法定代表人"), record["决定书文号"], record.get("案件名称")}
    masked = {f"{name[0]}某某" for name in (party["名称"], party.get("法定代表人", "")) if len(name) == 3}
    return {word for word in words | masked if word}


def _started(key: str, name: str, change: Written) -> Written:
    """A record with all that the story need not say."""
    if key in _BASE:
        base: Any = read((CASES / "base" / key / f"{_BASE[key]}.yml").read_text(encoding="utf-8")).tree
        return {label: _STOOD_BEFORE.get(label, value) for label, value in base.items() if label not in _LEFT_OUT} | {"编号": name}
    number = int(name.rpartition("-")[2]) + (1000 if key == "licences" else 0)
    year, decided = name.split("-")[1], change["决定日期"]
    party = {"名称": f"示例第{number}公司", "类别": "法人及非法人组织", "法定代表人": f"代表{number:04d}"} | change.get("相对人", {})
    if party["类别"] != "自然人":
        party["统一社会信用代码"] = _code("91" if party["类别"] == "法人及非法人组织" else "92", number)
    if key == "penalties":
        start = {**_PENALTY, "案件名称": f"示例第{number}案", "违法事实": f"{party['名称']}违反规定，事实{number}", "立案日期": decided}
        return {
            "编号": name,
            "决定书文号": f"示卫罚〔{year}〕{number}号",
            **start,
            "相对人": party,
            "更新日期": change.get("公开日期", decided),
        }
    start = {**_LICENCE, "申请日期": decided, "受理日期": decided, "有效期自": decided}
    return {"编号": name, "决定书文号": f"示卫许〔{year}〕{number - 1000}号", **start, "相对人": party, "更新日期": change["公开日期"]}


def _code(prefix: str, number: int) -> str:
    """An invented credit code that fits its check characters."""
    organisation = f"MB{number:04d}00"
    seventeen = f"{prefix}990123{organisation}{organisation_check_character(organisation)}"
    return seventeen + check_character(seventeen)


def _merged(key: str, record: Written, change: Written) -> Written:
    """The record with the change made, its keys in the order of the model."""
    merged = record | {label: value for label, value in change.items() if label != "相对人"}
    return {spec.label: merged[spec.label] for spec in REGISTERS[key].fields if merged.get(spec.label) is not None}


def _lines(group: Written, indent: str) -> Iterator[str]:
    for label, value in group.items():
        if isinstance(value, dict):
            yield f"{indent}{label}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{label}:"
            for item in value:
                yield from _item(item, indent + "  ")
        else:
            yield f"{indent}{label}: {value}"


def _item(item: Any, indent: str) -> list[str]:
    if not isinstance(item, dict):
        return [f"{indent}- {item}"]
    first, *rest = _lines(item, indent + "  ")
    return [f"{indent}- {first.strip()}", *rest]
