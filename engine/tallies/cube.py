# SPDX-License-Identifier: EUPL-1.2
"""The cube: the events reduced to the cells that all rules are counted from.

A cell is a set of events alike in all that matters: the units they name, the days (cut at every boundary:
windows, term, as_of, mergers) and their signature, which says what conditions of the run they meet.
Identities do not add up over days: distinct counts go back to the events.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...schema.condition import Where
from ...schema.convention import Convention, Interval
from ..definitions.calendar import DAY
from ..definitions.registry import Registry
from .given import create_table
from .layouts import Layout
from .patterns import Patterns, create_patterns, kept_types
from .selectors import quoted

CASE_UNIT = """coalesce(case when o."case" in (select code from registered) then o."case" end, '')"""

BELONGING_EVENTS = f"""
from occurrence as o join day_segment as d using (date)
join unit_key as k on k.unit = o.unit and k.case_unit = {CASE_UNIT}
join belongs as b on b.key = k.key and d.segment between b.segment_from and b.segment_to
"""
"""Every event, once for each unit it belongs to on its date, or belonged to when it ended.

`b.late` tells the latter: what was done after the unit's end can only be an answer.
"""

OWNED_EVENTS = f"{BELONGING_EVENTS} and not b.late"
"""Every event, once for each unit it belongs to on its date."""


@dataclass(frozen=True)
class Cube:
    """What the scan left in DuckDB: cells and patterns, and tables that say which tallies an event belongs to.

    Attributes:
        starts: First day of each segment, by segment number.
    """

    con: duckdb.DuckDBPyConnection
    registry: Registry
    starts: tuple[dt.date, ...]
    patterns: Patterns

    def condition(self, where: Where) -> str:
        """A condition of the run as SQL over cells."""
        numbers = self.patterns.signatures[where]
        return f"c.signature in ({', '.join(map(str, numbers))})" if numbers else "false"


def build_cube(
    con: duckdb.DuckDBPyConnection,
    registry: Registry,
    convention: Convention,
    as_of: dt.date,
    layouts: Sequence[Layout],
    conditions: Iterable[Where],
) -> Cube:
    """Scan `occurrence` for the patterns and units in it, then once more to count.

    Args:
        layouts: Those of the rules of the run.
        conditions: Every condition of the run; events that meet none of them are not counted.
    """
    conditions = list(dict.fromkeys(conditions))
    starts = _segment_starts(con, registry, convention, as_of, layouts)
    create_table(con, "registered", {"code": pa.array([unit.code for unit in registry.units], pa.string())})
    _create_days(con, starts, as_of)
    _create_segment_windows(con, starts, convention.term, layouts)
    seen = f"{kept_types(conditions)} and o.date <= {quoted(as_of.isoformat())}::date"
    patterns = create_patterns(con, conditions, seen)
    con.execute(f"create or replace temp table unit_key as {_UNIT_KEYS.format(seen=seen)}")
    con.execute(f"create or replace temp table cell as {_CELLS.format(alike=patterns.alike, seen=seen)}")
    _create_belongs(con, registry, starts, convention.final_days)
    _create_answers(con, registry, layouts)
    return Cube(con, registry, starts, patterns)


def _segment_starts(
    con: duckdb.DuckDBPyConnection,
    registry: Registry,
    convention: Convention,
    as_of: dt.date,
    layouts: Sequence[Layout],
) -> tuple[dt.date, ...]:
    term = convention.term
    earliest = con.execute("select min(date) from occurrence").fetchall()[0][0] or term.start
    first = min(earliest, term.start)
    cuts = {first, term.start, term.end + DAY}
    for unit in registry.units:
        cuts |= set(registry.turning_days(unit.code, convention.final_days))
    for window in (window for layout in layouts for window in layout.windows):
        cuts |= {window.start, window.end + DAY}
    return tuple(sorted(day for day in cuts if first <= day <= as_of))


def _create_days(con: duckdb.DuckDBPyConnection, starts: Sequence[dt.date], as_of: dt.date) -> None:
    ends = [*starts[1:], as_of + DAY][: len(starts)]
    dates = [
        (start + DAY * place, segment)
        for segment, (start, end) in enumerate(zip(starts, ends, strict=True))
        for place in range((end - start).days)
    ]
    columns = {
        "date": pa.array([date for date, _ in dates], pa.date32()),
        "segment": pa.array([segment for _, segment in dates], pa.int32()),
    }
    create_table(con, "day_segment", columns)


def _create_segment_windows(
    con: duckdb.DuckDBPyConnection,
    starts: Sequence[dt.date],
    term: Interval,
    layouts: Sequence[Layout],
) -> None:
    rows = [
        (layout.number, segment, position)
        for layout in layouts
        for position, window in enumerate(layout.windows)
        for segment, start in enumerate(starts)
        if window.start <= start <= window.end and term.start <= start <= term.end
    ]
    names = ("layout", "segment", "window_ix")
    columns = {name: pa.array([row[place] for row in rows], pa.int32()) for place, name in enumerate(names)}
    create_table(con, "segment_window", columns)


_UNIT_KEYS = f"""
select (row_number() over (order by unit, case_unit))::integer as key, unit, case_unit
from (select distinct o.unit, {CASE_UNIT} as case_unit from occurrence as o where {{seen}})
"""


_CELLS = f"""
select k.key, d.segment, c.signature, count(*) as events, sum(o.participants)::bigint as participants,
  sum(o.invited)::bigint as invited, min(o.date) as first_date
