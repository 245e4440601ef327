"""Reads one shard: bytes to records and faults. A pure function, so that it can run anywhere and be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.registers import REGISTERS, register_named
from generator.registers.describe import FieldSpec, describe
from generator.registers.record import Record
from generator.source.finding import Fault, Finding, Trail, field_path
from generator.source.places import Places, locate
from generator.source.problem import Problem
from generator.source.problems import PROBLEMS
from generator.source.reader import read
from generator.source.survey import SIZE_LIMIT, Shard
from generator.source.validation import records_of

HOST_KEYS = frozenset({"title", "description", "template", "hide", "status", "icon"})
"""Front matter that is the host's business."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a shard holds: its valid records with their trails, and what is wrong with the rest."""

    records: tuple[tuple[Trail, Record], ...]
    findings: tuple[Finding, ...]
    broken: tuple[str, ...] = ()
    """The ids of records that are there but could not be read, as far as they can be told."""


def read_shard(shard: Shard, data: bytes) -> Shelf:
    """Read, validate and place. Every fault of the file is found; a file that cannot be read has one finding."""
    if len(data) > SIZE_LIMIT:
        values = {"size": f"{len(data) / 1e6:.1f}", "limit": SIZE_LIMIT // 1_000_000}
        return _alone(shard, Fault(code="SR008", values=values, line=1, column=1))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _alone(shard, encoding_fault(data, error))
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
        return Shelf((), placed(shard, faults, places), _stem(shard))
    tree = reading.tree
    if shard.page and isinstance(tree, dict):
        tree = {key: value for key, value in tree.items() if key not in HOST_KEYS}
    records, faults = records_of(register_named(shard.register), tree, single=shard.single)
    broken = dict.fromkeys(fault.record for fault in faults if fault.record)
    return Shelf(tuple(records), placed(shard, faults, locate(text)) if faults else (), (*broken, *(_stem(shard) if faults else ())))


def front_matter(text: str) -> str | None:
    """The YAML at the head of a Markdown page, on the lines on which it stands there; None where there is none."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    if lines[0].rstrip() != "---":
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    return None if end is None else "\n".join(["", *lines[1:end], ""])


def yaml_of(shard: Shard, data: bytes) -> str:
    """The YAML of a shard that has been read before: the file, or the head of the page."""
    text = data.decode("utf-8-sig")
    return front_matter(text) or "" if shard.page else text


def placed(shard: Shard, faults: Sequence[Fault], places: Places, problems: Mapping[str, Problem] = PROBLEMS) -> tuple[Finding, ...]:
    """Faults with their lines and columns: findings. ``problems`` has what each code says."""
    register = REGISTERS.get(shard.register)
    names = _labels(register.model) if register else {}
    written = [replace(fault, trail=_as_written(fault.trail, places, names)) for fault in faults]
    specs = register.fields if register else ()
    found = (_finding(shard, fault, places, specs, problems[fault.code]) for fault in written)
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def _as_written(trail: Trail, places: Places, labels: dict[str, str]) -> Trail:
    """A trail of Chinese keys in the keys that the file uses, which may be English."""
    written: Trail = ()
    for step in trail:
        if isinstance(step, str) and (*written, step) not in places.keys:
            step = next((name for name, label in labels.items() if label == step and (*written, name) in places.keys), step)
        written = (*written, step)
    return written


def _alone(shard: Shard, fault: Fault) -> Shelf:
    return Shelf((), placed(shard, [fault], Places()), _stem(shard))


def _stem(shard: Shard) -> tuple[str, ...]:
    """The id that a file claims by its name."""
    return (shard.path.rpartition("/")[2].rpartition(".")[0],) if shard.single else ()


def _finding(shard: Shard, fault: Fault, places: Places, specs: tuple[FieldSpec, ...], problem: Problem) -> Finding:
    line, column = (fault.line, fault.column) if fault.line else places.of(fault.trail, fault.at_key)
    below = fault.trail[1:] if fault.trail and isinstance(fault.trail[0], int) else fault.trail
    return Finding(
        code=fault.code,
        level=fault.level or problem.level,
        path=shard.path,
        line=line,
        column=column,
        register=shard.register,
        record=fault.record,
        field=field_path(_labelled(below, specs)),
        message=problem.message.format_map(fault.values),
        basis=problem.citation,
        help=problem.help.format_map(fault.values),
    )


def _labelled(trail: Trail, specs: tuple[FieldSpec, ...]) -> Trail:
    """A trail with the Chinese label of every field that it names by its English name; what is no field stays as it is written."""
    labelled: Trail = ()
    for step in trail:
        if isinstance(step, str):
            spec = next((spec for spec in specs if step in (spec.name, spec.label)), None)
            step, specs = (spec.label, spec.children) if spec else (step, ())
        labelled = (*labelled, step)
    return labelled


def _labels(model: type[Record]) -> dict[str, str]:
    """English names to Chinese ones, at every depth."""
    labels: dict[str, str] = {}

    def add(specs: tuple[FieldSpec, ...]) -> None:
        for spec in specs:
            labels.setdefault(spec.name, spec.label)
            add(spec.children)

    add(describe(model))
    return labels


def encoding_fault(data: bytes, error: UnicodeDecodeError) -> Fault:
    """What to say of bytes that are not UTF-8, at the first byte that is not."""
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
