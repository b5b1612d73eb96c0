# SPDX-License-Identifier: EUPL-1.2
"""Verdicts: the outcome decided for each tally, in two stages: rules and members, then compositions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from ...schema.errors import EngineError
from ...schema.rule import Rule
from ..tallies.duties import TalliedDuty
from ..tallies.figures import STALE
from ..tallies.frames import Frame
from ..tallies.required import short_windows
from ..tallies.setting import RunDates
from ..tallies.tally import Tallies
from .decisions import (
    KINDS,
    ActivityCode,
    Kinds,
    Outcomes,
    PairedSituations,
    Pairing,
    PopulationCode,
    Situations,
    decide,
    decide_compositions,
    decide_pairs,
    kinds_of,
)

ATTAINMENT, VIOLATION, PENDING, NOT_APPLICABLE, SUSPENDED, NOT_EVALUABLE = range(len(KINDS))

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Decided:
    """The tallies of one rule that exist, with their outcomes: one element a verdict.

    Attributes:
        rows: Row of the frame of each verdict.
        columns: Column of the frame of each verdict.
        outcomes: Index into OUTCOMES.
    """

    tallies: Tallies
    rows: Codes
    columns: Codes
    outcomes: Outcomes

    @cached_property
    def kinds(self) -> Kinds:
        """Indices into KINDS."""
        return kinds_of(self.outcomes)

    def picked(self, values: NDArray[np.int64]) -> Codes:
        """The values of an array of the frame's shape, one a verdict."""
        picked: Codes = values[self.rows, self.columns]
        return picked


@dataclass(frozen=True)
class Composed:
    """The verdicts of one composition, each over its members' verdicts of the same unit and window.

    Attributes:
        frame: When the composition itself is due.
        needed: How many members must be attained.
        attained: How many are.
    """

    duty: TalliedDuty
    frame: Frame
    members: tuple[Decided, ...]
    outcomes: Outcomes
    needed: Codes
    attained: Codes

    @cached_property
    def kinds(self) -> Kinds:
        """Indices into KINDS."""
        return kinds_of(self.outcomes)


Judged = Decided | Composed


def decide_all(tallied: Sequence[Tallies], composed: Mapping[str, Frame], dates: RunDates) -> list[Judged]:
    """Decide every tally of the run, then every composition; compositions stand before their members.

    Args:
        composed: The frame of each composition, by its id.

    Raises:
        EngineError: Verdicts and tallies differ in number.
    """
    places: list[tuple[Codes, ...]] = [np.nonzero(one.frame.exists) for one in tallied]
    found: dict[int, Outcomes] = {}
    for paired in (False, True):
        chosen = [number for number, one in enumerate(tallied) if (one.pairs is not None) == paired]
        parts = [situations_of(tallied[number], places[number], dates) for number in chosen]
        outcomes = _decide_together(parts, paired)
        sizes = np.cumsum([len(places[number][0]) for number in chosen])
        found |= dict(zip(chosen, np.split(outcomes, sizes[:-1]) if chosen else [], strict=True))
    decided = [
        Decided(one, rows, columns, found[number])
        for number, (one, (rows, columns)) in enumerate(zip(tallied, places, strict=True))
    ]
    return _with_compositions(decided, composed)


def _decide_together(parts: Sequence[Mapping[str, Codes]], paired: bool) -> Outcomes:
    if not parts:
        return np.empty(0, np.int8)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    outcomes = decide_pairs(PairedSituations(**columns)) if paired else decide(Situations(**columns))
    if len(outcomes) != len(columns["required"]):
        raise EngineError(f"{len(columns['required'])} tallies got {len(outcomes)} verdicts")
    return outcomes


