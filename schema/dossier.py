# SPDX-License-Identifier: EUPL-1.2
"""The dossier of a meeting: every figure that its pages, its workbook and its JSON show."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from .agenda import Ask
from .base import Code, Identifier, Many, Model, Text
from .change import Change
from .convention import Assumption
from .escalation import Escalation
from .finding import Finding, OutOfOrder
from .reply import Reply
from .rollup import Count, Rollup, Standing
from .rule import Form, Modality, Subgroup
from .verdict import Window


class Breach(Model):
    """A violation, with the run of violations it belongs to.

    Attributes:
        run: Violated windows of the escalation it is part of; 0 where there is none.
    """

    finding: Finding
    run: Count


class Stretch(Model):
    """Windows of one duty that one unit violated one after the other.

    Attributes:
        first: The first of these windows.
        latest: The verdict on the last of them.
        windows: How many they are; windows in which nothing was owed lie between without ending them.
        required: What was due in all of them; None where it is withheld.
        observed: What was done in all of them; None where it is withheld.
        since: The first day on which the first was violated; None where it was before it was due.
        new: Not all of it was violated on the earlier day that the dossier compares with.
        breaches: The first events that were not preceded or answered in time, where the duty asks for that.
    """

    unit: Identifier
    first: Window
    latest: Finding
    windows: Count
    required: int | None
    observed: int | None
    since: dt.date | None
    new: bool
    breaches: Many[OutOfOrder] = ()


class BrokenDuty(Model):
    """A quantified duty, no goal, that is violated somewhere.

    Attributes:
        stretches: Where and when, the longest first.
    """

    rule: Identifier
    objective: Identifier
    owed_by: Many[Code]
    stretches: Many[Stretch]


class Pace(Model):
    """A duty at risk, with what it still needs.

    Attributes:
        last_day: Of the window, within the term.
        days: Days left on which the duty is active, the day of the dossier left out.
        monthly: What must be done every 30 of these days; the whole where fewer are left.
    """

    finding: Finding
    last_day: dt.date
    days: Count
    monthly: Count | None


class SharedEvent(Model):
    """An event that counts for more than three of the duties judged.

    Attributes:
        units: Those it names.
        rules: The rules it counts for.
    """

    event_id: Identifier
    date: dt.date
    units: Many[Identifier]
    rules: Many[Identifier]


class DutyPart(Model):
    """One rule with everything found about it.

    Attributes:
        state: The worst over its due windows.
        missed_goal: The state is a violation of a goal.
        amount: The threshold in force, as written.
        counts: Unit-windows by kind of verdict.
        due: Unit-windows past due that had something to judge.
        kept: Those of `due` that are attained.
        at_risk: Pending unit-windows that are behind.
    """

    rule: Identifier
    objective: Identifier
    title: Text
    clauses: Many[Identifier]
    modality: Modality
    owed_by: Many[Code]
    form: Form
    per: str
    state: Code
    missed_goal: bool
    counts: dict[str, Count]
    due: Count
    kept: Count
    at_risk: Count
    findings: Many[Finding]


class ObjectivePart(Model):
    """An objective that has a duty in the dossier."""

    objective: Identifier
    title: Text
    line: int | None
    subgroup: Subgroup | None


class UnitPart(Model):
    """A unit that was judged.

    Attributes:
        counts: Its verdicts by kind, components left out.
        missed_goals: Of its violations, those of goals.
        at_risk: Its pending verdicts that are behind.
    """

    unit: Identifier
    name: str
    unit_kind: Code
    parent: Identifier | None
    counts: dict[str, Count]
    missed_goals: Count
    at_risk: Count


class RuleState(Model):
    """A rule and its state."""

    rule: Identifier
    title: Text
    state: Code
    due: Count
    kept: Count


class OtherReading(Model):
    """What another reading of a clause would change.

    Attributes:
        now: The rules that stand under the reading in force and would not, or not so.
        instead: The rules that would stand in their place, or the same ones otherwise.
        refused: Why it cannot be judged with this convention.
    """

    option: Code
    text: Text
    now: Many[RuleState] = ()
    instead: Many[RuleState] = ()
    refused: str | None = None


class ReadingPart(Model):
    """A reading in force.

    Attributes:
        chosen: It was chosen for this run in place of the convention's.
    """

    reading: Code
    title: Text
    option: Code
    text: Text
    chosen: bool
    others: Many[OtherReading]


class Dossier(Model):
    """All of it.

    Attributes:
        meeting: The day it looks from.
        since: The day it compares with, where one was given.
        complete: The facts came as bare files, which count as complete.
        rulebook: SHA-256 of the rules.
        agreement: SHA-256 of the convention.
        head: The head of the log of the archive judged; none where there is no archive.
        out_of_scope: Rules without a verdict, each with the reason.
        only: The objectives that were asked for, where not all were.
        replies: What the parties say of verdicts; no verdict is changed by them.
        replies_astray: Those that speak of no verdict of this run.
    """

    convention: Code
    title: Text
    region: Identifier
    term_start: dt.date
    term_end: dt.date
    meeting: dt.date
    known_at: dt.date | None
    since: dt.date | None
    public: bool
    complete: bool
    rulebook: str
    agreement: str
    head: str | None
    only: Many[Identifier]
    quantified: Standing
    documentary: Standing
    rollups: Many[Rollup]
    objectives: Many[ObjectivePart]
    units: Many[UnitPart]
    broken: Many[BrokenDuty]
    violations: Many[Breach]
    missed_goals: Many[Finding]
    undocumented: Many[Finding]
    at_risk: Many[Pace]
    not_evaluable: Many[Finding]
    asks: Many[Ask]
    changes: Many[Change]
    escalations: Many[Escalation]
    replies: Many[Reply]
    replies_astray: Many[Reply]
    shared: Many[SharedEvent]
    readings: Many[ReadingPart]
    assumptions: Many[Assumption]
    out_of_scope: Many[tuple[Identifier, Annotated[str, Field(min_length=1)]]]
    duties: Many[DutyPart]
