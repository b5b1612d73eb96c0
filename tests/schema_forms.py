# SPDX-License-Identifier: EUPL-1.2
"""Every form the models of the rule language allow, and those that given rules use.

A form is a field of a model (`Order.same`), or one of the values or types a field may have (`same: case`).
Both lists come from the models, so that a form added to them is asked for at once.
"""

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from impegni.schema.condition import Test
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

Alternative = tuple[str, Any]
UNIONS = (Union, types.UnionType)
POOLED = {"at_least": "amount", "at_most": "amount", "value": "amount"}
"""Fields that hold the same thing: each form of it needs one example, not one a field."""

SEVERAL = ("values", "not_")
"""Tests that are written with one value or with a list of them."""


def possible(model: type[BaseModel]) -> set[str]:
    """The forms of a model and of all models in it."""
    found: set[str] = set()
    waiting, seen = [model], {model}
    while waiting:
        one = waiting.pop()
        for name, field in one.model_fields.items():
            found |= {_field(one, name), *(form for form, _ in _alternatives(name, field))}
            inner = set(_models(field.annotation)) - seen
            waiting += inner
            seen |= inner
    return found | {f"{name}: several" for name in SEVERAL if Test in seen}


def used(value: Any) -> Iterator[str]:
    """The forms that a value uses."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _used_by(value, name, field)
    elif isinstance(value, (Mapping, tuple)):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from used(inner)


def _used_by(model: BaseModel, name: str, field: FieldInfo) -> Iterator[str]:
    value = getattr(model, name)
    if value is None:
        return
    if name in model.model_fields_set:
        yield _field(type(model), name)
    if isinstance(model, Test) and name in SEVERAL and len(value) > 1:
        yield f"{name}: several"
    yield from (form for form, kind in _alternatives(name, field) if _fits(value, kind))
    yield from used(value)


def _field(model: type[BaseModel], name: str) -> str:
    """Named after the model that declares it: what rules and members share is one form."""
    owner = [base for base in model.__mro__ if name in getattr(base, "model_fields", {})][-1]
    return f"{owner.__name__}.{name}"


def _alternatives(name: str, field: FieldInfo) -> list[Alternative]:
    whole = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    return [(f"{POOLED.get(name, name)}: {form}", kind) for form, kind in _split(whole, alone=True)]


def _split(annotation: Any, alone: bool) -> Iterator[Alternative]:
    """The literal values of a type and the members of a union; none where there is no choice."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is bool:
        yield from (("true", Literal[True]), ("false", Literal[False]))
    elif origin is Literal:
        yield from ((str(value), Literal[value]) for value in arguments)
    elif origin in UNIONS:
        kinds = [one for one in arguments if one is not types.NoneType]
        for one in kinds:
            yield from _split(one, alone=len(kinds) == 1)
    elif origin is Annotated and get_origin(arguments[0]) in UNIONS:
        yield from _split(arguments[0], alone)
    elif not alone:
        yield str(annotation), annotation


def _fits(value: Any, kind: Any) -> bool:
    try:
        TypeAdapter(kind).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
