"""Pages as the field's own tools see them: axe-core for accessibility, html-validate for HTML, in light and dark, wide and narrow."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.visit import PAGES, WIDTHS, opened

ROOT = Path(__file__).parent.parent.parent
WEB = ROOT / "tests" / "web"
NEEDED = f"没有找到 {WEB / 'node_modules'}：请运行 make web"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark", "elder"])
@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_axe_finds_nothing(browser: Browser, county_url: str, width: str, scheme: str) -> None:
    axe = WEB / "node_modules" / "axe-core" / "axe.min.js"
    assert axe.is_file(), NEEDED
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    context = browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)  # type: ignore[arg-type]
    if scheme == "elder":
        context.add_init_script("localStorage.setItem('gongshi-elder', 'on')")
    page = context.new_page()
    found = []
    for path in PAGES:
        opened(page, county_url, path)
        page.add_script_tag(path=str(axe))
        result = page.evaluate(
            "rules => axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] })", RULES
        )
        for violation in result["violations"]:
            places = [node["target"][0] for node in violation["nodes"]][:3]
            found.append((path, violation["id"], violation["help"], places))
    context.close()
    assert found == []


def test_html_is_valid(county_site: Path, tmp_path: Path) -> None:
    program = WEB / "node_modules" / ".bin" / "html-validate"
    assert program.exists(), NEEDED
    paths = [path.partition("?")[0] for path in PAGES]
    files = sorted({str(county_site / (path if path.endswith(".html") else f"{path}index.html")) for path in paths})
    done = subprocess.run(
        [program, "--config", WEB / "htmlvalidate.json", "--formatter", "json", *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
    )
    assert done.stdout, done.stderr
    found = [
        (Path(result["filePath"]).relative_to(county_site).as_posix(), message["line"], message["ruleId"], message["message"])
        for result in json.loads(done.stdout)
        for message in result["messages"]
    ]
    assert found == []
