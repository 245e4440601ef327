"""``gongshi serve`` as a clerk has it beside the editor: the page in the browser follows the register."""

import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.publishing.bureau import Penalty, enter, make
from tests.site.visit import Visit

pytestmark = pytest.mark.browser


def test_the_page_follows_the_register(browser: Browser, tmp_path: Path) -> None:
    bureau = make(tmp_path)
    enter(bureau, Penalty(party="示例县白云口腔诊所"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "log").open("w+b")
    process = subprocess.Popen([sys.executable, "-m", "generator", "serve", "--port", str(port)], cwd=bureau, stdout=log, stderr=log)
    try:
        url, until = f"http://127.0.0.1:{port}/", time.monotonic() + 60
        while True:
            assert process.poll() is None and time.monotonic() < until, (tmp_path / "log").read_text(encoding="utf-8", errors="replace")
            try:
                urlopen(url, timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        visit = Visit(browser, url, "phone")
        page = visit.page
        page.goto(f"{url}penalties/2026/{Penalty.id}/")
        expect(page.locator("h1")).to_contain_text("白云口腔")
        enter(bureau, Penalty(party="示例县青山口腔诊所"))
        expect(page.locator("h1")).to_contain_text("青山口腔", timeout=60_000)
        assert [trouble for trouble in visit.troubles if "Content Security Policy" in trouble] == []
        visit.context.close()
    finally:
        process.terminate()
        process.wait()
        log.close()
