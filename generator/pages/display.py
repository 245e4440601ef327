"""How a value of a public record is shown: as HTML on its page, as plain text in lists and titles."""

from collections.abc import Callable
from typing import Any

from markupsafe import escape

from generator.pages.links import Links
from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec

ABSENT = "未填写"
_AS_WRITTEN = frozenset({"text", "paragraphs", "choice"})
"""Kinds of text that are shown as they are."""


def escaped(text: str) -> str:
    """A text as HTML. Most texts hold nothing to escape, and looking is five times as fast as escaping."""
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return str(escape(text))
    return text


def date_text(iso: str) -> str:
    """``2024-03-09`` as 2024年3月9日; anything else (长期) as it is."""
    if len(iso) != 10 or iso[4] != "-":
        return iso
    return f"{iso[:4]}年{int(iso[5:7])}月{int(iso[8:])}日"


def size_text(size: int) -> str:
    """A number of bytes in words."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, size // 1000)} KB"


def yuan_text(amount: str) -> str:
    """``2000.00`` as 2,000.00 元."""
    whole, _, cents = amount.partition(".")
    return f"{int(whole):,}.{cents or '00'} 元"


def plain(spec: FieldSpec, value: Any, links: Links) -> str:
    """A value as plain text, lists joined by 、."""
    if value is None:
        return ""
    if type(value) is str and spec.kind in _AS_WRITTEN:
        return value
    if spec.many and isinstance(value, list):
        return "、".join(_plain_one(spec, item, links) for item in value)
    return _plain_one(spec, value, links)


def plain_each(spec: FieldSpec, value: Any, links: Links) -> list[str]:
    """The values of a field as plain texts, one by one."""
    if value is None:
        return []
    if spec.many and isinstance(value, list):
        return [_plain_one(spec, each, links) for each in value]
    return [plain(spec, value, links)]


def _plain_one(spec: FieldSpec, value: Any, links: Links) -> str:
    match spec.kind:
        case "date" | "until":
            return date_text(value)
        case "yuan":
            return yuan_text(value)
        case "yes_no":
            return "是" if value else "否"
        case "days":
            return f"{value} 个工作日" if value else "当场"
        case "register":
            return REGISTERS[value].title if value in REGISTERS else str(value)
        case "reference":
            return str(value) if value == spec.unless else links.heading(spec.register, value)
        case "group":
            return "，".join(plain(child, value[child.name], links) for child in spec.children if child.name in value)
        case _:
            return str(value)


def html(spec: FieldSpec, value: Any, links: Links, root: str) -> str:
    """A value as HTML. ``root`` leads from the page to the site's root (``../../``)."""
    if not spec.many:
        return _ONE[spec.kind](spec, value, links, root)
    if spec.kind == "group":
        if all(not child.many and child.kind != "paragraphs" for child in spec.children) and spec.name != "basis":
            return _table(spec, value, links, root)
        return "".join(f'<div class="gs-entry">{_group(spec, item, links, root)}</div>' for item in value)
    items = [_ONE[spec.kind](spec, item, links, root) for item in value]
    if spec.kind == "choice":
        return '<span class="gs-tags">' + "".join(f"<span>{item}</span>" for item in items) + "</span>"
    return items[0] if len(items) == 1 else '<ul class="gs-values"><li>' + "</li><li>".join(items) + "</li></ul>"


def citations(value: list[dict[str, str]], links: Links, root: str) -> str:
    """Legal bases: each law with its article, linked to the register of laws."""
    lines = []
    for citation in value:
        law = citation["law"]
        name = escaped(links.heading("laws", law))
        address = links.address("laws", law)
        title = f'<a href="{root}{address}">《{name}》</a>' if address else f"《{name}》"
        lines.append(f"<li>{title}{escaped(citation.get('article', ''))}</li>")
    return '<ul class="gs-values">' + "".join(lines) + "</ul>"


def _text(spec: FieldSpec, value: Any, links: Links, root: str) -> str:
    return escaped(value if type(value) is str and spec.kind in _AS_WRITTEN else _plain_one(spec, value, links))


def _paragraphs(spec: FieldSpec, value: Any, links: Links, root: str) -> str:
    lines = [line.strip() for line in escaped(value).split("\n")]
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _date(spec: FieldSpec, value: Any, links: Links, root: str) -> str:
    return f'<time datetime="{value}">{date_text(value)}</time>' if value[:1].isdigit() else str(escape(value))


def _site_path(spec: FieldSpec, value: Any, links: Links, root: str) -> str:
    return f'<a href="{root}{escape(spec.below + value)}">查看{escape(spec.label)}</a>'


def _register(spec: FieldSpec, value: Any, links: Links, root: str) -> str:
    name = escape(_plain_one(spec, value, links))
    return f'<a href="{root}{value}/">{name}</a>' if value in REGISTERS else str(name)


def _reference(spec: FieldSpec, value: Any, links: Links, root: str) -> str:
    if value == spec.unless:
        return str(escape(value))
    address = links.address(spec.register, value)
    heading = escaped(links.heading(spec.register, value))
    return f'<a href="{root}{address}">{heading}</a>' if address else heading


def _group(spec: FieldSpec, value: Any, links: Links, root: str) -> str:
    rows = [
        f"<div><dt>{child.label}</dt><dd>{html(child, value[child.name], links, root)}</dd></div>"
        for child in spec.children
        if child.name in value
    ]
    return f'<dl class="gs-facts gs-facts--inner">{"".join(rows)}</dl>'


def _table(spec: FieldSpec, value: list[Any], links: Links, root: str) -> str:
    shown = [child for child in spec.children if any(child.name in item for item in value)]
    head = "".join(f'<th scope="col">{escape(child.label)}</th>' for child in shown)
    body = []
    for number, item in enumerate(value, 1):
        cells = "".join(
            f'<td data-label="{escape(child.label)}">{html(child, item[child.name], links, root) if child.name in item else "—"}</td>'
            for child in shown
        )
        body.append(f'<tr><td class="gs-number" data-label="序号">{number}</td>{cells}</tr>')
    return (
        '<section class="gs-scroll" tabindex="0" aria-label="'
        f'{escape(spec.label)}"><table class="gs-table"><thead><tr><th scope="col">序号</th>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></section>'
    )


_ONE: dict[str, Callable[[FieldSpec, Any, Links, str], str]] = {
    "text": _text,
    "paragraphs": _paragraphs,
    "choice": _text,
    "date": _date,
    "until": _date,
    "count": _text,
    "days": _text,
    "yuan": _text,
    "yes_no": _text,
    "reference": _reference,
    "register": _register,
    "site_path": _site_path,
    "group": _group,
}
