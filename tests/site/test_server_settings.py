"""The ready-made settings for servers say the same as the pages."""

import re
from pathlib import Path

import pytest

from generator.opendata import sitemap

ROOT = Path(__file__).parent.parent.parent
SETTINGS = sorted((ROOT / "content" / "handbook" / "server").iterdir())


def policy_of_pages() -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', (ROOT / "site_theme" / "main.html").read_text("utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize("path", SETTINGS, ids=lambda path: path.name)
def test_settings_say_the_policy_of_the_pages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert f"{policy_of_pages()}; frame-ancestors 'self'" in text
    assert "nosniff" in text
    assert "unsafe-inline" not in text


def test_the_policy_lets_nothing_from_elsewhere_in() -> None:
    rules = dict(rule.split(maxsplit=1) for rule in policy_of_pages().split("; "))
    assert rules["default-src"] == "'self'"
    assert "script-src" not in rules
    assert all(set(value.split()) <= {"'self'", "'none'", "data:"} for value in rules.values())


def test_the_handbook_names_each() -> None:
    page = (ROOT / "content" / "handbook" / "server.md").read_text(encoding="utf-8")
    assert [path.name for path in SETTINGS if f"server/{path.name}" not in page] == []


def test_a_sitemap_holds_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 2)
    listed = [(f"penalties/2026/cf-{number}/", "2026-03-09") for number in range(5)]
    files = dict(sitemap.sitemaps("penalties-2026", "https://gongshi.example/", listed))
    assert list(files) == ["sitemap-penalties-2026.xml", "sitemap-penalties-2026-2.xml", "sitemap-penalties-2026-3.xml"]
    assert [data.count(b"<loc>") for data in files.values()] == [2, 2, 1]
    assert b"<lastmod>2026-03-09</lastmod>" in files["sitemap-penalties-2026-3.xml"]
