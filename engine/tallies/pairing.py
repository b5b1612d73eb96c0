# SPDX-License-Identifier: EUPL-1.2
"""Pairs: which events were preceded by another, and which were answered, by date.

A follower is preceded by an event on or before its day, a trigger is answered by one on or after it; no
event pairs with itself. One to one, each takes the earliest event still free, earliest first.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple


class DatedEvent(NamedTuple):
    """An event as far as pairing is concerned; sorts by date, then id."""

    date: dt.date
    event_id: str


Span = Callable[[dt.date], tuple[dt.date, dt.date]]


def paired(
    waiting: Iterable[DatedEvent], partners: Iterable[DatedEvent], span: Span, one_to_one: bool
) -> dict[str, str]:
    """The events that another precedes or follows in time: by id, that of the other.

    Both ends of the span move forward with the day, so the earliest free partner is always the best one.

    Args:
        span: Of the day of one that waits, the first and the last on which another may come.

    >>> first, second = dt.date(2018, 3, 10), dt.date(2018, 3, 20)
    >>> plan = DatedEvent(dt.date(2018, 3, 1), "plan")
    >>> sessions = [DatedEvent(first, "a"), DatedEvent(second, "b")]
    >>> paired(sessions, [plan], lambda day: (dt.date.min, day), one_to_one=True)
    {'a': 'plan'}
    """
    free = sorted(set(partners))
    found = {}
    for event in sorted(set(waiting)):
        low, high = span(event.date)
        place = bisect_left(free, DatedEvent(low, ""))
        if place < len(free) and free[place].event_id == event.event_id:
            place += 1
        if place < len(free) and free[place].date <= high:
            found[event.event_id] = free[place].event_id
            if one_to_one:
                del free[place]
    return found


def nearest(
    waiting: Iterable[DatedEvent],
    others: Iterable[DatedEvent],
    kept: Mapping[str, str],
    both_sides: bool,
    one_to_one: bool,
) -> dict[str, dt.date]:
    """For what nothing preceded or answered in time: by id, the day of the other that came nearest, if any did.

    Args:
        both_sides: Those before it are looked at too, not only those on or after its day.

    >>> plan, late = DatedEvent(dt.date(2018, 10, 9), "plan"), DatedEvent(dt.date(2018, 10, 23), "analysis")
    >>> nearest([plan], [late], {}, both_sides=True, one_to_one=True)
    {'plan': datetime.date(2018, 10, 23)}
    """
    taken = set(kept.values()) if one_to_one else set()
    free = sorted({other for other in others if other.event_id not in taken})
    found = {}
    for event in set(waiting):
        if event.event_id not in kept:
            place = bisect_left(free, DatedEvent(event.date, ""))
            around = free[max(0, place - 1) if both_sides else place : place + 2]
            near = [other.date for other in around if other.event_id != event.event_id]
            if near:
                found[event.event_id] = min(near, key=lambda day: (abs(day - event.date), day))
    return found
