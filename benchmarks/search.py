"""``python -m benchmarks.search --records N``: questions asked of the search page in Chromium, answers held against a scan of all public records.

Prints one JSON object: for each kind of question precision, recall, whether the expected record stood first, bytes over the wire and time to the
first results, each asked cold in a browser without cache; then the size of the index and how long it takes to make.
"""

import argparse
import functools
import gzip
import http.server
import json
import random
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Error, Request, sync_playwright

from benchmarks import pagefind
from benchmarks.browser import chromium
from benchmarks.bureau import SAMPLE_UNTIL, SAMPLE_YEARS, write_bureau
from benchmarks.run import AS_OF, ROOT, _run
from generator.pages.links import Links
from generator.registers import REGISTERS
from generator.search.entries import Entry, entry
from generator.search.folding import folded, number_key
from generator.search.index import DIRECTORY, slot_number

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A public record as the scan sees it."""

    place: tuple[int, int]
    """Slot and number, as the index counts."""
    name: str
    entry: Entry
    heading: str
    texts: tuple[str, ...]


@dataclass(slots=True)
class Truth:
    """All public records, asked by looking at each."""

    records: list[Scanned] = field(default_factory=list)

    def answer(self, question: str) -> dict[tuple[int, int], int]:
        """Every record that answers, with its rank: 0 exact number, 1 name begins so, 2 in the name, 3 elsewhere, 4 by its spelling."""
        words = list(dict.fromkeys(word for part in _SPACES.split(question) if (word := folded(part))))
        key = number_key(question)
        numbered = len(key) >= 4 and any(letter.isnumeric() for letter in key)
        found = {}
        for record in self.records:
            rank = self._rank(record, words)
            if numbered and any(number.startswith(key) for number in record.entry.numbers):
                rank = 0 if key in record.entry.numbers else min(rank, 3)
            if rank < _NOT:
                found[record.place] = rank
        return found

    def _rank(self, record: Scanned, words: list[str]) -> int:
        rank = 1 if record.heading.startswith(words[0]) else 2
        for word in words:
            if word in record.heading:
                continue
            if any(word in text for text in record.texts):
                rank = max(rank, 3)
            elif any(word in text for text in record.entry.spelt):
                rank = 4
            else:
                return _NOT
        return rank


_NOT = 9


def scan(site: Path) -> Truth:
    """Read all public records of a site from its downloads, one register at a time: there may be a million."""

    def records(key: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((site / "data" / f"{key}.json").read_bytes())
        return found

    targets = {
        key: {record["id"]: (heading, "") for record in records(key) if (heading := _heading(record, register.heading))}
        for key, register in REGISTERS.items()
    }
    links, truth = Links(targets), Truth()
    for key, register in REGISTERS.items():
        slots: dict[str, list[Entry]] = {}
        for record in records(key):
            slots.setdefault(record[register.dated][:4] if register.is_ledger else "", []).append(entry(register, record, links))
        for year, entries in slots.items():
            for number, each in enumerate(sorted(entries, key=lambda each: (each.date, each.id))):
                texts = tuple(map(folded, each.texts))
                truth.records.append(Scanned((slot_number(key, year), number), f"{key}/{each.id}", each, folded(each.heading), texts))
    return truth


def _heading(record: dict[str, Any], path: str) -> str:
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def questions(truth: Truth, each: int, seed: int) -> Iterator[tuple[str, str]]:
    """``each`` questions of every kind, the same ones every time."""
    chance = random.Random(seed)
    ledgers = [record for record in truth.records if not record.entry.spelt]
    catalogues = [record for record in truth.records if record.entry.spelt]

    def written(fits: Callable[[str], bool]) -> str:
        while True:
            texts = [text for text in chance.choice(ledgers).entry.texts if fits(text)]
            if texts:
                return chance.choice(texts)

    def piece(text: str, least: int, most: int) -> str:
        length = min(len(text), chance.randint(least, most))
        start = chance.randint(0, len(text) - length)
        return text[start : start + length].strip() or text

    def number(fits: Callable[[str], bool]) -> str:
        while True:
            numbers = [one for one in chance.choice(ledgers).entry.numbers[1:] if fits(one)]
            if numbers:
                return chance.choice(numbers)

    def document(text: str) -> bool:
        return text.endswith("号") and "〔" in text

    def code(one: str) -> bool:
        return len(one) == 18 and one.isascii()

    for _ in range(each):
        yield "document number", written(document)
        yield "document number otherwise", written(document).replace("〔", chance.choice("[（(【")).replace("〕", chance.choice("]）)】"))
        yield "credit code", number(code)
        yield "licence or document number without marks", number(lambda one: not code(one))
        yield "beginning of a number", number(code)[: chance.randint(12, 16)]
        yield "part of a name", piece(chance.choice(ledgers).entry.heading, 3, 8)
        yield "two characters", piece(chance.choice(ledgers).entry.heading, 2, 2)
        yield "phrase", piece(written(lambda text: len(text) > 12), 6, 14)
        record = chance.choice(ledgers)
        yield "two words", f"{piece(record.entry.heading, 2, 4)} {piece(chance.choice(record.entry.texts or [record.entry.heading]), 2, 4)}"
        yield "initials", piece(chance.choice(catalogues).entry.spelt[0], 4, 6)
        letters = piece(chance.choice(ledgers).entry.heading, 5, 5)
        yield "nothing", "".join(chance.sample(letters, len(letters)))


_ASK = """async ([address, question]) => {
  const { Index, answer } = await import(address);
  const index = await Index.open("index/index.bin");
  const { ranks, tooMany } = await answer(index, question);
  return { tooMany, ranks: [...ranks].flatMap(([slot, records]) => [...records].map(([record, rank]) => [slot, record, rank])) };
}"""


def ask(browser: Browser, url: str, question: str) -> dict[str, Any]:
    """Ask the search page, then its reader for all that was found."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    sizes: list[int] = []

    def finished(request: Request) -> None:
        if re.search(r"/search/index/|/gongshi/(search|index)\.js", request.url):
            with suppress(Error):  # the page has been closed meanwhile
                sizes.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", finished)
    page.goto(f"{url}search/")
    page.wait_for_function("document.activeElement?.name === 'q'", polling=5)
    began = list(sizes)
    started = time.perf_counter()
    page.evaluate(
        "q => { const box = document.querySelector('form[data-index] input[name=q]'); box.value = q; box.form.requestSubmit(); }", question
    )
    page.wait_for_function("/找到|没有找到/.test(document.querySelector('[data-search-message]').textContent)", polling=5)
    seconds = time.perf_counter() - started
    page.wait_for_timeout(50)
    shown = [each.get_attribute("data-record") for each in page.query_selector_all("[data-search-results] > li")]
    total = int(page.text_content("[data-search-count]") or 0)
    wire, requests = sum(sizes), len(sizes)
    script = page.get_attribute("script[src*='search.js']", "src") or ""
    answer = page.evaluate(_ASK, [page.evaluate("s => new URL(s, location.href).href", script.replace("search.js", "index.js")), question])
    context.close()
    return {"shown": shown, "total": total, "bytes": wire, "first_bytes": sum(began), "requests": requests, "seconds": seconds, **answer}


