"""A shell: a complete page with marked holes, split once and filled as often as there are records."""

import re
from collections.abc import Mapping
from functools import cached_property

_HOLE = re.compile(r"⟦gongshi:([^⟧]*)⟧")


_OPEN = re.compile(r"(?:\d|(?<![A-Za-z])[A-Za-z]{1,2})[ -]?$")
_CONTINUED = re.compile(r"^[ -]?[\dXx]")


class Shell:
    """A page of text between holes."""

    def __init__(self, text: str) -> None:
        pieces = _HOLE.split(text)
        self.texts = pieces[0::2]
        self.holes = pieces[1::2]
        self.inspected = False
        """Whether the text between the holes has passed the last gate."""

    @cached_property
    def apart(self) -> bool:
        """Whether no number can run from the text of a value into the text beside it."""
        return not any(map(_OPEN.search, self.texts[:-1])) and not any(map(_CONTINUED.search, self.texts[1:]))

    @property
    def text(self) -> str:
        """All that is not a value."""
        return "\n".join(self.texts)

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with each hole replaced by the value of its name; raises KeyError for a hole without a value."""
        parts = [self.texts[0]]
        for hole, text in zip(self.holes, self.texts[1:], strict=True):
            parts += values[hole], text
        return "".join(parts)


def hole(name: str) -> str:
    """What stands in a text for the value of a name."""
    return f"⟦gongshi:{name}⟧"
