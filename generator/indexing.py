"""The job that is done for each register and year when its records are rendered, anywhere: write down what is found of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from generator.registers import register_named
from generator.search import index
from generator.search.entries import Entry
from generator.source.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexJob:
    """Put the entries of a register and year in order."""

    register: str
    year: str
    parts: tuple[str, ...]
    """The keys under which the store has what was rendered of its shards."""
    store: str
    key: str
    """Where the store keeps what is made of them."""


def index_slot(job: IndexJob) -> None:
    """Index a register and year, from the entries in the store."""
    store = Store(Path(job.store))

    def entries() -> Iterator[Entry]:
        for part in job.parts:
            for entry in orjson.loads(store.take(f"{part}-index")):
                yield Entry(*entry)

    store.put(job.key, index.kept(index.slot(register_named(job.register), job.year, entries())))
