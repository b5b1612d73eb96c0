# SPDX-License-Identifier: EUPL-1.2
"""Evidence: the events a verdict counted, named for whoever wants to look."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Self

from ...schema.condition import Where
from ..tallies.cube import Cube
from ..tallies.frames import Frame
from ..tallies.joining import contacts_since_joining, create_served
from ..tallies.members import create_members
from ..tallies.observed import ANSWERS, EVENTS, condition_of
from ..tallies.selectors import where_sql
from ..tallies.source import Kept, Named, Source
from ..tallies.tally import Tallies

LISTED = 20
"""How many events a verdict names; the rest are counted."""

EVENT_KEY = "(date::varchar || event_id)"
"""What sorts the events a verdict names, by date and then by id, as SQL."""

DAY_LENGTH = len("2018-01-31")

Span = tuple[dt.date, dt.date]
ANY_DAY: Mapping[str, Span] = {}

Found = Mapping[tuple[str, str], Named]


Counted = tuple[Sequence[Tallies], Source]
"""What was counted, and what from; its connection still holds the run's current facts."""


class Evidence:
    """Looks up the matching events of a rule, only when somebody asks: most verdicts are never opened."""

    def __init__(self, counted: Callable[[], Counted], spans: Mapping[str, Span] = ANY_DAY) -> None:
        """Nothing looked up yet.

        Args:
            counted: Asked for once, with the first question: of verdicts that were kept nothing is counted before.
            spans: The first and the last day of the windows that are asked for, of rules of which not all are.
        """
        self._count = counted
        self._spans = spans
        self._found: dict[str, Found] = {}

    @cached_property
    def counted(self) -> Counted:
        """All that was counted, in the order of the rulebook."""
        return self._count()

    @cached_property
    def tallies(self) -> Mapping[str, Tallies]:
        """What was counted, by rule; the members of compositions each by their own id."""
        return {one.rule.id: one for one in self.counted[0]}

    @property
    def cube(self) -> Cube:
        """The scan of the events they are counted from."""
        return self.counted[1].cube

    def between(self, spans: Mapping[str, Span]) -> Self:
        """The same for windows between some days alone, which are sooner looked through."""
        return type(self)(lambda: self.counted, spans)

    def kept_by(self, kept: Kept) -> Self:
        """The same where what a verdict rests on was kept."""
        return type(self)(lambda: (self.counted[0], replace(self.counted[1], kept=kept)), self._spans)

    def of(self, rule: str, unit: str, window: str) -> Named:
        """The first event ids by date, then id, and how many more there are."""
        if rule not in self.tallies:
            return (), 0
        kept = self.counted[1].kept
        if kept is not None and (named := kept.evidence(rule, unit, window)) is not None:
            return named
        if rule not in self._found:
            self._found[rule] = self._look_up(self.tallies[rule])
        return self._found[rule].get((unit, window), ((), 0))

    def _look_up(self, one: Tallies) -> Found:
        frame = one.frame
        if one.receipts is not None:
            return {
                _place(frame, *place): (ids[:LISTED], max(len(ids) - LISTED, 0))
                for place, ids in one.receipts.in_time.items()
            }
        where = condition_of(one.rule)
        if not self.cube.patterns.signatures[where]:
            return {}
        first, last = self._spans.get(one.rule.id, (None, None))
        span = ""
        if first is not None and last is not None:
            span = f" and o.date between date '{first.isoformat()}' and date '{last.isoformat()}'"
        found = self._listed(frame, named_events(where) + span)
        share = one.rule.measure.share
        if one.reached is None or share is None or share.since is None or not isinstance(share.reached, str):
            return found
        of_members = {
            unit.code for unit, member in zip(frame.units, one.reached.by_person, strict=True) if member
        }
        create_members(self.cube.con, self.cube.registry, frame, share.of, share.lead_days)
        create_served(self.cube, frame)
        since = self._listed(frame, contacts_since_joining(where, share.reached))
        kept = {place: ids for place, ids in found.items() if place[0] not in of_members}
        return kept | {place: ids for place, ids in since.items() if place[0] in of_members}

    def _listed(self, frame: Frame, events: str) -> Found:
        """The first of the events of each tally, and how many more there are."""
        return {
            _place(frame, *place): (ids_of(keys), count - len(keys))
            for place, (keys, count) in first_keys(self.cube, frame, events).items()
        }


def named_events(where: Where) -> str:
    """The query for the events of each tally that a rule names for a condition; `$layout` is that of its frame."""
    return (
        f"select distinct a.row, w.window_ix, o.event_id, o.date {EVENTS} {ANSWERS} where {where_sql(where)}"
    )


def first_keys(cube: Cube, frame: Frame, events: str) -> dict[tuple[int, int], tuple[list[str], int]]:
    """The keys of the first events of each tally that has any, and how many there are."""
    rows = cube.con.execute(
        f"select row, window_ix, min({EVENT_KEY}, $listed), count(*) from ("
        f" select distinct row, window_ix, event_id, date from ({events})) group by all",
        {"listed": LISTED} | ({"layout": frame.number} if "$layout" in events else {}),
    ).fetchall()
    return {(row, column): (keys, count) for row, column, keys, count in rows}


def ids_of(keys: Iterable[str]) -> tuple[str, ...]:
    """The ids of events by their keys."""
    return tuple(key[DAY_LENGTH:] for key in keys)


def _place(frame: Frame, row: int, column: int) -> tuple[str, str]:
    return frame.units[row].code, frame.windows[column].label
