# SPDX-License-Identifier: EUPL-1.2
"""Tallies: observed and required for every rule, unit and window, silence included.

All rules are laid out from units and windows first and filled from the events after, so that a unit
nobody reported on still has its tally.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...schema.convention import Convention
from ...schema.rule import Rule
from ...schema.vocabulary import Vocabulary
from .activity import Days
from .cube import Cube
from .deadlines import written_pair
from .declared import NOTHING, Declared, FigureRow, deciding, declared_for, figures_known, takes_figures
from .duties import TalliedDuty
from .frames import Frame
from .moments import create_paired
from .needed_input import MissingInput, missing_input, without_members
from .observed import observe, scattered
from .pairs import Pairs, count_pairs, without_proof
from .populations import Reached, reach
from .receipts import Receipts, is_derived, receipts_of
from .reporting import Reporters
from .required import part_of, prorated, thresholds_of


@dataclass(frozen=True)
class RunDates:
    """The day a run looks from, and the day up to which it knows what was received."""

    as_of: dt.date
    known_at: dt.date | None = None


@dataclass(frozen=True)
class TallySetting:
    """What every tally of a run is computed against.

    Attributes:
        absent: Member conventions of a programme that were not given.
    """

    convention: Convention
    vocabulary: Vocabulary
    reporting: Reporters
    dates: RunDates
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tallies:
    """Everything counted for one rule, one row a unit and one column a window of its frame.

    Attributes:
        thresholds: The amount in force, in per cent where `percent`; None for order and response.
        required: After proration and tolerance; negative where the population is unknown.
        closing: Ordinal of each tally's own last day with grace, by row and column.
        due: Ordinal of the last day on which the tally is pending, by row and column.
        receipts: For rules on submissions.
        reached: For shares.
        pairs: For order and response.
        declared: Figures that an authority has declared, and what was counted where one is observed instead.
    """

    duty: TalliedDuty
    frame: Frame
    thresholds: Days | None
    percent: bool
    required: Days
    observed: Days
    closing: Days
    due: Days
    missing: MissingInput
    receipts: Receipts | None = None
    reached: Reached | None = None
    pairs: Pairs | None = None
    declared: Declared = NOTHING

    @property
    def rule(self) -> Rule:
        """The rule tallied."""
        return self.duty.rule


class _Found(NamedTuple):
    """What the facts say of all rules, asked at once.

    Attributes:
        observed: Of the rules that events are counted for.
        figures: The figures declared.
    """

    observed: Mapping[str, Days]
    figures: Mapping[str, Sequence[FigureRow]]


def tally_all(
    cube: Cube, framed: Sequence[tuple[TalliedDuty, Frame]], setting: TallySetting
) -> list[Tallies]:
    """Count what was done and what was required, for each duty over its frame."""
    observed = observe(cube, [frame for _, frame in framed])
    found = _Found(observed, figures_known(cube.con, setting.dates.as_of))
    create_paired(cube, [duty.rule for duty, _ in framed])
    return [_tally(cube, duty, frame, setting, found) for duty, frame in framed]


def _tally(cube: Cube, duty: TalliedDuty, frame: Frame, setting: TallySetting, found: _Found) -> Tallies:
    closing = frame.lasts + grace_days_of(duty.rule, setting.convention)
    if written_pair(duty.rule) is not None:
        return _paired(cube, duty, frame, setting, closing)
    rule = duty.rule
    thresholds, percent = thresholds_of(rule, frame, setting.convention)
    observed, receipts, reached = _observed(cube, rule, frame, setting, found.observed)
    required = part_of(rule, thresholds, reached) if reached else prorated(rule, frame, thresholds)
    missing = _missing(duty, frame, closing, closing, setting)
    declared = declared_for(found.figures.get(rule.id, ()), frame) if takes_figures(rule) else NOTHING
    if setting.absent:
        declared, observed = deciding(declared, rule, observed, required, frame.activity.active)
        missing = missing.without(declared.counted)
    done = observed > required if rule.comparator == "at_most" else observed >= required
    return Tallies(
        duty,
        frame.lapsed(done & (required >= 0)),
        thresholds,
        percent,
        required,
        observed,
        closing,
        closing,
        missing,
        receipts,
        reached,
        declared=declared,
    )


def _paired(cube: Cube, duty: TalliedDuty, frame: Frame, setting: TallySetting, closing: Days) -> Tallies:
    """The tallies of an order or a response."""
    convention, as_of = setting.convention, setting.dates.as_of
    grace = grace_days_of(duty.rule, convention)
    pairs = count_pairs(cube, frame, convention, closing, grace, as_of, setting.reporting)
    if setting.absent:
        pairs = without_proof(pairs)
    missing = _missing(duty, frame, closing, pairs.due, setting)
    counts = (pairs.required, pairs.observed, closing, pairs.due)
    return Tallies(duty, frame, None, False, *counts, missing, pairs=pairs)


def _observed(
    cube: Cube, rule: Rule, frame: Frame, setting: TallySetting, observed: Mapping[str, Days]
) -> tuple[Days, Receipts | None, Reached | None]:
    assert rule.where is not None
    if is_derived(rule):
        receipts = receipts_of(frame, setting.reporting, setting.convention, setting.dates.as_of)
        counts = ((*place, len(ids)) for place, ids in receipts.in_time.items())
        return scattered(frame, counts), receipts, None
    if rule.measure.share is None:
        return observed[rule.id], None, None
    reached = reach(
        cube,
        frame,
        rule.where,
        rule.measure.share,
        setting.vocabulary,
        setting.dates.as_of,
        setting.convention,
    )
    return reached.observed, None, reached


def grace_days_of(rule: Rule, convention: Convention) -> int:
    """The days after a window's last day in which a duty is still pending."""
    if is_derived(rule):
        return convention.reporting.due_days
    return convention.grace_days if rule.grace_days is None else rule.grace_days


def _missing(
    duty: TalliedDuty, frame: Frame, closing: Days, due: Days, setting: TallySetting
) -> MissingInput:
    """What is missing of the windows that are closed; submissions themselves need no input."""
    if is_derived(duty.rule):
        return MissingInput(np.zeros(frame.exists.shape, bool))
    final = due + setting.convention.final_days
    as_of = setting.dates.as_of.toordinal()
    missing = missing_input(frame, closing, final, as_of, setting.reporting)
    return without_members(missing, frame, closing, as_of, setting.absent)
