"""What a register declares about itself. It knows its model and nothing of HTML; the writers read the declaration."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.registers.describe import FieldSpec, describe, spec_at
from generator.registers.record import LedgerRecord, Record


class Stage(StrEnum):
    """When in the course of enforcement a register is disclosed (公示环节)."""

    PRE = "pre"
    DURING = "during"
    POST = "post"
    OVERSIGHT = "oversight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields that a record page shows together under one heading."""

    title: str
    fields: tuple[str, ...]
    more: str = ""
    """The fragment with further rows, which may look things up in the catalogues of ``looks_up``; nothing where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """One kind of record: how it is stored, named, listed, filtered, searched and downloaded.

    Field paths are English attribute names joined by dots (``party.name``).
    """

    key: str
    title: str
    stage: Stage
    order: int
    """Place within its stage, ascending."""
    model: type[Record]
    about: str
    """What a citizen finds here, in a sentence or two."""
    authority: str
    """The provision that asks for this register, as printed on its landing page."""
    keeper: str
    """Who keeps it."""
    unit: str
    """The measure word of its records: 件, 人, 部 …"""
    heading: str
    """The field that names a record."""
    columns: tuple[str, ...]
    """What a list shows of a record, the heading first."""
    sections: tuple[Section, ...]
    """How a record page is laid out."""
    search: tuple[str, ...]
    """Fields in which words are looked up."""
    identifiers: tuple[str, ...] = ()
    """Fields looked up by exact number: document, licence and certificate numbers, credit codes."""
    facets: tuple[str, ...] = ()
    """Fields by which lists and results are filtered."""
    summary: tuple[str, ...] = ()
    """The conclusion: fields shown at the head of the record page."""
    figures: tuple[str, ...] = ()
    """Fields from which statistics are computed, of withheld records too; none of them may name anybody."""
    valid_through: tuple[str, ...] = ()
    """Catalogues: fields with the last day (inclusive) on which a record holds."""
    ended_on: tuple[str, ...] = ()
    """Catalogues: fields with the day from which a record no longer holds."""
    course: tuple[tuple[str, str], ...] = ()
    """Ledgers: the days of a case as its page tells them: what happened, in a word, and the field with its day."""
    dated: str = ""
    """Ledgers: the field whose year and month are the record's place in the archive. Empty for catalogues."""
    template: str = "record.html"
    """The fragment of a record page, in ``site_theme/fragments``; another one extends ``record.html``."""
    looks_up: tuple[str, ...] = ()
    """Catalogues whose records its fragments read as well, by their keys."""
    in_content: bool = False
    """Whether its records are Markdown pages in ``content/<key>/`` with the fields as front matter."""
    column_type: str = "信息公开目录"
    """ColumnType of the government-site tags (国办发〔2017〕47号)."""

    @property
    def is_ledger(self) -> bool:
        """Whether records are kept by year and may be very many."""
        return issubclass(self.model, LedgerRecord)

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The model's fields in the order in which they are declared."""
        return describe(self.model)

    def field(self, path: str) -> FieldSpec:
        """The field at a dotted path of English names; raises KeyError where there is none."""
        return spec_at(self.model, path)

    def label(self, path: str) -> str:
        """What a field is called where it stands alone: the name of a party is called 相对人, not 名称."""
        above, _, _ = path.rpartition(".")
        label = self.field(path).label
        return self.field(above).label if above and label in ("名称", "文字") else label

    def declared_paths(self) -> Iterator[tuple[str, str]]:
        """Every field path that the declaration names, with the part of the declaration that names it."""
        yield "heading", self.heading
        if self.dated:
            yield "dated", self.dated
        for part in ("columns", "search", "identifiers", "facets", "summary", "figures", "valid_through", "ended_on"):
            for path in getattr(self, part):
                yield part, path
        for word, path in self.course:
            yield f"course {word}", path
        for section in self.sections:
            for path in section.fields:
                yield f"section {section.title}", path
