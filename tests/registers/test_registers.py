"""What every register declares is there, named, explained and once only."""

import re

import pytest

from generator.registers import REGISTERS, STAGES, register_named
from generator.registers.describe import FieldSpec, describe, references, spec_at
from generator.registers.record import LedgerRecord
from generator.registers.register import Register
from generator.source.validation import records_of
from tests.records import WITH_RECORD, entries, sample_files, written_record

REGISTER = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
RECORDED = pytest.mark.parametrize("register", WITH_RECORD, ids=lambda register: register.key)
REQUIRED = [
    pytest.param(register, path, id=f"{register.key}-{'.'.join(spec.name for spec in path)}")
    for register in WITH_RECORD
    for path in ((spec,) for spec in register.fields)
    if path[0].required
]


def below(specs: tuple[FieldSpec, ...], above: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], FieldSpec]]:
    """Every field at every depth, with its path of English names."""
    return [entry for spec in specs for entry in [((*above, spec.name), spec), *below(spec.children, (*above, spec.name))]]


def models(specs: tuple[FieldSpec, ...]) -> list[tuple[FieldSpec, ...]]:
    """The fields of a model and of every group below it, model by model."""
    return [specs, *(inner for spec in specs if spec.children for inner in models(spec.children))]


@REGISTER
def test_every_declared_field_path_exists(register: Register) -> None:
    for part, path in register.declared_paths():
        assert spec_at(register.model, path).name == path.rpartition(".")[2], part


@REGISTER
def test_every_field_has_a_meaning_and_a_chinese_label(register: Register) -> None:
    for path, spec in below(register.fields):
        assert re.search("[一-鿿]", spec.meaning), path
        assert spec.meaning.endswith(("。", "？", "）")), path
        assert re.fullmatch("[一-鿿]+(、[一-鿿]+)*", spec.label), path


@REGISTER
def test_labels_and_names_are_unique_within_a_model(register: Register) -> None:
    for specs in models(register.fields):
        labels, names = [spec.label for spec in specs], [spec.name for spec in specs]
        assert len(set(labels)) == len(labels)
        assert len(set(names)) == len(names)
        assert not set(labels) & set(names)


@REGISTER
def test_english_names_are_lower_case_words(register: Register) -> None:
    for path, spec in below(register.fields):
        assert re.fullmatch("[a-z]+(_[a-z]+)*", spec.name), path


@REGISTER
def test_columns_facets_and_other_single_values_are_not_groups(register: Register) -> None:
    for path in (register.heading, *register.columns, *register.facets, *register.search, *register.identifiers):
        assert register.field(path).kind != "group", path


@REGISTER
def test_heading_leads_the_columns_and_is_a_single_text(register: Register) -> None:
    assert register.heading in register.columns
    assert register.field(register.heading).kind == "text"
    assert not register.field(register.heading).many


@REGISTER
def test_facets_have_few_values(register: Register) -> None:
    assert {register.field(path).kind for path in register.facets} <= {"choice", "reference", "yes_no", "text", "count"}


@REGISTER
def test_identifiers_are_single_texts(register: Register) -> None:
    for path in register.identifiers:
        assert register.field(path).kind == "text"
        assert not register.field(path).many


@REGISTER
def test_no_part_of_the_declaration_names_a_field_twice(register: Register) -> None:
    for part in ("columns", "search", "identifiers", "facets", "summary"):
        paths = getattr(register, part)
        assert len(set(paths)) == len(paths), part
    shown = [path for section in register.sections for path in section.fields]
    assert len(set(shown)) == len(shown)


@REGISTER
def test_every_field_of_its_own_is_shown_on_the_record_page(register: Register) -> None:
    """What a bureau writes is published; fields common to all records have places of their own."""
    common = {spec.name for spec in describe(LedgerRecord)} | {register.heading}
    shown = {path.partition(".")[0] for part in (register.summary, *(section.fields for section in register.sections)) for path in part}
    assert {spec.name for spec in register.fields} - common <= shown


@REGISTER
def test_ledgers_are_dated_by_a_required_date_and_catalogues_are_not(register: Register) -> None:
    assert bool(register.dated) == register.is_ledger
    if register.is_ledger:
        assert (register.field(register.dated).kind, register.field(register.dated).required) == ("date", True)


@REGISTER
def test_key_is_the_name_of_its_module_with_hyphens(register: Register) -> None:
    assert register.model.__module__ == f"generator.registers.{register.key.replace('-', '_')}"
    assert re.fullmatch("[a-z]+(-[a-z]+)*", register.key)
    assert register_named(register.key) is register


@REGISTER
def test_declarations_that_citizens_read_are_filled(register: Register) -> None:
    for text in (register.title, register.about, register.authority, register.keeper, register.unit, register.column_type):
        assert text.strip() == text != ""
    assert register.about.endswith("。")
    assert register.sections
    assert all(section.title and section.fields for section in register.sections)
    assert register.columns
    assert register.search
    assert register.summary


def test_titles_keys_and_places_are_unique() -> None:
    registers = list(REGISTERS.values())
    assert len({register.title for register in registers}) == len(registers)
    assert len({(register.stage, register.order) for register in registers}) == len(registers)
    assert {register.stage for register in registers} <= set(STAGES)


def test_registers_are_in_the_order_of_their_stages() -> None:
    stages = list(STAGES)
    order = [(stages.index(register.stage), register.order) for register in REGISTERS.values()]
    assert order == sorted(order)


@REGISTER
def test_every_reference_is_described_as_one(register: Register) -> None:
    found = {path for path, _, _ in references(register.model)}
    assert found == {path for path, spec in below(register.fields) if spec.kind == "reference"}
    for path, spec in below(register.fields):
        assert (spec.kind == "reference") == bool(spec.register), path


@REGISTER
def test_choices_are_unique_and_only_where_one_chooses(register: Register) -> None:
    for path, spec in below(register.fields):
        assert bool(spec.choices) == (spec.kind == "choice"), path
        assert len(set(spec.choices)) == len(spec.choices), path


@REGISTER
def test_sample_registries_hold_valid_records(register: Register) -> None:
    found = sample_files(register)
    assert found, f"no file of {register.key}"
    for path in found[:40]:
        for entry in entries(path):
            records, faults = records_of(register, entry, single=True)
            assert faults == [], path
            assert len(records) == 1


@RECORDED
def test_record_with_the_required_fields_alone_is_valid(register: Register) -> None:
    written = written_record(register.key)
    needed = {spec.label for spec in register.fields if spec.required}
    records, faults = records_of(register, {key: value for key, value in written.items() if key in needed}, single=True)
    assert faults == []
    assert len(records) == 1


@pytest.mark.parametrize(("register", "path"), REQUIRED)
def test_record_without_a_required_field_has_that_one_finding(register: Register, path: tuple[FieldSpec, ...]) -> None:
    written = written_record(register.key)
    del written[path[0].label]
    records, faults = records_of(register, written, single=True)
    assert records == []
    assert [(fault.code, fault.trail) for fault in faults] == [("MD001", (path[0].label,))]


@RECORDED
def test_record_in_english_names_is_the_same_record(register: Register) -> None:
    written = written_record(register.key)
    english = {next(spec.name for spec in register.fields if spec.label == key): value for key, value in written.items()}
    assert records_of(register, english, single=True)[0] == records_of(register, written, single=True)[0]


def test_unknown_paths_and_registers_are_refused() -> None:
    officers = REGISTERS["officers"]
    for path in ("", "nothing", "name.nothing", "basis.nothing", "姓名"):
        with pytest.raises(KeyError):
            officers.field(path)
    with pytest.raises(KeyError):
        register_named("officer")
