"""The command line: ``gongshi`` and ``python -m generator``."""

import gc

import click

from generator import __version__
from generator.workers import GARBAGE

gc.set_threshold(*GARBAGE)  # before the rest is imported: it makes objects by the hundred thousand, and no garbage

from generator.commands import begin, build, check, desk, exchange, intake, publish, review  # noqa: E402


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongshi")
def main() -> None:
    """把 YAML 登记簿检查好，生成行政执法公示网站。"""


for command in (
    check.check,
    check.explain,
    check.due,
    build.build,
    build.serve,
    build.posters,
    publish.publish,
    publish.verify,
    review.diff,
    exchange.export,
    exchange.stats,
    begin.init,
    desk.admin,
    intake.import_,
    intake.template,
    intake.new,
    intake.fmt,
    intake.schema,
):
    main.add_command(command)
