# SPDX-License-Identifier: EUPL-1.2
"""Members: who belongs to a population that is given by person, at a unit, in a window."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from .cube import Cube
from .figures import OWNER
from .frames import Frame


def create_members(cube: Cube, frame: Frame, population: str, lead_days: int) -> NDArray[np.bool_]:
    """Create `member(row, window_ix, person, joined)`: members on at least one day of the window in term.

    A unit's members are its own, those of the units below it and, where it answers for a unit it
    continues, that unit's. Of several stays that reach into the window the first joining counts.

    Args:
        lead_days: Who joined in the last n days of the window is left out.

    Returns:
        Which rows of the frame have members at any time.
    """
    _register(cube, frame)
    cube.con.execute(
        "create or replace temp table membership as"
        f" select l.unit_ix, p.person, p.member_from, p.member_to"
        f" from (select *, {OWNER} as owner from population_now) as p join lineage as l on l.code = p.owner"
        " where p.population = $population and p.person is not null",
        {"population": population},
    )
    cube.con.execute(
        "create or replace temp table member as select j.row, s.window_ix, m.person,"
        " min(coalesce(m.member_from, date '0001-01-01')) as joined"
        " from membership as m join answering as j using (unit_ix) join span as s using (window_ix)"
        " where coalesce(m.member_from, date '0001-01-01') <= s.last - $lead_days::integer"
        " and coalesce(m.member_to, date '9999-12-31') >= s.first group by all",
        {"lead_days": lead_days},
    )
    found = cube.con.execute("select distinct unit_ix from membership").fetchnumpy()["unit_ix"]
    for name in ("span", "lineage", "answering"):
        cube.con.unregister(name)
    return np.isin([cube.registry.index[unit.code] for unit in frame.units], found)


def _register(cube: Cube, frame: Frame) -> None:
    columns = range(len(frame.windows))
    index = cube.registry.index
    spans = {
        "window_ix": pa.array(columns, pa.int32()),
        "first": pa.array([dt.date.fromordinal(int(day)) for day in frame.starts], pa.date32()),
        "last": pa.array([dt.date.fromordinal(int(day)) for day in frame.ends], pa.date32()),
    }
    above = [
        (unit.code, index[code])
        for unit in cube.registry.units
        for code in (unit.code, *cube.registry.ancestors(unit.code))
    ]
    answering = [
        (index[unit.code], column, row) for row, unit in enumerate(frame.units) for column in columns
    ]
    answering += [
        (index[frame.units[row].code], column, heir) for (row, column), heir in frame.takers.items()
    ]
    cube.con.register("span", pa.table(spans))
    cube.con.register(
        "lineage", _integers(("unit_ix",), [(ix,) for _, ix in above], code=[code for code, _ in above])
    )
    cube.con.register("answering", _integers(("unit_ix", "window_ix", "row"), answering))


def _integers(names: tuple[str, ...], rows: Sequence[tuple[int, ...]], **texts: list[str]) -> pa.Table:
    columns = {name: pa.array([row[place] for row in rows], pa.int32()) for place, name in enumerate(names)}
    return pa.table(columns | {name: pa.array(values, pa.string()) for name, values in texts.items()})
