"""Publishing into an object store: what is uploaded in which order, and that the next publication mends what was interrupted."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from generator.editions.chain import LATEST, SUMS, Chain
from generator.editions.gate import Gate
from generator.editions.lock import locked
from generator.editions.release import Release
from generator.editions.remote import PENDING, AddressError, InterruptedUploadError, Remote, RemoteError, remote_at
from generator.editions.seal import seal, stage_editions
from generator.editions.verify import differences
from tests.checking import run
from tests.publishing.bureau import FIRST_DAY, Penalty, enter, publish, tree

ADDRESS = "memory://bucket/site"
SECOND_DAY = "2026-04-02"

FIRST = {
    "index.html": "<a href=list/index.html> <a href=data/all.csv> <link href=assets/gongshi/site.css>",
    "list/index.html": "<a href=list/1/index.html> <a href=list/2/index.html>",
    "list/1/index.html": "one <a href=list/index.html>",
    "list/2/index.html": "two <a href=list/1/index.html>",
    "data/all.csv": "1,2",
    "assets/gongshi/site.css": "red",
}
SECOND = FIRST | {
    "list/index.html": "<a href=list/1/index.html> <a href=list/3/index.html>",
    "list/1/index.html": "one <a href=list/3/index.html>",
    "list/3/index.html": "three <link href=assets/gongshi/more.css>",
    "assets/gongshi/more.css": "blue",
    "data/all.csv": "1,3",
}
del SECOND["list/2/index.html"]


@pytest.fixture(autouse=True)
def store() -> Iterator[dict[str, Any]]:
    """What lies in the store in memory, which all file systems of its kind share. Empty before and after."""
    empty()
    yield MemoryFileSystem.store
    empty()


def empty() -> None:
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


def sealed(directory: Path, files: dict[str, str], chain: Chain, day: str) -> Path:
    """A site of these files as an edition."""
    release = Release(str(directory), Gate())
    for path, text in files.items():
        release.write(path, text.encode())
    name = chain.next_name(day)
    stage_editions(release, chain, name, [])
    seal(release, chain, name, [], {}, as_of=day, published=True, program="gongshi", commit="", site="示例")
    return directory


def upload(directory: Path, files: dict[str, str], day: str, *, afresh: bool = False) -> Path:
    """Publish these files as the next edition. Gives the site as it was made."""
    remote = remote_at(ADDRESS)
    before = remote.read()
    site = sealed(directory, files, before.chain(), day)
    remote.replace(site, before, afresh=afresh, progress=lambda done, of: None)
    return site


def there() -> dict[str, str]:
    """Every file at the address, by path."""
    return {
        name.removeprefix("/bucket/site/"): file.getvalue().decode(errors="surrogateescape")
        for name, file in MemoryFileSystem.store.items()
    }


def of(site: Path) -> dict[str, str]:
    """Every file of a directory, by path."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8", errors="surrogateescape")
        for path in site.rglob("*")
        if path.is_file()
    }


class Interruption(BaseException):
    """As Ctrl-C, a signal, the end of the machine."""


def watch(monkeypatch: pytest.MonkeyPatch, before_each: Callable[[str, str], None]) -> None:
    """Call a function before whatever is done to the store: with what is done, and to which path."""
    for name, of_path in (("put_file", 1), ("pipe_file", 0), ("rm_file", 0)):
        usual = getattr(MemoryFileSystem, name)

        def watched(self: Any, *arguments: Any, usual: Any = usual, name: str = name, of_path: int = of_path, **more: Any) -> Any:
            before_each(name, str(arguments[of_path]).removeprefix("/bucket/site/"))
            return usual(self, *arguments, **more)

        monkeypatch.setattr(MemoryFileSystem, name, watched)


def stop_after(monkeypatch: pytest.MonkeyPatch, number: int, error: type[BaseException]) -> list[str]:
    """Let the store fail once it has done so many things. Gives the list of what it does, as it grows."""
    done: list[str] = []

    def count(name: str, path: str) -> None:
        if len(done) == number:
            raise error
        done.append(f"{name} {path}")

    watch(monkeypatch, count)
    return done


