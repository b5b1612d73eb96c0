# SPDX-License-Identifier: EUPL-1.2
"""Populations: how many people a share is taken of, at a unit, in a window."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ..schema.condition import Where
from ..schema.measure import Share
from ..schema.unit import Unit
from ..schema.vocabulary import Vocabulary
from .activity import Days
from .cube import Cube
from .frames import Frame
from .observed import ANSWERS, EVENTS, create_answers, fetch_scattered
from .selectors import SEVERAL_VALUES, where_sql

UNKNOWN, STALE = -1, -2
"""Sizes that are no size: no figure at all, and none recent enough."""

OWNER = "case when case_code in (select code from registered) then case_code else unit end"


@dataclass(frozen=True)
class Reached:
    """What a share has reached and what it is taken of.

    Attributes:
        sizes: The population's size, or UNKNOWN, or STALE.
        dates: The ordinal of the figure used, 0 where members were counted.
        by_person: The population is given by person, so only members can be reached.
    """

    observed: Days
    sizes: Days
    dates: Days
    by_person: bool


def reach(
    cube: Cube, frame: Frame, where: Where, share: Share, vocabulary: Vocabulary, as_of: dt.date, stale_days: int
) -> Reached:
    """Count who was reached and size the population, for every unit and window of the frame."""
    create_answers(cube, frame)
    by_person = cube.con.execute(
        "select count(*) > 0 from population_now where population = $name and person is not null",
        {"name": share.of},
    ).fetchall()[0][0]
    if by_person:
        _create_members(cube, frame, share)
        return Reached(
            _members_reached(cube, frame, where, share),
            fetch_scattered(
                cube, frame, "select row, window_ix, count(distinct person) as value from member group by all"
            ),
            np.zeros((len(frame.units), len(frame.windows)), np.int64),
            True,
        )
    sizes, dates = _sizes(cube, frame, share.of, vocabulary, as_of, stale_days)
    return Reached(_reached(cube, frame, where, share), sizes, dates, False)


def _reached(cube: Cube, frame: Frame, where: Where, share: Share) -> Days:
    if isinstance(share.reached, str):
        return fetch_scattered(
            cube,
            frame,
            "select row, window_ix, count(distinct part) as value"
            f" from ({_identities(where, share.reached)}) group by all",
        )
    return fetch_scattered(
        cube,
        frame,
        "select row, window_ix, coalesce(sum(amount), 0)::bigint as value from ("
        f" select distinct a.row, w.window_ix, o.event_id, o.{share.reached.sum} as amount {EVENTS} {ANSWERS}"
        f" where {where_sql(where)}) group by all",
    )


def _identities(where: Where, column: str) -> str:
    part = f"unnest(string_split(o.\"{column}\", '|'))" if column in SEVERAL_VALUES else f'o."{column}"'
    return (
        f"select a.row, w.window_ix, {part} as part {EVENTS} {ANSWERS}"
        f' where o."{column}" is not null and {where_sql(where)}'
    )


def _members_reached(cube: Cube, frame: Frame, where: Where, share: Share) -> Days:
    if not isinstance(share.reached, str):
        return _reached(cube, frame, where, share)
    return fetch_scattered(
        cube,
        frame,
        "select r.row, r.window_ix, count(distinct r.part) as value"
        f" from ({_identities(where, share.reached)}) as r join member as m"
        " on m.row = r.row and m.window_ix = r.window_ix and m.person = r.part group by all",
    )


def _create_members(cube: Cube, frame: Frame, share: Share) -> None:
    """Create `member(row, window_ix, person)`: who was a member on at least one day of the window in term."""
    spans = pa.table(
        {
            "window_ix": pa.array(range(len(frame.windows)), pa.int32()),
            "first": pa.array([dt.date.fromordinal(int(day)) for day in frame.starts], pa.date32()),
            "last": pa.array([dt.date.fromordinal(int(day)) for day in frame.ends], pa.date32()),
        }
    )
    above = [
        (unit.code, cube.registry.index[unit.code], cube.registry.index[code])
        for unit in cube.registry.units
        for code in (unit.code, *cube.registry.ancestors(unit.code))
    ]
    lineage = pa.table(
        {
            "code": pa.array([code for code, _, _ in above], pa.string()),
            "unit_ix": pa.array([index for _, _, index in above], pa.int32()),
        }
    )
    own = {cube.registry.index[unit.code]: row for row, unit in enumerate(frame.units)}
    rows = pa.table({"unit_ix": pa.array(list(own), pa.int32()), "row": pa.array(list(own.values()), pa.int32())})
    for name, table in (("span", spans), ("lineage", lineage), ("judged", rows)):
        cube.con.register(name, table)
    cube.con.execute(
        "create or replace temp table member as select distinct j.row, s.window_ix, p.person"
        f" from (select *, {OWNER} as owner from population_now) as p"
        " join lineage as l on l.code = p.owner join judged as j using (unit_ix)"
        " join span as s on coalesce(p.member_from, date '0001-01-01') <= s.last - $lead_days::integer"
        " and coalesce(p.member_to, date '9999-12-31') >= s.first"
        " where p.population = $name and p.person is not null",
        {"name": share.of, "lead_days": share.lead_days},
    )
    for name in ("span", "lineage", "judged"):
        cube.con.unregister(name)


Figures = Mapping[str, tuple[list[int], list[int]]]


def _sizes(
    cube: Cube, frame: Frame, population: str, vocabulary: Vocabulary, as_of: dt.date, stale_days: int
) -> tuple[Days, Days]:
    figures = _figures(cube, population)
    kinds = vocabulary.populations[population].sum_over
    shape = (len(frame.units), len(frame.windows))
    sizes, dates = np.full(shape, UNKNOWN, np.int64), np.zeros(shape, np.int64)
    for row, unit in enumerate(frame.units):
        parts = [below for code in cube.registry.descendants(unit.code) if (below := cube.registry.get(code))]
        parts = [below for below in parts if below.kind in kinds]
        for column, last in enumerate(frame.ends):
            day = min(int(last), as_of.toordinal())
            own = _latest(figures, unit.code, day, stale_days)
            valid = [part.code for part in parts if _valid(part, day)]
            figure = own if own[0] >= 0 else max(own, _summed(figures, valid, day, stale_days), key=_certainty)
            sizes[row, column], dates[row, column] = figure
    return sizes, dates


def _figures(cube: Cube, population: str) -> Figures:
    rows = cube.con.execute(
        f"select {OWNER} as owner, date, size from population_now"
        " where population = $name and person is null and size is not null order by owner, date",
        {"name": population},
    ).fetchall()
    figures: dict[str, tuple[list[int], list[int]]] = {}
    for owner, date, size in rows:
        days, sizes = figures.setdefault(owner, ([], []))
        days.append(date.toordinal())
        sizes.append(size)
    return figures


def _valid(unit: Unit, day: int) -> bool:
    return unit.valid_from.toordinal() <= day <= unit.valid_to.toordinal()


def _certainty(figure: tuple[int, int]) -> int:
    """A size beats a stale one, which beats none."""
    return {UNKNOWN: 0, STALE: 1}.get(figure[0], 2)


def _latest(figures: Figures, code: str, day: int, stale_days: int) -> tuple[int, int]:
    days, sizes = figures.get(code, ([], []))
    place = bisect_right(days, day) - 1
    if place < 0:
        return UNKNOWN, 0
    return (STALE, 0) if day - days[place] > stale_days else (sizes[place], days[place])


def _summed(figures: Figures, codes: Sequence[str], day: int, stale_days: int) -> tuple[int, int]:
    found = [_latest(figures, code, day, stale_days) for code in codes]
    if not found or any(size == UNKNOWN for size, _ in found):
        return UNKNOWN, 0
    if any(size == STALE for size, _ in found):
        return STALE, 0
    return sum(size for size, _ in found), max(date for _, date in found)
