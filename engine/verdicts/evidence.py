# SPDX-License-Identifier: EUPL-1.2
"""Evidence: the events a verdict counted, named for whoever wants to look."""

from collections.abc import Mapping, Sequence

from ..tallies.cube import Cube
from ..tallies.moments import paired_conditions
from ..tallies.observed import ANSWERS, EVENTS, create_answers
from ..tallies.selectors import where_sql
from ..tallies.tally import Tallies

LISTED = 20
"""How many events a verdict names; the rest are counted."""

Found = Mapping[tuple[str, str], tuple[tuple[str, ...], int]]


class Evidence:
    """Looks up the matching events of a rule, only when somebody asks: most verdicts are never opened.

    Attributes:
        tallies: What was counted, by rule; the members of compositions each by their own id.
        cube: The scan they were counted from, whose connection still holds the run's current facts.
    """

    def __init__(self, tallied: Sequence[Tallies], cube: Cube) -> None:
        self.tallies = {one.rule.id: one for one in tallied}
        self.cube = cube
        self._found: dict[str, Found] = {}

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
                (frame.units[row].code, frame.windows[column].label): (
                    ids[:LISTED],
                    max(len(ids) - LISTED, 0),
                )
                for (row, column), ids in one.receipts.in_time.items()
            }
        where = one.rule.where or paired_conditions(one.rule)[0]
        create_answers(self.cube, frame)
        rows = self.cube.con.execute(
            "select row, window_ix, list(event_id order by date, event_id)[1:$listed], count(*) from ("
            f" select distinct a.row, w.window_ix, o.event_id, o.date {EVENTS} {ANSWERS}"
            f" where {where_sql(where)}) group by all",
            {"period": frame.rule.per, "listed": LISTED},
        ).fetchall()
        return {
            (frame.units[row].code, frame.windows[column].label): (tuple(ids), count - len(ids))
            for row, column, ids, count in rows
        }
