"""Reads one shard: bytes to records and faults. A pure function, so that it can run anywhere and be kept."""

from dataclasses import dataclass

from generator.registers import REGISTERS, register_named
from generator.registers.describe import FieldSpec, describe
from generator.registers.record import Record
from generator.source.finding import Fault, Finding, Trail, field_path
from generator.source.places import Places, locate
from generator.source.problems import PROBLEMS
from generator.source.reader import read
from generator.source.survey import SIZE_LIMIT, Shard
from generator.source.validation import records_of


_HOST_KEYS = frozenset({"title", "description", "template", "hide", "status", "icon"})
"""Front matter that is the host's business."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a shard holds: its valid records with their trails, and what is wrong with the rest."""

    records: tuple[tuple[Trail, Record], ...]
    findings: tuple[Finding, ...]


def read_shard(shard: Shard, data: bytes) -> Shelf:
    """Read, validate and place. Every fault of the file is found; a file that cannot be read has one finding."""
    if len(data) > SIZE_LIMIT:
        values = {"size": f"{len(data) / 1e6:.1f}", "limit": SIZE_LIMIT // 1_000_000}
        return _alone(shard, Fault(code="SR008", values=values, line=1, column=1))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _alone(shard, _encoding_fault(data, error))
    if shard.page:
        front = front_matter(text)
        if front is None:
            return _alone(shard, Fault(code="SR016", values={}, line=1, column=1))
        text = front
    reading = read(text)
    if not reading.regular:
        places = locate(text)
        faults = places.faults or [
            Fault(code="SR003", values={"reason": "写法不合 YAML 规则", "advice": "检查缩进和引号。"}, line=1, column=1)
        ]
        return Shelf((), placed(shard, faults, places))
    tree = reading.tree
    if shard.page and isinstance(tree, dict):
        tree = {key: value for key, value in tree.items() if key not in _HOST_KEYS}
    records, faults = records_of(register_named(shard.register), tree, single=shard.single)
    return Shelf(tuple(records), placed(shard, faults, locate(text)) if faults else ())


def front_matter(text: str) -> str | None:
    """The YAML at the head of a Markdown page, on the lines on which it stands there; None where there is none."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---":
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    return None if end is None else "\n".join(["", *lines[1:end], ""])


def yaml_of(shard: Shard, data: bytes) -> str:
    """The YAML of a shard that has been read before: the file, or the head of the page."""
    text = data.decode("utf-8-sig")
    return front_matter(text) or "" if shard.page else text


def placed(shard: Shard, faults: list[Fault], places: Places) -> tuple[Finding, ...]:
    """Faults with their lines and columns: findings."""
    return tuple(sorted((_finding(shard, fault, places) for fault in faults), key=lambda finding: finding.sort_key))


def _alone(shard: Shard, fault: Fault) -> Shelf:
    return Shelf((), (_finding(shard, fault, Places()),))


def _finding(shard: Shard, fault: Fault, places: Places) -> Finding:
    problem = PROBLEMS[fault.code]
    line, column = (fault.line, fault.column) if fault.line else places.of(fault.trail, fault.at_key)
    register = REGISTERS.get(shard.register)
    below = fault.trail[1:] if fault.trail and isinstance(fault.trail[0], int) else fault.trail
    return Finding(
        code=fault.code,
        level=problem.level,
        path=shard.path,
        line=line,
        column=column,
        register=shard.register,
        record=fault.record,
        field=field_path(below, _labels(register.model) if register else {}),
        message=problem.message.format_map(fault.values),
        basis=problem.basis,
        help=problem.help.format_map(fault.values),
    )


def _labels(model: type[Record]) -> dict[str, str]:
    """English names to Chinese ones, at every depth."""
    labels: dict[str, str] = {}

    def add(specs: tuple[FieldSpec, ...]) -> None:
        for spec in specs:
            labels.setdefault(spec.name, spec.label)
            add(spec.children)

    add(describe(model))
    return labels


def _encoding_fault(data: bytes, error: UnicodeDecodeError) -> Fault:
    guess = ""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        guess = "，像是 UTF-16（记事本的「Unicode」）"
    else:
        try:
            data.decode("gb18030")
            guess = "，像是 GBK（记事本的「ANSI」）"
        except UnicodeDecodeError:
            pass
    before = data[: error.start]
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Fault(code="SR001", values={"guess": guess}, line=before.count(b"\n") + 1, column=column)
