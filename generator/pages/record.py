"""Record pages: the conclusion first, then the facts, then the law. After withdrawal or expiry, a tombstone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.editions.public import PublicRecord
from generator.editions.standing import TITLES, Lapse, Standing, lapse
from generator.pages.display import citations, date_text, escaped, html, plain
from generator.pages.fragments import fragment
from generator.pages.linked import of_record
from generator.pages.links import Links, Related, record_address
from generator.pages.meta import Masthead, breadcrumb, described
from generator.pages.shell import Shell, hole
from generator.registers.describe import FieldSpec
from generator.registers.register import Register

_DAY = itemgetter(0)

Row = tuple[tuple[str, ...], FieldSpec, str]
"""A field of a section: path of names, field, and the HTML that stands before its value."""


class Page(NamedTuple):
    """A page: what it shares with others of its kind, and what is its own."""

    address: str
    shell: Shell
    values: dict[str, str]

    def html(self) -> str:
        """The whole page."""
        return self.shell.fill(self.values)

    def own(self) -> Iterable[str]:
        """What has to be looked at of this page when its shell has been: its values, or all of it where they might run into the shell."""
        return self.values.values() if self.shell.apart else (self.html(),)


_OWN = ("lapsed", "badges", "heading", "summary", "course", "published", "month", "sections", "basis", "related", "about", "id")
"""What is different in every record's page."""

_UNSEARCHED = '<meta name="robots" content="noindex">\n'
"""What tells search engines to forget a page: what has left the site is to leave them too."""

WIDE = ' class="gs-wide"'
PLAIN = "record.html"
"""The template of records that are laid out as all are."""


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
    _laid_out: dict[tuple[Register, str, str], Shell] = field(default_factory=dict)
    """The pages of a register, year and kind of page with everything filled in that they share."""

    def page(self, register: Register, year: str, record: PublicRecord, state: Standing) -> Page:
        """The address and the HTML of one record's page."""
        address = record_address(register.key, year, record["id"])
        root = "../" * address.count("/")
        heading = plain(register.field(register.heading), value_at(record, register.heading), self.links)
        over = None if register.is_ledger else lapse(register, record, self.as_of)
        values = {
            "lapsed": " gs-record--lapsed" if over else "",
            "badges": _badges(TITLES[state] if register.is_ledger else over.word if over else record.get("status", ""), over, record),
            "heading": escaped(heading),
            "basis": _section("法律依据", citations(record["basis"], self.links, root)) if record.get("basis") else "",
            "related": _related(self.links.related(register.key, record["id"]), root),
            "about": _about(record),
            "id": record["id"],
            "course": _course(register, record),
            "published": record.get("published_on", ""),
            "month": value_at(record, register.dated)[5:7] if register.is_ledger else "",
        }
        if register.template == PLAIN:
            values["summary"] = self._summary(register, record, root)
            values["sections"] = _laid_out(self._sections(register, record, root))
        else:
            values = {"body": self._body(register, record, root, values, heading)}
        gist = _gist(register, record, self.links)
        linked = of_record(register, record, self.links, self.masthead, address)
        return self._fill(register, year, register.template, heading, values, address, record.get("published_on", ""), gist, linked)

    def tombstone(self, register: Register, year: str, record: PublicRecord, state: Standing, until: str) -> Page:
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
        return self._fill(
            register, year, "tombstone.html", title, {"body": body}, address, record.get("published_on", ""), title, _UNSEARCHED
        )

    def _body(self, register: Register, record: PublicRecord, root: str, values: dict[str, str], heading: str) -> str:
        """The body of a register that lays its records out itself."""
        parts = list(self._sections(register, record, root))
        url = self.masthead.url and self.masthead.url + record_address(register.key, "", record["id"])
        return fragment(register.template).render(
            {key: Markup(value) for key, value in values.items()} | {"heading": heading},  # noqa: S704 built from escaped parts
            register=register,
            root=root,
            contact=self.contact,
            organ=self.masthead.source,
            url=url,
            record=record,
            summary=Markup(self._summary(register, record, root)),  # noqa: S704
            sections=Markup(_laid_out(parts)),  # noqa: S704
            parts=[(title, Markup(facts)) for title, facts in parts],  # noqa: S704
            show=partial(self._show, register, record, root),
            label=register.label,
            look=self.catalogues.__getitem__,
            as_of=self.as_of,
        )

    def _fill(
        self,
        register: Register,
        year: str,
        template: str,
        title: str,
        values: dict[str, str],
        address: str,
        published: str,
        gist: str,
        more: str = "",
    ) -> Page:
        shell = self._laid_out.get((register, year, template))
        if shell is None:
            shell = self._laid_out[register, year, template] = self._lay_out(register, year, template, address.count("/"))
        shown = escaped(title)
        values |= {
            "title": shown,
            "article": self.masthead.article(shown, published),
            "gist": described(gist) + more,
            "address": address,
        }
        return Page(address, shell, values)

    def _lay_out(self, register: Register, year: str, template: str, depth: int) -> Shell:
        """A page with everything filled in that is the same for all records of a register and year."""
        root = "../" * depth
        steps = [(f"{register.key}/", register.title)]
        if year:
            steps.append((f"{register.key}/{year}/", f"{year}年"))
        body = hole("body")
        if template == PLAIN:
            shared = {name: Markup(hole(name)) for name in _OWN}  # noqa: S704
            url = Markup(escaped(self.masthead.url) + hole("address")) if self.masthead.url else ""  # noqa: S704
            body = fragment(PLAIN).render(shared, register=register, root=root, contact=self.contact, organ=self.masthead.source, url=url)
        column = self.masthead.column_tags(register.title, register.about, f"{register.title},行政执法公示", register.column_type)
        meta = self.masthead.content(column, hole("article"), hole("gist"), hole("address"))
        crumbs = breadcrumb(root, steps, hole("title"))
        return Shell(self.shells[depth].fill({"title": hole("title"), "meta": meta, "breadcrumb": crumbs, "body": body}))

    def _summary(self, register: Register, record: PublicRecord, root: str) -> str:
        facts = self._facts(_rows(register, register.summary), record, root)
        return f'<dl class="gs-summary">\n{facts}</dl>\n' if facts else ""

    def _sections(self, register: Register, record: PublicRecord, root: str) -> Iterator[tuple[str, str]]:
        """The sections that have a value: title and rows."""
        for title, rows, more in _plan(register):
            facts = self._facts(rows, record, root)
            if facts and more:
                facts += fragment(more).render(record=record, look=self.catalogues.__getitem__)
            if facts:
                yield title, facts

    def _show(self, register: Register, record: PublicRecord, root: str, path: str) -> Markup:
        """One field as HTML, for templates that lay a record out themselves; nothing where it has no value."""
        value = value_at(record, path)
        return Markup() if value is None else Markup(html(register.field(path), value, self.links, root))  # noqa: S704 built from escaped parts

    def _facts(self, rows: tuple[Row, ...], record: PublicRecord, root: str) -> str:
        """The fields that have a value, as the rows of a description list."""
        parts = []
        for names, spec, before in rows:
            value: Any = record
            for name in names:
                value = value.get(name) if isinstance(value, dict) else None
            if value is not None:
                parts.append(f"{before}{html(spec, value, self.links, root)}</dd></div>\n")
        return "".join(parts)


