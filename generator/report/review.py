"""What a change would do, for the reviewer who merges it: text, Markdown, JSON."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

import orjson

from generator.report.text import LEVELS
from generator.reviewing import RecordChange, Review

_SHOWN = 200
"""How many records of a kind are named."""
_LONG = 120
"""Characters of a value that are shown."""

_MARKS = frozenset("\\`*_{}[]<>#|~!&$@:.^=")
"""What may not stand bare in Markdown, whoever renders it."""

_HEADINGS = {
    "公开": "将公开",
    "变更": "将变更",
    "撤回": "将撤下（撤回）",
    "公示期满": "将撤下（公示期满）",
    "恢复公示": "将恢复公示",
    "移除": "将从网站消失",
}


def review_text(review: Review) -> str:
    """For a terminal."""
    blocks = [
        "\n".join([f"{heading}（{len(members)} 条）", *map(_line, members[:_SHOWN]), *_rest(members)])
        for heading, members in _kinds(review)
    ]
    for heading, findings in (("新增的问题", review.added), ("改好的问题", review.mended)):
        if findings:
            lines = [
                f"  {each.path}:{each.line}: {each.code} {' '.join(each.message.split())}（{LEVELS[each.level]}）" for each in findings
            ]
            blocks.append("\n".join([f"{heading}（{len(findings)} 个）", *lines]))
    return "\n\n".join(blocks) or "网站不会有变化，问题也没有增减。"


def _line(change: RecordChange) -> str:
    head = f"  {change.record}  {' '.join(change.title.split())}"
    return "\n".join([head, *(f"    {each.field}：{_shown(each.before)} → {_shown(each.after)}" for each in change.fields)])


def review_markdown(review: Review) -> str:
    """For a comment on a merge request."""
    lines = ["## 合并后网站的变化", ""]
    kinds = list(_kinds(review))
    if not kinds:
        lines += ["网站不会有变化。", ""]
    for heading, members in kinds:
        lines += [f"### {heading}（{len(members)} 条）", ""]
        for change in members[:_SHOWN]:
            lines.append(f"- `{change.record}` {_escaped(change.title)}")
            lines += [f"  - {each.field}：{_escaped(_shown(each.before))} → {_escaped(_shown(each.after))}" for each in change.fields]
        lines += [*_rest(members), ""]
    for heading, findings in (("新增的问题", review.added), ("改好的问题", review.mended)):
        if findings:
            lines += [f"### {heading}（{len(findings)} 个）", ""]
            lines += [
                f"- **{LEVELS[each.level]}** {_code(f'{each.path}:{each.line}')} {each.code} {_escaped(each.message)}" for each in findings
            ]
            lines.append("")
    if not review.added:
        lines += ["没有新增的问题。", ""]
    return "\n".join(lines)


def review_json(review: Review) -> str:
    """``changes``, ``added`` and ``mended``."""
    return orjson.dumps(asdict(review), option=orjson.OPT_INDENT_2).decode()


def _kinds(review: Review) -> Iterator[tuple[str, list[RecordChange]]]:
    for what, members in groupby(review.changes, key=lambda change: change.what):
        yield _HEADINGS[what], list(members)


def _rest(members: list[RecordChange]) -> list[str]:
    return [f"  另有 {len(members) - _SHOWN} 条没有列出。"] if len(members) > _SHOWN else []


def _shown(value: str) -> str:
    text = " ".join(value.split())
    return f"「{text[:_LONG]}{'…' if len(text) > _LONG else ''}」" if text else "（空）"


def _escaped(text: str) -> str:
    """A line of text that Markdown takes for nothing but text: no emphasis, link, address, mention, mark-up, entity or formula."""
    return "".join(f"\\{character}" if character in _MARKS else character for character in " ".join(text.split()))


def _code(text: str) -> str:
    """Text as code, between more backticks than it has in a row."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " if "`" in text else ""
    return f"{fence}{space}{' '.join(text.split())}{space}{fence}"
