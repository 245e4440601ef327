"""A site that a Dask cluster made is the one that this machine would have made, or there is a sentence and no site."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator import cluster as running
from generator.cluster import PROGRAM, Ground
from generator.source.store import Store
from generator.workers import WorkersError
from tests.checking import run
from tests.cluster.conftest import EACH, FILES, Cluster, scheduler, wait_for
from tests.conftest import ROOT, gongshi
from tests.publishing.bureau import FIRST_DAY, beside, tree


def publish(bureau: Path, cluster: Cluster, *more: str) -> subprocess.CompletedProcess[str]:
    return gongshi("publish", "www", "--as-of", FIRST_DAY, "--executor", cluster.address, *more, cwd=bureau, env=on_path())


def on_path() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def left_in(bureau: Path) -> list[str]:
    """What lies among the results that are kept, besides those."""
    return sorted(path.name for path in (bureau / ".gongshi").iterdir() if path.name not in ("host", "shards"))


@pytest.mark.parametrize("more", [[], ["--no-cache"]], ids=["kept", "no-cache"])
def test_site_is_the_same_to_the_byte(bureau: Path, made: Path, cluster: Cluster, more: list[str]) -> None:
    done = publish(bureau, cluster, *more)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(bureau / "www") == tree(made / "www")
    assert left_in(bureau) == []
    assert beside(bureau) == []


def test_site_is_whole_when_a_worker_is_killed_in_the_middle(bureau: Path, made: Path, cluster: Cluster) -> None:
    command = [sys.executable, "-m", "generator", "publish", "www", "--as-of", FIRST_DAY, "--executor", cluster.address]

    def pages() -> int:
        return sum(1 for _ in bureau.glob(".www.staging-*/penalties/2026/*/index.html"))

    with cluster.worker() as worker, subprocess.Popen(command, cwd=bureau, stderr=subprocess.PIPE, env=on_path()) as publication:
        wait_for(lambda: pages() > EACH, publication)
        worker.send_signal(signal.SIGKILL)
        written = pages()
        assert publication.stderr
        said = publication.stderr.read().decode()
        assert publication.wait() == 0, said
    assert EACH < written < FILES * EACH, "it was not killed in the middle"
    assert tree(bureau / "www") == tree(made / "www")


def test_check_finds_the_same(bureau: Path, cluster: Cluster) -> None:
    (bureau / "registries" / "penalties" / "2026" / "2026-03-0.yml").write_text("- 编号: cf-2026-777\n", encoding="utf-8")
    arguments = ("check", "--as-of", FIRST_DAY, "--format", "json", "--no-cache", "--registries", "registries")
    here = gongshi(*arguments, "--jobs", "1", cwd=bureau, env=on_path())
    there = gongshi(*arguments, "--executor", cluster.address, cwd=bureau, env=on_path())
    assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    assert here.returncode == 1


def test_worker_with_another_program_is_refused(bureau: Path, cluster: Cluster, tmp_path: Path) -> None:
    other = tmp_path / "code"
    for name in ("generator", "site_theme"):
        shutil.copytree(ROOT / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "generator" / "fields" / "dates.py").open("a", encoding="utf-8") as file:
        file.write("# another version\n")
    with cluster.worker(code=other):
        done = publish(bureau, cluster)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "的 gongshi 是" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (bureau / "www").exists()
    assert beside(bureau) == left_in(bureau) == []


def test_worker_that_does_not_see_the_directory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_here", lambda: "tcp://worker.example")
    with pytest.raises(WorkersError, match="看不到目录"):
        Ground(mark=str(tmp_path / "mark"), program=PROGRAM).confirm()


@pytest.mark.parametrize("name", PROGRAM)
def test_worker_that_comes_late_with_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(running, "_here", lambda: "tcp://worker.example")
    mark = tmp_path / "mark"
    mark.touch()
    with pytest.raises(WorkersError, match=f"的 {name} 是"):
        Ground(mark=str(mark), program=PROGRAM | {name: "0"}).confirm()


def test_worker_without_the_program_is_refused() -> None:
    with pytest.raises(WorkersError, match="没有安装"):
        running._compare("调度器", None, PROGRAM)


def test_worker_that_sees_another_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the registers, for instance, that is a day old."""
    monkeypatch.setattr(running, "_here", lambda: "tcp://worker.example")
    mark, source = tmp_path / "mark", tmp_path / "2026-03.yml"
    mark.touch()
    source.write_text("- 编号: cf-2026-001\n", encoding="utf-8")
    ground = Ground(mark=str(mark), program=PROGRAM, source=str(source), state=running._state(str(source)))
    ground.confirm()
    os.utime(source, (0, 0))
    with pytest.raises(WorkersError, match="和这里的不一样"):
        ground.confirm()


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    "address", ["dask", "dask://", "dask://host", "dask://host:0", "dask://host:99999", "tcp://host:8786", "processes"]
)
def test_malformed_address_is_wrong_usage(bureau: Path, command: str, address: str) -> None:
    result = run(bureau, command, "--executor", address)
    assert result.exit_code == 2
    assert "dask://主机:端口" in result.stderr


def test_without_the_extra_a_sentence_says_what_to_install(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "generator.cluster")
    result = run(bureau, "check", "--executor", "dask://127.0.0.1:8786")
    assert result.exit_code == 3
    assert "gongshi[cluster]" in result.stderr


def test_without_a_scheduler_a_sentence_says_so(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CONNECTING", 1)
    result = run(bureau, "check", "--executor", "dask://127.0.0.1:9")
    assert result.exit_code == 3
    assert "连不上集群的调度器 dask://127.0.0.1:9" in result.stderr


def test_without_workers_a_sentence_says_so(bureau: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CONNECTING", 3)
    with scheduler(tmp_path) as lonely:
        result = run(bureau, "check", "--executor", lonely.address)
    assert result.exit_code == 3
    assert "没有工作进程" in result.stderr


def test_scheduler_that_dies_is_said_in_a_sentence(bureau: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "publish", "www", "--as-of", FIRST_DAY, "--executor"]
    with (
        scheduler(tmp_path) as mortal,
        mortal.worker(),
        subprocess.Popen([*command, mortal.address], cwd=bureau, stderr=subprocess.PIPE, env=on_path()) as publication,
    ):
        wait_for(lambda: list(bureau.glob(".www.staging-*/penalties/2026/*/index.html")), publication)
        mortal.process.kill()
        assert publication.stderr
        said = publication.stderr.read().decode()
        assert publication.wait() == 3, said
    assert "断了联系" in said
    assert "Traceback" not in said
    assert not (bureau / "www").exists()


def test_entry_that_many_write_at_once_is_whole(tmp_path: Path) -> None:
    """As when a worker that was given up for dead goes on beside its successor."""
    store = Store(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.put("abcdef", b"x" * 100_000), range(200)))
    assert store.get("abcdef") == b"x" * 100_000
    assert len(list(tmp_path.glob("*/*"))) == 1
