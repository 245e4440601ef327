"""Sitemaps (https://www.sitemaps.org/protocol.html): every page on show with the day on which it last changed, for those who crawl the site."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

MOST = 50_000
"""How many addresses a sitemap may hold."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Place = tuple[str, str]
"""An address relative to the site's root, and the day on which it last changed, ISO; nothing where that is not known."""


def places(register: str, records: Iterable[tuple[str, str, str, str]]) -> dict[str, list[Place]]:
    """The pages of a register by year, but for its landing page: the year's and its months' lists, then records.

    ``records`` are those on show: year and month (nothing for catalogues), the address, and the day of the last change.
    """
    lists: dict[str, dict[str, str]] = {}
    pages: dict[str, list[Place]] = {}
    for year, month, page, day in records:
        pages.setdefault(year, []).append((page, day))
        newest = lists.setdefault(year, {})
        for address in (f"{register}/{year}/", f"{register}/{year}/{month}/") if year else ():
            newest[address] = max(newest.get(address, ""), day)
    return {year: [*sorted(lists[year].items()), *pages[year]] for year in sorted(pages)}


def sitemaps(name: str, url: str, listed: Sequence[Place]) -> Iterator[tuple[str, bytes]]:
    """Path and content of the sitemaps of some pages, each with no more addresses than one may hold. ``url`` has a final slash."""
    for start in range(0, len(listed), MOST):
        lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SPACE}">']
        lines += [f"<url>{_place(url + address, day)}</url>" for address, day in listed[start : start + MOST]]
        yield f"sitemap-{name}{f'-{start // MOST + 1}' if start else ''}.xml", "\n".join([*lines, "</urlset>\n"]).encode()


def index(url: str, names: Iterable[str]) -> bytes:
    """The list of all sitemaps."""
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_SPACE}">']
    lines += [f"<sitemap>{_place(url + name, '')}</sitemap>" for name in names]
    return "\n".join([*lines, "</sitemapindex>\n"]).encode()


def robots(*urls: str) -> bytes:
    """What is said to crawlers: all may be read, and where the lists of it are, one for each site at these addresses (RFC 9309)."""
    return ("User-agent: *\nAllow: /\n\n" + "".join(f"Sitemap: {url}sitemap.xml\n" for url in urls)).encode()


def is_at_the_top(url: str) -> bool:
    """Whether a site has its host for itself, which alone may speak to crawlers."""
    return bool(url) and not urlsplit(url).path.strip("/")


def _place(address: str, day: str) -> str:
    return f"<loc>{escape(address)}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "")
