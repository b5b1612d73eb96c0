# SPDX-License-Identifier: EUPL-1.2
"""What every definition is made of: the strict base model, ids, bilingual texts, one-or-many lists."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Model(BaseModel):
    """A frozen, strict model: unknown keys are errors and nothing is coerced.

    A typing mistake in a rule must never become a default value, so strings stay strings and an
    unknown key is refused with the keys that exist. What checks a model is built when it is first used: each
    command uses few of them.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_by_name=True,
        serialize_by_alias=True,
        defer_build=True,
    )


def _refuse_number(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise PydanticCustomError(
            "number_as_id",
            "got the number {value}; an id is text, because an unquoted 6.10 reads as the number 6.1:"
            ' write it in quotes, "{value}"',
            {"value": value},
        )
    return value


Label = Annotated[str, BeforeValidator(_refuse_number, json_schema_input_type=str), Field(max_length=120)]
Identifier = Annotated[Label, Field(min_length=1)]
Code = Annotated[Identifier, Field(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId = Annotated[Identifier, Field(pattern=r"^[A-Za-z0-9]+(\.[0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]

Language = Literal["it", "en"]
"""The languages in which people are spoken to."""

Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Field(strict=False)]
"""A YAML list kept as a tuple."""


def as_list(value: Any) -> Any:
    """A single value as a list of one."""
    return value if isinstance(value, (list, tuple, Mapping)) else [value]


OneOrMany = Annotated[
    tuple[Item, ...],
    Field(strict=False, min_length=1),
    BeforeValidator(as_list, json_schema_input_type=Item | list[Item]),
]
"""A single value or a list of them, kept as a tuple: `cpi` and `[cpi]` mean the same."""


class Text(Model):
    """A text shown to people, in Italian and English."""

    it: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def in_language(self, language: Language) -> str:
        """The text in that language."""
        return self.en if language == "en" else self.it
