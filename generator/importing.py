"""Tables that are handed in become records: read, matched against what is there, judged, and written all or not at all."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from generator.checking import Check, without_ignored
from generator.intake.cells import Trouble, written
from generator.intake.edit import added, changed, single
from generator.intake.heads import column_named, plain
from generator.intake.lines import PROBLEMS, Line, Reader, put
from generator.intake.shape import Column
from generator.intake.tables import UnreadableError
from generator.present import Present, There, next_id
from generator.registers.describe import FieldSpec, as_written
from generator.registers.record import Record
from generator.registers.register import Register
from generator.rules.judge import judge_records
from generator.rules.references import references_exist
from generator.rules.rule import Context
from generator.source.finding import Fault, Finding
from generator.source.places import Places
from generator.source.reader import read
from generator.source.shard import HOST_KEYS, front_matter, placed, read_shard
from generator.source.survey import Shard
from generator.source.validation import model_faults

_HOLE = re.compile(r"\{([^{}]+)\}")


class WrongUseError(Exception):
    """What the command was told cannot be; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a table is to be read, beyond what its headings say."""

    columns: Mapping[str, Column | None] = field(default_factory=dict)
    """By plain heading, the field that it is; None for one that is left out."""
    constants: tuple[tuple[Column, str], ...] = ()
    """What is put into fields that a line leaves empty; ``{字段}`` stands for what another field holds."""


@dataclass(slots=True)
class Plan:
    """What an import would do."""

    findings: list[Finding] = field(default_factory=list)
    ignored: dict[str, int] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    """The ids of the records."""
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    files: dict[Path, str] = field(default_factory=dict)
    """The new text of each file that is written."""

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return any(finding.level == "error" for finding in self.findings)


@dataclass(frozen=True, kw_only=True)
class Import:
    """One import of a file into a register."""

    check: Check
    register: Register
    file: Path
    shown: str
    """The file as it is named in findings."""
    wishes: Wishes

    def plan(self) -> Plan:
        """Read the file, and say what is to be written, or why nothing is."""
        try:
            return self.plan_for(*self.reader.lines())
        except UnreadableError as error:
            return Plan(findings=[self.reader.finding("IM001", (1, 1), "", reason=str(error))])

    @cached_property
    def present(self) -> Present:
        """What is there already."""
        return Present(check=self.check, register=self.register)

    @cached_property
    def reader(self) -> Reader:
        """What reads the file."""
        columns = self.wishes.columns
        return Reader(register=self.register, file=self.file, shown=self.shown, columns=columns, known=self.present.meant)

    def plan_for(self, lines: list[Line], findings: Sequence[Finding] = ()) -> Plan:
        """Say what is to be written of records that have been read, or why nothing is. ``findings``: what was found when they were read."""
        plan = Plan(findings=list(findings))
        if plan.refused:
            return plan
        self._match(lines, plan)
        lines = [line for line in lines if line.tree]
        judged = list(self._judged(lines, plan))
        plan.findings, plan.ignored = without_ignored(plan.findings, self.check.site.settings.rules.ignored)
        plan.findings.sort(key=lambda finding: finding.sort_key)
        if not plan.refused:
            self._decide(judged, plan)
        if plan.refused:
            plan.files.clear()
        return plan

    # -- matching ----------------------------------------------------------------------------------------------------------------

    def _match(self, lines: list[Line], plan: Plan) -> None:
        """Give every line its record: by its id, else by its number, else a new id. What is said of no column stays as it was."""
        seen: dict[tuple[str, str], int] = {}
        given = {str(line.tree["编号"]) for line in lines if "编号" in line.tree}
        taken = {*self.present.by_id, *given}
        for line in lines:
            number = plain(line.tree.get(self.present.number_label, ""))
            record = str(line.tree.get("编号", "")) or self.present.by_number.get(number, "")
            for what, value in (("编号", str(line.tree.get("编号", ""))), ("文号", number)):
                if value and (what, value) in seen:
                    values = {"what": what, "value": value, "line": seen[what, value]}
                    plan.findings.append(self.reader.finding("IM010", (line.line, 1), line.sheet, **values))
                elif value:
                    seen[what, value] = line.line
            there = self.present.there(record) if record else None
            if there is not None:
                line.tree = _overlaid(there.tree, line.tree, line.known)
            for column, text in self.wishes.constants:
                plan.findings += self._complete(line, column, text)
            if "编号" not in line.tree:
                line.tree["编号"] = record or self._next_id(line.tree, taken)
                taken.add(str(line.tree["编号"]))

    def _complete(self, line: Line, column: Column, text: str) -> list[Finding]:
        """Put a constant where a line has nothing. Returns what is wrong with it."""
        labels = tuple(column.header.split("."))
        if _got(line.tree, labels) is not None:
            return []
        filled = _HOLE.sub(lambda hole: str(_got(line.tree, tuple(hole[1].split("."))) or ""), text)
        value = written(column.spec, filled, self.reader.meant)
        if isinstance(value, Trouble):
            return [self.reader.finding(value.code, line.places.get(labels, (line.line, 1)), line.sheet, **value.values)]
        if value is not None:
            put(line.tree, labels, value)
        return []

    def _next_id(self, tree: Mapping[str, Any], taken: set[str]) -> str:
        """The id that comes next, after the pattern of those that are there."""
        year = str(tree.get(self.register.field(self.register.dated).label, ""))[:4] if self.register.dated else ""
        last = self._last_ids.get(year)
        following = next_id(self.register.key, year, taken if last is None else [last])
        self._last_ids[year] = following
        return following

    @cached_property
    def _last_ids(self) -> dict[str, str]:
        """By year the last id that was given: to look through all that are there for every line would take minutes."""
        return {}

    # -- judging -----------------------------------------------------------------------------------------------------------------

    def _judged(self, lines: list[Line], plan: Plan) -> Iterator[tuple[Line, Record]]:
        model, source = self.register.model, Shard(register=self.register.key, year="", path=self.shown, single=False)
        settings = self.check.site.settings
        ids = dict(self.present.ids)
        ids[self.register.key] = ids[self.register.key] | {str(line.tree.get("编号", "")) for line in lines}
        for line in lines:
            name = str(line.tree.get("编号", ""))
            try:
                record = model.model_validate(line.tree)
            except ValidationError as error:
                plan.findings += self._placed(source, line, model_faults(model, line.tree, (), name, error))
                continue
            target = self._target(line, record)
            context = Context(shard=target, settings=settings.rules, bureau=settings.bureau)
            text = orjson.dumps(line.tree).decode()
            faults = [*references_exist(target, (), record, ids), *judge_records((((), record),), context, text)]
            plan.findings += self._placed(source, line, (replace(fault, record=name) for fault in faults))
            yield line, record

    def _placed(self, source: Shard, line: Line, faults: Iterable[Fault]) -> Iterator[Finding]:
        """Faults of a line with the cells that they are in."""
        for fault in faults:
            trail = fault.trail
            while trail and trail not in line.places:
                trail = trail[:-1]
            place = line.places.get(trail, (line.line, 1))
            (finding,) = placed(source, [replace(fault, line=place[0], column=place[1])], Places(), PROBLEMS)
            yield replace(finding, message=self.reader.said(place, line.sheets.get(trail, line.sheet), finding.message))

    def _target(self, line: Line, record: Record) -> Shard:
        """The file that a record belongs to: that in which it is, or the month's, or its own."""
        there = self.present.there(record.id)
        if there is not None:
            return there.shard
        key = self.register.key
        if self.register.dated:
            day = getattr(record, self.register.dated)
            return Shard(register=key, year=f"{day:%Y}", path=f"{key}/{day:%Y}/{day:%Y-%m}.yml", single=False)
        if self.register.in_content:
            path = Path(os.path.relpath(self.check.content / key / f"{record.id}.md", self.check.registries)).as_posix()
            return Shard(register=key, year="", path=path, single=True, page=True)
        if (self.check.registries / f"{key}.yml").is_file():
            return Shard(register=key, year="", path=f"{key}.yml", single=False)
        return Shard(register=key, year="", path=f"{key}/{record.id}.yml", single=True)

    def _decide(self, judged: list[tuple[Line, Record]], plan: Plan) -> None:
        """Sort the records into new, changed and same, and write down what their files become."""
        specs = as_written(self.register.model)
        of_file: dict[Shard, tuple[list[dict[str, Any]], list[tuple[There, dict[str, Any]]]]] = {}
        for line, record in judged:
            there = self.present.there(record.id)
            if there is None:
                plan.new.append(record.id)
                of_file.setdefault(self._target(line, record), ([], []))[0].append(line.tree)
            elif (before := self.register.model.model_validate(there.tree)) == record:
                plan.same.append(record.id)
            else:
                plan.changed.append(record.id)
                same = {spec.label for spec in specs if getattr(before, spec.name) == getattr(record, spec.name)} & there.tree.keys()
                tree = line.tree | {label: there.tree[label] for label in same}  # 0 stays 0 where 0.00 is said
                of_file.setdefault(there.shard, ([], []))[1].append((there, tree))
        for shard, (new, others) in of_file.items():
            path = self.check.registries / shard.path
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if path.is_file() else ""
            made = _rewritten(shard, text, specs, new, others) if self._is_readable(shard, text) else ""
            if _is_read_again(shard, made, [*new, *(tree for _, tree in others)], self.register):
                plan.files[path] = made
            else:
                plan.findings.append(self.reader.finding("IM015", (1, 1), "", path=shard.path))

    def _is_readable(self, shard: Shard, text: str) -> bool:
        """Whether a file is there as lists and records are written, or not there yet."""
        front = front_matter(text) if shard.page else text
        tree = read(front or "")
        return not text or (tree.regular and isinstance(tree.tree, dict if shard.single else list | dict))


