"""What commands share: the site that the options name, days and codes as options, findings as they are shown."""

import datetime as dt
import difflib
import functools
import getpass
import os
import re
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from generator.fields.dates import YEARS
from generator.options import CLUSTER, LOCAL, Options
from generator.report.text import as_text
from generator.rules.catalogue import CATALOGUE
from generator.source.bureaus import bureaus_of, front_of
from generator.source.finding import Finding
from generator.source.settings import Site, read_site
from generator.source.survey import SETTINGS, SIZE_LIMIT
from generator.workers import WorkersError

USAGE, BROKEN = 2, 3
"""Exit statuses: wrong usage or settings; broken installation."""


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[dt.date]):
    """A day written YYYY-MM-DD."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a usage error that says how to write it."""
        if isinstance(value, dt.date):
            return value
        try:
            if _DAY.fullmatch(value) and dt.date.fromisoformat(value).year in YEARS:
                return dt.date.fromisoformat(value)
        except ValueError:
            pass
        raise click.BadParameter(f"「{value}」不是日期，写成 2026-03-31 这样。", ctx, param)


class Codes(click.ParamType[tuple[str, ...]]):
    """Codes of findings or the two letters of families, separated by commas."""

    name = "代码"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The codes, or a usage error that names what is none."""
        if isinstance(value, tuple):
            return value
        codes = tuple(code.strip().upper() for code in value.replace("，", ",").split(",") if code.strip())
        if not codes:
            raise click.BadParameter("没有写代码，写成 TM001,DN 这样。", ctx, param)
        for code in codes:
            if unknown := unknown_code(code):
                raise click.BadParameter(unknown, ctx, param)
        return codes


_SCHEDULER = re.compile(rf"{CLUSTER}(?:[^\s/:\[\]]+|\[[0-9A-Fa-f:.]+\]):([0-9]{{1,5}})")


class Executor(click.ParamType[str]):
    """Where jobs run: ``local``, or the scheduler of a Dask cluster as ``dask://HOST:PORT``."""

    name = "local|dask://主机:端口"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The executor as it was written, or a usage error that says how to write it."""
        scheduler = _SCHEDULER.fullmatch(value)
        if value == LOCAL or (scheduler and 0 < int(scheduler[1]) < 1 << 16):
            return str(value)
        raise click.BadParameter(f"「{value}」不能运行任务，写 local，或者写集群的调度器 dask://主机:端口。", ctx, param)


def executed(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that says where jobs run."""
    described = "在哪里运行：本机（local），或者 Dask 集群的调度器（dask://主机:端口，这时不看 --jobs）。"
    return click.option("--executor", type=Executor(), default=LOCAL, show_default=True, help=described)(command)


def unknown_code(code: str) -> str:
    """What to say of something that is neither a code nor the letters of a family; nothing where it is one."""
    if code in CATALOGUE or code in {each[:2] for each in CATALOGUE}:
        return ""
    near = difflib.get_close_matches(code, CATALOGUE, 3, 0.5)
    return f"没有 {code} 这个代码。{'是不是 ' + '、'.join(near) + '？' if near else ''}"


