"""Runs jobs on a Dask cluster: the very same jobs, on whatever machines share the bureau's directories.

A cluster cannot be asked to have the same disk and the same program as the one who uses it, and where it has not, the site would
be wrong without a word. So every job brings along what its worker must see, and is refused where the worker sees something else.
"""

import gc
import importlib.metadata
import logging
import os
import pydoc
import secrets
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import distributed
from distributed.versions import VersionMismatchWarning

from generator.options import CLUSTER
from generator.pages.fragments import DIRECTORY as FRAGMENTS
from generator.reading import PlaceJob, ReadJob
from generator.rendering import RenderJob
from generator.source.store import code_version, key_of
from generator.workers import GARBAGE, Job, Result, Workers, WorkersError

CONNECTING = 15
"""Seconds to wait for the scheduler, and for its first worker."""
WITHOUT_WORKERS = 60
"""Seconds to wait for another worker when the last one has left."""
LOOKING = 5
"""Seconds after which one looks whether there still are any."""

_TALKERS = ("distributed", "distributed.client", "tornado", "tornado.application")
"""What writes to standard error in English; what matters of it is said here in Chinese."""

_DECISIVE = ("chinesecalendar", "distributed", "jinja2", "markupsafe", "numpy", "orjson", "pandas", "pydantic", "pyyaml", "segno")
"""The packages whose version may decide over a byte of the site."""


def _program() -> dict[str, str]:
    """What makes the bytes: this program's code and templates, Python, packages."""
    templates = key_of(*(path.read_bytes() for path in sorted(FRAGMENTS.rglob("*")) if path.is_file()))
    versions = {name: importlib.metadata.version(name) for name in _DECISIVE}
    return {"gongshi": key_of(code_version(), templates)[:12], "Python": f"{sys.version_info[0]}.{sys.version_info[1]}", **versions}


PROGRAM = _program()
"""As it was when this process loaded it: a worker that runs for weeks does not become new with the files on the disk."""