def _rewritten(
    shard: Shard, text: str, specs: Sequence[FieldSpec], new: Sequence[dict[str, Any]], others: Sequence[tuple[There, dict[str, Any]]]
) -> str:
    """A file with records added and changed."""
    if shard.page:
        head, body = (
            ("", "\n（正文）\n") if not text else (text.removeprefix("---\n").split("\n---\n", 1)[0] + "\n", text.split("\n---\n", 1)[1])
        )
        for there, after in others:
            hosts = _host_keys(head)
            head = changed(head, None, specs, hosts | there.tree, hosts | after)
        return "---\n" + (single(specs, new[0]) if new else head.rstrip("\n") + "\n") + "---\n" + body
    for there, after in sorted(others, key=lambda pair: -(pair[0].position or 0)):
        text = changed(text, there.position, specs, there.tree, after)
    if shard.single:
        return single(specs, new[0]) if new else text
    return added(text, specs, new) if new else text


def _host_keys(head: str) -> dict[str, Any]:
    """What in a page's front matter is the host's."""
    whole: Any = read(head).tree
    return {key: value for key, value in whole.items() if key in HOST_KEYS}


def _is_read_again(shard: Shard, text: str, trees: Sequence[Mapping[str, Any]], register: Register) -> bool:
    """Whether these records are read from a text again as they are meant."""
    found = {record.id: record for _, record in read_shard(shard, text.encode()).records}
    return all(found.get(str(tree["编号"])) == register.model.model_validate(tree) for tree in trees)


