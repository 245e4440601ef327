"""A temporary git repository that holds the small site of the cases, and what ``gongshi diff`` says in it."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from click.testing import Result

from tests.checking import AS_OF, run, small_site

PENALTIES = "penalties/2026/2026-03.yml"


class Repository:
    """A git repository and the site in it, at its top or in a directory below."""

    def __init__(self, top: Path, store: Path, below: str = "") -> None:
        self.top = top
        self.site = top / below
        self.git("init", "--quiet", "--initial-branch=main")
        self.site.mkdir(exist_ok=True)
        small_site(self.site)
        (self.site / ".gitignore").write_text(".gongshi\n", encoding="utf-8")
        (self.site / ".gongshi").symlink_to(store)
        self.commit()

    def git(self, *arguments: str) -> str:
        """Run git in the repository with settings of its own."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }
        names = ("-c", "user.name=示例", "-c", "user.email=shili@gongshi.example")
        done = subprocess.run(["git", *names, *arguments], cwd=self.top, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self) -> str:
        """Commit everything; returns the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "登记")
        return self.git("rev-parse", "HEAD")

    def path(self, name: str) -> Path:
        """A file of the registries."""
        return self.site / "registries" / name

    def write(self, name: str, old: str, new: str) -> None:
        """Replace a piece of text that stands once in a file of the registries."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def add_penalty(self, number: int, *changes: tuple[str, str]) -> None:
        """Put a copy of the penalty, with these changes, at the head of its file."""
        text = self.path(PENALTIES).read_text(encoding="utf-8")
        copy = "- 编号: cf-2026-001\n" + text.partition("- 编号: cf-2026-001\n")[2].partition("\n- 编号")[0].rstrip() + "\n"
        for old, new in (("cf-2026-001", f"cf-2026-{number:03d}"), ("〔2026〕1号", f"〔2026〕{number}号"), *changes):
            assert old in copy, old
            copy = copy.replace(old, new)
        self.path(PENALTIES).write_text(copy + text, encoding="utf-8")

    def settings(self, old: str, new: str) -> None:
        """Replace a piece of text of the settings."""
        file = self.site / "mkdocs.yml"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str) -> Result:
        """``gongshi diff`` as a user calls it in the site's directory."""
        return run(self.site, "diff", "--as-of", AS_OF, *arguments)

    def said(self, form: str, revision: str = "HEAD", *arguments: str) -> str:
        """What it prints in a format."""
        result = self.run(revision, "--format", form, *arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    def diff(self, revision: str = "HEAD", *arguments: str) -> dict[str, Any]:
        """Its JSON."""
        document: dict[str, Any] = json.loads(self.said("json", revision, *arguments))
        return document


def told(document: dict[str, Any]) -> list[str]:
    """The changes of records in short."""
    return [f"{each['what']} {each['record']}" for each in document["changes"]]


def fields(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The fields of all changes: label, before, after."""
    return [(each["field"], each["before"], each["after"]) for change in document["changes"] for each in change["fields"]]


def codes(findings: list[dict[str, Any]]) -> list[str]:
    """Findings in short."""
    return [f"{each['code']} {each['record'] or each['path']}" for each in findings]
