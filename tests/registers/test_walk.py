"""A walk of the registry of registers: what every register must have, proved for each."""

import csv
import json
import re
from pathlib import Path

import jsonschema
import pytest

from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec

EXPECTED = set(
    """subjects officers powers check-items check-plans guides procedures discretion leniency recording-items review-items reviewers fees
    item-changes templates norms windows channels laws inspected obligations licences penalties coercions collections inspections cases
    annual-figures typical-cases file-reviews campaigns appraisals reports commitments""".split()
)

each = pytest.mark.parametrize("key", sorted(REGISTERS))


def test_every_register_that_a_bureau_must_disclose_is_there() -> None:
    assert set(REGISTERS) == EXPECTED


@each
def test_its_model_has_a_schema_with_a_meaning_for_every_field(key: str) -> None:
    schema = REGISTERS[key].model.model_json_schema(by_alias=True)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert all(field.get("description") for field in schema["properties"].values())


@each
def test_it_has_at_least_five_sample_records_on_show(county_site: Path, key: str) -> None:
    assert len(json.loads((county_site / "data" / f"{key}.json").read_bytes())) >= 5


@each
def test_it_has_a_landing_page_reached_from_the_home_page(county_site: Path, key: str) -> None:
    register = REGISTERS[key]
    assert f'href="{key}/"' in (county_site / "index.html").read_text(encoding="utf-8")
    landing = (county_site / key / "index.html").read_text(encoding="utf-8")
    for said in (register.title, register.about, register.authority, register.keeper):
        assert said in landing


@each
def test_its_landing_page_explains_every_field(county_site: Path, key: str) -> None:
    landing = (county_site / key / "index.html").read_text(encoding="utf-8")

    def explained(specs: tuple[FieldSpec, ...]) -> None:
        for spec in specs:
            assert f"<code>{spec.name}</code>" in landing, spec.name
            explained(spec.children)

    explained(REGISTERS[key].fields)


@each
def test_every_record_on_show_has_a_page_with_a_heading_and_a_day(county_site: Path, key: str) -> None:
    register = REGISTERS[key]
    records = json.loads((county_site / "data" / f"{key}.json").read_bytes())
    for record in records[:40]:
        year = f"{record[register.dated][:4]}/" if register.is_ledger else ""
        page = (county_site / key / f"{year}{record['id']}" / "index.html").read_text(encoding="utf-8")
        assert len(re.findall(r"<h1[ >]", page)) == 1, record["id"]
        assert register.in_content or "<dt>公开日期</dt>" in page, record["id"]


@each
def test_its_downloads_name_every_column_in_chinese(county_site: Path, key: str) -> None:
    with (county_site / "data" / f"{key}.csv").open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    assert header[0] == "编号"
    assert all(re.search(r"[\u4e00-\u9fff]", title) for title in header)
