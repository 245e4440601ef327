"""What the rest of the program asks of a host, whichever it is."""

import re
from dataclasses import dataclass
from pathlib import Path

from generator.registers import REGISTERS, STAGES
from generator.registers.register import Stage
from generator.source.settings import Site

FIGURE = re.compile(r"\{\{\s*([a-z][a-z0-9_.-]*)\s*\}\}")
"""A figure in a Markdown page: ``{{ penalties.count.2024 }}``."""


@dataclass(frozen=True, slots=True)
class ShellKind:
    """A kind of page made from data, at one depth of address (``/a/b/`` has depth 2)."""

    name: str
    depth: int
    template: str = "shell.html"

    @property
    def source(self) -> str:
        """The Markdown file that stands for the shell while the host runs; its address has the shell's depth."""
        return "/".join([f"gongshi-shell-{self.name}", *["x"] * (self.depth - 1)]) + ".md"

    @property
    def page(self) -> str:
        """Where the host leaves the shell, relative to its output."""
        return self.source.removesuffix(".md") + "/index.html"


SHELLS = (
    ShellKind("landing", 1),
    ShellKind("archive", 2),
    ShellKind("archive", 3),
    ShellKind("record", 2),
    ShellKind("record", 3),
    ShellKind("search", 1, "search.html"),
    ShellKind("verify", 1, "verify.html"),
    ShellKind("data", 1),
)


class HostError(Exception):
    """The host did not accept the settings or a page; the message is in the host's own words."""


@dataclass(frozen=True, slots=True)
class HostPages:
    """What a host gives back. Pages and shells still have their holes."""

    directory: Path
    """The host's output: the pages that people wrote, and the assets."""
    shells: dict[tuple[str, int], str]
    """The shells by kind and depth."""
    notes: tuple[str, ...]
    """What the host had to say about the pages, in its own words."""
    key: str = ""
    """A key of everything that its pages and assets depend on; nothing where that is not known."""


COMPUTED = {Stage.OVERSIGHT: [{"key": "statistics", "title": "行政执法统计"}, {"key": "coverage", "title": "公开事项落实情况"}]}
"""Pages computed from the registers that stand among them in the navigation."""


def _registers(stage: Stage) -> list[dict[str, str]]:
    return [{"key": key, "title": register.title} for key, register in REGISTERS.items() if register.stage == stage]


def frame(site: Site) -> dict[str, object]:
    """What the theme needs of settings and registers for header, navigation and footer. No data of any record."""
    bureau = site.settings.bureau
    titles = site.settings.stage_titles
    return {
        "title": site.settings.title,
        "several": bool(site.bureaus),
        "one_of_several": bool(site.part),
        "domain": re.sub(r"^https?://|/.*$", "", site.url),
        "bureau": {
            "name": bureau.name,
            "site_code": bureau.site_code,
            "filing": bureau.filing,
            "sponsor": bureau.sponsor,
            "address": bureau.address,
            "telephone": bureau.telephone,
            "corrections": bureau.corrections,
        },
        "stages": [
            {"key": stage.value, "title": getattr(titles, stage.value), "registers": registers}
            for stage in (() if site.bureaus else STAGES)
            if (registers := [*_registers(stage), *COMPUTED.get(stage, [])])
        ],
    }
