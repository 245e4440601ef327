"""``gongshi check``, ``gongshi explain`` and ``gongshi due``: what is wrong, what a code means, what falls due."""

import datetime as dt
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click

from generator.checking import Check, store_of
from generator.clock import today
from generator.commands.given import (
    USAGE,
    Codes,
    Day,
    absolute,
    executed,
    given,
    options_for,
    relocated,
    site_at,
    sites_at,
    source_line,
    status,
    unknown_code,
)
from generator.editions.chain import BrokenChainError, Chain, read_chain
from generator.report.annotations import github_report, gitlab_report
from generator.report.document import json_report
from generator.report.duties import due_calendar, due_json, due_text, duties
from generator.report.explanation import catalogue, explanation
from generator.report.registers import registers_page
from generator.report.sarif import sarif_report
from generator.report.text import text_report
from generator.rules.catalogue import CATALOGUE
from generator.rules.due import HORIZON, everything_due
from generator.source.finding import Finding
from generator.workers import workers


@click.command(epilog="例：gongshi check registries/penalties")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="输出形式。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
@click.option("--select", type=Codes(), default=(), help="只看这些代码，用逗号分开；两个字母是一类。")
@click.option("--ignore", "ignore", type=Codes(), default=(), help="不看这些代码，用逗号分开；两个字母是一类。")
@click.option("--against", type=click.Path(path_type=Path), default=None, help="已经发布的网站，用它的版次核对公开日期。")
@click.option("--jobs", type=click.IntRange(1), default=None, help="同时进行的进程数，默认等于处理器核数。")
@click.option("--no-cache", is_flag=True, help="不用以前的结果，全部重新检查。")
@executed
@given
def check(
    paths: tuple[Path, ...],
    as_of: dt.date | None,
    form: str,
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    against: Path | None,
    jobs: int | None,
    no_cache: bool,
    executor: str,
    config: Path,
    registries: Path | None,
) -> None:
    """检查登记簿，指出问题在哪个文件的哪一行、怎么改。"""
    site, bureaus = sites_at(config, registries)
    sites = bureaus or (site,)
    directories = [registries or each.root / each.settings.registries for each in sites]
    places = [
        absolute(place) for each, directory in zip(sites, directories, strict=True) for place in (directory, each.root / each.content)
    ]
    for path in paths:
        if not os.path.lexists(path):
            click.echo(f"找不到 {path}。", err=True)
            sys.exit(USAGE)
        if not any(absolute(path).is_relative_to(place) or place.is_relative_to(absolute(path)) for place in places):
            click.echo(f"{path} 不在登记簿目录 {registries or site.root / site.settings.registries} 里。", err=True)
            sys.exit(USAGE)
    if bureaus and against:
        click.echo("有几个机关的，用 --against 核对要用 --config 指明其中一个。", err=True)
        sys.exit(USAGE)
    day = as_of or today()
    findings: list[Finding] = []
    left_out = Counter[str]()
    try:
        chain = _published(against) if against else Chain()
        for each, directory in zip(sites, directories, strict=True):
            options = options_for(each, day, None, jobs, no_cache, registries, executor=executor)
            with workers(options.jobs, options.executor, each.kept) as pool, store_of(each, options) as store:
                verdict = Check(site=each, options=options, store=store, pool=pool, chain=chain).verdict()
            findings += relocated(verdict.findings, directory)
            left_out.update(verdict.ignored)
    except BrokenChainError as error:
        click.echo(f"{against} 的版次有问题：{error}。请运行 gongshi verify 查明。", err=True)
        sys.exit(1)
    ignored = dict(sorted(left_out.items()))
    if paths:
        wanted = [absolute(path) for path in paths]
        findings = [finding for finding in findings if any(absolute(Path(finding.path)).is_relative_to(path) for path in wanted)]
    findings = [finding for finding in findings if not select or finding.code.startswith(select)]
    findings = [finding for finding in findings if not (ignore and finding.code.startswith(ignore))]
    reports: dict[str, Callable[[], str]] = {
        "text": lambda: text_report(findings, source_line, ignored),
        "json": lambda: json_report(findings, day, ignored),
        "sarif": lambda: sarif_report(findings, CATALOGUE),
        "gitlab": lambda: gitlab_report(findings),
        "github": lambda: github_report(findings),
    }
    click.echo(reports[form]())
    sys.exit(status(findings, strict))


def _published(directory: Path) -> Chain:
    """The editions of a published site; exits with 2 where there is none. Raises BrokenChainError."""
    chain = read_chain(directory)
    if chain.last is None or not chain.last.published:
        click.echo(f"{directory} 里没有发布过的版次，不能用来核对。", err=True)
        sys.exit(USAGE)
    return chain


@click.command(epilog="例：gongshi explain TM001")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="写出全部代码的目录（Markdown）。")
@click.option("--registers", "each", is_flag=True, help="写出每个登记簿怎样填（Markdown）。")
def explain(code: str | None, every: bool, each: bool) -> None:
    """说明一个问题代码：它检查什么、为什么、依据什么、怎么改。"""
    if [every, each, bool(code)].count(True) != 1:
        raise click.UsageError("写一个代码，例如 gongshi explain TM001；要全部代码的目录，用 --all；每个登记簿怎样填，用 --registers。")
    if each:
        click.echo(registers_page(), nl=False)
        return
    if every:
        click.echo(catalogue(CATALOGUE), nl=False)
        return
    problem = CATALOGUE.get((code or "").upper())
    if problem is None:
        click.echo(unknown_code((code or "").upper()), err=True)
        sys.exit(USAGE)
    click.echo(explanation(problem))


@click.command(epilog="例：gongshi due --within 30")
@click.option("--within", type=click.IntRange(0, HORIZON), default=30, show_default=True, help="看多少天以内的。")
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True, help="输出形式。")
@given
def due(within: int, as_of: dt.date | None, form: str, config: Path, registries: Path | None) -> None:
    """列出哪些事到期：要公开、确认、换发、办结、撤下什么，谁负责，哪些已经逾期。"""
    site = site_at(config, registries)
    day = as_of or today()
    options = options_for(site, day, None, None, False, registries)
    with workers(options.jobs) as pool, store_of(site, options) as store:
        tables = Check(site=site, options=options, store=store, pool=pool).judged_tables()
    shown = duties(everything_due(tables), tables, within)
    reports: dict[str, Callable[[], str]] = {
        "text": lambda: due_text(shown, day, within),
        "json": lambda: due_json(shown, day, within),
        "ics": lambda: due_calendar(shown, day, site.settings.bureau.name, re.sub(r"^https?://|/.*$", "", site.url)),
    }
    click.echo(reports[form](), nl=form != "ics")
