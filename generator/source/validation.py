"""From the tree of a file to records: the model judges, and what it says is put into a clerk's words."""

import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.fields.model import Model
from generator.fields.text import ID_FORM
from generator.registers.describe import FieldSpec, describe
from generator.registers.record import Record
from generator.registers.register import Register
from generator.source.finding import Fault, Trail
from generator.source.places import colon_fault

_PATTERNS = {
    ID_FORM: "只能用小写字母、数字和连字符，并以字母或数字开头，例如 cf-2024-001。",
    r"^[0-9]{6}$": "写六位数字。",
    r"^#[0-9a-fA-F]{6}$": '写「#」和六位十六进制数，整个用引号括起来，例如 "#17497f"。',
    r"^([0-9]{10}|bm[0-9]{8})$": "写十位数字，前六位是区划代码；国务院部门写 bm 和八位数字。",
}

_CUSTOM = {
    "date_form": "MD011",
    "date_unreal": "MD012",
    "count_form": "MD013",
    "yuan_form": "MD014",
    "yes_no": "MD015",
    "telephone_form": "MD016",
    "control_character": "MD017",
    "line_break": "MD018",
    "credit_code_form": "MD019",
    "credit_code_check": "MD020",
    "extent_empty": "MD023",
    "extent_order": "MD023",
}

_EXPECTED = {"tuple_type": "MD005", "model_type": "MD006", "model_attributes_type": "MD006"}


def records_of(register: Register, tree: Any, *, single: bool) -> tuple[list[tuple[Trail, Record]], list[Fault]]:
    """The valid records of a file with their trails, and the faults of the others. One bad record hides no other."""
    if tree is None:
        return [], [Fault(code="SR007", values={}, line=1, column=1)]
    if isinstance(tree, dict):
        entries: list[tuple[Trail, Any]] = [((), tree)]
    elif isinstance(tree, list) and not single:
        entries = [((index,), entry) for index, entry in enumerate(tree)]
    else:
        return [], [_wrong_form((), "这个文件", tree, "一条记录（逐行写「项目: 内容」）" if single else "一份清单（每条记录前面写「- 」）")]
    records: list[tuple[Trail, Record]] = []
    faults: list[Fault] = []
    for trail, entry in entries:
        if not isinstance(entry, dict):
            faults.append(_wrong_form(trail, "清单里的每一条", entry, "一条记录（逐行写「项目: 内容」）"))
            continue
        try:
            records.append((trail, register.model.model_validate(entry)))
        except ValidationError as error:
            name = entry.get("编号", entry.get("id"))
            faults += model_faults(register.model, entry, trail, name if isinstance(name, str) else "", error)
    return records, faults


def found(value: Any) -> str:
    """What kind of thing a value is, in a clerk's words."""
    if value is None:
        return "空的"
    if isinstance(value, list):
        return f"一份清单（{len(value)} 项）"
    if isinstance(value, dict):
        return "分项填写的内容"
    text = str(value)
    return f"文字「{text[:30]}{'…' if len(text) > 30 else ''}」"


def _wrong_form(trail: Trail, where: str, value: Any, expected: str) -> Fault:
    colon = colon_fault(value) if isinstance(value, str) else None
    if colon:
        return Fault(code="SR006", values=dict(colon), trail=trail)
    values = {"where": where, "expected": expected, "found": found(value), "advice": "对照同一登记簿里别的文件修改。"}
    return Fault(code="SR010", values=values, trail=trail)


def model_faults(model: type[Model], entry: dict[str, Any], trail: Trail, record: str, error: ValidationError) -> Iterator[Fault]:
    """What a model has against an entry, as faults in the order in which the model looked."""
    seen: set[Trail] = set()
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # long enough as written: its items have findings of their own
        fault = _fault(model, entry, trail, record, detail)
        spec, _ = _follow(model, entry, detail["loc"])
        if spec and spec.kind == "until":
            if fault.trail in seen:
                continue  # neither a date nor 长期: one finding says so
            seen.add(fault.trail)
        yield fault


