"""Where records stand on the site, and what they are called."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The records of one register that refer to a record."""

    register: str
    title: str
    unit: str
    total: int
    newest: tuple[tuple[str, str], ...]
    """The newest of them: (heading, address)."""


@dataclass(frozen=True, slots=True)
class Links:
    """Names and addresses of the records that others refer to, and who refers to them."""

    targets: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    """Register, then id, to (heading, address)."""
    sources: dict[str, dict[str, tuple[Related, ...]]] = field(default_factory=dict)
    """Register, then id, to the records that refer to it, by register."""

    def related(self, register: str, record: str) -> tuple[Related, ...]:
        """The records on show that refer to a record, by register."""
        return self.sources.get(register, {}).get(record, ())

    def heading(self, register: str, record: str) -> str:
        """What the record is called; its id where nothing is known of it."""
        return self.targets.get(register, {}).get(record, (record, ""))[0]

    def address(self, register: str, record: str) -> str:
        """The record's address relative to the site's root, or nothing."""
        return self.targets.get(register, {}).get(record, (record, ""))[1]


def record_address(register: str, year: str, record: str) -> str:
    """``penalties/2024/cf-2024-001/`` or ``officers/ry-001/``: never changes once published."""
    return f"{register}/{year}/{record}/" if year else f"{register}/{record}/"
