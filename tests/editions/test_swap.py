"""All or nothing: the new tree stands in place of the old, or the old one whole."""

import contextlib
import ctypes
import errno
import shutil
import sys
from pathlib import Path

import pytest

from generator.editions import swap
from generator.editions.swap import previous_of, recover, roll_back, staging_for, swap_in

to_disk = swap._to_disk

WAYS = pytest.mark.parametrize("exchanged", [True, False], ids=["exchange", "aside"])


def fill(directory: Path, edition: str) -> None:
    """A site of several files and directories that all say which edition they are of."""
    for path in ("index.html", "penalties/2026/index.html", "data/penalties.csv"):
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(edition, encoding="utf-8")


def editions_in(directory: Path) -> set[str]:
    return {path.read_text(encoding="utf-8") for path in directory.rglob("*") if path.is_file()}


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A published site of edition 1, alone in its directory."""
    place = tmp_path / "www" / "site"
    fill(place, "1")
    (place / "only-in-1.html").write_text("1", encoding="utf-8")
    return place


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing out all that others have written to the same disk may take seconds, and shows nothing here."""
    monkeypatch.setattr(swap, "_to_disk", lambda directory: None)


def publish(target: Path, edition: str) -> None:
    """Let the next edition take the target's place, and keep the one before."""
    staging = staging_for(target)
    fill(staging, edition)
    swap_in(staging, target, keep=previous_of(target))


def choose(monkeypatch: pytest.MonkeyPatch, exchanged: bool) -> None:
    if not exchanged:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)


@WAYS
def test_swap_leaves_the_new_tree_and_nothing_of_the_old(target: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool) -> None:
    choose(monkeypatch, exchanged)
    staging = staging_for(target)
    fill(staging, "2")
    swap_in(staging, target)
    assert editions_in(target) == {"2"}
    assert not (target / "only-in-1.html").exists()
    assert names(target.parent) == ["site"]


