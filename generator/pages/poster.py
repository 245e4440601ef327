"""The notice board of a window (岗位信息公示牌): A4 sheets for printing, made from the same records as the pages."""

from collections.abc import Iterator

from markupsafe import Markup

from generator.editions.public import PublicRecord
from generator.pages.display import citations, html
from generator.pages.fragments import fragment
from generator.pages.links import Links, record_address
from generator.pages.meta import Masthead, breadcrumb
from generator.pages.qr import qr_code
from generator.pages.shell import Shell
from generator.registers import register_named


def pages(
    masthead: Masthead, shell: Shell, windows: list[PublicRecord], guides: dict[str, PublicRecord], links: Links
) -> Iterator[tuple[str, str]]:
    """Address and HTML of the poster of each window: a sheet of its posts, then a sheet for each matter it handles.

    Source: 推行行政执法公示制度的实施方案, what a window must show (name, basis, bodies, conditions, materials, procedure,
    time limits, forms, supervision, hours, address, telephone, reliefs).
    """
    for window in windows:
        address = f"{record_address('windows', '', window['id'])}poster/"
        root = "../" * address.count("/")
        matters = [guides[matter] for matter in window["matters"] if matter in guides]
        body = fragment("poster.html").render(
            window=window,
            sheets=[_sheet(masthead, guide, links, root) for guide in matters],
            bureau=masthead.source,
            code=qr_code(masthead.url + record_address("windows", "", window["id"])) if masthead.url else "",
            root=root,
        )
        title = f"{window['name']}公示牌"
        steps = [("windows/", register_named("windows").title), (record_address("windows", "", window["id"]), window["name"])]
        meta = masthead.column(
            address, title, f"{window['name']}办理事项、岗位和监督方式的公示牌，可以打印。", "公示牌,服务窗口", "办事服务"
        )
        values = {"title": str(Markup.escape(title)), "meta": meta, "breadcrumb": breadcrumb(root, steps, "公示牌"), "body": body}
        yield address, shell.fill(values)


def _sheet(masthead: Masthead, guide: PublicRecord, links: Links, root: str) -> dict[str, object]:
    """What one matter's sheet shows, in the order of a notice board."""
    register = register_named("guides")

    def show(path: str) -> Markup:
        value = guide.get(path)
        return Markup() if value is None else Markup(html(register.field(path), value, links, root))  # noqa: S704 built from escaped parts

    address = record_address("guides", "", guide["id"])
    return {
        "guide": guide,
        "show": show,
        "basis": Markup(citations(guide.get("basis", []), links, root)),  # noqa: S704 built from escaped parts
        "address": masthead.url + address,
        "code": qr_code(masthead.url + address) if masthead.url else "",
    }
