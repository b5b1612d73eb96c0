# SPDX-License-Identifier: EUPL-1.2
"""The stream: facts told line by line, and the facts found that answer them."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, RootModel

from .base import Code, Identifier, Model
from .escalation import Escalation
from .facts import Count, Month
from .rollup import Rollup
from .verdict import Verdict

Seq = Annotated[int, Field(ge=1)]


class CarriedLine(Model):
    """What a line about something reported may say of how it came.

    Attributes:
        submission: The submission that carries it; it counts once that has come.
        received: When that was received, which must agree with it.
    """

    submission: Identifier | None = None
    received: dt.date | None = None


class EventLine(CarriedLine):
    """One row about one thing that was done; several units, topics or targets stand in one text, between `|`."""

    fact: Literal["event"]
    event_id: Identifier
    event: Code
    date: dt.date
    unit: Identifier
    deliverable: str | None = None
    topic: str | None = None
    target: str | None = None
    phase: str | None = None
    participants: Count | None = None
    invited: Count | None = None
    firm: Identifier | None = None
    person: Identifier | None = None
    case: Identifier | None = None
    status: Literal["valid", "annulled"] = "valid"
    evidence: str | None = None
    source: str | None = None
    note: str | None = None


class PopulationLine(CarriedLine):
    """The size of a target group on a date, or one member of it."""

    fact: Literal["population"]
    population: Code
    unit: Identifier
    case: Identifier | None = None
    date: dt.date | None = None
    size: Count | None = None
    person: Identifier | None = None
    member_from: dt.date | None = None
    member_to: dt.date | None = None


class SubmissionLine(Model):
    """A submission as received; the units it covers stand in one text, between `|`."""

    fact: Literal["submission"]
    id: Identifier
    convention: str | None = None
    month: Month
    units: str
    sender: str | None = None
    sent: dt.date | None = None
    received: dt.date
    replaces: Identifier | None = None


class AnnulLine(CarriedLine):
    """A version of an event that withdraws it."""

    fact: Literal["annul"]
    event_id: Identifier


class ClockLine(Model):
    """A day to judge from, now; an earlier one than the latest does not turn the clock back."""

    fact: Literal["clock"]
    date: dt.date


Told = EventLine | PopulationLine | SubmissionLine | AnnulLine | ClockLine


class ToldLine(RootModel[Annotated[Told, Field(discriminator="fact")]]):
    """One line of the input of a stream, with its keys in English; the Italian headings of files do too."""


class VerdictFact(Verdict):
    """A verdict that is new, changed or withdrawn.

    Attributes:
        seq: The number of the fact in the output, from 1.
        supersedes: The number of the fact before it about the same thing.
        withdrawn: It does not hold any more, and nothing takes its place.
    """

    fact: Literal["verdict"] = "verdict"
    seq: Seq
    supersedes: Seq | None = None
    withdrawn: bool = False


class EscalationFact(Escalation):
    """A run of violations that is new, changed or withdrawn; numbered as verdicts are."""

    fact: Literal["escalation"] = "escalation"
    seq: Seq
    supersedes: Seq | None = None
    withdrawn: bool = False


class RollupFact(Rollup):
    """A roll-up that is new, changed or withdrawn; numbered as verdicts are."""

    fact: Literal["rollup"] = "rollup"
    seq: Seq
    supersedes: Seq | None = None
    withdrawn: bool = False


StreamFact = VerdictFact | EscalationFact | RollupFact


class FoundLine(RootModel[Annotated[StreamFact, Field(discriminator="fact")]]):
    """One line of the output of a stream."""
