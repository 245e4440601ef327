"""``gongshi diff``: what merging a change would do."""

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from generator.clock import today
from generator.commands.given import USAGE, Day, given, options_for, relocated, site_at
from generator.publishing import PublishingError
from generator.report.review import review_json, review_markdown, review_text
from generator.reviewing import review


@click.command(epilog="例：gongshi diff origin/main --format markdown")
@click.argument("revision", default="HEAD")
@click.option("--as-of", type=Day(), default=None, help="基准日，默认今天（北京时间）。")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True, help="输出形式。")
@given
def diff(revision: str, as_of: dt.date | None, form: str, config: Path, registries: Path | None) -> None:
    """和某个版本相比，合并以后网站会公开、变更、撤下什么，问题会多出哪些。"""
    site = site_at(config, registries)
    options = options_for(site, as_of or today(), None, None, False, registries)
    try:
        found = review(site, options, revision)
    except PublishingError as error:
        click.echo(f"{error}。", err=True)
        sys.exit(USAGE)
    directory = registries or site.root / site.settings.registries
    found = replace(found, added=tuple(relocated(found.added, directory)), mended=tuple(relocated(found.mended, directory)))
    forms: dict[str, Callable[[], str]] = {
        "text": lambda: review_text(found),
        "markdown": lambda: review_markdown(found),
        "json": lambda: review_json(found),
    }
    click.echo(forms[form]())
