"""Where records stand on the site, and what they are called."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Links:
    """Names and addresses of the records that others refer to: register, then id, to (heading, address)."""

    targets: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def heading(self, register: str, record: str) -> str:
        """What the record is called; its id where nothing is known of it."""
        return self.targets.get(register, {}).get(record, (record, ""))[0]

    def address(self, register: str, record: str) -> str:
        """The record's address relative to the site's root, or nothing."""
        return self.targets.get(register, {}).get(record, (record, ""))[1]


def record_address(register: str, year: str, record: str) -> str:
    """``penalties/2024/cf-2024-001/`` or ``officers/ry-001/``: never changes once published."""
    return f"{register}/{year}/{record}/" if year else f"{register}/{record}/"
