"""The command line: ``gongshi`` and ``python -m generator``."""

import datetime as dt
import difflib
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from generator import __version__, report
from generator import build as building
from generator.clock import today
from generator.editions.swap import replaceable
from generator.host.contract import HostError
from generator.source.finding import Finding
from generator.source.problems import PROBLEMS
from generator.source.settings import Site, read_site
from generator.source.survey import SIZE_LIMIT, reason
from generator.workers import workers

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
            if _DAY.fullmatch(value):
                return dt.date.fromisoformat(value)
        except ValueError:
            pass
        raise click.BadParameter(f"「{value}」不是日期，写成 2026-03-31 这样。", ctx, param)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command has."""
    command = click.option("--registries", type=click.Path(path_type=Path), help="登记簿目录，代替设置里写的。")(command)
    return click.option("--config", default="mkdocs.yml", type=click.Path(path_type=Path), show_default=True, help="设置文件。")(command)


def site_at(config: Path, registries: Path | None) -> Site:
    """The site that a settings file describes; exits with 2 and findings where it describes none."""
    if not config.is_file():
        click.echo(f"找不到设置文件 {config}。请在网站目录里运行，或者用 --config 指明。", err=True)
        sys.exit(USAGE)
    site, findings = read_site(config.resolve(), _relative(config.resolve()))
    if site is None:
        for finding in findings:
            click.echo(report.as_text(finding), err=True)
        sys.exit(USAGE)
    directory = registries or site.root / site.settings.registries
    if not directory.is_dir():
        click.echo(f"找不到登记簿目录 {directory}。请检查设置里的「登记簿目录」，或者用 --registries 指明。", err=True)
        sys.exit(USAGE)
    return site


def _relative(path: Path) -> str:
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
    placed = (replace(finding, path=_relative(_absolute(registries / finding.path))) for finding in findings)
    return sorted(placed, key=lambda finding: finding.sort_key)


def _absolute(path: Path) -> Path:
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongshi")
def main() -> None:
    """把 YAML 登记簿检查好，生成行政执法公示网站。"""


@main.command(epilog="例：gongshi check registries/penalties")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出形式。")
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
@click.option("--jobs", type=click.IntRange(1), default=None, help="同时进行的进程数，默认等于处理器核数。")
@click.option("--no-cache", is_flag=True, help="不用以前的结果，全部重新检查。")
@common
def check(
    paths: tuple[Path, ...],
    as_of: dt.date | None,
    form: str,
    strict: bool,
    jobs: int | None,
    no_cache: bool,
    config: Path,
    registries: Path | None,
) -> None:
    """检查登记簿，指出问题在哪个文件的哪一行、怎么改。"""
    site = site_at(config, registries)
    directory = registries or site.root / site.settings.registries
    for path in paths:
        if not os.path.lexists(path):
            click.echo(f"找不到 {path}。", err=True)
            sys.exit(USAGE)
        places = [_absolute(place) for place in (directory, site.root / site.content)]
        if not any(_absolute(path).is_relative_to(place) or place.is_relative_to(_absolute(path)) for place in places):
            click.echo(f"{path} 不在登记簿目录 {directory} 里。", err=True)
            sys.exit(USAGE)
    day = as_of or today()
    options = _options(site, day, None, jobs, no_cache, registries)
    with workers(options.jobs) as pool, building.store_of(site, options) as store:
        gathered = building.check(site, options, store, pool)
    findings = relocated(gathered.findings, directory)
    if paths:
        wanted = [_absolute(path) for path in paths]
        findings = [finding for finding in findings if any(_absolute(Path(finding.path)).is_relative_to(path) for path in wanted)]
    click.echo(report.json_report(findings, day) if form == "json" else report.text_report(findings, source_line))
    sys.exit(_status(findings, strict))


@main.command(epilog="例：gongshi build --as-of 2026-03-31 --site-dir public")
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@click.option("--site-dir", type=click.Path(path_type=Path), default=None, help="网站写到哪里，默认是设置文件旁边的 site。")
@click.option("--jobs", type=click.IntRange(1), default=None, help="同时进行的进程数，默认等于处理器核数。")
@click.option("--no-cache", is_flag=True, help="不用以前的结果，全部重新生成。")
@click.option("--strict", is_flag=True, help="有警告也不发布。")
@common
def build(
    as_of: dt.date | None, site_dir: Path | None, jobs: int | None, no_cache: bool, strict: bool, config: Path, registries: Path | None
) -> None:
    """检查登记簿并生成网站。有错误时不生成，原来的网站不动。"""
    site = site_at(config, registries)
    options = _options(site, as_of or today(), site_dir, jobs, no_cache, registries, strict=strict)
    if not replaceable(options.target):
        click.echo(f"{options.target} 里有别的东西，不是以前生成的网站，没有覆盖。请换一个 --site-dir，或者先把它移走。", err=True)
        sys.exit(USAGE)
    try:
        outcome = _build(site, options)
    except HostError as error:
        click.echo(f"mkdocs.yml 或者网页文字有误，MkDocs 说：{error}。原来的网站没有改动。", err=True)
        sys.exit(USAGE)
    except OSError as error:
        click.echo(f"网站写不下去：{error.filename or options.target}：{reason(error)}。原来的网站没有改动。", err=True)
        sys.exit(BROKEN)
    findings = relocated(outcome.findings, registries or site.root / site.settings.registries)
    if findings:
        click.echo(report.text_report(findings, source_line))
    if outcome.stopped:
        click.echo("没有生成网站；原来的网站没有改动。", err=True)
        sys.exit(1)
    for note in outcome.notes:
        click.echo(f"页面提示：{note}", err=True)
    click.echo(f"网站已生成：{options.target}/index.html（{outcome.records:,} 条记录，{outcome.pages:,} 个网页，截至 {options.as_of}）")


@main.command(epilog="例：gongshi explain MD003")
@click.argument("code")
def explain(code: str) -> None:
    """说明一个问题代码：它检查什么、为什么、怎么改。"""
    problem = PROBLEMS.get(code.upper())
    if problem is None:
        near = difflib.get_close_matches(code.upper(), PROBLEMS, 3, 0.5)
        click.echo(f"没有 {code} 这个代码。{'是不是 ' + '、'.join(near) + '？' if near else ''}", err=True)
        sys.exit(USAGE)
    mending = re.sub(r"\{\w+\}", "……", problem.help)
    lines = [f"{problem.code} {problem.title}（{report.LEVELS[problem.level]}）", "", problem.why, "", f"怎么改：{mending}"]
    if problem.basis:
        lines.append(f"依据：{problem.basis}")
    if problem.example:
        lines += ["", "例如：", *(f"    {line}" for line in problem.example.splitlines())]
    click.echo("\n".join(lines))


@main.command(epilog="例：gongshi posters 公示牌")
@click.argument("target", type=click.Path(path_type=Path), default=Path("posters"))
@click.option("--site-dir", type=click.Path(path_type=Path), default=None, help="已经生成的网站，默认是设置文件旁边的 site。")
@common
def posters(target: Path, site_dir: Path | None, config: Path, registries: Path | None) -> None:
    """把每个窗口的岗位信息公示牌做成 PDF（需要先生成网站，并安装 gongshi[pdf]）。"""
    from generator.pages import pdf

    directory = site_dir or site_at(config, registries).root / "site"
    try:
        files = list(pdf.posters(directory, target))
    except (ImportError, OSError) as error:
        click.echo(f"没有做成 PDF：{error}。请安装 gongshi[pdf] 和系统的 Pango 库；也可以用浏览器打开公示牌网页直接打印。", err=True)
        sys.exit(BROKEN)
    if not files:
        click.echo(f"{directory} 里没有公示牌。请先运行 gongshi build。", err=True)
        sys.exit(USAGE)
    for file in files:
        click.echo(str(file))


@main.command(epilog="例：gongshi serve --port 8000")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。")
@common
def serve(port: int, config: Path, registries: Path | None) -> None:
    """在本机查看网站；登记簿、网页文字或样式改动后自动更新。"""
    site = site_at(config, registries)
    from generator.host import mkdocs_host

    mkdocs_host.serve(site, port)


def _options(
    site: Site, day: dt.date, site_dir: Path | None, jobs: int | None, no_cache: bool, registries: Path | None, strict: bool = False
) -> building.Options:
    return building.Options(
        as_of=day,
        target=(site_dir or site.root / "site").absolute(),
        jobs=jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1,
        cache=not no_cache,
        strict=strict,
        registries=registries,
        progress=progress_bar,
    )


def _build(site: Site, options: building.Options) -> building.Outcome:
    from generator.host import mkdocs_host

    return building.build(site, options, lambda: mkdocs_host.render(site, site.root / ".gongshi" / "host"))


def _status(findings: list[Finding], strict: bool) -> int:
    levels = {finding.level for finding in findings}
    return int("error" in levels or (strict and "warning" in levels))
