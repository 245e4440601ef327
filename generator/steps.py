"""Steps of a build that are left out when they would make what is already there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from generator.editions.release import Release
from generator.source.store import Store, key_of

Files = Iterable[tuple[str, bytes | Iterator[bytes] | None]]
"""Files by path below the site, whole or in pieces that have passed the gate; None for one that is in the release already."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one build. What a step makes is a function of the parts of its key, and of ``shared``."""

    store: Store
    release: Release
    shared: str
    """A key of what all steps depend on."""
    used: list[str] = field(default_factory=list)
    """The keys of all steps of this build, which the store is to keep."""

    def value(self, *parts: bytes | str, make: Callable[[], Any]) -> Any:
        """A value in JSON's own types, or what an earlier build made of it under the same key."""
        key = f"{key_of(self.shared, *parts)}-value"
        self.used.append(key)
        kept = self.store.get(key)
        if kept is None:
            kept = orjson.dumps(make())
            self.store.put(key, kept)
        return orjson.loads(kept)

    def do(self, *parts: bytes | str, make: Callable[[], Files], inspected: bool = False) -> list[str]:
        """Write the files of a step, or keep those that an earlier build made under the same key. Returns their paths.

        With ``inspected`` they have passed the gate in pieces.
        """
        key = self.key(*parts)
        names = self.kept(key)
        if names is not None:
            return names
        names = []
        for name, data in make():
            if isinstance(data, Iterator):
                self.release.put_pieces(name, data)
            elif data is not None:
                (self.release.put if inspected else self.release.write)(name, data)
            names.append(name)
        self.remember(key, names)
        return names

    def key(self, *parts: bytes | str) -> str:
        """The key of a step."""
        return f"{key_of(self.shared, *parts)}-step"

    def kept(self, key: str) -> list[str] | None:
        """The paths of the files of a step that an earlier build made, if all of them could be kept."""
        self.used.append(key)
        kept = self.store.get(key)
        if kept is None:
            return None
        files = orjson.loads(kept)
        return [name for name, _ in files] if self.release.keep(files) else None

    def remember(self, key: str, names: Iterable[str]) -> None:
        """Note which files of the release a step has made."""
        self.store.put(key, orjson.dumps([(name, self.release.sums[name]) for name in names]))
