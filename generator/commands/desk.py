"""``gongshi admin``: forms in a browser, for those who will not touch YAML."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path

import click

from generator.checking import Check, store_of
from generator.clock import today
from generator.commands.given import USAGE, given, options_for, site_at
from generator.desk.server import Answer, Desk, server_of
from generator.workers import workers


@click.command(epilog="例：gongshi admin")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="端口；0 是随便一个空的。")
@click.option("--host", default="127.0.0.1", show_default=True, help="在哪个地址上；默认只有本机能打开。")
@given
def admin(port: int, host: str, config: Path, registries: Path | None) -> None:
    """在浏览器里用表单录入、修改登记簿。只在本机（或者内部网络）上，不在公开的网站里；没有账号，打得开的人就能改。

    和 gongshi import 一样检查：有错误就不写，写明是哪一项；改动只改那几项，登记簿里的注释还在。
    """
    site = site_at(config, registries)

    def checked(work: Callable[[Check], Answer]) -> Answer:
        options = options_for(site, today(), None, 1, False, registries)
        with workers(1) as pool, store_of(site, options) as store:
            return work(Check(site=site, options=options, store=store, pool=pool))

    names = (
        {host, "127.0.0.1", "localhost"} if host in ("127.0.0.1", "localhost") else {host, socket.gethostname(), "127.0.0.1", "localhost"}
    )
    try:
        server = server_of(desk := Desk(site.settings.bureau.name, checked, today, frozenset()), host, port)
    except OSError as error:
        click.echo(f"{host}:{port} 用不了（{error.strerror}）。请换一个 --port。", err=True)
        sys.exit(USAGE)
    actual = server.server_address[1]
    desk.hosts = frozenset(f"{name}:{actual}".lower() for name in names)
    click.echo(f"请在浏览器里打开 http://{host}:{actual}/ ，按 Ctrl-C 结束。")
    if host not in ("127.0.0.1", "localhost"):
        click.echo("注意：这个地址别的机器也能打开，打得开的人就能改登记簿。只在内部网络里这样用。", err=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
