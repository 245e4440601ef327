"""Tables that are handed in become records: read, matched against what is there, judged, and written all or not at all."""

import datetime as dt
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from generator.checking import Check, without_ignored
from generator.intake.blank import blank
from generator.intake.blank import listed as listed_lines
from generator.intake.cells import Trouble, written
from generator.intake.edit import added, changed, in_chinese, single
from generator.intake.heads import Heads, column_named, find_heads, how_well, near, plain
from generator.intake.shape import Column, Part, parts
from generator.intake.tables import BOOKS, RECORDS, TEXTS, Grid, Place, UnreadableError, cell_name, read_bytes, read_grids, read_records
from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec, as_written
from generator.registers.record import Record
from generator.registers.register import Register
from generator.rules.catalogue import CATALOGUE
from generator.rules.intake import IN_TABLES
from generator.rules.judge import judge_records
from generator.rules.references import references_exist
from generator.rules.rule import Context
from generator.source.finding import Fault, Finding, Trail
from generator.source.places import Places
from generator.source.reader import read
from generator.source.shard import HOST_KEYS, placed, read_shard, yaml_of
from generator.source.survey import Shard
from generator.source.validation import model_faults

ASIDE = frozenset({"填写说明", "选项", "各列说明"})
"""Sheets of our own workbooks that hold no records."""

