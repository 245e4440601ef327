"""``gongshi build``, ``gongshi serve`` and ``gongshi posters``: the site, here and now."""

import datetime as dt
import sys
from pathlib import Path

import click

from generator import build as building
from generator.clock import today
from generator.commands.given import (
    BROKEN,
    USAGE,
    Day,
    executed,
    given,
    options_for,
    relocated,
    site_at,
    sites_at,
    source_line,
    this_process,
)
from generator.commands.several import each_in
from generator.editions.chain import is_published
from generator.editions.lock import LockedError
from generator.editions.swap import replaceable
from generator.host.contract import HostError
from generator.options import Options
from generator.report.text import text_report
from generator.source.settings import Site
from generator.source.survey import reason


@click.command(epilog="例：gongshi build --as-of 2026-03-31 --site-dir public")
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@click.option("--site-dir", type=click.Path(path_type=Path), default=None, help="网站写到哪里，默认是设置文件旁边的 site。")
@click.option("--jobs", type=click.IntRange(1), default=None, help="同时进行的进程数，默认等于处理器核数。")
@click.option("--no-cache", is_flag=True, help="不用以前的结果，全部重新生成；网站目录里的文件被手工改过、删过时用。")
@click.option("--strict", is_flag=True, help="有警告也不发布。")
@executed
@given
def build(
    as_of: dt.date | None,
    site_dir: Path | None,
    jobs: int | None,
    no_cache: bool,
    strict: bool,
    executor: str,
    config: Path,
    registries: Path | None,
) -> None:
    """检查登记簿并生成网站。有错误时不生成，原来的网站不动。一个网站有几个机关的，逐个生成，一个有错误不妨碍别的。"""
    day = as_of or today()
    site, bureaus = sites_at(config, registries)

    def one(site: Site, directory: Path | None) -> int:
        return _build(site, options_for(site, day, directory, jobs, no_cache, registries, strict=strict, executor=executor), registries)

    if not bureaus:
        sys.exit(one(site, site_dir))
    sys.exit(each_in(site, bureaus, (site_dir or site.target).absolute(), one))


def _build(site: Site, options: Options, registries: Path | None) -> int:
    """Build one bureau's site, say what there is to say, and give the exit status."""
    if not replaceable(options.target):
        click.echo(f"{options.target} 里有别的东西，不是以前生成的网站，没有覆盖。请换一个 --site-dir，或者先把它移走。", err=True)
        return USAGE
    if is_published(options.target):
        click.echo(
            f"{options.target} 里是发布的网站，有版次记录，不能用 build 覆盖。请用 gongshi publish，或者换一个 --site-dir。", err=True
        )
        return USAGE
    try:
        outcome = built(site, options)
    except HostError as error:
        click.echo(f"mkdocs.yml 或者网页文字有误，MkDocs 说：{error}。原来的网站没有改动。", err=True)
        return USAGE
    except LockedError as error:
        click.echo(f"{error}。原来的网站没有改动。", err=True)
        return BROKEN
    except OSError as error:
        click.echo(f"网站写不下去：{error.filename or options.target}：{reason(error)}。原来的网站没有改动。", err=True)
        return BROKEN
    findings = relocated(outcome.verdict.findings, registries or site.root / site.settings.registries)
    if findings or outcome.verdict.ignored:
        click.echo(text_report(findings, source_line, outcome.verdict.ignored))
    if outcome.stopped:
        click.echo("没有生成网站；原来的网站没有改动。", err=True)
        return 1
    for note in outcome.notes:
        click.echo(f"页面提示：{note}", err=True)
    click.echo(f"网站已生成：{options.target}/index.html（{outcome.records:,} 条记录，{outcome.pages:,} 个网页，截至 {options.as_of}）")
    return 0


def built(site: Site, options: Options) -> building.Outcome:
    """Build with the host that there is."""
    from generator.host import mkdocs_host

    return building.build(site, options, lambda: mkdocs_host.render(site, site.kept / "host"), holder=this_process())


@click.command(epilog="例：gongshi posters 公示牌")
@click.argument("target", type=click.Path(path_type=Path), default=Path("posters"))
@click.option("--site-dir", type=click.Path(path_type=Path), default=None, help="已经生成的网站，默认是设置文件旁边的 site。")
@given
def posters(target: Path, site_dir: Path | None, config: Path, registries: Path | None) -> None:
    """把每个窗口的岗位信息公示牌做成 PDF（需要先生成网站，并安装 gongshi[pdf]）。"""
    from generator.pages import pdf

    directory = site_dir or site_at(config, registries).target
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


@click.command(epilog="例：gongshi serve --port 8000")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。")
@given
def serve(port: int, config: Path, registries: Path | None) -> None:
    """在本机查看网站；登记簿、网页文字或样式改动后自动更新。"""
    site = site_at(config, registries)
    if site.part:
        click.echo("几个机关共用的网站不能用 serve 看。请运行 gongshi build，再打开生成的网页。", err=True)
        sys.exit(USAGE)
    from generator.host import mkdocs_host

    mkdocs_host.serve(site, port)