def test_first_edition_takes_an_empty_place_and_makes_its_directories(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "site"
    staging = staging_for(target)
    fill(staging, "1")
    assert not target.exists()
    swap_in(staging, target)
    assert editions_in(target) == {"1"}
    assert names(target.parent) == ["site"]


def test_target_stands_untouched_while_the_next_edition_is_written(target: Path) -> None:
    fill(staging_for(target), "2")
    assert editions_in(target) == {"1"}


def test_staging_lies_beside_the_target_and_is_empty(target: Path) -> None:
    staging = staging_for(target)
    assert staging.parent == target.parent
    assert staging != target
    assert names(staging) == []


def test_what_an_interrupted_build_left_is_removed(target: Path) -> None:
    fill(staging_for(target), "half")
    staging = staging_for(target)
    assert names(staging) == []
    assert editions_in(target) == {"1"}


@pytest.mark.parametrize("moves", [1, 2])
def test_kill_between_two_moves_leaves_the_old_whole_or_the_new(target: Path, monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    """Without an exchange the old is set aside, then the new put in its place; the build dies at one of the two moves."""
    choose(monkeypatch, exchanged=False)
    staging = staging_for(target)
    fill(staging, "2")
    rename, done = Path.rename, []

    def die(path: Path, to: Path) -> Path:
        done.append(path)
        if len(done) == moves:
            raise KeyboardInterrupt
        return rename(path, to)

    with monkeypatch.context() as dying:
        dying.setattr(Path, "rename", die)
        with pytest.raises(KeyboardInterrupt):
            swap_in(staging, target)
    left = staging_for(target)
    assert editions_in(target) == {"1"}
    assert (target / "only-in-1.html").exists()
    assert names(target.parent) == [left.name, "site"]


@WAYS
def test_kill_before_the_old_is_removed_leaves_the_new_whole(target: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool) -> None:
    choose(monkeypatch, exchanged)
    staging = staging_for(target)
    fill(staging, "2")

    def die(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(swap.shutil, "rmtree", die)
        with pytest.raises(KeyboardInterrupt):
            swap_in(staging, target)
    assert editions_in(target) == {"2"}
    left = staging_for(target)
    assert editions_in(target) == {"2"}
    assert names(target.parent) == [left.name, "site"]


@WAYS
def test_site_behind_a_link_is_published_again_and_again(target: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool) -> None:
    """A web root is often a link to the directory that holds the site."""
    choose(monkeypatch, exchanged)
    link = target.parent / "current"
    link.symlink_to(target.name)
    for edition in ("2", "3"):
        staging = staging_for(link)
        fill(staging, edition)
        swap_in(staging, link)
        assert editions_in(link) == {edition}
    assert not [name for name in names(target.parent) if name.startswith(".")]


def test_exchange_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert swap._exchange(tmp_path / "one", tmp_path / "nowhere") is False
    assert (tmp_path / "one").is_dir()


def test_exchange_of_what_is_gone_leaves_the_old(target: Path) -> None:
    """Somebody cleared the staging away: the system refuses the exchange, and the old is set aside for an instant only."""
    staging = staging_for(target)
    shutil.rmtree(staging)
    with pytest.raises(FileNotFoundError):
        swap_in(staging, target)
    assert editions_in(target) == {"1"}
    assert names(target.parent) == ["site"]


@WAYS
def test_one_edition_is_kept_and_returned_to(target: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool) -> None:
    choose(monkeypatch, exchanged)
    for edition in ("2", "3"):
        publish(target, edition)
        assert editions_in(target) == {edition}
        assert editions_in(previous_of(target)) == {str(int(edition) - 1)}
        assert names(target.parent) == [".site.previous", "site"]
    for now, kept in (("2", "3"), ("3", "2")):
        roll_back(target)
        assert editions_in(target) == {now}
        assert editions_in(previous_of(target)) == {kept}
        assert names(target.parent) == [".site.previous", "site"]


def test_without_an_edition_before_there_is_nothing_to_return_to(target: Path) -> None:
    with pytest.raises(FileNotFoundError):
        roll_back(target)
    assert editions_in(target) == {"1"}


def test_empty_place_becomes_no_edition_to_return_to(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    publish(target, "1")
    assert editions_in(target) == {"1"}
    assert names(tmp_path) == ["site"]


STEPS = pytest.mark.parametrize("step", range(8))


class Killed(BaseException):
    """Stands for SIGKILL: nothing in the program may catch it."""


def die_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Let the process die before its n-th step on the disk, and a removal die half done."""
    rename, rmtree, exchange, done = Path.rename, shutil.rmtree, swap._exchange, []

    def alive() -> None:
        done.append(1)
        if len(done) > step:
            raise Killed

    def renamed(path: Path, to: Path) -> Path:
        alive()
        return rename(path, to)

    def exchanged(one: Path, other: Path) -> bool:
        alive()
        return exchange(one, other)

    def removed(path: Path, ignore_errors: bool = False) -> None:
        (path / "index.html").unlink()
        alive()
        rmtree(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(Path, "rename", renamed)
    monkeypatch.setattr(swap, "_exchange", exchanged)
    monkeypatch.setattr(swap.shutil, "rmtree", removed)


FILES = 3
"""How many files :func:`fill` makes."""


@STEPS
@WAYS
def test_killed_at_any_step_of_publishing(target: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool, step: int) -> None:
    """The site is one edition, whole; what one may return to is an edition before it, whole, or nothing; the next run clears up."""
    choose(monkeypatch, exchanged)
    (target / "only-in-1.html").unlink()
    for edition in ("2", "3"):
        publish(target, edition)
    staging = staging_for(target)
    fill(staging, "4")
    with monkeypatch.context() as dying:
        die_at(dying, step)
        try:
            swap_in(staging, target, keep=previous_of(target))
            finished = True
        except Killed:
            finished = False
    if not exchanged:
        recover(target, keep=True)
    now = editions_in(target)
    assert now in ({"3"}, {"4"})
    assert len(list(target.rglob("*.*"))) == FILES
    if finished:
        assert now == {"4"}
    if previous_of(target).exists():
        assert editions_in(previous_of(target)) == {str(int(*now) - 1)}
        assert len(list(previous_of(target).rglob("*.*"))) == FILES
    publish(target, "5")
    assert editions_in(target) == {"5"}
    assert editions_in(previous_of(target)) == now
    assert names(target.parent) == [".site.previous", "site"]


@pytest.mark.parametrize("step", range(4))
def test_killed_at_any_step_of_rolling_back(target: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Without an exchange; with one it is a single step."""
    choose(monkeypatch, exchanged=False)
    publish(target, "2")
    with monkeypatch.context() as dying:
        die_at(dying, step)
        with contextlib.suppress(Killed):
            roll_back(target)
    recover(target, keep=True)
    assert {*editions_in(target), *editions_in(previous_of(target))} == {"1", "2"}
    assert names(target.parent) == [".site.previous", "site"]


def test_names_with_signs_of_patterns_are_cleared_up_too(tmp_path: Path) -> None:
    target = tmp_path / "site[1]"
    left = staging_for(target)
    assert names(tmp_path) == [left.name]
    again = staging_for(target)
    assert names(tmp_path) == [again.name] != [left.name]


@pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="the call that is made to fail here, syncfs, exists on Linux alone; elsewhere os.sync is used, which cannot fail",
)
@pytest.mark.parametrize("refused", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_disk_that_refuses_late_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int) -> None:
    class Disk:
        def syncfs(self, handle: int) -> int:
            ctypes.set_errno(refused)
            return -1

    monkeypatch.setattr(swap.ctypes, "CDLL", lambda *given, **options: Disk())
    with pytest.raises(OSError, match=str(tmp_path)) as told:
        to_disk(tmp_path)
    assert told.value.errno == refused
