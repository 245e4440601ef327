"""The one door through which a site is written: every byte passes the gate first, and is hashed on the way."""

import hashlib
import os
from dataclasses import dataclass, field

from generator.editions.gate import Gate


@dataclass(frozen=True, slots=True)
class Release:
    """A directory in which an edition is put together."""

    directory: str
    gate: Gate
    sums: dict[str, str] = field(default_factory=dict)
    """SHA-256 of what was written, by path."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file at a path below the directory. Raises :class:`~generator.editions.gate.Leak` and writes nothing that must not go out."""
        self.gate.inspect(name, data)
        self.put(name, data)

    def put(self, name: str, data: bytes) -> None:
        """Write what has passed the gate in pieces, or was published before."""
        self.sums[name] = hashlib.sha256(data).hexdigest()
        path = f"{self.directory}/{name}"
        try:
            file = open(path, "wb")  # noqa: PTH123, SIM115 a tenth of a build's time went into pathlib
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
            file = open(path, "wb")  # noqa: PTH123, SIM115
        with file:
            file.write(data)
