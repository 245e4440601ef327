"""How to check and build, apart from the site's own settings."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LOCAL = "local"
"""The executor of this machine."""
CLUSTER = "dask://"
"""What the address of a cluster begins with."""

Progress = Callable[[str, int, int], None]
"""Told of each step: its name, how much is done, how much there is."""


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build, apart from the site's own settings."""

    as_of: dt.date
    target: Path
    jobs: int = 1
    executor: str = LOCAL
    """Where jobs run: here, or on the Dask cluster whose scheduler is at ``dask://HOST:PORT``."""
    cache: bool = True
    strict: bool = False
    """Whether a warning stops the build too."""
    registries: Path | None = None
    """In place of the directory that the settings name."""
    progress: Progress = silent
