"""All or nothing: an edition is written beside its place and takes it in one step."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def replaceable(target: Path) -> bool:
    """Whether a path is free, an empty directory, or a site built before: nothing else is ever replaced."""
    if not target.exists():
        return True
    return target.is_dir() and (not any(target.iterdir()) or (target / "assets" / "gongshi").is_dir())


def staging_for(target: Path) -> Path:
    """A fresh directory beside the target, on the same file system. What an interrupted build left there is removed.

    A target that is a link is followed: the directory it leads to is what is replaced.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    staging = target.with_name(f".{target.name}.staging")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    return staging


def swap_in(staging: Path, target: Path) -> None:
    """Put the staged tree in the target's place; at no moment is there neither the old nor the new.

    On Linux the two directories change places in one system call. Elsewhere the old one is set aside for an instant,
    and :func:`staging_for` of the next build brings it back if that instant was the last.
    """
    target = target.resolve()
    if not target.exists():
        staging.rename(target)
        return
    if not _exchange(staging, target):
        aside = _aside(target)
        target.rename(aside)
        staging.rename(target)
        staging = aside
    shutil.rmtree(staging, ignore_errors=True)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.aside")


def _recover(target: Path) -> None:
    aside = _aside(target)
    if aside.is_dir():
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places atomically (renameat2). False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
