"""What an editor says while a clerk types: the real YAML language server with our schemas, on good files and on bad ones."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.intake.schema import file_schema
from generator.registers import REGISTERS
from tests.checking import run, small_site
from tests.intake.language_server import LanguageServer
from tests.records import entries, sample_files

WITH_FILES = [key for key, register in REGISTERS.items() if not register.in_content]
LEDGER = "registries/penalties/2026/2026-03.yml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("editor")
    small_site(directory)
    assert run(directory, "schema").exit_code == 0
    return directory


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[LanguageServer]:
    with LanguageServer(site) as started:
        yield started


@pytest.mark.parametrize("key", WITH_FILES)
def test_a_schema_takes_every_record_of_the_county(key: str) -> None:
    schema = file_schema(REGISTERS[key])
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for path in sample_files(REGISTERS[key]):
        for record in entries(path):
            assert not list(validator.iter_errors(record)), path
            assert not list(validator.iter_errors([record])), path


@pytest.mark.parametrize("key", WITH_FILES)
def test_every_field_has_a_title_and_a_hint_in_chinese(key: str) -> None:
    def walk(schema: dict[str, Any]) -> None:
        for label, field in schema.get("properties", {}).items():
            assert field["title"] == label
            assert re.search("[\u4e00-\u9fff]", field["description"])
            for each in (field, field.get("items", {})):
                assert ("pattern" in each) <= bool(re.search("[\u4e00-\u9fff]", each.get("patternErrorMessage", "")))
                walk(each)

    walk(file_schema(REGISTERS[key])["$defs"]["record"])


def test_the_editor_has_nothing_against_good_files(server: LanguageServer, site: Path) -> None:
    for key in ("penalties", "licences", "guides", "officers", "subjects", "procedures", "campaigns", "annual-figures", "inspected"):
        path = sample_files(REGISTERS[key])[0]
        place = f"registries/{path.relative_to(path.parents[2 if REGISTERS[key].is_ledger else (0 if path.parent.name == 'registries' else 1)]).as_posix()}"
        assert server.diagnostics(place, path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("决定日期: 2026-03-10", "决定日期: 2026.3.10", "日期写成「年-月-日」"),
        ("罚款金额: 2000.00", "罚款金额: 0.2万元", "以元为单位"),
        ("程序: 普通", "程序: 一般程序", "简易"),
        ("决定书文号: 示卫罚〔2026〕1号\n", "文号: 示卫罚〔2026〕1号\n", "文号"),
        ("  程序: 普通\n", "", "程序"),
        ("编号: cf-2026-001", "编号: 示卫罚1", "小写字母"),
        ("    - ry-001\n    - ry-002\n", "    - ry-001\n", "2"),
        ("    类别: 法人及非法人组织", "    类别: 企业", "自然人"),
    ],
)
def test_the_editor_says_what_is_wrong_and_where(server: LanguageServer, site: Path, old: str, new: str, word: str) -> None:
    text = (site / LEDGER).read_text(encoding="utf-8")
    assert old in text
    said = server.diagnostics(LEDGER, text.replace(old, new))
    assert any(word in message for _, message in said), said
    if new:
        line = text[: text.index(old)].count("\n") + 1
        assert any(line - 1 <= place <= line + 1 for place, _ in said), said


def test_the_editor_explains_a_field(server: LanguageServer, site: Path) -> None:
    text = (site / LEDGER).read_text(encoding="utf-8")
    line = text[: text.index("罚款金额")].count("\n") + 1
    assert "没有罚款写 0" in server.hover(LEDGER, text, line, 4)


def test_what_is_set_already_stays(tmp_path: Path) -> None:
    small_site(tmp_path)
    (tmp_path / ".vscode").mkdir()
    settings = tmp_path / ".vscode" / "settings.json"
    settings.write_text('{"editor.tabSize": 2, "yaml.schemas": {"./own.json": "own/*.yml"}}', encoding="utf-8")
    assert run(tmp_path, "schema", "hints").exit_code == 0
    kept = json.loads(settings.read_text(encoding="utf-8"))
    assert kept["editor.tabSize"] == 2
    assert kept["yaml.schemas"]["./own.json"] == "own/*.yml"
    assert kept["yaml.schemas"]["./hints/penalties.json"] == ["registries/penalties/**/*.yml"]
    assert kept["yaml.schemas"]["./hints/officers.json"] == ["registries/officers/**/*.yml", "registries/officers.yml"]
    assert len(list((tmp_path / "hints").glob("*.json"))) == len(WITH_FILES)
    settings.write_text('{"a": 1, // 注释\n}', encoding="utf-8")
    done = run(tmp_path, "schema")
    assert (done.exit_code, "注释" in done.stderr) == (2, True)
    assert not (tmp_path / "schemas").exists()
