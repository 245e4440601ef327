"""A scheduler and its workers as processes of their own, and a bureau with enough records to be interrupted over."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.publishing.bureau import FIRST_DAY, LEDGER, Penalty, copy_of, make, publish

FILES, EACH = 40, 12
"""So many more shards has the bureau, and each so many decisions."""

DEADLINE = 60
"""Seconds that a process is given to start, on however busy a machine."""


@dataclass(frozen=True)
class Cluster:
    """A scheduler, and how to start workers for it."""

    directory: Path
    address: str
    """As ``--executor`` takes it."""
    process: subprocess.Popen[bytes]
    numbers: list[int] = field(default_factory=list)

    @contextmanager
    def worker(self, *, code: Path = ROOT, threads: int = 1) -> Iterator[subprocess.Popen[bytes]]:
        """One more worker, which runs the program that lies in ``code``."""
        self.numbers.append(len(self.numbers))
        name = f"worker-{self.numbers[-1]}"
        command = ["worker", self.address.replace("dask", "tcp"), "--name", name, "--nthreads", str(threads), "--no-nanny"]
        with started(self.directory / name, *command, "--no-dashboard", code=code) as process:
            wait_for(lambda: "Registered to" in (self.directory / name / "said").read_text(encoding="utf-8"), process)
            yield process


@contextmanager
def started(directory: Path, command: str, *arguments: str, code: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Dask's, which is killed in the end. What it says goes to ``said`` in its directory."""
    directory.mkdir(parents=True)
    with (directory / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{command}", *arguments],
            cwd=directory,
            stdout=said,
            stderr=said,
            env=os.environ | {"PYTHONPATH": str(code), "DASK_TEMPORARY_DIRECTORY": str(directory)},
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()


def wait_for(happened: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Wait until a function gives something true, while a process goes on."""
    begun = time.monotonic()
    while not happened():
        assert process.poll() is None, "it ended meanwhile"
        assert time.monotonic() - begun < DEADLINE, "it takes too long"
        time.sleep(0.002)


@contextmanager
def scheduler(directory: Path) -> Iterator[Cluster]:
    """A scheduler that nobody works for yet."""
    file = directory / "scheduler.json"
    with started(
        directory / "scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
    ) as process:
        wait_for(lambda: file.is_file() and file.read_text(encoding="utf-8").endswith("}"), process)
        yield Cluster(directory, json.loads(file.read_text(encoding="utf-8"))["address"].replace("tcp", "dask"), process)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with one worker that stays, of two threads: it must not matter how many a worker has."""
    with ExitStack() as stack:
        found = stack.enter_context(scheduler(tmp_path_factory.mktemp("cluster")))
        stack.enter_context(found.worker(threads=2))
        yield found


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bureau with hundreds of decisions that has published its first edition, by itself on this machine. Not to be touched."""
    bureau = make(tmp_path_factory.mktemp("bureau"))
    for number in range(FILES):
        penalties = [
            Penalty(id=f"cf-2026-{number + 1}{each:02d}", number=f"示卫罚〔2026〕{number + 1}{each:02d}号") for each in range(EACH)
        ]
        (bureau / LEDGER).with_name(f"2026-03-{number}.yml").write_text("".join(map(Penalty.to_yaml, penalties)), encoding="utf-8")
    publish(bureau, FIRST_DAY)
    return bureau


@pytest.fixture
def bureau(made: Path, tmp_path: Path) -> Path:
    """The same bureau before it published, of whose records nothing is kept."""
    bureau = copy_of(made, tmp_path / "bureau")
    shutil.rmtree(bureau / ".gongshi" / "shards")
    return bureau
