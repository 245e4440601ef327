"""Whatever is altered in a published site is named with its path; what is as it was published is not."""

import hashlib
import os
import random
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace as with_
from pathlib import Path
from typing import Any

import orjson
import pytest

from generator.editions.chain import LATEST, SUMS
from generator.editions.signature import is_intact, is_signed_by
from generator.editions.verify import differences
from tests.checking import run
from tests.publishing.bureau import FIRST_DAY, LEDGER, Penalty, copy_of, enter, gone, publish, replace, verify
from tests.publishing.conftest import new_key

DAYS = (FIRST_DAY, "2026-04-02", "2026-04-03")
FIRST, SECOND, THIRD = (f"editions/{day}.json" for day in DAYS)
SHOWN = Penalty(id="cf-2026-078", published_on="2026-04-02")
PAGE = f"penalties/2026/{SHOWN.id}/index.html"
KINDS = (
    "index.html",
    PAGE,
    "data/penalties.csv",
    "data/penalties.json",
    "feed.xml",
    "robots.txt",
    "sitemap.xml",
    "assets/gongshi/style.css",
)


@pytest.fixture(scope="session")
def signed_bureau(rendered_bureau: Path, tmp_path_factory: pytest.TempPathFactory, key: Path) -> Path:
    """A bureau that has published three signed editions, and withdrawn a record in the third. Not to be touched."""
    bureau = copy_of(rendered_bureau, tmp_path_factory.mktemp("signed"))
    other = Penalty(published_on="2026-04-02")
    for day, penalties in zip(DAYS, ([], [SHOWN, other], [SHOWN, with_(other, withdrawal=gone(DAYS[2]))]), strict=True):
        enter(bureau, *penalties)
        publish(bureau, day, "--sign-key", key)
    return bureau


@pytest.fixture
def site(signed_bureau: Path, tmp_path: Path) -> Path:
    """Its site, to be tampered with."""
    return Path(shutil.copytree(signed_bureau / "www", tmp_path / "www"))


@pytest.fixture(scope="session")
def public(key: Path) -> str:
    """The public key as text."""
    return key.with_suffix(".pub").read_text(encoding="utf-8").strip()


def named(site: Path, public: str = "") -> set[str]:
    """The paths that are named."""
    return {path for path, _ in differences(site, public)}


def tells(site: Path, path: str) -> bool:
    """Whether a path is named, be it in the sentence about another one that no longer fits it."""
    return any(path == where or path in what for where, what in differences(site))


