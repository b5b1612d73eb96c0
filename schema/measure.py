# SPDX-License-Identifier: EUPL-1.2
"""Measures: what is counted for a rule, at a unit, in a window."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Code, Model, OneOrMany

NumericColumn = Literal["participants", "invited"]


class Summed(Model):
    """A sum used as what a share has reached."""

    sum: NumericColumn


class Share(Model):
    """The part of a population that was reached.

    Attributes:
        lead_days: Members who joined in the last n days of the window are left out.
        since: `joining` counts who was reached on any day from joining to the window's last day; without
            it only who was reached in the window.
    """

    reached: Literal["firm", "person", "case"] | Summed
    of: Code
    lead_days: Annotated[int, Field(ge=0)] = 0
    since: Literal["joining"] | None = None

    @model_validator(mode="after")
    def _joined_in_person(self) -> Self:
        if self.since is not None and not isinstance(self.reached, str):
            raise PydanticCustomError(
                "since_joining",
                "got since: joining with a sum; only who is named joins: write one of firm, person, case"
                " as reached, or leave since out",
            )
        return self


class Measure(Model):
    """Exactly one of `count`, `sum`, `distinct`, `units`, `share`."""

    count: Literal["events"] | None = None
    sum: NumericColumn | None = None
    distinct: Literal["firm", "person", "case", "phase", "target", "topic"] | None = None
    units: OneOrMany[Code] | None = None
    share: Share | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "one_measure",
                "got {given}; write exactly one of count, sum, distinct, units, share",
                {"given": ", ".join(given) or "none"},
            )
        return self

    @property
    def name(self) -> str:
        """Which of the five it is."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    def label(self) -> str:
        """A short stable text: `count:events`, `distinct:firm`, `share:person/adr_beneficiaries`."""
        if self.share is not None:
            reached = self.share.reached
            return f"share:{reached if isinstance(reached, str) else 'sum ' + reached.sum}/{self.share.of}"
        value = getattr(self, self.name)
        return f"{self.name}:{','.join(value) if isinstance(value, tuple) else value}"


EVENTS = Measure(count="events")
