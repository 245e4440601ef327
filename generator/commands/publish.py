"""``gongshi publish`` and ``gongshi verify``: one new edition, and whether a published site is what was published."""

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from generator import publishing
from generator.build import Outcome
from generator.clock import today
from generator.commands.given import BROKEN, USAGE, Day, executed, given, options_for, relocated, sites_at, source_line, this_process
from generator.commands.several import each_at, each_in
from generator.editions.chain import BrokenChainError
from generator.editions.events import TITLES
from generator.editions.lock import LockedError
from generator.editions.remote import AddressError, InterruptedUploadError, RemoteError, is_remote, remote_at
from generator.editions.signature import SigningError, public_part
from generator.editions.swap import replaceable
from generator.editions.verify import differences
from generator.fronting import bureaus_at
from generator.host.contract import HostError, HostPages
from generator.options import Options
from generator.report.text import text_report
from generator.source.settings import Site, read_site
from generator.source.survey import reason


@click.command(epilog="例：gongshi publish /srv/www/gongshi　或者　gongshi publish branch:pages　或者　gongshi publish s3://桶/目录")
@click.argument("target")
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@click.option("--jobs", type=click.IntRange(1), default=None, help="同时进行的进程数，默认等于处理器核数。")
@click.option("--no-cache", is_flag=True, help="不用以前的结果，全部重新生成。")
@click.option("--strict", is_flag=True, help="有警告也不发布。")
@click.option("--sign-key", type=click.Path(path_type=Path), default=None, help="签名用的 SSH 私钥，代替设置里写的。")
@click.option("--dry-run", is_flag=True, help="只说会发布什么，不改动网站。")
@click.option("--rollback", is_flag=True, help="退回上一版（只用于目录）。")
@executed
@given
def publish(
    target: str,
    as_of: dt.date | None,
    jobs: int | None,
    no_cache: bool,
    strict: bool,
    sign_key: Path | None,
    dry_run: bool,
    rollback: bool,
    executor: str,
    config: Path,
    registries: Path | None,
) -> None:
    """检查、生成并发布为新的一版：放进目录，提交到 git 分支（branch:名称），或者上传到对象存储（s3://桶/目录）。有错误时网站不动。"""
    branch = target.removeprefix(publishing.BRANCH) if target.startswith(publishing.BRANCH) else ""
    if target == publishing.BRANCH:
        _stop("branch: 后面要写分支的名称，例如 branch:pages", USAGE)
    holder = this_process()
    if rollback:
        _roll_back(target, branch, holder)
        return
    site, bureaus = sites_at(config, registries)
    if bureaus and branch:
        _stop("几个机关的网站发布到目录或者对象存储；要发布到分支，请用 --config 指明一个机关", USAGE)
    if bureaus and dry_run:
        _stop("几个机关的网站要看会发布什么，请用 --config 指明一个机关", USAGE)

    def one(site: Site, target: str) -> int:
        directory = Path(target) if not branch and not is_remote(target) else None
        options = options_for(site, as_of or today(), directory, jobs, no_cache, registries, strict=strict, executor=executor)
        try:
            _publish(site, options, target, branch, sign_key or _key_of(site), registries, holder=holder, dry_run=dry_run)
        except SystemExit as stopped:
            return int(stopped.code or 0)
        return 0

    if not bureaus:
        sys.exit(one(site, target))
    if is_remote(target):
        sys.exit(each_at(site, bureaus, target, one))
    sys.exit(each_in(site, bureaus, Path(target).absolute(), lambda bureau, directory: one(bureau, str(directory))))


def _publish(
    site: Site, options: Options, target: str, branch: str, key: Path | None, registries: Path | None, *, holder: str, dry_run: bool
) -> None:
    """Publish one bureau's site and say what happened; exits with another status than 0 where it was not published."""
    if not branch and not is_remote(target) and not replaceable(options.target):
        click.echo(f"{target} 里有别的东西，不是以前发布的网站，没有覆盖。请换一个目录，或者先把它移走。", err=True)
        sys.exit(USAGE)
    from generator.host import mkdocs_host

    def render_host() -> HostPages:
        return mkdocs_host.render(site, site.kept / "host")

    try:
        if branch:
            outcome = publishing.publish_branch(site, options, render_host, branch, holder=holder, key=key, dry_run=dry_run)
        elif is_remote(target):
            outcome = publishing.publish_remote(site, options, render_host, target, holder=holder, key=key, dry_run=dry_run)
        else:
            outcome = publishing.publish(site, options, render_host, holder=holder, key=key, dry_run=dry_run)
    except HostError as error:
        _stop(f"mkdocs.yml 或者网页文字有误，MkDocs 说：{error}", USAGE)
    except AddressError as error:
        _stop(str(error), USAGE)
    except InterruptedUploadError as error:
        click.echo(f"上传中断：{error}。网站上现在新旧文件并存，再发布一次就会补全。", err=True)
        sys.exit(BROKEN)
    except (LockedError, SigningError, RemoteError, publishing.PublishingError) as error:
        _stop(str(error), BROKEN)
    except BrokenChainError as error:
        _stop(f"已经发布的版次有问题：{error}。请运行 gongshi verify 查明", 1)
    except OSError as error:
        _stop(f"网站写不下去：{error.filename or target}：{reason(error)}", BROKEN)
    _report(outcome, site, target, registries, dry_run=dry_run)


