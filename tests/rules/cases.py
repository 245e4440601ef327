"""Reads a case and lays it out: the base of ``tests/cases`` with what the case states, as a site of its own."""

import copy
import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.editions.chain import LATEST, Chain, Edition, chain_of, counted, events_to_json, sha256
from generator.editions.events import State
from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec
from generator.registers.register import Register
from generator.rules.catalogue import CATALOGUE
from generator.source.reader import read
from tests.checking import AS_OF, CASES, SETTINGS

BASE = CASES / "base"

Written = dict[str, Any]
"""A record as it is written: Chinese keys, values as text."""

_KEYS = {"情形", "基准日", "设置", "记录", "页面", "版次", "发现"}
_NAME = re.compile(r"(ok|bad)-[a-z0-9-]+\.yml")


class MalformedCaseError(Exception):
    """The case itself is at fault; the message says how, to who writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file of ``tests/rules``."""

    code: str
    bad: bool
    as_of: str
    settings: Written
    changes: dict[str, Written | None]
    """By register, then by 编号; None removes the record, or the whole register."""
    pages: dict[str, str]
    editions: tuple[tuple[str, dict[str, str]], ...]
    """What was published before: the as-of date of each edition, and the records that it published with the 公开日期 they stated then."""
    expected: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Laid:
    """A case that lies on disk."""

    directory: Path
    against: Path | None = None
    """The site that was published before, if the case tells of one."""
    changed: dict[str, dict[str, Written]] = field(default_factory=dict)
    """The records of the registers that the case touches."""

    def record(self, register: str, name: str) -> Written:
        """A record as it was written; empty where none has this 编号."""
        records = self.changed.get(register, base_records().get(register, {}))
        return next((record for record in records.values() if record.get("编号") == name), {})


def read_case(path: Path) -> Case:
    """What a file says. Raises MalformedCaseError with a sentence that says what to mend."""
    code, problem = path.parent.name, CATALOGUE.get(path.parent.name)
    reading = read(path.read_text(encoding="utf-8"))
    tree = reading.tree
    if problem is None:
        raise MalformedCaseError(f"there is no rule {code}: name the directory after the code of a rule in generator/rules")
    if not _NAME.fullmatch(path.name):
        raise MalformedCaseError("a case is named ok-<what>.yml or bad-<what>.yml, in lower case letters, digits and hyphens")
    if not reading.regular or not isinstance(tree, dict):
        raise MalformedCaseError("the file is no plain YAML: a key stands twice, or the indentation is astray")
    for key in tree.keys() - _KEYS:
        raise MalformedCaseError(f"「{key}」 is none of the keys of a case: {'、'.join(sorted(_KEYS))}")
    if not isinstance(tree.get("情形"), str):
        raise MalformedCaseError("「情形」 is missing: say in a sentence what the case is about")
    bad = path.name.startswith("bad-")
    expected = tree.get("发现")
    if bad and not (isinstance(expected, list) and expected and all(isinstance(line, str) for line in expected)):
        raise MalformedCaseError("a bad case lists under 「发现」 at least one finding, one a line")
    if not bad and "发现" in tree:
        raise MalformedCaseError("an ok case has no 「发现」: it has no finding of its code")
    return Case(
        code=code,
        bad=bad,
        as_of=_day(tree.get("基准日", AS_OF)),
        settings=_group(tree, "设置"),
        changes=_group(tree, "记录"),
        pages=_group(tree, "页面"),
        editions=tuple(_edition(told) for told in tree.get("版次", ())),
        expected=tuple(sorted(expected or ())),
    )


def _day(value: Any) -> str:
    try:
        return dt.date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise MalformedCaseError(f"「基准日」 is a day such as 2026-11-22, not 「{value}」") from None


def _edition(told: Any) -> tuple[str, dict[str, str]]:
    if not isinstance(told, dict) or told.keys() != {"基准日", "记录"}:
        raise MalformedCaseError("「版次」 is a list of editions, each with 「基准日」 and 「记录」")
    records = _group(told, "记录")
    for record in records:
        if record.partition("/")[0] not in REGISTERS or not record.partition("/")[2]:
            raise MalformedCaseError(f"an edition names its records as penalties/cf-2026-001, not 「{record}」")
    return _day(told["基准日"]), {record: day or "" for record, day in records.items()}


