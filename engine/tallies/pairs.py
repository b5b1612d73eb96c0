# SPDX-License-Identifier: EUPL-1.2
"""Order and response: of the events that had to be preceded or answered, how many were."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...schema.convention import Convention
from ..definitions.calendar import month_end
from .activity import Days
from .cube import Cube
from .deadlines import Deadlines, written_pair
from .frames import Frame
from .moments import by_tally, scope_of
from .needed_input import lacking_between
from .paired_days import PairedDays, kept_of
from .reporting import Reporters


class Waited(NamedTuple):
    """The events that one tally requires to be preceded or answered, by day: arrays of one length.

    Attributes:
        days: Ordinals, in order.
        waiting: How many of the day wait.
        kept: How many of these were preceded or answered.
    """

    days: Days
    waiting: Days
    kept: Days


WaitedBy = Mapping[tuple[int, int], Waited]
"""By row and column of the tally."""


@dataclass(frozen=True)
class Pairs:
    """What was counted for an order or a response, by row and column of the frame.

    Attributes:
        required: Followers, or triggers, of the window.
        observed: Those preceded, or answered in time.
        breached: The others whose own grace is over.
        due: Ordinal of the last day on which a breach may still be mended.
        unproved: Every breach may yet be mended by submissions that are missing.
        open: Submissions that are missing up to some breach may still come.
        lacking: The submissions missing up to any breach.
    """

    required: Days
    observed: Days
    breached: Days
    due: Days
    unproved: NDArray[np.bool_]
    open: NDArray[np.bool_]
    lacking: dict[tuple[int, int], tuple[str, ...]]


def waited_by_days(found: PairedDays, frame: Frame, deadlines: Deadlines) -> WaitedBy:
    """What each tally waits for, where days are enough to tell."""
    waited: dict[tuple[int, int], Waited] = {}
    for row, unit in enumerate(frame.units):
        if unit.code in found:
            days = found[unit.code]
            waiting = days[days[:, 1:3].any(axis=1)]
            kept = kept_of(days, deadlines)
            waited |= dict(_by_window(row, frame, waiting[:, 0], waiting[:, 1:3].sum(axis=1), kept))
    return waited


def _by_window(
    row: int, frame: Frame, days: Days, waiting: Days, kept: Days
) -> Iterator[tuple[tuple[int, int], Waited]]:
    firsts = np.searchsorted(days, frame.starts, side="left").tolist()
    ends = np.searchsorted(days, frame.ends, side="right").tolist()
    for column, (first, end) in enumerate(zip(firsts, ends, strict=True)):
        if first < end:
            yield (row, column), Waited(days[first:end], waiting[first:end], kept[first:end])


def waited_by_events(
    cube: Cube, frame: Frame, convention: Convention, grace_days: int, as_of: dt.date
) -> WaitedBy:
    """The same where each event must be looked at."""
    scope = scope_of(cube, frame, convention, grace_days, as_of)
    waited = {}
    for place, waiting in by_tally(scope.moments, frame).items():
        kept, events = scope.kept(place[0]), sorted(waiting)
        days = np.array([event.date.toordinal() for event in events], np.int64)
        waited[place] = Waited(
            days, np.ones_like(days), np.array([event.event_id in kept for event in events], np.int64)
        )
    return waited


def count_pairs(
    waited: WaitedBy,
    frame: Frame,
    convention: Convention,
    window_closing: Days,
    grace_days: int,
    as_of: dt.date,
    reporting: Reporters,
) -> Pairs:
    """Count the events of the rule that were paired, for every unit and window of the frame.

    Args:
        window_closing: Ordinal of each tally's own last day with grace, by row and column.
    """
    written = written_pair(frame.rule)
    assert written is not None
    deadlines, today = Deadlines(written, convention.term.end, grace_days), as_of.toordinal()

    @cache
    def closing(row: int, day: int) -> int:
        return deadlines.closing(dt.date.fromordinal(day), partial(frame.month_last, row))

    pairs = _nothing_yet(frame, window_closing)
    for place, (days, waiting, kept) in waited.items():
        closings = np.array([closing(place[0], day) for day in days.tolist()], np.int64)
        broken = np.where(closings < today, waiting - kept, 0)
        pairs.required[place], pairs.observed[place] = waiting.sum(), kept.sum()
        pairs.breached[place] = broken.sum()
        pairs.due[place] = max(pairs.due[place], closings.max())
        if broken.any() and reporting.missing:
            breaches = days[broken > 0]
            still_open = today <= pairs.due[place] + convention.final_days
            _find_lacking(pairs, frame, place, breaches, deadlines, convention, reporting, still_open)
    return pairs


def _find_lacking(
    pairs: Pairs,
    frame: Frame,
    place: tuple[int, int],
    breaches: Days,
    deadlines: Deadlines,
    convention: Convention,
    reporting: Reporters,
    still_open: bool,
) -> None:
    """What is missing from the term's first day to a breach's deadline, for the first breach and for all of them.

    A predecessor may lie before the window and before the duty: the months are awaited whatever days are active.

    Args:
        breaches: The days on which there is one.
    """
    start = convention.term.start.toordinal()
    ends = (deadlines.of(dt.date.fromordinal(day)) for day in breaches[[0, -1]].tolist())
    first, every = (
        lacking_between(
            frame,
            *place,
            start,
            min(month_end(end), convention.term.end).toordinal(),
            reporting,
            active=False,
        )
        for end in ends
    )
    pairs.unproved[place] = bool(first) and still_open
    pairs.open[place] = bool(every) and still_open
    if every:
        pairs.lacking[place] = every


def without_proof(pairs: Pairs) -> Pairs:
    """The same where whole conventions were not given: any breach may yet be mended, however late it is."""
    return replace(pairs, unproved=pairs.breached > 0)


def _nothing_yet(frame: Frame, window_closing: Days) -> Pairs:
    shape = frame.exists.shape
    return Pairs(
        required=np.zeros(shape, np.int64),
        observed=np.zeros(shape, np.int64),
        breached=np.zeros(shape, np.int64),
        due=window_closing.copy(),
        unproved=np.zeros(shape, bool),
        open=np.zeros(shape, bool),
        lacking={},
    )
