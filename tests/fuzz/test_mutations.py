"""However a file is spoilt, the check says so in words and with a place; it never ends in a traceback and loses no record.

A test is a seed: it draws spoilt files (:mod:`tests.fuzz.mutations`), lays them over the base and checks the site as the command
does. What fails can be had again by the name of the test, ``pytest "tests/fuzz/test_mutations.py::test_x[seed-17]"``; the
message names the file that does it alone, and prints its bytes.
"""

import tempfile
from pathlib import Path

import pytest

from generator.source.shard import Shelf
from tests.fuzz.spoilt_site import Spoilt, check_of, complaints, draw, lay_out

FILES = 20
"""Files that are spoilt in one site."""
QUICK, SLOW = 15, 500
"""Sites: 300 spoilt files in about ten seconds, 10,000 in about five minutes of one free core (nine to twelve on a busy one)."""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was read of the files that all sites share."""
    return tmp_path_factory.mktemp("store")


@pytest.mark.parametrize("seed", range(QUICK), ids="seed-{}".format)
def test_spoilt_files_are_read_or_found(seed: int, store: Path) -> None:
    _try(f"quick {seed}", store)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SLOW), ids="seed-{}".format)
def test_ten_thousand_spoilt_files_are_read_or_found(seed: int, store: Path) -> None:
    _try(f"slow {seed}", store)


def _try(seed: str, store: Path) -> None:
    files = draw(seed, FILES)
    if not (faults := _faults(files, store)):
        return
    alone = [(file, found) for file in files if (found := _faults([file], store))]
    told = [f"{file}\n  {found[0]}" for file, found in alone] or [*map(str, files), "only together:", *faults]
    pytest.fail(f"seed 「{seed}」\n" + "\n".join(told), pytrace=False)


def _faults(files: list[Spoilt], store: Path) -> list[str]:
    """What is wrong with the check of a site with these files, an exception included."""
    with tempfile.TemporaryDirectory(prefix="gongshi-fuzz-") as directory:
        site = lay_out(Path(directory), files)
        try:
            return list(complaints(site, check_of(site, store), files))
        except Exception as error:
            return [_where(error)]


def _where(error: Exception) -> str:
    """The exception, with the last lines of the program that it came through."""
    steps = []
    trace = error.__traceback__
    while trace:
        steps.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__}: {str(error)[:300]} at {' > '.join(steps[-6:])}"


def test_reader_that_passes_over_a_file_or_raises_would_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests can fail."""
    file = Spoilt("registries/officers/ry-001.yml", "编号: ry-001\n".encode(), "编号: ry-001\n".encode(), "as it is")
    assert _faults([file], tmp_path / "right") == []
    monkeypatch.setattr("generator.reading.read_shard", lambda shard, data: Shelf((), ()))
    assert "neither read nor found" in str(_faults([file], tmp_path / "deaf"))
    monkeypatch.setattr("generator.reading.read_shard", lambda shard, data: 1 / 0)
    assert "ZeroDivisionError" in str(_faults([file], tmp_path / "raising"))
