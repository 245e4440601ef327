"""The one door through which a site is written: every byte passes the gate first, and is hashed on the way.

A file that is already there, or stands as it is to be in the edition before, is not written again: it is left, or linked.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from generator.editions.gate import Gate

_MANY, _THREADS = 2_000, 2
"""From so many files on, they are linked by several threads at once: what takes time are the calls to the system."""


@dataclass(frozen=True, slots=True)
class Release:
    """A directory in which an edition is put together."""

    directory: str
    gate: Gate
    held: Mapping[str, str] = field(default_factory=dict)
    """What the directory holds from the start: SHA-256 by path."""
    base: str = ""
    """A finished edition on the same file system, of which files may be taken over; it is never changed."""
    known: Mapping[str, str] = field(default_factory=dict)
    """What the base holds: SHA-256 by path."""
    sums: dict[str, str] = field(default_factory=dict)
    """SHA-256 of what the edition has so far, by path."""
    scratch: str = ""
    """A directory where files are first written, on a cluster: a worker given up for dead may still be at the same file as its successor."""
    _made: set[str] = field(default_factory=set)
    """Directories that are known to be there."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file at a path below the directory. Raises :class:`~generator.editions.gate.Leak` and writes nothing that must not go out."""
        self.gate.inspect(name, data)
        self.put(name, data)

    def put(self, name: str, data: bytes) -> None:
        """Write what has passed the gate in pieces, or was published before."""
        digest = hashlib.sha256(data).hexdigest()
        if not self.keep([(name, digest)]):
            self.sums[name] = digest
            self._write(name, data)

    def put_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file that is too large to be held, piece by piece; what has passed the gate in pieces."""
        digest = hashlib.sha256()
        beside = f"{self.scratch or self.directory}/{secrets.token_hex(8)}.part"
        try:
            with open(beside, "xb") as file:  # noqa: PTH123
                for piece in pieces:
                    digest.update(piece)
                    file.write(piece)
            whole = digest.hexdigest()
            if not self.keep([(name, whole)]):
                self.sums[name] = whole
                self._make_room(name, f"{self.directory}/{name}")
                os.replace(beside, f"{self.directory}/{name}")  # noqa: PTH105
        finally:
            with suppress(FileNotFoundError):
                os.unlink(beside)  # noqa: PTH108

    def keep(self, files: Iterable[tuple[str, str]]) -> bool:
        """Take files (path, SHA-256) over as they are. False where one of them is not there like that: all are to be written then."""
        links = []
        files = list(files)
        for name, digest in files:
            if self.held.get(name) != digest:
                if self.known.get(name) != digest:
                    return False
                links.append(name)
        try:
            if len(links) < _MANY:
                self._link(links)
            else:
                parts = [links[start : start + _MANY] for start in range(0, len(links), _MANY)]
                with ThreadPoolExecutor(_THREADS) as pool:
                    list(pool.map(self._link, parts))
        except FileNotFoundError:  # somebody has taken a file out of the finished edition
            return False
        self.sums.update(files)
        return True

    def only(self, names: Iterable[str]) -> "Release":
        """The same door for a job that writes none but these files: small enough to be handed to another process."""
        held, known = ({name: sums[name] for name in names if name in sums} for sums in (self.held, self.known))
        return Release(self.directory, self.gate, held, self.base if known else "", known, scratch=self.scratch)

    def remove_the_rest(self) -> None:
        """Remove what the directory held from the start and the edition has not, and the directories that are empty then."""
        above = set()
        for name in self.held.keys() - self.sums.keys():
            with suppress(FileNotFoundError):
                os.unlink(f"{self.directory}/{name}")  # noqa: PTH108
            while name := name.rpartition("/")[0]:
                above.add(name)
        for directory in sorted(above, key=len, reverse=True):
            with suppress(OSError):  # it is not empty
                os.rmdir(f"{self.directory}/{directory}")  # noqa: PTH106

    def _link(self, names: Iterable[str]) -> None:
        for name in names:
            path, source = f"{self.directory}/{name}", f"{self.base}/{name}"
            self._make_room(name, path)
            try:
                os.link(source, path)
            except OSError:  # a file system without links, or too many of one file
                shutil.copyfile(source, path)

    def _write(self, name: str, data: bytes) -> None:
        """Write a new file. One that is there may be a link to the base's, and is never written into."""
        path = f"{self.directory}/{name}"
        if self.scratch:
            write_whole(path, data, self.scratch)
            return
        self._make_room(name, path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            file = os.open(path, flags, 0o666)
        except FileExistsError:  # half a file of a job that was killed
            os.unlink(path)  # noqa: PTH108
            file = os.open(path, flags, 0o666)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(file, view) :]
        finally:
            os.close(file)

    def _make_room(self, name: str, path: str) -> None:
        """Make the directory of a file where it is missing, and take away the file that is to be replaced."""
        if name in self.held:
            with suppress(FileNotFoundError):
                os.unlink(path)  # noqa: PTH108
            return
        directory = path.rpartition("/")[0]
        if directory in self._made:
            return
        try:
            os.mkdir(directory)  # noqa: PTH102
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(directory, exist_ok=True)  # noqa: PTH103
        self._made.add(directory)


def write_whole(path: str, data: bytes, scratch: str) -> None:
    """Write a file so that at no moment half of it stands at its path, though several processes write it at once.

    ``scratch`` is a directory on the same file system. Raises FileNotFoundError once it is gone, which keeps latecomers out.
    """
    beside = f"{scratch}/{secrets.token_hex(8)}"
    with open(beside, "wb") as file:  # noqa: PTH123
        file.write(data)
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    os.replace(beside, path)  # noqa: PTH105
