"""``gongshi export`` and ``gongshi stats``: tables for others, made of the same records as the site."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import click

from generator.checking import Check, store_of
from generator.clock import today
from generator.commands.given import USAGE, Day, given, options_for, relative, relocated, site_at, source_line
from generator.editions.figures import ledgers
from generator.exporting import KINDS, Export, ExportError, Span, csv_lines, read_receipt, receipt, write_workbook
from generator.linking import public_records
from generator.pages.links import Links
from generator.pages.statistics import tables_of
from generator.replacing import replacing
from generator.report.text import text_report
from generator.report.yearly import yearly_csv, yearly_json, yearly_text
from generator.source.store import Store
from generator.workers import workers

_NAMED = 20
"""How many ids a line names at most."""

_FORMS = (".csv", ".xlsx")


@click.command(epilog="例：gongshi export credit-penalties 双公示处罚.csv --since-last")
@click.argument("table", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--from", "first", type=Day(), default=None, help="只要这一天以后（含）作出的决定。")
@click.option("--to", "last", type=Day(), default=None, help="只要这一天以前（含）作出的决定。")
@click.option("--since-last", is_flag=True, help="只要上次导出以后新的和改过的；导出了什么记在回执里。")
@click.option("--receipt", "kept", type=click.Path(path_type=Path), default=None, help="回执文件，默认是网站目录里的 exports/<表名>.json。")
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@given
def export(
    table: str,
    file: Path | None,
    first: dt.date | None,
    last: dt.date | None,
    since_last: bool,
    kept: Path | None,
    as_of: dt.date | None,
    config: Path,
    registries: Path | None,
) -> None:
    """导出双公示表格（credit-licences 许可，credit-penalties 处罚），交信用信息共享平台；FILE 以 .csv 或 .xlsx 结尾，不写就把 CSV 写到标准输出。

    只导出正在公示的决定。缺了必填项的不导出，逐条指出补在哪里。
    """
    site, day = site_at(config, registries), as_of or today()
    if file and (file.suffix.lower() not in _FORMS or not file.absolute().parent.is_dir()):
        click.echo(f"{file}：文件名要以 .csv 或 .xlsx 结尾，所在的目录要已经有。", err=True)
        sys.exit(USAGE)
    if first and last and first > last:
        click.echo(f"--from {first} 在 --to {last} 之后，没有这样的日子。", err=True)
        sys.exit(USAGE)
    kept = kept or site.root / "exports" / f"{table}.json"
    try:
        before = read_receipt(kept) if since_last else {}
    except ExportError as error:
        click.echo(f"{error}。改正或者删掉它再导出。", err=True)
        sys.exit(USAGE)
    options = options_for(site, day, None, None, False, registries)
    with workers(options.jobs) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool)
        unread = [finding for summary in check.summaries for finding in summary.findings if finding.level == "error"]
        directory = registries or site.root / site.settings.registries
        if unread:
            click.echo(text_report(relocated(tuple(unread), directory), source_line, {}))
            click.echo("登记簿有错误，没有导出。", err=True)
            sys.exit(1)
        made = Export(check, KINDS[table], Span(first, last), before)
        try:
            _write(made, file, keep=since_last)
        except (ExportError, OSError) as error:
            click.echo(f"{file} 没有写成：{error}。", err=True)
            sys.exit(USAGE)
        findings = relocated(tuple(made.findings()), directory)
    if since_last:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with replacing(kept) as unfinished:
            unfinished.write_bytes(receipt(day.isoformat(), made))
    if findings:
        click.echo(text_report(findings, source_line, {}), err=file is None)
    place = relative(file.absolute()) if file else "标准输出"
    said = [f"导出 {len(made.handed):,} 条，写进 {place}" if made.handed or not since_last else f"没有新的、改过的，{place} 没有改动"]
    said += [f"上次已经导出而没有改动的 {made.same:,} 条"] if made.same else []
    said += [f"不予许可的 {made.refusing:,} 条不在双公示的表里"] if made.refusing else []
    said += [f"缺必填项没有导出的 {len({finding.record for finding in findings}):,} 条"] if findings else []
    click.echo("；".join(said) + "。", err=True)
    if made.gone:
        named = "、".join(made.gone[:_NAMED]) + (f" 等 {len(made.gone)} 条" if len(made.gone) > _NAMED else "")
        click.echo(f"以前导出过、现在已经撤下或者公示期满的：{named}。请在平台上一并撤下。", err=True)
    sys.exit(1 if findings else 0)


def _write(made: Export, file: Path | None, *, keep: bool) -> None:
    """Write the table, to standard output where no file is named. A file is kept as it is where nothing is new and ``keep`` asks for it."""
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(csv_lines(made.columns, made.rows()))
        return
    with replacing(file) as unfinished:
        if file.suffix.lower() == ".xlsx":
            write_workbook(unfinished, made.columns, made.rows(), made.check.options.as_of)
        else:
            with unfinished.open("wb") as out:
                out.writelines(csv_lines(made.columns, made.rows()))
        if keep and not made.handed:
            unfinished.unlink()


@click.command(epilog="例：gongshi stats 2025 --format csv")
@click.argument("year", type=click.IntRange(1949, 2999))
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True, help="输出形式。")
@given
def stats(year: int, as_of: dt.date | None, form: str, config: Path, registries: Path | None) -> None:
    """年度行政执法数据：由台账逐条计算，和公布的数对照，附统计口径。"""
    site, day = site_at(config, registries), as_of or today()
    options = options_for(site, day, None, None, False, registries)
    with workers(options.jobs) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool)
        gathered = check.gathered
        rows = ledgers(gathered.figures())
        entered = [
            each
            for each in public_records("annual-figures", check.summaries, Store(store))
            if each.get("published_on", "") <= day.isoformat()
        ]
        names = zip(gathered.column("subjects", "id"), gathered.column("subjects", "=name"), strict=True)
        links = Links({"subjects": {body: (name, "") for body, name in names}})
    tables = tables_of(rows if str(year) in rows.recorded else None, str(year), entered, links)
    if not tables:
        click.echo(f"{year} 年没有台账记录，也没有公布过年度数据。", err=True)
        sys.exit(USAGE)
    forms: dict[str, Callable[[], str]] = {
        "text": lambda: yearly_text(str(year), day.isoformat(), tables),
        "csv": lambda: yearly_csv(tables),
        "json": lambda: yearly_json(str(year), day.isoformat(), tables),
    }
    click.echo(forms[form](), nl=form != "csv")
