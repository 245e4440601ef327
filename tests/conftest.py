"""What several tests share: the sample county's site, built once."""

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-22"


def gongshi(*arguments: str | Path, cwd: Path = ROOT, **more: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, and return what it said."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-goldens`` writes the golden files anew instead of comparing with them."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def county_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample county's site as of a fixed day."""
    target = tmp_path_factory.mktemp("county") / "site"
    done = gongshi("build", "--as-of", AS_OF, "--site-dir", target)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(directory: Path) -> Iterator[str]:
    """The address at which a directory is served on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(directory)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def county_url(county_site: Path) -> Iterator[str]:
    """The address at which the sample county's site is served on this machine."""
    with served(county_site) as url:
        yield url
