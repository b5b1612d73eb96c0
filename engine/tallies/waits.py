# SPDX-License-Identifier: EUPL-1.2
"""Waits: what became of each event that had to be preceded or answered."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from ...schema.convention import Convention
from .cube import Cube
from .frames import Frame
from .moments import PairingScope, by_tally, scope_of
from .pairing import DatedEvent


class Wait(NamedTuple):
    """An event that waits for another.

    Attributes:
        partner: The id of the one that preceded or answered it.
        instead: Where none did, the day of the one that came nearest to that.
    """

    dated: DatedEvent
    partner: str | None
    instead: dt.date | None
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
    scope = scope_of(cube, frame, convention, grace_days, as_of)
    events = by_tally(scope.moments, frame).get(place, ())
    return _waits(events, scope, frame, place[0]), frozenset(scope.kept(place[0]).values())


def all_waits(
    cube: Cube, frame: Frame, convention: Convention, grace_days: int, as_of: dt.date
) -> dict[tuple[int, int], list[Wait]]:
    """The events that every tally of the frame requires to be preceded or answered, by row and column."""
    scope = scope_of(cube, frame, convention, grace_days, as_of)
    waiting = by_tally(scope.moments, frame)
    return {place: _waits(events, scope, frame, place[0]) for place, events in sorted(waiting.items())}


def _waits(events: Iterable[DatedEvent], scope: PairingScope, frame: Frame, row: int) -> list[Wait]:
    deadlines, partners, instead = scope.deadlines, scope.kept(row), scope.instead(row)
    month_last = partial(frame.month_last, row)
    return [
        Wait(
            event,
            partners.get(event.event_id),
            instead.get(event.event_id),
            deadlines.of(event.date),
            dt.date.fromordinal(deadlines.closing(event.date, month_last)),
        )
        for event in sorted(events)
    ]
