"""What the documents say is there, and what is there is said."""

import re

import click
import pytest

from generator.cli import main
from generator.registers import REGISTERS
from generator.report.explanation import FAMILIES, catalogue
from generator.report.registers import registers_page
from generator.rules.catalogue import CATALOGUE
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", sorted(REGISTERS))
def test_every_register_stands_in_the_readme(key: str) -> None:
    assert f"| {REGISTERS[key].title} | `{'content' if REGISTERS[key].in_content else 'registries'}/{key}" in README


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_stands_in_the_readme_and_has_an_example(name: str) -> None:
    command = main.commands[name]
    assert f"gongshi {name}" in README
    assert isinstance(command, click.Command)
    assert command.epilog
    assert f"gongshi {name}" in command.epilog


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md"])
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for name in re.findall(r"\]\(([^)#:/][^)#:]*)\)", text):
        assert (ROOT / document).parent.joinpath(name).exists(), name
    for name in re.findall(r"`((?:generator|tests|site_theme|benchmarks|content|registries)/[\w/.-]+)`", text):
        assert (ROOT / name).exists(), name


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r'@echo "make (\w[\w-]*)', makefile))
    assert {"site", "check", "serve", "posters", "test", "bench", "sample", "lock"} <= explained


def test_the_catalogue_of_rules_in_the_handbook_is_fresh() -> None:
    """After a change of a rule: ``make docs``."""
    assert (ROOT / "content" / "handbook" / "rules.md").read_text(encoding="utf-8") == catalogue(CATALOGUE)
    assert (ROOT / "content" / "handbook" / "registers.md").read_text(encoding="utf-8") == registers_page()


def test_every_family_of_codes_stands_in_the_catalogue() -> None:
    assert sorted({code[:2] for code in CATALOGUE} - set(FAMILIES)) == []
