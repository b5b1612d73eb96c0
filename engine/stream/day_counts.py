# SPDX-License-Identifier: EUPL-1.2
"""What is kept by unit and day: of orders and responses, and of what makes rules due."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from ...schema.rule import Rule
from ..tallies.paired_days import DayCounts, PairedDays
from .belonging import Belongs
from .happened import Happened

_NONE: DayCounts = np.empty((0, 4), np.int64)
_WAITS, _BOTH, _HELPS = 1, 2, 3


class PairsKept:
    """How many events of an order or a response wait, help or do both, by unit and day."""

    def __init__(self, rule: Rule, codes: Collection[str], waits: int, helps: int) -> None:
        """Nothing counted yet.

        Args:
            codes: The units it is judged at.
            waits: The place of the condition of what waits, among those asked.
            helps: That of the condition of what helps it.
        """
        self._codes, self._waits, self._helps = frozenset(codes), waits, helps
        self._answers = rule.response is not None
        self.days: PairedDays = {}
        self._moved: dict[str, list[tuple[int, int, int]]] = defaultdict(list)

    def add(self, one: Happened, belongs: Belongs) -> None:
        """Let an event count, or count no more; what came after the end of its unit can only answer."""
        waits, helps = self._waits in one.met, self._helps in one.met
        column = _BOTH if waits and helps else _WAITS if waits else _HELPS
        for code in self._codes & belongs.units:
            self._moved[code].append((one.day, column, one.sign))
        if helps and self._answers:
            for code in self._codes & belongs.late:
                self._moved[code].append((one.day, _HELPS, one.sign))

    def of(self, codes: Iterable[str]) -> PairedDays:
        """The numbers of some units."""
        for code, rows in self._moved.items():
            self.days = {**self.days, code: _summed(self.days.get(code, _NONE), rows)}
        self._moved.clear()
        return {code: self.days[code] for code in codes if code in self.days}


class DaysKept:
    """On which days, at each unit, a condition was met, and by how many events."""

    def __init__(self) -> None:
        self._days: dict[str, Counter[int]] = defaultdict(Counter)

    def begin(self, days: Mapping[str, Counter[int]]) -> None:
        """Take what was found until now."""
        self._days = defaultdict(Counter, days)

    def add(self, one: Happened, belongs: Belongs) -> None:
        """Let an event that meets it count, or count no more."""
        for code in belongs.units:
            days = self._days[code]
            days[one.day] += one.sign
            if not days[one.day]:
                del days[one.day]

    def days(self) -> Mapping[str, Collection[int]]:
        """The days by unit, where there are any."""
        return {code: days.keys() for code, days in self._days.items() if days}


def _summed(known: DayCounts, rows: Iterable[tuple[int, int, int]]) -> DayCounts:
    """The numbers with what has come or gone since."""
    moved = np.array([*rows], np.int64)
    days, places = np.unique(np.concatenate([known[:, 0], moved[:, 0]]), return_inverse=True)
    counts = np.zeros((len(days), 4), np.int64)
    counts[:, 0] = days
    counts[places[: len(known)], 1:] = known[:, 1:]
    np.add.at(counts, (places[len(known) :], moved[:, 1]), moved[:, 2])
    kept: DayCounts = counts[counts[:, 1:].any(axis=1)]
    return kept