def measured(browser: Browser, site: Path, each: int, seed: int, peer: list[str] | None = None) -> dict[str, Any]:
    """Ask every question and sum up by kind; with a peer ask it too."""
    truth = scan(site)
    names = {record.place: record.name for record in truth.records}
    asked: dict[str, list[dict[str, Any]]] = {}
    wrong = []
    peers: dict[str, list[tuple[set[str], dict[str, Any]]]] = {}
    made = pagefind.index(site, peer) if peer else None
    with _served(site) as url:
        for kind, question in questions(truth, each, seed):
            expected = truth.answer(question)
            if peer:
                peers.setdefault(kind, []).append(({names[place] for place in expected}, pagefind.ask(browser, url, question)))
            got = ask(browser, url, question)
            found = {(slot, record): rank for slot, record, rank in got["ranks"]}
            both = len(found.keys() & expected.keys())
            best = min(expected.values(), default=None)
            first = {names[place] for place, rank in expected.items() if rank == best}
            good = {
                "precision": both / len(found) if found else 1.0,
                "recall": both / len(expected) if expected else 1.0,
                "ranks": found == expected,
                "first": not expected or bool(got["shown"] and got["shown"][0] in first),
                "count": got["total"] == len(expected),
            }
            if not (good["precision"] == good["recall"] == 1 and good["ranks"] and good["first"] and good["count"]):
                wrong.append(
                    {"kind": kind, "question": question, "expected": len(expected), "found": len(found), "shown": got["total"], **good}
                )
            asked.setdefault(kind, []).append(
                {**good, **{key: got[key] for key in ("bytes", "first_bytes", "requests", "seconds")}, "hits": len(expected)}
            )
    beside = {"pagefind": {"index": made, "kinds": {kind: pagefind.judged(answers) for kind, answers in peers.items()}}} if peer else {}
    return {"records": len(truth.records), **beside, "kinds": {kind: _summed(answers) for kind, answers in asked.items()},
            "all": _summed([answer for answers in asked.values() for answer in answers]), "wrong": wrong[:20]}  # fmt: skip


