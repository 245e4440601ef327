"""``python -m benchmarks.lighthouse``: what Lighthouse gives the sample county's pages on a phone (its own emulation and throttling).

Prints one JSON object: for each page the scores (0 to 100) for performance (the median of some runs), accessibility, best practices and
search engines, the measures behind the first, and what failed. Needs Node.js and ``make lighthouse``, which installs what is locked.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.browser import chromium
from benchmarks.run import AS_OF, ROOT

PAGES = {
    "首页": "",
    "登记簿": "penalties/",
    "月份": "penalties/2025/03/",
    "记录": "penalties/2024/cf-2024-0001/",
    "检索": "search/?q=诊所",
    "人员": "officers/ry-001/",
    "服务指南": "guides/gonggong-changsuo-xuke/",
    "文章": "about/",
}
"""One page of each of the kinds that people open most."""

SCORES = ("performance", "accessibility", "best-practices", "seo")
MEASURES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index")
PROGRAM = ROOT / "benchmarks" / "web" / "node_modules" / ".bin" / "lighthouse"
_TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt")


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as a real server does: texts compressed, connections kept."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        data, packed = path.read_bytes(), path.suffix in _TEXT
        data = gzip.compress(data, 6) if packed else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if packed else ""))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def marked(address: str, browser: str, work: Path) -> dict[str, Any]:
    """One report of Lighthouse on an address, as its JSON."""
    report = work / "report.json"
    flags = "--headless=new --no-sandbox --disable-gpu"
    command = [str(PROGRAM), address, "--quiet", f"--chrome-flags={flags}", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(SCORES)}"]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": browser}, stdout=sys.stderr)
    found: dict[str, Any] = json.loads(report.read_bytes())
    return found


def summary(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """The scores of one page: the median of performance, the worst of the others, and what failed."""
    scores = {name: [round(100 * report["categories"][name]["score"]) for report in reports] for name in SCORES}
    audits = reports[-1]["audits"]
    weighty = {ref["id"] for name in SCORES[1:] for ref in reports[-1]["categories"][name]["auditRefs"] if ref["weight"]}
    failed = sorted(name for name in weighty if audits[name]["score"] not in (None, 1))
    return {
        "performance": median(scores["performance"]),
        **{name: min(scores[name]) for name in SCORES[1:]},
        "measures": {name: round(median(report["audits"][name]["numericValue"] for report in reports), 3) for name in MEASURES},
        "failed": failed,
    }


def main() -> None:
    """Build the sample county's site, serve it, and mark its pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=PAGES, default=list(PAGES))
    given = parser.parse_args()
    browser = chromium()
    if not PROGRAM.exists() or browser is None:
        sys.exit("请先运行 make lighthouse 和 make browser")
    with tempfile.TemporaryDirectory() as work:
        site = given.site or Path(work, "site")
        if not given.site:
            build = [sys.executable, "-m", "generator", "build", "--as-of", AS_OF, "--site-dir", site]
            subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr, stderr=subprocess.DEVNULL)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Compressing, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        found = {name: summary([marked(base + PAGES[name], browser, Path(work)) for _ in range(given.runs)]) for name in given.only}
        server.shutdown()
    print(json.dumps({"runs": given.runs, "pages": found}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
