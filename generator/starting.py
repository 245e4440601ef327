"""A new bureau's site: settings, registers to be filled in, pages, and what checks and publishes it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from generator import __version__
from generator.intake.blank import blank, listed
from generator.intake.layout import scalar
from generator.intake.schema import editor_files
from generator.present import next_id
from generator.registers import REGISTERS
from generator.registers.describe import as_written
from generator.registers.register import Register
from generator.rules.catalogue import CATALOGUE
from generator.source.settings import Bureau
from generator.source.validation import model_faults

_HERE = Path(__file__).parent
_START = _HERE / "start"
EXAMPLE = "填写示例.txt"
"""What explains a register in its own directory; it is no register's file."""

_CI = {
    "github.yml": ".github/workflows/gongshi.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "gitee.yml": ".workflow/gongshi.yml",
}
_FILES = {
    "gitignore": ".gitignore",
    "requirements.txt": "requirements.txt",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "README.md": "README.md",
}
_REVIEW = (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md", ".gitee/PULL_REQUEST_TEMPLATE.zh-CN.md")


def handbook() -> Path:
    """Where the handbook's pages are: in the installed program, or beside it in a checkout."""
    inside = _START / "handbook"
    return inside if inside.is_dir() else _HERE.parent / "content" / "handbook"


def complaints(answers: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the answers, sentence by sentence. ``answers``: by Chinese label of the settings."""
    try:
        Bureau.model_validate(dict(answers))
    except ValidationError as error:
        for fault in model_faults(Bureau, dict(answers), (), "", error):
            problem = CATALOGUE[fault.code]
            yield f"{problem.message.format_map(fault.values)}。{problem.help.format_map(fault.values)}"


def site_files(
    root: Path, answers: Mapping[str, str], site_url: str, today: dt.date, config: str = "mkdocs.yml", registries: str = "registries"
) -> dict[Path, str]:
    """Every file of the new site by its path. ``config`` and ``registries``: what its settings and its registers are called."""
    values = {
        "name": answers["名称"],
        "credit_code": answers["统一社会信用代码"],
        "region": answers["区划代码"],
        "site_code": answers["网站标识码"],
        "telephone": scalar(answers["电话"]),
        "corrections": scalar(answers["网站纠错"]),
        "site_url": f"site_url: {scalar(site_url)}" if site_url else "# site_url: https://gongshi.example/",
        "registries": registries,
        "today": today.isoformat(),
        "version": __version__,
    }
    files = {root / config: _filled(_START / "mkdocs.yml", values)}
    files |= {root / target: _filled(_START / source, values) for source, target in _FILES.items()}
    files |= {root / "content" / path.name: _filled(path, values) for path in sorted((_START / "content").glob("*.md"))}
    files |= {root / target: (_HERE / "ci" / source).read_text(encoding="utf-8") for source, target in _CI.items()}
    files |= {root / target: (_START / "pull_request_template.md").read_text(encoding="utf-8") for target in _REVIEW}
    for register in REGISTERS.values():
        # What lies in content is published, so that pages are explained here too.
        name = f"{register.key}.{EXAMPLE}" if register.in_content else f"{register.key}/{EXAMPLE}"
        files[root / registries / name] = example(register, today)
    files[root / "CODEOWNERS"] = _owners(registries)
    pages = handbook()
    files |= {
        root / "content" / "handbook" / path.relative_to(pages): path.read_text(encoding="utf-8")
        for path in sorted(pages.rglob("*"))
        if path.is_file()
    }
    return files | editor_files(root / "schemas", root, registries)


def example(register: Register, today: dt.date) -> str:
    """A register in a page of text: what it is, where its files are, and a record to be filled in."""
    year = f"{today:%Y}" if register.dated else ""
    known = {"id": next_id(register.key, year, ())} | ({register.dated: today.isoformat()} if register.dated else {})
    lines = blank(as_written(register.model), known)
    if register.dated:
        where = f"文件：registries/{register.key}/{year}/{today:%Y-%m}.yml，一个月一个文件，一条接一条写在后面"
        lines = listed(lines)
    elif register.in_content:
        where = f"文件：content/{register.key}/编号.md，开头两行「---」之间写这些，下面写正文"
    else:
        where = f"文件：registries/{register.key}/编号.yml，一条记录一个文件"
    head = [f"# {register.title}：{register.about}", f"# 公开依据：{register.authority}；维护：{register.keeper}", f"# {where}。"]
    hint = f"# 加一条新的：gongshi new {register.key}；用 Excel 填：gongshi template {register.key}。前面有 # 的可以不填。"
    return "\n".join([*head, hint, "", *lines]) + "\n"


def _filled(path: Path, values: Mapping[str, str]) -> str:
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _owners(registries: str) -> str:
    """Who has to look at what: to be completed with the names of accounts."""
    lines = ["# 每个登记簿由谁复核：把 # 去掉，@ 后面写平台上的账号或者小组。", ""]
    for register in REGISTERS.values():
        place = "content" if register.in_content else registries
        lines.append(f"# /{place}/{register.key}/ @  # {register.title}：{register.keeper}")
    return "\n".join(lines) + "\n"
