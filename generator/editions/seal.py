"""Seals an edition: a list of every file with its hash, and the manifest that binds it to the editions before."""

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.editions.chain import LATEST, SUMS, BrokenChainError, Chain, Edition, counted, events_to_json, sha256
from generator.editions.events import Event, State
from generator.editions.release import Release


def stage_editions(release: Release, chain: Chain, name: str, events: list[Event]) -> None:
    """Write the files of the editions before, and the events of this one. What else has got in among them is left behind."""
    for path in sorted(chain.own & chain.files.keys()):
        release.put(path, chain.files[path])
    release.put(f"editions/{name}.jsonl", events_to_json(events))


def seal(
    release: Release,
    chain: Chain,
    name: str,
    events: list[Event],
    states: Mapping[str, State],
    *,
    as_of: str,
    published: bool,
    program: str,
    commit: str,
    site: str,
    others: bool = False,
) -> Edition:
    """List every file of the edition with its hash, and write the manifest. Nothing may be written behind it but a signature.

    With ``others`` there are files in the directory that did not come through the release; they are listed too.
    """
    release.remove_the_rest()
    sums = dict(hashes(Path(release.directory), release.sums)) if others else release.sums
    listing = "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())).encode()
    previous = chain.last
    edition = Edition(
        name=name,
        as_of=as_of,
        published=published,
        program=program,
        commit=commit,
        site=site,
        previous=previous.name if previous else "",
        previous_sha256=sha256(chain.files[previous.manifest]) if previous else "",
        files=len(sums),
        sums_sha256=sha256(listing),
        events_sha256=sums[f"editions/{name}.jsonl"],
        counts=counted(events),
        records=_standings(states),
    )
    manifest = edition.to_json()
    for path, data in ((SUMS, listing), (edition.manifest, manifest), (LATEST, manifest)):
        release.put(path, data)
    return edition


def sums_of(directory: Path, *, proved: bool = False) -> dict[str, str]:
    """The hashes of an edition's files as its own list has them; nothing where there is no list, or not the one that was sealed.

    ``proved``: only those of files that still are what they were; all of them are read.
    """
    try:
        listing = (directory / SUMS).read_bytes()
        newest = Edition.from_json((directory / LATEST).read_bytes(), LATEST)
        lines = listing.decode().splitlines()
    except (OSError, UnicodeDecodeError, BrokenChainError):
        return {}
    if sha256(listing) != newest.sums_sha256:
        return {}
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    if not proved:
        return sums
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda name: _hash_or_nothing(directory / name), sums, chunksize=1000)
        return {name: digest for (name, digest), true in zip(sums.items(), found, strict=True) if digest == true}


def _hash_or_nothing(path: Path) -> str:
    try:
        return file_hash(path) if path.is_file() and not path.is_symlink() else ""
    except OSError:
        return ""


def hashes(directory: Path, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Path and SHA-256 of every file below a directory, in no order; those in ``known`` are not read again."""
    for path in directory.rglob("*"):
        if path.is_file():
            name = path.relative_to(directory).as_posix()
            if name not in (SUMS, LATEST):
                yield name, known.get(name) or file_hash(path)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _standings(states: Mapping[str, State]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for record, state in states.items():
        register = found.setdefault(record.partition("/")[0], {})
        register[state.standing] = register.get(state.standing, 0) + 1
    return {register: dict(sorted(standings.items())) for register, standings in sorted(found.items())}