def flip(path: Path, at: int) -> None:
    """Alter one bit of a byte, which may be counted from the end."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_unaltered_site_is_as_it_was_published(site: Path, public: str) -> None:
    assert named(site) == set()
    assert named(site, public) == set()
    result = run(site.parent, "verify", "www")
    assert result.exit_code == 0
    assert "和发布时一样" in result.output
    assert "没有核对签名" in result.output
    signed = run(site.parent, "verify", "www", "--key", public)
    assert signed.exit_code == 0
    assert "签名有效" in signed.output


def test_site_is_verified_through_a_link(site: Path) -> None:
    (site.parent / "current").symlink_to("www")
    assert named(site.parent / "current") == set()


@pytest.mark.parametrize("at", [0, -1], ids=["first", "last"])
def test_altered_byte_is_named(signed_bureau: Path, site: Path, at: int) -> None:
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    suffixes = {Path(path).suffix: path for path in sorted(there)}
    for path in sorted({*suffixes.values(), *(kind for kind in KINDS if kind in there)} - {LATEST, THIRD, SUMS}):
        kept = (site / path).read_bytes()
        if kept:
            flip(site / path, at)
            assert named(site) == {path}
            (site / path).write_bytes(kept)
    assert {"", ".html", ".csv", ".json", ".jsonl", ".css", ".sig"} <= suffixes.keys()


def test_altered_byte_of_what_tells_of_the_editions_is_named(site: Path) -> None:
    """The newest manifest is there twice: which of the two was altered the other one does not know, and both are named."""
    events = THIRD.replace(".json", ".jsonl")
    for path in (FIRST, SECOND, THIRD, events, SUMS, LATEST, f"{FIRST}.sig", f"{THIRD}.sig"):
        kept = (site / path).read_bytes()
        for at in (len(kept) // 3, len(kept) // 2, -2):
            flip(site / path, at)
            assert tells(site, path), (path, at)
            (site / path).write_bytes(kept)
    assert named(site) == set()


def test_every_altered_byte_of_a_signature_is_named(site: Path, public: str) -> None:
    """``ssh-keygen`` itself overlooks some: what stands behind the last line, and bits that are no part of what it encodes."""
    path, manifest = site / f"{THIRD}.sig", (site / THIRD).read_bytes()
    kept = path.read_bytes()
    for at in (*range(0, len(kept), 41), *range(-45, 0)):
        flip(path, at)
        assert not (is_signed_by(manifest, path.read_bytes(), public) if at % 2 else is_intact(manifest, path.read_bytes())), at
        path.write_bytes(kept)
    path.write_bytes(kept + b"\n")
    assert named(site) == named(site, public) == {f"{THIRD}.sig"}


@pytest.mark.parametrize("seed", range(4))
def test_any_altered_byte_of_any_file_is_named(site: Path, seed: int) -> None:
    """Two hundred in all."""
    dice = random.Random(seed)  # noqa: S311 not for secrets
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.stat().st_size)
    for _ in range(50):
        file = dice.choice(files)
        kept, at = file.read_bytes(), dice.randrange(file.stat().st_size)
        data = bytearray(kept)
        data[at] ^= dice.randrange(1, 256)
        file.write_bytes(data)
        path = file.relative_to(site).as_posix()
        assert tells(site, path), (path, at)
        file.write_bytes(kept)
    assert named(site) == set()


def test_added_file_is_named_wherever_it_is(site: Path) -> None:
    for path in ("new.html", "penalties/new.html", ".htaccess", "editions/new.json", "editions/new.txt", "editions/2026-04-04.json.sig"):
        (site / path).write_text("", encoding="utf-8")
        assert named(site) == {path}
        (site / path).unlink()


def test_removed_file_is_named(site: Path) -> None:
    for path in (*KINDS, SUMS, FIRST, SECOND, THIRD, LATEST, SECOND.replace(".json", ".jsonl"), f"{SECOND}.sig"):
        if not (site / path).exists():
            continue
        kept = (site / path).read_bytes()
        (site / path).unlink()
        assert tells(site, path), path
        (site / path).write_bytes(kept)
    shutil.rmtree(site / "penalties")
    assert PAGE in named(site)


def test_what_takes_a_files_place_is_named_though_it_has_the_same_content(site: Path) -> None:
    for path in (PAGE, SUMS, LATEST, THIRD, SECOND):
        away = site.parent / "away"
        (site / path).rename(away)
        (site / path).symlink_to(away)
        assert named(site) == {path}
        (site / path).unlink()
        away.rename(site / path)
    (site / "penalties").rename(site.parent / "elsewhere")
    (site / "penalties").symlink_to(site.parent / "elsewhere")
    assert {"penalties", PAGE} <= named(site)


def test_what_is_no_file_is_named_and_waited_for_by_nobody(site: Path) -> None:
    (site / PAGE).unlink()
    os.mkfifo(site / PAGE)
    os.mkfifo(site / "pipe")
    os.mkfifo(site / "editions" / "pipe.json")
    assert named(site) == {PAGE, "pipe", "editions/pipe.json"}
    assert stat.S_ISFIFO((site / PAGE).lstat().st_mode)


def test_strange_names_are_told_on_one_line(site: Path) -> None:
    os.mkdir(os.fsencode(site) + b"/\xff")  # noqa: PTH102 no text
    Path(os.fsdecode(os.fsencode(site) + b"/\xff/x.html")).touch()
    (site / "a\n和发布时一样.html").touch()
    (site / "\u2028.html").touch()
    result = run(site.parent, "verify", "www")
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.output.splitlines()[:-1]] == [
        "\\u2028.html",
        "\\xff/x.html",
        "a\\n和发布时一样.html",
    ]


# What a forger does who can compute hashes, but has no key.


def manifest(site: Path, path: str) -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads((site / path).read_bytes())
    return document


def write(site: Path, path: str, document: dict[str, Any]) -> None:
    (site / path).write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE))


def sha256(site: Path, path: str) -> str:
    return hashlib.sha256((site / path).read_bytes()).hexdigest()


def seal_again(site: Path, paths: Iterable[str]) -> None:
    """Make every hash fit again, from the first of these manifests to the last."""
    previous = ""
    for path in paths:
        document = manifest(site, path)
        events = (site / path.replace(".json", ".jsonl")).read_bytes()
        document |= {"previous": Path(previous).stem, "previous_sha256": sha256(site, previous) if previous else ""}
        document |= {"events_sha256": hashlib.sha256(events).hexdigest()}
        kinds = [orjson.loads(line)["event"] for line in events.splitlines()]
        document["counts"] = {kind: kinds.count(kind) for kind in document["counts"]}
        write(site, path, document)
        previous = path
    own = {SUMS, LATEST, previous, f"{previous}.sig"}
    below = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    listing = "".join(f"{sha256(site, path)}  {path}\n" for path in below if path not in own)
    (site / SUMS).write_text(listing, encoding="utf-8")
    write(site, previous, manifest(site, previous) | {"sums_sha256": sha256(site, SUMS), "files": listing.count("\n")})
    shutil.copy(site / previous, site / LATEST)


def events_changed(site: Path, path: str, change: Callable[[dict[str, Any]], None], record: str = f"penalties/{SHOWN.id}") -> None:
    file = site / path.replace(".json", ".jsonl")
    events = [orjson.loads(line) for line in file.read_bytes().splitlines()]
    for event in events:
        if event["record"] == record:
            change(event)
    file.write_bytes(b"".join(orjson.dumps(event, option=orjson.OPT_SORT_KEYS) + b"\n" for event in events if event))


def test_forger_with_the_same_hashes_forges_nothing(site: Path, public: str) -> None:
    """The forger's tool is right: without a change it gives the same bytes."""
    seal_again(site, (FIRST, SECOND, THIRD))
    assert named(site, public) == set()


