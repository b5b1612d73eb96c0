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


def preceded(
    followers: Iterable[DatedEvent],
    predecessors: Iterable[DatedEvent],
    within_days: int | None,
    one_to_one: bool,
) -> dict[str, str]:
    """The followers that come on or after one of the predecessors, in time: by id, that of its predecessor.

    >>> first, second = dt.date(2018, 3, 10), dt.date(2018, 3, 20)
    >>> plan = Dated(dt.date(2018, 3, 1), "plan")
    >>> sorted(preceded([Dated(first, "a"), Dated(second, "b")], [plan], None, one_to_one=True))
    ['a']
    """

    def span(day: dt.date) -> tuple[dt.date, dt.date]:
        return (dt.date.min if within_days is None else day - dt.timedelta(days=within_days)), day

    return _paired(followers, predecessors, span, one_to_one)


def answered(
    triggers: Iterable[DatedEvent],
    answers: Iterable[DatedEvent],
    deadline: Callable[[dt.date], dt.date],
    one_to_one: bool,
) -> dict[str, str]:
    """The triggers that one of the answers follows by the trigger's deadline: by id, that of its answer."""
    return _paired(triggers, answers, lambda day: (day, deadline(day)), one_to_one)


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

    >>> plan, late = Dated(dt.date(2018, 10, 9), "plan"), Dated(dt.date(2018, 10, 23), "analysis")
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


def _paired(
    waiting: Iterable[DatedEvent], partners: Iterable[DatedEvent], span: Span, one_to_one: bool
) -> dict[str, str]:
    """Both ends of the span move forward with the day, so the earliest free partner is always the best one."""
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
