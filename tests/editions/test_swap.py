"""All or nothing: the new tree stands in place of the old, or the old one whole."""

from pathlib import Path

import pytest

from generator.editions import swap
from generator.editions.swap import staging_for, swap_in

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
    staging_for(target)
    assert editions_in(target) == {"1"}
    assert (target / "only-in-1.html").exists()
    assert names(target.parent) == [".site.staging", "site"]


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
    staging_for(target)
    assert editions_in(target) == {"2"}
    assert names(target.parent) == [".site.staging", "site"]


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
