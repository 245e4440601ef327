"""``python -m benchmarks.pictures DIR``: pictures of twelve pages at both widths, light and dark, to be looked at; six of them stand in the README."""

import argparse
import functools
import http.server
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.browser import chromium
from benchmarks.run import AS_OF, ROOT

PAGES = {
    "home": "",
    "ledger": "penalties/",
    "month": "penalties/2025/03/",
    "record": "penalties/2026/cf-2026-0005/",
    "officer": "officers/ry-001/",
    "guide": "guides/gonggong-changsuo-xuke/",
    "search": "search/?q=诊所&register=penalties",
    "verify": "verify/?number=99012301001",
    "flowchart": "procedures/zhifa-putong-chufa/",
    "statistics": "statistics/2025/",
    "coverage": "coverage/",
    "campaign": "campaigns/guifan-sheqi-zhifa-2026/",
}
WIDTHS = {"desktop": (1280, 860), "phone": (390, 844)}
IN_README = {
    "home-desktop-light",
    "record-desktop-light",
    "search-desktop-light",
    "flowchart-desktop-dark",
    "month-phone-light",
    "officer-phone-dark",
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def main() -> None:
    """Build the sample county's site and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--readme", action="store_true", help="those of the README alone")
    given = parser.parse_args()
    given.directory.mkdir(parents=True, exist_ok=True)
    program = chromium()
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        build = [sys.executable, "-m", "generator", "build", "--as-of", AS_OF, "--site-dir", f"{work}/site"]
        subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=f"{work}/site"))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width, (across, down) in WIDTHS.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport={"width": across, "height": down}, color_scheme=scheme)
                for name, address in PAGES.items():
                    picture = f"{name}-{width}-{scheme}"
                    if given.readme and picture not in IN_README:
                        continue
                    page.goto(f"http://127.0.0.1:{server.server_port}/{address}")
                    page.wait_for_load_state("networkidle")
                    if picture == "officer-phone-dark":
                        page.locator(".gs-card").scroll_into_view_if_needed()
                    page.screenshot(path=given.directory / f"{picture}.png")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
