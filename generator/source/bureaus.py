"""Several bureaus in one site: each has a directory of registers with settings of its own, and is checked and published by itself."""

import re
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from generator.fields.text import Line
from generator.registers import REGISTERS
from generator.source.finding import Fault, Finding
from generator.source.places import Places
from generator.source.settings import Settings, Site, checked, parsed, placed_in
from generator.source.survey import SETTINGS

INHERITED = ("环节名称", "公示策略", "签名", "规则")
"""What a bureau need not write where the settings of the whole site have it."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class BureauSettings(Settings):
    """The settings of one of several bureaus."""

    content: Line | None = Field(default=None, alias="网页目录")
    """本机关自己写的网页所在的目录，相对于 mkdocs.yml；不写就和其他机关共用。"""


def bureaus_of(site: Site, shown_as: str) -> tuple[tuple[Site, ...], list[Finding]]:
    """The bureaus of a site, in the order of their directories; none where it is one bureau's own. Or findings, of every wrong file.

    ``shown_as`` is the registries directory as the user knows it.
    """
    registries = site.root / site.settings.registries
    directories = sorted(path.parent for path in registries.glob(f"*/{SETTINGS}"))
    if not directories:
        return (), []
    bureaus, findings = [], []
    for entry in sorted(registries.iterdir()):
        if entry.name.startswith(".") or entry.suffix in (".md", ".txt"):
            continue
        if advice := _not_a_bureau(entry, entry in directories):
            values = {"message": f"{entry.name} 不能和几个机关的目录放在一起", "advice": advice}
            findings.append(placed_in(Fault(code="ST001", values=values, line=1, column=1), Places(), f"{shown_as}/{entry.name}"))
            continue
        bureau, found = _bureau(site, entry, f"{shown_as}/{entry.name}/{SETTINGS}")
        findings += found
        bureaus += [bureau] if bureau else []
    return ((), findings) if findings else (tuple(bureaus), [])


def front_of(site: Site, bureaus: tuple[Site, ...]) -> Site:
    """The front of a site of several bureaus."""
    return replace(site, bureaus=tuple(bureau.part for bureau in bureaus))


def _not_a_bureau(entry: Path, has_settings: bool) -> str:
    """What to do with something that is no bureau's directory; nothing where it is one."""
    if not entry.is_dir() or not has_settings:
        return f"登记簿移到所属机关的目录里；新的机关要有自己的 {SETTINGS}。"
    if entry.name in REGISTERS or entry.name in ("assets", "search", "data", "index"):
        return "这个名称网站自己要用，请把目录换一个名称。"
    return "" if _NAME.fullmatch(entry.name) else "目录名就是网址的一部分，请用小写拼音字母、数字和连字符。"


def _bureau(site: Site, directory: Path, shown_as: str) -> tuple[Site | None, list[Finding]]:
    tree, places, findings = parsed((directory / SETTINGS).read_bytes(), shown_as)
    if findings:
        return None, findings
    own = tree if isinstance(tree, dict) else {}
    given = site.settings.model_fields_set
    names = {field.alias: name for name, field in Settings.model_fields.items()}
    inherited = {key: getattr(site.settings, names[key]) for key in INHERITED if key not in own and names[key] in given}
    settings, findings = checked(BureauSettings, inherited | own, (), places, shown_as)
    if settings is None:
        return None, findings
    registries = f"{site.settings.registries.rstrip('/')}/{directory.name}"
    bureau = Site(
        config_file=site.config_file,
        name=f"{settings.bureau.name}{settings.title}",
        url=f"{site.url}{directory.name}/" if site.url else "",
        content=settings.content or site.content,
        settings=settings.model_copy(update={"registries": registries}),
        part=directory.name,
    )
    return bureau, []
