"""The MkDocs adapter. With :mod:`generator.plugin` it is all that knows MkDocs; another host is another file like this one."""

import logging
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.host.contract import FIGURE, SHELLS, HostError, HostPages, frame
from generator.host.palette import palette
from generator.source.settings import ACCENT, Site
from generator.source.store import code_version, key_of

_UNUSED = ("assets/javascripts/", "assets/images/", "fragments/")
_READY = "shells-ready"
_UNFINISHED = "unfinished-"
_STYLES = "assets/gongshi/"
_FROM_TOP = re.compile(r"""((?:href|src)=["'])/(?!/)""")


def render(site: Site, cache: Path) -> HostPages:
    """Run MkDocs over the content and the shells, or take what an earlier run left under the same key."""
    key = _key(site)
    directory = cache / key[:16]
    if not (directory / _READY).is_file():
        cache.mkdir(parents=True, exist_ok=True)
        older = [path for path in cache.iterdir() if not path.name.startswith(_UNFINISHED)]
        with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=cache, ignore_cleanup_errors=True) as made:
            notes = _run(site, Path(made, "host", "site"))
            Path(made, "host", _READY).write_text("\n".join(notes), encoding="utf-8")
            with suppress(OSError):  # another build has made the same meanwhile
                Path(made, "host").rename(directory)
        for path in older:
            if path != directory:
                shutil.rmtree(path, ignore_errors=True)
    pages, shells = directory / "site", {}
    for kind in SHELLS:
        shells[kind.name, kind.depth] = (pages / kind.page).read_text(encoding="utf-8")
    return HostPages(pages, shells, tuple((directory / _READY).read_text(encoding="utf-8").splitlines()), key)


def _run(site: Site, directory: Path) -> list[str]:
    with _listening() as notes:
        config = _config(site, site_dir=str(directory))
        plugin = config.plugins["gongshi"]
        plugin.host_only, plugin.site = True, site  # type: ignore[attr-defined]
        mkdocs_build(config)
    return notes.lines


def _config(site: Site, **more: str) -> MkDocsConfig:
    """The host's settings; one of several bureaus differs from the others in name, address and pages."""
    own = {"site_name": site.name, "site_url": site.url, "docs_dir": str(site.root / site.content)} if site.part else {}
    return load_config(str(site.config_file), **own, **more)


@contextmanager
def _listening() -> Iterator["_Notes"]:
    """Collect what MkDocs says instead of printing it; what it refuses is a :class:`HostError`."""
    notes = _Notes()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(notes)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield notes
    except MkDocsException as error:
        raise HostError("；".join([*notes.lines, str(error)])) from error
    finally:
        logger.removeHandler(notes)
        logger.propagate = propagate


class _Notes(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(" ".join(record.getMessage().split()))


def _key(site: Site) -> str:
    """A key of everything the host's output depends on: content, theme, settings, programs. Not a byte of any register."""
    import importlib.metadata as metadata

    with _listening():
        config = _config(site)
    parts: list[bytes | str] = [code_version(), site.config_file.read_bytes(), repr(site)]
    parts += [metadata.version(name) for name in ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions")]
    material = metadata.version("mkdocs-material")
    for place in [config.docs_dir, *config.theme.dirs]:
        root = Path(place)
        if "material" in root.parts and root.name == "templates":
            parts.append(material)
            continue
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    return key_of(*parts)


def prepare(config: MkDocsConfig, files: Files, site: Site, *, serving: bool = False) -> Files:
    """Before the host renders: add the shells' sources, leave out assets that no page uses, tell the theme its frame.

    The style sheets of the theme's parts become one, so that a page asks for one. ``serving``: the host puts a script of its own into pages, to reload them.
    """
    for file in list(files):
        if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map"):
            files.remove(file)
    sheets = [file for file in files if file.src_uri.startswith(_STYLES) and file.src_uri.endswith(".css")]
    sheets.sort(key=lambda file: (not file.src_uri.endswith("/site.css"), file.src_uri))
    files.append(File.generated(config, f"{_STYLES}style.css", content=_styles(sheets, site.settings.accent)))
    for file in sheets:
        files.remove(file)
    for kind in SHELLS:
        source = f"---\ntitle: {kind.name}\ntemplate: {kind.template}\ngongshi_kind: {kind.name}\n---\n"
        files.append(File.generated(config, kind.source, content=source, inclusion=InclusionLevel.NOT_IN_NAV))
    used = [file for file in files if not file.src_uri.endswith(".md")]
    config.extra["gongshi"] = frame(site) | {
        "material_css": next((file.url for file in used if file.src_uri.startswith("assets/stylesheets/main.")), ""),
        "asset_version": _asset_version(config, site.settings.accent),
        "serving": serving,
        "handbook": files.get_file_from_path(_HANDBOOK) is not None
        and not (config.exclude_docs and config.exclude_docs.match_file(_HANDBOOK)),
    }
    return files


_HANDBOOK = "handbook/index.md"
"""The first page of what is written for the bureau's own people; a bureau may leave it out (``exclude_docs``)."""


def _styles(sheets: list[File], accent: str) -> str:
    """The sheets as one; the colours that the settings ask for come last."""
    return "\n".join([*(file.content_string for file in sheets), *([palette(accent)] if accent != ACCENT else [])])


def _asset_version(config: MkDocsConfig, accent: str) -> str:
    parts: list[bytes | str] = [accent]
    for directory in config.theme.dirs:
        assets = Path(directory) / "assets" / "gongshi"
        parts += [path.read_bytes() for path in sorted(assets.rglob("*")) if path.is_file()]
    return key_of(*parts)[:8]


def open_holes(html: str, address: str) -> str:
    """Make a page that people wrote ready for data.

    Figures (``{{ penalties.count }}``) become holes; links from the top of the site (``/penalties/``) are made relative
    to the page at ``address``, so that the site works wherever it is put.
    """
    html = _FROM_TOP.sub(lambda found: f"{found[1]}{'../' * address.count('/') or './'}", html)
    return FIGURE.sub(r"⟦gongshi:figure \1⟧", html)


def take_shells(directory: Path) -> dict[tuple[str, int], str]:
    """Take the shells out of a directory that MkDocs has just written, and leave nothing of them behind."""
    shells = {(kind.name, kind.depth): (directory / kind.page).read_text(encoding="utf-8") for kind in SHELLS}
    for kind in SHELLS:
        shutil.rmtree(directory / kind.page.partition("/")[0], ignore_errors=True)
    return shells


def serve(site: Site, port: int) -> None:
    """Show the site on this machine and build it again when content, theme or a register changes."""
    from mkdocs.commands.serve import serve as mkdocs_serve

    mkdocs_serve(str(site.config_file), livereload=True, dev_addr=f"127.0.0.1:{port}")
