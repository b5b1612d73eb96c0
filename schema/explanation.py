# SPDX-License-Identifier: EUPL-1.2
"""Explanations: how one verdict came about, with all that a reader needs to check or to mend it."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .base import Code, Identifier, Many, Model, Text
from .condition import Test
from .reply import Reply
from .verdict import Kind, PopulationFigure, Verdict, Window

ClauseForm = Literal["objective", "action", "activity", "governance", "article", "permission", "other"]
Failed = Literal[
    "annulled",
    "superseded",
    "withdrawn",
    "not_known",
    "late",
    "duplicate",
    "taken",
    "field",
    "no_value",
    "not_member",
    "before_joining",
    "unit_kind",
    "unit_not_valid",
    "unit_above",
    "case",
    "as_of",
    "term",
    "window",
]
"""The one condition an event failed, the nearest to counting first.

annulled; superseded by a later version; withdrawn by a submission that replaces another; not_known at known_at;
late, of a submission; duplicate, of a firm, person or unit already counted; taken, by another event that needed
it; field, a column with another value; no_value in the column that is counted; not_member of the population;
before_joining, of a member reached too early; unit_kind, at no unit of the kind counted; unit_not_valid on its
day; unit_above, recorded at a unit above the judged one; case, another one; dated after as_of, outside the term,
or outside the window.
"""


class ClauseReference(Model):
    """Where in the signed text a duty stands.

    Attributes:
        line: The line of the text that the objective belongs to.
        objective: The objective's own number, such as `5.1`.
        number: The number of an article, of an activity in its list, or of a thematic objective.
    """

    clause: Identifier
    form: ClauseForm
    line: int | None = None
    objective: str | None = None
    number: int | None = None


class ReadingChosen(Model):
    """The interpretation of an ambiguous clause that the duty follows."""

    name: Code
    option: Code
    for_this_run: bool = False


class Limit(Model):
    """Why not every day of the window is active.

    Attributes:
        code: The term, the unit's life, the first day of a dated figure, the duty's `when`, or a suspension.
        start: First day of the part that counts; of a suspension, its own. None where none counts.
        object: The suspension's id.
    """

    code: Literal["term", "unit", "amount", "when", "suspension"]
    start: dt.date | None = None
    end: dt.date | None = None
    object: str | None = None


class Derivation(Model):
    """How the required figure came about, step by step.

    Attributes:
        threshold: The amount in force.
        parameter: The convention's parameter it was taken from.
        since: The day from which a dated amount holds.
        source: The act it comes from.
        whole: Why the amount is not in proportion to the active days.
        prorated: After proportion to the active days, before the tolerance.
    """

    threshold: int | str | None = None
    parameter: Code | None = None
    since: dt.date | None = None
    source: str | None = None
    readings: Many[ReadingChosen] = ()
    active_days: int
    window_days: int
    limits: Many[Limit] = ()
    whole: Literal["term", "at_most", "share", "full", "pairs"] | None = None
    prorated: int | None = None
    tolerance: str | None = None
    population: PopulationFigure | None = None
    required: int | None = None


class Origin(Model):
    """Where a row came from, as far as it is known.

    Attributes:
        month: The month that the submission tells of.
        units: The units that it was sent for.
    """

    submission: str | None = None
    month: str | None = None
    units: Many[str] = ()
    file: str | None = None
    sheet: str | None = None
    row: int | None = None


class CountedEvent(Model):
    """An event that counted.

    Attributes:
        adds: By how much `observed` would be less without this event alone.
        values: What of it was counted: firms, people, units; nothing where events are.
    """

    event_id: str
    date: dt.date
    units: Many[str]
    origin: Origin = Origin()
    adds: int
    values: Many[str] = ()


class NearMiss(Model):
    """An event that would have counted but for one condition.

    Attributes:
        column: The column that failed.
        got: What it holds.
        accepted: What the rule asks of it.
        object: What stands in the way: a submission, an event already counted, a case.
        nearest: The nearest day on which it would count.
        counts_in: The other window, that of its own date, in which it does count.
    """

    event_id: str
    date: dt.date
    units: Many[str]
    origin: Origin = Origin()
    failed: Failed
    column: str | None = None
    got: str | None = None
    accepted: Test | None = None
    object: str | None = None
    nearest: dt.date | None = None
    counts_in: Window | None = None


class WaitingEvent(Model):
    """An event that had to be preceded or answered.

    Attributes:
        partner: The event that preceded or answered it.
        instead: Where none did, the day of what came nearest to that.
        until: The last day for that.
        grace_until: The last day on which that may still be reported.
    """

    event_id: str
    date: dt.date
    units: Many[str] = ()
    origin: Origin = Origin()
    partner: str | None = None
    instead: dt.date | None = None
    until: dt.date
    grace_until: dt.date


class MemberVerdict(Model):
    """How one part of a composition stands."""

    rule: Identifier
    title: Text
    kind: Kind
    required: int | None
    observed: int | None


class Missing(Model):
    """What is missing, and until when it can be made good.

    Attributes:
        count: How much more must be observed.
        do_by: The last day on which it can still be done; None where the window is over.
        report_by: The last day on which the verdict waits for it.
        submissions: The submissions that were needed and not received, `UNIT YYYY-MM`.
        final: After this day what was not reported counts as not done.
        conventions: Members of a programme that were not given.
        population: The population whose size is not known, or not by a recent figure.
    """

    count: Annotated[int, Field(ge=0)] = 0
    do_by: dt.date | None = None
    report_by: dt.date
    submissions: Many[str] = ()
    final: dt.date | None = None
    conventions: Many[str] = ()
    population: Code | None = None


class Turn(Model):
    """The least change of what was observed that would change more than the figures.

    Attributes:
        change: By how much observed would be more, or less.
    """

    change: int
    observed: int
    kind: Kind


class Explanation(Model):
    """One verdict explained.

    Attributes:
        near: Events that failed one condition, the nearest to counting first.
        unreached: Members of the population not reached.
        left_out: Members who joined too late in the window to be counted.
        surplus: How much more was observed than required.
        replies: What the parties say of the verdict, in the order of their days.
    """

    verdict: Verdict
    title: Text
    objective: Identifier
    clauses: Many[ClauseReference]
    derivation: Derivation
    counted: Many[CountedEvent] = ()
    counted_more: int = 0
    near: Many[NearMiss] = ()
    near_more: int = 0
    waiting: Many[WaitingEvent] = ()
    waiting_more: int = 0
    members: Many[MemberVerdict] = ()
    unreached: Many[str] = ()
    unreached_count: int = 0
    left_out: Many[str] = ()
    left_out_count: int = 0
    surplus: int | None = None
    missing: Missing | None = None
    turn: Turn | None = None
    replies: Many[Reply] = ()
