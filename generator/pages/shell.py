"""A shell: a complete page with marked holes, split once and filled as often as there are records."""

import re
from collections.abc import Mapping

_HOLE = re.compile(r"⟦gongshi:([^⟧]*)⟧")


class Shell:
    """A page of text between holes."""

    def __init__(self, text: str) -> None:
        pieces = _HOLE.split(text)
        self.texts = pieces[0::2]
        self.holes = pieces[1::2]

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with each hole replaced by the value of its name; raises KeyError for a hole without a value."""
        parts = [self.texts[0]]
        for hole, text in zip(self.holes, self.texts[1:], strict=True):
            parts += values[hole], text
        return "".join(parts)
