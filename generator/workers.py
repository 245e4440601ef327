"""Runs jobs: here one after another when there are few, on every core when there are many."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

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
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context)
        return self._pool.map(work, jobs, chunksize=1)

    def close(self) -> None:
        """End the processes, if any were started."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """Workers for the length of a build."""
    pool = Workers(jobs)
    try:
        yield pool
    finally:
        pool.close()
