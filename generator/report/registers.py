"""The registers as a page of the handbook: what each holds, where its files are, and how each field is filled in."""

import re
from collections.abc import Iterator

from generator.intake.shape import parts
from generator.intake.template import how
from generator.registers import REGISTERS
from generator.registers.register import Register


def registers_page() -> str:
    """All registers, in Markdown."""
    lines = [
        "---",
        "title: 每个登记簿怎样填",
        "---",
        "",
        "# 每个登记簿怎样填",
        "",
        f"{len(REGISTERS)} 个登记簿，每一项填什么。本页由 `gongshi explain --registers` 生成，不手工修改。"
        "「相对人.名称」是「相对人」下面的「名称」；写成 Excel 时，有几组内容的（申请材料、岗位）在另一张工作表里。",
    ]
    for register in REGISTERS.values():
        lines += ["", *_register(register)]
    return "\n".join(lines) + "\n"


def _register(register: Register) -> Iterator[str]:
    if register.in_content:
        where = f"`content/{register.key}/编号.md`，登记项写在网页开头，正文写在下面"
    elif register.is_ledger:
        where = f"`registries/{register.key}/年度/年度-月份.yml`，一个月一个文件"
    else:
        where = f"`registries/{register.key}/编号.yml`，一条记录一个文件；或者全部写在 `registries/{register.key}.yml`"
    yield f"## {register.title}（{register.key}）"
    yield ""
    yield f"{register.about}公开依据：{register.authority}。维护：{register.keeper}。文件：{where}。"
    for part in parts(register.key):
        yield ""
        if part.path:
            yield f"「{part.title}」的每一项："
            yield ""
        yield "| 项目 | 必填 | 说明 | 怎样填 |"
        yield "| --- | --- | --- | --- |"
        for column in part.columns:
            cells = (column.header, "是" if column.required else "", column.spec.meaning, how(column.spec, ""))
            yield "| " + " | ".join(re.sub(r"([|\\`*_<>\[\]])", r"\\\1", " ".join(cell.split())) for cell in cells) + " |"
