# SPDX-License-Identifier: EUPL-1.2
"""Other windows: where an event counts that only falls outside the window explained."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ...schema.explanation import NearMiss
from ...schema.verdict import Window
from .ownership import Owner
from .subject import Subject


def with_other_window(subject: Subject, owner: Owner, near: NearMiss) -> NearMiss:
    """The same near miss, with the window it counts in where it only misses this one."""
    if near.failed != "window":
        return near
    rows = subject.cube.con.execute(
        "select distinct unit, case_unit from candidate where event_id = $event and failed = 'window'",
        {"event": near.event_id},
    ).fetchall()
    unit, case = rows[0]
    named = [*unit.split("|"), *([case] if case else [])]
    return near.model_copy(update={"counts_in": _counting_window(subject, owner, named, near.date)})


def _counting_window(subject: Subject, owner: Owner, named: Sequence[str], day: dt.date) -> Window | None:
    """The window of the same rule and unit in which an event of that day counts.

    None where only members count, who change from window to window.
    """
    frame, ordinal = subject.frame, day.toordinal()
    if subject.tallies.reached is not None and subject.tallies.reached.by_person[subject.row]:
        return None
    for column in range(len(frame.windows)):
        place = subject.row, column
        if not frame.starts[column] <= ordinal <= frame.ends[column] or not frame.exists[place]:
            continue
        if place in frame.takers:
            return None
        answering = frozenset(frame.units[row].code for row in frame.rows_of(*place))
        there = replace(owner, answering=answering).belonging(named, day)
        return None if there.standing or (owner.kinds and not there.counted) else frame.windows[column]
    return None
