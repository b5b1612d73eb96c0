# SPDX-License-Identifier: EUPL-1.2
"""Receipts: submissions received in time, counted like events dated the last day of their month in term."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ...schema.convention import Convention, Interval
from ...schema.rule import Duty
from ..definitions.calendar import month_end
from .frames import Frame
from .reporting import Receipt, Reporters
from .selectors import events_named

DERIVED = "submission"
"""The event type made from the submissions received, which no file may contain."""


def is_derived(rule: Duty) -> bool:
    """Whether a rule counts submissions received rather than events reported."""
    return rule.where is not None and events_named(rule.where) == frozenset({DERIVED})


@dataclass(frozen=True)
class Receipts:
    """Submissions that count, by row and column of a frame, and where only a late one came."""

    in_time: Mapping[tuple[int, int], tuple[str, ...]]
    late: frozenset[tuple[int, int]]


def receipts_of(frame: Frame, reporting: Reporters, convention: Convention, as_of: dt.date) -> Receipts:
    """The submissions of each unit and window, told apart by when they were received.

    A submission is for exactly the units it names, not for their ancestors.
    """
    row_of = {unit.code: row for row, unit in enumerate(frame.units)}
    in_time: dict[tuple[int, int], tuple[str, ...]] = {}
    late = set()
    for receipt in sorted(_asked(frame, reporting.receipts), key=lambda each: (each.month, each.id)):
        for place, day in _places(frame, row_of, receipt, convention, as_of):
            if receipt.received > day + dt.timedelta(days=convention.reporting.due_days):
                late.add(place)
            elif receipt.id not in in_time.get(place, ()):
                in_time[place] = (*in_time.get(place, ()), receipt.id)
    return Receipts(in_time, frozenset(late - in_time.keys()))


def _asked(frame: Frame, receipts: Iterable[Receipt]) -> Iterator[Receipt]:
    """The submissions of the months in which there is a tally: often all but one month is known from before."""
    columns = frame.exists.any(axis=0)
    if columns.any():
        first, last = frame.starts[columns].min(), frame.ends[columns].max()
        for receipt in receipts:
            month = dt.date.fromisoformat(f"{receipt.month}-01")
            if month.toordinal() <= last and month_end(month).toordinal() >= first:
                yield receipt


def _places(
    frame: Frame, row_of: Mapping[str, int], receipt: Receipt, convention: Convention, as_of: dt.date
) -> Iterator[tuple[tuple[int, int], dt.date]]:
    """The tallies a submission is counted for, each with the day it is dated."""
    for row in (row_of[code] for code in receipt.units if code in row_of):
        day = dated(receipt.month, convention.term, frame, row)
        if not convention.term.start <= day <= min(convention.term.end, as_of):
            continue
        ordinal = day.toordinal()
        for column in np.flatnonzero((frame.starts <= ordinal) & (frame.lasts[row] >= ordinal)):
            place = frame.takers.get((row, int(column)), row), int(column)
            if frame.lasts[place] >= ordinal:
                yield place, day


def dated(month: str, term: Interval, frame: Frame, row: int) -> dt.date:
    """The day a submission counts on: the last of its month, in the term and in the life of its unit."""
    first = dt.date.fromisoformat(f"{month}-01")
    last = frame.month_last(row, first)
    return min(last, term.end) if first <= term.end else last
