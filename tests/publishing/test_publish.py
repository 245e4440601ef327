"""Publishing editions: the chain grows, what left is gone to the last byte, and nothing changes that should not."""

import gzip
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace as with_
from pathlib import Path
from typing import Any

import orjson
import pytest

from generator import build
from generator.editions.events import State
from generator.editions.lock import LockedError, locked
from generator.editions.swap import staging_for
from generator.editions.verify import differences
from generator.publishing import return_to_previous
from tests.checking import run
from tests.conftest import gongshi
from tests.publishing.bureau import (
    FIRST_DAY,
    LEDGER,
    Penalty,
    beside,
    chain,
    copy_of,
    enter,
    gone,
    names,
    publish,
    replace,
    tree,
    verify,
)  # fmt: skip
from tests.publishing.conftest import new_key

ATOM = "{http://www.w3.org/2005/Atom}"
SHOWN = Penalty(published_on="2026-04-02", display_until="2026-07-02")


def everything(site: Path) -> dict[str, bytes]:
    """All files as a reader sees them: the search index unpacked."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {name: gzip.decompress(data) if name.endswith(".bin") else data for name, data in files.items()}


def naming(site: Path, penalty: Penalty) -> list[str]:
    """The files that hold anything by which one would know the party, as it is or as JSON and HTML may write it."""
    found = []
    for secret in penalty.secrets:
        forms = {secret.encode(), orjson.dumps(secret)[1:-1], secret.encode("ascii", "backslashreplace"), secret.encode("gb18030")}
        forms |= {"".join(f"&#{ord(sign)};" for sign in secret).encode(), "".join(f"&#x{ord(sign):x};" for sign in secret).encode()}
        found += [name for name, data in everything(site).items() if any(form in data for form in forms)]
    return found


def happened(bureau: Path) -> list[tuple[str, str]]:
    """The events of the newest edition."""
    editions = chain(bureau)
    assert editions.last
    return [(event.record, event.event) for event in editions.events_of(editions.last)]


def test_every_publication_adds_an_edition_bound_to_the_one_before(published: Path) -> None:
    for day in ("2026-04-02", "2026-04-09"):
        publish(published, day)
    editions = chain(published).editions
    assert [edition.name for edition in editions] == [FIRST_DAY, "2026-04-02", "2026-04-09"]
    assert [edition.previous for edition in editions] == ["", FIRST_DAY, "2026-04-02"]
    assert all(edition.published for edition in editions)
    assert (published / "www" / "editions" / "latest.json").read_bytes() == (
        published / "www" / "editions" / "2026-04-09.json"
    ).read_bytes()
    assert verify(published)[0] == 0


def test_several_editions_of_a_day_are_numbered(published: Path) -> None:
    for _ in range(2):
        publish(published, FIRST_DAY)
    assert names(published) == [FIRST_DAY, f"{FIRST_DAY}-2", f"{FIRST_DAY}-3"]
    assert verify(published)[0] == 0


def test_manifests_of_former_editions_stay_to_the_byte(published: Path) -> None:
    before = everything(published / "www" / "editions")
    enter(published, SHOWN)
    publish(published, "2026-04-02")
    after = everything(published / "www" / "editions")
    assert {name: after[name] for name in before if name not in ("latest.json", "SHA256SUMS")} == {
        name: data for name, data in before.items() if name not in ("latest.json", "SHA256SUMS")
    }


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("2026-04-02", [SHOWN])], "published"),
        ([("2026-04-02", [SHOWN]), ("2026-04-03", [with_(SHOWN, content="警告，罚款7778元")])], "changed"),
        ([("2026-04-02", [SHOWN]), ("2026-04-03", [with_(SHOWN, withdrawal=gone("2026-04-03"))])], "withdrawn"),
        ([("2026-04-02", [SHOWN]), ("2026-04-03", [with_(SHOWN, withdrawal=gone("2026-04-03"))]), ("2026-04-07", [SHOWN])], "restored"),
        ([("2026-04-02", [SHOWN]), ("2026-07-03", [SHOWN])], "expired"),
        ([("2026-04-02", [SHOWN]), ("2026-04-03", [])], "removed"),
    ],
    ids=["published", "changed", "withdrawn", "restored", "expired", "removed"],
)
def test_what_happened_to_a_record_is_told(published: Path, steps: list[tuple[str, list[Penalty]]], expected: str) -> None:
    said = ""
    for day, penalties in steps:
        enter(published, *penalties)
        said = publish(published, day).output
    assert [event for record, event in happened(published) if record == f"penalties/{SHOWN.id}"] == [expected]
    words = {"published": "公开", "changed": "变更", "withdrawn": "撤回", "restored": "恢复公示", "expired": "公示期满", "removed": "移除"}
    assert f"{words[expected]} 1 条" in said
    assert verify(published)[0] == 0


def test_last_day_of_display_is_still_a_day_of_display(published: Path) -> None:
    enter(published, SHOWN)
    publish(published, "2026-07-02")
    assert naming(published / "www", SHOWN)
    publish(published, "2026-07-03")
    assert naming(published / "www", SHOWN) == []


def test_nothing_changed_is_an_edition_without_events(published: Path) -> None:
    said = publish(published, FIRST_DAY).output
    assert "没有记录变动" in said
    assert happened(published) == []


@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2026-04-07", [with_(SHOWN, withdrawal=gone("2026-04-07"))]),
        ("2026-07-03", [SHOWN]),
        ("2026-04-07", []),
    ],
    ids=["withdrawn", "expired", "removed"],
)
def test_no_byte_of_the_site_tells_of_a_party_whose_record_left(published: Path, day: str, left: list[Penalty]) -> None:
    site = published / "www"
    enter(published, SHOWN)
    publish(published, "2026-04-02")
    shown_in = naming(site, SHOWN)
    assert {"data/penalties.csv", "data/penalties.json", f"penalties/2026/{SHOWN.id}/index.html"} <= set(shown_in)
    assert any(name.startswith("search/") for name in shown_in)
    assert {"changes/index.html", "feed.xml"} <= set(shown_in)
    enter(published, *left)
    publish(published, day)
    assert naming(site, SHOWN) == []
    publish(published, day)
    assert naming(site, SHOWN) == []
    assert happened(published) == []


def test_events_and_manifests_never_name_anybody(published: Path) -> None:
    enter(published, SHOWN)
    publish(published, "2026-04-02")
    assert [name for name in naming(published / "www", SHOWN) if name.startswith("editions/")] == []


def test_dry_run_says_what_would_happen_and_changes_nothing(published: Path) -> None:
    enter(published, SHOWN)
    publish(published, "2026-04-02")
    before, kept = tree(published / "www"), tree(published / ".www.previous")
    stamp = (published / "www").stat().st_mtime_ns
    enter(published)
    said = publish(published, "2026-04-03", "--dry-run").output
    assert "将会发布 2026-04-03 版" in said
    assert "移除 1 条" in said
    assert tree(published / "www") == before
    assert tree(published / ".www.previous") == kept
    assert (published / "www").stat().st_mtime_ns == stamp
    assert beside(published) == [".www.previous"]


def test_dry_run_of_a_first_edition_leaves_no_site(bureau: Path) -> None:
    publish(bureau, FIRST_DAY, "--dry-run")
    assert not (bureau / "www").exists()
    assert beside(bureau) == []


def test_rollback_goes_back_to_the_edition_before_and_forth_again(published: Path) -> None:
    first = tree(published / "www")
    enter(published, SHOWN)
    publish(published, "2026-04-02")
    second = tree(published / "www")
    for expected in (first, second, first):
        assert run(published, "publish", "www", "--rollback").exit_code == 0
        assert tree(published / "www") == expected
        assert verify(published)[0] == 0
    publish(published, "2026-04-03")
    assert names(published) == [FIRST_DAY, "2026-04-03"]
    assert verify(published)[0] == 0


def test_rollback_without_an_edition_before_is_refused(published: Path) -> None:
    before = tree(published / "www")
    result = run(published, "publish", "www", "--rollback")
    assert result.exit_code == 2
    assert "没有保留上一版" in result.output
    assert tree(published / "www") == before


def test_rollback_waits_for_no_publication_that_is_under_way(published: Path) -> None:
    publish(published, FIRST_DAY)
    before = tree(published / "www")
    with locked(published / ".www.lock", "张三"), pytest.raises(LockedError, match="张三"):
        return_to_previous(published / "www", holder="李四")
    assert tree(published / "www") == before
    return_to_previous(published / "www", holder="李四")
    assert names(published) == [FIRST_DAY]


def test_second_publication_at_once_is_told_who_is_at_work(published: Path) -> None:
    """One process holds the lock in the midst of its work; another that comes is told, and the first succeeds."""
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from generator import publishing\n"
        "from generator.cli import main\n"
        "produce = publishing.produce\n"
        "def slowly(*given):\n"
        "    Path('begun').touch()\n"
        "    while not Path('go-on').exists(): time.sleep(0.01)\n"
        "    return produce(*given)\n"
        "publishing.produce = slowly\n"
        f"main(['publish', 'www', '--as-of', '{FIRST_DAY}', '--jobs', '1'])\n"
    )
    first = subprocess.Popen([sys.executable, "-c", program], cwd=published, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        while not (published / "begun").exists():
            assert first.poll() is None, first.communicate()[0]
        second = publish(published, FIRST_DAY, status=3)
        assert f"进程 {first.pid}）" in second.output
        assert "正在往同一个地方发布" in second.output
        assert names(published) == [FIRST_DAY]
    finally:
        (published / "go-on").touch()
        said = first.communicate(timeout=60)[0]
    assert first.returncode == 0, said
    assert names(published) == [FIRST_DAY, f"{FIRST_DAY}-2"]
    publish(published, FIRST_DAY)
    assert verify(published)[0] == 0


def test_error_in_a_register_leaves_the_site(published: Path) -> None:
    before = tree(published / "www")
    replace(published / LEDGER, "决定日期: 2026-03-10", "决定日期: 2026-13-10")
    assert "没有发布" in publish(published, "2026-04-02", status=1).output
    assert tree(published / "www") == before
    assert beside(published) == []


def test_personal_number_in_a_page_leaves_the_site(published: Path) -> None:
    """What the check does not read is stopped at the gate, when much of the edition has been written already."""
    before = tree(published / "www")
    (published / "content" / "files" / "mingdan.svg").write_text("<svg><title>11010519491231002X</title></svg>\n", encoding="utf-8")
    result = publish(published, "2026-04-02", status=1)
    assert "PI008" in result.output
    assert "11010519491231002X" not in result.output
    assert tree(published / "www") == before
    assert beside(published) == []


def test_backdated_record_is_not_published(published: Path) -> None:
    publish(published, "2026-04-10")
    before = tree(published / "www")
    enter(published, with_(SHOWN, published_on="2026-04-09"))
    assert "ED001" in publish(published, "2026-04-13", status=1).output
    assert tree(published / "www") == before


def test_edition_of_an_earlier_day_is_refused(published: Path) -> None:
    """It could only be published as a break in the chain."""
    before = tree(published / "www")
    assert "早于已经发布的" in publish(published, "2026-03-31", status=3).output
    assert tree(published / "www") == before


def test_build_does_not_overwrite_a_published_site(published: Path) -> None:
    before = tree(published / "www")
    for broken in ("", "latest.json"):
        if broken:
            (published / "www" / "editions" / broken).unlink()
            before.pop(f"editions/{broken}")
        result = run(published, "build", "--site-dir", "www", "--as-of", FIRST_DAY, "--jobs", "1")
        assert result.exit_code == 2
        assert "gongshi publish" in result.output
        assert tree(published / "www") == before


def test_publication_over_a_preview_begins_a_chain(bureau: Path) -> None:
    for _ in range(2):
        assert run(bureau, "build", "--site-dir", "www", "--as-of", "2026-04-03", "--jobs", "1").exit_code == 0
    assert [edition.published for edition in chain(bureau).editions] == [False]
    publish(bureau, FIRST_DAY)
    editions = chain(bureau).editions
    assert [(edition.name, edition.published, edition.previous) for edition in editions] == [(FIRST_DAY, True, "")]
    assert verify(bureau)[0] == 0


def test_something_else_is_never_replaced(bureau: Path) -> None:
    (bureau / "www").mkdir()
    (bureau / "www" / "diary.txt").write_text("我的", encoding="utf-8")
    assert "没有覆盖" in publish(bureau, FIRST_DAY, status=2).output
    assert (bureau / "www" / "diary.txt").read_text(encoding="utf-8") == "我的"


@pytest.mark.parametrize("harm", ["latest missing", "latest altered", "manifest missing", "manifest altered", "newest altered", "events"])
def test_nothing_is_published_upon_a_broken_chain(published: Path, harm: str) -> None:
    """The new edition would state the hash of what was altered, and so vouch for it."""
    publish(published, "2026-04-02")
    editions = published / "www" / "editions"
    match harm:
        case "latest missing":
            (editions / "latest.json").unlink()
        case "latest altered":
            (editions / "latest.json").write_text("{}", encoding="utf-8")
        case "manifest missing":
            (editions / f"{FIRST_DAY}.json").unlink()
        case "manifest altered":
            replace(editions / f"{FIRST_DAY}.json", '"published": true', '"published": false')
        case "newest altered":
            replace(editions / "2026-04-02.json", '"program": "', '"program": "x')
        case "events":
            (editions / f"{FIRST_DAY}.jsonl").write_text("", encoding="utf-8")
    before = tree(published / "www")
    result = publish(published, "2026-04-03", status=1)
    assert "已经发布的版次有问题：editions/" in result.output or "：缺少" in result.output
    assert "gongshi verify" in result.output
    assert tree(published / "www") == before
    assert verify(published)[0] == 1


def test_stranger_among_the_editions_is_not_carried_into_the_next(published: Path) -> None:
    stranger = published / "www" / "editions" / "hello.html"
    stranger.write_text("<script></script>", encoding="utf-8")
    publish(published, FIRST_DAY)
    assert not stranger.exists()


def test_two_bureaus_publish_the_same_bytes_whatever_the_machine_is_set_to(rendered_bureau: Path, tmp_path: Path, key: Path) -> None:
    """Signatures (Ed25519 is deterministic) and the chain are the same too."""
    one, two = copy_of(rendered_bureau, tmp_path / "one"), copy_of(rendered_bureau, tmp_path / "elsewhere" / "two")
    environment = os.environ | {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    for day, penalties in ((FIRST_DAY, [Penalty()]), ("2026-04-02", [Penalty(withdrawal=gone("2026-04-02"))])):
        enter(one, *penalties)
        enter(two, *penalties)
        publish(one, day, "--sign-key", key)
        options = ("--as-of", day, "--sign-key", key, "--jobs", "2", "--no-cache")
        done = gongshi("publish", "www", *options, cwd=two, env=environment)
        assert done.returncode == 0, done.stdout + done.stderr
        assert tree(one / "www") == tree(two / "www")
    assert list(differences(one / "www", key.with_suffix(".pub").read_text(encoding="utf-8"))) == []
    assert sum(name.endswith(".sig") for name in tree(one / "www")) == 2


@pytest.mark.parametrize("harm", ["missing", "no key"])
def test_site_stays_when_it_cannot_be_signed(published: Path, tmp_path: Path, harm: str) -> None:
    before, key = tree(published / "www"), tmp_path / "key"
    if harm == "no key":
        key.write_text("abc\n", encoding="utf-8")
        key.chmod(0o600)
    result = publish(published, "2026-04-02", "--sign-key", key, status=3)
    assert "签名" in result.output
    assert "原来的网站没有改动" in result.output
    assert tree(published / "www") == before
    assert beside(published) == []


def test_key_of_the_settings_signs(published: Path) -> None:
    new_key(published / "signing")
    replace(published / "mkdocs.yml", "      栏目名称: 行政执法公示\n", "      栏目名称: 行政执法公示\n      签名: {私钥: signing}\n")
    publish(published, "2026-04-02")
    assert (published / "www" / "editions" / "2026-04-02.json.sig").is_file()


def test_feed_is_atom(published: Path) -> None:
    enter(published, SHOWN)
    publish(published, "2026-04-02")
    enter(published, with_(SHOWN, content="警告，罚款7778元"))
    publish(published, "2026-04-02")
    root = ElementTree.fromstring((published / "www" / "feed.xml").read_bytes())  # noqa: S314 just made
    assert root.tag == f"{ATOM}feed"
    for part in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
            assert part.findtext(f"{ATOM}{name}")
        updated = part.findtext(f"{ATOM}updated") or ""
        assert updated[:10] <= "2026-04-02"
        assert updated[10:] == "T00:00:00+08:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 10
    for entry in root.findall(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        address = (link.get("href") or "").removeprefix("https://gongshi.example/")
        assert (published / "www" / address / "index.html").is_file(), address


def test_entry_of_the_feed_keeps_its_id(published: Path) -> None:
    def ids() -> list[str]:
        root = ElementTree.fromstring((published / "www" / "feed.xml").read_bytes())  # noqa: S314 just made
        return [entry.findtext(f"{ATOM}id") or "" for entry in root.findall(f"{ATOM}entry")]

    before = ids()
    enter(published, SHOWN)
    publish(published, "2026-04-02")
    assert len(ids()) > len(before) > 10
    assert ids()[-len(before) :] == before


def test_changes_name_only_what_is_on_show(published: Path) -> None:
    changes, secret = published / "www" / "changes" / "index.html", SHOWN.party
    enter(published, SHOWN)
    publish(published, "2026-04-02")
    assert secret in changes.read_text(encoding="utf-8")
    enter(published, with_(SHOWN, withdrawal=gone("2026-04-03")))
    publish(published, "2026-04-03")
    after = changes.read_text(encoding="utf-8")
    assert secret not in after
    assert SHOWN.id in after
    enter(published, SHOWN)
    publish(published, "2026-04-07")
    assert secret in changes.read_text(encoding="utf-8")


def test_page_that_was_defaced_is_whole_in_the_next_edition(published: Path) -> None:
    """What is taken over from the edition that stands there is read first; nothing of the registers has changed."""
    page = next((published / "www" / "penalties").glob("2026/cf-*/index.html"))
    before = page.read_bytes()
    page.write_bytes(before.replace("警告".encode(), "表扬".encode()))
    assert page.read_bytes() != before
    publish(published, FIRST_DAY)
    assert page.read_bytes() == before
    assert list(differences(published / "www")) == []


def test_what_another_build_cleared_away_never_takes_the_sites_place(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should anybody clear the directory away in which an edition is being put together, writing makes it anew in part."""
    assert run(bureau, "build", "--site-dir", "www", "--as-of", FIRST_DAY, "--jobs", "1").exit_code == 0
    before, rendering = tree(bureau / "www"), build._rendering

    @contextmanager
    def disturbed(*given: Any) -> Iterator[Callable[[], dict[str, State]]]:
        with rendering(*given) as rendered:
            yield rendered
            staging_for(bureau / "www")

    monkeypatch.setattr(build, "_rendering", disturbed)
    assert run(bureau, "build", "--no-cache", "--site-dir", "www", "--as-of", FIRST_DAY, "--jobs", "1").exit_code == 3
    assert tree(bureau / "www") == before
