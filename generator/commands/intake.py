"""What clerks do: ``gongshi import``, ``template``, ``new``, ``fmt``, ``schema``."""

import datetime as dt
import sys
from functools import partial
from pathlib import Path

import click
import orjson

from generator.checking import Check, store_of
from generator.clock import today
from generator.commands.given import USAGE, Day, absolute, given, options_for, relative, site_at
from generator.importing import Import, Plan, WrongUseError, profile, wishes
from generator.intake.formatting import formatted
from generator.intake.schema import editor_files
from generator.intake.template import TooLongError, write_template
from generator.present import listed, new_record, with_new, written_records
from generator.registers import REGISTERS
from generator.registers.describe import as_written
from generator.replacing import replacing, write_all
from generator.report.text import text_report
from generator.source.survey import reason, survey
from generator.workers import workers

_NAMED = 10
"""How many ids a line names at most."""


@click.command("import", epilog="例：gongshi import penalties 处罚.xlsx --dry-run")
@click.argument("register", type=click.Choice(list(REGISTERS)), metavar="REGISTER")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只说会怎样，什么也不写。")
@click.option("--map", "maps", multiple=True, metavar="列名=字段", help="这一列是哪个字段；「列名=」是不要这一列。可以写几次。")
@click.option("--set", "constants", multiple=True, metavar="字段=内容", help="空着的都填这个内容；{字段} 代表别的字段。可以写几次。")
@click.option(
    "--profile", "kept", type=click.Path(path_type=Path), default=None, help="记着 --map、--set 的文件（YAML，「列」和「补充」两段）。"
)
@given
def import_(
    register: str,
    file: Path,
    dry_run: bool,
    maps: tuple[str, ...],
    constants: tuple[str, ...],
    kept: Path | None,
    config: Path,
    registries: Path | None,
) -> None:
    """把 Excel（xlsx、xls、ods）、CSV 或者别的机关的数据包（datapackage.json、JSON）导入登记簿 REGISTER。

    列按中文名称、英文名、双公示标准的代码对上。有一处错误就什么也不写，逐格说明；没有错误就一次写完。
    """
    site = site_at(config, registries)
    if not file.is_file():
        click.echo(f"没有 {file} 这个文件。", err=True)
        sys.exit(USAGE)
    try:
        told = profile(kept) if kept else ([], [])
        wished = wishes(REGISTERS[register], [*told[0], *maps], [*told[1], *constants])
    except WrongUseError as error:
        click.echo(f"{error}。", err=True)
        sys.exit(USAGE)
    options = options_for(site, today(), None, None, False, registries)
    with workers(options.jobs) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool)
        plan = Import(check=check, register=REGISTERS[register], file=file, shown=relative(file.absolute()), wishes=wished).plan()
    if plan.findings:
        click.echo(text_report(plan.findings, lambda finding: "", plan.ignored))
    if plan.refused:
        click.echo("有错误，什么也没有写。改正以后再导入一次。", err=True)
        sys.exit(1)
    _tell(plan, dry_run)
    if not dry_run and plan.files:
        try:
            write_all(plan.files)
        except OSError as error:
            click.echo(f"没有写成（{reason(error)}），登记簿还是原来的样子。", err=True)
            sys.exit(USAGE)
        click.echo("请用 gongshi check 再检查一遍，用 gongshi diff 看看网站会有什么变化。", err=True)


@click.command(epilog="例：gongshi template penalties 处罚.xlsx")
@click.argument("register", type=click.Choice(list(REGISTERS)), metavar="REGISTER")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--with-records", is_flag=True, help="把现有的记录也填进去，改好以后再导入。")
@given
def template(register: str, file: Path | None, with_records: bool, config: Path, registries: Path | None) -> None:
    """生成登记簿 REGISTER 的 Excel 工作簿：下拉选项、文本格式、填写说明。FILE 不写就用登记簿的名称。

    填好以后用 gongshi import 导入。带现有记录的工作簿里有自然人的全名，不要外传。
    """
    site = site_at(config, registries)
    file = file or Path(f"{REGISTERS[register].title}.xlsx")
    if file.suffix.lower() != ".xlsx" or not file.absolute().parent.is_dir():
        click.echo(f"{file}：文件名要以 .xlsx 结尾，所在的目录要已经有。", err=True)
        sys.exit(USAGE)
    options = options_for(site, today(), None, None, False, registries)
    with workers(options.jobs) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool)
        records = written_records(check, REGISTERS[register]) if with_records else []
        try:
            with replacing(file) as unfinished, unfinished.open("wb") as out:
                write_template(out, REGISTERS[register], partial(listed, check), records, today())
        except (OSError, TooLongError) as error:
            click.echo(f"{file} 没有写成：{reason(error) if isinstance(error, OSError) else error}。", err=True)
            sys.exit(USAGE)
    click.echo(f"工作簿写进 {relative(file.absolute())}" + (f"，填了 {len(records):,} 条记录" if with_records else "") + "。", err=True)


