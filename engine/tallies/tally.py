# SPDX-License-Identifier: EUPL-1.2
"""Tallies: observed and required for every rule, unit and window, silence included.

All rules are laid out from units and windows first and filled from the events after, so that a unit
nobody reported on still has its tally.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...schema.convention import Convention
from ...schema.rule import Rule
from .activity import Days
from .counts import Counts, count_all
from .deadlines import Deadlines, written_pair
from .declared import NOTHING, Declared, FigureRow, deciding, declared_for, figures_known, takes_figures
from .duties import TalliedDuty
from .frames import Frame
from .needed_input import MissingInput, missing_input, without_members
from .observed import scattered
from .pairs import Pairs, count_pairs, waited_by_days, waited_by_events, without_proof
from .populations import Reached, population_of, reached_of
from .receipts import Receipts, is_derived, receipts_of
from .required import part_of, prorated, thresholds_of
from .setting import TallySetting
from .source import Source


@dataclass(frozen=True)
class Tallies:
    """Everything counted for one rule, one row a unit and one column a window of its frame.

    Attributes:
        thresholds: The amount in force, in per cent where `percent`; None for order and response.
        required: After proration and tolerance; negative where the population is unknown.
        closing: Ordinal of each tally's own last day with grace, by row and column.
        due: Ordinal of the last day on which the tally is pending, by row and column.
        counts: What events add up to; none for rules on submissions.
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
    counts: Counts | None = None
    receipts: Receipts | None = None
    reached: Reached | None = None
    pairs: Pairs | None = None
    declared: Declared = NOTHING

    @property
    def rule(self) -> Rule:
        """The rule tallied."""
        return self.duty.rule


def tally_all(
    source: Source, framed: Sequence[tuple[TalliedDuty, Frame]], setting: TallySetting
) -> list[Tallies]:
    """Count what was done and what was required, for each duty over its frame."""
    found = _counted(source, [frame for _, frame in framed if not is_derived(frame.rule)], setting)
    figures = figures_known(source.con, setting.dates.as_of)
    return [
        _tally(source, duty, frame, setting, found.get(duty.rule.id), figures.get(duty.rule.id, ()))
        for duty, frame in framed
    ]


def _counted(source: Source, frames: Sequence[Frame], setting: TallySetting) -> dict[str, Counts]:
    """What the events of each rule add up to; only what was not kept is looked at."""
    found = {}
    for frame in frames:
        if source.kept is not None and (counts := source.kept.counts(frame)) is not None:
            found[frame.rule.id] = _with_population(source, frame, counts, setting)
    rest = [frame for frame in frames if frame.rule.id not in found]
    return found | (dict(count_all(source.cube, rest, setting)) if rest else {})


def _with_population(source: Source, frame: Frame, counts: Counts, setting: TallySetting) -> Counts:
    """The counts of a share with that of which it is taken, none of whom is given by person."""
    share = frame.rule.measure.share
    if share is None:
        return counts
    population = population_of(source.con, source.registry, frame, share, setting)
    return replace(counts, members=0 * counts.observed, population=population)


def _tally(
    source: Source,
    duty: TalliedDuty,
    frame: Frame,
    setting: TallySetting,
    counts: Counts | None,
    figures: Sequence[FigureRow],
) -> Tallies:
    closing = frame.lasts + grace_days_of(duty.rule, setting.convention)
    if counts is not None and written_pair(duty.rule) is not None:
        return _paired(source, duty, frame, setting, closing, counts)
    rule = duty.rule
    thresholds, percent = thresholds_of(rule, frame, setting.convention)
    observed, receipts, reached = _observed(frame, setting, counts)
    required = part_of(rule, thresholds, reached) if reached else prorated(rule, frame, thresholds)
    missing = _missing(duty, frame, closing, closing, setting)
    declared = declared_for(figures, frame) if takes_figures(rule) else NOTHING
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
        counts,
        receipts,
        reached,
        declared=declared,
    )


def _paired(
    source: Source, duty: TalliedDuty, frame: Frame, setting: TallySetting, closing: Days, counts: Counts
) -> Tallies:
    """The tallies of an order or a response."""
    convention, as_of, written = setting.convention, setting.dates.as_of, written_pair(duty.rule)
    assert written is not None
    grace = grace_days_of(duty.rule, convention)
    if counts.days is None:
        waited = waited_by_events(source.cube, frame, convention, grace, as_of)
    else:
        waited = waited_by_days(counts.days, frame, Deadlines(written, convention.term.end, grace))
    pairs = count_pairs(waited, frame, convention, closing, grace, as_of, setting.reporting)
    if setting.absent:
        pairs = without_proof(pairs)
    missing = _missing(duty, frame, closing, pairs.due, setting)
    found = (pairs.required, pairs.observed, closing, pairs.due)
    return Tallies(duty, frame, None, False, *found, missing, counts, pairs=pairs)


def _observed(
    frame: Frame, setting: TallySetting, counts: Counts | None
) -> tuple[Days, Receipts | None, Reached | None]:
    if counts is None:
        receipts = receipts_of(frame, setting.reporting, setting.convention, setting.dates.as_of)
        received = ((*place, len(ids)) for place, ids in receipts.in_time.items())
        return scattered(frame, received), receipts, None
    if counts.population is None or counts.members is None:
        return counts.observed, None, None
    reached = reached_of(counts.population, counts.observed, counts.members)
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