_HOLE = re.compile(r"\{([^{}]+)\}")
_ENDING = re.compile(r"(.*?)([0-9]+)")
_PROBLEMS = CATALOGUE | IN_TABLES


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
class Line:
    """A record as it comes in."""

    tree: dict[str, Any]
    """As it would be written: Chinese labels."""
    places: dict[Trail, Place]
    """Where each field stands, whether there is something in it or not; the sheet in ``sheets``."""
    sheets: dict[Trail, str]
    line: int
    sheet: str
    known: frozenset[str] = frozenset()
    """The fields (headers) of which the file has a column, and the lists of which it has a sheet: what it says of them holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A record that is there already."""

    shard: Shard
    position: int | None
    tree: dict[str, Any]


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
            return self.plan_for(*self._lines())
        except UnreadableError as error:
            return Plan(findings=[self._finding("IM001", (1, 1), "", reason=str(error))])

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
        return plan

    # -- reading -----------------------------------------------------------------------------------------------------------------

    def _lines(self) -> tuple[list[Line], list[Finding]]:
        file = self.file
        if file.name == "datapackage.json":
            file = self._resource(file)
        if file.suffix.lower() in RECORDS:
            return self._of_records(read_records(file))
        return self._of_grids(read_grids(file))

    def _resource(self, descriptor: Path) -> Path:
        """The file of a data package that holds this register: the lossless one beside its table where there is one."""
        try:
            resources = orjson.loads(read_bytes(descriptor))["resources"]
            path = next(str(each["path"]) for each in resources if each["name"] == self.register.key)
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise UnreadableError("不是数据包的描述文件（datapackage.json）") from error
        except StopIteration:
            names = "、".join(str(each.get("name")) for each in resources if isinstance(each, dict))
            raise UnreadableError(f"这个数据包里没有 {self.register.key}（{self.register.title}）。有的是：{names}") from None
        if ".." in Path(path).parts or Path(path).is_absolute() or ":" in path:
            raise UnreadableError(f"数据包里的文件「{path}」不在它自己的目录里")
        table = descriptor.parent / path
        lines = table.with_suffix(".jsonl")
        return lines if lines.is_file() else table

    def _of_records(self, entries: Sequence[Any]) -> tuple[list[Line], list[Finding]]:
        lines, findings = [], []
        specs = as_written(self.register.model)
        for number, entry in enumerate(entries, 1):
            if not isinstance(entry, dict):
                findings.append(self._finding("IM001", (number, 1), "", reason=f"第 {number} 条不是一条记录"))
                continue
            tree = _as_text(in_chinese(specs, entry))
            lines.append(Line(tree=tree, places={}, sheets={}, line=number, sheet="", known=frozenset(tree)))
        if not lines and not findings:
            findings.append(self._finding("IM013", (1, 1), ""))
        return lines, findings

    def _of_grids(self, grids: Sequence[Grid]) -> tuple[list[Line], list[Finding]]:
        main, others = parts(self.register.key)[0], parts(self.register.key)[1:]
        findings: list[Finding] = []
        by_title = {plain(part.title): part for part in others}
        sheets: dict[Part, Grid] = {}
        rest = []
        for grid in grids:
            if grid.title in ASIDE:
                continue
            if grid.hidden:
                if grid.rows:
                    findings.append(self._finding("IM008", (1, 1), grid.title, title=grid.title, reason="是隐藏的"))
                continue
            part = by_title.get(plain(grid.title)) if len(grids) > 1 else None
            if part is not None:
                sheets[part] = grid
            elif grid.rows or grid.pictures:
                rest.append(grid)
        named = [grid for grid in rest if plain(grid.title) == plain(main.title)]
        chosen = (named or sorted(rest, key=lambda grid: -how_well(self.register.key, grid.rows)))[:1]
        if not chosen:
            return [], [*findings, self._finding("IM013", (1, 1), "")]
        findings += [
            self._finding("IM008", (1, 1), grid.title, title=grid.title, reason="不是这个登记簿的")
            for grid in rest
            if grid is not chosen[0]
        ]
        lines = self._of_grid(main, chosen[0], findings)
        owners = {str(line.tree.get("编号", "")): line for line in lines}
        for part, grid in sheets.items():
            self._add_part(part, grid, owners, findings)
        return lines, findings

    def _heads(self, part: Part, grid: Grid, findings: list[Finding]) -> Heads | None:
        key, columns = self.register.key, self.wishes.columns
        heads = find_heads(key, part, grid.rows, columns)
        if heads is None:
            others = {other: how_well(other, grid.rows) for other in REGISTERS}
            best = max(others, key=lambda other: others[other])
            text = f"，倒像「{REGISTERS[best].title}」（{best}）" if best != key and others[best] > 0.5 else ""
            findings.append(self._finding("IM002", (1, 1), grid.title, register=self.register.title, near=text, key=key))
            return None
        share = len(heads.columns) / max(1, len(heads.columns) + len(heads.unknown))
        best = max(REGISTERS, key=lambda other: how_well(other, grid.rows))
        if not part.path and share < 0.5 and how_well(best, grid.rows) > 0.8:
            text = f"，倒像「{REGISTERS[best].title}」（{best}）"
            findings.append(self._finding("IM002", (heads.line, 1), grid.title, register=self.register.title, near=text, key=key))
            return None
        for place, title in heads.unknown:
            if any(_cell(row, place) is not None for row in grid.rows[heads.line :]):
                said = near(key, part, title)
                text = f"，是不是「{said}」？" if said else ""
                findings.append(self._finding("IM003", (heads.line, place), grid.title, title=title, near=text))
        for place, title in heads.twice:
            findings.append(self._finding("IM004", (heads.line, place), grid.title, title=title))
        return heads

    def _of_grid(self, part: Part, grid: Grid, findings: list[Finding]) -> list[Line]:
        heads = self._heads(part, grid, findings)
        if heads is None:
            return []
        if grid.pictures:
            findings.append(self._finding("IM012", (1, 1), grid.title))
        findings += self._spoilt(grid, heads)
        self._note_own(heads, grid.rows[heads.line :])
        lines = []
        for number, row in enumerate(grid.rows[heads.line :], heads.line + 1):
            if not any(_cell(row, head.place) is not None for head in heads.columns):
                continue
            line = Line(tree={}, places={(): (number, 1)}, sheets={}, line=number, sheet=grid.title)
            line.known = frozenset(head.column.header for head in heads.columns if head.column)
            self._fill(line.tree, (), line, heads, row, number, findings)
            lines.append(line)
        if not lines and not findings:
            findings.append(self._finding("IM013", (heads.line, 1), grid.title))
        return lines

    def _note_own(self, heads: Heads, rows: Iterable[Sequence[Any]]) -> None:
        """Remember what the file's own records are called: they may refer to each other."""
        places = {head.column.path: head.place for head in heads.columns if head.column}
        own, heading = places.get(("id",)), places.get(tuple(self.register.heading.split(".")))
        if own is None:
            return
        for row in rows:
            record = str(_cell(row, own) or "").strip()
            self._own[record] = record
            if heading and _cell(row, heading) is not None:
                self._own.setdefault(plain(_cell(row, heading)), record)

    def _add_part(self, part: Part, grid: Grid, owners: Mapping[str, Line], findings: list[Finding]) -> None:
        """Put the lines of a sheet below into the records that they belong to."""
        if not grid.rows:
            return
        heads = self._heads(part, grid, findings)
        if heads is None:
            return
        findings += self._spoilt(grid, heads)
        labels = self._labels(part.path)
        for line in owners.values():
            line.known |= {".".join(labels)}
        owner = next((head for head in heads.columns if head.owner), None)
        for number, row in enumerate(grid.rows[heads.line :], heads.line + 1):
            if not any(cell is not None for cell in row):
                continue
            said = str(_cell(row, owner.place) or "").strip() if owner else ""
            if said not in owners:
                found = f"写的是「{said}」，没有这条记录" if said else "没有填写" if owner else "这一列没有"
                values = {"found": found, "part": part.title, "title": parts(self.register.key)[0].title}
                findings.append(self._finding("IM011", (number, owner.place if owner else 1), grid.title, **values))
                continue
            line = owners[said]
            above = line.tree
            for label in labels[:-1]:
                above = above.setdefault(label, {})
            items = above.setdefault(labels[-1], [])
            items.append({})
            trail: Trail = (*labels, len(items) - 1)
            line.places[trail], line.sheets[trail] = (number, 1), grid.title
            self._fill(items[-1], trail, line, heads, row, number, findings)

    def _fill(
        self, tree: dict[str, Any], trail: Trail, line: Line, heads: Heads, row: Sequence[Any], number: int, findings: list[Finding]
    ) -> None:
        sheet = line.sheets.get(trail, line.sheet)
        for head in heads.columns:
            if head.column is None:
                continue
            labels = tuple(head.column.header.split("."))
            here = (*trail, *labels)
            line.places[here], line.sheets[here] = (number, head.place), sheet
            value = written(head.column.spec, _cell(row, head.place), self.meant, wan=head.wan)
            if isinstance(value, Trouble):
                findings.append(self._finding(value.code, (number, head.place), sheet, **value.values))
            elif value is not None and value != []:
                _put(tree, labels, value)

    def _spoilt(self, grid: Grid, heads: Heads) -> Iterator[Finding]:
        """Cells that hold a formula, or have been merged, where records are."""
        places = {head.place for head in heads.columns if head.column or head.owner}
        for place, formula in sorted(grid.formulas.items()):
            if place[0] > heads.line and place[1] in places:
                yield self._finding("IM006", place, grid.title, formula=formula[:60])
        for first, last in grid.merged:
            if last[0] >= heads.line and any(first[1] <= place <= last[1] for place in places):
                yield self._finding("IM007", first, grid.title, cells=f"{cell_name(first)}:{cell_name(last)}")

    def _labels(self, path: Sequence[str]) -> tuple[str, ...]:
        specs, labels = self.register.fields, []
        for name in path:
            spec = next(each for each in specs if each.name == name)
            labels.append(spec.label)
            specs = spec.children
        return tuple(labels)

    # -- what is there -----------------------------------------------------------------------------------------------------------

    @cached_property
    def _ids(self) -> Mapping[str, frozenset[str]]:
        gathered = self.check.gathered
        return {key: frozenset(gathered.column(key, "id")) for key in REGISTERS}

    @cached_property
    def _own(self) -> dict[str, str]:
        return {}

    @cached_property
    def _headings(self) -> dict[str, dict[str, list[str]]]:
        return {}

    def meant(self, register: str, name: str) -> str | list[str] | None:
        """The id that a name means in a register: itself, or that of the only record called so."""
        if name in self._ids.get(register, ()):
            return name
        if register == self.register.key and (name in self._own or plain(name) in self._own):
            return self._own.get(name) or self._own[plain(name)]
        if register not in REGISTERS or REGISTERS[register].is_ledger:
            return None
        if register not in self._headings:
            names: dict[str, list[str]] = {}
            gathered = self.check.gathered
            for record, heading in zip(
                gathered.column(register, "id"), gathered.column(register, f"={REGISTERS[register].heading}"), strict=True
            ):
                names.setdefault(plain(heading), []).append(record)
            self._headings[register] = names
        found = self._headings[register].get(plain(name), [])
        return found[0] if len(found) == 1 else found or None

    @cached_property
    def _numbered(self) -> bool:
        return any(spec.name == "document_number" for spec in self.register.fields) and "document_number" in self.register.identifiers

    @cached_property
    def _by_id(self) -> dict[str, tuple[int, int]]:
        """Of each record that is there its shard and its place in it."""
        columns = (self.check.gathered.column(self.register.key, name) for name in ("id", "shard", "entry"))
        return {record: (shard, entry) for record, shard, entry in zip(*columns, strict=True)}

    @cached_property
    def _by_number(self) -> dict[str, str]:
        """Of each document number that is there the record."""
        if not self._numbered:
            return {}
        columns = (self.check.gathered.column(self.register.key, name) for name in ("=document_number", "id"))
        return {plain(number): record for number, record in zip(*columns, strict=True) if number}

    @cached_property
    def _trees(self) -> dict[int, list[tuple[int | None, dict[str, Any]]]]:
        return {}

    def there(self, record: str) -> There | None:
        """A record of this register that is there already, or None."""
        if record not in self._by_id:
            return None
        number, entry = self._by_id[record]
        shard = self.check.gathered.shards[self.register.key][number].shard
        if number not in self._trees:
            self._trees[number] = list(trees_of(self.check, shard))
        position, tree = self._trees[number][max(entry, 0)]
        return There(shard=shard, position=position, tree=tree)

    # -- matching ----------------------------------------------------------------------------------------------------------------

    def _match(self, lines: list[Line], plan: Plan) -> None:
        """Give every line its record: by its id, else by its number, else a new id. What is said of no column stays as it was."""
        seen: dict[tuple[str, str], int] = {}
        given = {str(line.tree["编号"]) for line in lines if "编号" in line.tree}
        taken = {*self._by_id, *given}
        for line in lines:
            number = plain(line.tree.get("决定书文号") or line.tree.get("文号") or "") if self._numbered else ""
            record = str(line.tree.get("编号", "")) or self._by_number.get(number, "")
            for what, value in (("编号", str(line.tree.get("编号", ""))), ("文号", number)):
                if value and (what, value) in seen:
                    values = {"what": what, "value": value, "line": seen[what, value]}
                    plan.findings.append(self._finding("IM010", (line.line, 1), line.sheet, **values))
                elif value:
                    seen[what, value] = line.line
            there = self.there(record) if record else None
            if there is not None:
                line.tree = _overlaid(there.tree, line.tree, line.known)
            for column, text in self.wishes.constants:
                self._complete(line, column, text)
            if "编号" not in line.tree:
                line.tree["编号"] = record or self._next_id(line.tree, taken)
                taken.add(str(line.tree["编号"]))

    def _complete(self, line: Line, column: Column, text: str) -> None:
        """Put a constant where a line has nothing."""
        labels = tuple(column.header.split("."))
        if _got(line.tree, labels) is not None:
            return
        filled = _HOLE.sub(lambda hole: str(_got(line.tree, tuple(hole[1].split("."))) or ""), text)
        value = written(column.spec, filled, self.meant)
        if value is not None and not isinstance(value, Trouble):
            _put(line.tree, labels, value)

    def _next_id(self, tree: Mapping[str, Any], taken: set[str]) -> str:
        """The id that comes next, after the pattern of those that are there."""
        year = str(tree.get(self.register.field(self.register.dated).label, ""))[:4] if self.register.dated else ""
        return next_id(self.register.key, year, taken)

    # -- judging -----------------------------------------------------------------------------------------------------------------

    def _judged(self, lines: list[Line], plan: Plan) -> Iterator[tuple[Line, Record]]:
        model, source = self.register.model, Shard(register=self.register.key, year="", path=self.shown, single=False)
        settings = self.check.site.settings
        ids = dict(self._ids)
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
            (finding,) = placed(source, [replace(fault, line=place[0], column=place[1])], Places(), _PROBLEMS)
            yield replace(finding, message=self._said(place, line.sheets.get(trail, line.sheet), finding.message))

    def _finding(self, code: str, place: Place, sheet: str, **values: Any) -> Finding:
        source = Shard(register=self.register.key, year="", path=self.shown, single=False)
        (finding,) = placed(source, [Fault(code=code, values=values, line=place[0], column=place[1])], Places(), _PROBLEMS)
        return replace(finding, message=self._said(place, sheet, finding.message))

    def _said(self, place: Place, sheet: str, message: str) -> str:
        """A message with its cell before it, where there are cells."""
        if self.file.suffix.lower() not in (*BOOKS, *TEXTS):
            return message
        return f"{f'{sheet}!' if sheet else ''}{cell_name(place)} {message}"

    # -- writing -----------------------------------------------------------------------------------------------------------------

    def _target(self, line: Line, record: Record) -> Shard:
        """The file that a record belongs to: that in which it is, or the month's, or its own."""
        there = self.there(record.id)
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
            there = self.there(record.id)
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
            plan.files[path] = _proved(
                shard, _rewritten(shard, text, specs, new, others), [*new, *(tree for _, tree in others)], self.register
            )


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


