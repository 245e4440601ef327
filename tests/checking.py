"""Runs the real ``gongshi check`` over the small registries of ``cases/base`` with something laid over them."""

import contextlib
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from generator.cli import main
from generator.commands import given

CASES = Path(__file__).parent / "cases"
SETTINGS = Path(__file__).parent.parent / "mkdocs.yml"
AS_OF = "2026-11-22"


@dataclass(frozen=True)
class Expected:
    """One line of an ``expected`` file, and the words (indented below it) that the message or its help must contain."""

    finding: str
    words: tuple[str, ...] = ()


def small_site(directory: Path, case: Path | None = None) -> Path:
    """A site in ``directory``: the repository's settings, the base registries, a case laid over them. Returns the registries.

    What a tree has in ``content`` are pages, and goes beside the registries.
    """
    shutil.copyfile(SETTINGS, directory / "mkdocs.yml")
    registries, content = directory / "registries", directory / "content"
    for tree in (CASES / "base", *([case] if case else [])):
        for place, part in ((registries, tree), (content, tree / "content")):
            place.mkdir(exist_ok=True)
            if part.is_dir():
                lay_over(place, part)
    return registries


def set_rules(directory: Path, rules: str) -> None:
    """Put another section 规则 into the settings of a site; ``rules`` is YAML, its first column is that of the section's keys."""
    path = directory / "mkdocs.yml"
    text = re.sub(r"      规则:\n(?:        .*\n)+", "", path.read_text(encoding="utf-8"))
    section = "".join(f"        {line}\n" for line in rules.splitlines())
    path.write_text(
        text.replace("      公示策略:", f"      规则:\n{section}      公示策略:" if section else "      公示策略:"), encoding="utf-8"
    )


def lay_over(tree: Path, case: Path) -> None:
    """What the case has at a path takes the place of what the tree has there; a file may replace a directory and the reverse."""
    for entry in sorted(case.iterdir()):
        place = tree / entry.name
        if entry == CASES / "base" / "content" or (entry.name == "content" and (case / "expected").is_file()):
            continue
        if entry.is_dir():
            if place.is_file():
                place.unlink()
            place.mkdir(exist_ok=True)
            lay_over(place, entry)
        elif entry.name != "expected":
            if place.is_dir():
                shutil.rmtree(place)
            shutil.copyfile(entry, place)


def run(directory: Path, *arguments: str | Path) -> Result:
    """``gongshi`` with these arguments in this directory. What escapes the command as an exception fails the test."""
    for value in vars(given).values():
        if callable(getattr(value, "cache_clear", None)):
            value.cache_clear()  # a user's command is a process of its own
    with contextlib.chdir(directory):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise AssertionError(f"gongshi {' '.join(map(str, arguments))} ended in a traceback") from result.exception
    assert "Traceback" not in result.output
    return result


def check(directory: Path, *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    """The exit status and the JSON of a check."""
    result = run(directory, "check", "--format", "json", "--as-of", AS_OF, "--jobs", "1", *arguments)
    return result.exit_code, json.loads(result.stdout)


def lines(findings: Iterable[dict[str, Any]]) -> list[str]:
    """Findings as an ``expected`` file writes them, paths relative to the registries."""
    return [
        f"{each['path'].removeprefix('registries/')}:{each['line']}:{each['column']} {each['code']} {each['field']}".rstrip()
        for each in findings
    ]


def read_expected(text: str) -> list[Expected]:
    """What an ``expected`` file lists. Lines that start with # are for people."""
    expected: list[Expected] = []
    for line in text.splitlines():
        if line.startswith(" "):
            expected[-1] = Expected(expected[-1].finding, (*expected[-1].words, line.strip()))
        elif line and not line.startswith("#"):
            expected.append(Expected(line))
    return expected
