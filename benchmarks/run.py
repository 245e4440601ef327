"""``python -m benchmarks.run --records N``: a bureau of N ledger records, checked and built; figures as JSON.

Work is done in memory (/dev/shm) where there is room, because writing many small files to an aged disk can take
ten times as long from one run to the next. ``--dir`` names another place.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median

from benchmarks.bureau import SAMPLE_UNTIL, SAMPLE_YEARS, write_bureau
from benchmarks.measure import Figures, measure
from benchmarks.peer import hugo, write_hugo
from generator import __version__

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-22"


def main() -> None:
    """Read the options, make the bureau, run each case, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="ledger records")
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each case")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--only", choices=["check", "build"], help="run only the cases of this command")
    parser.add_argument("--no-peer", action="store_true", help="without Hugo, though it is installed")
    parser.add_argument("--dir", type=Path, default=Path("/dev/shm") if Path("/dev/shm").is_dir() else None)  # noqa: S108
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongshi-bench-", dir=options.dir) as directory:
        bureau = Path(directory)
        make_bureau(bureau, options.records)
        print(json.dumps(_measured(bureau, options.records, options.runs, options.jobs, options.only, peer=not options.no_peer), indent=2))


def make_bureau(bureau: Path, records: int) -> None:
    """The sources of an invented bureau with so many ledger records."""
    shutil.copytree(ROOT / "content", bureau / "content")
    shutil.copy(ROOT / "mkdocs.yml", bureau)
    write_bureau(bureau / "registries", records=records, catalogues=ROOT / "registries", years=SAMPLE_YEARS, seed=1, until=SAMPLE_UNTIL)


def _measured(bureau: Path, records: int, runs: int, jobs: int, only: str | None, *, peer: bool) -> dict[str, object]:
    check = ["check", "--as-of", AS_OF, "--jobs", str(jobs)]
    build = ["build", "--as-of", AS_OF, "--jobs", str(jobs)]
    cases: dict[str, list[Figures]] = {}
    if only != "build":
        cases["check_cold"] = [_run(bureau, check, cold=True) for _ in range(runs)]
        cases["check_again"] = [_run(bureau, check, cold=False) for _ in range(runs)]
    if only != "check":
        cases["build_cold"] = [_run(bureau, build, cold=True) for _ in range(runs)]
        cases["build_again"] = [_run(bureau, build, cold=False) for _ in range(runs)]
        cases["build_edited_first"] = [_edited(bureau, build, 0)]
        cases["build_edited"] = [_edited(bureau, build, number) for number in range(1, runs + 1)]
        cases["copy_site"] = [measure(["cp", "-r", "site", "copy"], bureau)]
        shutil.rmtree(bureau / "copy")
        if peer and (program := hugo()):
            write_hugo(bureau / "site", bureau / "hugo")
            cases["hugo_cold"] = [_hugo(bureau / "hugo", program) for _ in range(runs)]
    files = [path for path in (bureau / "site").rglob("*") if path.is_file()]
    source = list((bureau / "registries").rglob("*.yml"))
    return {
        "version": __version__,
        "machine": {"cores": jobs, "python": platform.python_version(), "system": platform.platform()},
        "records": records,
        "source_files": len(source),
        "source_mb": _megabytes(source),
        "site_files": len(files),
        "site_mb": _megabytes(files),
        "cases": {name: _summed(figures) for name, figures in cases.items()},
        "ratios": _ratios({name: median(figure.wall_s for figure in figures) for name, figures in cases.items()}),
    }


def _ratios(wall: dict[str, float]) -> dict[str, float]:
    """How long a cold build takes beside its peers of the same run."""
    return {f"build_cold/{peer}": round(wall["build_cold"] / wall[peer], 2) for peer in ("hugo_cold", "copy_site") if peer in wall}


def _edited(bureau: Path, build: list[str], number: int) -> Figures:
    """A build after one more record has been edited."""
    ledger = max((bureau / "registries" / "penalties").rglob("*.yml"))
    text = ledger.read_text(encoding="utf-8")
    start = text.rindex("履行情况: ")
    end = text.index("\n", start)
    ledger.write_text(f"{text[:start]}履行情况: 罚款已经缴清，第{number}次更正。{text[end:]}", encoding="utf-8", newline="\n")
    return _run(bureau, build, cold=False)


def _hugo(source: Path, program: str) -> Figures:
    for name in ("public", "resources"):
        shutil.rmtree(source / name, ignore_errors=True)
    return measure([program, "--quiet"], source)


def _run(bureau: Path, arguments: list[str], *, cold: bool) -> Figures:
    """One run; a cold one starts with nothing kept from an earlier one, the site included."""
    if cold:
        for name in (".gongshi", "site", ".site.spare"):
            shutil.rmtree(bureau / name, ignore_errors=True)
    figures = measure([sys.executable, "-m", "generator", *arguments], bureau)
    if figures.status:
        sys.exit(f"gongshi {' '.join(arguments)} ended with status {figures.status}")
    return figures


def _summed(figures: list[Figures]) -> dict[str, object]:
    middle = {name: median(getattr(figure, name) for figure in figures) for name in ("wall_s", "cpu_s", "peak_mb")}
    return {"median": middle, "runs": [asdict(figure) for figure in figures]}


def _megabytes(paths: list[Path]) -> float:
    return round(sum(path.stat().st_size for path in paths) / 1e6, 1)


if __name__ == "__main__":
    main()
