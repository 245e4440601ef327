"""The base of every model: frozen, closed, Chinese keys outside and English names inside."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Model(BaseModel):
    """A group of fields as written in a register file.

    Keys are read by their Chinese alias or by the English attribute name, never both for one field.
    An unknown key is an error. The text below a field is its meaning, shown to clerks and citizens (:func:`meanings`).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=True,
        defer_build=True,  # a command needs few of the models, and their validators take time to build
    )

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema with the meaning of each field."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, text in meanings(cls).items():
            for key in (name, cls.model_fields[name].alias):
                if key in properties:
                    properties[key]["description"] = text
        return schema


def meanings(model: type[Model]) -> dict[str, str]:
    """What stands directly below each field of a model and of those it extends, by English name."""
    found: dict[str, str] = {}
    for above in reversed(model.__mro__):
        if issubclass(above, Model):
            found |= _written_in(above.__module__).get(above.__name__, {})
    return found


@cache
def _written_in(module: str) -> dict[str, dict[str, str]]:
    """The texts below the fields of each class of a module. Its source is read once, and only when somebody asks."""
    source = Path(sys.modules[module].__file__ or "").read_text(encoding="utf-8")
    classes = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    return {node.name: dict(_fields_with_text(node)) for node in classes}


def _fields_with_text(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, text.strip()