def wishes(register: Register, maps: Iterable[str], constants: Iterable[str]) -> Wishes:
    """What ``--map`` and ``--set`` say. Raises WrongUseError."""
    columns: dict[str, Column | None] = {}
    for each in maps:
        title, equals, name = each.partition("=")
        column = column_named(register.key, name) if name.strip() else None
        if not equals or not title.strip() or (name.strip() and column is None):
            raise WrongUseError(
                f"--map {each}：写成「列名=字段」，字段是「{register.title}」里的名称，例如 --map 处罚日期=决定日期；不要的列写「列名=」"
            )
        columns[plain(title)] = column
    filled = []
    for each in constants:
        name, equals, text = each.partition("=")
        column = column_named(register.key, name)
        if not equals or column is None or not text.strip():
            raise WrongUseError(f"--set {each}：写成「字段=内容」，字段是「{register.title}」里的名称，例如 --set 程序=普通")
        filled.append((column, text.strip()))
    return Wishes(columns=columns, constants=tuple(filled))


def profile(path: Path) -> tuple[list[str], list[str]]:
    """What a file says once and for all of the tables of another system: ``列`` as ``--map`` would, ``补充`` as ``--set`` would.

    Raises WrongUseError.
    """
    try:
        tree: Any = read(path.read_bytes().decode("utf-8-sig")).tree
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(f"{path} 打不开，或者不是 UTF-8 编码的文件") from error
    if not isinstance(tree, dict) or not tree.keys() <= {"列", "补充"} or not all(isinstance(each, dict) for each in tree.values()):
        raise WrongUseError(f"{path} 里只能有「列」和「补充」两段，每段逐行写「列名: 字段」「字段: 内容」")
    maps, constants = ([f"{key}={value or ''}" for key, value in tree.get(part, {}).items()] for part in ("列", "补充"))
    return maps, constants


def _got(tree: Any, labels: Sequence[str]) -> Any:
    for label in labels:
        tree = tree.get(label) if isinstance(tree, dict) else None
    return tree


def _overlaid(there: Mapping[str, Any], said: Mapping[str, Any], known: frozenset[str], above: str = "") -> dict[str, Any]:
    """A record with what a line says of it: what the file has a column for is as the line says, all else as it was."""
    result: dict[str, Any] = {}
    for label in (*there, *(label for label in said if label not in there)):
        name = f"{above}{label}"
        if name in known:
            if label in said:
                result[label] = said[label]
        elif any(each.startswith(f"{name}.") for each in known):
            inner = _overlaid(there.get(label) or {}, said.get(label) or {}, known, f"{name}.")
            if inner:
                result[label] = inner
        elif label in there:
            result[label] = there[label]
        else:
            result[label] = said[label]
    return result
