"""Findings as SARIF 2.1.0 (OASIS), which code hosts read into their review pages."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import orjson

from generator import __version__
from generator.source.finding import Finding
from generator.source.problem import Problem

_LEVEL = {"error": "error", "warning": "warning", "notice": "note"}


def sarif_report(findings: Sequence[Finding], problems: Mapping[str, Problem]) -> str:
    """One run with its rules and results. Columns count characters (``unicodeCodePoints``)."""
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "gongshi", "version": __version__, "language": "zh-CN", "rules": [_rule(problems[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "运行检查的目录"}}},
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    document = {"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "version": "2.1.0"}
    return orjson.dumps(document | {"runs": [run]}, option=orjson.OPT_INDENT_2).decode()


def _rule(problem: Problem) -> dict[str, Any]:
    return {
        "id": problem.code,
        "name": problem.title,
        "shortDescription": {"text": problem.title},
        "fullDescription": {"text": problem.why},
        "help": {"text": f"运行 gongshi explain {problem.code} 查看说明和例子。"},
        "defaultConfiguration": {"level": _LEVEL[problem.level]},
        **({"properties": {"basis": problem.citation}} if problem.basis else {}),
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    artifact = {"uri": _uri(finding.path), "uriBaseId": "SRCROOT"}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVEL[finding.level],
        "message": {"text": f"{finding.message}。怎么改：{finding.help}" if finding.help else finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "properties": {"record": finding.record, "field": finding.field, "register": finding.register},
    }


def _uri(path: str) -> str:
    """A relative path as a reference of RFC 3986."""
    return quote(path)
