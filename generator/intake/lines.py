"""A file that is handed in, as records: every line with the cells that it comes from. What is wrong with the file itself is found here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from generator.intake.cells import Trouble, written
from generator.intake.edit import in_chinese
from generator.intake.heads import Heads, find_heads, how_well, near, plain
from generator.intake.shape import CHOICES, GUIDANCE, Column, Part, parts
from generator.intake.tables import BOOKS, RECORDS, TEXTS, Grid, Place, UnreadableError, cell_name, read_bytes, read_grids, read_records
from generator.opendata.tables import MEANINGS
from generator.registers import REGISTERS
from generator.registers.describe import as_written
from generator.registers.register import Register
from generator.rules.catalogue import CATALOGUE
from generator.rules.intake import IN_TABLES
from generator.source.finding import Fault, Finding, Trail
from generator.source.places import Places
from generator.source.shard import placed
from generator.source.survey import Shard

_ASIDE = frozenset({GUIDANCE, CHOICES, MEANINGS})
"""Sheets of our own workbooks that hold no records."""

PROBLEMS = CATALOGUE | IN_TABLES
"""What each code says where records come from tables."""


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


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads one file for a register."""

    register: Register
    file: Path
    shown: str
    """The file as it is named in findings."""
    columns: Mapping[str, Column | None]
    """By plain heading, the field that it is because somebody says so; None for one that is left out."""
    known: Callable[[str, str], str | list[str] | None]
    """Of a register and a name the id that it means among what is there, the ids that it may mean, or nothing."""
    own: dict[str, str] = field(default_factory=dict)
    """By id and by name, the ids of the file's own records: they may refer to each other."""

    def meant(self, register: str, name: str) -> str | list[str] | None:
        """The id that a name means: itself, or that of the only record called so, in the file or among what is there."""
        found = self.known(register, name)
        if found is None and register == self.register.key:
            return self.own.get(name) or self.own.get(plain(name))
        return found

    def lines(self) -> tuple[list[Line], list[Finding]]:
        """The records, and what is wrong with the file. Raises UnreadableError."""
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
                findings.append(self.finding("IM001", (number, 1), "", reason=f"第 {number} 条不是一条记录"))
                continue
            tree = as_text(in_chinese(specs, entry))
            lines.append(Line(tree=tree, places={}, sheets={}, line=number, sheet="", known=frozenset(tree)))
        if not lines and not findings:
            findings.append(self.finding("IM013", (1, 1), ""))
        return lines, findings

    def _of_grids(self, grids: Sequence[Grid]) -> tuple[list[Line], list[Finding]]:
        main, others = parts(self.register.key)[0], parts(self.register.key)[1:]
        findings: list[Finding] = []
        by_title = {plain(part.sheet): part for part in others}
        sheets: dict[Part, Grid] = {}
        rest = []
        for grid in grids:
            if grid.title in _ASIDE:
                continue
            if grid.hidden:
                if grid.rows:
                    findings.append(self.finding("IM008", (1, 1), grid.title, title=grid.title, reason="是隐藏的"))
                continue
            part = by_title.get(plain(grid.title)) if len(grids) > 1 else None
            if part is not None:
                sheets[part] = grid
            elif grid.rows or grid.pictures:
                rest.append(grid)
        named = [grid for grid in rest if plain(grid.title) == plain(main.sheet)]
        chosen = (named or sorted(rest, key=lambda grid: -how_well(self.register.key, grid.rows)))[:1]
        if not chosen:
            return [], [*findings, self.finding("IM013", (1, 1), "")]
        findings += [
            self.finding("IM008", (1, 1), grid.title, title=grid.title, reason="不是这个登记簿的") for grid in rest if grid is not chosen[0]
        ]
        lines = self._of_grid(main, chosen[0], findings)
        owners = {str(line.tree["编号"]): line for line in lines if "编号" in line.tree}
        for part, grid in sheets.items():
            self._add_part(part, grid, owners, findings)
        return lines, findings

    def _heads(self, part: Part, grid: Grid, findings: list[Finding]) -> Heads | None:
        key, columns = self.register.key, self.columns
        heads = find_heads(key, part, grid.rows, columns)
        if heads is None:
            others = {other: how_well(other, grid.rows) for other in REGISTERS}
            best = max(others, key=lambda other: others[other])
            text = f"，倒像「{REGISTERS[best].title}」（{best}）" if best != key and others[best] > 0.5 else ""
            findings.append(self.finding("IM002", (1, 1), grid.title, register=self.register.title, near=text, key=key))
            return None
        share = len(heads.columns) / max(1, len(heads.columns) + len(heads.unknown))
        best = max(REGISTERS, key=lambda other: how_well(other, grid.rows))
        if not part.path and share < 0.5 and how_well(best, grid.rows) > 0.8:
            text = f"，倒像「{REGISTERS[best].title}」（{best}）"
            findings.append(self.finding("IM002", (heads.line, 1), grid.title, register=self.register.title, near=text, key=key))
            return None
        for place, title in heads.unknown:
            if any(value_at(row, place) is not None for row in grid.rows[heads.line :]):
                said = near(key, part, title)
                text = f"，是不是「{said}」？" if said else ""
                findings.append(self.finding("IM003", (heads.line, place), grid.title, title=title, near=text))
        for place, title in heads.twice:
            findings.append(self.finding("IM004", (heads.line, place), grid.title, title=title))
        return heads

    def _of_grid(self, part: Part, grid: Grid, findings: list[Finding]) -> list[Line]:
        heads = self._heads(part, grid, findings)
        if heads is None:
            return []
        if grid.pictures:
            findings.append(self.finding("IM012", (1, 1), grid.title))
        findings += self._spoilt(grid, heads)
        self._note_own(heads, grid.rows[heads.line :])
        lines = []
        for number, row in enumerate(grid.rows[heads.line :], heads.line + 1):
            if not any(value_at(row, head.place) is not None for head in heads.columns):
                continue
            line = Line(tree={}, places={(): (number, 1)}, sheets={}, line=number, sheet=grid.title)
            line.known = frozenset(head.column.header for head in heads.columns if head.column)
            self._fill(line.tree, (), line, heads, row, number, findings)
            lines.append(line)
        if not lines and not findings:
            findings.append(self.finding("IM013", (heads.line, 1), grid.title))
        return lines

    def _note_own(self, heads: Heads, rows: Iterable[Sequence[Any]]) -> None:
        """Remember what the file's own records are called: they may refer to each other."""
        places = {head.column.path: head.place for head in heads.columns if head.column}
        own, heading = places.get(("id",)), places.get(tuple(self.register.heading.split(".")))
        if own is None:
            return
        for row in rows:
            record = str(value_at(row, own) or "").strip()
            self.own[record] = record
            if heading and value_at(row, heading) is not None:
                self.own.setdefault(plain(value_at(row, heading)), record)

    def _add_part(self, part: Part, grid: Grid, owners: Mapping[str, Line], findings: list[Finding]) -> None:
        """Put the lines of a sheet below into the records that they belong to."""
        if not grid.rows:
            return
        heads = self._heads(part, grid, findings)
        if heads is None:
            return
        findings += self._spoilt(grid, heads)
        for line in owners.values():
            line.known |= {".".join(part.labels)}
        owner = next((head for head in heads.columns if head.owner), None)
        for number, row in enumerate(grid.rows[heads.line :], heads.line + 1):
            if not any(cell is not None for cell in row):
                continue
            said = str(value_at(row, owner.place) or "").strip() if owner else ""
            if said not in owners:
                found = f"写的是「{said}」，没有这条记录" if said else "没有填写" if owner else "这一列没有"
                values = {"found": found, "part": part.title, "title": parts(self.register.key)[0].title}
                findings.append(self.finding("IM011", (number, owner.place if owner else 1), grid.title, **values))
                continue
            line, group = owners[said], dict[str, Any]()
            trail: Trail = (*part.labels, part.put(line.tree, group))
            line.places[trail], line.sheets[trail] = (number, 1), grid.title
            self._fill(group, trail, line, heads, row, number, findings)

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
            value = written(head.column.spec, value_at(row, head.place), self.meant, wan=head.wan)
            if isinstance(value, Trouble):
                findings.append(self.finding(value.code, (number, head.place), sheet, **value.values))
            elif value is not None and value != []:
                put(tree, labels, value)

    def _spoilt(self, grid: Grid, heads: Heads) -> Iterator[Finding]:
        """Cells that hold a formula, or have been merged, where records are."""
        places = {head.place for head in heads.columns if head.column or head.owner}
        for place, formula in sorted(grid.formulas.items()):
            if place[0] > heads.line and place[1] in places:
                yield self.finding("IM006", place, grid.title, formula=formula[:60])
        for first, last in grid.merged:
            if last[0] >= heads.line and any(first[1] <= place <= last[1] for place in places):
                yield self.finding("IM007", first, grid.title, cells=f"{cell_name(first)}:{cell_name(last)}")

    def finding(self, code: str, place: Place, sheet: str, **values: Any) -> Finding:
        """A finding about a cell, or about the file."""
        source = Shard(register=self.register.key, year="", path=self.shown, single=False)
        (finding,) = placed(source, [Fault(code=code, values=values, line=place[0], column=place[1])], Places(), PROBLEMS)
        return replace(finding, message=self.said(place, sheet, finding.message))

    def said(self, place: Place, sheet: str, message: str) -> str:
        """A message with its cell before it, where there are cells."""
        if self.file.suffix.lower() not in (*BOOKS, *TEXTS):
            return message
        return f"{f'{sheet}!' if sheet else ''}{cell_name(place)} {message}"


def value_at(row: Sequence[Any], place: int) -> Any:
    """What stands in a column (from 1) of a line; None where nothing does."""
    value = row[place - 1] if place <= len(row) else None
    return None if isinstance(value, str) and not value.strip() else value


def put(tree: dict[str, Any], labels: Sequence[str], value: Any) -> None:
    """Put a value into a record at the end of a way of labels; further values of a list behind those that are there."""
    for label in labels[:-1]:
        tree = tree.setdefault(label, {})
    if isinstance(value, list) and isinstance(tree.get(labels[-1]), list):
        value = [*tree[labels[-1]], *(item for item in value if item not in tree[labels[-1]])]  # several columns of one list
    tree[labels[-1]] = value


def as_text(value: Any) -> Any:
    """JSON's own types as text, as they would be written in YAML."""
    if isinstance(value, dict):
        return {key: as_text(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if value is None or isinstance(value, str) else str(value)
