# SPDX-License-Identifier: EUPL-1.2
"""Conditions on events: which columns a rule looks at and what it asks of them."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Code, Model, OneOrMany

Scalar = str | int


class Test(Model):
    """What one column must satisfy; exactly one of the five is set.

    Written `v`, `[v, ...]`, `{not: v}`, `{not: [...]}`, `{min: n}`, `{max: n}`,
    `{present: true}` or `{present: false}`. A missing field satisfies only `{present: false}`.
    """

    __test__ = False

    values: Annotated[tuple[Scalar, ...], Field(strict=False, min_length=1)] | None = None
    not_: Annotated[OneOrMany[Scalar] | None, Field(alias="not")] = None
    min: int | None = None
    max: int | None = None
    present: bool | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError(
                "one_test",
                "got {count} tests in one; write one of {not: v}, {min: n}, {max: n}, {present: true|false}",
                {"count": len(self.model_fields_set)},
            )
        return self


def _spell_out(value: Any) -> Any:
    if isinstance(value, (Test, Mapping)):
        if isinstance(value, Mapping) and "values" in value:
            raise PydanticCustomError("values_key", "got a key 'values'; write the list itself")
        return value
    return Test(values=tuple(value) if isinstance(value, (list, tuple)) else (value,))


class _TestForm(Model):
    """The mapping forms of a test, for the published JSON Schema."""

    not_: Annotated[Scalar | list[Scalar] | None, Field(alias="not")] = None
    min: int | None = None
    max: int | None = None
    present: bool | None = None


Asked = Annotated[Test, BeforeValidator(_spell_out, json_schema_input_type=Scalar | list[Scalar] | _TestForm)]

NUMERIC = ("participants", "invited")


class Where(Model):
    """A conjunction of tests on event columns; topics, targets, firms and persons match if one of their values does."""

    event: Asked
    deliverable: Asked | None = None
    topic: Asked | None = None
    target: Asked | None = None
    phase: Asked | None = None
    participants: Asked | None = None
    invited: Asked | None = None
    firm: Asked | None = None
    person: Asked | None = None
    case: Asked | None = None
    evidence: Asked | None = None
    source: Asked | None = None

    def tests(self) -> dict[str, Test]:
        """The tests that are set, by column."""
        return {name: test for name in type(self).model_fields if (test := getattr(self, name)) is not None}


class Until(Model):
    """Where a condition on the calendar ends.

    Attributes:
        lapses: What was not done by then is owed no more in the window it ends in; what was done stays done.
    """

    event: Where
    lapses: bool = False


class When(Model):
    """Days before the first match of `event` (and after `until`) are not active days."""

    event: Where
    at: Literal["unit", "region"] = "unit"
    until: Until | None = None


class ForEach(Model):
    """Who is judged: the units of some kinds, optionally only those with given registry attributes."""

    kind: OneOrMany[Code]
    where: dict[Code, OneOrMany[str]] = {}


def _kind_alone(value: Any) -> Any:
    return value if isinstance(value, (ForEach, Mapping)) else {"kind": value}


Judged = Annotated[ForEach, BeforeValidator(_kind_alone, json_schema_input_type=str | list[str] | ForEach)]