def situations_of(one: Tallies, places: tuple[Codes, ...], dates: RunDates) -> dict[str, Codes]:
    """What the decision depends on, one array a field."""
    rows, columns = places
    situations = {
        "activity": _activity(one, rows, columns),
        "observed": one.observed[rows, columns],
        "required": np.maximum(one.required[rows, columns], 0),
        "past_due": (dates.as_of.toordinal() > one.closing)[rows, columns],
        "input_missing": one.missing.open[rows, columns],
        "absent": np.full(len(rows), bool(one.missing.absent)),
    }
    if one.pairs is not None:
        situations |= {
            "breached": one.pairs.breached[rows, columns],
            "breach_unproved": one.pairs.unproved[rows, columns],
            "pairing": np.full(len(rows), _pairing(one.rule)),
        }
    else:
        sizes = one.reached.sizes[rows, columns] if one.reached else np.ones(len(rows), np.int64)
        situations |= {
            "comparator": np.full(len(rows), one.rule.comparator == "at_most"),
            "early": np.full(len(rows), one.reached is None),
            "population": np.select(
                [sizes > 0, sizes == 0, sizes == STALE],
                [PopulationCode.FINE, PopulationCode.EMPTY, PopulationCode.STALE],
                PopulationCode.UNKNOWN,
            ),
            "lacking": _lacking(one)[rows, columns],
        }
    return {name: values.astype(np.int64) for name, values in situations.items()}


def _pairing(rule: Rule) -> Pairing:
    if rule.modality == "permission":
        return Pairing.PERMISSION
    return Pairing.RESPONSE if rule.order is None else Pairing.ORDER


def _lacking(one: Tallies) -> NDArray[np.bool_]:
    """Where anything needed was not received, be it final."""
    lacking = np.full(one.frame.exists.shape, bool(one.missing.absent))
    for place in one.missing.lacking:
        lacking[place] = True
    return lacking


def _activity(one: Tallies, rows: Codes, columns: Codes) -> Codes:
    state = _standing(one.frame)
    if one.pairs is None:
        short = short_windows(one.rule, one.frame, one.required)
        state[short & (state == ActivityCode.ACTIVE)] = ActivityCode.SHORT
    return state[rows, columns]


def _standing(frame: Frame) -> Codes:
    """Whether the duty is due at each unit in each window, and why not where it is not."""
    due, unsuspended = frame.activity.active > 0, frame.activity.unsuspended > 0
    lapsed = np.zeros(due.shape, bool) if frame.gone is None else frame.gone
    state = np.select(
        [due, unsuspended, lapsed],
        [ActivityCode.ACTIVE, ActivityCode.SUSPENDED, ActivityCode.LAPSED],
        ActivityCode.NOT_ACTIVE,
    )
    for place in frame.takers:
        state[place] = ActivityCode.CONTINUED
    return state


def _with_compositions(decided: Sequence[Decided], frames: Mapping[str, Frame]) -> list[Judged]:
    judged: list[Judged] = []
    for composed, several in groupby(decided, key=lambda one: one.tallies.duty.composed):
        members = tuple(several)
        if composed is not None:
            duty = TalliedDuty(members[0].tallies.duty.objective, composed)
            judged.append(_composed(duty, frames[composed.id], members))
        judged += members
    return judged


def _composed(duty: TalliedDuty, frame: Frame, members: tuple[Decided, ...]) -> Composed:
    counts = {kind: _counted(members, kind) for kind in (ATTAINMENT, VIOLATION, PENDING, NOT_EVALUABLE)}
    left = np.sum(list(counts.values()), axis=0)
    needed = np.full(len(left), _needed(duty.rule), np.int64)
    if duty.rule.all_of is not None:
        needed = left
    activity = _standing(frame)[members[0].rows, members[0].columns]
    outcomes = decide_compositions(
        activity, counts[ATTAINMENT], counts[VIOLATION], counts[PENDING], counts[NOT_EVALUABLE], left, needed
    )
    return Composed(duty, frame, members, outcomes, needed, counts[ATTAINMENT])


def _counted(members: Sequence[Decided], kind: int) -> Codes:
    counted: Codes = np.sum([member.kinds == kind for member in members], axis=0, dtype=np.int64)
    return counted


def _needed(rule: Rule) -> int:
    return 1 if rule.at_least_of is None else rule.at_least_of.n