def test_edition_dropped_from_the_middle_is_named(site: Path, public: str) -> None:
    for path in (SECOND, f"{SECOND}.sig", SECOND.replace(".json", ".jsonl")):
        (site / path).unlink()
    assert SECOND in named(site)
    seal_again(site, (FIRST, THIRD))
    assert THIRD.replace(".json", ".jsonl") in named(site), "what the third says does not follow from the first"
    assert f"{THIRD}.sig" in named(site, public)


def test_edition_dropped_from_the_chain_but_left_on_the_site_is_named(site: Path) -> None:
    seal_again(site, (FIRST, THIRD))
    assert {SECOND, f"{SECOND}.sig", SECOND.replace(".json", ".jsonl")} <= named(site)


def test_first_edition_dropped_is_named(site: Path, public: str) -> None:
    for path in (FIRST, f"{FIRST}.sig", FIRST.replace(".json", ".jsonl")):
        (site / path).unlink()
    assert tells(site, FIRST)
    seal_again(site, (SECOND, THIRD))
    assert {f"{SECOND}.sig", f"{THIRD}.sig"} <= named(site, public)


def test_two_editions_exchanged_are_named(site: Path, public: str) -> None:
    for ending in (".json", ".jsonl", ".json.sig"):
        one, other, between = (site / f"editions/{name}{ending}" for name in (DAYS[0], DAYS[1], "between"))
        one.rename(between)
        other.rename(one)
        between.rename(other)
    assert {f"editions/{day}{ending}" for day in DAYS[:2] for ending in (".json", ".jsonl", ".json.sig")} <= named(site)
    assert f"{FIRST}.sig" in named(site, public) | named(site)


