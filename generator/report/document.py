"""Findings as the JSON object that the interface fixes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import orjson

from generator.report.text import counts
from generator.source.finding import Finding


def json_report(findings: Sequence[Finding], as_of: dt.date, ignored: Mapping[str, int]) -> str:
    """``as_of``, ``counts``, ``findings`` sorted by path, line and code; where the settings leave some out, ``ignored`` has their number by code."""
    document: dict[str, Any] = {
        "as_of": as_of.isoformat(),
        "counts": counts(findings),
        "findings": [asdict(finding) for finding in findings],
    }
    if ignored:
        document["ignored"] = dict(ignored)
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
