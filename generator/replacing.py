"""Files that take the place of others at once, when they are whole; nothing stays of those that are not."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write a file that takes the place of another at once when it is whole; nothing stays of one that is not.

    Whoever removes it again leaves the other as it is.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        yield unfinished
        if unfinished.exists():
            os.replace(unfinished, path)  # noqa: PTH105
    finally:
        unfinished.unlink(missing_ok=True)


def write_all(files: Mapping[Path, str]) -> None:
    """Write all files, or none: they take their places when every one of them is whole."""
    with ExitStack() as places:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            places.enter_context(replacing(path)).write_text(text, encoding="utf-8", newline="\n")
