# SPDX-License-Identifier: EUPL-1.2
"""Observed: what was done for a rule, at each unit, in each window."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb
import numpy as np

from ...schema.condition import Where
from ...schema.rule import Rule
from .activity import Days
from .cube import OWNED_EVENTS, Cube
from .frames import RuleLayout
from .given import create_table
from .layouts import Layout
from .moments import paired_conditions
from .selectors import counted_value, values_sql, where_sql

CELLS = """
from cell as c join belongs as b on b.key = c.key and c.segment between b.segment_from and b.segment_to
  and not b.late
join segment_window as w on w.segment = c.segment and w.layout = $layout
"""

EVENTS = f"""{OWNED_EVENTS}
join segment_window as w on w.segment = d.segment and w.layout = $layout
"""

ANSWERS = """
join answers as a on a.layout = w.layout and a.window_ix = w.window_ix and a.unit_ix = b.unit_ix
"""
"""Which tally answers for a unit's events: its own row, and after a merger that of its successor."""

_ADDED = """
with placed as (
  select distinct a.layout, a.row, a.window_ix, b.key, w.segment
  from segment_window as w join answers as a on a.layout = w.layout and a.window_ix = w.window_ix
  join belongs as b on b.unit_ix = a.unit_ix and w.segment between b.segment_from and b.segment_to and not b.late
)
select q.question, p.row, p.window_ix, sum(c.events)::bigint as events,
  coalesce(sum(c.participants), 0)::bigint as participants, coalesce(sum(c.invited), 0)::bigint as invited
from question as q join placed as p on p.layout = q.layout
join cell as c on c.signature = q.signature and c.key = p.key and c.segment = p.segment
group by all order by q.question
"""
"""An event of two units that one tally answers for stands once among what is placed there, and so counts once."""


class Seen(NamedTuple):
    """What was seen of one rule: one row a unit of its frame and one column a window.

    Attributes:
        named: The events that meet its condition.
        observed: What it counts of them; nothing yet of a share, and of an order or a response.
    """

    named: Days
    observed: Days


def condition_of(rule: Rule) -> Where:
    """What an event must meet to be named by the evidence of a rule; of an order or a response, to wait."""
    return rule.where or paired_conditions(rule)[0]


def observe(cube: Cube, frames: Sequence[RuleLayout]) -> dict[str, Seen]:
    """What is seen of each rule on events, by its id."""
    found = _added(cube, frames)
    for frame in frames:
        measure, observed = frame.rule.measure, None
        if frame.rule.where is None or measure.share is not None:
            observed = scattered(frame, ())
        elif measure.units is not None:
            observed = _units(cube, frame, measure.units)
        elif measure.distinct is not None:
            observed = _distinct(cube, frame, measure.distinct)
        if observed is not None:
            found[frame.rule.id] = Seen(found[frame.rule.id].named, observed)
    return found


def scattered(frame: Layout, rows: Iterable[tuple[int, int, int]]) -> Days:
    """An array of the frame's shape with zeros where `(row, column, value)` says nothing: silence is data."""
    values = np.zeros(frame.exists.shape, np.int64)
    for row, column, value in rows:
        values[row, column] = value
    return values


def fetch_scattered(con: duckdb.DuckDBPyConnection, frame: Layout, query: str) -> Days:
    """Run a query for `row`, `window_ix`, `value` and scatter it."""
    named = {"layout": frame.number} if "$layout" in query else {}
    found = con.execute(query, named).fetchnumpy()
    values = np.zeros(frame.exists.shape, np.int64)
    values[found["row"], found["window_ix"]] = np.ma.filled(found["value"], 0)
    return values


def _added(cube: Cube, frames: Sequence[RuleLayout]) -> dict[str, Seen]:
    """The cells of all rules added up at once: asked rule by rule, most of the time would go into asking."""
    found = {frame.rule.id: Seen(scattered(frame, ()), scattered(frame, ())) for frame in frames}
    if not _ask(cube, frames):
        return found
    rows = cube.con.execute(_ADDED).fetchnumpy()
    ends = np.searchsorted(rows["question"], np.arange(len(frames) + 1))
    for frame, start, end in zip(frames, ends, ends[1:], strict=False):
        places = rows["row"][start:end], rows["window_ix"][start:end]
        for counts, column in zip(
            found[frame.rule.id], ("events", frame.rule.measure.sum or "events"), strict=True
        ):
            counts[places] = rows[column][start:end]
    return found


def _ask(cube: Cube, frames: Sequence[RuleLayout]) -> bool:
    """Create `question`: which signatures count for which of the rules; False where none does for any."""
    names = ("question", "layout", "signature")
    asked = [
        (question, frame.number, signature)
        for question, frame in enumerate(frames)
        for signature in cube.patterns.signatures[condition_of(frame.rule)]
    ]
    if asked:
        create_table(cube.con, "question", dict(zip(names, zip(*asked, strict=True), strict=True)))
    return bool(asked)


def _distinct(cube: Cube, frame: RuleLayout, column: str) -> Days:
    where = frame.rule.where
    assert where is not None
    if not cube.patterns.signatures[where]:
        return scattered(frame, ())
    parts = parts_sql(where, column)
    return fetch_scattered(
        cube.con, frame, f"select row, window_ix, count(distinct part) as value from ({parts}) group by all"
    )


def parts_sql(where: Where, column: str) -> str:
    """The query for the values counted as different ones in each tally, once for each event that has them."""
    let_through = counted_value(where, column, "part")
    kept = f" where {let_through}" if let_through else ""
    return (
        f"select * from (select a.row, w.window_ix, o.event_id, {values_sql(column)} as part {EVENTS} {ANSWERS}"
        f' where o."{column}" is not null and {where_sql(where)}){kept}'
    )


def _units(cube: Cube, frame: RuleLayout, kinds: tuple[str, ...]) -> Days:
    """Units of the kinds with a matching event, each told by its first date in the window."""
    assert frame.rule.where is not None
    found = cube.con.execute(
        f"select b.unit_ix, c.segment, w.window_ix, min(c.first_date) {CELLS}"
        f" where {cube.condition(frame.rule.where)} group by all",
        {"layout": frame.number},
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
