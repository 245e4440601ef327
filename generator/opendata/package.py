"""The data package (https://specs.frictionlessdata.io/data-package/): every register's table with a schema and with whom it refers to."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import orjson

from generator.editions.downloads import CSV, DIRECTORY, Download
from generator.opendata.publisher import Publisher, said
from generator.opendata.tables import columns
from generator.registers import REGISTERS, register_named
from generator.registers.describe import FieldSpec

Schema = dict[str, Any]

_TYPES = {"date": "date", "yuan": "number", "count": "integer", "days": "integer", "yes_no": "boolean"}


def package(files: Mapping[str, Sequence[Download]], unheld: Collection[tuple[str, str]], publisher: Publisher) -> bytes:
    """The descriptor. ``files`` are those of each register.

    ``unheld``: pairs of registers of which the first refers to something that the second has not on show: no foreign key holds there.
    """
    descriptor = {
        "profile": "tabular-data-package",
        "name": "gongshi",
        "id": publisher.url or None,
        "title": publisher.site,
        "description": "公示中的全部登记簿。公示期满、已经撤回和不予公开的记录不在其中。",
        "homepage": publisher.url or None,
        "version": publisher.edition,
        "created": f"{publisher.as_of}T00:00:00+08:00",
        "keywords": ["行政执法公示", "卫生健康"],
        "contributors": [{"title": publisher.name, "role": "publisher"}],
        "licenses": [said({"name": "other-open", "title": publisher.licence.name, "path": publisher.licence.address})]
        if publisher.licence
        else None,
        "resources": [
            _resource(key, each, unheld) for key, of_register in files.items() for each in of_register if each.form == CSV and not each.year
        ],
    }
    return orjson.dumps(said(descriptor), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _resource(key: str, file: Download, unheld: Collection[tuple[str, str]]) -> Schema:
    register = register_named(key)
    return {
        "profile": "tabular-data-resource",
        "name": key,
        "title": register.title,
        "description": register.about,
        "path": file.path.removeprefix(f"{DIRECTORY}/"),
        "format": "csv",
        "mediatype": CSV.media,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": table_schema(key, unheld),
    }


def table_schema(key: str, unheld: Collection[tuple[str, str]] = ()) -> Schema:
    """The Table Schema of a register's CSV (https://specs.frictionlessdata.io/table-schema/)."""
    shape = columns(key)
    keys = [
        (header, spec.register)
        for _, header, spec in shape
        if spec.kind == "reference" and not spec.many and not spec.unless and (key, spec.register) not in unheld
    ]
    return {
        "fields": [_field(key, path, header, spec) for path, header, spec in shape],
        "missingValues": [""],
        "primaryKey": "编号",
        "foreignKeys": [
            {"fields": header, "reference": {"resource": "" if target == key else target, "fields": "编号"}}
            for header, target in keys
            if target in REGISTERS
        ],
    }


def _field(key: str, path: tuple[str, ...], header: str, spec: FieldSpec) -> Schema:
    single = not spec.many
    kind = _TYPES.get(spec.kind, "string") if single else "string"
    constraints = said(
        {
            "required": True if _is_always_there(key, path) else None,
            "unique": True if path == ("id",) else None,
            "enum": list(spec.choices) if spec.choices and single else None,
        }
    )
    return said(
        {
            "name": header,
            "title": ".".join(path),
            "description": spec.meaning or None,
            "type": kind,
            "format": "%Y-%m-%d" if kind == "date" else None,
            "trueValues": ["是"] if kind == "boolean" else None,
            "falseValues": ["否"] if kind == "boolean" else None,
            "constraints": constraints or None,
        }
    )


def _is_always_there(key: str, path: tuple[str, ...]) -> bool:
    specs = register_named(key).fields
    for name in path:
        spec = next(each for each in specs if each.name == name)
        if not spec.required:
            return False
        specs = spec.children
    return True
