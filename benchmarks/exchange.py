"""``python -m benchmarks.exchange --records N``: tables for others and from others, measured; figures as JSON.

Export for the credit platforms when the registers have been read before, and when not; 5,000 decisions of one workbook imported
into registers that do not have them, beside what pandas takes to read the same workbook.
"""

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.bureau import SAMPLE_UNTIL, SAMPLE_YEARS, write_bureau
from benchmarks.measure import Figures, measure
from benchmarks.run import AS_OF, ROOT, make_bureau

ROWS = 5_000


def main() -> None:
    """Read the options, make the bureau, run each case, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000, help="ledger records")
    parser.add_argument("--dir", type=Path, default=Path("/dev/shm") if Path("/dev/shm").is_dir() else None)  # noqa: S108
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongshi-bench-", dir=options.dir) as directory:
        bureau = Path(directory)
        make_bureau(bureau, options.records)
        print(json.dumps({"records": options.records, "cases": {name: asdict(each) for name, each in _measured(bureau).items()}}, indent=2))


def _measured(bureau: Path) -> dict[str, Figures]:
    export = ["export", "credit-licences", "--as-of", AS_OF]
    cases = {
        "export_csv_cold": _run(bureau, *export, "out.csv"),
        "export_csv": _run(bureau, *export, "out.csv"),
        "export_xlsx": _run(bureau, *export, "out.xlsx"),
    }
    shutil.rmtree(bureau / "registries" / "licences")
    write_bureau(bureau / "some", records=ROWS + 900, catalogues=ROOT / "registries", years=SAMPLE_YEARS, seed=2, until=SAMPLE_UNTIL)
    cases["template_with_records"] = _run(bureau, "template", "licences", "in.xlsx", "--with-records", "--registries", "some")
    reading = "import pandas; print(len(pandas.read_excel('in.xlsx', dtype=str, engine='calamine')))"
    cases["read_by_pandas"] = measure([sys.executable, "-c", reading], bureau)
    cases["import"] = _run(bureau, "import", "licences", "in.xlsx")
    return cases


def _run(bureau: Path, *arguments: str) -> Figures:
    figures = measure([sys.executable, "-m", "generator", *arguments], bureau)
    if figures.status not in (0, 1):
        raise SystemExit(f"gongshi {' '.join(arguments)} ended with {figures.status}")
    return figures


if __name__ == "__main__":
    main()
