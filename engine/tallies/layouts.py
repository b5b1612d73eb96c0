# SPDX-License-Identifier: EUPL-1.2
"""Layouts: the units and windows of tallies, which rules for the same units and the same period share."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ...schema.condition import ForEach
from ...schema.convention import Convention, Interval
from ...schema.rule import Period, Rule
from ...schema.unit import Unit
from ...schema.verdict import Window
from ..definitions.calendar import month_end, windows
from ..definitions.registry import Registry
from .activity import Days
from .duties import TalliedDuty

Place = tuple[int, int]

DaysByUnit = Mapping[str, Collection[int] | None]
"""The ordinals of some days, by code of a unit; none for all days."""


@dataclass(frozen=True)
class Layout:
    """One row a unit, one column a window.

    Attributes:
        number: Its place among those of a run.
        exists: Where there is a tally: the window overlaps the unit's life within the term, and both have begun.
        starts: First ordinal of each window, clipped to the term.
        ends: Last ordinal of each window, clipped to the term.
        lasts: The last day of each tally: that of its window, of the term or of its unit's life, whichever
            comes first; that of the window where a successor takes over, be it after `as_of`.
        takers: Where a unit is continued in another: the row of the other, by (row, column).
        taken: The rows each taker answers for besides its own, by (row, column).
    """

    number: int
    units: tuple[Unit, ...]
    windows: tuple[Window, ...]
    exists: NDArray[np.bool_]
    starts: Days
    ends: Days
    lasts: Days
    takers: Mapping[Place, int]
    taken: Mapping[Place, tuple[int, ...]]

    @property
    def window_days(self) -> Days:
        """Days of each whole window, in term or not."""
        return np.array([(window.end - window.start).days + 1 for window in self.windows], np.int64)

    def month_last(self, row: int, day: dt.date) -> dt.date:
        """The last day of the month of a day, in the life of a unit unless its successor takes over in that month."""
        unit, last = self.units[row], month_end(day)
        if not day <= unit.valid_to < last:
            return last
        taken_over = any(
            other.code == unit.successor and other.valid_from <= last and other.valid_to >= day.replace(day=1)
            for other in self.units
        )
        return last if taken_over else unit.valid_to

    def only(self, days: DaysByUnit) -> Self:
        """The same with no tallies but those of some units, in the windows that some days lie in."""
        chosen = np.zeros(self.exists.shape, bool)
        for row, unit in enumerate(self.units):
            if unit.code in days:
                chosen[row, self._columns_of(days[unit.code])] = True
        return replace(self, exists=self.exists & chosen)

    def _columns_of(self, days: Collection[int] | None) -> slice | NDArray[np.intp]:
        if days is None:
            return slice(None)
        asked = np.array(sorted(days), np.int64)
        columns = np.searchsorted(self.starts, asked, side="right") - 1
        return columns[(columns >= 0) & (asked <= self.ends[columns])] if len(self.starts) else columns[:0]

    def rows_of(self, row: int, column: int) -> tuple[int, ...]:
        """The rows whose presence and events the tally answers for, its own first."""
        return (row, *self.taken.get((row, column), ()))


class Layouts:
    """The layouts of a run, each made once."""

    def __init__(
        self,
        convention: Convention,
        registry: Registry,
        as_of: dt.date,
        among: frozenset[str] | None = None,
        since: dt.date | None = None,
        days: Mapping[str, DaysByUnit] | None = None,
    ) -> None:
        """Make none yet.

        Args:
            among: Only these units.
            since: Only the windows that end on that day or later.
            days: Only the tallies of windows that these days lie in, by rule.
        """
        self._convention, self._registry, self._as_of = convention, registry, as_of
        self._among, self._since, self._days = among, since, days
        self._windows: dict[Period, tuple[Window, ...]] = {}
        self._made: dict[object, Layout] = {}

    def of(self, rule: Rule) -> Layout:
        """The layout of a rule."""
        each = rule.for_each
        key = each.kind, tuple(sorted(each.where.items())), rule.per
        if key not in self._made:
            self._made[key] = self._layout(rule)
        return self._made[key]

    def asked(self, duty: TalliedDuty) -> Layout:
        """The layout of a duty with the tallies that are asked for."""
        layout = self.of(duty.rule)
        if self._days is None:
            return layout
        return layout.only(self._days.get((duty.composed or duty.rule).id, {}))

    def made(self, rules: Iterable[Rule]) -> list[Layout]:
        """The layouts of several rules, each once."""
        return list({layout.number: layout for layout in map(self.of, rules)}.values())

    def windows(self, period: Period) -> tuple[Window, ...]:
        """The windows of a period."""
        if period not in self._windows:
            convention = self._convention
            found = windows(period, convention.term, self._as_of, convention.year_basis)
            self._windows[period] = tuple(w for w in found if self._since is None or w.end >= self._since)
        return self._windows[period]

    def _layout(self, rule: Rule) -> Layout:
        term = self._convention.term
        units, columns = judged_units(rule.for_each, self._registry, term), self.windows(rule.per)
        if self._among is not None:
            units = tuple(unit for unit in units if unit.code in self._among)
        starts = np.array([max(window.start, term.start).toordinal() for window in columns], np.int64)
        ends = np.array([min(window.end, term.end).toordinal() for window in columns], np.int64)
        lives = [(unit.valid_from.toordinal(), unit.valid_to.toordinal()) for unit in units]
        low, high = (np.array([life[end] for life in lives], np.int64).reshape(-1, 1) for end in (0, 1))
        lives_then = np.maximum(low, starts) <= np.minimum(high, ends)
        exists = lives_then & (low <= self._as_of.toordinal())
        takers, sooner_or_later = (
            _takers(units, lives_then, heirs, starts, ends) for heirs in (exists, lives_then)
        )
        lasts = np.where(marked(sooner_or_later, exists.shape), ends, np.minimum(high, ends))
        return Layout(len(self._made), units, columns, exists, starts, ends, lasts, takers, _taken(takers))


def judged_units(each: ForEach, registry: Registry, term: Interval) -> tuple[Unit, ...]:
    """The units a rule judges: of its kinds, with the attributes asked, valid on some day of the term."""
    return tuple(
        unit
        for unit in registry.units
        if unit.kind in each.kind
        and unit.valid_from <= term.end
        and unit.valid_to >= term.start
        and all(unit.attributes.get(name) in values for name, values in each.where.items())
    )


def marked(places: Iterable[Place], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """An array that is true at these places."""
    found = np.zeros(shape, bool)
    for place in places:
        found[place] = True
    return found


def _takers(
    units: tuple[Unit, ...],
    lives: NDArray[np.bool_],
    heirs: NDArray[np.bool_],
    starts: Days,
    ends: Days,
) -> dict[Place, int]:
    """Which units are continued in a successor's tally: their own life ends inside the window.

    One that does not exist yet is continued as well: what its successor answers for must not change when it begins.

    Args:
        lives: Where a unit lives in a window, sooner or later.
        heirs: Where it has a tally that another may be continued in.
    """
    row_of = {unit.code: row for row, unit in enumerate(units)}
    direct: dict[Place, int] = {}
    for row, unit in enumerate(units):
        heir = row_of.get(unit.successor or "")
        if heir is None:
            continue
        last = unit.valid_to.toordinal()
        ending = (starts <= last) & (last < ends) & lives[row] & heirs[heir]
        direct |= {(row, column): heir for column in np.flatnonzero(ending).tolist()}
    return {place: _last_heir(direct, *place) for place in direct}


def _last_heir(direct: Mapping[Place, int], row: int, column: int) -> int:
    while (row, column) in direct:
        row = direct[row, column]
    return row


def _taken(takers: Mapping[Place, int]) -> dict[Place, tuple[int, ...]]:
    taken: dict[Place, tuple[int, ...]] = {}
    for (row, column), heir in sorted(takers.items()):
        taken[heir, column] = (*taken.get((heir, column), ()), row)
    return taken
