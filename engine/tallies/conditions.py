# SPDX-License-Identifier: EUPL-1.2
"""When a condition is met: the span from its first match to its `until`, for each unit."""

import datetime as dt
from collections.abc import Iterable

from ...schema.condition import When, Where
from .cube import OWNED_EVENTS, Cube
from .frames import Condition
from .selectors import quoted, where_sql

LAST = dt.date.max.toordinal()


def condition_met(cube: Cube, when: When, region: str, codes: Iterable[str], as_of: dt.date) -> Condition:
    """The span of days on which `when` is met, by unit code.

    From the first match on, that day included, whatever the term; the first match of `until` on or after
    it is the last day; no reopening. A unit sees the matches of all units it continues; `at: region` sees
    any match in the region.
    """
    begun = _first_dates(cube, when.event)
    closings = {} if when.until is None else _dates(cube, when.until.event, as_of)
    met, ended = {}, set()
    for code in codes:
        sources = [region] if when.at == "region" else [code, *cube.registry.predecessors(code)]
        starts = [begun[source] for source in sources if source in begun]
        if starts:
            first = min(starts)
            ends = [day for source in sources for day in closings.get(source, ()) if day >= first]
            met[code] = (first.toordinal(), min(ends).toordinal() if ends else LAST)
            if ends and when.until is not None and when.until.lapses:
                ended.add(code)
    return Condition(met, frozenset(ended))


def _first_dates(cube: Cube, where: Where) -> dict[str, dt.date]:
    rows = cube.con.execute(
        "select b.unit_ix, min(c.first_date) from cell as c"
        " join belongs as b on b.key = c.key and c.segment between b.segment_from and b.segment_to"
        " and not b.late"
        f" where {cube.condition(where)} group by all"
    ).fetchall()
    return {cube.registry.units[unit].code: day for unit, day in rows}


def _dates(cube: Cube, where: Where, as_of: dt.date) -> dict[str, list[dt.date]]:
    rows = cube.con.execute(
        f"select distinct b.unit_ix, o.date {OWNED_EVENTS}"
        f" where o.date <= {quoted(as_of.isoformat())}::date and {where_sql(where)}"
    ).fetchall()
    dates: dict[str, list[dt.date]] = {}
    for unit, day in rows:
        dates.setdefault(cube.registry.units[unit].code, []).append(day)
    return dates
