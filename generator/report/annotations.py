"""Findings as the workflow commands with which GitHub and Gitea put a note on the line of a change."""

from collections.abc import Sequence

from generator.source.finding import Finding


def github_report(findings: Sequence[Finding]) -> str:
    """One ``::error file=…,line=…,col=…,title=…::message`` a finding; nothing at all for none."""
    return "\n".join(_command(finding) for finding in findings)


def _command(finding: Finding) -> str:
    place = f"file={_property(finding.path)},line={finding.line},col={finding.column},title={_property(finding.code)}"
    sentences = [f"{finding.code} {finding.message}", f"怎么改：{finding.help}" if finding.help else ""]
    if finding.basis:
        sentences.append(f"依据：{finding.basis}")
    return f"::{finding.level} {place}::{_data(chr(10).join(filter(None, sentences)))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
