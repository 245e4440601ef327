"""JSON Schemas of the registers' files, for editors: Chinese titles, meanings, and messages that say what to type.

They catch while typing what a schema can say; ``gongshi check`` says the rest. YAML in an editor knows numbers, so what is text may be one.
"""

from functools import cache
from pathlib import Path
from typing import Any

import orjson

from generator.fields.model import Model
from generator.fields.text import ID_FORM
from generator.intake.template import how
from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec, as_written
from generator.registers.register import Register

Schema = dict[str, Any]

_ENGLISH = "^[a-z_]+$"
"""Keys may be English names; those are left to the check."""
_DAY = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_MESSAGES = {
    ID_FORM: "只能用小写字母、数字和连字符，并以字母或数字开头，例如 cf-2026-0001",
    "^[0-9]{6}$": "写六位数字",
    "^([0-9]{10}|bm[0-9]{8})$": "写十位数字；国务院部门写 bm 和八位数字",
}
_KINDS: dict[str, Schema] = {
    "date": {"type": "string", "pattern": f"^{_DAY}$", "patternErrorMessage": "日期写成「年-月-日」，例如 2026-03-09"},
    "until": {
        "type": "string",
        "pattern": f"^({_DAY}|长期)$",
        "patternErrorMessage": "日期写成「年-月-日」，例如 2026-03-09；没有期限的写「长期」",
    },
    "count": {"type": ["integer", "string"], "minimum": 0, "pattern": "^(0|[1-9][0-9]{0,8})$", "patternErrorMessage": "只写整数，例如 10"},
    "days": {
        "type": ["integer", "string"],
        "minimum": 0,
        "pattern": "^(0|[1-9][0-9]{0,8})$",
        "patternErrorMessage": "只写整数，几个工作日",
    },
    "yuan": {
        "type": ["number", "string"],
        "minimum": 0,
        "pattern": r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$",
        "patternErrorMessage": "以元为单位，只写数字，最多两位小数，例如 2000.00",
    },
    "yes_no": {"enum": ["是", "否"]},
}


def file_schema(register: Register) -> Schema:
    """The schema of a register's file: one record, or a list of them."""
    record = {"$ref": "#/$defs/record"}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": register.title,
        "description": register.about,
        "if": {"type": "array"},
        "then": {"type": "array", "items": record},
        "else": record,
        "$defs": {"record": _group(register.model)},
    }


@cache
def _group(model: type[Model]) -> Schema:
    told = model.model_json_schema(by_alias=True)["properties"]
    specs = as_written(model)
    required = [spec.label for spec in specs if spec.required]
    return {
        "type": "object",
        "properties": {spec.label: _field(spec, told[spec.label]) for spec in specs},
        "patternProperties": {_ENGLISH: {}},
        "additionalProperties": False,
        "if": {"propertyNames": {"not": {"pattern": _ENGLISH}}},
        "then": {"required": required},
    }


def _field(spec: FieldSpec, told: Schema) -> Schema:
    told = _without_null(told)
    one = _one(spec, _without_null(told.get("items", {})) if spec.many else told)
    described = {"title": spec.label, "description": f"{spec.meaning}\n{how(spec)}"}
    if not spec.many:
        return one | described
    return {"type": "array", "items": one, **({"minItems": told["minItems"]} if "minItems" in told else {}), **described}


def _one(spec: FieldSpec, told: Schema) -> Schema:
    if spec.kind in _KINDS:
        return dict(_KINDS[spec.kind])
    if spec.kind == "choice":
        return {"enum": list(spec.choices)}
    if spec.kind == "register":
        return {"enum": list(REGISTERS)}
    if spec.model is not None:
        return _group(spec.model)
    kept: Schema = {name: told[name] for name in ("minLength", "maxLength", "pattern") if name in told}
    if "pattern" in kept:
        kept["patternErrorMessage"] = _MESSAGES.get(kept["pattern"], spec.meaning)
    return {"type": ["string", "number", "boolean"], **kept}


def _without_null(told: Schema) -> Schema:
    """What is said of a value that is there."""
    branches = [each for each in told.get("anyOf", ()) if each.get("type") != "null"]
    return told | branches[0] if len(branches) == 1 else told


def editor_files(directory: Path, root: Path, registries: str) -> dict[Path, str]:
    """The schemas, and the settings of VS Code with which it knows them by the paths of the registers' files; what is set there already stays.

    Raises JSONDecodeError where they cannot be read.
    """
    files = {directory / f"{key}.json": _json(file_schema(register)) for key, register in REGISTERS.items() if not register.in_content}
    settings = root / ".vscode" / "settings.json"
    kept = orjson.loads(settings.read_bytes()) if settings.is_file() else {}
    own = {
        f"./{(directory / f'{key}.json').relative_to(root).as_posix()}": paths_of(REGISTERS[key], registries)
        for key in REGISTERS
        if paths_of(REGISTERS[key], registries)
    }
    schemas = {path: globs for path, globs in kept.get("yaml.schemas", {}).items() if path not in own} | own
    files[settings] = _json(kept | {"yaml.schemas": schemas, "yaml.format.enable": False})
    recommended = root / ".vscode" / "extensions.json"
    if not recommended.exists():
        files[recommended] = _json({"recommendations": ["redhat.vscode-yaml"]})
    return files


def _json(thing: Schema) -> str:
    return orjson.dumps(thing, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def paths_of(register: Register, registries: str) -> list[str]:
    """Where a register's files are, as patterns relative to the site."""
    if register.in_content:
        return []
    return [f"{registries}/{register.key}/**/*.yml", *([] if register.is_ledger else [f"{registries}/{register.key}.yml"])]
