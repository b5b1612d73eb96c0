# SPDX-License-Identifier: EUPL-1.2
"""The frame of a rule: its units, its windows, and when each unit owes the duty."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ...schema.condition import ForEach
from ...schema.convention import Convention, Suspension
from ...schema.rule import Rule
from ...schema.unit import Unit
from ...schema.verdict import Window
from ..definitions.amounts import in_force_from
from ..definitions.calendar import month_end, windows
from ..definitions.registry import Registry
from .activity import NO_DAY, Activity, Days, Presence, Span, activity_of, common, merged, united_activity
from .duties import Duty, members_of

NEVER: Span = (1, 0)
_COUNTS = ("active", "unsuspended", "elapsed")


@dataclass(frozen=True)
class Condition:
    """The span each unit's `when` is met in, by unit code; units without one are not in it.

    Attributes:
        ended: The units at which `until` came, where what was not done by then lapses.
    """

    met: Mapping[str, Span]
    ended: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Frame:
    """One row a unit, one column a window, for one rule.

    Attributes:
        exists: Where there is a tally: the window overlaps the unit's life within the term, and both have begun.
        starts: First ordinal of each window, clipped to the term.
        ends: Last ordinal of each window, clipped to the term.
        lasts: The last day of each tally: that of its window, of the term or of its unit's life, whichever
            comes first; that of the window where a successor takes over, be it after `as_of`.
        takers: Where a unit is continued in another: the row of the other, by (row, column).
        taken: The rows each taker answers for besides its own, by (row, column).
        lapsing: Where the condition ended before the tally's last day, so that only what was reached by then counts.
        gone: Where the duty lapsed for that reason.
    """

    rule: Rule
    units: tuple[Unit, ...]
    windows: tuple[Window, ...]
    presences: tuple[Presence, ...]
    exists: NDArray[np.bool_]
    starts: Days
    ends: Days
    lasts: Days
    activity: Activity
    takers: Mapping[tuple[int, int], int] = field(default_factory=dict)
    taken: Mapping[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    lapsing: NDArray[np.bool_] | None = None
    gone: NDArray[np.bool_] | None = None

    def lapsed(self, reached: NDArray[np.bool_]) -> "Frame":
        """The frame without active days where the duty lapsed before it was reached."""
        if self.lapsing is None:
            return self
        gone = self.lapsing & ~reached & (self.activity.active > 0)
        gone &= ~_marked(self.takers, gone.shape)
        counts = {name: np.where(gone, 0, getattr(self.activity, name)) for name in _COUNTS}
        first = np.where(gone, NO_DAY, self.activity.first)
        return replace(self, activity=Activity(**counts, first=first), gone=gone)

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

    def rows_of(self, row: int, column: int) -> tuple[int, ...]:
        """The rows whose presence and events the tally answers for, its own first."""
        return (row, *self.taken.get((row, column), ()))


def judged_units(each: ForEach, registry: Registry, start: dt.date, end: dt.date) -> tuple[Unit, ...]:
    """The units a rule judges: of its kinds, with the attributes asked, valid on some day of the term."""
    return tuple(
        unit
        for unit in registry.units
        if unit.kind in each.kind
        and unit.valid_from <= end
        and unit.valid_to >= start
        and all(unit.attributes.get(name) in values for name, values in each.where.items())
    )


def build_frame(
    duty: Duty,
    convention: Convention,
    registry: Registry,
    as_of: dt.date,
    suspensions: Sequence[Suspension],
    condition: Condition | None,
) -> Frame:
    """Lay out units and windows and count the active days.

    Args:
        suspensions: Those known at the run's known_at.
        condition: Where `when` is met; None for a rule without one.
    """
    rule, term = duty.rule, convention.term
    units = judged_units(rule.for_each, registry, term.start, term.end)
    columns = windows(rule.per, term, as_of, convention.year_basis)
    starts = np.array([max(window.start, term.start).toordinal() for window in columns], np.int64)
    ends = np.array([min(window.end, term.end).toordinal() for window in columns], np.int64)
    presences = tuple(_presence(unit, duty, convention, suspensions, condition) for unit in units)
    lives = [(unit.valid_from.toordinal(), unit.valid_to.toordinal()) for unit in units]
    low, high = (np.array([life[end] for life in lives], np.int64).reshape(-1, 1) for end in (0, 1))
    lives_then = np.maximum(low, starts) <= np.minimum(high, ends)
    exists = lives_then & (low <= as_of.toordinal())
    activity = activity_of(presences, starts, ends, as_of.toordinal())
    takers, sooner_or_later = (_takers(units, there, starts, ends) for there in (exists, lives_then))
    taken = _taken(takers)
    lasts = np.where(_marked(sooner_or_later, exists.shape), ends, np.minimum(high, ends))
    _unite(activity, presences, taken, starts, ends, as_of.toordinal())
    lapsing = None if condition is None else _lapsing(units, condition, starts, lasts)
    return Frame(
        rule, units, columns, presences, exists, starts, ends, lasts, activity, takers, taken, lapsing
    )


def _lapsing(
    units: Sequence[Unit], condition: Condition, starts: Days, lasts: Days
) -> NDArray[np.bool_] | None:
    """Where the day on which the condition ended lies in the window, before the tally's last day."""
    if not condition.ended:
        return None
    nowhere = int(NO_DAY)
    days = [condition.met[unit.code][1] if unit.code in condition.ended else nowhere for unit in units]
    ended = np.array(days, np.int64).reshape(-1, 1)
    found: NDArray[np.bool_] = (starts <= ended) & (ended < lasts)
    return found


