"""What ``build``, ``publish`` and ``verify`` do with a site of several bureaus: one after another, then the page that leads to them."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from generator import fronting
from generator.commands.given import BROKEN, USAGE, this_process
from generator.editions.lock import LockedError, locked
from generator.editions.remote import RemoteError, remote_at
from generator.editions.swap import SEVERAL, lock_of
from generator.host.contract import HostError, HostPages
from generator.source.settings import Site
from generator.source.survey import reason

ForOne = Callable[[Site, Path], int]
"""Does for one bureau, with the directory of its site, what was asked for, and gives the exit status."""


def each_in(front: Site, bureaus: Sequence[Site], target: Path, one: ForOne) -> int:
    """Do something for each bureau in a directory below the target, then write the front page. Gives the worst exit status.

    What stands there of a bureau that is held back, or is no longer in the registers, stays as it is.
    """
    if not fronting.is_several(target):
        click.echo(f"{target} 里有别的东西，不是几个机关共用的网站，没有覆盖。请换一个目录，或者先把它移走。", err=True)
        return USAGE
    try:
        with locked(lock_of(target), this_process()):
            target.mkdir(parents=True, exist_ok=True)
            fronting.put(target, SEVERAL, fronting.listing(bureaus))
            worst = max(_told(bureau, target / bureau.part, one) for bureau in bureaus)

            def fetch(path: str) -> bytes | None:
                return (target / path).read_bytes() if (target / path).is_file() else None

            for name, data in fronting.files(front, bureaus, _host(front), fetch):
                fronting.put(target, name, data)
    except LockedError as error:
        click.echo(f"{error}。原来的网站没有改动。", err=True)
        return BROKEN
    except OSError as error:
        click.echo(f"网站写不下去：{error.filename or target}：{reason(error)}。", err=True)
        return BROKEN
    click.echo(f"{len(bureaus)} 个机关的网站：{target}/index.html")
    return worst


def each_at(front: Site, bureaus: Sequence[Site], address: str, one: Callable[[Site, str], int]) -> int:
    """The same in an object store."""
    worst = 0
    for bureau in bureaus:
        click.echo(f"【{bureau.settings.bureau.name}】")
        worst = max(worst, one(bureau, f"{address.rstrip('/')}/{bureau.part}"))
    try:
        remote = remote_at(address)
        for name, data in fronting.files(front, bureaus, _host(front), remote.get):
            if remote.get(name) != data:
                remote.put(name, data)
    except RemoteError as error:
        click.echo(f"首页没有上传：{error}。", err=True)
        return BROKEN
    return worst


def _told(bureau: Site, directory: Path, one: ForOne) -> int:
    click.echo(f"【{bureau.settings.bureau.name}】")
    return one(bureau, directory)


def _host(front: Site) -> HostPages:
    from generator.host import mkdocs_host

    try:
        return mkdocs_host.render(front, front.kept / "host")
    except HostError as error:
        click.echo(f"mkdocs.yml 或者网页文字有误，MkDocs 说：{error}。首页没有更新。", err=True)
        sys.exit(USAGE)
