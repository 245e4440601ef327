"""Publishes an edition: into a directory, or as a commit on a branch of the bureau's own git repository."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.build import Outcome, Publication, produce
from generator.editions.chain import DIRECTORY, LATEST, Chain, chain_of, read_chain
from generator.editions.lock import locked
from generator.editions.swap import swap_in
from generator.host.contract import HostPages
from generator.options import Options
from generator.source.settings import Site

BRANCH = "branch:"


class PublishingError(Exception):
    """Nothing was published; the message says why, in Chinese."""


RenderHost = Callable[[], HostPages]


def publish(
    site: Site, options: Options, render_host: RenderHost, *, holder: str, key: Path | None = None, dry_run: bool = False
) -> Outcome:
    """Publish into the directory ``options.target`` as one new edition; the one before is kept beside it.

    ``holder`` is who holds the lock meanwhile. Raises LockedError, BrokenChainError, SigningError, OSError; the site that stood before
    stands then, whole.
    """
    target = options.target.resolve()
    with locked(target.with_name(f".{target.name}.lock"), holder):
        chain = _published(read_chain(target)) if target.is_dir() else Chain()
        publication = Publication(chain=chain, published=True, commit=source_commit(site.root), key=key)
        return produce(site, options, render_host, publication, lambda staging: None if dry_run else swap_in(staging, target, keep=True))


def publish_branch(
    site: Site, options: Options, render_host: RenderHost, branch: str, *, holder: str, key: Path | None = None, dry_run: bool = False
) -> Outcome:
    """Publish as one new commit on a branch of the repository that the site's settings lie in. Nothing is pushed.

    Raises PublishingError where there is no repository or the branch moved meanwhile, and what :func:`publish` raises.
    """
    repository = Path(git(site.root, "rev-parse", "--absolute-git-dir", why="这里不是 git 仓库，不能发布到分支"))
    git(site.root, "check-ref-format", "--branch", branch, why=f"「{branch}」不能作分支名")
    with locked(repository / f"gongshi-{branch.replace('/', '-')}.lock", holder):
        tip = _tip(site.root, branch)
        chain = _published(_chain_on(site.root, tip)) if tip else Chain()
        publication = Publication(chain=chain, published=True, commit=source_commit(site.root), key=key)
        with tempfile.TemporaryDirectory(prefix="gongshi-") as directory:
            built = Path(directory, "site")
            options = replace(options, target=built)
            outcome = produce(site, options, render_host, publication, lambda staging: None if dry_run else swap_in(staging, built))
            if outcome.edition and not dry_run:
                _commit(site.root, branch, tip, built, f"{outcome.edition.name} 版")
        return outcome


def _published(chain: Chain) -> Chain:
    """The chain, or none where what stands there is only a preview."""
    return chain if chain.last and chain.last.published else Chain()


def source_commit(directory: Path) -> str:
    """The commit that is checked out, with a + where files differ from it; nothing outside a repository."""
    try:
        commit = git(directory, "rev-parse", "HEAD", why="")
        return commit + ("+" if git(directory, "status", "--porcelain", "--untracked-files=no", why="") else "")
    except PublishingError:
        return ""


def _tip(directory: Path, branch: str) -> str:
    try:
        return git(directory, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", why="")
    except PublishingError:
        return ""


def _chain_on(directory: Path, commit: str) -> Chain:
    """The editions on a commit, read without checking it out."""
    names = [name for name in git(directory, "ls-tree", "-z", "--name-only", commit, f"{DIRECTORY}/", why="").split("\0") if name]
    files = {name: git_bytes(directory, "show", f"{commit}:{name}") for name in names}
    latest = files.pop(LATEST, None)
    return chain_of(files, latest)


def _commit(directory: Path, branch: str, tip: str, tree: Path, message: str) -> None:
    """Put a directory's files on a branch as one commit, without touching the work tree or the index of the user."""
    with tempfile.TemporaryDirectory(prefix="gongshi-") as temporary:
        environment = {"GIT_INDEX_FILE": str(Path(temporary, "index"))}
        git(directory, f"--work-tree={tree}", "add", "--all", "--force", ".", why="网站没有写进 git", environment=environment, cwd=tree)
        written = git(directory, "write-tree", why="网站没有写进 git", environment=environment)
    parents = ["-p", tip] if tip else []
    commit = git(directory, "commit-tree", written, *parents, "-m", message, why="没有提交成功：请先设置 git 的 user.name 和 user.email")
    git(directory, "update-ref", f"refs/heads/{branch}", commit, tip or "0" * 40, why=f"分支 {branch} 刚刚被别人更新过，请再发布一次")


def git(directory: Path, *arguments: str, why: str, environment: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """What a git command prints. Raises PublishingError with ``why`` where it fails."""
    done = _run(directory, *arguments, environment=environment, cwd=cwd)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise PublishingError(f"{why}（git：{said}）" if said else why)
    return done.stdout.decode("utf-8", "replace").strip()


def git_bytes(directory: Path, *arguments: str) -> bytes:
    """What a git command prints, as it is; nothing where it fails."""
    return _run(directory, *arguments).stdout


def _run(
    directory: Path, *arguments: str, environment: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise PublishingError("这台机器没有 git")
    git_dir = [] if cwd is None else [f"--git-dir={git(directory, 'rev-parse', '--absolute-git-dir', why='')}"]
    return subprocess.run(  # noqa: S603
        [program, *git_dir, *arguments], cwd=cwd or directory, capture_output=True, check=False, env=os.environ | (environment or {})
    )
