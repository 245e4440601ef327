"""Publishing as commits on a branch of the bureau's own repository."""

import os
import subprocess
from pathlib import Path

import pytest

from generator.editions.verify import differences
from tests.checking import run
from tests.publishing.bureau import FIRST_DAY, Penalty, enter, publish, tree

BRANCH = "branch:pages"


def git(directory: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=directory, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bureau's sources in a repository of their own, all committed, with no settings but its own."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    git(bureau, "init", "--quiet", "--initial-branch", "main")
    git(bureau, "config", "user.name", "示例科")
    git(bureau, "config", "user.email", "bureau@gongshi.example")
    (bureau / ".gitignore").write_text("/.gongshi/\n", encoding="utf-8")
    git(bureau, "add", ".")
    git(bureau, "commit", "--quiet", "-m", "first")
    return bureau


def site_on(repository: Path, commit: str, place: Path) -> Path:
    """What a branch holds, to the byte, in a directory."""
    place.mkdir()
    for line in git(repository, "ls-tree", "-r", "--full-tree", "-z", commit).split("\0"):
        if line:
            digest, path = line.split()[2].partition("\t")[0], line.partition("\t")[2]
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            blob = subprocess.run(["git", "cat-file", "blob", digest], cwd=repository, capture_output=True, check=True)
            (place / path).write_bytes(blob.stdout)
    return place


def state(repository: Path) -> tuple[bytes, dict[str, str], str, str]:
    """The user's index, work tree, branch and what git says of them."""
    files = {path: digest for path, digest in tree(repository).items() if not path.startswith((".git/", ".gongshi/"))}
    return (
        (repository / ".git" / "index").read_bytes(),
        files,
        git(repository, "rev-parse", "HEAD"),
        git(repository, "symbolic-ref", "HEAD"),
    )


def test_each_edition_is_a_commit_upon_the_one_before(repository: Path, tmp_path: Path) -> None:
    before = state(repository)
    publish(repository, FIRST_DAY, target=BRANCH)
    first = git(repository, "rev-parse", "pages")
    assert git(repository, "rev-list", "--count", "pages") == "1"
    assert list(differences(site_on(repository, "pages", tmp_path / "first"))) == []
    assert state(repository) == before
    assert "没有记录变动" in publish(repository, "2026-04-02", target=BRANCH).output
    assert git(repository, "rev-parse", "pages^") == first
    assert git(repository, "log", "--format=%s", "pages").splitlines() == ["2026-04-02 版", f"{FIRST_DAY} 版"]
    second = site_on(repository, "pages", tmp_path / "second")
    assert list(differences(second)) == []
    assert sorted(path.stem for path in (second / "editions").glob("2*.json")) == [FIRST_DAY, "2026-04-02"]
    assert state(repository) == before
    assert git(repository, "fsck", "--no-dangling") == ""


def test_branch_holds_what_the_directory_would(repository: Path, tmp_path: Path) -> None:
    publish(repository, FIRST_DAY, target=BRANCH)
    publish(repository, FIRST_DAY, target=str(tmp_path / "www"))
    assert tree(site_on(repository, "pages", tmp_path / "site")) == tree(tmp_path / "www")


@pytest.mark.parametrize("setting", ["core.autocrlf", "attributes"])
def test_settings_of_the_user_change_no_byte(repository: Path, tmp_path: Path, setting: str) -> None:
    """The tables have the line ends of Excel, which git likes to change; then no hash would fit."""
    if setting == "attributes":
        (repository / ".git" / "info").mkdir(exist_ok=True)
        (repository / ".git" / "info" / "attributes").write_text("* text=auto eol=lf\n", encoding="utf-8")
    else:
        git(repository, "config", setting, "input")
    publish(repository, FIRST_DAY, target=BRANCH)
    site = site_on(repository, "pages", tmp_path / "site")
    assert b"\r\n" in (site / "data" / "penalties.csv").read_bytes()
    assert list(differences(site)) == []


def test_site_in_a_directory_of_the_repository_continues_its_chain(repository: Path, tmp_path: Path) -> None:
    office = repository / "office"
    office.mkdir()
    for name in ("mkdocs.yml", "content", "registries"):
        (repository / name).rename(office / name)
    for day in (FIRST_DAY, "2026-04-02"):
        publish(office, day, target=BRANCH)
    site = site_on(repository, "pages", tmp_path / "site")
    assert (site / "editions" / f"{FIRST_DAY}.json").is_file()
    assert list(differences(site)) == []


def test_manifest_names_the_commit_and_says_where_files_differ_from_it(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")

    def named() -> str:
        publish(repository, FIRST_DAY, target=BRANCH)
        return git(repository, "show", "pages:editions/latest.json").partition('"commit": "')[2].partition('"')[0]

    (repository / "shopping.txt").write_text("面\n", encoding="utf-8")
    assert named() == head
    new = repository / "content" / "new.md"
    new.write_text("# 新的网页\n", encoding="utf-8")
    assert named() == f"{head}+"
    new.unlink()
    enter(repository, Penalty())
    assert named() == f"{head}+"


def test_dry_run_makes_no_branch(repository: Path) -> None:
    assert "将会发布" in publish(repository, FIRST_DAY, "--dry-run", target=BRANCH).output
    assert git(repository, "branch", "--list", "pages") == ""


def test_outside_a_repository_it_is_refused(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(bureau.parent))
    assert "这里不是 git 仓库" in publish(bureau, FIRST_DAY, target=BRANCH, status=3).output


def test_without_git_a_sentence_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert "这台机器没有 git" in publish(repository, FIRST_DAY, target=BRANCH, status=3).output


@pytest.mark.parametrize("name", ["a..b", "-x", "a b", "HEAD~1"])
def test_name_that_git_does_not_take_is_refused(repository: Path, name: str) -> None:
    assert "不能作分支名" in publish(repository, FIRST_DAY, target=f"branch:{name}", status=3).output


def test_branch_with_the_sources_is_not_overwritten(repository: Path) -> None:
    git(repository, "branch", "draft")
    for name in ("main", "draft"):
        before = git(repository, "rev-parse", name)
        assert "有别的东西" in publish(repository, FIRST_DAY, target=f"branch:{name}", status=3).output
        assert git(repository, "rev-parse", name) == before


def test_branch_that_somebody_works_on_is_not_moved(repository: Path, tmp_path: Path) -> None:
    publish(repository, FIRST_DAY, target=BRANCH)
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "pages"), "pages")
    assert "正检出" in publish(repository, FIRST_DAY, target=BRANCH, status=3).output
    assert git(tmp_path / "pages", "status", "--porcelain") == ""