def _badges(standing: str, over: Lapse | None, record: PublicRecord) -> str:
    """What stands behind the register's title: the standing, and the tier of a record that has one."""
    badges = ""
    if standing:
        since = f"（自{date_text(over.since)}起）" if over and over.since else ""
        badges = f'<span class="gs-badge{" gs-badge--muted" if over else ""}">{escaped(standing)}{since}</span>'
    return f'{badges}<span class="gs-badge gs-badge--plain">{escaped(record["tier"])}</span>' if record.get("tier") else badges


def _laid_out(sections: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<section class="gs-section">\n<h2>{title}</h2>\n<dl class="gs-facts">\n{facts}</dl>\n</section>\n' for title, facts in sections
    )


def _section(title: str, body: str) -> str:
    return f'<section class="gs-section"><h2>{title}</h2>{body}</section>\n'


def _course(register: Register, record: PublicRecord) -> str:
    """The days of a case in their order, from the first to the end of its display."""
    if not register.course:
        return ""
    days = [(day, word) for word, path in register.course if (day := value_at(record, path))]
    days += [(day, word) for word, name in (("公开", "published_on"), ("公示至", "display_until")) if (day := record.get(name))]
    if len(days) < 2:
        return ""
    steps = "".join(f'<li><span>{word}</span><time datetime="{day}">{date_text(day)}</time></li>' for day, word in sorted(days, key=_DAY))
    return f'<ol class="gs-course">{steps}</ol>'


def _related(groups: tuple[Related, ...], root: str) -> str:
    """Who refers to the record."""
    return fragment("related.html").render(related=groups, root=root) if groups else ""


def _about(record: PublicRecord) -> str:
    """When the record was published, by whom it is kept."""
    rows = [f"<div><dt>编号</dt><dd>{record['id']}</dd></div>\n"]
    for name, label in (("owner", "责任单位"), ("published_on", "公开日期"), ("updated_on", "更新日期"), ("display_until", "公示期限")):
        if name in record:
            value = record[name]
            shown = escaped(value) if name == "owner" else f'<time datetime="{value}">{date_text(value)}</time>'
            rows.append(f"<div><dt>{label}</dt><dd>{'至' if name == 'display_until' else ''}{shown}</dd></div>")
    if "late_reason" in record:
        rows.append(f"<div><dt>迟延理由</dt><dd>{escaped(record['late_reason'])}</dd></div>")
    if "notes" in record:
        rows.append(f'<div class="gs-wide"><dt>备注</dt><dd>{escaped(record["notes"])}</dd></div>')
    return "".join(rows)


@cache
def _plan(register: Register) -> tuple[tuple[str, tuple[Row, ...], str], ...]:
    """The sections of a register with their rows, and the fragment with further ones."""
    return tuple((section.title, _rows(register, section.fields), section.more) for section in register.sections)


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