def _fault(model: type[Model], entry: dict[str, Any], trail: Trail, record: str, detail: ErrorDetails) -> Fault:
    spec, written = _follow(model, entry, detail["loc"])
    label = spec.label if spec else str(detail["loc"][-1]) if detail["loc"] else "这一条"
    meaning = spec.meaning if spec else ""
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    values: dict[str, Any] = {"label": label, "meaning": meaning, "value": _short(given), "found": found(given)}

    def fault(code: str, at_key: bool = False, **more: Any) -> Fault:
        return Fault(code=code, values=values | more, trail=trail + written, at_key=at_key, record=record)

    if kind == "missing":
        return fault("MD001")
    if kind == "extra_forbidden":
        return _unknown_key(model, entry, trail, record, detail["loc"], written)
    if given is None or (isinstance(given, str) and not given.strip()):
        return fault("MD002", at_key=True)
    if kind in _CUSTOM:
        return fault(_CUSTOM[kind], detail=detail["msg"].replace(given, _short(given)) if isinstance(given, str) else detail["msg"])
    if kind == "literal_error" and spec:
        near = difflib.get_close_matches(str(given), spec.choices, 1, 0.4) if isinstance(given, str) else []
        values["value"] = _short(given) or found(given)
        return fault("MD007", choices="、".join(spec.choices), near=f"，是不是「{near[0]}」？" if near else "")
    if kind in _EXPECTED:
        colon = colon_fault(given) if isinstance(given, str) else None
        if colon:
            return fault("SR006", key=colon["key"], what=colon["what"])
        keys = "、".join(child.label for child in spec.children) if spec else ""
        return fault(_EXPECTED[kind], keys=keys, sample=given if isinstance(given, str) else "…")
    if kind == "too_short":
        return fault("MD021", minimum=context.get("min_length"), actual=context.get("actual_length"))
    if kind == "string_too_short":
        return fault("MD002", at_key=True)
    if kind == "string_too_long":
        return fault("MD009", length=len(given), limit=context.get("max_length"))
    if kind == "string_pattern_mismatch":
        return fault("MD010", rule=_PATTERNS.get(context.get("pattern", ""), meaning))
    if kind.endswith("_type") or isinstance(given, (list, dict)):
        return fault("MD004")
    return fault("MD022", detail=detail["msg"])


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return text[:60] + ("…" if len(text) > 60 else "")


def _follow(model: type[Model], value: Any, loc: tuple[str | int, ...]) -> tuple[FieldSpec | None, Trail]:
    """The field that an error's location names, and the location in the keys that the file really uses."""
    specs: tuple[FieldSpec, ...] = describe(model)
    spec: FieldSpec | None = None
    written: Trail = ()
    for step in loc:
        if isinstance(step, int):
            written = (*written, step)
            value = value[step] if isinstance(value, list) and step < len(value) else None
            continue
        following = next((candidate for candidate in specs if step in (candidate.label, candidate.name)), None)
        if following is None and not isinstance(value, dict):
            break
        key = step
        if following and isinstance(value, dict) and step not in value and following.name in value:
            key = following.name
        written = (*written, key)
        value = value.get(key) if isinstance(value, dict) else None
        spec, specs = following, following.children if following else ()
    return spec, written


def _unknown_key(model: type[Model], entry: dict[str, Any], trail: Trail, record: str, loc: tuple[str | int, ...], written: Trail) -> Fault:
    above, _ = _follow(model, entry, loc[:-1])
    specs = above.children if above else describe(model)
    key = str(loc[-1])
    twin = next((spec for spec in specs if key in (spec.name, spec.label)), None)
    where = trail + written
    if twin:
        values = {"label": twin.label, "key": twin.name}
        return Fault(code="MD008", values=values, trail=where, at_key=True, record=record)
    labels = [spec.label for spec in specs]
    near = difflib.get_close_matches(key, labels, 1, 0.5) or [label for label in labels if sorted(label) == sorted(key)]
    if near:
        values = {"key": key, "near": f"，是不是「{near[0]}」？", "advice": f"改成「{near[0]}」；如果是要说明的情况，写到「备注」里。"}
    else:
        values = {"key": key, "near": "", "advice": f"这里可以写：{'、'.join(labels)}。"}
    return Fault(code="MD003", values=values, trail=where, at_key=True, record=record)