def test_nothing_is_published_upon_a_broken_chain(repository: Path, tmp_path: Path) -> None:
    for day in (FIRST_DAY, "2026-04-02"):
        publish(repository, day, target=BRANCH)
    work = tmp_path / "pages"
    git(repository, "worktree", "add", "--quiet", str(work), "pages")
    (work / "editions" / f"{FIRST_DAY}.json").unlink()
    git(work, "commit", "--quiet", "--all", "-m", "lost")
    git(repository, "worktree", "remove", str(work))
    assert "缺少版次清单" in publish(repository, "2026-04-03", target=BRANCH, status=1).output


def test_error_leaves_the_branch(repository: Path) -> None:
    publish(repository, FIRST_DAY, target=BRANCH)
    before = git(repository, "rev-parse", "pages")
    enter(repository, Penalty(code="91990123MB0T00779X"))
    assert "没有发布" in publish(repository, FIRST_DAY, target=BRANCH, status=1).output
    assert git(repository, "rev-parse", "pages") == before


def test_who_git_does_not_know_is_told_to_introduce_himself(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("user.name", "user.email"):
        git(repository, "config", "--unset", key)
    git(repository, "config", "user.useConfigOnly", "true")
    assert "user.name" in publish(repository, FIRST_DAY, target=BRANCH, status=3).output
    assert git(repository, "branch", "--list", "pages") == ""


def test_publication_started_by_a_hook_finds_its_own_repository(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git tells hooks of the repository that they run in by the environment."""
    other = tmp_path / "other.git"
    git(tmp_path, "init", "--quiet", "--bare", str(other))
    before = state(repository)
    with monkeypatch.context() as hook:
        hook.setenv("GIT_DIR", str(other))
        hook.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        publish(repository, FIRST_DAY, target=BRANCH)
    assert git(repository, "rev-list", "--count", "pages") == "1"
    assert git(other, "for-each-ref") == ""
    assert state(repository) == before


def test_rollback_is_left_to_git(repository: Path) -> None:
    result = run(repository, "publish", BRANCH, "--rollback")
    assert result.exit_code == 2
    assert "分支用 git 退回" in result.output
