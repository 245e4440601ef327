"""Pagefind (``pip install "pagefind[extended]"``) on the same record pages, asked the same questions: the peer of :mod:`benchmarks.search`."""

import os
import shutil
import sys
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import Any

from playwright.sync_api import Browser

from benchmarks.measure import measure
from generator.registers import REGISTERS

MOST = 400
"""So many results of a question are looked at."""

_ASK = """async ([question, most]) => {
  const pagefind = await import(new URL("../pagefind/pagefind.js", location.href).href);
  const started = performance.now();
  const { results } = await pagefind.search(question);
  const few = await Promise.all(results.slice(0, 10).map((each) => each.data()));
  const seconds = (performance.now() - started) / 1000;
  const rest = await Promise.all(results.slice(10, most).map((each) => each.data()));
  return { total: results.length, seconds, urls: [...few, ...rest].map((each) => each.url) };
}"""


def program() -> list[str] | None:
    """How Pagefind is called, where it is installed."""
    if found := shutil.which("pagefind"):
        return [found]
    return [sys.executable, "-m", "pagefind"] if find_spec("pagefind") else None


def index(site: Path, called: list[str]) -> dict[str, Any]:
    """Index the record pages of a site, into ``pagefind`` below it."""
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    pages = "{" + ",".join(REGISTERS) + "}/**/index.html"
    figures = measure([*called, "--site", str(site), "--glob", pages, "--root-selector", "article", "--quiet"], site)
    size = sum(path.stat().st_size for path in (site / "pagefind").rglob("*") if path.is_file())
    return asdict(figures) | {"mb": round(size / 1e6, 1), "files": sum(len(files) for _, _, files in os.walk(site / "pagefind"))}


def ask(browser: Browser, url: str, question: str) -> dict[str, Any]:
    """What Pagefind finds: how many results, and the records behind the first of them."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]) if "/pagefind/" in request.url else None)
    page.goto(f"{url}search/")
    answer = page.evaluate(_ASK, [question, MOST])
    page.wait_for_timeout(50)
    context.close()
    parts = [each.strip("/").split("/") for each in answer["urls"]]
    return {
        "total": answer["total"],
        "seconds": answer["seconds"],
        "bytes": sum(sizes),
        "names": [f"{part[0]}/{part[-1]}" for part in parts],
    }


def judged(answers: list[tuple[set[str], dict[str, Any]]]) -> dict[str, Any]:
    """Mean precision and recall of the results that were looked at, and how often the first was right. ``answers``: what is true, and what was found."""
    rows = []
    for true, answer in answers:
        names = answer["names"]
        right = sum(name in true for name in names)
        precision = right / len(names) if names else float(not true)
        rows.append((precision, right / min(len(true), MOST) if true else 1.0, float(not true or bool(names and names[0] in true)), answer))
    return {
        "asked": len(rows),
        "precision": round(mean(row[0] for row in rows), 3),
        "recall": round(mean(row[1] for row in rows), 3),
        "first": round(mean(row[2] for row in rows), 3),
        "hits": mean(row[3]["total"] for row in rows),
        "kb_mean": round(mean(row[3]["bytes"] for row in rows) / 1000, 1),
        "ms_mean": round(1000 * mean(row[3]["seconds"] for row in rows)),
    }
