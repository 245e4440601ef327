"""Valid records as they are written (Chinese keys, values as text): from the base of the cases, else from the sample county."""

import copy
from pathlib import Path
from typing import Any

from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.source.reader import read
from tests.checking import CASES, SETTINGS

ROOT = SETTINGS.parent


def files(register: Register, registries: Path, content: Path) -> list[Path]:
    """The files of a register: a list beside the others, one file a record, by year, or pages with front matter."""
    if register.in_content:
        return sorted((content / register.key).glob("*.md"))
    return [*registries.glob(f"{register.key}.yml"), *sorted((registries / register.key).rglob("*.yml"))]


def sample_files(register: Register) -> list[Path]:
    """The files of a register in the sample county."""
    return files(register, ROOT / "registries", ROOT / "content")


def entries(path: Path) -> list[dict[str, Any]]:
    """The records of a file, as written; of a page, its front matter without what is the host's."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        front: Any = read(text.removeprefix("---\n").split("\n---\n")[0]).tree
        return [{key: value for key, value in front.items() if not key.isascii()}]
    tree: Any = read(text).tree
    return tree if isinstance(tree, list) else [tree]


def _first(register: Register) -> dict[str, Any] | None:
    found = [*files(register, CASES / "base", CASES / "base" / "content"), *sample_files(register)]
    return entries(found[0])[0] if found else None


_WRITTEN = {key: record for key, register in REGISTERS.items() if (record := _first(register))}

WITH_RECORD = [register for key, register in REGISTERS.items() if key in _WRITTEN]
"""The registers that have a record to try things on. That all have one in the sample county is a test of its own."""


def written_record(key: str) -> dict[str, Any]:
    """A record of a register, to be changed at will."""
    return copy.deepcopy(_WRITTEN[key])
