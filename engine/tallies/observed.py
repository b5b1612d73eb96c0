# SPDX-License-Identifier: EUPL-1.2
"""Observed: what was done for a rule, at each unit, in each window."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from ...schema.condition import Where
from ...schema.measure import Measure
from .activity import Days
from .cube import OWNED_EVENTS, Cube
from .frames import Frame
from .selectors import named_values, values_sql, where_sql

CELLS = """
from cell as c join belongs as b on b.key = c.key and c.segment between b.segment_from and b.segment_to
  and not b.late
join segment_window as w on w.segment = c.segment and w.period = $period
"""

EVENTS = f"""{OWNED_EVENTS}
join segment_window as w on w.segment = d.segment and w.period = $period
"""

ANSWERS = """
join answers as a on a.unit_ix = b.unit_ix and a.window_ix = w.window_ix
"""
"""Which tally answers for a unit's events: its own row, and after a merger that of its successor."""


def observe(cube: Cube, frame: Frame, where: Where, measure: Measure) -> Days:
    """Observed counts, one row a unit of the frame and one column a window."""
    if not cube.signatures[where]:
        return scattered(frame, ())
    create_answers(cube, frame)
    if measure.units is not None:
        return _units(cube, frame, where, measure.units)
    if measure.distinct is not None:
        return _distinct(cube, frame, where, measure.distinct)
    return _added(cube, frame, where, "events" if measure.count else str(measure.sum))


def create_answers(cube: Cube, frame: Frame) -> None:
    """Create `answers(unit_ix, window_ix, row)`: the row that counts a unit's events in each window."""
    own = np.array([cube.registry.index[unit.code] for unit in frame.units], np.int32)
    columns = len(frame.windows)
    answering = np.repeat(np.arange(len(own), dtype=np.int32), columns).reshape(len(own), columns)
    for (row, column), heir in frame.takers.items():
        answering[row, column] = heir
    table = pa.table(
        {
            "unit_ix": np.repeat(own, columns),
            "window_ix": np.tile(np.arange(columns, dtype=np.int32), len(own)),
            "row": answering.ravel(),
        }
    )
    cube.con.register("given", table)
    cube.con.execute("create or replace temp table answers as select * from given")
    cube.con.unregister("given")


def scattered(frame: Frame, rows: Iterable[tuple[int, int, int]]) -> Days:
    """An array of the frame's shape with zeros where `(row, column, value)` says nothing: silence is data."""
    values = np.zeros((len(frame.units), len(frame.windows)), np.int64)
    for row, column, value in rows:
        values[row, column] = value
    return values


def fetch_scattered(cube: Cube, frame: Frame, query: str) -> Days:
    """Run a query for `row`, `window_ix`, `value` and scatter it."""
    named = {"period": frame.rule.per} if "$period" in query else {}
    found = cube.con.execute(query, named).fetchnumpy()
    values = np.zeros((len(frame.units), len(frame.windows)), np.int64)
    values[found["row"], found["window_ix"]] = np.ma.filled(found["value"], 0)
    return values


def _added(cube: Cube, frame: Frame, where: Where, column: str) -> Days:
    condition = cube.condition(where)
    if not frame.takers:
        return fetch_scattered(
            cube,
            frame,
            f"select a.row, w.window_ix, coalesce(sum(c.{column}), 0)::bigint as value {CELLS} {ANSWERS}"
            f" where {condition} group by all",
        )
    # An event of two units that one tally answers for must count once: first one row a cell and tally.
    return fetch_scattered(
        cube,
        frame,
        "select row, window_ix, coalesce(sum(amount), 0)::bigint as value from ("
        f" select distinct c.rowid as cell, a.row, w.window_ix, c.{column} as amount {CELLS} {ANSWERS}"
        f" where {condition}) group by all",
    )


def _distinct(cube: Cube, frame: Frame, where: Where, column: str) -> Days:
    named = named_values(where, column)
    kept = "" if named is None else f" where part in ({named})"
    return fetch_scattered(
        cube,
        frame,
        "select row, window_ix, count(distinct part) as value from ("
        f" select a.row, w.window_ix, {values_sql(column)} as part {EVENTS} {ANSWERS}"
        f' where o."{column}" is not null and {where_sql(where)}){kept} group by all',
    )


def _units(cube: Cube, frame: Frame, where: Where, kinds: tuple[str, ...]) -> Days:
    """Units of the kinds with a matching event, each told by its first date in the window."""
    found = cube.con.execute(
        f"select b.unit_ix, c.segment, w.window_ix, min(c.first_date) {CELLS}"
        f" where {cube.condition(where)} group by all",
        {"period": frame.rule.per},
    ).fetchall()
    row_of = {unit.code: row for row, unit in enumerate(frame.units)}
    first: dict[tuple[int, int], dict[str, int]] = {}
    for unit_ix, segment, column, date in found:
        unit = cube.registry.units[unit_ix]
        if unit.kind not in kinds:
            continue
        for above in cube.registry.closure(unit.code, cube.starts[segment]):
            row = row_of.get(above)
            if row is not None:
                place = (frame.takers.get((row, column), row), column)
                seen = first.setdefault(place, {})
                seen[unit.code] = min(seen.get(unit.code, date.toordinal()), date.toordinal())
    rows = ((row, column, len(counting_units(cube, seen))) for (row, column), seen in first.items())
    return scattered(frame, rows)


def counting_units(cube: Cube, first: dict[str, int]) -> list[str]:
    """The units that count: not those that only carried on what a predecessor had already begun."""
    counting = []
    for code, day in first.items():
        before = [earlier for earlier in cube.registry.predecessors(code) if earlier in first]
        ends = (cube.registry.units[cube.registry.index[earlier]].valid_to.toordinal() for earlier in before)
        if not any(day > end for end in ends):
            counting.append(code)
    return counting
