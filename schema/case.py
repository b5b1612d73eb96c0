# SPDX-License-Identifier: EUPL-1.2
"""Cases spelled out: a sentence, facts, and the verdicts they must lead to."""

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Code, Identifier, Label, Many, Model, OneOrMany
from .facts import EventDetails, Figure, Population, Submission
from .unit import Unit
from .verdict import Kind

DELIVERABLE = "deliverable"
"""The type of an event that names none but a deliverable."""


class CaseEvent(EventDetails):
    """Events of a case; ids are made where none is written.

    Attributes:
        event: Left out where a deliverable is named: something is put on file.
        repeat: `monthly 2018-01..2018-06 except 2018-03 at PZ, MT`: one event in each month (on the 15th,
            or on the day of `date`) at each unit named.
        times: So many events, with distinct ids; `{n}` in firm, person and case becomes 1, 2, 3 ...
    """

    event: str = DELIVERABLE
    event_id: Identifier | None = None
    date: dt.date | None = None
    unit: OneOrMany[Identifier] | None = None
    repeat: str | None = None
    times: Annotated[int, Field(ge=1, le=100_000)] = 1

    @model_validator(mode="after")
    def _says_what_happened(self) -> Self:
        if "event" not in self.model_fields_set and self.deliverable is None:
            raise PydanticCustomError("case_event", "neither event nor deliverable")
        return self


class CasePopulation(Population):
    """A population row of a case; with `times`, `{n}` in person becomes 1, 2, 3 ..."""

    times: Annotated[int, Field(ge=1, le=100_000)] = 1


class Expected(Model):
    """What a verdict must say; only what is written is compared, unit, window and kind always."""

    unit: Label
    window: Identifier
    kind: Kind
    rule: Identifier | None = None
    required: int | None = None
    observed: int | None = None
    threshold: int | str | None = None
    shortfall: int | None = None
    headroom: int | None = None
    active_days: int | None = None
    at_risk: bool | None = None
    due: dt.date | None = None
    incomplete: Many[str] | None = None
    flags: Many[str] | None = None
    reason: str | None = None


class Case(Model):
    """One case. `expect` is the exact set of the rule's verdicts at that as_of, `only` a part of it.

    Attributes:
        convention: Keys of the convention written anew; of the programme, where the rule is national.
        absent: National rules only: members of the programme whose conventions are not given to the run.
    """

    case: Annotated[str, Field(min_length=1)]
    rule: Identifier
    convention: dict[str, Any] = {}
    absent: Many[Code] = ()
    units: Many[Unit] = ()
    populations: Many[CasePopulation] = ()
    events: Many[CaseEvent] = ()
    figures: Many[Figure] = ()
    submissions: Many[Submission] | Literal["complete"] = "complete"
    as_of: dt.date
    known_at: dt.date | None = None
    expect: Many[Expected] | None = None
    only: Many[Expected] | None = None
