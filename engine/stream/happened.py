# SPDX-License-Identifier: EUPL-1.2
"""What has happened: versions of events that count now and did not, or the other way round, and what they meet."""

from collections.abc import Sequence
from typing import NamedTuple

from ...schema.condition import Where
from ..intake.sheets import Connection
from ..tallies.selectors import events_named, where_sql
from ..verdicts.evidence import EVENT_KEY

UNSEEN = "exclude (note, status, submission)"
"""Columns of events that no rule can ask for."""

COUNTED = ("participants", "invited", "firm", "person", "case", "phase", "target", "topic")
"""Columns of events that measures sum, or tell apart."""


class Happened(NamedTuple):
    """One version of an event.

    Attributes:
        sign: 1 where it counts now and did not, -1 where it did.
        key: Sorts it among the events that a verdict names.
        day: Ordinal.
        units: Those it names, between `|`.
        met: The conditions it meets, by their places among those asked.
        values: Of the columns in COUNTED.
    """

    sign: int
    key: str
    day: int
    units: str
    case: str | None
    met: Sequence[int]
    values: Sequence[str | int | None]


def differing(old: str, new: str) -> str:
    """The query for what has happened between what counted and what counts now."""
    gone, come = (f"(({one}) except ({other}))" for one, other in ((old, new), (new, old)))
    return f"select -1 as sign, * from {gone} union all select 1 as sign, * from {come}"


def happened_of(con: Connection, conditions: Sequence[Where]) -> list[Happened]:
    """What stands in the table `happened` and meets any of some conditions; first what counts no more."""
    types = {name for (name,) in con.execute("select distinct event from happened").fetchall()}
    chosen = []
    for place, where in enumerate(conditions if types else ()):
        named = events_named(where)
        if named is None or not named.isdisjoint(types):
            chosen.append(place)
    if not chosen:
        return []
    met = ", ".join(where_sql(conditions[place]) for place in chosen)
    columns = ", ".join(f'"{name}"' for name in COUNTED)
    rows = con.execute(
        f'select sign, {EVENT_KEY}, date, unit, "case", [{met}], {columns} from happened order by sign'
    ).fetchall()
    found = []
    for sign, key, day, units, case, answers, *values in rows:
        asked = [place for place, answer in zip(chosen, answers, strict=True) if answer]
        if asked:
            found.append(Happened(sign, key, day.toordinal(), units, case, asked, values))
    return found
