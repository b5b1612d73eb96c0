# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary: every code that rules and events may use, shared by all regions."""

from typing import Annotated, Literal

from pydantic import Field

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
    """A code with a title."""

    title: Text


class EventType(Term):
    """A type of event and the columns it needs, beyond event_id, event, date and unit.

    Attributes:
        derived: Made by the program (`submission`); no file may contain it.
    """

    requires: Many[EventColumn] = ()
    derived: bool = False


class PopulationKind(Term):
    """A target group; without a figure of its own a unit sums those of its descendants of `sum_over`."""

    sum_over: Many[Code] = ()


class ReadingKind(Model):
    """A named interpretation of an ambiguous clause, with its options explained.

    Attributes:
        without_rules: Options that need no rule of their own: what they mean is that others do not hold.
    """

    title: Text
    options: Annotated[dict[Code, Text], Field(min_length=2)]
    without_rules: Many[Code] = ()


class Vocabulary(Model):
    """All codes. Adding one here is all it takes to use it in rules and files."""

    unit_kinds: dict[Code, UnitKind]
    events: dict[Code, EventType]
    deliverables: dict[Code, Term] = {}
    topics: dict[Code, Term] = {}
    targets: dict[Code, Term] = {}
    phases: dict[Code, Term] = {}
    populations: dict[Code, PopulationKind] = {}
    readings: dict[Code, ReadingKind] = {}

    def without_rules(self, reading: str) -> tuple[Code, ...]:
        """The options of a reading that need no rule of their own."""
        return self.readings[reading].without_rules if reading in self.readings else ()
