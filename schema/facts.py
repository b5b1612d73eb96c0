# SPDX-License-Identifier: EUPL-1.2
"""Facts as they are received: events, populations, submissions."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .base import Code, Identifier, Many, Model, OneOrMany

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Count = Annotated[int, Field(ge=0)]


class EventDetails(Model):
    """What a row says of an event beside its id, type, date and units.

    Attributes:
        submission: The submission that carried the row; none for a bare row, the oldest version of all.
    """

    deliverable: str | None = None
    topic: OneOrMany[str] | None = None
    target: OneOrMany[str] | None = None
    phase: str | None = None
    participants: Count | None = None
    invited: Count | None = None
    firm: Identifier | None = None
    person: Identifier | None = None
    case: Identifier | None = None
    status: Literal["valid", "annulled"] = "valid"
    evidence: Identifier | None = None
    source: str | None = None
    note: str | None = None
    submission: Identifier | None = None


class Event(EventDetails):
    """One row about one thing that was done.

    Rows that share an event_id and differ only in `firm` or `person` are one event.
    """

    event_id: Identifier
    event: Code
    date: dt.date
    unit: OneOrMany[Identifier]


class Population(Model):
    """The size of a target group on a date, or one member of it with the days of membership."""

    population: Code
    unit: Identifier
    case: Identifier | None = None
    date: dt.date | None = None
    size: Count | None = None
    person: Identifier | None = None
    member_from: dt.date | None = None
    member_to: dt.date | None = None
    submission: Identifier | None = None


class Submission(Model):
    """A monthly submission as received: whose month it reports, when it was sent and received.

    Attributes:
        units: The reporting units it covers, exactly these.
        replaces: A submission all of whose rows it withdraws for good.
    """

    id: Identifier
    convention: Code | None = None
    month: Month
    units: OneOrMany[Identifier]
    sender: str | None = None
    sent: dt.date | None = None
    received: dt.date
    replaces: Identifier | None = None


class Figure(Model):
    """A total that an authority has declared for a rule, as far as a day: shown beside what is counted.

    Attributes:
        source: Who declared it, and where.
        document: The document it stands in.
    """

    rule: Identifier
    unit: Identifier
    date: dt.date
    value: Count
    source: Annotated[str, Field(min_length=1)]
    document: str | None = None


class Facts(Model):
    """Everything a run is judged on.

    Attributes:
        figures: Totals declared by an authority.
        submissions: None when events came as bare files, which count as complete.
    """

    events: Many[Event] = ()
    populations: Many[Population] = ()
    figures: Many[Figure] = ()
    submissions: Many[Submission] | None = None
