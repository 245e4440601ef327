"""The pipelines that bureaus copy: what their hosts accept, with commands that exist."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import main
from tests.conftest import ROOT

PIPELINES = sorted((ROOT / "generator" / "ci").glob("*.yml"))
SCHEMAS = {"github.yml": "vendor.github-workflows", "gitlab.yml": "vendor.gitlab-ci"}
"""What check-jsonschema has a schema for."""


def commands(text: str) -> list[list[str]]:
    """Every call of gongshi in a text, as words; what a shell would fill in stands for itself."""
    found = re.findall(r"^[\s-]*(?:run:\s*)?(gongshi [^|>;\n]*)|; (gongshi [^|>;\n]*)|else (gongshi [^|>;\n]*)", text, re.M)
    return [shlex.split(next(filter(None, groups))) for groups in found]


def test_there_is_a_pipeline_for_each_host() -> None:
    assert [path.stem for path in PIPELINES] == ["gitee", "github", "gitlab"]


@pytest.mark.parametrize("path", PIPELINES, ids=lambda path: path.stem)
def test_pipeline_checks_publishes_verifies_and_lists_what_is_due(path: Path) -> None:
    names = [words[1] for words in commands(path.read_text(encoding="utf-8"))]
    assert {"check", "publish", "verify", "due"} <= set(names)
    assert names.index("check") < names.index("publish") < names.index("verify")


@pytest.mark.parametrize("path", [*PIPELINES, *sorted((ROOT / "content" / "handbook").glob("*.md"))], ids=lambda path: path.name)
def test_every_command_takes_the_options_that_it_is_given(path: Path) -> None:
    for words in commands(path.read_text(encoding="utf-8")):
        command = main.commands[words[1]]
        command.make_context(words[1], words[2:], resilient_parsing=False)
        assert isinstance(command, click.Command)


@pytest.mark.parametrize("name", SCHEMAS)
def test_pipeline_is_what_its_host_accepts(name: str) -> None:
    tool = Path(sys.executable).parent / "check-jsonschema"
    assert tool.is_file(), f"{tool} is missing; install the dev extra: pip install -e .[dev]"
    path = ROOT / "generator" / "ci" / name
    done = subprocess.run([tool, "--builtin-schema", SCHEMAS[name], path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", PIPELINES, ids=lambda path: path.stem)
def test_pipeline_runs_every_day(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree: Any = yaml.safe_load(text)
    assert tree
    assert "cron" in text or "流水线计划" in text
