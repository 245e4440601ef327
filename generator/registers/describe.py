"""Reads a model into plain field descriptions, so that writers, schemas and checks need not know Pydantic."""

import datetime as dt
import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.fields.model import Model, meanings
from generator.fields.numbers import WorkingDays, YesNo, Yuan
from generator.fields.reference import Reference, RegisterKey, SitePath
from generator.fields.text import ID_FORM, Multiline

Kind = Literal[
    "text", "paragraphs", "choice", "date", "until", "count", "days", "yuan", "yes_no", "reference", "register", "site_path", "group"
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldSpec:
    """One field: its two names, meaning, and the kind of value it holds."""

    name: str
    label: str
    meaning: str
    kind: Kind
    many: bool
    """Whether the value is a list."""
    required: bool
    register: str = ""
    """References: the key of the register referred to."""
    one_word: bool = False
    """Whether a value never holds a blank: references and ids."""
    unless: str = ""
    """References: the one word that is not a reference (不收费), or nothing."""
    below: str = ""
    """Addresses on the site: what they are relative to."""
    choices: tuple[str, ...] = ()
    children: tuple["FieldSpec", ...] = ()
    """Groups: the fields inside."""
    model: type[Model] | None = None


@cache
def describe(model: type[Model]) -> tuple[FieldSpec, ...]:
    """The fields of a model, in the order of declaration."""
    texts = meanings(model)
    return tuple(_field(name, info, texts.get(name, "")) for name, info in model.model_fields.items())


_LAST = ("owner", "published_on", "updated_on")


@cache
def as_written(model: type[Model]) -> tuple[FieldSpec, ...]:
    """The fields of a model in the order in which a record is written: its id, what is its own, what others have too, who keeps it since when."""
    levels = [vars(above).get("__annotations__", {}) for above in model.__mro__ if issubclass(above, Model)]
    inner = [name for level in (*levels[:1], ("basis", "notes"), *levels[1:]) for name in level if name not in _LAST]
    names = dict.fromkeys(["id", *inner, *_LAST])
    specs = {spec.name: spec for spec in describe(model)}
    return tuple(specs[name] for name in names if name in specs)


@cache
def spec_at(model: type[Model], path: str) -> FieldSpec:
    """The field at a dotted path of English names; raises KeyError where there is none."""
    name, _, rest = path.partition(".")
    for spec in describe(model):
        if spec.name == name:
            if not rest:
                return spec
            if spec.model:
                return spec_at(spec.model, rest)
    raise KeyError(f"{model.__name__} has no field {path}")


@cache
def references(model: type[Model]) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Every place of a model that names a record elsewhere: (path of names, register, word that is no reference)."""
    return tuple(_references(describe(model), ()))


def _references(specs: tuple[FieldSpec, ...], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    for spec in specs:
        path = (*above, spec.name)
        if spec.kind == "reference":
            yield path, spec.register, spec.unless
        yield from _references(spec.children, path)


def _field(name: str, info: FieldInfo, meaning: str) -> FieldSpec:
    inner, marks, many = _unwrap(info.annotation, list(info.metadata))
    kind, choices, model = _kind(inner, marks)
    reference = next((mark for mark in marks if isinstance(mark, Reference)), Reference(""))
    return FieldSpec(
        name=name,
        label=info.alias or name,
        meaning=meaning,
        kind=kind,
        many=many,
        required=info.is_required(),
        register=reference.register,
        one_word=kind == "reference" or any(getattr(mark, "pattern", None) == ID_FORM for mark in marks),
        unless=reference.unless,
        below=next((mark.below for mark in marks if isinstance(mark, SitePath)), ""),
        choices=choices,
        children=describe(model) if model else (),
        model=model,
    )


def _unwrap(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any], bool]:
    """Strip Annotated, Optional and tuple from a type, collecting the marks met on the way."""
    many = False
    while True:
        if hasattr(annotation, "__metadata__"):
            marks += annotation.__metadata__
            annotation = annotation.__origin__
        elif get_origin(annotation) is tuple:
            many, annotation = True, get_args(annotation)[0]
        elif get_origin(annotation) in (Union, types.UnionType) and types.NoneType in get_args(annotation):
            rest = tuple(part for part in get_args(annotation) if part is not types.NoneType)
            annotation = Union[rest]  # noqa: UP007
        else:
            return annotation, marks, many


def _kind(inner: Any, marks: list[Any]) -> tuple[Kind, tuple[str, ...], type[Model] | None]:
    for mark in marks:
        if isinstance(mark, Reference):
            return "reference", (), None
    if get_origin(inner) is Literal:
        return "choice", get_args(inner), None
    if isinstance(inner, type) and issubclass(inner, Model):
        return "group", (), inner
    if get_origin(inner) in (Union, types.UnionType):
        return "until", (), None
    by_mark: dict[type, Kind] = {
        RegisterKey: "register",
        SitePath: "site_path",
        Multiline: "paragraphs",
        WorkingDays: "days",
        Yuan: "yuan",
        YesNo: "yes_no",
    }
    for mark in marks:
        if type(mark) in by_mark:
            return by_mark[type(mark)], (), None
    by_type: dict[Any, Kind] = {str: "text", dt.date: "date", int: "count", Decimal: "yuan", bool: "yes_no"}
    return by_type[inner], (), None