def _group(tree: Written, key: str) -> Written:
    value = tree.get(key, {})
    if not isinstance(value, dict):
        raise MalformedCaseError(f"「{key}」 is a group: indented keys below it")
    return value


def lay_out(case: Case, directory: Path, store: Path) -> Laid:
    """Make the case a site in an empty directory. What it leaves alone is linked to the base; what was read before is in the store."""
    registries, content = directory / "registries", directory / "content"
    registries.mkdir()
    (directory / ".gongshi").symlink_to(store)
    (directory / "mkdocs.yml").write_text(_settings(case.settings), encoding="utf-8")
    laid = Laid(directory=directory)
    for key, changes in case.changes.items():
        if key not in REGISTERS:
            raise MalformedCaseError(f"there is no register 「{key}」: {'、'.join(REGISTERS)}")
        laid.changed[key] = _changed(REGISTERS[key], changes)
    in_content = [key for key in laid.changed if REGISTERS[key].in_content]
    if case.pages or in_content:
        _link_files(BASE / "content", content, leave=in_content)
    else:
        content.symlink_to(BASE / "content")
    for name, text in case.pages.items():
        _write(content / name, text)
    for entry in BASE.iterdir():
        if entry.name != "content" and entry.stem not in laid.changed:
            (registries / entry.name).symlink_to(entry)
    for key, records in laid.changed.items():
        _write_register(REGISTERS[key], records, content if key in in_content else registries)
    if case.editions:
        laid.against = directory / "published"
        _publish(case, laid.against)
    return laid


def _publish(case: Case, site: Path) -> None:
    """Lay out the chain of editions as a published site holds it, one after the other, and nothing else of the site.

    The records of the base that the case says nothing of are in all of them.
    """
    named = {record for _, records in case.editions for record in records} | {
        f"{key}/{name}" for key, changes in case.changes.items() for name in changes or base_records()[key]
    }
    rest = {f"{key}/{name}": record["公开日期"] for key, records in base_records().items() for name, record in records.items()}
    chain, states = Chain(), {record: _shown(record, day) for record, day in rest.items() if record not in named}
    for as_of, records in case.editions:
        states |= {record: _shown(record, day) for record, day in records.items()}
        name, last = chain.next_name(as_of), chain.last
        events = list(chain.events_until(states))
        edition = Edition(
            name=name,
            as_of=as_of,
            published=True,
            program="gongshi",
            commit="",
            site="示例",
            previous=last.name if last else "",
            previous_sha256=sha256(chain.files[last.manifest]) if last else "",
            files=0,
            sums_sha256=sha256(b""),
            events_sha256=sha256(events_to_json(events)),
            counts=counted(events),
            records={},
        )
        manifest = edition.to_json()
        chain = chain_of({**chain.files, edition.manifest: manifest, edition.events: events_to_json(events)}, manifest)
        (site / edition.manifest).parent.mkdir(parents=True, exist_ok=True)
        for path, data in ((edition.manifest, manifest), (edition.events, events_to_json(events)), (LATEST, manifest)):
            (site / path).write_bytes(data)


def _link_files(source: Path, target: Path, leave: list[str]) -> None:
    target.mkdir()
    for entry in source.iterdir():
        if entry.is_dir() and entry.name not in leave:
            _link_files(entry, target / entry.name, leave=[])
        elif entry.is_file():
            (target / entry.name).symlink_to(entry)


def _changed(register: Register, changes: Any) -> dict[str, Written]:
    """The base's records of a register with the changes made, by the id under which the case knows them."""
    if changes is None:
        return {}
    if not isinstance(changes, dict):
        raise MalformedCaseError(f"「{register.key}」 is a group of records by 编号, or null")
    base = base_records().get(register.key, {})
    records = dict(base)
    for name, change in changes.items():
        where, number = f"{register.key} {name}", name.rpartition("/")[2]
        if change is None:
            if records.pop(name, None) is None:
                raise MalformedCaseError(f"{where} is to be removed, but the base has no such record")
            continue
        if not isinstance(change, dict):
            raise MalformedCaseError(f"{where} is a group of changed fields, or null")
        if not base:
            raise MalformedCaseError(f"the base has no record of {register.key} to start from")
        if number != name:
            records.pop(number, None)
        start = base.get(number) or {**next(iter(base.values())), "编号": number}
        records[name] = _merged(start, change, register.fields, where)
    return records


