"""The Atom feed (RFC 4287): what the newest editions published, changed and took down."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from generator.editions.telling import Told, ToldEdition
from generator.registers import REGISTERS

ENTRIES = 60
"""How many entries the feed has."""


def feed(editions: list[ToldEdition], *, site: str, url: str, domain: str, source: str) -> bytes:
    """The feed as XML. ``url`` is the site's base address with a final slash; without one, addresses are relative."""
    newest = editions[0].as_of
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<id>{escape(_tag(domain, newest[:4] + '-01-01', 'changes'))}</id>" if not url else f"<id>{escape(url)}changes/</id>",
        f"<title>{escape(site)}：更新记录</title>",
        f"<updated>{newest}T00:00:00+08:00</updated>",
        f"<author><name>{escape(source)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(url + "feed.xml")}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(url + "changes/")}/>',
        *_entries(editions, url, domain),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entries(editions: list[ToldEdition], url: str, domain: str) -> Iterator[str]:
    number = 0
    for edition in editions:
        for told in edition.told:
            number += 1
            if number > ENTRIES:
                return
            yield _entry(edition, told, url, domain)


def _entry(edition: ToldEdition, told: Told, url: str, domain: str) -> str:
    title = f"{told.what}：{REGISTERS[told.register].title} {told.heading}"
    address = url + (told.address or "changes/")
    return (
        f"<entry><id>{escape(_tag(domain, edition.as_of, f'{edition.name}/{told.register}/{told.record}'))}</id>"
        f"<title>{escape(title)}</title><updated>{edition.as_of}T00:00:00+08:00</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>'
        f"<category term={quoteattr(told.register)} label={quoteattr(REGISTERS[told.register].title)}/>"
        f"<summary>{escape(edition.name)} 版{escape(title)}</summary></entry>"
    )


def _tag(domain: str, day: str, name: str) -> str:
    """An identifier that stays the same wherever the feed is read (RFC 4151)."""
    return f"tag:{domain or 'gongshi.invalid'},{day}:{name}"
