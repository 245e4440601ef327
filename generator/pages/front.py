"""The pages that belong to no register: home, search, downloads; and figures in the pages that people write."""

from dataclasses import dataclass

from markupsafe import escape

from generator.editions.coverage import Coverage, Duty
from generator.editions.telling import ToldEdition
from generator.pages.fragments import fragment
from generator.pages.linked import of_home
from generator.pages.links import Links
from generator.pages.meta import Masthead, breadcrumb
from generator.pages.shell import Shell
from generator.registers.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCard:
    """A register as the home and search pages show it."""

    register: Register
    count: int
    updated: str
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCards:
    """A stage with its registers."""

    key: str
    title: str
    cards: tuple[RegisterCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One of the latest decisions."""

    address: str
    heading: str
    detail: str
    date: str
    register: str


def home(
    masthead: Masthead, stages: list[StageCards], news: list[tuple[Register, list[NewsItem]]], needs: list[tuple[str, str, str]], as_of: str
) -> dict[str, str]:
    """What fills the holes of the home page. ``needs``: (address, question, answer) of what citizens come for."""
    body = fragment("home.html").render(stages=stages, news=news, needs=needs, as_of=as_of, root="")
    description = "执法主体、执法人员、服务指南、行政许可、行政处罚和行政检查结果的公示与检索。"
    return {"meta": masthead.tags("", "", description) + of_home(masthead), "body": body}


@dataclass(frozen=True, slots=True, kw_only=True)
class BureauCard:
    """One of several bureaus, as the front of their site shows it."""

    name: str
    address: str
    count: int
    """How many records are on show."""
    as_of: str
    """The day of its newest edition; nothing where it has none."""


def several(masthead: Masthead, bureaus: list[BureauCard]) -> dict[str, str]:
    """What fills the holes of the front of a site of several bureaus."""
    body = fragment("bureaus.html").render(bureaus=bureaus)
    description = "各机关的执法主体、执法人员、服务指南、行政许可、行政处罚和行政检查结果的公示。"
    return {"meta": masthead.tags("", "", description), "body": body}


def search(masthead: Masthead, shell: Shell, stages: list[StageCards], index: str, as_of: str) -> str:
    """The search page. ``index`` is the address of the index's table of contents."""
    body = fragment("search.html").render(stages=stages, index=index, as_of=as_of, root="../")
    meta = masthead.column("search/", "信息检索", "按名称、文号、许可证号、信用代码检索公示信息", "检索,行政执法公示", "办事服务")
    return shell.fill({"title": "信息检索", "meta": meta, "breadcrumb": breadcrumb("../", [], "信息检索"), "body": body})


def verify(masthead: Masthead, shell: Shell, index: str, as_of: str) -> str:
    """The page that says of a number whether it is on show. ``index`` is the address of the index's table of contents."""
    body = fragment("verify.html").render(index=index, as_of=as_of, root="../")
    meta = masthead.column("verify/", "证件文书核验", "按执法证件编码、决定书文号、许可证号核验", "核验,执法证,行政执法公示", "办事服务")
    return shell.fill({"title": "证件文书核验", "meta": meta, "breadcrumb": breadcrumb("../", [], "证件文书核验"), "body": body})


def opensearch(masthead: Masthead) -> bytes:
    """What a browser needs to offer the site's search by itself: OpenSearch 1.1, whose short name has at most 16 characters."""
    search = f"{masthead.url}search/?q={{searchTerms}}"
    return fragment("opensearch.xml").render(short=masthead.site_name[:16], name=f"{masthead.site_name}检索", search=search).encode()


def coverage(masthead: Masthead, shell: Shell, duties: list[Duty], links: Links, titles: dict[str, str], as_of: str) -> str:
    """The page of duties to disclose: whether, where and how fresh each is met."""
    totals = [(state.value, number) for state in Coverage if (number := sum(duty.state is state for duty in duties))]
    body = fragment("coverage.html").render(
        duties=duties, totals=totals, law=lambda record: links.heading("laws", record), titles=titles, as_of=as_of, root="../"
    )
    meta = masthead.column(
        "coverage/", "公开事项落实情况", "逐项列出应当公开的内容、依据、时限和落实情况", "公开事项,政务公开", "信息公开目录"
    )
    values = {"title": "公开事项落实情况", "meta": meta, "breadcrumb": breadcrumb("../", [], "公开事项落实情况"), "body": body}
    return shell.fill(values)


def changes(masthead: Masthead, shell: Shell, editions: list[ToldEdition], titles: dict[str, str]) -> str:
    """The page that tells what each edition published, changed and took down."""
    body = fragment("changes.html").render(editions=editions, titles=titles, root="../")
    meta = masthead.column("changes/", "更新记录", "每一版公开、变更、撤回了哪些记录", "更新记录,版次,撤回", "信息公开目录")
    return shell.fill({"title": "更新记录", "meta": meta, "breadcrumb": breadcrumb("../", [], "更新记录"), "body": body})


def figure(name: str, text: str) -> str:
    """A figure inside a page that people wrote."""
    return f'<span class="gs-inline-figure" data-figure="{escape(name)}">{escape(text)}</span>'
