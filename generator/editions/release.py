"""The one door through which a site is written: every byte passes the gate first, and is hashed on the way."""

import hashlib
import os
import secrets
from dataclasses import dataclass, field

from generator.editions.gate import Gate


@dataclass(frozen=True, slots=True)
class Release:
    """A directory in which an edition is put together."""

    directory: str
    gate: Gate
    sums: dict[str, str] = field(default_factory=dict)
    """SHA-256 of what was written, by path."""
    scratch: str = ""
    """A directory where files are first written, on a cluster: a worker given up for dead may still be at the same file as its successor."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file at a path below the directory. Raises :class:`~generator.editions.gate.Leak` and writes nothing that must not go out."""
        self.gate.inspect(name, data)
        self.put(name, data)

    def put(self, name: str, data: bytes) -> None:
        """Write what has passed the gate in pieces, or was published before."""
        self.sums[name] = hashlib.sha256(data).hexdigest()
        path = f"{self.directory}/{name}"
        if self.scratch:
            write_whole(path, data, self.scratch)
            return
        try:
            file = open(path, "wb")  # noqa: PTH123, SIM115 a tenth of a build's time went into pathlib
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
            file = open(path, "wb")  # noqa: PTH123, SIM115
        with file:
            file.write(data)


def write_whole(path: str, data: bytes, scratch: str) -> None:
    """Write a file so that at no moment half of it stands at its path, though several processes write it at once.

    ``scratch`` is a directory on the same file system. Raises FileNotFoundError once it is gone, which keeps latecomers out.
    """
    beside = f"{scratch}/{secrets.token_hex(8)}"
    with open(beside, "wb") as file:  # noqa: PTH123
        file.write(data)
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    os.replace(beside, path)  # noqa: PTH105
