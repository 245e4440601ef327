"""One publication at a time: a lock that names its holder, and that nobody need remove when the holder has died."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(Exception):
    """Somebody else is publishing to the same place; the message says who."""


@contextmanager
def locked(place: Path, holder: str) -> Iterator[None]:
    """Hold the lock of a place (a file beside it) while the body runs. Raises LockedError at once where another process has it.

    The operating system lets go of the lock when its process ends, however it ends; the file that stays is harmless.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _take(handle):
            other = os.read(handle, 500).decode("utf-8", "replace").strip() or "另一个进程"
            raise LockedError(f"{other} 正在往同一个地方发布，请等它完成")
        os.ftruncate(handle, 0)
        os.write(handle, holder.encode())
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


_BEHIND = 1 << 20
"""The byte that is locked on Windows, behind whatever is written."""


def _take(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            os.lseek(handle, _BEHIND, os.SEEK_SET)  # Windows lets nobody read what is locked, and the holder's name is to be read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN):
            return False
        raise
    return True
