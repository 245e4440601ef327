"""Who gives the data away, when, and on what terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.source.settings import DataLicence


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What the descriptions of an edition's data say of where they come from."""

    name: str
    """The bureau."""
    site: str
    url: str
    """The site's base address with a final slash; nothing where it has none."""
    as_of: str
    edition: str
    """Its name."""
    licence: DataLicence | None
    """On what terms; None where the bureau has said nothing of that."""


def said(thing: Mapping[str, Any]) -> dict[str, Any]:
    """A description without what is not known."""
    return {name: value for name, value in thing.items() if value is not None}