def _proved(shard: Shard, text: str, trees: Sequence[Mapping[str, Any]], register: Register) -> str:
    """A text of which it has been seen that these records are read from it again as they are meant."""
    found = {record.id: record for _, record in read_shard(shard, text.encode()).records}
    for tree in trees:
        if found.get(str(tree["编号"])) != register.model.model_validate(tree):
            raise AssertionError(f"{shard.path}: {tree['编号']} would not be read again as it is written")
    return text


def next_id(key: str, year: str, taken: Iterable[str]) -> str:
    """The id that comes next in a register (in a year of a ledger), after the pattern that most of those there have.

    ``cf-2026-0041`` after ``cf-2026-0040``; the first of a year follows the pattern of another year.
    """
    patterns: Counter[tuple[str, int]] = Counter()
    last: dict[str, int] = {}
    for name in taken:
        found = _ENDING.fullmatch(name)
        if found:
            patterns[found[1], len(found[2])] += 1
            last[found[1]] = max(last.get(found[1], 0), int(found[2]))
    ranked = sorted(patterns.items(), key=lambda each: (-each[1], each[0]))
    if year:
        own = next((head for head, _ in ranked if year in head[0]), None)
        other = next(
            ((re.sub(r"(19|20)\d\d", year, head[0], count=1), head[1]) for head, _ in ranked if re.search(r"(19|20)\d\d", head[0])), None
        )
        prefix, width = own or other or (f"{key}-{year}-", 4)
    else:
        prefix, width = ranked[0][0] if ranked else (f"{key}-", 3)
    return f"{prefix}{last.get(prefix, 0) + 1:0{width}d}"


