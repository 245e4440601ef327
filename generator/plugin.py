"""The MkDocs plugin: lets ``mkdocs build`` and ``mkdocs serve`` show the registers too. Before: shells; after: data."""

from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator import build
from generator.clock import today
from generator.host import mkdocs_host
from generator.host.contract import HostPages
from generator.options import Options
from generator.report.text import as_text
from generator.source.settings import Site, read_site


class GongshiPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Prepares the shells before the host renders and fills pages from the registers after it."""

    host_only = False
    """Set by the adapter: the host's own pages are wanted, data comes later."""
    serving = False
    site: Site

    def load_config(self, options: Any, config_file_path: str | None = None) -> tuple[ConfigErrors, ConfigWarnings]:
        """Settings are read with their places by :func:`read_site`; a wrong one is a finding like any other."""
        site, findings = read_site(Path(config_file_path or "mkdocs.yml"), Path(config_file_path or "mkdocs.yml").name)
        if site is None:
            return [("gongshi", PluginError(as_text(finding))) for finding in findings], []
        self.site = site
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Whether pages are shown on this machine only."""
        self.serving = command == "serve"

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Before: the shells' sources."""
        return mkdocs_host.prepare(config, files, self.site, serving=self.serving)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Figures in a page become holes, links from the top of the site relative ones."""
        return mkdocs_host.open_holes(html, page.url)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After: data, unless the adapter only wants the host's pages."""
        if self.host_only:
            return
        directory = Path(config.site_dir)
        host = HostPages(directory, mkdocs_host.take_shells(directory), ())
        options = Options(as_of=today(), target=directory)
        outcome = build.fill_in_place(self.site, options, host)
        if outcome.stopped:
            raise PluginError("\n".join(as_text(finding) for finding in outcome.verdict.findings))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Reload when a register changes."""
        server.watch(str(self.site.root / self.site.settings.registries))
        return server
