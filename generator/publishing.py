"""Publishes an edition: into a directory, as a commit on a branch of the bureau's own git repository, or into an object store."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generator.build import Outcome, Publication, produce
from generator.editions.chain import DIRECTORY, LATEST, BrokenChainError, Chain, chain_of, read_chain, sha256
from generator.editions.lock import locked
from generator.editions.remote import remote_at
from generator.editions.swap import lock_of, previous_of, recover, roll_back, swap_in
from generator.editions.verify import broken_links
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

    ``holder`` is who holds the lock meanwhile. Raises LockedError, BrokenChainError, PublishingError, SigningError, OSError; the site
    that stood before stands then, whole.
    """
    target = options.target.resolve()
    with locked(lock_of(target), holder):
        recover(target, keep=True)
        chain = _continued(read_chain(target), options) if target.is_dir() else Chain()
        publication = Publication(chain=chain, published=True, commit=source_commit(site), key=key)
        return produce(
            site, options, render_host, publication, lambda staging: None if dry_run else swap_in(staging, target, keep=previous_of(target))
        )


def return_to_previous(target: Path, *, holder: str) -> None:
    """Let the edition before take the place of the present one. Raises LockedError, FileNotFoundError without one, OSError.

    Without the lock it could move what a publication is just clearing away into the site's place.
    """
    target = target.resolve()
    with locked(lock_of(target), holder):
        roll_back(target)


def publish_branch(
    site: Site, options: Options, render_host: RenderHost, branch: str, *, holder: str, key: Path | None = None, dry_run: bool = False
) -> Outcome:
    """Publish as one new commit on a branch of the repository that the site's settings lie in. Nothing is pushed.

    Raises PublishingError where there is no repository, the branch holds something else, is checked out or moved meanwhile, and
    what :func:`publish` raises.
    """
    repository = Path(git(site.root, "rev-parse", "--absolute-git-dir", why="这里不是 git 仓库，不能发布到分支"))
    git(site.root, "check-ref-format", "--branch", branch, why=f"「{branch}」不能作分支名")
    with locked(repository / f"gongshi-{branch.replace('/', '-')}.lock", holder):
        tip = _tip(site.root, branch)
        if tip:
            _may_be_replaced(site.root, branch, tip)
        chain = _continued(_chain_on(site.root, tip), options) if tip else Chain()
        publication = Publication(chain=chain, published=True, commit=source_commit(site), key=key)
        with _workplace(site, f"branch-{sha256(branch.encode())[:12]}") as directory:
            built = directory / "site"
            options = replace(options, target=built)
            outcome = produce(site, options, render_host, publication, lambda staging: None if dry_run else swap_in(staging, built))
            if outcome.edition and not dry_run:
                _commit(site.root, branch, tip, built, f"{outcome.edition.name} 版")
        return outcome


def publish_remote(
    site: Site, options: Options, render_host: RenderHost, address: str, *, holder: str, key: Path | None = None, dry_run: bool = False
) -> Outcome:
    """Publish to an address in an object store (``s3://bucket/prefix`` and whatever else fsspec has a way to) as one new edition.

    Built and sealed here; then only files that differ from those of the edition before are uploaded, all of them where the options
    say to do without earlier results. An upload that is interrupted leaves new files beside old ones, and the next one mends it.

    The lock holds for this machine alone: object stores have none that goes when its holder dies. Where several machines may publish
    to one address, whoever starts them (a pipeline, say) must let them do so one after another.

    Raises RemoteError, InterruptedUploadError, and what :func:`publish` raises.
    """
    remote = remote_at(address)
    name = f"remote-{sha256(remote.root.encode())[:12]}"
    with locked(site.kept / f"{name}.lock", holder):
        before = remote.read()
        chain = _continued(before.chain(), options)
        publication = Publication(chain=chain, published=True, commit=source_commit(site), key=key)

        def upload(staging: Path) -> None:
            if not dry_run:
                remote.replace(staging, before, afresh=not options.cache, progress=lambda done, of: options.progress("上传", done, of))

        with _workplace(site, name) as directory:
            return produce(site, replace(options, target=directory / "site"), render_host, publication, upload)


@contextmanager
def _workplace(site: Site, name: str) -> Iterator[Path]:
    """A directory for a site that goes elsewhere when it is whole, on the disk that the workers of a cluster see too.

    Only the holder of the lock may ask for it: what an interrupted publication left there is removed.
    """
    directory = site.kept / "publishing" / name
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _continued(chain: Chain, options: Options) -> Chain:
    """The chain that the new edition continues; none where what stands there is only a preview.

    What was tampered with is not built upon: the new edition would state the altered manifest's hash, and vouch for it.
    """
    last = chain.last
    if last is None or not last.published:
        return Chain()
    for path, what in broken_links(chain):
        raise BrokenChainError(f"{path} {what}")
    if options.as_of.isoformat() < last.as_of:
        raise PublishingError(f"基准日 {options.as_of} 早于已经发布的 {last.name} 版，版次只能往后发布")
    return chain