def trees_of(check: Check, shard: Shard) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """The records of a shard as they are written, with Chinese labels, and the place of each where the shard is a list."""
    tree: Any = read(yaml_of(shard, (check.registries / shard.path).read_bytes())).tree
    specs = as_written(REGISTERS[shard.register].model)
    if isinstance(tree, list):
        yield from ((place, in_chinese(specs, each)) for place, each in enumerate(tree))
    else:
        yield None, in_chinese(specs, {key: value for key, value in tree.items() if not shard.page or key not in HOST_KEYS})


def new_record(check: Check, register: Register, day: dt.date) -> tuple[Path, str, int]:
    """A new record of a day to be filled in: its file, its text, and the line of that file on which it will begin."""
    key, specs = register.key, as_written(register.model)
    year = f"{day:%Y}" if register.dated else ""
    record = next_id(key, year, check.gathered.column(key, "id"))
    known = {"id": record, "published_on": day.isoformat()} | ({register.dated: day.isoformat()} if register.dated else {})
    lines = blank(specs, known)
    if register.dated:
        path = check.registries / key / year / f"{day:%Y-%m}.yml"
    elif register.in_content:
        path = check.content / key / f"{record}.md"
        lines = ["---", *lines, "---", "", "（正文）"]
    elif (check.registries / f"{key}.yml").is_file():
        path = check.registries / f"{key}.yml"
    else:
        path = check.registries / key / f"{record}.yml"
    if register.dated or path.parent == check.registries:
        lines = listed_lines(lines)
    text = "".join(f"{line}\n" for line in lines)
    before = with_new(path, text).removesuffix(text)
    return path, text, before.count("\n") + 1