def test_order_of_editions_reversed_is_named(site: Path, public: str) -> None:
    seal_again(site, (SECOND, FIRST, THIRD))
    assert FIRST in named(site), "an earlier day behind a later one"
    assert {f"{path}.sig" for path in (FIRST, SECOND, THIRD)} <= named(site, public)


def test_line_of_events_removed_is_named(site: Path, public: str) -> None:
    events_changed(site, SECOND, dict.clear)
    assert SECOND.replace(".json", ".jsonl") in named(site)
    seal_again(site, (FIRST, SECOND, THIRD))
    assert {f"{SECOND}.sig", f"{THIRD}.sig"} <= named(site, public)


def test_line_of_events_removed_is_named_where_something_followed_from_it(site: Path) -> None:
    events_changed(site, SECOND, dict.clear, record=f"penalties/{Penalty.id}")
    seal_again(site, (FIRST, SECOND, THIRD))
    assert THIRD.replace(".json", ".jsonl") in named(site)


@pytest.mark.parametrize("event", ["changed", "restored", "withdrawn"])
def test_day_of_publication_moved_back_is_named_though_all_hashes_fit(site: Path, event: str) -> None:
    """The third edition withdrew the record; a forger lets it say, in any event, that it was public a week before."""
    events_changed(site, THIRD, lambda each: each.update(event=event, published_on="2026-03-26"), record=f"penalties/{Penalty.id}")
    seal_again(site, (FIRST, SECOND, THIRD))
    found = dict(differences(site))
    assert "2026-04-02" in found[THIRD.replace(".json", ".jsonl")]
    assert "2026-03-26" in found[THIRD.replace(".json", ".jsonl")]


def test_day_of_publication_moved_back_behind_a_removal_is_named(site: Path) -> None:
    record = f"penalties/{Penalty.id}"
    events_changed(site, SECOND, lambda each: each.update(record="penalties/zz"), record=f"penalties/{SHOWN.id}")
    events_changed(site, THIRD, lambda each: each.update(event="removed", hash=""), record=record)
    again = {"record": record, "event": "published", "hash": "a" * 64, "before": "", "published_on": "2026-03-26"}
    with (site / THIRD.replace(".json", ".jsonl")).open("ab") as events:
        events.write(orjson.dumps(again) + b"\n")
    seal_again(site, (FIRST, SECOND, THIRD))
    assert THIRD.replace(".json", ".jsonl") in named(site)


def test_page_and_all_hashes_forged_the_signature_is_named(site: Path, public: str) -> None:
    replace(site / PAGE, "<title>", "<title>x")
    seal_again(site, (FIRST, SECOND, THIRD))
    assert named(site, public) == {f"{THIRD}.sig"}


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (THIRD, {"as_of": 5}),
        (THIRD, {"as_of": "2026-03-01"}),
        (SECOND, {"as_of": "2026-03-01"}),
        (SECOND, {"previous": 7}),
        (THIRD, {"edition": None}),
        (SECOND, {"edition": DAYS[2]}),
        (THIRD, {"counts": []}),
        (THIRD, {"published": "yes"}),
        (THIRD, {"files": -1, "more": True}),
        (FIRST, {"previous": DAYS[2]}),
    ],
)
def test_manifest_of_other_types_or_contents_is_named(site: Path, path: str, change: dict[str, Any]) -> None:
    """What somebody wrote into it never ends in a traceback."""
    write(site, path, manifest(site, path) | change)
    if path == THIRD:
        shutil.copy(site / THIRD, site / LATEST)
    assert tells(site, path) or (path == THIRD and tells(site, LATEST))


