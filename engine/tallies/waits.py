# SPDX-License-Identifier: EUPL-1.2
"""Waits: what became of each event that had to be preceded or answered."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from ...schema.convention import Convention
from .cube import Cube
from .deadlines import Deadlines
from .frames import Frame
from .moments import by_tally, scope_of
from .pairing import Dated


class Wait(NamedTuple):
    """An event that waits for another, and the id of the one that preceded or answered it."""

    dated: Dated
    partner: str | None
    until: dt.date
    closing: dt.date


def waits_of(
    cube: Cube,
    frame: Frame,
    convention: Convention,
    grace_days: int,
    as_of: dt.date,
    place: tuple[int, int],
) -> tuple[list[Wait], frozenset[str]]:
    """The events one tally requires to be preceded or answered, by date, each with what became of it.

    Args:
        place: Row and column of the tally.

    Returns:
        These events, and the ids of all that precede or answer any event of the same scope.
    """
    deadlines, moments, kept = scope_of(cube, frame, convention, grace_days, as_of)
    partners = kept(place[0])
    events = by_tally(moments, frame).get(place, ())
    waits = _waits(events, partners, deadlines, partial(frame.month_last, place[0]))
    return waits, frozenset(partners.values())


def all_waits(
    cube: Cube, frame: Frame, convention: Convention, grace_days: int, as_of: dt.date
) -> dict[tuple[int, int], list[Wait]]:
    """The events that every tally of the frame requires to be preceded or answered, by row and column."""
    deadlines, moments, kept = scope_of(cube, frame, convention, grace_days, as_of)
    waiting = by_tally(moments, frame)
    return {
        place: _waits(events, kept(place[0]), deadlines, partial(frame.month_last, place[0]))
        for place, events in sorted(waiting.items())
    }


def _waits(
    events: Iterable[Dated],
    partners: Mapping[str, str],
    deadlines: Deadlines,
    month_last: Callable[[dt.date], dt.date],
) -> list[Wait]:
    return [
        Wait(
            event,
            partners.get(event.event_id),
            deadlines.of(event.date),
            dt.date.fromordinal(deadlines.closing(event.date, month_last)),
        )
        for event in sorted(events)
    ]
