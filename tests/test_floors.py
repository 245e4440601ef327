"""The floors of the house hold: a room uses what is below it, never what is above (``tool.importlinter`` in pyproject.toml)."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_import_contract_is_kept() -> None:
    """``lint-imports`` comes with the dev extra: ``pip install -e .[dev]``."""
    linter = Path(sys.executable).parent / ("lint-imports.exe" if os.name == "nt" else "lint-imports")
    assert linter.is_file(), f"{linter} is missing; install the dev extra: pip install -e .[dev]"
    done = subprocess.run(
        [linter, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    said = done.stdout + done.stderr
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", said)
    assert done.returncode == 0, said
    assert kept, said
    assert int(kept[1]) == len(contracts), said
