"""A value that names a record of another register."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.fields.model import Model
from generator.fields.text import Line, RecordId


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a text that is the 编号 of a record in the register ``register``, or the word ``unless``."""

    register: str
    unless: str = ""


class RegisterKey:
    """Marks a text that is the key of a register (``penalties``)."""


@dataclass(frozen=True, slots=True)
class SitePath:
    """Marks a text that is the address of a page or file on the site, relative to ``below``."""

    below: str = ""


class Citation(Model):
    """One provision relied upon: a law of the register ``laws`` and its article."""

    law: Annotated[RecordId, Reference("laws")] = Field(alias="法规")
    """法律依据库中的编号。"""
    article: Line | None = Field(default=None, alias="条款")
    """条、款、项，例如「第五十一条第一款第（二）项」。"""


Citations = tuple[Citation, ...]
