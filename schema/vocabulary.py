# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary: every code that rules and events may use, shared by all regions."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Code, Many, Model, Text

EventColumn = Literal[
    "unit",
    "deliverable",
    "topic",
    "target",
    "phase",
    "participants",
    "invited",
    "firm",
    "person",
    "case",
    "evidence",
    "source",
    "note",
]


class UnitKind(Model):
    """A kind of unit and the registry attributes its units may carry, each with its allowed values."""

    title: Text
    plural: Text
    attributes: dict[Code, Many[Code]] = {}


class Term(Model):
    """A code with a title.

    Attributes:
        free: It is on offer although no rule names it, so that choosing it keeps no duty.
        reason: Why; a free code without a reason would be one that somebody forgot.
    """

    title: Text
    free: bool = False
    reason: Text | None = None

    @model_validator(mode="after")
    def _free_for_a_reason(self) -> Self:
        if self.free != (self.reason is not None):
            raise PydanticCustomError(
                "free_for_a_reason",
                "got {got}; write both where no rule uses the code, free: true and reason: {it: ..., en: ...}",
                {"got": "free without a reason" if self.free else "a reason without free: true"},
            )
        return self


class Recorded(Term):
    """A code that says what a row is, and with that what the row must hold.

    Attributes:
        requires: Columns that such a row fills, beyond event_id, event, date and unit.
        units: The kinds of unit it may be recorded at; any kind if none is named.
    """

    requires: Many[EventColumn] = ()
    units: Many[Code] = ()


class EventType(Recorded):
    """A type of event.

    Attributes:
        derived: Made by the program (`submission`); no file may contain it.
    """

    derived: bool = False


class Deliverable(Recorded):
    """A product or documented activity; what it requires and where, beside what its event type says."""


class PopulationKind(Term):
    """A target group.

    Attributes:
        sum_over: The kinds of descendants whose figures a unit without one of its own adds up.
        stale_days: How old a figure may be when it is used; without it what the convention says of all.
    """

    sum_over: Many[Code] = ()
    stale_days: Annotated[int, Field(ge=0)] | None = None


class ReadingKind(Model):
    """A named interpretation of an ambiguous clause, with its options explained.

    Attributes:
        without_rules: Options that need no rule of their own: what they mean is that others do not hold.
    """

    title: Text
    options: Annotated[dict[Code, Text], Field(min_length=2)]
    without_rules: Many[Code] = ()


class Vocabulary(Model):
    """All codes. Adding one here is all it takes to use it in rules and files.

    Attributes:
        parties: Who signed and owes.
    """

    parties: dict[Code, Term] = {}
    unit_kinds: dict[Code, UnitKind]
    events: dict[Code, EventType]
    deliverables: dict[Code, Deliverable] = {}
    topics: dict[Code, Term] = {}
    targets: dict[Code, Term] = {}
    phases: dict[Code, Term] = {}
    populations: dict[Code, PopulationKind] = {}
    readings: dict[Code, ReadingKind] = {}

    def without_rules(self, reading: str) -> tuple[Code, ...]:
        """The options of a reading that need no rule of their own."""
        return self.readings[reading].without_rules if reading in self.readings else ()
