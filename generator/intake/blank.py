"""A new record to be filled in: every field with what it means; what must be there stands empty, what may be there as a comment."""

from collections.abc import Mapping, Sequence

from generator.intake.layout import scalar
from generator.registers.describe import FieldSpec


def blank(specs: Sequence[FieldSpec], known: Mapping[str, str]) -> list[str]:
    """A record or group, line by line. ``known``: by English name what is known already."""
    lines: list[str] = []
    for spec in specs:
        field = _field(spec, known.get(spec.name, ""))
        lines += field if spec.required or spec.name in known else [f"# {line}" for line in field]
    return lines


def listed(lines: Sequence[str]) -> list[str]:
    """A record as an entry of a list."""
    return [("- " if number == 0 else "  ") + line for number, line in enumerate(lines)]


def _field(spec: FieldSpec, known: str) -> list[str]:
    head = f"{spec.label}:{f' {scalar(known)}' if known else ''}  # {_note(spec)}"
    inner = [line.removeprefix("# ") if not spec.required else line for line in blank(spec.children, {})]
    if spec.many:
        inner = listed(inner) if inner else ["- "]
    return [head, *(f"  {line}".rstrip() for line in inner)]


def _note(spec: FieldSpec) -> str:
    choices = f"只能填：{'、'.join(spec.choices)}。" if spec.choices else ""
    return " ".join(f"{spec.meaning}{choices}".split())