def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done to the store for the second edition, in order."""
    upload(tmp_path / "first", FIRST, FIRST_DAY)
    with monkeypatch.context() as context:
        done = stop_after(context, -1, OSError)
        upload(tmp_path / "second", SECOND, SECOND_DAY)
    return done


def test_first_the_list_then_what_is_new_what_differs_the_manifests_and_what_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert steps(tmp_path, monkeypatch) == [
        f"pipe_file {PENDING}",
        "put_file assets/gongshi/more.css",
        "put_file list/3/index.html",
        "put_file list/1/index.html",
        "put_file data/all.csv",
        "put_file list/index.html",
        f"put_file editions/{SECOND_DAY}.json",
        f"put_file editions/{SECOND_DAY}.jsonl",
        f"put_file {SUMS}",
        f"put_file {LATEST}",
        "rm_file list/2/index.html",
        f"rm_file {PENDING}",
    ]
    assert there() == of(tmp_path / "second")


def test_reader_never_meets_a_dead_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    def look(name: str, path: str) -> None:
        files, seen, open_ = there(), set(), ["index.html"] if "index.html" in there() else []
        while open_:
            page = open_.pop()
            assert page in files, f"before {name} {path}"
            if page not in seen:
                seen.add(page)
                open_ += re.findall(r"href=([^ >]+)", files[page])
        looked.append(len(seen))

    watch(monkeypatch, look)
    upload(tmp_path / "first", FIRST, FIRST_DAY)
    upload(tmp_path / "second", SECOND, SECOND_DAY)
    upload(tmp_path / "third", FIRST, "2026-04-03")
    assert max(looked) >= len(FIRST)


@pytest.mark.parametrize("error", [OSError, Interruption])
def test_interrupted_at_any_step_the_next_publication_mends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """Whatever the next edition is: the same again, what stood before, or something else; and also when it is interrupted in turn."""
    count = len(steps(tmp_path, monkeypatch))
    other = FIRST | {"list/2/index.html": "deux", "list/4/index.html": "four"}
    for number in range(count):
        for index, following in enumerate((SECOND, FIRST, other)):
            directory = tmp_path / f"{number}-{index}"
            empty()
            upload(directory / "first", FIRST, FIRST_DAY)
            for turn, (files, stop) in enumerate(((SECOND, number), (other, (number * 5 + 1) % count))):
                with monkeypatch.context() as context:
                    stop_after(context, stop, error)
                    with pytest.raises((RemoteError, Interruption)):
                        upload(directory / f"interrupted-{turn}", files, SECOND_DAY)
            mended = upload(directory / "mended", following, "2026-04-03")
            assert there() == of(mended), (number, index)
            assert list(differences(mended)) == []


def test_first_publication_interrupted_at_any_step_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(len(FIRST) + 6):
        empty()
        with monkeypatch.context() as context:
            stop_after(context, number, OSError)
            with pytest.raises(RemoteError) as caught:
                upload(tmp_path / f"{number}-interrupted", FIRST, FIRST_DAY)
        assert isinstance(caught.value, InterruptedUploadError) == (number > 0)
        mended = upload(tmp_path / f"{number}-mended", SECOND, SECOND_DAY)
        assert there() == of(mended), number


def test_afresh_uploads_what_somebody_altered(tmp_path: Path, store: dict[str, Any]) -> None:
    upload(tmp_path / "first", FIRST, FIRST_DAY)
    MemoryFileSystem().pipe_file("/bucket/site/index.html", b"altered")
    upload(tmp_path / "second", FIRST, SECOND_DAY)
    assert there()["index.html"] == "altered"
    third = upload(tmp_path / "third", FIRST, "2026-04-03", afresh=True)
    assert there() == of(third)


def test_altered_list_of_files_is_not_believed(tmp_path: Path) -> None:
    upload(tmp_path / "first", FIRST, FIRST_DAY)
    files = MemoryFileSystem()
    files.pipe_file("/bucket/other/index.html", b"somebody else's")
    files.pipe_file(f"/bucket/site/{SUMS}", files.cat(f"/bucket/site/{SUMS}").replace(b"  index.html", b"  ../other/index.html"))
    files.pipe_file("/bucket/site/index.html", b"altered")
    second = upload(tmp_path / "second", FIRST, SECOND_DAY)
    assert {path: text for path, text in there().items() if "other" not in path} == of(second)
    assert files.cat("/bucket/other/index.html") == b"somebody else's"


def test_what_is_no_site_is_not_overwritten() -> None:
    MemoryFileSystem().pipe_file("/bucket/site/letter.txt", b"dear")
    MemoryFileSystem().pipe_file("/bucket/site-2/assets/gongshi/site.css", b"another site, beside")
    with pytest.raises(AddressError, match="别的东西"):
        remote_at(ADDRESS).read()


def test_name_that_leads_out_is_not_fetched(tmp_path: Path) -> None:
    class Store:
        def find(self, root: str) -> list[str]:
            return [f"{root}/index.html", f"{root}/../../passwd"]

    with pytest.raises(RemoteError, match="名称不对"):
        Remote(address=ADDRESS, store=Store(), root="/bucket/site").fetch(tmp_path)


def test_command_publishes_what_it_would_publish_into_a_directory(bureau: Path, rendered_bureau: Path, tmp_path: Path) -> None:
    publish(bureau, FIRST_DAY, target=ADDRESS)
    remote_at(ADDRESS).fetch(tmp_path / "there")
    assert tree(tmp_path / "there") == tree(rendered_bureau / "www")
    enter(bureau, Penalty(published_on=SECOND_DAY))
    publish(bureau, SECOND_DAY, target=ADDRESS)
    assert '"previous": "2026-04-01"' in there()[LATEST]
    assert f"penalties/2026/{Penalty.id}/index.html" in there()
    result = run(bureau, "verify", ADDRESS)
    assert result.exit_code == 0, result.output
    MemoryFileSystem().pipe_file("/bucket/site/about/index.html", b"altered")
    result = run(bureau, "verify", ADDRESS)
    assert result.exit_code == 1
    assert "about/index.html: 被改动过" in result.output


def test_file_address_is_a_directory(bureau: Path, rendered_bureau: Path) -> None:
    publish(bureau, FIRST_DAY, target=f"file://{bureau}/there")
    assert tree(bureau / "there") == tree(rendered_bureau / "www")


def test_dry_run_changes_nothing(bureau: Path, store: dict[str, Any]) -> None:
    assert "将会发布" in publish(bureau, FIRST_DAY, "--dry-run", target=ADDRESS).output
    assert not store


def test_interruption_is_said_with_what_to_do(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as context:
        stop_after(context, 20, PermissionError)
        said = publish(bureau, FIRST_DAY, target=ADDRESS, status=3).output
    assert "再发布一次" in said
    assert "没有权限" in said
    assert "没有改动" not in said
    publish(bureau, FIRST_DAY, target=ADDRESS)
    assert run(bureau, "verify", ADDRESS).exit_code == 0


def test_broken_chain_is_not_continued(bureau: Path) -> None:
    publish(bureau, FIRST_DAY, target=ADDRESS)
    MemoryFileSystem().pipe_file(f"/bucket/site/editions/{FIRST_DAY}.jsonl", b"")
    before = there()
    assert "版次有问题" in publish(bureau, SECOND_DAY, target=ADDRESS, status=1).output
    assert there() == before


def test_error_leaves_the_site(bureau: Path) -> None:
    publish(bureau, FIRST_DAY, target=ADDRESS)
    before = there()
    enter(bureau, Penalty(code="91990123MB0T00779X"))
    assert "没有发布" in publish(bureau, SECOND_DAY, target=ADDRESS, status=1).output
    assert there() == before


def test_two_publications_on_one_machine_wait_for_each_other(bureau: Path) -> None:
    publish(bureau, FIRST_DAY, target=ADDRESS)
    (lock,) = (bureau / ".gongshi").glob("remote-*.lock")
    with locked(lock, "甲"):
        assert "甲 正在往同一个地方发布" in publish(bureau, SECOND_DAY, target=ADDRESS, status=3).output


def test_rollback_says_what_to_do_instead(bureau: Path) -> None:
    result = run(bureau, "publish", ADDRESS, "--rollback")
    assert result.exit_code == 2
    assert "再发布一次" in result.output


@pytest.mark.parametrize(
    ("address", "said", "status"),
    [("s3://", "没有写桶", 2), ("nosuch://bucket/site", "不是能发布的地址", 2), ("gs://bucket/site", "gongshi[cloud]", 3)],
)
def test_address_that_leads_nowhere_is_refused(bureau: Path, address: str, said: str, status: int) -> None:
    for command in ("publish", "verify"):
        result = run(bureau, command, address)
        assert result.exit_code == status, result.output
        assert said in result.output


def test_without_the_extra_a_sentence_says_what_to_install(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert "gongshi[cloud]" in publish(bureau, FIRST_DAY, target=ADDRESS, status=3).output
