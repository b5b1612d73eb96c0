# SPDX-License-Identifier: EUPL-1.2
"""Order and response: of the events that had to be preceded or answered, how many were."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from ...schema.convention import Convention
from ..definitions.calendar import month_end
from .activity import Days
from .cube import Cube
from .deadlines import Deadlines
from .frames import Frame
from .moments import by_tally, scope_of
from .needed_input import lacking_between
from .pairing import DatedEvent
from .reporting import Reporters


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


def count_pairs(
    cube: Cube,
    frame: Frame,
    convention: Convention,
    window_closing: Days,
    grace_days: int,
    as_of: dt.date,
    reporting: Reporters,
) -> Pairs:
    """Pair the events of the rule and count them, for every unit and window of the frame.

    Args:
        window_closing: Ordinal of each tally's own last day with grace, by row and column.
    """
    deadlines, moments, kept, _ = scope_of(cube, frame, convention, grace_days, as_of)
    closing = cache(lambda row, day: deadlines.closing(day, partial(frame.month_last, row)))
    pairs = _nothing_yet(frame, window_closing)
    for place, waiting in by_tally(moments, frame).items():
        broken = sorted(event for event in waiting if event.event_id not in kept(place[0]))
        closed = [event for event in broken if closing(place[0], event.date) < as_of.toordinal()]
        pairs.required[place] = len(waiting)
        pairs.observed[place] = len(waiting) - len(broken)
        pairs.breached[place] = len(closed)
        closings = (closing(place[0], day) for day in {event.date for event in waiting})
        pairs.due[place] = max(int(pairs.due[place]), *closings)
        if closed and reporting.missing:
            still_open = as_of.toordinal() <= pairs.due[place] + convention.final_days
            _find_lacking(pairs, frame, place, closed, deadlines, convention, reporting, still_open)
    return pairs


def _find_lacking(
    pairs: Pairs,
    frame: Frame,
    place: tuple[int, int],
    breaches: Sequence[DatedEvent],
    deadlines: Deadlines,
    convention: Convention,
    reporting: Reporters,
    still_open: bool,
) -> None:
    """What is missing from the term's first day to a breach's deadline, for the first breach and for all of them.

    A predecessor may lie before the window and before the duty: the months are awaited whatever days are active.
    """
    start = convention.term.start.toordinal()
    ends = (deadlines.of(breaches[place].date) for place in (0, -1))
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
