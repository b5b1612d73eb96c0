# SPDX-License-Identifier: EUPL-1.2
"""Required: the amount in force, prorated by active days, lowered by the tolerance; all in integers."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ...schema.amount import Amount, Sourced
from ...schema.convention import Convention
from ...schema.rule import Rule
from ..definitions.amounts import Threshold, resolve
from .activity import NO_DAY, Days
from .frames import Frame
from .populations import Reached

UNKNOWN_REQUIRED = -1
"""Of a population whose size is not known, no part can be required."""


def thresholds_of(rule: Rule, frame: Frame, convention: Convention) -> tuple[Days, bool]:
    """The amount in force on each tally's first active day, and whether it is a percentage.

    Where no day is active it is the amount of the window's first day in term.
    """
    shape = frame.activity.active.shape
    days = np.where(
        frame.activity.first == NO_DAY, np.broadcast_to(frame.starts, shape), frame.activity.first
    )
    steps = _steps(rule.amount, convention)
    begins = np.array([start for start, _ in steps], np.int64)
    values = np.array([threshold.value for _, threshold in steps], np.int64)
    place = np.maximum(np.searchsorted(begins, days, side="right") - 1, 0)
    return values[place], steps[0][1].percent


def prorated(rule: Rule, frame: Frame, thresholds: Days) -> Days:
    """The threshold in proportion to the active days, half up; then the tolerance, rounded up."""
    required = before_tolerance(rule, frame, thresholds)
    if rule.tolerance is not None:
        kept = 100 - int(rule.tolerance.rstrip("%"))
        required = -(-required * kept // 100)
    return required


def before_tolerance(rule: Rule, frame: Frame, thresholds: Days) -> Days:
    """The threshold in proportion to the active days, where the rule takes it so."""
    if rule.comparator == "at_most" or rule.per == "term" or rule.partial == "full":
        return thresholds
    active, whole = frame.activity.active, frame.window_days
    prorated: Days = (2 * thresholds * active + whole) // (2 * whole)
    return prorated


def short_windows(rule: Rule, frame: Frame, required: Days) -> NDArray[np.bool_]:
    """Where proration leaves nothing to require."""
    counted = rule.comparator == "at_least" and rule.measure.share is None
    short: NDArray[np.bool_] = (required == 0) & (frame.activity.active > 0) & counted
    return short


def part_of(rule: Rule, thresholds: Days, reached: Reached) -> Days:
    """The percentage of the population: a minimum rounds up, a maximum down."""
    part = thresholds * np.maximum(reached.sizes, 0)
    required = part // 100 if rule.comparator == "at_most" else -(-part // 100)
    return np.where(reached.sizes < 0, UNKNOWN_REQUIRED, required)


def _steps(amount: Amount, convention: Convention) -> list[tuple[int, Threshold]]:
    """The days from which an amount changes, with the threshold from each on."""
    dates: set[dt.date] = set()
    waiting = [amount]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            dates |= set(current)
            waiting += list(current.values())
        elif isinstance(current, Sourced):
            waiting.append(current.value)
        elif isinstance(current, str) and current.startswith("$") and current[1:] in convention.parameters:
            waiting.append(convention.parameters[current[1:]])
    ordered = sorted(dates) or [convention.term.start]
    return [(day.toordinal(), resolve(amount, convention.parameters, day)) for day in ordered]
