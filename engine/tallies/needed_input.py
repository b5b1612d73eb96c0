# SPDX-License-Identifier: EUPL-1.2
"""Needed input: the submissions a closed tally cannot be judged without, and which were not received."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ...schema.verdict import Window
from ..definitions.calendar import DAY, month_end, month_label
from .activity import Days
from .frames import Frame
from .layouts import marked
from .reporting import Reporters

Lacking = Mapping[tuple[int, int], tuple[str, ...]]


@dataclass(frozen=True)
class MissingInput:
    """What is missing of a rule's tallies, by row and column of its frame.

    Attributes:
        open: Something needed is missing and may still come.
        lacking: What is missing, `UNIT YYYY-MM`, where anything is.
        absent: Member conventions that were not given to a run over the whole programme.
    """

    open: NDArray[np.bool_]
    lacking: Lacking = field(default_factory=dict)
    absent: tuple[str, ...] = ()

    def without(self, places: Collection[tuple[int, int]]) -> Self:
        """The same, but for tallies that are decided without events."""
        still_open = self.open.copy()
        for place in places:
            still_open[place] = False
        lacking = {place: found for place, found in self.lacking.items() if place not in places}
        return replace(self, open=still_open, lacking=lacking)


def missing_input(frame: Frame, closing: Days, final: Days, as_of: int, reporting: Reporters) -> MissingInput:
    """Compare what the closed tallies need with what was received.

    Args:
        closing: Ordinal after which the tally is judged, by row and column.
        final: Ordinal after which what is unreported counts as not done, by row and column.
    """
    still_open = np.zeros(frame.exists.shape, bool)
    lacking: dict[tuple[int, int], tuple[str, ...]] = {}
    if not reporting.missing:
        return MissingInput(still_open)
    touched = np.array([reporting.may_miss(unit) for unit in frame.units], bool)
    answering = np.repeat(touched.reshape(-1, 1), len(frame.windows), axis=1) | marked(
        frame.taken, frame.exists.shape
    )
    judged = answering & (closing < as_of) & frame.exists & (frame.activity.active > 0)
    for row, column in np.argwhere(judged).tolist():
        start, end = int(frame.starts[column]), int(frame.ends[column])
        if found := lacking_between(frame, row, column, start, end, reporting):
            lacking[row, column] = found
            still_open[row, column] = as_of <= final[row, column]
    return MissingInput(still_open, lacking)


def without_members(
    missing: MissingInput, frame: Frame, closing: Days, as_of: int, absent: Sequence[str]
) -> MissingInput:
    """The same where whole conventions were not given: no closed tally can be judged, however late it is."""
    closed = frame.exists & (frame.activity.active > 0) & (closing < as_of)
    return MissingInput(missing.open | closed, missing.lacking, tuple(absent)) if absent else missing


def lacking_between(
    frame: Frame, row: int, column: int, start: int, end: int, reporting: Reporters, *, active: bool = True
) -> tuple[str, ...]:
    """The missing submissions of the months from `start` to `end` of the units the tally answers for.

    Args:
        active: Only of months in which one of them owed the duty; else in which one of them existed.
    """
    rows = frame.rows_of(row, column)
    months = [
        month
        for month in _months(start, end)
        if any(_there(frame, one, month, active=active) for one in rows)
    ]
    return reporting.missing_for([frame.units[one] for one in rows], months)


def _there(frame: Frame, row: int, month: Window, *, active: bool) -> bool:
    if active:
        return frame.presences[row].active_between(month.start.toordinal(), month.end.toordinal())
    return frame.units[row].valid_from <= month.end and frame.units[row].valid_to >= month.start


@lru_cache(maxsize=10_000)
def _months(start: int, end: int) -> Sequence[Window]:
    """The months of an interval, each with its first and last day inside it."""
    months = []
    day, last = dt.date.fromordinal(start), dt.date.fromordinal(end)
    while day <= last:
        months.append(Window(label=month_label(day), start=day, end=min(month_end(day), last)))
        day = months[-1].end + DAY
    return months
