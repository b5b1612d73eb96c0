# SPDX-License-Identifier: EUPL-1.2
"""Conventions and programmes: the terms, numbers and readings that belong to one agreement."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .amount import Amount
from .base import Code, Identifier, Many, Model, OneOrMany, Text

Days = Annotated[int, Field(ge=0, le=3660)]


class Interval(Model):
    """Dates from `start` to `end`, both included; written `{from: ..., to: ...}`."""

    start: Annotated[dt.date, Field(alias="from")]
    end: Annotated[dt.date, Field(alias="to")]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError(
                "interval_order",
                "got from {start} to {end}; write a last day on or after the first",
                {"start": self.start, "end": self.end},
            )
        return self


class Suspension(Interval):
    """A duty suspended by an act, for the rules and the units it names.

    Attributes:
        known_from: The day the act was known; runs with an earlier known_at do not apply it.
        units: Codes, or `all`.
    """

    id: Identifier
    known_from: dt.date | None = None
    rules: Many[Identifier] = ()
    objectives: Many[Identifier] = ()
    units: OneOrMany[Identifier]
    source: Annotated[str, Field(min_length=1)]
    reason: Text

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not (self.rules or self.objectives):
            raise PydanticCustomError(
                "suspension_scope",
                "got neither rules nor objectives; write what is suspended, for example"
                " rules: [5.1.info-session]",
            )
        return self


class Reporting(Model):
    """Which kinds of unit owe a submission each month, and within how many days of its end."""

    kinds: OneOrMany[Code]
    due_days: Days


class Assumption(Model):
    """A choice the signed text leaves open, stated so that readers can contest it."""

    id: Code
    text: Text


class Agreement(Model):
    """What a convention and a programme share.

    Attributes:
        to_confirm: Parameters, readings and fields that were taken from another agreement, and that nobody has
            compared with the text of this one yet.
    """

    title: Text
    term: Interval
    year_basis: Literal["calendar", "anniversary"] = "calendar"
    parameters: dict[Code, Amount] = {}
    readings: dict[Code, Code] = {}
    assumptions: Many[Assumption] = ()
    to_confirm: Many[Code] = ()
    grace_days: Days = 10
    warn_days: Days = 7
    final_days: Days = 90
    stale_days: Days = 92


class Convention(Agreement):
    """One region's agreement.

    Attributes:
        region: The unit code of the region.
        units: The registry file, relative to this file.
        bindings: Rules of clauses that this text numbers otherwise.
    """

    convention: Code
    region: Identifier
    units: str
    suspensions: Many[Suspension] = ()
    reporting: Reporting
    bindings: dict[Identifier, OneOrMany[Identifier]] = {}


class Programme(Agreement):
    """The national file: its own term, numbers and readings, and the conventions that are its members."""

    programme: Code
    nation: Identifier
    members: Annotated[tuple[Code, ...], Field(strict=False, min_length=1)]