def with_new(path: Path, text: str) -> str:
    """A file with a text at its end."""
    before = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n ") if path.is_file() else ""
    return (f"{before}\n\n" if before else "") + text


def written_records(check: Check, register: Register) -> list[dict[str, Any]]:
    """All records of a register as they are written, in the order of their files; files that cannot be read are left out."""
    shards = (summary.shard for summary in check.gathered.shards[register.key] if summary.key and not summary.broken)
    return [tree for shard in shards for _, tree in trees_of(check, shard)]


def listed(check: Check, key: str) -> list[tuple[str, str]]:
    """The id and the heading of each record of a catalogue, by id."""
    gathered = check.gathered
    return sorted(zip(gathered.column(key, "id"), gathered.column(key, f"={REGISTERS[key].heading}"), strict=True))


def write_all(files: Mapping[Path, str]) -> None:
    """Write all files, or none: each is put beside its place first, and all are moved there when all are whole."""
    beside: list[tuple[Path, Path]] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f".{path.name}.unfinished")
            beside.append((unfinished, path))
            unfinished.write_text(text, encoding="utf-8", newline="\n")
        for unfinished, path in beside:
            os.replace(unfinished, path)  # noqa: PTH105
    finally:
        for unfinished, _ in beside:
            unfinished.unlink(missing_ok=True)


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
    return tuple([f"{key}={value or ''}" for key, value in tree.get(part, {}).items()] for part in ("列", "补充"))  # type: ignore[return-value]


def _cell(row: Sequence[Any], place: int) -> Any:
    value = row[place - 1] if place <= len(row) else None
    return None if isinstance(value, str) and not value.strip() else value


def _put(tree: dict[str, Any], labels: Sequence[str], value: Any) -> None:
    for label in labels[:-1]:
        tree = tree.setdefault(label, {})
    if isinstance(value, list) and isinstance(tree.get(labels[-1]), list):
        value = [*tree[labels[-1]], *(item for item in value if item not in tree[labels[-1]])]  # several columns of one list
    tree[labels[-1]] = value


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


def _as_text(value: Any) -> Any:
    """JSON's own types as text, as they would be written in YAML."""
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if value is None or isinstance(value, str) else str(value)
