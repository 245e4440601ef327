"""Runs jobs: here one after another when there are few, on every core when there are many, or on a cluster."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import TypeVar

from generator.options import LOCAL

Job = TypeVar("Job")
Result = TypeVar("Result")

GARBAGE = (200_000, 20, 100)
"""How seldom Python looks for cycles (``gc.set_threshold``): hundreds of thousands of rows hold none, and looking took a tenth of a check."""

FEW = 24
"""Up to so many jobs a pool costs more than it saves."""


class WorkersError(Exception):
    """Jobs could not be done, and it is no fault of theirs; the message says why, in Chinese."""


class Workers:
    """A pool of processes that starts when it is first worth it. Results come back in the order of the jobs."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: Executor | None = None

    def map(self, work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """Do the work for every job, in order, wherever there is room. Raises WorkersError where that cannot be done."""
        with self.started(work, jobs) as results:
            yield from results

    @contextmanager
    def started(self, work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Iterator[Result]]:
        """Begin with the work for every job; the results come in order. A few jobs are done here, each when its result is asked for.

        By the end of the block nothing is being done any more. Raises WorkersError, at its end too, where the work cannot be done.
        """
        if self.jobs <= 1 or len(jobs) <= FEW:
            yield map(work, jobs)
            return
        if self._pool is None:
            context = multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")
            if hasattr(context, "set_forkserver_preload"):
                context.set_forkserver_preload(["generator.rendering"])
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_follow_the_parent)
        with _in_order(self._pool, work, jobs) as results:
            yield results

    def close(self) -> None:
        """End the processes, if any were started."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


@contextmanager
def _in_order(pool: Executor, work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Iterator[Result]]:
    """The results in order. When one fails, nothing is still being done by the time that this is known.

    Otherwise a worker would go on writing into a directory that is being removed, and make it anew. A pool that has lost a process
    ends the others too; what they had kept in the store by then is there for the next run.
    """
    futures: list[Future[Result]] = []
    try:
        futures.extend(pool.submit(work, job) for job in jobs)
        yield (future.result() for future in futures)
    except BrokenExecutor:
        raise WorkersError("有一个工作进程意外结束了，多半是内存不够。请用 --jobs 减少同时进行的进程数，再运行一次") from None
    finally:
        for future in futures:
            future.cancel()
        wait(futures)


def _follow_the_parent() -> None:
    """In a worker: end when the build's own process ends, however it ends, and leave Ctrl-C to that process.

    A worker waits for work on a pipe of which it holds both ends, so it would wait for ever. The sentinel belongs to the build's
    process, not to the fork server that stands in between (``PR_SET_PDEATHSIG`` would follow that one), and every system has it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GARBAGE)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


@contextmanager
def workers(jobs: int, executor: str = LOCAL, shared: Path | None = None) -> Iterator[Workers]:
    """Workers for the length of a build: so many processes here, or a cluster.

    ``shared`` is the site's directory of kept results, by which the workers of a cluster prove that they see the same disk.
    Raises WorkersError where the cluster cannot be had.
    """
    pool = Workers(jobs) if executor == LOCAL or shared is None else _cluster(executor, shared)
    try:
        yield pool
    finally:
        pool.close()


def _cluster(executor: str, shared: Path) -> Workers:
    try:
        from generator.cluster import Cluster
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("distributed", "dask"):
            raise
        raise WorkersError('没有安装在集群上运行要用的程序包。请运行 pip install "gongshi[cluster]"') from None
    return Cluster(executor, shared)
