"""A record as a form, and a form as a record. What a form says is judged like a line of a table, and changes the file's text as one does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.checking import Check
from generator.importing import Import, Plan, Wishes
from generator.intake.cells import Trouble, written
from generator.intake.lines import Line, Reader, put
from generator.intake.shape import Column, Part, is_pair, parts
from generator.intake.template import cell, how
from generator.present import listed
from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.rules.intake import IN_TABLES
from generator.source.finding import Finding

_NOWHERE = Path("表单")
"""A form is no file."""

BOXES = 40
"""Up to so many choices of which several may be taken are shown as boxes to tick."""
LISTED = 400
"""Up to so many records to refer to are shown as a list to choose from."""

Answers = Mapping[str, Sequence[str]]
"""What was filled in, by the names of the fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One field of a form."""

    name: str
    label: str
    hint: str
    required: bool
    kind: str
    """line, lines, date, choice, boxes."""
    value: str
    """Several values are in lines."""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and what is shown of it."""
    fixed: bool = False
    messages: tuple[str, ...] = ()

    @property
    def values(self) -> list[str]:
        """The values, one by one."""
        return self.value.split("\n") if self.value else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Fields that belong together: those of the record, or those of one of its groups."""

    title: str
    number: int
    """Of a group within its list, from 1; 0 for the record."""
    boxes: tuple[Box, ...]


@dataclass(slots=True)
class Form:
    """A form, filled in."""

    blocks: list[Block] = field(default_factory=list)
    more: list[tuple[str, str]] = field(default_factory=list)
    """Lists of groups to which another may be added: name and title."""
    messages: list[str] = field(default_factory=list)
    """What is wrong and belongs to no field."""


def answers_of(register: Register, tree: Mapping[str, Any]) -> dict[str, list[str]]:
    """The answers that a record gives."""
    answers: dict[str, list[str]] = {}
    for part in parts(register.key):
        for number, group in enumerate(part.groups(tree)):
            for column in part.columns:
                said = cell(column, group)
                answers[_name(part, number, column)] = said.split("\n") if said and column.spec.many else [said or ""]
    return answers


def form_of(check: Check, register: Register, answers: Answers, findings: Sequence[Finding], *, fixed: bool, add: str = "") -> Form:
    """The form with these answers, and what is wrong with each. ``fixed``: the id stays; ``add``: the list that gets another group."""
    form = Form()
    rest = list(findings)
    for part in parts(register.key):
        title = ".".join(part.labels)
        numbers = range(_count(part, answers) + (title == add)) if part.path else range(1)
        for number in numbers:
            at = f"{title}[{number + 1}]." if part.path else ""
            boxes = []
            for column in part.columns:
                mine = [each for each in rest if _is_at(each.field, at + column.header)]
                rest = [each for each in rest if each not in mine]
                value = "\n".join(answers.get(_name(part, number, column), ()))
                boxes.append(_box(check, _name(part, number, column), column, value, mine, fixed=fixed and column.path == ("id",)))
            form.blocks.append(Block(title=part.title, number=number + 1 if part.path else 0, boxes=tuple(boxes)))
        if part.path:
            form.more.append((title, part.title))
    form.messages = [f"{each.field}：{_said(each)}" if each.field else _said(each) for each in rest if each.level == "error"]
    return form


def plan(check: Check, register: Register, answers: Answers) -> Plan:
    """What is to be written of the answers, or why nothing is."""
    importer = Import(check=check, register=register, file=_NOWHERE, shown="表单", wishes=Wishes())
    tree: dict[str, Any] = {}
    known: set[str] = set()
    findings: list[Finding] = []
    for part in parts(register.key):
        known |= {".".join(part.labels)} if part.path else {column.header for column in part.columns}
        for number in range(_count(part, answers) if part.path else 1):
            group = _filled(part, number, answers, importer.reader, findings)
            if not part.path:
                tree |= group
            elif group:
                part.put(tree, group)
    line = Line(tree=tree, places={}, sheets={}, line=1, sheet="", known=frozenset(known))
    return importer.plan_for([line], findings)


def _filled(part: Part, number: int, answers: Answers, reader: Reader, findings: list[Finding]) -> dict[str, Any]:
    """A record or group as its answers say."""
    group: dict[str, Any] = {}
    at = f"{'.'.join(part.labels)}[{number + 1}]." if part.path else ""
    for column in part.columns:
        said = "\n".join(each for each in answers.get(_name(part, number, column), ()) if each.strip())
        value = written(column.spec, said.replace("\r\n", "\n"), reader.meant)
        if isinstance(value, Trouble):
            findings.append(replace(reader.finding(value.code, (1, 1), "", **value.values), field=at + column.header))
        elif value is not None and value != []:
            put(group, column.header.split("."), value)
    return group


def _box(check: Check, name: str, column: Column, value: str, findings: Sequence[Finding], *, fixed: bool) -> Box:
    spec = column.spec
    choices = [(each, each) for each in spec.choices]
    if spec.kind == "yes_no":
        choices = [("是", "是"), ("否", "否")]
    elif spec.kind == "register":
        choices = [(key, register.title) for key, register in REGISTERS.items()]
    elif spec.kind == "reference" and not REGISTERS[spec.register].is_ledger:
        known = listed(check, spec.register)
        choices = [*([(spec.unless, spec.unless)] if spec.unless else []), *known] if len(known) <= LISTED else []
    if spec.many:
        kind = "boxes" if choices and len(choices) <= BOXES and not is_pair(spec) else "lines"
    elif choices:
        kind = "choice"
    else:
        kind = {"date": "date", "paragraphs": "lines"}.get(spec.kind, "line")
    plain = spec.kind in ("text", "paragraphs")
    values = value.split("\n") if value else []
    shown = dict(choices)
    missing = [(each, each) for each in values if choices and each not in shown]
    if kind == "boxes":  # what is taken stands first, in its order, which may mean something: the first officer is in charge
        choices = [*((each, shown[each]) for each in values if each in shown), *(each for each in choices if each[0] not in values)]
    return Box(
        name=name,
        label=column.header,
        hint=spec.meaning + ("" if kind in ("choice", "boxes", "date") or (plain and not spec.many) else how(spec, "")),
        required=column.required,
        kind=kind,
        value=value,
        choices=(*choices, *missing) if kind in ("choice", "boxes") else (),
        fixed=fixed,
        messages=tuple(_said(each) for each in findings),
    )


def _said(finding: Finding) -> str:
    """A finding in words, with how to mend it on a form."""
    problem = IN_TABLES.get(finding.code)
    advice = "" if problem and finding.code in ("MD001", "MD002") else f"。{finding.help}"
    return f"{finding.message}{advice}（{finding.code}）"


def _is_at(where: str, box: str) -> bool:
    """Whether a finding's field is a box's, or below it."""
    return where == box or where.startswith((f"{box}[", f"{box}."))


def _name(part: Part, number: int, column: Column) -> str:
    return f"{'.'.join(part.path)}[{number}].{'.'.join(column.path)}" if part.path else ".".join(column.path)


def _count(part: Part, answers: Answers) -> int:
    """How many groups of a list have been answered."""
    head = f"{'.'.join(part.path)}["
    numbers = [int(name[len(head) :].partition("]")[0]) for name in answers if name.startswith(head)]
    return max(numbers, default=-1) + 1