def _summed(answers: list[dict[str, Any]]) -> dict[str, Any]:
    def p95(values: list[float]) -> float:
        return quantiles(values, n=20, method="inclusive")[-1]

    return {
        "asked": len(answers),
        "precision": round(min(answer["precision"] for answer in answers), 4),
        "recall": round(min(answer["recall"] for answer in answers), 4),
        "first": round(sum(answer["first"] for answer in answers) / len(answers), 4),
        "hits": median(answer["hits"] for answer in answers),
        "requests": median(answer["requests"] for answer in answers),
        "kb_median": round(median(answer["bytes"] for answer in answers) / 1000, 1),
        "kb_p95": round(p95([answer["bytes"] / 1000 for answer in answers]), 1),
        "ms_median": round(1000 * median(answer["seconds"] for answer in answers)),
        "ms_p95": round(1000 * p95([answer["seconds"] for answer in answers])),
    }


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Scripts compressed, as every web server does; the index is compressed already."""
        path = Path(self.translate_path(self.path))
        if path.suffix != ".js":
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes())
        self.send_response(200)
        for name, value in (("Content-Type", "text/javascript"), ("Content-Encoding", "gzip"), ("Content-Length", str(len(data)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing."""


class _served:  # noqa: N801
    def __init__(self, site: Path) -> None:
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def _sizes(site: Path, records: int) -> dict[str, Any]:
    """How large the index is, a record."""
    parts: dict[str, int] = {}
    for path in (site / DIRECTORY).rglob("*.bin"):
        part = path.relative_to(site / DIRECTORY).parts[0].partition("-")[0]
        parts[part] = parts.get(part, 0) + path.stat().st_size
    rows = parts.pop("rows", 0)
    return {
        "index_bytes_a_record": round(sum(parts.values()) / records, 1),
        "rows_bytes_a_record": round(rows / records, 1),
        "parts": parts,
    }


def main() -> None:
    """Read the options, make the bureau and its site, ask, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="ledger records")
    parser.add_argument("--each", type=int, default=30, help="questions of each kind")
    parser.add_argument("--no-peer", action="store_true", help="without Pagefind, though it is installed")
    parser.add_argument("--site", type=Path, help="a site that is there already, instead of a new one")
    parser.add_argument("--dir", type=Path, default=Path("/dev/shm") if Path("/dev/shm").is_dir() else None)  # noqa: S108
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongshi-search-", dir=options.dir) as directory:
        site = options.site
        if site is None:
            bureau = Path(directory)
            shutil.copytree(ROOT / "content", bureau / "content")
            shutil.copy(ROOT / "mkdocs.yml", bureau)
            write_bureau(
                bureau / "registries",
                records=options.records,
                catalogues=ROOT / "registries",
                years=SAMPLE_YEARS,
                seed=1,
                until=SAMPLE_UNTIL,
            )
            _run(bureau, ["build", "--as-of", AS_OF], cold=True)
            site = bureau / "site"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            result = measured(browser, site, options.each, 1, None if options.no_peer else pagefind.program())
            browser.close()
        json.dump(result | _sizes(site, result["records"]), sys.stdout, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    main()
