"""YAML written as text, in the project's layout: block style, two spaces, quotes only where YAML needs them."""

from collections.abc import Iterable

_RISKY_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@` ")


def scalar(text: str) -> str:
    """Text as one plain scalar, or in single quotes where a plain one would mean something else."""
    if not text or text[0] in _RISKY_FIRST or ": " in text or " #" in text or text[-1] in ": ":
        return "'" + text.replace("'", "''") + "'"
    return text


def line(key: str, value: str, indent: str = "  ") -> str:
    """One line ``key: value``."""
    return f"{indent}{key}: {scalar(value)}\n"


def optional(key: str, value: str | None, indent: str = "  ") -> str:
    """One line, or nothing for None."""
    return "" if value is None else line(key, value, indent)


def block(key: str, text: str) -> str:
    """Text of one or more lines as a literal block."""
    body = text.replace("\n", "\n    ")
    return f"  {key}: |-\n    {body}\n"


def sequence(key: str, values: Iterable[str]) -> str:
    """List of scalars, one a line."""
    return f"  {key}:\n" + "".join(f"    - {scalar(value)}\n" for value in values)


def mapping(key: str, *pairs: tuple[str, str | None]) -> str:
    """Nested mapping; a pair whose value is None is left out."""
    return f"  {key}:\n" + "".join(optional(name, value, "    ") for name, value in pairs)


def citations(key: str, basis: Iterable[tuple[str, str]], indent: str = "  ") -> str:
    """List of citations (law, article); an empty article is left out."""
    lines = [f"{indent}{key}:\n"]
    for law, article in basis:
        lines.append(f"{indent}  - 法规: {law}\n")
        if article:
            lines.append(f"{indent}    条款: {scalar(article)}\n")
    return "".join(lines)


def record(identifier: str, body: str) -> str:
    """One entry of a list file, from its id and the lines that follow."""
    return f"- 编号: {identifier}\n{body}"
