# SPDX-License-Identifier: EUPL-1.2
"""Members: who belongs to a population that is given by person, at a unit, in a window."""

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..definitions.registry import Registry
from .figures import OWNER
from .frames import Frame
from .given import day_column


def create_members(
    con: duckdb.DuckDBPyConnection, registry: Registry, frame: Frame, population: str, lead_days: int
) -> NDArray[np.bool_]:
    """Create `member(row, window_ix, person, joined)`: members on at least one day of the window in term.

    A unit's members are its own, those of the units below it and, where it answers for a unit it
    continues, that unit's. Of several stays that reach into the window the first joining counts.

    Args:
        lead_days: Who joined in the last n days of the window is left out.

    Returns:
        Which rows of the frame have members at any time.
    """
    _register(con, registry, frame)
    con.execute(
        "create or replace temp table membership as"
        f" select l.unit_ix, p.person, p.member_from, p.member_to"
        f" from (select *, {OWNER} as owner from population_now) as p join lineage as l on l.code = p.owner"
        " where p.population = $population and p.person is not null",
        {"population": population},
    )
    con.execute(
        "create or replace temp table member as select j.row, j.window_ix, m.person,"
        " min(coalesce(m.member_from, date '0001-01-01')) as joined"
        " from membership as m join answering as j using (unit_ix)"
        " where coalesce(m.member_from, date '0001-01-01') <= j.last - $lead_days::integer"
        " and coalesce(m.member_to, date '9999-12-31') >= j.first group by all",
        {"lead_days": lead_days},
    )
    found = con.execute("select distinct unit_ix from membership").fetchnumpy()["unit_ix"]
    for name in ("lineage", "answering"):
        con.unregister(name)
    return np.isin([registry.index[unit.code] for unit in frame.units], found)


def _register(con: duckdb.DuckDBPyConnection, registry: Registry, frame: Frame) -> None:
    """Register `lineage`, the units each unit's rows belong to, and `answering`, the tallies of each unit."""
    index = registry.index
    above = [
        (unit.code, index[code])
        for unit in registry.units
        for code in (unit.code, *registry.ancestors(unit.code))
    ]
    lineage = {"code": [code for code, _ in above], "unit_ix": pa.array([ix for _, ix in above], pa.int32())}
    con.register("lineage", pa.table(lineage))
    answering = [
        (index[unit.code], column, row)
        for row, unit in enumerate(frame.units)
        for column in range(len(frame.windows))
    ]
    answering += [
        (index[frame.units[row].code], column, heir) for (row, column), heir in frame.takers.items()
    ]
    names = ("unit_ix", "window_ix", "row")
    columns = {
        name: pa.array([one[place] for one in answering], pa.int32()) for place, name in enumerate(names)
    }
    columns["first"] = day_column([int(frame.starts[column]) for _, column, _ in answering])
    columns["last"] = day_column([int(frame.lasts[row, column]) for _, column, row in answering])
    con.register("answering", pa.table(columns))
