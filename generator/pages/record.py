"""Record pages: the conclusion first, then the facts, then the law. After withdrawal or expiry, a tombstone."""

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from generator.editions.public import PublicRecord
from generator.editions.standing import TITLES, Standing, lapse
from generator.pages.display import citations, html, plain
from generator.pages.fragments import fragment
from generator.pages.links import Links, record_address
from generator.pages.meta import Masthead, breadcrumb
from generator.pages.shell import Shell
from generator.registers.describe import FieldSpec
from generator.registers.register import Register

Row = tuple[tuple[str, ...], FieldSpec, str]
"""A field of a section: path of names, field, and the HTML that stands before its value."""

WIDE = ' class="gs-wide"'


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPages:
    """Everything that record pages of any register share: shells, links, tags, stage titles."""

    shells: dict[int, Shell]
    """The record shell by depth of address."""
    links: Links
    masthead: Masthead
    contact: str
    """Where to report an error."""
    as_of: str
    """The as-of date, ``YYYY-MM-DD``."""
    catalogues: dict[str, dict[str, PublicRecord]]
    """The catalogues that some register looks up: key, then id, to the public record."""

    def page(self, register: Register, year: str, record: PublicRecord, state: Standing) -> tuple[str, str]:
        """The address and the HTML of one record's page."""
        address = record_address(register.key, year, record["id"])
        root = "../" * address.count("/")
        heading = plain(register.field(register.heading), value_at(record, register.heading), self.links)
        over = None if register.is_ledger else lapse(register, record, self.as_of)
        body = fragment(register.template).render(
            register=register,
            root=root,
            heading=heading,
            standing=TITLES[state] if register.is_ledger else over.word if over else record.get("status", ""),
            lapsed=over is not None,
            since=over.since if over else "",
            summary=self._facts(_rows(register, register.summary), record, root),
            sections=[(title, facts) for title, rows in _plan(register) if (facts := self._facts(rows, record, root))],
            basis=Markup(citations(record["basis"], self.links, root)) if record.get("basis") else "",  # noqa: S704 built from escaped parts
            record=record,
            related=self.links.related(register.key, record["id"]),
            show=partial(self._show, register, record, root),
            label=register.label,
            look=self.catalogues.__getitem__,
            as_of=self.as_of,
            address=self.masthead.url + address,
            contact=self.contact,
            tier=record.get("tier", ""),
        )
        return address, self._fill(
            register, year, heading, body, address, record.get("published_on", ""), _gist(register, record, self.links)
        )

    def tombstone(self, register: Register, year: str, record: PublicRecord, state: Standing, until: str) -> tuple[str, str]:
        """The page that stays when a record has left: what was here, since when and why it is gone, no party data."""
        address = record_address(register.key, year, record["id"])
        withdrawal = record.get("withdrawal", {})
        body = fragment("tombstone.html").render(
            register=register,
            root="../" * address.count("/"),
            id=record["id"],
            withdrawn=state is Standing.WITHDRAWN,
            since=withdrawal.get("on", "") if state is Standing.WITHDRAWN else until,
            withdrawal=withdrawal,
            contact=self.contact,
        )
        title = f"{register.title}（{TITLES[state]}）"
        return address, self._fill(register, year, title, body, address, record.get("published_on", ""), title)

    def _fill(self, register: Register, year: str, title: str, body: str, address: str, published: str, gist: str) -> str:
        root = "../" * address.count("/")
        steps = [(f"{register.key}/", register.title)]
        if year:
            steps.append((f"{register.key}/{year}/", f"{year}年"))
        meta = self.masthead.article(address, _column(self.masthead, register), title, published, gist)
        values = {"title": str(Markup.escape(title)), "meta": meta, "breadcrumb": breadcrumb(root, steps, title), "body": body}
        return self.shells[address.count("/")].fill(values)

    def _show(self, register: Register, record: PublicRecord, root: str, path: str) -> Markup:
        """One field as HTML, for templates that lay a record out themselves; nothing where it has no value."""
        value = value_at(record, path)
        return Markup() if value is None else Markup(html(register.field(path), value, self.links, root))  # noqa: S704 built from escaped parts

    def _facts(self, rows: tuple[Row, ...], record: PublicRecord, root: str) -> Markup:
        """The fields that have a value, as the rows of a description list."""
        parts = []
        for names, spec, before in rows:
            value: Any = record
            for name in names:
                value = value.get(name) if isinstance(value, dict) else None
            if value is not None:
                parts.append(f"{before}{html(spec, value, self.links, root)}</dd></div>\n")
        return Markup("".join(parts))  # noqa: S704 built from escaped parts


@cache
def _column(masthead: Masthead, register: Register) -> str:
    return masthead.column_tags(register.title, register.about, f"{register.title},行政执法公示", register.column_type)


@cache
def _plan(register: Register) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The sections of a register with their rows."""
    return tuple((section.title, _rows(register, section.fields)) for section in register.sections)


@cache
def _rows(register: Register, paths: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows for some fields; a group that has a section to itself is shown as the fields in it."""
    if len(paths) == 1 and (spec := register.field(paths[0])).kind == "group" and not spec.many:
        paths = tuple(f"{paths[0]}.{child.name}" for child in spec.children)
    return tuple((tuple(path.split(".")), register.field(path), _before(register, path)) for path in paths)


def _before(register: Register, path: str) -> str:
    """What stands before the value: a wide row for what needs the whole width, and the label."""
    spec = register.field(path)
    wide = spec.kind in ("paragraphs", "group") or (spec.many and spec.kind not in ("choice", "reference"))
    return f"<div{WIDE if wide else ''}><dt>{Markup.escape(register.label(path))}</dt><dd>"


def value_at(record: PublicRecord, path: str) -> Any:
    """The value at a dotted path of English names, or None."""
    if "." not in path:
        return record.get(path)
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _gist(register: Register, record: PublicRecord, links: Links) -> str:
    parts = []
    for path in register.summary or register.columns:
        value = value_at(record, path)
        if value is not None:
            spec = register.field(path)
            parts.append(f"{register.label(path)}：{plain(spec, value, links)}")
    return f"{register.title}。" + "；".join(parts)
