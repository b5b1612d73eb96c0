# SPDX-License-Identifier: EUPL-1.2
"""Tallies and the verdicts decided for them."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .base import Code, Identifier, Many, Model
from .rule import Modality

WITHHELD = "withheld"
"""The flag of a verdict whose figures are not published, because they would tell of persons."""

OF_COUNTS = ("exceeds_population", "reached_without_population")
"""The flags that come of comparing how many persons were reached with how many there are."""

Flag = Literal["declared", "exceeds_population", "late", "reached_without_population", "withheld"]

Role = Literal["rule", "component"]
"""A member of a composition is judged as its component."""

Kind = Literal["attainment", "violation", "pending", "not_applicable", "suspended", "not_evaluable"]


class Window(Model):
    """A calendar interval a rule is judged on; `start` and `end` are the whole interval, not clipped to the term."""

    label: str
    start: dt.date
    end: dt.date


class PopulationFigure(Model):
    """The population a share was taken of; `date` is that of the latest figure used, none for members."""

    name: Code
    size: int | None
    date: dt.date | None = None


class DeclaredFigure(Model):
    """A total that an authority has declared for the duty, with its reference date and where it comes from."""

    value: Annotated[int, Field(ge=0)]
    date: dt.date
    source: str
    document: str | None = None


class Reason(Model):
    """Why a verdict is what it is: a code, and the thing it is about where there is one.

    Codes: short_window, not_active (no active day in the window), lapsed (what it depends on ended before), no_unit,
    continued_in, suspended, missing_submissions, missing_conventions, no_population, stale_population,
    empty_population, unused, no_members, no_follower, no_trigger.
    """

    code: Code
    object: str | None = None

    def __str__(self) -> str:
        return self.code if self.object is None else f"{self.code}: {self.object}"


class Tally(Model):
    """Observed and required for one rule, unit and window, before anything is decided.

    Attributes:
        threshold: The amount in force, before proration and tolerance; a percentage for shares.
        required: After proration and tolerance; for shares, of the population's size.
        observed: What was done; none only where it is withheld from the public.
        active_days: Days of the window in term, unit valid, condition met, not suspended.
        window_days: Days of the whole window.
        due: The last day on which an unmet duty is still pending.
    """

    rule: Identifier
    unit: Identifier
    unit_kind: Code
    window: Window
    measure: str
    threshold: int | str | None
    required: int | None
    observed: int | None
    active_days: int
    window_days: int
    due: dt.date


class Verdict(Tally):
    """The fact decided for a tally. One tally, one verdict.

    Attributes:
        owed_by: The parties that owe the duty; the unit is where it is due.
        progress: Observed of required in whole per cent, rounded down; none where nothing is required.
        declared: Figures declared for the window, the latest first. With the flag `declared` the first of them
            is `observed`, because the events given cannot decide.
        counted: What these events add up to, where a declared figure decides.
    """

    kind: Kind
    role: Role = "rule"
    clauses: Many[Identifier]
    modality: Modality
    owed_by: Many[Code]
    reading: dict[Code, Code] = {}
    convention: Code
    shortfall: Annotated[int, Field(ge=0)] | None = None
    headroom: int | None = None
    progress: int | None = None
    population: PopulationFigure | None = None
    declared: Many[DeclaredFigure] = ()
    counted: int | None = None
    as_of: dt.date
    known_at: dt.date | None = None
    at_risk: bool = False
    incomplete: Many[str] = ()
    flags: Many[Flag] = ()
    evidence: Many[str] = ()
    evidence_more: int = 0
    reason: Reason | None = None
    rulebook: str = ""