def _compare(who: str, theirs: object, ours: dict[str, str]) -> None:
    """Raise WorkersError where somebody's program is not this one, or none at all."""
    if not isinstance(theirs, dict):
        raise WorkersError(f"{who}没有安装 gongshi[cluster]，或者没有装全。调度器和每个工作进程都要装和这里同样的版本")
    for name, version in ours.items():
        if theirs.get(name) != version:
            raise WorkersError(
                f"{who}的 {name} 是 {theirs.get(name)} 版，这里是 {version} 版。请在每台机器上装同样的版本，再重新启动调度器和工作进程"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a worker must see for a job to be the same job there."""

    mark: str
    """A file with a name of its own that stands in the shared directory as long as its build goes on."""
    program: dict[str, str]
    source: str = ""
    """The file that the job begins with: the shard, or what render jobs share."""
    state: tuple[int, int] | None = None
    """Its size and the second in which it was last changed; None where it is no readable file."""

    def confirm(self) -> None:
        """Raise WorkersError where this process, which is a worker's, sees anything else."""
        if not Path(self.mark).is_file():
            raise WorkersError(f"工作进程 {_here()} 看不到目录 {Path(self.mark).parent}。每台机器都要在同一个路径挂上同一个共享目录")
        _compare(f"工作进程 {_here()} ", PROGRAM, self.program)
        if self.source and _state(self.source) != self.state:
            raise WorkersError(f"工作进程 {_here()} 看到的 {self.source} 和这里的不一样。登记簿要放在共享目录里，检查和生成的时候不要改动")


class Cluster(Workers):
    """The workers of a scheduler. A job whose worker dies is done by another: it writes the same bytes once more."""

    def __init__(self, address: str, shared: Path) -> None:
        """Connect to ``dask://HOST:PORT``. Raises WorkersError where nobody is there, or nobody works for it."""
        super().__init__(0)
        self.address = address
        client: Any = distributed.Client
        for name in _TALKERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", VersionMismatchWarning)  # each job asks for the versions that matter
                self._client = client(address.removeprefix(CLUSTER), timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError) as error:
            raise WorkersError(f"连不上集群的调度器 {address}（{error}）") from None
        try:
            self._client.wait_for_workers(1, timeout=CONNECTING)
        except TimeoutError:
            self._client.close()
            raise WorkersError(f"集群 {address} 上没有工作进程。请先启动 dask worker") from None
        try:
            self._ask_for_programs()
        except WorkersError:
            self._client.close()
            raise
        self._executor: Executor = self._client.get_executor(pure=False)
        self._tie = self._client.submit(_rest, pure=False)
        shared.mkdir(parents=True, exist_ok=True)
        self._mark = shared / f"cluster-{secrets.token_hex(8)}"
        self._mark.touch()

    @contextmanager
    def started(self, work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Iterator[Result]]:
        """Begin with the work for every job, wherever there is room. Raises WorkersError where the cluster fails."""
        futures: list[Future[Result]] = []
        done = False
        try:
            futures.extend(self._executor.submit(_on_worker, work, job, self._ground(job)) for job in jobs)
            yield (self._result(future) for future in futures)
            done = all(future.done() for future in futures)
        except CancelledError:
            raise WorkersError(f"和集群的调度器 {self.address} 断了联系") from None
        except distributed.KilledWorker as error:
            raise WorkersError(
                f"集群上接连几个工作进程在做同一件事的时候意外结束了，多半是内存不够（{error.last_worker.address}）"
            ) from None
        finally:
            if not done:
                self._stop(futures)

    def _ask_for_programs(self) -> None:
        """Raise WorkersError unless all have the very program that is here.

        Asked with a function of Python's own: a worker that gets one that it does not know does not refuse it, it ends.
        Those that come later are asked with their first job.
        """
        where = f"{__name__}.PROGRAM"
        try:
            theirs = self._client.run_on_scheduler(pydoc.locate, where)
        except Exception:  # whatever its import ended in there
            theirs = None
        _compare("调度器", theirs, PROGRAM)
        for address, theirs in sorted(self._client.run(pydoc.locate, where, on_error="return").items()):
            _compare(f"工作进程 {address} ", theirs, PROGRAM)

    def _ground(self, job: object) -> Ground:
        source = _source(job)
        return Ground(mark=str(self._mark), program=PROGRAM, source=source, state=_state(source) if source else None)

    def _result(self, future: Future[Result]) -> Result:
        """Wait for a result as long as somebody works. A cluster without workers would let one wait for ever."""
        lonely = 0
        while not wait([future], timeout=LOOKING).done:
            if self._tie.cancelled():  # as is every future when the scheduler is lost, even if it comes back at once
                raise CancelledError
            lonely = 0 if self._has_workers() else lonely + LOOKING
            if lonely >= WITHOUT_WORKERS:
                raise WorkersError(f"集群 {self.address} 的工作进程都不在了")
        return future.result()

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.scheduler_info()["workers"])
        except (OSError, TypeError, KeyError):
            return False

    def _stop(self, futures: Sequence[Future[Result]]) -> None:
        """Let nothing be done any more by the time that a failure is known: jobs not yet begun are refused, for the others one waits."""
        self._mark.unlink(missing_ok=True)
        for future in futures:
            future.cancel()
        if self._client.status == "running" and not self._tie.cancelled():
            with suppress(OSError):
                self._client.run(_rest, on_error="ignore")

    def close(self) -> None:
        """Leave the cluster to others."""
        self._mark.unlink(missing_ok=True)
        self._client.close()


_ONE_AT_A_TIME = threading.Lock()
"""A worker may have several threads; jobs share what a process keeps between them, and Python runs one at a time anyway."""


def _on_worker(work: Callable[[Job], Result], job: Job, ground: Ground) -> Result:
    """Do a job here, on a worker, if it is the same job here."""
    with _ONE_AT_A_TIME, _seldom_garbage():
        ground.confirm()
        return work(job)


def _rest() -> None:
    """Wait until no job is being done in this process."""
    with _ONE_AT_A_TIME:
        pass


@contextmanager
def _seldom_garbage() -> Iterator[None]:
    """Look for cycles as seldom as here; the process belongs to others too, and gets its own way back."""
    usual = gc.get_threshold()
    gc.set_threshold(*GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _source(job: object) -> str:
    """The file that a job begins with."""
    match job:
        case ReadJob() | PlaceJob():
            return str(Path(job.registries, job.shard.path))
        case RenderJob():
            return job.context
    return ""


def _state(path: str) -> tuple[int, int] | None:
    """The size of a file and the second of its last change. It is opened, because that is when a network disk looks what is true."""
    try:
        if not Path(path).is_file():
            return None
        with open(path, "rb") as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            return status.st_size, int(status.st_mtime)
    except OSError:
        return None


def _here() -> str:
    """The address of this worker."""
    return str(distributed.get_worker().address)