def _may_be_replaced(directory: Path, branch: str, tip: str) -> None:
    """Raise PublishingError for a branch that is not a site's own, or that somebody works on."""
    if git(directory, "ls-tree", "--full-tree", tip, why="") and not git(
        directory, "ls-tree", "--full-tree", tip, "assets/gongshi", why=""
    ):
        raise PublishingError(f"分支 {branch} 上有别的东西，不是以前发布的网站，没有覆盖。请换一个分支名")
    if f"branch refs/heads/{branch}" in git(directory, "worktree", "list", "--porcelain", why="").splitlines():
        raise PublishingError(f"分支 {branch} 正检出在工作目录里，发布会打乱那里的文件。请先在那里切换到别的分支")


def source_commit(site: Site) -> str:
    """The commit that is checked out, with a + where what the site is made of differs from it; nothing outside a repository.

    A record that nobody has added to git yet is such a difference, a changed file elsewhere in the repository is none.
    """
    sources = [str(site.config_file), site.content, site.settings.registries]
    try:
        commit = git(site.root, "rev-parse", "HEAD", why="")
        return commit + ("+" if git(site.root, "--no-optional-locks", "status", "--porcelain", "--", *sources, why="") else "")
    except PublishingError:
        return ""


def _tip(directory: Path, branch: str) -> str:
    try:
        return git(directory, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", why="")
    except PublishingError:
        return ""


def _chain_on(directory: Path, commit: str) -> Chain:
    """The editions on a commit, read without checking it out."""
    names = [
        name for name in git(directory, "ls-tree", "--full-tree", "-z", "--name-only", commit, f"{DIRECTORY}/", why="").split("\0") if name
    ]
    files = {name: git_bytes(directory, "show", f"{commit}:{name}") for name in names}
    latest = files.pop(LATEST, None)
    return chain_of(files, latest)


def _commit(directory: Path, branch: str, tip: str, tree: Path, message: str) -> None:
    """Put a directory's files on a branch as one commit, without touching the work tree or the index of the user.

    Not by ``git add``: settings and attributes of the user may have it change line ends, and then no hash fits.
    """
    why = "网站没有写进 git"
    paths = sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())
    with tempfile.TemporaryDirectory(prefix="gongshi-") as temporary:
        environment = {"GIT_INDEX_FILE": str(Path(temporary, "index"))}
        listed = "".join(f"{tree / path}\n" for path in paths).encode()
        hashes = git(directory, "hash-object", "-w", "--no-filters", "--stdin-paths", why=why, data=listed).split()
        entries = "".join(f"100644 {digest}\t{path}\0" for digest, path in zip(hashes, paths, strict=True)).encode()
        git(directory, "update-index", "-z", "--index-info", why=why, environment=environment, data=entries)
        written = git(directory, "write-tree", why=why, environment=environment)
    parents = ["-p", tip] if tip else []
    commit = git(directory, "commit-tree", written, *parents, "-m", message, why="没有提交成功：请先设置 git 的 user.name 和 user.email")
    git(directory, "update-ref", f"refs/heads/{branch}", commit, tip or "0" * 40, why=f"分支 {branch} 刚刚被别人更新过，请再发布一次")


def git(directory: Path, *arguments: str, why: str, environment: dict[str, str] | None = None, data: bytes = b"") -> str:
    """What a git command prints. Raises PublishingError with ``why`` where it fails."""
    done = _run(directory, *arguments, environment=environment, data=data)
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise PublishingError(f"{why}（git：{said}）" if said else why)
    return done.stdout.decode("utf-8", "replace").strip()


def git_bytes(directory: Path, *arguments: str) -> bytes:
    """What a git command prints, as it is; nothing where it fails."""
    return _run(directory, *arguments).stdout


_OF_ANOTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
"""What git tells its hooks. A publication that a hook starts is to find the repository in which the site's settings lie."""


def _run(
    directory: Path, *arguments: str, environment: dict[str, str] | None = None, data: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise PublishingError("这台机器没有 git")
    inherited = {key: value for key, value in os.environ.items() if key not in _OF_ANOTHER_REPOSITORY}
    return subprocess.run(  # noqa: S603
        [program, *arguments], cwd=directory, input=data, capture_output=True, check=False, env=inherited | (environment or {})
    )
