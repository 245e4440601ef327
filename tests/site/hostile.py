"""A site whose every text field holds what somebody might hope to have run, as far as the check lets it in."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec
from tests.checking import small_site
from tests.conftest import AS_OF, gongshi

SHORT = (
    '"><script>window.ran=1</script>',
    '<img src=x onerror="window.ran=1">',
    "javascript:window.ran=1//",
    "{{ 7*7 }}{% for x in y %}⟦gongshi:body⟧{{ penalties.count }}{# #}",
    '=HYPERLINK("http://elsewhere.example/","看")',
    "مرحبا ‹שלום› &amp; &#60;b&#62; ]]> --> </title></textarea></script>'",
    "@SUM(A1:A9)",
    "+1-1",
    "-2+3",
    "[名字](javascript:window.ran=1) **粗** `码` <!-- 注 -->",
    "' onfocus='window.ran=1' autofocus x='",
    "很长的名字没有一个可以断开的地方" * 25,
    "W" * 440,
)
"""What is put into fields of one line, at most 500 characters."""

LONG = (*SHORT, "很长的一段" * 1_990, "\n".join(["<script>window.ran=1</script>", "# 标题", "- 列表", "=1+1"]))
"""What is put into fields of several paragraphs."""

KEPT = frozenset({"编号", "档次", "联合部门", "撤回", "不予公开"})
"""What other fields depend on, or what keeps a record from being shown."""

Place = tuple[str | int, ...]


@dataclass
class Hostile:
    """The site: where its registers lie, and what was put where, by file and place in it."""

    directory: Path
    put: dict[tuple[str, Place], str] = field(default_factory=dict)
    refused: dict[tuple[str, Place], str] = field(default_factory=dict)
    """What the check did not let in, with its code."""

    @property
    def site(self) -> Path:
        return self.directory / "site"

    def texts(self, register: str) -> list[str]:
        """What the records of a register hold now."""
        return [text for (name, _), text in self.put.items() if name.split("/")[1] == register]


def made(directory: Path) -> Hostile:
    """Make and build the site. Where the check refuses a text, what was there before is put back."""
    hostile = Hostile(directory)
    small_site(directory)
    before: dict[str, Any] = {}
    for path in sorted([*(directory / "registries").rglob("*.yml"), *(directory / "content").glob("*/*.md")]):
        name = path.relative_to(directory).as_posix()
        register = REGISTERS.get(name.split("/")[1])
        if register is None:
            continue
        tree = _read(path)
        before[name] = json.loads(json.dumps(tree))
        for at, record in enumerate(tree if isinstance(tree, list) else [tree]):
            base: Place = (at,) if isinstance(tree, list) else ()
            _spoil(hostile, name, record, register.fields, base)
        _write(path, tree)
    for _ in range(12):
        errors = _errors(directory)
        if not errors:
            break
        held = len(hostile.put)
        for finding in errors:
            _put_back(hostile, before, finding)
        assert len(hostile.put) < held, errors[:5]
    assert not errors, errors[:5]
    done = gongshi("build", "--as-of", AS_OF, "--site-dir", "site", cwd=directory)
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(directory / ".gongshi")
    return hostile


def _spoil(hostile: Hostile, name: str, record: dict[str, Any], specs: tuple[FieldSpec, ...], base: Place) -> None:
    for spec in specs:
        if spec.label in KEPT:
            continue
        value = record.get(spec.label)
        if spec.kind == "group":
            for at, item in enumerate(value if isinstance(value, list) else []):
                _spoil(hostile, name, item, spec.children, (*base, spec.label, at))
            if isinstance(value, dict):
                _spoil(hostile, name, value, spec.children, (*base, spec.label))
        elif spec.kind in ("text", "paragraphs"):
            choice = LONG if spec.kind == "paragraphs" else SHORT
            text = f"{choice[len(hostile.put) % len(choice)]}Q{len(hostile.put)}Q"
            record[spec.label] = [text] if spec.many else text
            hostile.put[name, (*base, spec.label)] = text


def _errors(directory: Path) -> list[dict[str, Any]]:
    done = gongshi("check", "--format", "json", "--as-of", AS_OF, cwd=directory)
    assert done.returncode in (0, 1), done.stderr
    return [finding for finding in json.loads(done.stdout)["findings"] if finding["level"] == "error"]


def _put_back(hostile: Hostile, before: dict[str, Any], finding: dict[str, Any]) -> None:
    """Put back the text that a finding is of; where it names a record or a group only, all of its texts."""
    name, keys = finding["path"], [key for key in finding["field"].split(".") if key]
    path = hostile.directory / name
    tree, old = _read(path), before[name]
    places = [place for file, place in hostile.put if file == name and _under(place, keys)]
    for place in places:
        target, source = tree, old
        for step in place[:-1]:
            target, source = target[step], source[step]
        if place[-1] in source:
            target[place[-1]] = source[place[-1]]
        else:
            del target[place[-1]]
        hostile.refused[name, place] = finding["code"]
        del hostile.put[name, place]
    _write(path, tree)


def _under(place: Place, keys: list[str]) -> bool:
    said = [step for step in place if isinstance(step, str)]
    wanted = [key.partition("[")[0] for key in keys]
    return said[: len(wanted)] == wanted or wanted[: len(said)] == said


def _read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, yaml.BaseLoader)


def _write(path: Path, tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1_000_000)
    if path.suffix == ".md":
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        text = f"---\n{text}---\n{body}"
    path.write_text(text, encoding="utf-8")


def strings(value: Any) -> Iterator[str]:
    """Every text of a JSON document."""
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(each)