from occurrence as o join pattern as c on {{alike}}
join unit_key as k on k.unit = o.unit and k.case_unit = {CASE_UNIT}
join day_segment as d on d.date = o.date where {{seen}} group by all
"""


def _create_belongs(
    con: duckdb.DuckDBPyConnection, registry: Registry, starts: Sequence[dt.date], late_days: int
) -> None:
    """Create `belongs`: the units of each key by segments, and whether only for what came after their end."""
    rows: list[tuple[int, int, int, int, bool]] = []
    for key, unit, case_unit in con.execute("select key, unit, case_unit from unit_key").fetchall():
        codes = [*unit.split("|"), *([case_unit] if case_unit else [])]
        rows += _belonging(key, codes, registry, starts, late_days)
    names = ("key", "unit_ix", "segment_from", "segment_to")
    columns = {name: pa.array([row[place] for row in rows], pa.int32()) for place, name in enumerate(names)}
    columns["late"] = pa.array([row[-1] for row in rows], pa.bool_())
    create_table(con, "belongs", columns)


def _belonging(
    key: int, codes: Sequence[str], registry: Registry, starts: Sequence[dt.date], late_days: int
) -> list[tuple[int, int, int, int, bool]]:
    turns = {day for code in codes for day in registry.turning_days(code, late_days)}
    begins = [0, *(segment for segment, start in enumerate(starts) if segment and start in turns)]
    ends = [*(begin - 1 for begin in begins[1:]), len(starts)]
    rows = []
    for begin, end in zip(begins, ends, strict=True):
        if begin < len(starts):
            day = starts[begin]
            units = {unit for code in codes for unit in registry.closure(code, day)}
            ended = {unit for code in codes for unit in registry.ended(code, day, late_days)} - units
            rows += [(key, registry.index[unit], begin, end, unit in ended) for unit in sorted(units | ended)]
    return rows


def _create_answers(con: duckdb.DuckDBPyConnection, registry: Registry, layouts: Iterable[Layout]) -> None:
    """Create `answers`: the row of a layout that counts a unit's events in each window."""
    parts = [np.empty((4, 0), np.int32), *(_answering(registry, layout) for layout in layouts)]
    names = ("layout", "unit_ix", "window_ix", "row")
    whole = zip(names, np.concatenate(parts, axis=1), strict=True)
    create_table(con, "answers", {name: pa.array(column) for name, column in whole})


def _answering(registry: Registry, layout: Layout) -> NDArray[np.int32]:
    """A unit's own row, and where it is continued in another, that of the other."""
    count, columns = layout.exists.shape
    own = np.array([registry.index[unit.code] for unit in layout.units], np.int32)
    rows = np.repeat(np.arange(count, dtype=np.int32), columns).reshape(count, columns)
    for place, heir in layout.takers.items():
        rows[place] = heir
    windows = np.tile(np.arange(columns, dtype=np.int32), count)
    return np.stack([np.full_like(windows, layout.number), np.repeat(own, columns), windows, rows.ravel()])
