# SPDX-License-Identifier: EUPL-1.2
"""The cube: the events reduced to the cells that all rules are counted from.

A cell is a set of events alike in all that matters: the units they name, the days (cut at every boundary:
windows, term, as_of, mergers) and their signature, which says what conditions of the run they meet. Few
patterns of columns occur, so conditions are asked of patterns and not of events. Identities do not add up
over days: distinct counts go back to the events.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...schema.condition import Test, Where
from ...schema.convention import Convention, Interval
from ..definitions.calendar import DAY
from ..definitions.registry import Registry
from .layouts import Layout
from .selectors import events_named, quoted, test_sql, where_sql

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
RAW = frozenset({"deliverable", "topic", "target", "phase"})
"""Columns whose values tell patterns apart; of the others a pattern keeps the answers to tests only."""


@dataclass(frozen=True)
class Cube:
    """What the scan left in DuckDB: cells and patterns, and tables that say which tallies an event belongs to.

    Attributes:
        starts: First day of each segment, by segment number.
        signatures: The signatures of the cells that meet each condition of the run.
        alike: Whether an event `o` is of the pattern `c`, as SQL.
    """

    con: duckdb.DuckDBPyConnection
    registry: Registry
    starts: tuple[dt.date, ...]
    signatures: Mapping[Where, Sequence[int]]
    alike: str

    def condition(self, where: Where) -> str:
        """A condition of the run as SQL over cells."""
        numbers = self.signatures[where]
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
    dimensions = _dimensions(conditions)
    signatures = _create_patterns(con, conditions, dimensions, seen)
    con.execute(f"create or replace temp table unit_key as {_UNIT_KEYS.format(seen=seen)}")
    alike = " and ".join(f"{value} is not distinct from c.{name}" for name, value in dimensions.items())
    con.execute(f"create or replace temp table cell as {_CELLS.format(alike=alike, seen=seen)}")
    _create_belongs(con, registry, starts, convention.final_days)
    _create_answers(con, registry, layouts)
    return Cube(con, registry, starts, signatures, alike)


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


def kept_types(conditions: Sequence[Where]) -> str:
    """The types of event that some condition can match."""
    named = [events_named(where) for where in conditions]
    known = sorted(set[str]().union(*(names for names in named if names is not None)))
    return "true" if None in named else f"o.event in ({', '.join(map(quoted, known)) or 'null'})"


def _dimensions(conditions: Sequence[Where]) -> dict[str, str]:
    """What the conditions ask of an event: a name for each column or answer, and its SQL over events."""
    dimensions = {"event": "o.event"}
    for where in conditions:
        for column, test in where.tests().items():
            if column in RAW:
                dimensions[column] = f"o.{column}"
            elif column != "event":
                dimensions[_answer(column, test)] = test_sql(column, test)
    return dimensions


def _answer(column: str, test: Test) -> str:
    """The quoted name of the column that holds the answers to a test: the test itself."""
    return '"' + test_sql(column, test).replace('"', '""') + '"'


def _over_patterns(column: str, test: Test) -> str:
    return test_sql(column, test) if column in RAW or column == "event" else _answer(column, test)


def _create_patterns(
    con: duckdb.DuckDBPyConnection, conditions: Sequence[Where], dimensions: Mapping[str, str], seen: str
) -> dict[Where, list[int]]:
    """Create `pattern`: events alike in all that is asked, with a number for the conditions they meet."""
    met = ", ".join(where_sql(where, _over_patterns) for where in conditions)
    asked = ", ".join(f"{value} as {name}" for name, value in dimensions.items())
    # In two steps, or the conditions would be asked of each event.
    con.execute(
        f"create or replace temp table alike as select distinct {asked} from occurrence as o where {seen}"
    )
    con.execute(
        "create or replace temp table pattern as select *, dense_rank() over (order by met)::integer as signature"
        f" from (select *, [{met}]::boolean[] as met from alike) where list_contains(met, true)"
    )
    found = con.execute("select distinct signature, met from pattern order by signature").fetchall()
    return {
        where: [signature for signature, met in found if met[place]] for place, where in enumerate(conditions)
    }


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


def day_column(ordinals: Sequence[int]) -> pa.Array:
    """Days given by their ordinals, as a column of dates."""
    return pa.array([dt.date.fromordinal(day) for day in ordinals], pa.date32())


def create_table(
    con: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, pa.Array | Sequence[int]]
) -> None:
    """Create a temporary table of these columns, in place of one of the same name."""
    con.register("given", pa.table(dict(columns)))
    con.execute(f"create or replace temp table {name} as select * from given")
    con.unregister("given")
