# SPDX-License-Identifier: EUPL-1.2
"""What is kept of events to begin with, from the scan of a run that has counted all of them."""

from collections import Counter, defaultdict

from ...schema.condition import Where
from ...schema.measure import Measure
from ..tallies.cube import OWNED_EVENTS, Cube
from ..tallies.frames import Frame
from ..tallies.observed import CELLS, parts_sql
from ..tallies.populations import identities_sql
from ..tallies.selectors import where_sql
from .cells import Parts, Place


def parts_of(cube: Cube, frame: Frame) -> Parts:
    """What was told apart by each tally of a rule, and in how many events each thing was seen."""
    where, measure = frame.rule.where, frame.rule.measure
    if where is None or not cube.patterns.signatures[where]:
        return {}
    if measure.units is not None:
        return _units(cube, frame, where, measure.units)
    found: dict[Place, Counter[str]] = defaultdict(Counter)
    parts = _parts_sql(where, measure)
    if parts is not None:
        rows = cube.con.execute(
            f"select row, window_ix, part, count(distinct event_id) from ({parts}) group by all",
            {"layout": frame.number},
        ).fetchall()
        for row, column, part, events in rows:
            found[row, column][str(part)] = events
    return found


def _parts_sql(where: Where, measure: Measure) -> str | None:
    if measure.share is not None and isinstance(measure.share.reached, str):
        return identities_sql(where, measure.share.reached)
    return None if measure.distinct is None else parts_sql(where, measure.distinct)


def _units(cube: Cube, frame: Frame, where: Where, kinds: tuple[str, ...]) -> Parts:
    """The units of some kinds with a matching event; none of them continues another."""
    rows = cube.con.execute(
        f"select b.unit_ix, c.segment, w.window_ix, sum(c.events)::bigint {CELLS} "
        f"where {cube.condition(where)} group by all",
        {"layout": frame.number},
    ).fetchall()
    row_of = {unit.code: row for row, unit in enumerate(frame.units)}
    found: dict[Place, Counter[str]] = defaultdict(Counter)
    for unit_ix, segment, column, events in rows:
        unit = cube.registry.units[unit_ix]
        above = cube.registry.closure(unit.code, cube.starts[segment]) if unit.kind in kinds else ()
        for row in (row_of[code] for code in above if code in row_of):
            found[row, column][unit.code] += events
    return found


def days_of(cube: Cube, where: Where) -> dict[str, Counter[int]]:
    """On which days a condition was met, at each unit, and by how many events."""
    rows = cube.con.execute(
        f"select b.unit_ix, o.date, count(*) {OWNED_EVENTS} where {where_sql(where)} group by all"
    ).fetchall()
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for unit, day, events in rows:
        found[cube.registry.units[unit].code][day.toordinal()] = events
    return found
