# SPDX-License-Identifier: EUPL-1.2
"""The next day on which a tally may be found otherwise though nothing more is told."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...schema.convention import Convention
from ..tallies.activity import NO_DAY, Days
from ..tallies.tally import Tallies


def next_days(one: Tallies, as_of: int, convention: Convention) -> Days:
    """For each row of the frame, the first day after `as_of` that may change one of its tallies.

    It is the first after a due day, after what is unreported counts as not done, of falling behind, of a unit's life;
    the very next one where the day itself is part of what is counted: of a population, of a pair that is not complete.
    """
    frame, rule = one.frame, one.rule
    days = [one.closing + 1, one.due + 1, one.due + convention.final_days + 1]
    still_open = as_of < frame.lasts
    if one.pairs is not None:
        days.append(_tomorrow((one.required > one.observed) & (as_of <= one.due), as_of))
    elif one.reached is not None or one.receipts is not None:
        days.append(_tomorrow(still_open | (as_of < one.closing), as_of))
    if one.pairs is None and rule.comparator == "at_least":
        warn = convention.warn_days if rule.warn_days is None else rule.warn_days
        days += [_behind(one, as_of), np.where(one.required == 1, frame.lasts - warn, NO_DAY)]
    return np.minimum(_earliest(days, frame.exists, as_of), _births(one, as_of))


def _tomorrow(where: NDArray[np.bool_], as_of: int) -> Days:
    return np.where(where, as_of + 1, NO_DAY)


def _behind(one: Tallies, as_of: int) -> Days:
    """The first day on which a tally may be behind its pace, if every day from now on is active."""
    active, elapsed = one.frame.activity.active, one.frame.activity.elapsed
    required = np.maximum(one.required, 1)
    enough = (10 * one.observed * active + required * active) // (10 * required) + 1
    waiting = (one.required > 1) & (enough <= active) & (enough > elapsed)
    return np.where(waiting, as_of + enough - elapsed, NO_DAY)


def _earliest(days: Sequence[Days], exists: NDArray[np.bool_], as_of: int) -> Days:
    if not exists.size:
        return np.full(len(exists), NO_DAY)
    coming = [np.where(exists & (day > as_of), day, NO_DAY) for day in days]
    earliest: Days = np.minimum.reduce(coming).min(axis=1)
    return earliest


def _births(one: Tallies, as_of: int) -> Days:
    born = [unit.valid_from.toordinal() for unit in one.frame.units]
    return np.array([day if day > as_of else NO_DAY for day in born], np.int64)