def _merged(old: Any, new: Written, specs: tuple[FieldSpec, ...], where: str) -> Written:
    """A group with changes made, its keys in the order of the model."""
    known = {spec.label: spec for spec in specs}
    merged = dict(old) if isinstance(old, dict) else {}
    for key, value in new.items():
        if key not in known:
            raise MalformedCaseError(f"{where} has no field 「{key}」: {'、'.join(known)}")
        place, children = f"{where} {key}", known[key].children
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and children:
            merged[key] = _merged(merged.get(key), value, children, place)
        elif isinstance(value, list) and children:
            merged[key] = [_merged({}, item, children, place) if isinstance(item, dict) else item for item in value]
        else:
            merged[key] = value
    return {key: merged[key] for key in known if key in merged}


def _write_register(register: Register, records: Mapping[str, Written], directory: Path) -> None:
    if register.in_content:
        for name, record in records.items():
            _write(directory / register.key / f"{name}.md", f"---\n{_yaml(record)}---\n\n# {record.get('标题', name)}\n")
    elif not register.is_ledger:
        for name, record in records.items():
            _write(directory / register.key / f"{name}.yml", _yaml(record))
    else:
        label = register.field(register.dated).label
        years: dict[str, list[Written]] = {}
        for name, record in records.items():
            year = name.rpartition("/")[0] or str(record.get(label, ""))[:4]
            if not year.isdigit():
                raise MalformedCaseError(f"{register.key} {record.get('编号')} has no 「{label}」, whose year is its directory")
            years.setdefault(year, []).append(record)
        for year, ledger in years.items():
            _write(directory / register.key / year / f"{year}.yml", _yaml(ledger))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")


def _shown(record: str, published_on: str) -> State:
    return State(standing="current", hash=sha256(record.encode()), published_on=published_on)


class _Plain(yaml.cyaml.CEmitter, yaml.representer.SafeRepresenter, yaml.resolver.BaseResolver):
    """Writes text as it is: with no resolver, ``2026-03-31`` and ``10`` need no quotes."""

    def __init__(self, stream: Any, **options: Any) -> None:
        yaml.cyaml.CEmitter.__init__(self, stream, width=100_000, allow_unicode=True)
        yaml.representer.SafeRepresenter.__init__(self, default_flow_style=False, sort_keys=False)
        yaml.resolver.BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Plain, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Plain.add_representer(str, _text)


def _yaml(tree: Any) -> str:
    return str(yaml.dump(tree, Dumper=_Plain))


def _settings(changes: Written) -> str:
    """The repository's mkdocs.yml, with changes merged into the settings of the plugin."""
    if not changes:
        return _mkdocs()
    tree: Any = copy.deepcopy(read(_mkdocs()).tree)
    for plugin in tree["plugins"]:
        if isinstance(plugin, dict) and "gongshi" in plugin:
            plugin["gongshi"] = _deep(plugin["gongshi"], changes)
    return _yaml(tree)


def _deep(old: Any, new: Any) -> Any:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    kept = {key: value for key, value in old.items() if key not in new}
    return kept | {key: _deep(old.get(key), value) for key, value in new.items() if value is not None}


@functools.cache
def _mkdocs() -> str:
    return SETTINGS.read_text(encoding="utf-8")


@functools.cache
def base_records() -> dict[str, dict[str, Written]]:
    """The records of the base by register and 编号, in the order of the files. Not to be changed."""
    found: dict[str, dict[str, Written]] = {}
    for key, register in REGISTERS.items():
        for record in _written(register):
            found.setdefault(key, {})[record["编号"]] = record
    return found


def _written(register: Register) -> Iterator[Written]:
    if register.in_content:
        for page in sorted((BASE / "content" / register.key).glob("*.md")):
            front: Any = read(page.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")[0]).tree
            yield {label: front[label] for spec in register.fields if (label := spec.label) in front}
        return
    for file in [*BASE.glob(f"{register.key}.yml"), *sorted((BASE / register.key).rglob("*.yml"))]:
        tree: Any = read(file.read_text(encoding="utf-8")).tree
        yield from tree if isinstance(tree, list) else [tree]
