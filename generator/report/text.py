"""Findings for a person to read at a terminal."""

from collections.abc import Callable, Mapping, Sequence

from generator.source.finding import Finding

LEVELS = {"error": "错误", "warning": "警告", "notice": "提示"}

LineAt = Callable[[Finding], str]
"""Gives the source line of a finding, or an empty text where there is none."""


def as_text(finding: Finding, source_line: str = "") -> str:
    """``path:line:column: CODE message``, the line with a caret below it, and how to mend it."""
    lines = [f"{finding.path}:{finding.line}:{finding.column}: {finding.code} {finding.message}"]
    if source_line:
        start = max(0, finding.column - 60)
        shown = source_line[start : start + 100]
        lines += [f"    {shown}", "    " + _padding(shown[: finding.column - 1 - start]) + "^"]
    if finding.help:
        lines += [("  怎么改：" if number == 0 else "          ") + line for number, line in enumerate(finding.help.splitlines())]
    if finding.basis:
        lines.append(f"  依据：{finding.basis}")
    return "\n".join(lines)


def _padding(before: str) -> str:
    """Blanks as wide as a text: two columns for a full-width character."""
    return "".join("\u3000" if ord(character) >= 0x1100 else " " for character in before)


def text_report(findings: Sequence[Finding], line_at: LineAt, ignored: Mapping[str, int]) -> str:
    """All findings, with a closing line of counts; ``ignored`` is how many of each code the settings leave out."""
    blocks = [as_text(finding, line_at(finding)) for finding in findings]
    totals = counts(findings)
    closing = "，".join(f"{LEVELS[level]} {number} 个" for level, number in totals.items() if number) or "没有发现问题"
    if ignored:
        closing += f"；按设置忽略 {sum(ignored.values())} 个（{'、'.join(f'{code} {number} 个' for code, number in ignored.items())}）"
    return "\n".join([*blocks, closing])


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each level."""
    return {level: sum(finding.level == level for finding in findings) for level in LEVELS}
