"""What a code asks, why, on what basis, and how to mend it: at a terminal, and as the catalogue of the handbook."""

import re
from collections.abc import Mapping

from generator.report.text import LEVELS
from generator.source.problem import Problem


def explanation(problem: Problem) -> str:
    """One code for a person at a terminal."""
    lines = [f"{problem.code} {problem.title}（{LEVELS[problem.level]}）", "", problem.why, "", f"怎么改：{mending(problem)}"]
    lines += [f"依据：{basis.citation}" + (f"\n      {basis.says}" if basis.is_law else "") for basis in problem.basis]
    if problem.applies_from:
        lines.append(f"适用：{problem.applies_from} 以后的记录")
    if problem.applies_to:
        lines.append(f"已停用：只适用于 {problem.applies_to} 以前的记录")
    if problem.example:
        lines += ["", "例如：", *(f"    {line}" for line in problem.example.splitlines())]
    return "\n".join(lines)


def mending(problem: Problem) -> str:
    """How to mend it, with dots for what depends on the case."""
    return re.sub(r"\{\w+\}", "……", problem.help)


FAMILIES = {
    "SR": "文件",
    "ST": "设置",
    "MD": "项目的内容",
    "AC": "强制、收费和办件",
    "AF": "年度数据",
    "CA": "放假安排",
    "CC": "统一社会信用代码",
    "CF": "年度确认",
    "CG": "清单的一致",
    "CP": "专项行动",
    "CV": "应公开而未公开",
    "DL": "委托执法",
    "DN": "文号",
    "DP": "公示期限",
    "ED": "版次",
    "EX": "双公示",
    "FC": "流程图",
    "GD": "服务指南",
    "ID": "编号",
    "IM": "导入表格",
    "IT": "审批事项调整",
    "LB": "法律依据",
    "LC": "行政许可",
    "LR": "法制审核",
    "OF": "执法人员",
    "PI": "个人信息",
    "PN": "行政处罚",
    "RC": "行政检查",
    "RF": "引用",
    "TM": "公开时限",
    "TX": "文字",
    "WD": "撤回",
    "WN": "窗口公示",
}
"""What each family of codes is about, in the order of the catalogue."""


def catalogue(problems: Mapping[str, Problem]) -> str:
    """Every code as a page of the handbook, in Markdown, by family."""
    lines = [
        "---",
        "title: 问题代码和规则目录",
        "---",
        "",
        "# 问题代码和规则目录",
        "",
        f"`gongshi check` 能指出 {len(problems)} 种问题。本页由 `gongshi explain --all` 生成，不手工修改。"
        "**错误**会停止发布，**警告**和**提示**不会；时间过去本身不会造成错误。",
    ]
    for family, title in FAMILIES.items():
        members = [problem for code, problem in problems.items() if code.startswith(family)]
        if members:
            lines += ["", f"## {title}（{family}）"]
        for problem in members:
            lines += ["", *_entry(problem)]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>" else character for character in text)


def _entry(problem: Problem) -> list[str]:
    lines = [f"### {problem.code} {problem.title}", "", f"**{LEVELS[problem.level]}**　{problem.why}", ""]
    lines.append("- 怎么改：" + _plain(mending(problem).replace("\n", " ")))
    for basis in problem.basis:
        lines.append(f"- 依据：{basis.citation}" + (f"：{basis.says}" if basis.is_law else ""))
    if problem.applies_from:
        lines.append(f"- 适用：{problem.applies_from} 以后的记录")
    if problem.applies_to:
        lines.append(f"- 已停用：只适用于 {problem.applies_to} 以前的记录")
    if problem.example:
        lines += ["", "例如：", "", "```text", *problem.example.splitlines(), "```"]
    return lines
