"""A site in an object store: how its editions are read, and in which order its files are replaced so that no reader meets a dead link.

No store can exchange a thousand objects in one step as a directory is exchanged. So a list of what is about to change is written first;
whatever interrupts the upload, the next one takes nothing for granted that stands in the list, and mends it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path, PurePosixPath
from typing import Any

from generator.editions.chain import DIRECTORY, LATEST, SIGNED, SUMS, Chain, Edition, chain_of, sha256

PENDING = f"{DIRECTORY}/pending"
"""The paths that an upload is about to write or remove; there only as long as it goes on, or after it was interrupted."""

BATCH = 500
"""So many files are handed to the store at once; how many of them travel side by side is the store's own setting."""

_TEXT = "; charset=utf-8"
_TYPES = {
    "": f"text/plain{_TEXT}",
    ".bin": "application/gzip",
    ".css": f"text/css{_TEXT}",
    ".csv": f"text/csv{_TEXT}",
    ".gif": "image/gif",
    ".html": f"text/html{_TEXT}",
    ".ico": "image/x-icon",
    ".ics": f"text/calendar{_TEXT}",
    ".jpg": "image/jpeg",
    ".js": f"text/javascript{_TEXT}",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".sig": f"text/plain{_TEXT}",
    ".svg": "image/svg+xml",
    ".txt": f"text/plain{_TEXT}",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""What browsers are told of a file, by the end of its name. Python's own table differs from machine to machine."""

Progress = Callable[[int, int], None]
"""Told how many files have been uploaded, and how many there are."""


class RemoteError(Exception):
    """An object store did not do what it was asked; the message says why, in Chinese."""


class AddressError(RemoteError):
    """It is no address at which a site is, or may be."""


class InterruptedUploadError(RemoteError):
    """It stopped in the middle: new files stand beside old ones until the next publication."""


def is_remote(target: str) -> bool:
    """Whether a target of publication is an address in an object store, not a directory."""
    return "://" in target


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What stands at the address before an upload."""

    files: Mapping[str, bytes]
    """What lies in ``editions/``, by path."""
    paths: frozenset[str]
    """Every file that is, or may be, there."""
    hashes: Mapping[str, str]
    """SHA-256 of those of them that are known to be there as they were published."""
    pending: frozenset[str]
    """What an interrupted upload had in hand."""

    def chain(self) -> Chain:
        """The editions, as :func:`~generator.editions.chain.read_chain` gives those of a directory. Raises BrokenChainError.

        An interrupted first upload leaves a manifest without the newest one, and says so in its list; otherwise that is a broken chain.
        """
        latest = self.files.get(LATEST)
        strange = {LATEST, SUMS, PENDING} | (self.pending if latest is None else frozenset())
        return chain_of({path: data for path, data in self.files.items() if path not in strange and PurePosixPath(path).suffix}, latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A directory in an object store."""

    address: str
    store: Any
    """The file system, as fsspec gives it."""
    root: str
    """The directory, as the store calls it."""

    def read(self) -> Published:
        """What stands there. Raises RemoteError where it cannot be read, AddressError where it is something else than a site."""
        with self._speaking("读不了"):
            names = self._names(f"{self.root}/{DIRECTORY}")
            found = self.store.cat(names) if names else {}
        files = {self._path(name): bytes(data) for name, data in found.items()}
        pending = frozenset(_lines(files.get(PENDING, b"")))
        listing = dict(_sums(files.get(SUMS, b"")))
        with self._speaking("读不了"):
            is_site = LATEST in files or PENDING in files or self._names(f"{self.root}/assets/gongshi")
            if not is_site and self.store.find(self.root):
                raise AddressError(f"{self.address} 里有别的东西，不是以前发布的网站，没有覆盖。请换一个地址")
            paths = frozenset(listing) if SUMS in files else frozenset(filter(_is_plain, map(self._path, self.store.find(self.root))))
        known = {path: sha256(data) for path, data in files.items()}
        if LATEST in files and Edition.from_json(files[LATEST], LATEST).sums_sha256 == known.get(SUMS):
            known = {path: digest for path, digest in listing.items() if path not in pending} | known
        return Published(files=files, paths=paths | known.keys() | pending, hashes=known, pending=pending)

    def replace(self, site: Path, before: Published, *, afresh: bool, progress: Progress) -> None:
        """Let a sealed site take the place of what stands there: what is new, what differs, the manifests, and only then what goes.

        With ``afresh`` every file is uploaded, whether it differs or not. Raises RemoteError where nothing was changed, else
        InterruptedUploadError.
        """
        new = dict(_sums((site / SUMS).read_bytes()))
        edition = Edition.from_json((site / LATEST).read_bytes(), LATEST)
        own = [path for path in (edition.manifest, f"{edition.manifest}{SIGNED}", SUMS, LATEST) if (site / path).is_file()]
        changed = [path for path, digest in new.items() if afresh or before.hashes.get(path) != digest]
        gone = sorted(before.paths - new.keys() - {*own, PENDING})
        pending = "".join(f"{path}\n" for path in sorted({*changed, *own, *gone}))
        with self._speaking("写不进"):
            self.store.pipe_file(f"{self.root}/{PENDING}", pending.encode(), **self._typed(PENDING))
        try:
            with self._speaking("没有全部写进"):
                self._upload(site, changed, own, before, progress)
                self._remove(gone)
                self._remove([PENDING])
        except RemoteError as error:
            raise InterruptedUploadError(str(error)) from error.__cause__

    def get(self, path: str) -> bytes | None:
        """What stands at a path; None where nothing does. Raises RemoteError."""
        with self._speaking("读不了"):
            try:
                return bytes(self.store.cat_file(f"{self.root}/{path}"))
            except FileNotFoundError:
                return None

    def put(self, path: str, data: bytes) -> None:
        """Write one file. Raises RemoteError."""
        with self._speaking("写不进"):
            self.store.pipe_file(f"{self.root}/{path}", data, **self._typed(path))

    def fetch(self, directory: Path) -> None:
        """Copy every file into a directory. Raises RemoteError, also for a name that leads out of it."""
        with self._speaking("读不了"):
            names = sorted(self.store.find(self.root))
        if not names:
            raise AddressError(f"{self.address} 里什么也没有")
        for name in names:
            if not _is_plain(self._path(name)):
                raise RemoteError(f"{self.address} 里有名称不对的文件：{self._path(name)!r}")
        for batch in _batches(names):
            places = [str(directory / self._path(name)) for name in batch]
            for parent in {os.path.dirname(place) for place in places}:  # noqa: PTH120
                Path(parent).mkdir(parents=True, exist_ok=True)
            with self._speaking("读不了"):
                self.store.get(batch, places)

    def _upload(self, site: Path, changed: Iterable[str], own: list[str], before: Published, progress: Progress) -> None:
        """Pages that nobody links to yet, pages that are there, manifests; within each the deeper first, the list of files and latest.json last."""

        def turn(path: str) -> tuple[bool, int, bool, bool, int]:
            last = own.index(path) if path in (SUMS, LATEST) else -1
            return path.startswith(f"{DIRECTORY}/"), last, path in before.paths, not path.startswith("assets/"), -path.count("/")

        paths = sorted({*changed, *own}, key=lambda path: (turn(path), _type(path), path))
        done = 0
        for _, group in groupby(paths, key=lambda path: (turn(path), _type(path))):
            for batch in _batches(group):
                options = self._typed(batch[0])
                self.store.put([str(site / path) for path in batch], [f"{self.root}/{path}" for path in batch], **options)
                done += len(batch)
                progress(done, len(paths))

    def _remove(self, paths: Iterable[str]) -> None:
        """Remove files; some may have been removed before the last upload was interrupted."""
        for batch in _batches(paths):
            names = [f"{self.root}/{path}" for path in batch]
            try:
                self.store.rm(names)
            except FileNotFoundError:
                for name in names:
                    with suppress(FileNotFoundError):
                        self.store.rm_file(name)

    def _names(self, directory: str) -> list[str]:
        """The files in a directory, not below it; nothing where there is no such directory."""
        try:
            entries = self.store.ls(directory, detail=True)
        except FileNotFoundError:
            return []
        return sorted(entry["name"] for entry in entries if entry["type"] == "file")

    def _path(self, name: str) -> str:
        """The path on the site of what the store calls by a name."""
        return name.removeprefix(self.root).lstrip("/")

    def _typed(self, path: str) -> dict[str, str]:
        """How a store is told the type of a file, where it has a way to be told."""
        protocols = {self.store.protocol} if isinstance(self.store.protocol, str) else set(self.store.protocol)
        return {"ContentType": _type(path)} if "s3" in protocols else {}

    @contextmanager
    def _speaking(self, what: str) -> Iterator[None]:
        """Every store raises errors of its own: say in Chinese what could not be done, and add what the store said."""
        try:
            yield
        except RemoteError:
            raise
        except Exception as error:
            raise RemoteError(f"{what} {self.address}：{_reason(error)}") from error


def remote_at(address: str) -> Remote:
    """The directory at an address such as ``s3://bucket/prefix``. Raises AddressError for what is none, RemoteError where a package is missing."""
    protocol, _, place = address.partition("://")
    try:
        import fsspec
    except ModuleNotFoundError:
        raise RemoteError(f"没有安装往对象存储发布要用的程序包。{_INSTALL}") from None
    try:
        store, root = fsspec.url_to_fs(address, **({"auto_mkdir": True} if protocol in ("file", "local") else {}))
    except ImportError as error:
        raise RemoteError(f"没有安装用 {protocol}:// 发布的程序包（{error}）。{_INSTALL}") from None
    except ValueError as error:
        raise AddressError(f"「{address}」不是能发布的地址（{error}），写成 s3://桶/目录 这样") from None
    if not place.strip("/"):
        raise AddressError(f"「{address}」没有写桶或者目录，写成 s3://桶/目录 这样")
    store.invalidate_cache()
    return Remote(address=address, store=store, root=str(root).rstrip("/"))


_INSTALL = '请运行 pip install "gongshi[cloud]"'


def _reason(error: Exception) -> str:
    """What went wrong, as far as it can be said in a clerk's words; what the store said stands behind."""
    known = {
        "NoCredentialsError": "没有找到密钥，请设环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY",
        "PermissionError": "没有权限，或者密钥不对",
        "FileNotFoundError": "没有这个桶，或者这个文件",
        "EndpointConnectionError": "连不上",
        "ConnectTimeoutError": "连不上",
    }
    said = f"{type(error).__name__}：{error}"
    return f"{known[type(error).__name__]}（{said}）" if type(error).__name__ in known else said


def _type(path: str) -> str:
    """The content type of a file."""
    return _TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


def _sums(listing: bytes) -> Iterator[tuple[str, str]]:
    """Path and hash of each line of a list of files."""
    for line in _lines(listing):
        digest, _, path = line.partition("  ")
        if _is_plain(path):
            yield path, digest


def _batches(paths: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(paths)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _lines(data: bytes) -> list[str]:
    return [line for line in data.decode("utf-8", "replace").split("\n") if line]


def _is_plain(path: str) -> bool:
    """Whether a path stays below the directory that it is relative to."""
    return bool(path) and not path.startswith("/") and not {"", ".", ".."} & set(path.split("/"))
