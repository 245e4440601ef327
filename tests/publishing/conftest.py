"""A bureau whose pages the host has rendered once, for every test a copy."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.publishing.bureau import FIRST_DAY, copy_of, make, publish


@pytest.fixture(scope="session")
def rendered_bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bureau after it published its first edition. Not to be touched."""
    bureau = make(tmp_path_factory.mktemp("bureau"))
    publish(bureau, FIRST_DAY)
    return bureau


@pytest.fixture
def bureau(rendered_bureau: Path, tmp_path: Path) -> Path:
    """A bureau that has not published yet."""
    return copy_of(rendered_bureau, tmp_path / "bureau")


@pytest.fixture
def published(bureau: Path, rendered_bureau: Path) -> Path:
    """A bureau that has published its first edition."""
    shutil.copytree(rendered_bureau / "www", bureau / "www")
    return bureau


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private SSH key for signing, with its public part beside it."""
    return new_key(tmp_path_factory.mktemp("keys") / "gongshi")


def new_key(path: Path) -> Path:
    """Make an SSH key."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "gongshi", "-f", str(path)], check=True)
    return path
