"""The downloads, opened with the programs that people open them with: frictionless, pandas, DuckDB, a reader of workbooks, rdflib, extruct."""

import csv
import datetime as dt
import hashlib
import json
import re
import shutil
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from extruct import JsonLdExtractor
from frictionless import Package
from python_calamine import CalamineWorkbook
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef

from generator.editions.downloads import forms_of
from generator.opendata.tables import harmless
from generator.pages.links import Links
from generator.registers import REGISTERS
from generator.registers.describe import references
from generator.rendering import without_withheld
from tests.checking import run
from tests.conftest import AS_OF
from tests.publishing.bureau import Penalty, chain, enter, gone, make, publish

SITE = "https://gongshi.example/"


def records(site: Path, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / "data" / f"{key}.json").read_bytes())
    return found


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def spelled(value: Any) -> Any:
    """What Parquet holds, in JSON's own types."""
    if isinstance(value, dict):
        return {name: spelled(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [spelled(each) for each in value]
    return str(value) if isinstance(value, dt.date | Decimal) else value


def files(site: Path) -> Iterator[tuple[str, Path]]:
    """Every table of a site: its register, and the path without an ending."""
    for key in REGISTERS:
        yield key, site / "data" / key
        yield from ((key, path.with_suffix("")) for path in sorted((site / "data" / key).glob("*.csv")))


def test_every_form_holds_the_same_records(county_site: Path) -> None:
    for key, path in files(county_site):
        told = json.loads(path.with_suffix(".json").read_bytes())
        lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == told, path
        assert spelled(pq.read_table(path.with_suffix(".parquet")).to_pylist()) == told, path
        assert [row[0] for row in table(path.with_suffix(".csv"))[1:]] == [record["id"] for record in told], path
        assert path.with_suffix(".xlsx").exists() == (not REGISTERS[key].is_ledger), path


def test_the_years_of_a_ledger_are_the_whole(county_site: Path) -> None:
    for key, register in REGISTERS.items():
        years = sorted((county_site / "data" / key).glob("*.json"))
        assert bool(years) == register.is_ledger, key
        if years:
            parts = [record for path in years for record in json.loads(path.read_bytes())]
            assert sorted(parts, key=lambda each: each["id"]) == sorted(records(county_site, key), key=lambda each: each["id"])
            for path in years:
                assert {record[register.dated][:4] for record in json.loads(path.read_bytes())} <= {path.stem, str(int(path.stem) - 1)}


def test_parquet_has_days_and_amounts_and_texts(county_site: Path) -> None:
    schema = pq.read_schema(county_site / "data" / "penalties.parquet")
    assert schema.field("decided_on").type == pa.date32()
    assert schema.field("fine").type == pa.decimal128(16, 2)
    assert schema.field("kinds").type == pa.list_(pa.string())
    assert schema.field("party").type.field("credit_code").type == pa.string()
    assert pq.read_schema(county_site / "data" / "guides.parquet").field("promised_days").type == pa.int64()


def test_frictionless_accepts_the_package_and_its_foreign_keys(county_site: Path) -> None:
    report = Package(str(county_site / "data" / "datapackage.json")).validate()
    assert report.valid, [(task.name, task.errors) for task in report.tasks if not task.valid]
    assert {task.name for task in report.tasks} == set(REGISTERS)
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows == {key: len(records(county_site, key)) for key in REGISTERS}
    package = json.loads((county_site / "data" / "datapackage.json").read_bytes())
    keys = {(each["name"], key["fields"]) for each in package["resources"] for key in each["schema"]["foreignKeys"]}
    assert {("officers", "单位"), ("penalties", "处罚机关"), ("penalties", "裁量基准.基准"), ("licences", "许可事项")} <= keys
    # A check has a day on which the penalty that followed is no longer on show: there is no such key, and none is claimed.
    assert ("inspections", "后续处罚") not in keys


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        ("subjects.csv", '"zonghejianduzhifadadui"', '"another-one"', "foreign-key"),
        ("penalties.csv", "普通", "特别", "constraint-error"),
        ("penalties.csv", ",2026-03-", ",2026-33-", "type-error"),
    ],
)
def test_frictionless_sees_what_is_wrong(county_site: Path, tmp_path: Path, name: str, old: str, new: str, error: str) -> None:
    shutil.copytree(county_site / "data", tmp_path / "data", ignore=shutil.ignore_patterns("*.parquet", "*.json?", "*.html"))
    path = tmp_path / "data" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")
    package = json.loads((tmp_path / "data" / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        resource.pop("hash")
        resource.pop("bytes")
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    report = Package(str(tmp_path / "data" / "datapackage.json")).validate()
    assert error in {each.type for task in report.tasks for each in task.errors}


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a bureau whose codes spreadsheets would spoil."""
    directory = tmp_path_factory.mktemp("numbers")
    make(directory)
    path = directory / "registries" / "penalties" / "2026" / "2026-03.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in (("91990123MB0T00015D", "919901231000000329"), ("示例甲公司", "=1+1公司"), ("示卫罚〔2026〕1号", "00012")):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    publish(directory, "2026-04-01")
    return directory / "www"


def test_pandas_and_duckdb_read_the_same_texts(county_site: Path) -> None:
    for key, path in files(county_site):
        told = table(path.with_suffix(".csv"))
        frame = pd.read_csv(path.with_suffix(".csv"), dtype=str, keep_default_na=False)
        assert [list(frame.columns), *frame.to_numpy().tolist()] == told, path
        rows = duckdb.read_csv(f"{path}.csv", all_varchar=True, header=True).fetchall()
        assert [["" if cell is None else cell for cell in row] for row in rows] == told[1:], path
        assert len(duckdb.read_parquet(f"{path}.parquet")) == len(told) - 1 == len(pd.read_parquet(path.with_suffix(".parquet"))), (
            key,
            path,
        )


def test_a_workbook_holds_the_texts_of_the_table(county_site: Path) -> None:
    for key, register in REGISTERS.items():
        if register.is_ledger:
            continue
        book = CalamineWorkbook.from_path(county_site / "data" / f"{key}.xlsx")
        assert book.sheet_names == [register.title, "各列说明"]
        told = table(county_site / "data" / f"{key}.csv")
        rows = [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]
        wide = [row + [""] * (len(told[0]) - len(row)) for row in rows]
        assert [[cell[1:] if harmless(cell[1:]) == cell else cell for cell in row] for row in told] == wide, key
        meanings = book.get_sheet_by_index(1).to_python()
        assert [row[0] for row in meanings[1:]] == told[0]
        assert all(row[2] for row in meanings[1:])


def rdf(site: Path) -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser warns of rdflib's own graph
        return Graph().parse(data=(site / "data" / "catalog.jsonld").read_text(encoding="utf-8"), format="json-ld")


def test_the_catalogue_says_in_rdf_what_there_is(county_site: Path) -> None:
    graph = rdf(county_site)
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert catalogue == URIRef(f"{SITE}data/")
    assert graph.value(catalogue, DCTERMS.modified).toPython() == dt.date.fromisoformat(AS_OF)  # type: ignore[union-attr]
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    assert datasets == {URIRef(f"{SITE}data/{key}/") for key in REGISTERS}
    told = set()
    for dataset in datasets:
        key = str(graph.value(dataset, DCTERMS.identifier))
        assert graph.value(dataset, DCTERMS.title) == Literal(REGISTERS[key].title, lang="zh")
        assert (county_site / key / "index.html").is_file()
        for each in graph.objects(dataset, DCAT.distribution):
            address = str(graph.value(each, DCAT.downloadURL))
            path = county_site / address.removeprefix(SITE)
            told.add(path)
            data = path.read_bytes()
            assert graph.value(each, DCAT.byteSize).toPython() == len(data)  # type: ignore[union-attr]
            checksum = graph.value(each, URIRef("http://spdx.org/rdf/terms#checksum"))
            value = graph.value(checksum, URIRef("http://spdx.org/rdf/terms#checksumValue"))
            assert str(value).lower() == hashlib.sha256(data).hexdigest()
            assert str(graph.value(each, DCAT.mediaType)).endswith(
                {"csv": "csv", "json": "json", "jsonl": "jsonl", "parquet": "parquet", "xlsx": "sheet"}[path.suffix[1:]]
            )
    assert told == {path.with_suffix(f".{form.ending}") for key, path in files(county_site) for form in forms_of(REGISTERS[key])}
    (period,) = graph.objects(URIRef(f"{SITE}data/penalties/"), DCTERMS.temporal)
    assert str(graph.value(period, DCAT.endDate)) == "2026-12-31"


def test_pages_say_in_json_ld_what_they_are(county_site: Path) -> None:
    def told(address: str) -> dict[str, Any]:
        (found,) = JsonLdExtractor().extract((county_site / address / "index.html").read_text(encoding="utf-8"))
        return dict(found)

    dataset = told("penalties/")
    assert (dataset["@type"], dataset["name"]) == ("Dataset", "示例县卫生健康局行政处罚决定")
    for each in dataset["distribution"]:
        assert (county_site / each["contentUrl"].removeprefix(SITE)).is_file()
    assert {each["encodingFormat"] for each in dataset["distribution"]} == {form.media for form in forms_of(REGISTERS["penalties"])}
    licence = next(record for record in records(county_site, "licences") if record["decision"] == "准予")
    permit = told(f"licences/{licence['decided_on'][:4]}/{licence['id']}/")
    assert (permit["@type"], permit["validFrom"]) == ("GovernmentPermit", licence["valid_from"])
    subject, guide = records(county_site, "subjects")[0], records(county_site, "guides")[0]
    assert told(f"subjects/{subject['id']}/")["@type"] == "GovernmentOrganization"
    assert told(f"subjects/{subject['id']}/")["identifier"]["value"] == subject["credit_code"]
    assert (told(f"guides/{guide['id']}/")["@type"], told(f"guides/{guide['id']}/")["name"]) == ("GovernmentService", guide["name"])
    assert told("")["@type"] == "WebSite"


def test_the_page_of_a_register_tells_sizes_hashes_and_columns(county_site: Path) -> None:
    text = (county_site / "data" / "penalties" / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<a href="\.\./\.\./(data/[^"]+)" download>[^<]+</a></td>.*?<code class="gs-hash">([0-9a-f]{64})<', text)
    there = [path for key, path in files(county_site) if key == "penalties"]
    assert {path for path, _ in rows} == {
        path.with_suffix(f".{form.ending}").relative_to(county_site).as_posix()
        for path in there
        for form in forms_of(REGISTERS["penalties"])
    }
    for path, digest in rows:
        assert hashlib.sha256((county_site / path).read_bytes()).hexdigest() == digest
    for header in table(county_site / "data" / "penalties.csv")[0]:
        assert f">{header}</th>" in text


def test_the_terms_are_those_of_the_settings(tmp_path: Path) -> None:
    make(tmp_path)
    plain = "本机关没有另行规定使用条件"
    assert run(tmp_path, "build", "--as-of", "2026-04-01", "--site-dir", "www").exit_code == 0
    assert plain in (tmp_path / "www" / "data" / "index.html").read_text(encoding="utf-8")
    assert "licenses" not in json.loads((tmp_path / "www" / "data" / "datapackage.json").read_bytes())
    settings = tmp_path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    licence = "      数据许可: {名称: 示例许可, 网址: 'https://licence.example/'}\n      规则:\n"
    settings.write_text(text.replace("      规则:\n", licence), encoding="utf-8")
    assert run(tmp_path, "build", "--as-of", "2026-04-01", "--site-dir", "www").exit_code == 0
    page = (tmp_path / "www" / "data" / "index.html").read_text(encoding="utf-8")
    assert plain not in page
    assert '<a href="https://licence.example/">示例许可</a>' in page
    package = json.loads((tmp_path / "www" / "data" / "datapackage.json").read_bytes())
    assert [(each["title"], each["path"]) for each in package["licenses"]] == [("示例许可", "https://licence.example/")]
    graph = rdf(tmp_path / "www")
    assert URIRef("https://licence.example/") in set(graph.objects(None, DCTERMS.license))


def test_codes_that_spreadsheets_spoil_are_whole(numbers: Path) -> None:
    (row,) = [row for row in table(numbers / "data" / "penalties.csv") if row[0] == "cf-2026-001"]
    assert {"919901231000000329", "'=1+1公司", "00012"} <= set(row)
    text = (numbers / "data" / "penalties.csv").read_text(encoding="utf-8")
    for code in ("919901231000000329", "'=1+1公司", "00012"):
        assert f',"{code}",' in text
    parquet = duckdb.read_parquet(f"{numbers}/data/penalties.parquet")
    (found,) = parquet.project("party.credit_code, document_number, party.name, fine").fetchall()
    assert found[:3] == ("919901231000000329", "00012", "=1+1公司")
    assert isinstance(found[3], Decimal)


def test_a_mirror_follows_by_the_changes(tmp_path: Path) -> None:
    bureau = make(tmp_path)
    first, second = Penalty(), Penalty(id="cf-2026-078", number="示卫罚〔2026〕78号", published_on="2026-04-02")
    enter(bureau, first)
    publish(bureau, "2026-04-01")
    before = (bureau / "www" / "data" / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    enter(bureau, Penalty(withdrawal=gone("2026-04-02")), second)
    publish(bureau, "2026-04-02")
    lines = (bureau / "www" / "data" / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines[: len(before)] == before
    told = [json.loads(line) for line in lines]
    assert [(each["edition"], each["event"], each["record"]) for each in told[len(before) :] if each["register"] == "penalties"] == [
        ("2026-04-02", "withdrawn", "cf-2026-077"),
        ("2026-04-02", "published", "cf-2026-078"),
    ]
    copy: dict[str, str] = {}
    for each in told:
        if each["event"] in ("published", "changed", "restored"):
            copy[f"{each['register']}/{each['record']}"] = each["hash"]
        else:
            copy.pop(f"{each['register']}/{each['record']}", None)
        assert (bureau / "www" / each["address"] / "index.html").is_file()
        assert each["address"]
    assert copy == {record: state.hash for record, state in chain(bureau).states.items() if state.standing == "current"}


def test_what_is_no_and_nothing_stays_when_a_reference_is_taken_out() -> None:
    record = {"id": "a", "penalty": "hidden", "exception": "", "count": 0, "joint": False}
    told = without_withheld(REGISTERS["inspections"], record, Links({"penalties": {}}))
    assert told == {"id": "a", "exception": "", "count": 0, "joint": False}
    listed = {"id": "a", "penalties": ["hidden", "shown"], "joint": False}
    links = Links({"penalties": {"shown": ("示例案", "penalties/2026/shown/")}})
    assert without_withheld(REGISTERS["typical-cases"], listed, links) == {"id": "a", "penalties": ["shown"], "joint": False}


def test_every_reference_to_a_decision_stands_at_the_top_of_its_record() -> None:
    for register in REGISTERS.values():
        for path, target, _ in references(register.model):
            assert len(path) == 1 or not REGISTERS[target].is_ledger, (register.key, path)


def test_nothing_names_a_decision_that_is_withheld(tmp_path: Path) -> None:
    bureau = make(tmp_path)
    hidden = Penalty()
    text = hidden.to_yaml() + "  不予公开:\n    理由: 依法不予公开\n    依据:\n    - {法规: fa-jia, 条款: 第四十八条}\n"
    ledger = bureau / "registries" / "penalties" / "2026" / "2026-03.yml"
    ledger.write_text(ledger.read_text(encoding="utf-8") + text, encoding="utf-8")
    (checked,) = (bureau / "registries" / "inspections").rglob("*.yml")
    entry = checked.read_text(encoding="utf-8")
    assert entry.count("\n- ") == 0
    checked.write_text(entry.rstrip("\n") + f"\n  后续处罚: {hidden.id}\n", encoding="utf-8")
    publish(bureau, "2026-04-01")
    (record,) = records(bureau / "www", "inspections")
    assert "penalty" not in record
    for path in (bureau / "www").rglob("*"):
        if path.is_file() and path.suffix != ".bin":
            assert hidden.id.encode() not in path.read_bytes(), path
