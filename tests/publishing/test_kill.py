"""A publication that is killed at any moment leaves the site whole, and nothing that somebody must clear away."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from generator.editions.lock import locked
from generator.editions.verify import differences
from generator.source.survey import survey
from generator.workers import FEW
from tests.publishing.bureau import FIRST_DAY, Penalty, beside, chain, enter, names, tree

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").is_file(),
    reason="orphans are found in /proc, which only Linux has; CI runs on Linux, where nothing is skipped",
)

DEADLINE = 30
"""Seconds that orphans are given to end, on however busy a machine."""


LAST = 500
"""The number of the change that is published in the end, without a kill."""


class Publication:
    """``gongshi publish`` with two jobs, in a process group of its own; its temporary files lie in a directory of their own too."""

    def __init__(self, bureau: Path, *more: str) -> None:
        self.bureau = bureau
        temporary = tempfile.mkdtemp(prefix="g-", dir="/tmp")  # short: sockets of workers have paths of at most 107 bytes
        command = [sys.executable, "-m", "generator", "publish", "www", "--as-of", FIRST_DAY, "--jobs", "2", *more]
        self.said = bureau.with_name("said")
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(
                command, cwd=bureau, stdout=said, stderr=said, start_new_session=True, env=os.environ | {"TMPDIR": temporary}
            )

    def kill(self, *, group: bool) -> bool:
        """Kill the process alone, or all of its group. Whether it had not ended by itself."""
        running = self.process.poll() is None
        if running:
            (os.killpg if group else os.kill)(self.process.pid, signal.SIGKILL)
        self.process.wait()
        return running

    def wait_until_sealed(self) -> None:
        """Wait for the edition to be complete beside the site, where it is about to take its place, or for the end."""
        while self.process.poll() is None and not list(self.bureau.glob(".www.staging-*/editions/latest.json")):
            time.sleep(0.001)

    def orphans(self) -> list[str]:
        """What processes of the group there still are."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, _, rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")
            except OSError:
                continue
            state, _, group = rest.split()[:3]
            if int(group) == self.process.pid and state not in ("Z", "X"):
                found.append(name)
        return found

    def workers(self) -> list[int]:
        """The processes that the fork server has started."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                if int(rest[2]) == self.process.pid and rest[0] not in ("Z", "X"):
                    parents[int(stat.parent.name)] = int(rest[1])
            except OSError:
                continue
        return sorted(process for process, parent in parents.items() if parents.get(parent, 0) == self.process.pid)

    def wait_for_orphans(self) -> float:
        """How many seconds the last process of the group outlived the first; fails where one stays."""
        begun = time.monotonic()
        while found := self.orphans():
            assert time.monotonic() - begun < DEADLINE, found
            time.sleep(0.01)
        return time.monotonic() - begun

    def succeeds(self) -> None:
        """Wait for its end, which must be a good one."""
        status = self.process.wait(timeout=600)
        assert status == 0, self.said.read_text(encoding="utf-8")
        self.wait_for_orphans()


def amount(number: int) -> str:
    return f"警告，罚款{7000 + number}元"


def change(bureau: Path, number: int) -> None:
    """Let the registers differ: one page and both downloads say another amount, and nobody else does."""
    enter(bureau, Penalty(content=amount(number)))


def shown(site: Path) -> set[int]:
    """The numbers of the changes that the site shows in any of the places."""
    places = (f"penalties/2026/{Penalty.id}/index.html", "data/penalties.csv", "data/penalties.json")
    texts = [(site / place).read_text(encoding="utf-8") for place in places]
    return {number for number in range(LAST + 1) for text in texts if amount(number) in text}


def publish_under_fire(bureau: Path, kills: int, seed: int) -> str:
    """Publish again and again until it was killed so often: at any moment, and every third time while the edition takes its place.

    Gives the figures.
    """
    dice = random.Random(seed)  # noqa: S311 not for secrets
    change(bureau, 0)
    begun = time.monotonic()
    Publication(bureau).succeeds()
    usual, site, number, done, killed, late, longest = time.monotonic() - begun, bureau / "www", 0, 0, 0, 0, 0.0
    while killed < kills:
        number += 1
        before, editions = tree(site), names(bureau)
        change(bureau, number)
        publication = Publication(bureau)
        if number % 3:
            time.sleep(dice.uniform(0, usual * 1.1))
        else:
            publication.wait_until_sealed()
            time.sleep(dice.uniform(0, 0.15))
        hit = publication.kill(group=dice.random() < 0.3)
        moment = f"kill {number} of seed {seed}"
        assert list(differences(site)) == [], moment
        if names(bureau) == editions:
            assert tree(site) == before, moment
        else:
            assert names(bureau)[:-1] == editions, moment
            assert shown(site) == {number}, moment
            done += 1
            late += hit
        killed += hit
        longest = max(longest, publication.wait_for_orphans())
        assert list(differences(site)) == [], f"{moment}, when all had ended"
        with locked(bureau / ".www.lock", "nobody else"):
            pass
        if number % 10 == 0:
            begun = time.monotonic()
            Publication(bureau).succeeds()
            usual = (usual + time.monotonic() - begun) / 2
    change(bureau, LAST)
    Publication(bureau).succeeds()
    assert list(differences(site)) == []
    assert shown(site) == {LAST}
    assert beside(bureau) == [".www.previous"]
    assert list(differences(bureau / ".www.previous")) == []
    assert chain(bureau).last
    return f"{killed} of {number} killed, {done} published ({late} of them killed afterwards), orphans at most {longest:.2f} s, usual {usual:.1f} s"


def test_killed_at_a_few_moments(published: Path) -> None:
    assert len(survey(published / "registries", published / "content").shards) > FEW  # so that worker processes start
    print(publish_under_fire(published, 8, seed=1))


@pytest.mark.slow
def test_killed_at_fifty_moments(published: Path) -> None:
    print(publish_under_fire(published, 50, seed=20261122))


def test_workers_end_with_a_build_that_is_killed_alone(published: Path) -> None:
    """Killed as soon as there are workers, which wait for work then or do it."""
    change(published, 1)
    publication = Publication(published, "--no-cache")
    while sum("forkserver" in name or "python" in name for name in publication.orphans()) < 4:
        assert publication.process.poll() is None, "it ended before it had workers"
        time.sleep(0.005)
    publication.kill(group=False)
    publication.wait_for_orphans()
    assert list(differences(published / "www")) == []


def test_worker_that_dies_is_said_in_a_sentence(published: Path) -> None:
    """As the system kills one when memory runs out. The next publication does what this one had not done."""
    before = tree(published / "www")
    change(published, 1)
    publication = Publication(published, "--no-cache")
    while len(workers := publication.workers()) < 2:
        assert publication.process.poll() is None, "it ended before it had workers"
        time.sleep(0.005)
    os.kill(workers[0], signal.SIGKILL)
    assert publication.process.wait(timeout=60) == 3
    publication.wait_for_orphans()
    said = publication.said.read_text(encoding="utf-8")
    assert "工作进程意外结束" in said
    assert "Traceback" not in said
    assert tree(published / "www") == before
    assert beside(published) == []
    Publication(published, "--no-cache").succeeds()
    assert shown(published / "www") == {1}


def test_interrupted_from_the_keyboard_it_ends_without_a_traceback(published: Path) -> None:
    """Ctrl-C goes to the whole group: the workers leave it to the build."""
    before = tree(published / "www")
    change(published, 1)
    publication = Publication(published)
    while not list(published.glob(".www.staging-*")):
        assert publication.process.poll() is None
        time.sleep(0.005)
    os.killpg(publication.process.pid, signal.SIGINT)
    publication.process.wait(timeout=60)
    publication.wait_for_orphans()
    assert "Traceback" not in publication.said.read_text(encoding="utf-8")
    assert list(differences(published / "www")) == []
    if publication.process.returncode:
        assert tree(published / "www") == before
        assert beside(published) == []
