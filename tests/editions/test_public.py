"""The public form: a person's name, code and representative never appear; a trade name stays."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.editions.public import public_form
from generator.fields.party import mask_name
from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec
from generator.registers.licences import REGISTER as LICENCES
from generator.registers.penalties import REGISTER as PENALTIES
from generator.registers.record import Record
from generator.registers.register import Register
from tests.records import written_record

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="某")
CHOICES = json.dumps([register.model.model_json_schema() for register in (LICENCES, PENALTIES)], ensure_ascii=False)
NAMES = st.text(HAN, min_size=2, max_size=4).filter(lambda name: name not in CHOICES)
"""Names that are not also a word of the models (普通, 警告): what is chosen from a list names nobody and is not masked."""
CODE = "92990123MB0T00015A"


def planted(specs: tuple[FieldSpec, ...], text: str, written: dict[str, Any]) -> dict[str, Any]:
    """An entry with every field of the model filled, and a text in every field that takes one."""
    entry: dict[str, Any] = {}
    for spec in specs:
        one: Any
        if spec.kind in ("text", "paragraphs"):
            one = written["编号"] if spec.name == "id" else f"经查，{text}（{text}）于{text}"
        elif spec.kind == "group":
            one = planted(spec.children, text, {})
        else:
            one = {
                "choice": (spec.choices or ("",))[0],
                "date": "2026-05-06",
                "until": "长期",
                "count": "1",
                "days": "1",
                "yuan": "1",
                "yes_no": "是",
                "reference": "a-1",
            }[spec.kind]
        entry[spec.label] = [one, one] if spec.many else one
    return entry


def record_of(register: Register, text: str, party: dict[str, str]) -> Record:
    """A record of a register with a text in every field that takes one, and this counterparty."""
    entry = planted(register.fields, text, written_record(register.key)) | {"相对人": party}
    return register.model.model_validate(entry)


def dump(form: dict[str, Any]) -> str:
    return json.dumps(form, ensure_ascii=False)


@pytest.mark.parametrize("register", [LICENCES, PENALTIES], ids=lambda register: register.key)
@settings(deadline=None)
@given(name=NAMES)
@example(name="欧阳一")
@example(name="单于")
@example(name="钱钱钱")
def test_name_of_a_person_appears_nowhere(register: Register, name: str) -> None:
    form = public_form(record_of(register, name, {"名称": name, "类别": "自然人", "统一社会信用代码": CODE, "法定代表人": name}))
    assert name not in dump(form)
    assert form["party"] == {"name": mask_name(name), "category": "自然人"}
    assert mask_name(name) in form["withdrawal"]["reason"]
    assert mask_name(name) in form["notes"]


@pytest.mark.parametrize("register", [LICENCES, PENALTIES], ids=lambda register: register.key)
@settings(deadline=None)
@given(name=NAMES, before=NAMES, after=NAMES)
def test_name_of_a_person_is_found_inside_other_words(register: Register, name: str, before: str, after: str) -> None:
    form = public_form(record_of(register, f"{before}{name}{name}{after}", {"名称": name, "类别": "自然人"}))
    assert name not in dump(form)


@pytest.mark.parametrize("written", ["钱 一", "钱\u3000一", "钱  一二"])
def test_name_of_a_person_written_with_a_blank_appears_nowhere_without_it(written: str) -> None:
    """Clerks align names of two characters with a blank; the text of the decision has none."""
    name = "".join(written.split())
    record = record_of(PENALTIES, name, {"名称": written, "类别": "自然人"})
    form = public_form(record)
    assert name not in dump(form)
    assert written not in dump(form)


def test_name_of_a_person_appears_nowhere_although_its_masked_form_stood_in_the_text_before() -> None:
    form = public_form(record_of(PENALTIES, "钱某一、钱一、某钱一", {"名称": "钱一", "类别": "自然人"}))
    assert "钱一" not in dump(form)


@pytest.mark.parametrize("mask_names", [True, False])
@pytest.mark.parametrize("register", [LICENCES, PENALTIES], ids=lambda register: register.key)
def test_code_and_representative_of_a_person_never_appear(register: Register, mask_names: bool) -> None:
    party = {"名称": "钱一二", "类别": "自然人", "统一社会信用代码": CODE, "法定代表人": "孙三"}
    form = public_form(record_of(register, "示例", party), mask_names=mask_names)
    assert CODE not in dump(form)
    assert "孙三" not in dump(form)
    assert set(form["party"]) == {"name", "category"}


def test_full_names_are_kept_where_the_policy_says_so() -> None:
    record = record_of(PENALTIES, "钱一二", {"名称": "钱一二", "类别": "自然人"})
    assert public_form(record, mask_names=False)["party"]["name"] == "钱一二"
    assert public_form(record)["party"]["name"] == "钱某某"


@settings(deadline=None)
@given(operator=NAMES, trade=NAMES)
def test_trade_name_stays_while_the_operator_is_masked(operator: str, trade: str) -> None:
    trade = f"示例县{trade}诊所"
    text = f"{trade}的经营者{operator}，又称{trade}{operator}"
    form = public_form(record_of(PENALTIES, text, {"名称": trade, "类别": "个体工商户", "统一社会信用代码": CODE, "法定代表人": operator}))
    assert form["party"] == {"name": trade, "category": "个体工商户", "credit_code": CODE, "representative": mask_name(operator)}
    assert operator not in dump(form).replace(trade, "")
    assert trade in form["facts"]


@settings(deadline=None)
@given(operator=NAMES, kind=st.sampled_from(["诊所", "口腔门诊部", "理发店", ""]))
@example(operator="钱一", kind="诊所")
@example(operator="钱一", kind="")
def test_operator_whose_name_is_in_the_trade_name_is_masked_as_operator(operator: str, kind: str) -> None:
    trade = operator + kind
    form = public_form(record_of(PENALTIES, f"{trade}由{operator}经营", {"名称": trade, "类别": "个体工商户", "法定代表人": operator}))
    assert form["party"]["name"] == trade
    assert form["party"]["representative"] == mask_name(operator)


@pytest.mark.parametrize(("trade", "operator"), [("钱一", "钱一二"), ("一", "钱一二"), ("钱", "钱一")])
def test_operator_whose_name_holds_the_trade_name_is_masked(trade: str, operator: str) -> None:
    form = public_form(record_of(PENALTIES, f"经营者{operator}", {"名称": trade, "类别": "个体工商户", "法定代表人": operator}))
    assert operator not in dump(form)


def test_organisation_keeps_its_name_code_and_representative() -> None:
    form = public_form(
        record_of(
            PENALTIES,
            "示例甲公司由钱一代表",
            {"名称": "示例甲公司", "类别": "法人及非法人组织", "统一社会信用代码": CODE, "法定代表人": "钱一"},
        )
    )
    assert form["party"] == {"name": "示例甲公司", "category": "法人及非法人组织", "credit_code": CODE, "representative": "钱一"}
    assert "示例甲公司由钱一代表" in form["facts"]


@settings(deadline=None)
@given(NAMES)
def test_masking_leaves_dates_amounts_choices_and_references_alone(name: str) -> None:
    masked = public_form(record_of(PENALTIES, name, {"名称": name, "类别": "自然人"}))
    plain = public_form(record_of(PENALTIES, name, {"名称": name, "类别": "自然人"}), mask_names=False)
    for key in ("id", "decided_on", "published_on", "fine", "confiscated", "kinds", "procedure", "body", "officers", "tier"):
        assert masked[key] == plain[key]


@pytest.mark.parametrize("name", ["cf", "a"])
def test_name_in_latin_letters_does_not_change_an_id_or_a_reference(name: str) -> None:
    """A record keeps its address whatever its counterparty is called."""
    masked = public_form(record_of(PENALTIES, "示例", {"名称": name, "类别": "自然人"}))
    plain = public_form(record_of(PENALTIES, "示例", {"名称": name, "类别": "自然人"}), mask_names=False)
    for key in ("id", "decided_on", "kinds", "procedure", "body", "officers", "tier"):
        assert masked[key] == plain[key]


def test_public_form_is_json_with_english_names_and_without_empty_fields() -> None:
    form = public_form(PENALTIES.model.model_validate(written_record("penalties")))
    assert json.loads(dump(form)) == form
    assert form["fine"] == "2000.00"
    assert form["decided_on"] == dt.date(2026, 3, 10).isoformat()
    assert "notes" not in form
    assert "confiscated" in form
    assert all(value not in (None, []) for value in form.values())


@pytest.mark.parametrize("key", ["officers", "subjects", "inspections"])
def test_record_without_a_counterparty_is_public_as_it_is(key: str) -> None:
    record = REGISTERS[key].model.model_validate(written_record(key))
    assert public_form(record) == public_form(record, mask_names=False)
