"""Sites in which files are spoilt, what a check says of them, and what must be true of whatever it says."""

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from generator.checking import Check
from generator.options import Options
from generator.reading import Summary
from generator.registers import REGISTERS
from generator.rules.catalogue import CATALOGUE
from generator.source.finding import Finding
from generator.source.reader import EMPTY, read
from generator.source.settings import Site, read_site
from generator.source.shard import front_matter
from generator.workers import Workers
from tests.checking import AS_OF, CASES, SETTINGS, small_site
from tests.fuzz.mutations import spoil

ROOT = SETTINGS.parent
LONGEST = 6_000
"""Of a longer list some entries are taken, so that a run stays short."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_ENTRY = re.compile(rb"^- ", re.MULTILINE)
_SLOT = re.compile(r"\{\w*\}")
_STRANGE_NAMES = (
    *("甲.yml", "a b.yml", "A.yml", "x.yaml", "x.YML", "x.yml.bak", "x", ".x.yml", "x.txt", "{value}.yml", "..yml", "-.yml", "\udcff.yml"),
    *("sub/x.yml", "1999/x.yml", "2026/x.yml", "2026/2026.yml", "2026/sub/x.yml", "9999/x.yml", "x.yml/x.yml", "\u202e.yml", "a\nb.yml"),
)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A file, where it lies below the site, and what was done to it."""

    place: str
    before: bytes
    after: bytes
    how: str

    def __str__(self) -> str:
        """As a Python text: ``text.encode("utf-8", "surrogateescape")`` are the bytes again."""
        text = repr(self.after.decode("utf-8", "surrogateescape"))
        return f"--- {self.place} ({self.how}), {len(self.after)} bytes\n{text if len(text) < 4000 else text[:4000] + ' ...'}"


@cache
def corpus() -> tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]]:
    """The files of the base of the cases, and those with the files of the sample county, with the place of each below its site."""
    root = CASES / "base"
    places = [(f"registries/{path.relative_to(root).as_posix()}", path) for path in root.rglob("*.yml")]
    places += [(path.relative_to(root).as_posix(), path) for path in root.rglob("*.md")]
    base = [(place, path.read_bytes()) for place, path in sorted(places)]
    places = [(path.relative_to(ROOT).as_posix(), path) for path in (*ROOT.glob("registries/**/*.yml"), *ROOT.glob("content/**/*.md"))]
    return base, base + [(place, path.read_bytes()) for place, path in sorted(places)]


def excerpt(data: bytes, random: Random) -> bytes:
    """A short file as it is; of a long list a few entries in a row."""
    starts = [found.start() for found in _ENTRY.finditer(data)]
    if len(data) <= LONGEST or len(starts) < 2:
        return data
    first = random.randrange(len(starts))
    return data[starts[first] : [*starts[first + 1 :], len(data)][min(random.randrange(5), len(starts) - first - 1)]]


def draw(seed: str, count: int) -> list[Spoilt]:
    """So many spoilt files, each at a place of its own; the same for the same seed."""
    random = Random(seed)  # noqa: S311 chance that can be had again
    base, everything = corpus()
    found: dict[str, Spoilt] = {}
    while len(found) < count:
        place, data = random.choice(base if random.random() < 0.4 else everything)
        before = excerpt(data, random)
        after, how = spoil(before, excerpt(random.choice(everything)[1], random), random)
        if place.startswith("registries/") and random.random() < 0.05:
            place, how = f"{place.rpartition('/')[0]}/{random.choice(_STRANGE_NAMES)}", f"{how} + moved"
        found.setdefault(place, Spoilt(place, before, after, how))
    return list(found.values())


def lay_out(directory: Path, files: list[Spoilt]) -> Path:
    """The base as a site in an empty directory, with the files in it."""
    small_site(directory)
    for file in files:
        path = directory / file.place
        for above in reversed(path.parents):
            if above.is_file():
                above.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.write_bytes(file.after)
    return directory


def check_of(directory: Path, store: Path, as_of: str = AS_OF) -> Check:
    """A check as the command makes it, in this process."""
    site = _site(directory)
    return Check(site=site, options=Options(as_of=dt.date.fromisoformat(as_of), target=directory), store=store, pool=Workers(1))


def _site(directory: Path) -> Site:
    site, findings = read_site(directory / "mkdocs.yml", "mkdocs.yml")
    assert site, findings
    return site


def complaints(directory: Path, check: Check, files: list[Spoilt]) -> Iterator[str]:
    """Whatever is not as it must be, in words: about findings, and about records that are lost."""
    findings = check.verdict().findings
    written = "".join(file.after.decode("utf-8", "replace") + file.place for file in files)
    for finding in findings:
        yield from (f"{fault}: {finding}" for fault in faults_of(finding, check.registries, written))
    of_path: dict[str, list[Finding]] = {}
    for finding in findings:
        of_path.setdefault(finding.path, []).append(finding)
    summaries = {(check.registries / summary.shard.path).resolve(): summary for summary in check.summaries}
    for file in files:
        path = (directory / file.place).resolve()
        summary = summaries.get(path)
        if summary:
            said = of_path.get(summary.shard.path, [])
            yield from (f"{file.place}: {fault}" for fault in _losses(file, summary, said))
        elif path.suffix != ".md" and path.suffix != ".txt" and not path.name.startswith("."):
            parts = Path(file.place).relative_to("registries").parts
            above = {"/".join(parts[:length]).encode("utf-8", "replace").decode() for length in range(1, len(parts) + 1)}
            if not above & of_path.keys():
                yield f"{file.place}: neither read nor found"


