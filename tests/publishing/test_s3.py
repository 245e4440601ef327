"""Publishing into a store that speaks S3's protocol, as a user does: a server on this machine, the command as a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from tests.conftest import ROOT, gongshi
from tests.publishing.bureau import FIRST_DAY, LEDGER, Penalty, enter, tree

BUCKET, ADDRESS = "gongshi-site", "s3://gongshi-site/county"
SECOND_DAY = "2026-04-02"
DEADLINE = 60
"""Seconds that the server is given to start, on however busy a machine."""


@dataclass(frozen=True)
class Server:
    """A server that keeps objects in memory."""

    url: str
    log: Path
    client: Any

    @property
    def environment(self) -> dict[str, str]:
        """What tells the command of the server. The keys are invented."""
        keys = {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented", "AWS_DEFAULT_REGION": "us-east-1"}
        return os.environ | keys | {"AWS_ENDPOINT_URL": self.url, "PYTHONPATH": str(ROOT)}

    def uploads(self) -> list[str]:
        """The paths of all files that were ever uploaded, in order."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line.partition("/county/")[2].partition(" ")[0].partition("?")[0] for line in lines if f'"PUT /{BUCKET}/county/' in line]

    def fetch(self, directory: Path) -> Path:
        """All files, laid out in a directory."""
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET):
            for entry in page.get("Contents", ()):
                place = directory / entry["Key"].removeprefix("county/")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(self.client.get_object(Bucket=BUCKET, Key=entry["Key"])["Body"].read())
        return directory

    def type_of(self, path: str) -> str:
        return str(self.client.head_object(Bucket=BUCKET, Key=f"county/{path}")["ContentType"])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A fresh server with an empty bucket."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "server"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)], stdout=said, stderr=said
        )
    try:
        begun = time.monotonic()
        while b"Running on" not in log.read_bytes():
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() - begun < DEADLINE
            time.sleep(0.05)
        url = f"http://127.0.0.1:{port}"
        client = botocore.session.get_session().create_client(
            "s3",
            region_name="us-east-1",
            endpoint_url=url,
            aws_access_key_id="invented",
            aws_secret_access_key="invented",  # noqa: S106
        )
        client.create_bucket(Bucket=BUCKET)
        yield Server(url, log, client)
        client.close()
    finally:
        process.kill()
        process.wait()


def publish(bureau: Path, server: Server, day: str, target: str = ADDRESS) -> subprocess.CompletedProcess[str]:
    done = gongshi("publish", target, "--as-of", day, "--jobs", "1", cwd=bureau, env=server.environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done


def test_what_differs_is_uploaded_once_and_what_goes_is_removed(bureau: Path, server: Server, tmp_path: Path) -> None:
    enter(bureau, Penalty())
    publish(bureau, server, FIRST_DAY)
    assert sorted(set(server.uploads())) == sorted(server.uploads()), "something was uploaded twice"
    assert server.uploads()[-1] == "editions/latest.json"
    assert server.uploads()[0] == "editions/pending"
    first = tree(server.fetch(tmp_path / "first"))
    number = len(server.uploads())
    assert number == len(first) + 1

    enter(bureau, Penalty(id="cf-2026-078", number="示卫罚〔2026〕78号"))
    publish(bureau, server, SECOND_DAY)
    second, later = tree(server.fetch(tmp_path / "second")), server.uploads()[number:]
    differing = {path for path, digest in second.items() if first.get(path) != digest}
    assert set(later) == differing | {"editions/pending"}
    assert len(later) == len(set(later)) < number / 2
    assert "penalties/2026/cf-2026-078/index.html" in later
    assert {name for name in first.keys() - second.keys() if name.startswith("penalties/")} == {f"penalties/2026/{Penalty.id}/index.html"}
    assert all(name.startswith(("penalties/", "search/index/")) for name in first.keys() - second.keys())
    assert second.keys() >= {f"editions/{FIRST_DAY}.json", f"editions/{SECOND_DAY}.json"}
    types = {
        "index.html": "text/html; charset=utf-8",
        "assets/gongshi/style.css": "text/css; charset=utf-8",
        "assets/gongshi/search.js": "text/javascript; charset=utf-8",
        "assets/gongshi/favicon.svg": "image/svg+xml",
        "data/penalties.csv": "text/csv; charset=utf-8",
        "data/penalties.json": "application/json",
        "feed.xml": "application/xml",
        "editions/latest.json": "application/json",
        f"editions/{FIRST_DAY}.jsonl": "application/x-ndjson",
        "editions/SHA256SUMS": "text/plain; charset=utf-8",
    }
    assert {path: server.type_of(path) for path in types} == types
    assert {server.type_of(path) for path in second} >= {"text/html; charset=utf-8"}
    assert "application/octet-stream" not in {server.type_of(path) for path in second}

    verified = gongshi("verify", ADDRESS, cwd=bureau, env=server.environment)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_publication_killed_in_the_middle_of_the_upload_is_mended_by_the_next(bureau: Path, server: Server, tmp_path: Path) -> None:
    publish(bureau, server, FIRST_DAY)
    before, number = tree(server.fetch(tmp_path / "before")), len(server.uploads())
    enter(bureau, *(Penalty(id=f"cf-2026-{each}", number=f"示卫罚〔2026〕{each}号") for each in range(100, 200)))
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "publish", ADDRESS, "--as-of", SECOND_DAY, "--jobs", "1"], cwd=bureau, env=server.environment
    )
    while not any(path.startswith("penalties/2026/cf-2026-1") for path in server.uploads()[number:]):
        assert process.poll() is None, "it ended before it was killed"
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    middle = tree(server.fetch(tmp_path / "middle"))
    assert before["editions/latest.json"] == middle["editions/latest.json"]
    assert before.keys() < middle.keys()
    assert gongshi("verify", ADDRESS, cwd=bureau, env=server.environment).returncode == 1

    (bureau / LEDGER).write_text("", encoding="utf-8")
    enter(bureau, Penalty())
    publish(bureau, server, SECOND_DAY)
    verified = gongshi("verify", ADDRESS, cwd=bureau, env=server.environment)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    after = tree(server.fetch(tmp_path / "after"))
    assert any(path.startswith("penalties/2026/cf-2026-1") for path in middle.keys() - after.keys())
    assert f"penalties/2026/{Penalty.id}/index.html" in after


@pytest.mark.parametrize(("change", "said"), [({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "没有找到密钥"), ({}, "没有这个桶")])
def test_store_that_refuses_is_said_in_a_sentence(bureau: Path, server: Server, change: dict[str, str], said: str) -> None:
    environment = server.environment | change | {"AWS_EC2_METADATA_DISABLED": "true", "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    done = gongshi("publish", "s3://no-such-bucket/county", "--as-of", FIRST_DAY, cwd=bureau, env=environment)
    assert done.returncode == 3
    assert said in done.stderr
    assert done.stderr.endswith("原来的网站没有改动。\n")
