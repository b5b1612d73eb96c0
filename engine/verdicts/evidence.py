# SPDX-License-Identifier: EUPL-1.2
"""Evidence: the events a verdict counted, named for whoever wants to look."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Self

from ..tallies.cube import Cube
from ..tallies.frames import Frame
from ..tallies.joining import contacts_since_joining, create_served
from ..tallies.members import create_members
from ..tallies.moments import paired_conditions
from ..tallies.observed import ANSWERS, EVENTS
from ..tallies.selectors import where_sql
from ..tallies.tally import Tallies

LISTED = 20
"""How many events a verdict names; the rest are counted."""

Span = tuple[dt.date, dt.date]
ANY_DAY: Mapping[str, Span] = {}

Found = Mapping[tuple[str, str], tuple[tuple[str, ...], int]]


Counted = tuple[Sequence[Tallies], Cube]
"""What was counted, and the scan it was counted from, whose connection still holds the run's current facts."""


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
        """The scan they were counted from."""
        return self.counted[1]

    def between(self, spans: Mapping[str, Span]) -> Self:
        """The same for windows between some days alone, which are sooner looked through."""
        return type(self)(lambda: self.counted, spans)

    def of(self, rule: str, unit: str, window: str) -> tuple[tuple[str, ...], int]:
        """The first event ids by date, then id, and how many more there are."""
        if rule not in self.tallies:
            return (), 0
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
        where = one.rule.where or paired_conditions(one.rule)[0]
        if not self.cube.patterns.signatures[where]:
            return {}
        counted = f"select distinct a.row, w.window_ix, o.event_id, o.date {EVENTS} {ANSWERS} where {where_sql(where)}"
        first, last = self._spans.get(one.rule.id, (None, None))
        if first is not None and last is not None:
            counted += f" and o.date between date '{first.isoformat()}' and date '{last.isoformat()}'"
        found = self._listed(frame, counted)
        share = one.rule.measure.share
        if one.reached is None or share is None or share.since is None or not isinstance(share.reached, str):
            return found
        of_members = {
            unit.code for unit, member in zip(frame.units, one.reached.by_person, strict=True) if member
        }
        create_members(self.cube, frame, share.of, share.lead_days)
        create_served(self.cube, frame)
        since = self._listed(frame, contacts_since_joining(where, share.reached))
        kept = {place: ids for place, ids in found.items() if place[0] not in of_members}
        return kept | {place: ids for place, ids in since.items() if place[0] in of_members}

    def _listed(self, frame: Frame, events: str) -> Found:
        """The first of the events of each tally, and how many more there are."""
        rows = self.cube.con.execute(
            "select row, window_ix, list_transform(min((date, event_id), $listed), lambda e: e[2]), count(*) from ("
            f" select distinct row, window_ix, event_id, date from ({events})) group by all",
            {"listed": LISTED} | ({"layout": frame.number} if "$layout" in events else {}),
        ).fetchall()
        return {
            _place(frame, row, column): (tuple(ids), count - len(ids)) for row, column, ids, count in rows
        }


def _place(frame: Frame, row: int, column: int) -> tuple[str, str]:
    return frame.units[row].code, frame.windows[column].label
