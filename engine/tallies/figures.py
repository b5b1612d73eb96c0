# SPDX-License-Identifier: EUPL-1.2
"""Figures: how large a population is said to be, at a unit, on a day."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import duckdb
import numpy as np
from numpy.typing import NDArray

from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..definitions.registry import Registry
from .activity import Days
from .frames import Frame

UNKNOWN, STALE = -1, -2
"""Sizes that are no size: no figure at all, and none recent enough."""

OWNER = "case when case_code in (select code from registered) then case_code else unit end"
"""Whose a row of a population is: the case's, where that is a registered unit."""

Figures = Mapping[str, tuple[list[int], list[int]]]


def sizes_of(
    con: duckdb.DuckDBPyConnection,
    registry: Registry,
    frame: Frame,
    population: str,
    vocabulary: Vocabulary,
    as_of: dt.date,
    stale_days: int,
) -> tuple[Days, Days, NDArray[np.bool_]]:
    """The size in force at each unit and window, and the ordinal of its date; then which units have any figure.

    The latest figure on the last day (or as_of) counts, unless stale; a unit without one sums those of the
    units below it of the kinds the vocabulary names, if all of them have one.
    """
    figures = _read_figures(con, registry, population)
    kinds = vocabulary.populations[population].sum_over
    shape = (len(frame.units), len(frame.windows))
    sizes, dates = np.full(shape, UNKNOWN, np.int64), np.zeros(shape, np.int64)
    told = np.zeros(len(frame.units), bool)
    for row, unit in enumerate(frame.units):
        parts = [below for code in registry.descendants(unit.code) if (below := registry.get(code))]
        parts = [below for below in parts if below.kind in kinds]
        told[row] = unit.code in figures or any(part.code in figures for part in parts)
        for column in range(len(frame.windows)):
            day = min(int(frame.lasts[row, column]), as_of.toordinal())
            own = _latest(figures, unit.code, day, stale_days)
            valid = [part.code for part in parts if _valid(part, day)]
            figure = (
                own if own[0] >= 0 else max(own, _summed(figures, valid, day, stale_days), key=_certainty)
            )
            sizes[row, column], dates[row, column] = figure
    return sizes, dates, told


def _read_figures(con: duckdb.DuckDBPyConnection, registry: Registry, population: str) -> Figures:
    rows = con.execute(
        "select case_code, unit, date, size from population_now"
        " where population = $name and person is null and size is not null order by date, size",
        {"name": population},
    ).fetchall()
    figures: dict[str, tuple[list[int], list[int]]] = {}
    for case, unit, date, size in rows:
        days, sizes = figures.setdefault(unit if registry.get(case) is None else case, ([], []))
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
