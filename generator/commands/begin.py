"""``gongshi init``: a new bureau in a minute."""

import shutil
import subprocess
import sys
from pathlib import Path

import click

from generator.clock import today
from generator.commands.given import USAGE, given, relative
from generator.replacing import write_all
from generator.source.survey import reason
from generator.starting import complaints, site_files


@click.command(epilog="例：gongshi init 公示 --name 示例县卫生健康局")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", prompt="机关的全称", help="机关的全称。")
@click.option("--credit-code", prompt="统一社会信用代码（18 位）", help="统一社会信用代码。")
@click.option("--region", prompt="区划代码（6 位）", help="区划代码，六位。")
@click.option("--site-code", prompt="政府网站标识码（10 位）", help="政府网站标识码，十位。")
@click.option("--telephone", prompt="电话（区号-号码）", help="公开的电话。")
@click.option("--corrections", prompt="网站纠错的电话或者邮箱", help="网页有错误时找谁：电话或者邮箱。")
@click.option(
    "--site-url",
    prompt="网站的地址（没有定下来直接按回车）",
    default="",
    show_default=False,
    help="网站的地址，例如 https://gongshi.example/。",
)
@given
def init(
    directory: Path,
    name: str,
    credit_code: str,
    region: str,
    site_code: str,
    telephone: str,
    corrections: str,
    site_url: str,
    config: Path,
    registries: Path | None,
) -> None:
    """在 DIRECTORY 里建一个新机关的公示网站：设置、登记簿（每个都有填写示例）、网页文字、手册、自动检查和发布。

    没有用选项写明的，逐项询问。
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        click.echo(f"{directory} 里已经有东西了。请写一个新的目录，或者空的目录。", err=True)
        sys.exit(USAGE)
    answers = {
        "名称": name.strip(),
        "统一社会信用代码": credit_code.strip(),
        "区划代码": region.strip(),
        "网站标识码": site_code.strip(),
        "主办单位": name.strip(),
        "电话": telephone.strip(),
        "网站纠错": corrections.strip(),
    }
    wrong = list(complaints(answers))
    if site_url and not site_url.startswith(("https://", "http://")):
        wrong.append(f"网站的地址「{site_url}」要以 https:// 开头。")
    if wrong:
        for each in wrong:
            click.echo(each, err=True)
        sys.exit(USAGE)
    root = directory.absolute()
    try:
        address = site_url and site_url.rstrip("/") + "/"
        write_all(site_files(root, answers, address, today(), config.name, registries.name if registries else "registries"))
    except OSError as error:
        click.echo(f"没有写成（{reason(error)}）。", err=True)
        sys.exit(USAGE)
    git = shutil.which("git")
    if git and not any((above / ".git").exists() for above in (root, *root.parents)):
        subprocess.run([git, "init", "--quiet", "--initial-branch=main", str(root)], check=False, capture_output=True)  # noqa: S603
    click.echo(f"建好了：{relative(root)}")
    click.echo(
        f"接下来：\n  cd {directory}\n  gongshi serve                在浏览器里看看（还是空的）\n"
        "  gongshi new laws             从法律依据库填起，再是 subjects、officers\n"
        "  content/handbook/index.md    手册：第一个小时做什么",
        err=True,
    )
