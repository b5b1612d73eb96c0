# SPDX-License-Identifier: EUPL-1.2
"""When a condition is met: the span from its first match to its `until`, for each unit."""

import datetime as dt
from collections.abc import Iterable, Mapping

from ...schema.condition import When, Where
from .cube import OWNED_EVENTS
from .frames import Condition
from .selectors import quoted, where_sql
from .source import DaysOfUnits, Source

LAST = dt.date.max.toordinal()


def condition_met(source: Source, when: When, region: str, codes: Iterable[str], as_of: dt.date) -> Condition:
    """The span of days on which `when` is met, by unit code.

    From the first match on, that day included, whatever the term; the first match of `until` on or after
    it is the last day; no reopening. A unit sees the matches of all units it continues; `at: region` sees
    any match in the region.
    """
    begun = _first_days(source, when.event)
    closings = {} if when.until is None else _days(source, when.until.event, as_of)
    met, ended = {}, set()
    for code in codes:
        places = [region] if when.at == "region" else [code, *source.registry.predecessors(code)]
        starts = [begun[place] for place in places if place in begun]
        if starts:
            first = min(starts)
            ends = [day for place in places for day in closings.get(place, ()) if day >= first]
            met[code] = (first, min(ends) if ends else LAST)
            if ends and when.until is not None and when.until.lapses:
                ended.add(code)
    return Condition(met, frozenset(ended))


def _first_days(source: Source, where: Where) -> Mapping[str, int]:
    if source.kept is not None and (known := source.kept.days(where)) is not None:
        return {code: min(days) for code, days in known.items()}
    cube = source.cube
    rows = cube.con.execute(
        "select b.unit_ix, min(c.first_date) from cell as c"
        " join belongs as b on b.key = c.key and c.segment between b.segment_from and b.segment_to"
        " and not b.late"
        f" where {cube.condition(where)} group by all"
    ).fetchall()
    return {cube.registry.units[unit].code: day.toordinal() for unit, day in rows}


def _days(source: Source, where: Where, as_of: dt.date) -> DaysOfUnits:
    if source.kept is not None and (known := source.kept.days(where)) is not None:
        return known
    cube = source.cube
    rows = cube.con.execute(
        f"select distinct b.unit_ix, o.date {OWNED_EVENTS}"
        f" where o.date <= {quoted(as_of.isoformat())}::date and {where_sql(where)}"
    ).fetchall()
    days: dict[str, list[int]] = {}
    for unit, day in rows:
        days.setdefault(cube.registry.units[unit].code, []).append(day.toordinal())
    return days
