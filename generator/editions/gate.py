"""The last gate before publication: every byte about to be written is looked at for personal numbers, whatever field it came from."""

import codecs
import html
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from generator.fields.personal import numbers_in, suspects

_ESCAPES = {b"&": re.compile(rb"&[#A-Za-z]"), b"\\": re.compile(rb"\\[ux]"), b"%": re.compile(rb"%[0-9A-Fa-f]")}
_SCRIPT = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2}))")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Leak(Exception):  # noqa: N818  it is named for what it is: nothing is wrong with the program
    """A personal number was about to be published. The number itself is never repeated."""

    def __init__(self, path: str, kind: str, shown: str) -> None:
        self.path = path
        """Where it was about to be written, relative to the site."""
        self.kind = kind
        """Which number it is, as in :class:`generator.fields.personal.Number`."""
        self.shown = shown
        """A hint that does not repeat it."""
        self.source = ""
        """The shard that it came from, relative to the registries, where that is known."""
        self.record = ""
        """The id of the record that it came from."""
        super().__init__(path, kind, shown)

    def __str__(self) -> str:
        return f"「{self.path}」里有{self.kind}（{self.shown}），没有发布。请在登记簿或正文里删去这个号码。"


@dataclass(frozen=True, slots=True)
class Gate:
    """Looks at what is about to be written."""

    allowed: frozenset[str] = frozenset()
    """Numbers that only look personal, or may be shown, in the form of :func:`generator.fields.personal.normalised`."""

    def inspect(self, path: str, data: bytes) -> None:
        """Raise :class:`Leak` at the first personal number in a file, or in its path.

        All files are searched alike. One that is not UTF-8 (image, font, archive) is searched for ASCII digits: compressed
        data holds no eleven in a row by chance, and a description or title inside an image is read as well. What is
        compressed is not unpacked. References of HTML, escapes of JSON and JavaScript and percent signs of addresses are
        resolved first, each once and in this order, and the text as it stands is searched too.
        """
        if data.startswith(_WIDE):
            data = data.decode("utf-16", "replace").encode("utf-8", "replace")
        data = b"%s\n%s" % (path.encode("utf-8", "surrogateescape"), data)
        self._look(path, data)
        if any(sign in data and pattern.search(data) for sign, pattern in _ESCAPES.items()):
            self._look(path, _resolved(data))

    def _look(self, path: str, data: bytes) -> None:
        for start, stop in suspects(data):
            for number in numbers_in(data[start:stop].decode("utf-8", "replace"), self.allowed):
                raise Leak(path, number.kind, number.shown)


def _resolved(data: bytes) -> bytes:
    """The data with its escapes resolved. Bytes that are not UTF-8 come through unchanged."""
    text = data.decode("utf-8", "surrogateescape")
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _SCRIPT.sub(_character, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    data = text.encode("utf-8", "replace")
    return unquote_to_bytes(data) if b"%" in data else data


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or found[3], 16)
    return chr(code) if code < 0x110000 else "�"
