"""Runs a command and measures it as a whole: wall time, processor time and the peak memory of all its processes. Linux."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.03
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a command took. Memory is the sum of the proportional set sizes (PSS): shared pages are counted once.

    Processor time is summed over every process seen, so that of one that lives less than the interval is missed.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float
    status: int


def measure(command: Sequence[str], cwd: Path) -> Figures:
    """Run a command to its end, with its output on standard error, and return its figures."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=sys.stderr)
    watch = _Watch(process.pid)
    watch.start()
    status = process.wait()
    wall = time.perf_counter() - start
    watch.ended.set()
    watch.join()
    cpu = sum(watch.ticks.values()) / os.sysconf("SC_CLK_TCK")
    return Figures(wall_s=round(wall, 3), cpu_s=round(cpu, 2), peak_mb=round(watch.peak / 1024, 1), status=status)


class _Watch(threading.Thread):
    """Looks at a process and all that descend from it until told to stop."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0
        self.ticks: dict[int, int] = {}
        """Processor time of each process when last seen, in clock ticks."""
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(INTERVAL):
            family = _family(self.root)
            self.peak = max(self.peak, sum(map(_pss_kb, family)))
            self.ticks |= {process: ticks for process in family if (ticks := _ticks(process))}


def _family(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    family, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        family.append(process)
        waiting += children.get(process, [])
    return family


def _ticks(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def _pss_kb(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
