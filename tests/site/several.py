"""A city's site with two counties in it, made of the sample county."""

import shutil
from pathlib import Path

from generator.fields.credit_code import check_character
from tests.conftest import ROOT


def write_city(directory: Path) -> None:
    """Write settings, pages and registers of a city that publishes for two counties."""
    shutil.copytree(ROOT / "content", directory / "content")
    shutil.copy(ROOT / "mkdocs.yml", directory)
    for part, name, region in (("qingshi", "青石县", "990124"), ("yunhe", "云和区", "990105")):
        shutil.copytree(ROOT / "registries", directory / "registries" / part)
        body = f"11{region}000000000"[:17]
        code = body + check_character(body)
        settings = f"""机构:
  名称: {name}卫生健康局
  统一社会信用代码: {code}
  区划代码: {region}
  网站标识码: {region}0001
  主办单位: {name}卫生健康局
  电话: 0999-6020001
  网站纠错: 0999-6020009
"""
        (directory / "registries" / part / "settings.yml").write_text(settings, encoding="utf-8")