def faults_of(finding: Finding, registries: Path, written: str) -> Iterator[str]:
    """What is wrong with a finding."""
    if finding.code not in CATALOGUE:
        yield "no code of the catalogue"
    if not finding.message.strip() or not finding.help.strip() or not finding.path:
        yield "nothing said"
    for text in (finding.message, finding.help, finding.field, finding.record):
        if set(_SLOT.findall(text)) - set(_SLOT.findall(written)):
            yield "unfilled"
        text.encode("utf-8")
    for text in (finding.message, finding.field):
        if any(sign in text for sign in ("None", "Traceback", "Error", "datetime.", "Decimal(", "<class")) and not any(
            sign in written for sign in ("None", "Error")
        ):
            yield "in the tongue of programs"
    if "「」" in finding.message and not any(nothing in written for nothing in ("「」", '""', "''", "|", ">")):
        yield "quotes nothing"
    path = registries / finding.path
    if path.is_file():
        text = path.read_bytes().decode("utf-8-sig", "replace")
        ways = [lines for lines in (text.split("\n"), _LINE_END.split(text)) if _is_in(lines, finding)]
        if not ways:
            yield "a place outside of the file"
        elif finding.code == "MD003" and not any(_has_key(lines, finding) for lines in ways):
            yield "a place where no such key is"
    elif (finding.line, finding.column) != (1, 1):
        yield "a place in what is no file"
    elif not path.exists() and not path.is_symlink() and finding.path not in REGISTERS and "?" not in finding.path:
        yield "of what is not there"


def _is_in(lines: list[str], finding: Finding) -> bool:
    return 1 <= finding.line <= len(lines) and 1 <= finding.column <= len(lines[finding.line - 1]) + 1


def _has_key(lines: list[str], finding: Finding) -> bool:
    """Whether the key that is not known begins where the finding says; one with escapes in it cannot be told."""
    rest = lines[finding.line - 1][finding.column - 1 :]
    return rest.lstrip("'\"").startswith(finding.field.rpartition(".")[2][:10].rstrip()) or rest.startswith(("'", '"'))


def _losses(file: Spoilt, summary: Summary, findings: list[Finding]) -> Iterator[str]:
    """What of a register's file is neither read nor found."""
    known = set(summary.columns["id"])
    for block, name in _blocks(file.before):
        if name not in known and not findings and (block + b"\n" in file.after or file.after.endswith(block)):
            yield f"record {name} stands there untouched, and is neither read nor found"
    text = _yaml_text(file, summary)
    if text is None:
        if not findings:
            yield "unreadable, and nothing found"
        return
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
        tree: Any = yaml.load(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        if not findings:
            yield "no YAML, and nothing found"
        return
    reading = read(text)
    if reading.regular and not _same(reading.tree, tree):
        yield "read other than PyYAML reads it"
    entries = root.value if isinstance(root, yaml.SequenceNode) else [root] if root else []
    places = {0 if entry < 0 else entry for entry in summary.columns["entry"]}
    if len(places) < len(entries) and not any(finding.line for finding in findings):
        yield f"{len(entries)} entries, {len(places)} records, and nothing found"
    if any(finding.code.startswith("SR") for finding in findings):
        return
    for number, node in enumerate(entries):
        first, last = (text.count("\n", 0, mark.index) + 1 for mark in (node.start_mark, node.end_mark))  # as an editor counts lines
        span = range(first, last + 1)
        if number not in places and not any(finding.line in span for finding in findings):
            yield f"entry {number} in lines {span.start} to {span.stop - 1} is neither read nor found"


def _yaml_text(file: Spoilt, summary: Summary) -> str | None:
    try:
        text = file.after.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return front_matter(text) if summary.shard.page else text


def _blocks(data: bytes) -> Iterator[tuple[bytes, str]]:
    """Every entry of a list as its bytes, with its id; of a file of one record, that."""
    starts = [found.start() for found in _ENTRY.finditer(data)] if data.startswith(b"- ") else [0]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        block = data[start:end].rstrip(b"\n")
        name = re.search(r"^(?:- )?编号: (\S+)$", block.decode(), re.MULTILINE)
        if name:
            yield block, name[1]


def _same(tree: Any, other: Any) -> bool:
    """Whether a tree is what PyYAML's loader of texts makes of the file; nothing at all may be any of the empty scalars."""
    if tree is None:
        return other is None or (isinstance(other, str) and other in EMPTY)
    if isinstance(tree, dict):
        return isinstance(other, dict) and tree.keys() == other.keys() and all(_same(tree[key], other[key]) for key in tree)
    if isinstance(tree, list):
        return isinstance(other, list) and len(tree) == len(other) and all(map(_same, tree, other))
    return bool(tree == other)