def _presence(
    unit: Unit,
    duty: Duty,
    convention: Convention,
    suspensions: Sequence[Suspension],
    condition: Condition | None,
) -> Presence:
    """When a unit owes a duty; a composition as long as it owes any of its members."""
    parts = members_of(duty)
    begun = [in_force_from(part.rule.amount, convention.parameters).toordinal() for part in parts]
    start = max(unit.valid_from.toordinal(), convention.term.start.toordinal(), min(begun))
    end = min(unit.valid_to, convention.term.end).toordinal()
    if condition is not None:
        met = condition.met.get(unit.code, NEVER)
        start, end = max(start, met[0]), min(end, met[1])
    resting = [
        merged([*_before(start, first), *_suspended(unit, part, suspensions)])
        for part, first in zip(parts, begun, strict=True)
    ]
    return Presence((start, end), common(resting))


def _before(start: int, first: int) -> list[Span]:
    return [(start, first - 1)] if start < first else []


def _suspended(unit: Unit, duty: Duty, suspensions: Sequence[Suspension]) -> list[Span]:
    return [
        (suspension.start.toordinal(), suspension.end.toordinal())
        for suspension in suspensions
        if duty.suspended_by(suspension, unit.code)
    ]


def _takers(
    units: Sequence[Unit], exists: NDArray[np.bool_], starts: Days, ends: Days
) -> dict[tuple[int, int], int]:
    """Which tallies are continued in a successor's: its own life ends inside the window."""
    row_of = {unit.code: row for row, unit in enumerate(units)}
    direct: dict[tuple[int, int], int] = {}
    for row, unit in enumerate(units):
        heir = row_of.get(unit.successor or "")
        if heir is None:
            continue
        last = unit.valid_to.toordinal()
        ending = (starts <= last) & (last < ends) & exists[row] & exists[heir]
        direct |= {(row, column): heir for column in np.flatnonzero(ending).tolist()}
    return {place: _last_heir(direct, *place) for place in direct}


def _last_heir(direct: Mapping[tuple[int, int], int], row: int, column: int) -> int:
    while (row, column) in direct:
        row = direct[row, column]
    return row


def _marked(places: Iterable[tuple[int, int]], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    marked = np.zeros(shape, bool)
    for place in places:
        marked[place] = True
    return marked


def _taken(takers: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], tuple[int, ...]]:
    taken: dict[tuple[int, int], tuple[int, ...]] = {}
    for (row, column), heir in sorted(takers.items()):
        taken[heir, column] = (*taken.get((heir, column), ()), row)
    return taken


def _unite(
    activity: Activity,
    presences: Sequence[Presence],
    taken: Mapping[tuple[int, int], tuple[int, ...]],
    starts: Days,
    ends: Days,
    as_of: int,
) -> None:
    """A taker owes what one unit would that was active on the days any of them was."""
    for (heir, column), rows in taken.items():
        together = [presences[row] for row in (heir, *rows)]
        counts = united_activity(together, int(starts[column]), int(ends[column]), as_of)
        arrays = (activity.active, activity.unsuspended, activity.elapsed, activity.first)
        for array, value in zip(arrays, counts, strict=True):
            array[heir, column] = value
