"""The front of a site of several bureaus: a page that leads to each, and the list of them for machines.

Each bureau's own site is an ordinary one in a directory below: built, published and verified by itself, so that one that is held back
leaves the others alone.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import orjson

from generator.editions.chain import LATEST, BrokenChainError, Edition
from generator.editions.swap import SEVERAL
from generator.host.contract import HostPages
from generator.opendata import sitemap
from generator.pages import front
from generator.pages.meta import masthead_of
from generator.pages.shell import Shell
from generator.search.index import CONTENTS, records_in
from generator.source.settings import Site

Fetch = Callable[[str], bytes | None]
"""What stands at a path of the published site; None where nothing does."""


def is_several(target: Path) -> bool:
    """Whether a directory is a site of several bureaus, or may become one."""
    return not target.exists() or (target.is_dir() and (not any(target.iterdir()) or (target / SEVERAL).is_file()))


def bureaus_at(target: Path) -> list[str]:
    """The directories of the bureaus of a site of several; none where it is no such site. They are what its list says and is there."""
    try:
        listed = orjson.loads((target / SEVERAL).read_bytes())["bureaus"]
        names = [str(bureau["address"]).rstrip("/") for bureau in listed]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [name for name in names if "/" not in name and name not in ("", ".", "..") and (target / name).is_dir()]


def files(site: Site, bureaus: Sequence[Site], host: HostPages, fetch: Fetch) -> Iterator[tuple[str, bytes]]:
    """Path and content of everything that is at the top: assets, then pages, then the list of bureaus."""
    cards = [_card(bureau, fetch) for bureau in bureaus]
    for path in sorted(path for path in host.directory.rglob("*") if path.is_file()):
        name = path.relative_to(host.directory).as_posix()
        if name.startswith("assets/"):
            yield name, path.read_bytes()
    lost = (host.directory / "404.html").read_text(encoding="utf-8")
    yield "404.html", lost.encode()
    home = (host.directory / "index.html").read_text(encoding="utf-8")
    yield "index.html", Shell(home).fill(front.several(masthead_of(site), cards)).encode()
    yield SEVERAL, listing(bureaus)
    if sitemap.is_at_the_top(site.url):
        yield "robots.txt", sitemap.robots(*(bureau.url for bureau in bureaus))


def listing(bureaus: Sequence[Site]) -> bytes:
    """The list of bureaus: name, credit code, region and where each one's site begins."""
    listed = [
        {
            "name": bureau.settings.bureau.name,
            "credit_code": bureau.settings.bureau.credit_code,
            "region": bureau.settings.bureau.region,
            "address": f"{bureau.part}/",
        }
        for bureau in bureaus
    ]
    return orjson.dumps({"bureaus": listed}, option=orjson.OPT_INDENT_2)


def put(target: Path, name: str, data: bytes) -> None:
    """Write a file at the top, at once; one that is the same is left alone. Raises OSError."""
    place = target / name
    if place.is_file() and place.read_bytes() == data:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    beside.write_bytes(data)
    os.replace(beside, place)  # noqa: PTH105


def _card(bureau: Site, fetch: Fetch) -> front.BureauCard:
    as_of, count = "", 0
    if (manifest := fetch(f"{bureau.part}/{LATEST}")) is not None:
        try:
            as_of = Edition.from_json(manifest, LATEST).as_of
            count = records_in(fetch(f"{bureau.part}/{CONTENTS}") or b"")
        except (BrokenChainError, ValueError):
            as_of = ""
    return front.BureauCard(name=bureau.settings.bureau.name, address=f"{bureau.part}/", count=count, as_of=as_of)
