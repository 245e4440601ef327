"""Posters as PDF, from a site that has been built. Needs the extra ``gongshi[pdf]`` (WeasyPrint and its Pango library)."""

from collections.abc import Iterator
from pathlib import Path


def posters(site: Path, target: Path) -> Iterator[Path]:
    """Write ``<window>.pdf`` for the poster of every window; yields each file.

    Raises ImportError where WeasyPrint is not installed and OSError where its system library is missing.
    """
    import weasyprint

    target.mkdir(parents=True, exist_ok=True)
    for page in sorted(site.glob("windows/*/poster/index.html")):
        file = target / f"{page.parent.parent.name}.pdf"
        weasyprint.HTML(filename=str(page)).write_pdf(str(file))
        yield file
