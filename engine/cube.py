# SPDX-License-Identifier: EUPL-1.2
"""The cube: one scan of the events reduces them to the cells that all rules are counted from.

A cell is a set of events alike in everything the rules of the run ask: the units they name, the days
(cut at every boundary that matters: windows, term, as_of, mergers), the type, and the columns that
conditions look at. Identities do not add up over days, so distinct counts go back to the events.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from ..schema.condition import Test, Where
from ..schema.convention import Interval
from ..schema.verdict import Window
from .calendar import DAY
from .registry import Registry
from .selectors import events_named, quoted, test_sql, where_sql

CASE_UNIT = """coalesce(case when o."case" in (select code from registered) then o."case" end, '')"""
RAW = frozenset({"deliverable", "topic", "target", "phase"})
"""Columns kept as they are, because rules ask for their values; of the others a cell keeps answers only."""


@dataclass(frozen=True)
class Cube:
    """What the scan left in DuckDB: `cell`, `belongs`, `unit_key`, `day_segment`, `segment_window`.

    Attributes:
        starts: First day of each segment, by segment number.
        flags: The name of the yes/no column of each test that a cell answers.
    """

    con: duckdb.DuckDBPyConnection
    registry: Registry
    starts: tuple[dt.date, ...]
    flags: Mapping[tuple[str, Test], str]

    def condition(self, where: Where) -> str:
        """The condition as SQL over cells."""
        return where_sql(where, self._rendered)

    def _rendered(self, column: str, test: Test) -> str:
        return self.flags.get((column, test)) or test_sql(column, test)


def build_cube(
    con: duckdb.DuckDBPyConnection,
    registry: Registry,
    term: Interval,
    as_of: dt.date,
    windows: Mapping[str, Sequence[Window]],
    conditions: Sequence[Where],
) -> Cube:
    """Scan `occurrence` once.

    Args:
        windows: The windows of each period that some rule of the run is judged on.
        conditions: Every condition of the run; events that none of them can match are not read further.
    """
    flags = _flags(conditions)
    starts = _segment_starts(con, registry, term, as_of, windows)
    _register(con, "registered", {"code": pa.array([unit.code for unit in registry.units], pa.string())})
    _create_days(con, starts, as_of)
    _create_segment_windows(con, starts, term, windows)
    con.execute(_cells_sql(conditions, flags, as_of))
    con.execute(_KEYS)
    _create_belongs(con, registry, starts)
    return Cube(con, registry, starts, flags)


def _flags(conditions: Iterable[Where]) -> dict[tuple[str, Test], str]:
    flags: dict[tuple[str, Test], str] = {}
    for where in conditions:
        for column, test in where.tests().items():
            if column != "event" and (column not in RAW or test.present is not None):
                flags.setdefault((column, test), f"answer_{len(flags)}")
    return flags


def _segment_starts(
    con: duckdb.DuckDBPyConnection,
    registry: Registry,
    term: Interval,
    as_of: dt.date,
    windows: Mapping[str, Sequence[Window]],
) -> tuple[dt.date, ...]:
    earliest = con.execute("select min(date) from occurrence").fetchall()[0][0] or term.start
    first = min(earliest, term.start)
    cuts = {first, term.start, term.end + DAY}
    for unit in registry.units:
        if unit.successor is not None:
            cuts.add(unit.valid_to + DAY)
    for window in (window for several in windows.values() for window in several):
        cuts |= {window.start, window.end + DAY}
    return tuple(sorted(day for day in cuts if first <= day <= as_of))


def _create_days(con: duckdb.DuckDBPyConnection, starts: Sequence[dt.date], as_of: dt.date) -> None:
    ends = [*(start - DAY for start in starts[1:]), as_of] if starts else []
    segments = {
        "segment": pa.array(range(len(starts)), pa.int32()),
        "first": pa.array(starts, pa.date32()),
        "last": pa.array(ends, pa.date32()),
    }
    _register(con, "segment", segments)
    con.execute(
        "create or replace temp table day_segment as"
        " select unnest(generate_series(first, last, interval 1 day))::date as date, segment from segment"
    )


def _create_segment_windows(
    con: duckdb.DuckDBPyConnection,
    starts: Sequence[dt.date],
    term: Interval,
    windows: Mapping[str, Sequence[Window]],
) -> None:
    rows = [
        (period, segment, position)
        for period, several in windows.items()
        for position, window in enumerate(several)
        for segment, start in enumerate(starts)
        if window.start <= start <= window.end and term.start <= start <= term.end
    ]
    columns = {
        "period": pa.array([row[0] for row in rows], pa.string()),
        "segment": pa.array([row[1] for row in rows], pa.int32()),
        "window_ix": pa.array([row[2] for row in rows], pa.int32()),
    }
    _register(con, "segment_window", columns)


def _cells_sql(
    conditions: Sequence[Where], flags: Mapping[tuple[str, Test], str], as_of: dt.date
) -> str:
    named = [events_named(where) for where in conditions]
    known = sorted(set[str]().union(*(names for names in named if names is not None)))
    kept = "true" if None in named else f"event in ({', '.join(map(quoted, known)) or 'null'})"
    raw = [f"{_only_where_asked(column, conditions)} as {column}" for column in sorted(RAW)]
    answers = [f"{test_sql(column, test)} as {name}" for (column, test), name in flags.items()]
    dimensions = ", ".join(["o.unit as unit", f"{CASE_UNIT} as case_unit", "segment", "event", *raw, *answers])
    return (
        f"create or replace temp table cell as select {dimensions}, count(*) as events,"
        " sum(participants)::bigint as participants, sum(invited)::bigint as invited, min(date) as first_date"
        f" from occurrence as o join day_segment using (date)"
        f" where {kept} and date <= {quoted(as_of.isoformat())}::date group by all"
    )


def _only_where_asked(column: str, conditions: Sequence[Where]) -> str:
    """The column, empty for the types of event no condition asks it of, so that cells stay few."""
    asking = [where for where in conditions if column in where.tests()]
    if not asking:
        return "null::varchar"
    named = [events_named(where) for where in asking]
    if None in named:
        return f"o.{column}"
    known = sorted(set[str]().union(*(names for names in named if names is not None)))
    return f"case when event in ({', '.join(map(quoted, known))}) then o.{column} end"


_KEYS = """
create or replace temp table unit_key as
select (row_number() over (order by unit, case_unit))::integer as key, unit, case_unit
from (select distinct unit, case_unit from cell)
"""


def _create_belongs(con: duckdb.DuckDBPyConnection, registry: Registry, starts: Sequence[dt.date]) -> None:
    rows: list[tuple[int, int, int, int]] = []
    for key, unit, case_unit in con.execute("select key, unit, case_unit from unit_key").fetchall():
        codes = [*unit.split("|"), *([case_unit] if case_unit else [])]
        rows += _belonging(key, codes, registry, starts)
    names = ("key", "unit_ix", "segment_from", "segment_to")
    columns = {
        name: pa.array([row[place] for row in rows], pa.int32()) for place, name in enumerate(names)
    }
    _register(con, "belongs", columns)


def _belonging(
    key: int, codes: Sequence[str], registry: Registry, starts: Sequence[dt.date]
) -> list[tuple[int, int, int, int]]:
    turns = {day for code in codes for day in registry.turning_days(code)}
    begins = [0, *(segment for segment, start in enumerate(starts) if segment and start in turns)]
    ends = [*(begin - 1 for begin in begins[1:]), len(starts)]
    rows = []
    for begin, end in zip(begins, ends, strict=True):
        if begin < len(starts):
            units = {unit for code in codes for unit in registry.closure(code, starts[begin])}
            rows += [(key, registry.index[unit], begin, end) for unit in sorted(units)]
    return rows


def _register(con: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, pa.Array]) -> None:
    con.register("given", pa.table(dict(columns)))
    con.execute(f"create or replace temp table {name} as select * from given")
    con.unregister("given")