@pytest.mark.parametrize(
    "line",
    [b"[]", b"5", b"{}", b'{"record":5,"event":"published","hash":"","before":"","published_on":""}',
     b'{"record":"a","event":["x"],"hash":"","before":"","published_on":""}',
     b'{"record":"a","event":"lost","hash":"","before":"","published_on":""}',
     b'{"record":"a","event":"published","hash":"","before":"","published_on":5}', b"\xff"],
)  # fmt: skip
def test_events_that_are_none_are_named(site: Path, line: bytes) -> None:
    path = THIRD.replace(".json", ".jsonl")
    (site / path).write_bytes((site / path).read_bytes() + line + b"\n")
    document = manifest(site, THIRD) | {"events_sha256": sha256(site, path)}
    write(site, THIRD, document)
    shutil.copy(site / THIRD, site / LATEST)
    assert path in named(site)


def test_signature_of_another_key_is_named(site: Path, tmp_path: Path) -> None:
    other = new_key(tmp_path / "other").with_suffix(".pub").read_text(encoding="utf-8")
    assert named(site, other) == {f"{path}.sig" for path in (FIRST, SECOND, THIRD)}


def test_missing_signature_is_named(site: Path, public: str) -> None:
    (site / f"{THIRD}.sig").unlink()
    assert named(site, public) == {THIRD}
    (site / f"{SECOND}.sig").unlink()
    assert named(site, public) == {THIRD, SECOND, f"{SECOND}.sig"}


def test_signature_made_for_another_purpose_is_not_taken(site: Path, key: Path, public: str) -> None:
    (site / f"{THIRD}.sig").unlink()
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "file", str(site / THIRD)], check=True, capture_output=True)
    assert named(site, public) == {f"{THIRD}.sig"}


def test_key_is_taken_as_text_as_file_and_from_the_settings(signed_bureau: Path, tmp_path: Path, key: Path, public: str) -> None:
    bureau = tmp_path / "bureau"
    shutil.copytree(signed_bureau, bureau)
    comment = f"{public.rpartition(' ')[0]} 某某机关"
    for given in (public, comment, key.with_suffix(".pub"), key):
        assert verify(bureau, "--key", given) == (0, ["和发布时一样：每个文件、每一版都对得上，签名有效"])
    replace(bureau / "mkdocs.yml", "      栏目名称: 行政执法公示\n", f"      栏目名称: 行政执法公示\n      签名: {{公钥: {public}}}\n")
    assert "签名有效" in verify(bureau)[1][-1]
    other = new_key(tmp_path / "other").with_suffix(".pub")
    assert verify(bureau, "--key", other)[0] == 1


@pytest.mark.parametrize("given", ["nowhere.pub", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-ed25519 ÄÖ", 'cert-authority "x'])
def test_key_that_is_none_is_told(site: Path, given: str) -> None:
    result = run(site.parent, "verify", "www", "--key", given)
    assert result.exit_code == 3
    assert "不是 SSH 公钥，也没有这个文件" in result.output


def test_without_ssh_keygen_a_sentence_says_so(site: Path, public: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(site.parent))
    result = run(site.parent, "verify", "www", "--key", public)
    assert result.exit_code == 3
    assert result.output == "这台机器没有 ssh-keygen，请安装 OpenSSH 客户端。\n"
    assert verify(site.parent)[0] == 0, "what needs no key is verified all the same"


def test_without_ssh_keygen_nothing_is_published_unsigned(published: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(published))
    assert "没有 ssh-keygen" in publish(published, FIRST_DAY, "--sign-key", key, status=3).output
    assert verify(published)[0] == 0


def test_what_is_no_published_site_is_told(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    assert verify(tmp_path)[1][0] == f"{LATEST}: 没有版次清单，这里不是发布的网站"
    assert run(tmp_path, "verify", "nowhere").exit_code == 2


def test_ledger_of_the_bureau_is_not_needed(site: Path) -> None:
    """Anybody verifies a copy of the site, with nothing else at hand."""
    assert not (site.parent / LEDGER).exists()
    assert verify(site.parent)[0] == 0
