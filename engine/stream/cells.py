# SPDX-License-Identifier: EUPL-1.2
"""Cells: what is kept of a rule by unit and window, so that an event adds to it and nothing is counted again."""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np

from ...schema.condition import Test
from ...schema.convention import Interval
from ...schema.measure import Measure
from ...schema.rule import Rule
from ...schema.unit import Unit
from ...schema.verdict import Window
from ..tallies.activity import Days
from ..tallies.counts import Counts
from ..tallies.frames import Frame
from ..tallies.selectors import SEVERAL_VALUES
from ..verdicts.evidence import LISTED
from .happened import COUNTED, Happened

Place = tuple[int, int]
"""Row and column."""

Parts = Mapping[Place, Counter[str]]
"""By place, how many events each of the things that are told apart was seen in."""

PartsAt = Callable[[Happened, str], Iterable[str]]
"""The things told apart that an event shows at a unit."""


class Cells:
    """One row a unit and one column a window of the whole term, in the order of both."""

    def __init__(
        self,
        rule: Rule,
        units: Sequence[Unit],
        windows: Sequence[Window],
        term: Interval,
        parts: PartsAt | None,
    ) -> None:
        """Nothing counted yet.

        Args:
            parts: Where things are told apart: those an event shows.
        """
        self.rule, self._parts_at = rule, parts
        self.row_of = {unit.code: row for row, unit in enumerate(units)}
        self.column_of = {window.label: column for column, window in enumerate(windows)}
        self.windows = tuple(windows)
        self._starts = [max(window.start, term.start).toordinal() for window in windows]
        self._ends = [min(window.end, term.end).toordinal() for window in windows]
        summed = _summed(rule.measure)
        self._summed = None if summed is None else COUNTED.index(summed)
        self._named: Days = np.zeros((len(units), len(windows)), np.int64)
        self._observed = self._named.copy()
        self._parts: dict[Place, Counter[str]] = {}
        self._first: dict[Place, list[str]] = {}
        self._lost: set[Place] = set()

    def begin(self, counts: Counts, keys: Mapping[Place, tuple[list[str], int]], parts: Parts) -> None:
        """Take what was counted until now.

        Args:
            counts: Of all units, and of the first windows.
            keys: The keys of the first events of each place, and how many there are.
        """
        width = counts.named.shape[1]
        self._named[:, :width], self._observed[:, :width] = counts.named, counts.observed
        self._first = {place: found for place, (found, _) in keys.items()}
        self._parts = dict(parts)

    def add(self, one: Happened, units: Collection[str]) -> None:
        """Let an event count at the units it belongs to, or count no more."""
        column = self._column(one.day)
        if column is not None:
            for code in units:
                if (row := self.row_of.get(code)) is not None:
                    self._add_at((row, column), one, code)

    def _column(self, day: int) -> int | None:
        column = bisect_right(self._starts, day) - 1
        return None if column < 0 or day > self._ends[column] else column

    def is_of(self, place: Place, day: int, units: Collection[str]) -> bool:
        """Whether an event of a day at some units is of a place."""
        return self._column(day) == place[1] and any(self.row_of.get(code) == place[0] for code in units)

    def _add_at(self, place: Place, one: Happened, code: str) -> None:
        self._keep_first(place, one)
        self._named[place] += one.sign
        if self._parts_at is not None:
            parts = self._parts.setdefault(place, Counter())
            for part in self._parts_at(one, code):
                parts[part] += one.sign
                if not parts[part]:
                    del parts[part]
            self._observed[place] = len(parts)
        elif self._summed is None:
            self._observed[place] += one.sign
        else:
            self._observed[place] += one.sign * int(one.values[self._summed] or 0)

    def _keep_first(self, place: Place, one: Happened) -> None:
        """Keep the first events; where one of them goes, those after it are not known any more."""
        if place in self._lost:
            return
        first = self._first.setdefault(place, [])
        if one.sign > 0:
            insort(first, one.key)
            del first[LISTED:]
        elif one.key in first:
            first.remove(one.key)
            if self._named[place] > len(first) + 1:
                self._lost.add(place)

    def counts(self, frame: Frame) -> Counts:
        """What was counted over a frame of this rule."""
        rows = [self.row_of[unit.code] for unit in frame.units]
        begin = self.column_of[frame.windows[0].label] if frame.windows else 0
        columns = slice(begin, begin + len(frame.windows))
        return Counts(self._named[rows, columns], self._observed[rows, columns])

    def first(self, place: Place) -> tuple[Sequence[str], int] | None:
        """The keys of the first events of a place, and how many there are; none where they are not known."""
        return None if place in self._lost else (self._first.get(place, ()), int(self._named[place]))

    def find(self, place: Place, keys: list[str]) -> None:
        """Take the keys of the first events of a place, looked for anew."""
        self._first[place] = keys
        self._lost.discard(place)


def _summed(measure: Measure) -> str | None:
    if measure.share is not None:
        return None if isinstance(measure.share.reached, str) else measure.share.reached.sum
    return measure.sum


def values_at(column: str, test: Test | None) -> PartsAt:
    """The values that an event has in a column.

    Args:
        test: Where a condition names values, or all but some, only these count.
    """
    place, several = COUNTED.index(column), column in SEVERAL_VALUES
    among = frozenset(map(str, (test and test.values) or ()))
    outside = frozenset(map(str, (test and not among and test.not_) or ()))

    def parts(one: Happened, _: str) -> Iterable[str]:
        value = one.values[place]
        if value is None:
            return ()
        found = set(str(value).split("|")) if several else {str(value)}
        return (found & among if among else found) - outside

    return parts
