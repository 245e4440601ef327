"""Findings as notes on the lines of a change: workflow commands for GitHub and Gitea, a code quality report for GitLab."""

import hashlib
from collections.abc import Sequence

import orjson

from generator.source.finding import Finding


def github_report(findings: Sequence[Finding]) -> str:
    """One ``::error file=…,line=…,col=…,title=…::message`` a finding; nothing at all for none."""
    return "\n".join(_command(finding) for finding in findings)


_SEVERITY = {"error": "critical", "warning": "minor", "notice": "info"}


def gitlab_report(findings: Sequence[Finding]) -> str:
    """GitLab's code quality report (the Code Climate format): one object a finding, each known again by what it says and where it is about."""
    return orjson.dumps([_issue(finding) for finding in findings], option=orjson.OPT_INDENT_2).decode()


def _issue(finding: Finding) -> dict[str, object]:
    said = f"{finding.path}\n{finding.record}\n{finding.field}\n{finding.code}\n{finding.message}"
    return {
        "description": " ".join((f"{finding.message}。{finding.help}").split()),
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(said.encode()).hexdigest(),
        "severity": _SEVERITY[finding.level],
        "location": {"path": finding.path, "lines": {"begin": finding.line}},
    }


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
