"""All or nothing: an edition is written beside its place and takes it in one step."""

import ctypes
import errno
import glob
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.editions.seal import sums_of

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


SEVERAL = "bureaus.json"
"""The list of bureaus of a site that holds those of several, each in a directory of its own."""


def _near(target: Path, what: str) -> Path:
    """A path beside a site, for what is not on show. One of several in a site has it beside all of them, out of the public's reach."""
    target = target.resolve()
    home = target.parent
    if (home / SEVERAL).is_file():
        return home.with_name(f".{home.name}.{target.name}.{what}")
    return target.with_name(f".{target.name}.{what}")


def replaceable(target: Path) -> bool:
    """Whether a path is free, an empty directory, or a site built before: nothing else is ever replaced."""
    if not target.exists():
        return True
    return target.is_dir() and (not any(target.iterdir()) or (target / "assets" / "gongshi").is_dir())


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What stood before, of which a new edition may take files over."""

    finished: Path | None = None
    """The edition that stands in the target: it is read and linked, never changed."""
    spare: Path | None = None
    """The one before that, which is nobody's any more and is made into the new one."""
    proved: bool = False
    """Whether only files are taken over that were read and found to be what they were."""


NOTHING = Before()


@contextmanager
def staged(target: Path, before: Before) -> Iterator[tuple[Path, dict[str, str], dict[str, str]]]:
    """A directory for a new edition, and by path the SHA-256 of what it holds and of what the finished edition holds.

    The spare one is taken for it where there is one, so that only what differs has to be written. What is left of it is removed.
    """
    spare = before.spare
    held = sums_of(spare) if spare and spare.is_dir() else {}
    staging = staging_for(target)
    try:
        if held and spare:
            staging.rmdir()
            spare.rename(staging)
            held = _cleared(staging, held)
        yield staging, held, sums_of(before.finished, proved=before.proved) if before.finished else {}
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _cleared(directory: Path, listed: Mapping[str, str]) -> dict[str, str]:
    """Remove whatever an edition's list does not name. Returns what is there of what it names: path and SHA-256, which is not looked at.

    A directory that was open to everybody may hold a file that nobody meant to publish, and may have lost one.
    """
    found, top = {}, len(str(directory)) + 1
    waiting = [str(directory)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    continue
                name = entry.path[top:].replace(os.sep, "/")
                if name in listed and not entry.is_symlink():
                    found[name] = listed[name]
                else:
                    os.unlink(entry.path)  # noqa: PTH108
    return found


def staging_for(target: Path) -> Path:
    """A fresh directory beside the target, on the same file system. What interrupted builds left there is removed.

    It has a name of its own each time: should a process of a build that was killed still write for an instant, it writes into
    the dead one's directory. A target that is a link is followed: the directory it leads to is what is replaced.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)
    before = _near(target, "staging-")
    for left in before.parent.glob(f"{glob.escape(before.name)}*"):
        shutil.rmtree(left, ignore_errors=True)
    staging = _beside(target)
    staging.mkdir()
    return staging


@contextmanager
def watched(staging: Path) -> Iterator[Callable[[], None]]:
    """While the body runs, a function that raises FileNotFoundError where the directory is no longer the one that it was.

    Another process may have cleared it away; what was written since has made it anew, in part.
    """
    if os.name != "posix":
        yield lambda: None
        return
    handle = os.open(staging, os.O_RDONLY)

    def check() -> None:
        if os.fstat(handle).st_nlink == 0:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(staging))

    try:
        yield check
    finally:
        os.close(handle)


def lock_of(target: Path) -> Path:
    """The file by which those who write to a target keep out of one another's way."""
    return _near(target, "lock")


def swap_in(staging: Path, target: Path, *, keep: Path | None = None) -> None:
    """Put the staged tree in the target's place; at no moment is there neither the old nor the new.

    On Linux the two directories change places in one system call. Elsewhere the old one is set aside for an instant,
    and :func:`recover` brings it back if that instant was the last. What stood before is removed, or kept at ``keep``
    (:func:`previous_of`, to which :func:`roll_back` returns, or :func:`spare_of`) in place of what was kept there.

    What was kept until now leaves its name before anything else moves, and whole: a process killed at any of these
    steps may leave no edition to return to, never half of one or an older one than the name promises.
    """
    target, dropped = target.resolve(), None
    _to_disk(staging)
    if not target.exists():
        staging.rename(target)
        _to_disk(target.parent)
        return
    if keep and not any(target.iterdir()):
        keep = None
    if keep and keep.exists():
        dropped = keep.rename(_beside(target))
    before = _put(staging, target)
    if keep:
        before.rename(keep)
    else:
        shutil.rmtree(before, ignore_errors=True)
    _to_disk(target.parent)
    if dropped:
        shutil.rmtree(dropped, ignore_errors=True)


def spare_of(target: Path) -> Path:
    """Where a preview that has been replaced is kept, to be made into the next one."""
    return _near(target, "spare")


def previous_of(target: Path) -> Path:
    """Where the edition before is kept."""
    return _near(target, "previous")


def roll_back(target: Path) -> None:
    """Let the edition before take the place of the present one, which is then kept in its stead. Raises FileNotFoundError without one."""
    target, previous = target.resolve(), previous_of(target)
    recover(target, keep=True)
    if not previous.is_dir():
        raise FileNotFoundError(previous)
    before = _put(previous, target)
    if before != previous:
        before.rename(previous)
    _to_disk(target.parent)


def recover(target: Path, *, keep: bool = False) -> None:
    """Bring back a site that an interrupted build had set aside for an instant; needed before anything is read of the site.

    Where the new one had already taken its place, the one set aside is removed, or with ``keep`` becomes the previous edition.
    """
    target = target.resolve()
    aside = _aside(target)
    if not aside.is_dir():
        return
    if not target.exists():
        aside.rename(target)
    elif keep and not previous_of(target).exists():
        aside.rename(previous_of(target))
    else:
        shutil.rmtree(aside, ignore_errors=True)


def _put(new: Path, target: Path) -> Path:
    """Let ``new`` take the target's place. Gives where the old one is now. When it fails the old one stands."""
    if _exchange(new, target):
        return new
    aside = target.rename(_aside(target))
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    return aside


def _beside(target: Path) -> Path:
    return _near(target, f"staging-{secrets.token_hex(4)}")


def _aside(target: Path) -> Path:
    return _near(target, "aside")


def _to_disk(directory: Path) -> None:
    """Have the file system that holds a directory write everything out, so that a rename never outlives what it names.

    Raises OSError where the disk refuses what it had seemed to take (a quota or a full disk that shows only now).
    """
    if sys.platform.startswith("linux"):
        handle = os.open(directory, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(handle) == 0:
                return
            if ctypes.get_errno() in (errno.EIO, errno.ENOSPC, errno.EDQUOT):
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(directory))
        except AttributeError:
            pass
        finally:
            os.close(handle)
    if hasattr(os, "sync"):
        os.sync()


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places atomically (renameat2). False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
