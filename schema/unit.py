# SPDX-License-Identifier: EUPL-1.2
"""Units: who is judged."""

import datetime as dt
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from .base import Code, Identifier, Model

ALWAYS_FROM = dt.date(1900, 1, 1)
ALWAYS_TO = dt.date(2999, 12, 31)


class UnitDetails(Model):
    """What is said of a unit beside its code.

    Attributes:
        parent: The unit it belongs to; its events belong to the parent too.
        valid_from: First day it exists.
        valid_to: Last day it exists.
        successor: The unit that continues it after valid_to.
        attributes: What the vocabulary declares for its kind, such as a school's `type`.
    """

    kind: Code
    name: str = ""
    province: str | None = None
    parent: Identifier | None = None
    valid_from: dt.date = ALWAYS_FROM
    valid_to: dt.date = ALWAYS_TO
    successor: Identifier | None = None
    attributes: dict[Code, str] = {}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_to < self.valid_from:
            raise PydanticCustomError(
                "validity_order",
                "got valid_from {start} and valid_to {end}; write a last day on or after the first",
                {"start": self.valid_from, "end": self.valid_to},
            )
        return self


class Unit(UnitDetails):
    """A unit of the registry: a region, a job centre, a school, a company crisis from opening to closing."""

    code: Identifier
