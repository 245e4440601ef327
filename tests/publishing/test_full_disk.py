"""A disk that is full, a file that may not grow, a directory that may not be written: the site stands, and a sentence says why."""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.editions import swap
from generator.editions.verify import differences
from tests.publishing.bureau import FIRST_DAY, Penalty, beside, enter, publish, tree

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def start(bureau: Path, *more: str, before: Callable[[], None] | None = None, target: str = "www") -> subprocess.CompletedProcess[str]:
    """``gongshi publish`` in a process of its own, with ``before`` done in it first. What is temporary lies in a directory of its own."""
    command = [sys.executable, "-m", "generator", "publish", target, "--as-of", FIRST_DAY, *more]
    with tempfile.TemporaryDirectory(prefix="g-", dir="/tmp") as temporary:  # short: sockets of workers have paths of at most 107 bytes
        environment = os.environ | {"TMPDIR": temporary, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(command, cwd=bureau, capture_output=True, text=True, check=False, preexec_fn=before, env=environment)


def is_refused(done: subprocess.CompletedProcess[str], reason: str) -> None:
    """It ended with 3 and one sentence in Chinese that says why."""
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.startswith("网站写不下去：")
    assert reason in done.stderr
    assert done.stderr.rstrip().endswith("原来的网站没有改动。")


def without_privileges() -> None:
    """In a child: let permissions bind root too, from the next program on."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


def limit_files(size: int) -> None:
    """In a child: let no file be larger than so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(("limit", "jobs", "more"), [(300, "1", ()), (10_000, "2", ("--no-cache",)), (100_000, "1", ("--no-cache",))])
def test_file_that_may_not_grow_stops_the_publication(published: Path, limit: int, jobs: str, more: tuple[str, ...]) -> None:
    """300 bytes stop what is kept of the check, 10,000 a page that a worker writes, 100,000 a style sheet near the end."""
    enter(published, Penalty())
    before = tree(published / "www")
    biggest = max(path.stat().st_size for path in (published / "www").rglob("*") if path.is_file())
    assert limit < biggest
    is_refused(start(published, "--jobs", jobs, *more, before=lambda: limit_files(limit)), "超过了允许的文件大小")
    assert tree(published / "www") == before
    assert list(differences(published / "www")) == []
    assert beside(published) == []
    publish(published, FIRST_DAY)
    assert list(differences(published / "www")) == []
    assert beside(published) == [".www.previous"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A directory that is a file system of 4 MB of its own, where mounting is allowed."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "gongshi", str(place)], capture_output=True, check=False)
    yield place
    if mounted.returncode == 0:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_full_disk_leaves_the_site_and_room_makes_it_good(published: Path, small_disk: Path) -> None:
    """Nearly filled with something else; where nothing can be mounted, a limit on files is all that there is."""
    target = small_disk / "www"
    publish(published, FIRST_DAY, target=str(target))
    before = tree(target)
    filler, limit, reason = small_disk / "filler", None, "磁盘满了"
    if small_disk.is_mount():
        room = os.statvfs(small_disk)
        filler.write_bytes(b"\0" * (room.f_bavail * room.f_frsize - 200_000))
    else:
        limit, reason = (lambda: limit_files(100_000)), "超过了允许的文件大小"
    is_refused(start(published, "--jobs", "2", "--no-cache", target=str(target), before=limit), reason)
    assert tree(target) == before
    assert list(differences(target)) == []
    assert [path.name for path in small_disk.iterdir() if "staging" in path.name] == []
    filler.unlink(missing_ok=True)
    publish(published, FIRST_DAY, target=str(target))
    assert list(differences(target)) == []


@pytest.mark.parametrize("place", [".", ".gongshi/shards"])
def test_directory_that_may_not_be_written_stops_the_publication(published: Path, place: str) -> None:
    """The site's parent, and where results are kept."""
    enter(published, Penalty())
    before = tree(published / "www")
    closed = [published / place, *(path for path in (published / place).rglob("*") if place != "." and path.is_dir())]
    for directory in closed:
        directory.chmod(0o555)
    try:
        done = start(published, "--jobs", "1", before=without_privileges)
    finally:
        for directory in closed:
            directory.chmod(0o755)
    is_refused(done, "权限")
    assert tree(published / "www") == before
    assert list(differences(published / "www")) == []
    assert beside(published) == []
    publish(published, FIRST_DAY)
    assert list(differences(published / "www")) == []


def test_disk_that_refuses_late_is_noticed_before_the_swap(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems say only when everything is written out that there was no room."""

    class Full:
        def syncfs(self, handle: int) -> int:
            ctypes.set_errno(28)
            return -1

    before = tree(published / "www")
    monkeypatch.setattr(swap.ctypes, "CDLL", lambda *given, **options: Full())
    said = publish(published, FIRST_DAY, status=3).output
    assert "磁盘满了" in said
    assert tree(published / "www") == before
    assert beside(published) == []
