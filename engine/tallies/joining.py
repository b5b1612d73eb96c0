# SPDX-License-Identifier: EUPL-1.2
"""Reached since joining: members served on any day from joining to a window's last day, in term."""

import pyarrow as pa

from ...schema.condition import Where
from .activity import Days
from .cube import OWNED_EVENTS, Cube
from .frames import Frame
from .given import create_table, day_column
from .observed import fetch_scattered
from .selectors import values_sql, where_sql


def reached_since_joining(cube: Cube, frame: Frame, where: Where, identity: str) -> Days:
    """Count the members reached, for every unit and window; `member` must stand for this rule."""
    create_served(cube, frame)
    contacts = contacts_since_joining(where, identity)
    return fetch_scattered(
        cube.con,
        frame,
        f"select row, window_ix, count(distinct person) as value from ({contacts}) group by all",
    )


def contacts_since_joining(where: Where, identity: str) -> str:
    """The events that reached a member from joining on; `member` and `served` must stand for this rule."""
    return (
        "with contact as ("
        f" select distinct b.unit_ix, o.event_id, o.date, {values_sql(identity)} as person {OWNED_EVENTS}"
        f' where o."{identity}" is not null and {where_sql(where)})'
        " select distinct m.row, m.window_ix, m.person, c.event_id, c.date from member as m"
        " join served as s using (row, window_ix)"
        " join contact as c on c.unit_ix = s.unit_ix and c.person = m.person"
        " and c.date between greatest(m.joined, s.first) and s.last"
    )


def create_served(cube: Cube, frame: Frame) -> None:
    """Create `served(row, window_ix, unit_ix, first, last)`: where and when a tally's members may be reached.

    From the term's first day to the window's last, at the units the tally answers for and at those they
    continue: a merger does not undo what a member was given.
    """
    rows = [
        (row, column, cube.registry.index[code])
        for row in range(len(frame.units))
        for column in range(len(frame.windows))
        if frame.exists[row, column] and (row, column) not in frame.takers
        for code in serving(cube, frame, row, column)
    ]
    names = ("row", "window_ix", "unit_ix")
    columns = {name: pa.array([one[place] for one in rows], pa.int32()) for place, name in enumerate(names)}
    columns["first"] = day_column([int(frame.starts[0]) for _ in rows])
    columns["last"] = day_column([int(frame.lasts[row, column]) for row, column, _ in rows])
    create_table(cube.con, "served", columns)


def serving(cube: Cube, frame: Frame, row: int, column: int) -> frozenset[str]:
    """The units at which a tally's members may have been reached since they joined."""
    answering = {frame.units[each].code for each in frame.rows_of(row, column)}
    ended = {
        earlier
        for code in answering
        for earlier in cube.registry.predecessors(code)
        if cube.registry.units[cube.registry.index[earlier]].valid_to.toordinal() < frame.lasts[row, column]
    }
    return frozenset(answering | ended)
