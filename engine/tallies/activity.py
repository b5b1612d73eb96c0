# SPDX-License-Identifier: EUPL-1.2
"""Active days: on how many days of a window a unit owed a duty.

A day is active when it is in term, the unit is valid, the rule's `when` is met and no suspension covers
it. Days are proleptic ordinals (`date.toordinal()`) in int64 arrays; intervals include both ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
Span = tuple[int, int]
NO_DAY = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Presence:
    """When one unit owes one duty: a span, less disjoint suspended spans in order."""

    span: Span
    suspended: tuple[Span, ...] = ()

    def active_between(self, start: int, end: int) -> bool:
        """Whether any day from `start` to `end` is active."""
        begin, stop = max(start, self.span[0]), min(end, self.span[1])
        for first, last in self.suspended:
            if first <= begin <= last:
                begin = last + 1
        return begin <= stop


@dataclass(frozen=True)
class Activity:
    """Counts of days, one row a unit and one column a window.

    Attributes:
        active: Active days.
        unsuspended: What they would be without suspensions.
        elapsed: Active days up to and including as_of.
        first: The first active day, NO_DAY where there is none.
    """

    active: Days
    unsuspended: Days
    elapsed: Days
    first: Days


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Overlapping and touching spans joined, in order.

    >>> merged([(5, 9), (1, 3), (4, 6)])
    ((1, 9),)
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def common(several: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """The days in spans of each, where those of each are disjoint and in order.

    >>> common([[(1, 5), (8, 9)], [(4, 8)]])
    ((4, 5), (8, 8))
    """
    first, *rest = several
    found = tuple(first)
    for spans in rest:
        both = ((max(one[0], other[0]), min(one[1], other[1])) for one in found for other in spans)
        found = tuple(span for span in both if span[0] <= span[1])
    return found


def activity_of(presences: Sequence[Presence], starts: Days, ends: Days, as_of: int) -> Activity:
    """Count the active days of every unit in every window `starts[w]..ends[w]`."""
    low = np.array([presence.span[0] for presence in presences], np.int64).reshape(-1, 1)
    high = np.array([presence.span[1] for presence in presences], np.int64).reshape(-1, 1)
    begin, end = np.maximum(low, starts), np.minimum(high, ends)
    unsuspended = _length(begin, end)
    active, elapsed = unsuspended.copy(), _length(begin, np.minimum(end, as_of))
    first = np.where(unsuspended > 0, begin, NO_DAY)
    for rows, spans in _alike(presences):
        for start, stop in spans:
            cut_begin, cut_end = np.maximum(begin[rows], start), np.minimum(end[rows], stop)
            active[rows] -= _length(cut_begin, cut_end)
            elapsed[rows] -= _length(cut_begin, np.minimum(cut_end, as_of))
            pushed = (first[rows] >= start) & (first[rows] <= stop)
            first[rows] = np.where(pushed, stop + 1, first[rows])
    first = np.where(active > 0, first, NO_DAY)
    return Activity(active, unsuspended, elapsed, first)


def united_activity(
    presences: Sequence[Presence], start: int, end: int, as_of: int
) -> tuple[int, int, int, int]:
    """The same four counts for several units taken as one in one window: a day counts if it does for any."""
    days = np.arange(start, end + 1)
    valid, active = np.zeros(len(days), bool), np.zeros(len(days), bool)
    for presence in presences:
        within = (days >= presence.span[0]) & (days <= presence.span[1])
        valid |= within
        for begin, stop in presence.suspended:
            within &= (days < begin) | (days > stop)
        active |= within
    first = int(days[active][0]) if active.any() else int(NO_DAY)
    return int(active.sum()), int(valid.sum()), int((active & (days <= as_of)).sum()), first


def _length(begin: Days, end: Days) -> Days:
    length: Days = np.maximum(end - begin + 1, 0)
    return length


def _alike(presences: Sequence[Presence]) -> list[tuple[NDArray[np.intp], tuple[Span, ...]]]:
    """Units with the same suspended spans together, so that one pass serves them all."""
    groups: dict[tuple[Span, ...], list[int]] = {}
    for row, presence in enumerate(presences):
        if presence.suspended:
            groups.setdefault(presence.suspended, []).append(row)
    return [(np.array(rows, np.intp), spans) for spans, rows in groups.items()]