def _report(outcome: Outcome, site: Site, target: str, registries: Path | None, *, dry_run: bool) -> None:
    findings = relocated(outcome.verdict.findings, registries or site.root / site.settings.registries)
    if findings or outcome.verdict.ignored:
        click.echo(text_report(findings, source_line, outcome.verdict.ignored))
    if outcome.stopped or outcome.edition is None:
        _stop("没有发布", 1)
    happened = "，".join(f"{TITLES[kind]} {number:,} 条" for kind, number in outcome.edition.counts.items() if number)  # type: ignore[index]
    said = "将会发布" if dry_run else "已发布"
    click.echo(
        f"{said} {outcome.edition.name} 版到 {target}：{happened or '没有记录变动'}（{outcome.pages:,} 个网页，截至 {outcome.edition.as_of}）"
    )


def _key_of(site: Site) -> Path | None:
    signing = site.settings.signing
    return site.root / signing.private_key if signing.private_key else None


def _roll_back(target: str, branch: str, holder: str) -> None:
    if branch:
        _stop("分支用 git 退回：git revert 或者 git update-ref", USAGE)
    if is_remote(target):
        _stop("对象存储上不保留上一版，不能退回。请把登记簿退回到原来的提交，再发布一次", USAGE)
    try:
        publishing.return_to_previous(Path(target), holder=holder)
    except LockedError as error:
        _stop(str(error), BROKEN)
    except FileNotFoundError:
        _stop(f"{target} 没有保留上一版，不能退回", USAGE)
    except OSError as error:
        _stop(f"没有退回：{reason(error)}", BROKEN)
    click.echo(f"{target} 已退回上一版；再退回一次就回到刚才那一版。")


def _stop(sentence: str, status: int) -> NoReturn:
    click.echo(f"{sentence}。原来的网站没有改动。", err=True)
    sys.exit(status)


@click.command(epilog="例：gongshi verify /srv/www/gongshi --key gongshi.pub")
@click.argument("site_dir")
@click.option("--key", default="", help="核对签名用的 SSH 公钥：文件，或者公钥本身；不写就用设置里的，都没有就不核对签名。")
@given
def verify(site_dir: str, key: str, config: Path, registries: Path | None) -> None:
    """核对发布的网站：每个文件、版次的先后和签名；指出哪个文件被改动过。对象存储上的先取回来再核对。"""
    if not is_remote(site_dir) and not Path(site_dir).is_dir():
        click.echo(f"找不到 {site_dir}。", err=True)
        sys.exit(USAGE)
    try:
        public_key = _public_key(key, config)
        with _at_hand(site_dir) as directory:
            parts = bureaus_at(directory)
            found = sorted(set(differences(directory, public_key))) if not parts else []
            for part in parts:
                found += [(f"{part}/{path}", what) for path, what in sorted(set(differences(directory / part, public_key)))]
    except (SigningError, RemoteError) as error:
        click.echo(f"{error}。", err=True)
        sys.exit(USAGE if isinstance(error, AddressError) else BROKEN)
    for path, what in found:
        click.echo(f"{path}: {what}")
    signed = "，签名有效" if public_key else "，没有核对签名（没有给公钥）"
    click.echo(f"有 {len(found)} 处和发布时不一样" if found else f"和发布时一样：每个文件、每一版都对得上{signed}")
    sys.exit(int(bool(found)))


@contextmanager
def _at_hand(site: str) -> Iterator[Path]:
    """The directory of a published site; a copy of it where it lies in an object store. Raises RemoteError."""
    if not is_remote(site):
        yield Path(site)
        return
    with tempfile.TemporaryDirectory(prefix="gongshi-") as directory:
        remote_at(site).fetch(Path(directory))
        yield Path(directory)


def _public_key(given_key: str, config: Path) -> str:
    """The public key that was given, as text or file, or else that of the settings; nothing where there is none."""
    if given_key:
        file = Path(given_key)
        if not file.is_file():
            return given_key
        text = file.read_text(encoding="utf-8")
        return public_part(file) if "PRIVATE KEY" in text else text.strip()
    site = read_site(config.resolve(), str(config))[0] if config.is_file() else None
    return (site.settings.signing.public_key or "") if site else ""