def _tell(plan: Plan, dry_run: bool) -> None:
    will = "会" if dry_run else ""
    for word, ids in (("新增", plan.new), ("改动", plan.changed)):
        if ids:
            more = f" 等 {len(ids):,} 条" if len(ids) > _NAMED else ""
            click.echo(f"{will}{word} {len(ids):,} 条：{'、'.join(ids[:_NAMED])}{more}")
    if plan.same:
        click.echo(f"没有变化 {len(plan.same):,} 条")
    if plan.files:
        names = [relative(path) for path in sorted(plan.files)]
        more = f" 等 {len(names)} 个文件" if len(names) > _NAMED else ""
        click.echo(f"{will}写进 {'、'.join(names[:_NAMED])}{more}")


@click.command(epilog="例：gongshi fmt registries/penalties")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only", is_flag=True, help="只说哪些文件要整理，不改动；有的话退出状态是 1。")
@given
def fmt(paths: tuple[Path, ...], only: bool, config: Path, registries: Path | None) -> None:
    """把登记簿文件整理成统一的写法：各项的先后、缩进、引号。注释留在原处，内容一字不改。PATH 不写就是全部。"""
    site = site_at(config, registries)
    directory = (registries or site.root / site.settings.registries).absolute()
    found = survey(directory, site.root / site.content).shards
    chosen = [absolute(path) for path in paths]
    missing = [path for path in paths if not path.exists()]
    if missing:
        click.echo(f"没有 {missing[0]} 这个文件或者目录。", err=True)
        sys.exit(USAGE)
    changed: list[Path] = []
    left: list[Path] = []
    for shard in found:
        path = absolute(directory / shard.path)
        if shard.page or (chosen and not any(path == each or each in path.parents for each in chosen)):
            continue
        data = path.read_bytes()
        try:
            made = formatted(data.decode("utf-8"), as_written(REGISTERS[shard.register].model))
        except UnicodeDecodeError:
            made = None
        if made is None:
            left.append(path)
        elif made.encode() != data:
            changed.append(path)
            if not only:
                write_all({path: made})
    for path in changed:
        click.echo(relative(path))
    for path in left:
        click.echo(f"{relative(path)} 没有整理：有读不了的写法，先用 gongshi check 看看。", err=True)
    click.echo(f"{'要整理' if only else '整理了'} {len(changed)} 个文件。", err=True)
    sys.exit(int(bool(left) or (only and bool(changed))))


@click.command(epilog="例：gongshi new penalties")
@click.argument("register", type=click.Choice(list(REGISTERS)), metavar="REGISTER")
@click.option("--date", "day", type=Day(), default=None, help="日期（台账的决定日期），默认今天（北京时间）。")
@click.option("--stdout", "shown", is_flag=True, help="写到标准输出，不写进登记簿。")
@given
def new(register: str, day: dt.date | None, shown: bool, config: Path, registries: Path | None) -> None:
    """在登记簿 REGISTER 里加一条新记录：接着编的编号，今天的日期，每一项旁边写明填什么。"""
    site, when = site_at(config, registries), day or today()
    kind = REGISTERS[register]
    options = options_for(site, when, None, None, False, registries)
    with workers(options.jobs) as pool, store_of(site, options) as store:
        check = Check(site=site, options=options, store=store, pool=pool)
        path, text, line = new_record(check, kind, when)
    if shown:
        click.echo(text, nl=False)
        return
    try:
        write_all({path: with_new(path, text)})
    except OSError as error:
        click.echo(f"{relative(path)} 没有写成：{reason(error)}。", err=True)
        sys.exit(USAGE)
    click.echo(f"{relative(path)}:{line}", err=False)
    click.echo("请打开这一行，把每一项填上；前面有 # 的是可以不填的，要填就去掉 #。填好以后运行 gongshi check。", err=True)


@click.command(epilog="例：gongshi schema")
@click.argument("directory", type=click.Path(path_type=Path), default=Path("schemas"))
@given
def schema(directory: Path, config: Path, registries: Path | None) -> None:
    """给编辑器用的 JSON Schema，写进 DIRECTORY（默认 schemas/），并写好 VS Code 的设置：录入时就有提示和检查。"""
    site = site_at(config, registries)
    target = directory if directory.is_absolute() else site.root / directory
    try:
        write_all(editor_files(target, site.root, site.settings.registries))
    except orjson.JSONDecodeError:
        click.echo(".vscode/settings.json 里有注释或者写错的地方，读不了，什么也没有写。请先把它改成没有注释的 JSON。", err=True)
        sys.exit(USAGE)
    except OSError as error:
        click.echo(f"没有写成：{reason(error)}。", err=True)
        sys.exit(USAGE)
    click.echo(
        f"写进 {relative(target.absolute())}/（{len(REGISTERS)} 个登记簿）和 .vscode/settings.json。用 VS Code 打开网站目录，装上 YAML 插件就有提示。",
        err=True,
    )
