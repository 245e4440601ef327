"""Keeps results under a key of everything they depend on. A broken or half-written entry is simply not there."""

import hashlib
import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path


class DamagedError(Exception):
    """Something that was kept is gone or no longer what it was. It has been dropped: who begins again makes it anew."""


class Store:
    """A directory of byte strings by key. Safe for several processes: entries appear whole or not at all."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def _path(self, key: str) -> Path:
        return self.directory / key[:2] / key[2:]

    def get(self, key: str) -> bytes | None:
        """What was put under the key, or None if nothing (or nothing whole) is there."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        seal, payload = data[:16], data[16:]
        return payload if hashlib.sha256(payload).digest()[:16] == seal else None

    def has(self, key: str) -> bool:
        """Whether something is kept under the key, whole or not: what is needed of it later is to be had by :meth:`take`."""
        return self._path(key).is_file()

    def take(self, key: str) -> bytes:
        """What :meth:`has` said is there. Raises DamagedError, and drops it, where it is not whole."""
        payload = self.get(key)
        if payload is None:
            self._path(key).unlink(missing_ok=True)
            raise DamagedError(key)
        return payload

    def put(self, key: str, payload: bytes) -> None:
        """Keep a payload. Written beside its place and moved there, under a name that no other process has, on whatever machine."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        beside.write_bytes(hashlib.sha256(payload).digest()[:16] + payload)
        beside.replace(path)

    def retain(self, keys: Iterable[str]) -> None:
        """Drop every entry but these."""
        wanted = {self._path(key) for key in keys}
        if not self.directory.is_dir():
            return
        for path in self.directory.glob("*/*"):
            if path not in wanted:
                path.unlink(missing_ok=True)


def key_of(*parts: bytes | str) -> str:
    """A key for these parts; no two different lists of parts have the same one."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(str(len(data)).encode() + b":" + data)
    return digest.hexdigest()


@cache
def code_version() -> str:
    """A hash of the program's own sources: results of another version are never taken for this one's."""
    package = Path(__file__).parent.parent
    files = sorted((*package.rglob("*.py"), *package.rglob("*.txt")))
    return key_of(*(part for path in files for part in (path.relative_to(package).as_posix(), path.read_bytes())))
