"""The pages of downloads: one for all registers, and one for each with its files and what its columns mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.editions.downloads import DIRECTORY, Download
from generator.pages.fragments import fragment
from generator.pages.meta import Masthead, breadcrumb
from generator.pages.shell import Shell
from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec
from generator.registers.register import Register
from generator.source.settings import DataLicence

_KINDS = {
    "text": "文字",
    "paragraphs": "文字，可能有几段",
    "date": "日期，年-月-日",
    "until": "日期，或者「长期」",
    "count": "整数",
    "days": "整数，工作日",
    "yuan": "金额，元，两位小数",
    "yes_no": "是、否",
    "register": "登记簿的英文名",
    "site_path": "网站上的地址",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is given away of a register."""

    register: Register
    count: int
    files: Sequence[Download]

    @property
    def whole(self) -> list[Download]:
        """The files that hold all of it."""
        return [file for file in self.files if not file.year]

    @property
    def years(self) -> list[tuple[str, list[Download]]]:
        """The files of each year, the newest first."""
        years = dict.fromkeys(file.year for file in self.files if file.year)
        return [(year, [file for file in self.files if file.year == year]) for year in years]


def index(masthead: Masthead, shell: Shell, given: Sequence[Given], licence: DataLicence | None, as_of: str, edition: str) -> str:
    """The page that says in plain words what can be had and how it is used."""
    values = {
        "given": given,
        "licence": licence,
        "as_of": as_of,
        "edition": edition,
        "source": masthead.source,
        "url": masthead.url,
        "root": "../",
    }
    meta = masthead.column("data/", "数据下载", "全部登记簿的表格和数据文件", "数据下载,开放数据,行政执法公示", "数据开放")
    body = fragment("data.html").render(**values)
    return shell.fill({"title": "数据下载", "meta": meta, "breadcrumb": breadcrumb("../", [], "数据下载"), "body": body})


Column = tuple[tuple[str, ...], str, FieldSpec]
"""Path of English names, Chinese header, field."""


def register(masthead: Masthead, shell: Shell, given: Given, columns: Iterable[Column], as_of: str) -> str:
    """The page of one register's files and columns."""
    each = given.register
    title = f"{each.title}：数据下载"
    rows = [(header, ".".join(path), _kind(spec), spec.meaning, spec.register) for path, header, spec in columns]
    values = {"given": given, "columns": rows, "as_of": as_of, "source": masthead.source, "url": masthead.url, "root": "../../"}
    text = f"{each.title}的数据文件，大小、校验值和各列的意思。"
    meta = masthead.column(f"{DIRECTORY}/{each.key}/", title, text, f"数据下载,开放数据,{each.title}", "数据开放")
    steps = breadcrumb("../../", [(f"{DIRECTORY}/", "数据下载")], each.title)
    return shell.fill({"title": title, "meta": meta, "breadcrumb": steps, "body": fragment("data-register.html").render(**values)})


def _kind(spec: FieldSpec) -> str:
    """What a column holds, in words."""
    if spec.kind == "choice":
        text = "、".join(spec.choices)
    elif spec.kind == "reference":
        text = f"{REGISTERS[spec.register].title}的编号" + (f"，或者「{spec.unless}」" if spec.unless else "")
    elif spec.kind == "group":
        text = "、".join(child.label for child in spec.children)
    else:
        text = _KINDS[spec.kind]
    return f"几项：{text}" if spec.many else text