def given(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command has, and what it says when its workers fail it."""

    @functools.wraps(command)
    def speaking(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except WorkersError as error:
            click.echo(f"{error}。这一次没有做完，什么也没有改动。", err=True)
            sys.exit(BROKEN)

    spoken = click.option("--registries", type=click.Path(path_type=Path), help="登记簿目录，代替设置里写的。")(speaking)
    return click.option("--config", default="mkdocs.yml", type=click.Path(path_type=Path), show_default=True, help="设置文件。")(spoken)


def site_at(config: Path, registries: Path | None) -> Site:
    """The site of the one bureau that a settings file describes; exits with 2 and findings where it describes none."""
    site, bureaus = sites_at(config, registries)
    if bureaus:
        names = "、".join(f"{bureau.settings.registries}/{SETTINGS}" for bureau in bureaus)
        click.echo(f"这里有 {len(bureaus)} 个机关，这个命令一次只看一个。请用 --config 指明机关的设置文件：{names}", err=True)
        sys.exit(USAGE)
    return site


def sites_at(config: Path, registries: Path | None) -> tuple[Site, tuple[Site, ...]]:
    """The site that a settings file describes, and its bureaus where it has several; exits with 2 and findings where it describes none.

    The settings file of one of several bureaus (``registries/bureau/settings.yml``) describes that bureau's site alone.
    """
    own = config.resolve() if config.name == SETTINGS else None
    if own:
        above = (directory / "mkdocs.yml" for directory in own.parents[1:])
        config = next((path for path in above if path.is_file()), config)
    if not config.is_file():
        click.echo(f"找不到设置文件 {config}。请在网站目录里运行，或者用 --config 指明。", err=True)
        sys.exit(USAGE)
    site, findings = read_site(config.resolve(), relative(config.resolve()))
    if site is None:
        for finding in findings:
            click.echo(as_text(finding), err=True)
        sys.exit(USAGE)
    bureaus, findings = bureaus_of(site, relative(absolute(site.root / site.settings.registries)))
    if findings:
        for finding in findings:
            click.echo(as_text(finding), err=True)
        sys.exit(USAGE)
    for each in bureaus or (site,):
        file = f"{each.settings.registries}/{SETTINGS}" if each.part else relative(config.resolve())
        for ignored in each.settings.rules.ignored:
            if unknown := unknown_code(ignored.code):
                click.echo(f"{file} 的「规则.忽略」：{unknown}", err=True)
                sys.exit(USAGE)
    if own:
        alone = next((bureau for bureau in bureaus if (bureau.root / bureau.settings.registries).resolve() == own.parent), None)
        if alone is None:
            click.echo(f"{own} 不是 {relative(config.resolve())} 里登记簿目录下的机关设置文件。", err=True)
            sys.exit(USAGE)
        return alone, ()
    if bureaus:
        if registries:
            click.echo(f"这里有 {len(bureaus)} 个机关，--registries 要和某一个机关的 --config 一起用。", err=True)
            sys.exit(USAGE)
        return front_of(site, bureaus), bureaus
    directory = registries or site.root / site.settings.registries
    if not directory.is_dir():
        click.echo(f"找不到登记簿目录 {directory}。请检查设置里的「登记簿目录」，或者用 --registries 指明。", err=True)
        sys.exit(USAGE)
    return site, ()


def relative(path: Path) -> str:
    """A path relative to the working directory where it lies below it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def progress_bar(step: str, done: int, total: int) -> None:
    """One line on a terminal that is written over; nothing where standard error is not a terminal."""
    if not sys.stderr.isatty():
        return
    width = 24
    filled = width * done // max(total, 1)
    click.echo(f"\r{step} [{'█' * filled}{'·' * (width - filled)}] {done}/{total}\033[K", nl=done == total, err=True)


def relocated(findings: tuple[Finding, ...], registries: Path) -> list[Finding]:
    """Findings with paths relative to the working directory instead of the registries directory."""
    placed = (replace(finding, path=relative(absolute(registries / finding.path))) for finding in findings)
    return sorted(placed, key=lambda finding: finding.sort_key)


def absolute(path: Path) -> Path:
    """The path from the root with ``..`` taken out and links left as they are: what the user sees."""
    return Path(os.path.abspath(path))  # noqa: PTH100 resolve() would follow links


@lru_cache(maxsize=8)
def _lines(path: str) -> tuple[str, ...]:
    """The lines of a source file; none where it is no text of a reasonable size."""
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > SIZE_LIMIT:
            return ()
        return tuple(file.read_bytes().decode("utf-8-sig").split("\n"))
    except (OSError, UnicodeDecodeError):
        return ()


def source_line(finding: Finding) -> str:
    """The line that a finding points at, or nothing where it cannot be shown."""
    lines = _lines(finding.path)
    return lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""


def options_for(
    site: Site,
    day: dt.date,
    site_dir: Path | None,
    jobs: int | None,
    no_cache: bool,
    registries: Path | None,
    strict: bool = False,
    executor: str = LOCAL,
) -> Options:
    """The options of a check or a build; on every core where no number of jobs is given."""
    return Options(
        as_of=day,
        target=(site_dir or site.target).absolute(),
        jobs=jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1,
        executor=executor,
        cache=not no_cache,
        strict=strict,
        registries=registries if executor == LOCAL or registries is None else registries.resolve(),
        progress=progress_bar,
    )


def this_process() -> str:
    """Who is writing, as others who would write to the same place are told."""
    return f"{getpass.getuser()}@{socket.gethostname()}（进程 {os.getpid()}）"


def status(findings: list[Finding], strict: bool) -> int:
    """The exit status that findings call for."""
    levels = {finding.level for finding in findings}
    return int("error" in levels or (strict and "warning" in levels))
