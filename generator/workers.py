"""Runs jobs: here one after another when there are few, on every core when there are many."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.connection import wait as wait_for
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

GARBAGE = (200_000, 20, 100)
"""How seldom Python looks for cycles (``gc.set_threshold``): hundreds of thousands of rows hold none, and looking took a tenth of a check."""

FEW = 24
"""Up to so many jobs a pool costs more than it saves."""


class Workers:
    """A pool of processes that starts when it is first worth it. Results come back in the order of the jobs."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: Executor | None = None

    def map(self, work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """Do the work for every job, in order, wherever there is room."""
        if self.jobs <= 1 or (len(jobs) <= FEW and self._pool is None):
            return map(work, jobs)
        if self._pool is None:
            context = multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")
            if hasattr(context, "set_forkserver_preload"):
                context.set_forkserver_preload(["generator.jobs"])
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_follow_the_parent)
        return _in_order([self._pool.submit(work, job) for job in jobs])

    def close(self) -> None:
        """End the processes, if any were started."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _in_order(futures: list[Future[Result]]) -> Iterator[Result]:
    """The results in order. When one fails, nothing is still being done by the time that this is known.

    Otherwise a worker would go on writing into a directory that is being removed, and make it anew.
    """
    try:
        for future in futures:
            yield future.result()
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
def workers(jobs: int) -> Iterator[Workers]:
    """Workers for the length of a build."""
    pool = Workers(jobs)
    try:
        yield pool
    finally:
        pool.close()
