# SPDX-License-Identifier: EUPL-1.2
"""Numbers by something asked, unit and day: in one sorted array, so that a few are found and changed among many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_DAY_BITS, _UNIT_BITS = 22, 22
_ASKED = _DAY_BITS + _UNIT_BITS


@dataclass(frozen=True)
class ByDay:
    """One row for each day on which anything was counted.

    Attributes:
        keys: What was asked, unit and day in one number each; they rise.
        counts: What was counted, one column a number.
    """

    keys: Numbers
    counts: Numbers

    @classmethod
    def nothing(cls, width: int) -> Self:
        """No day, of so many numbers each."""
        return cls(np.empty(0, np.int64), np.empty((0, width), np.int64))

    def plus(self, several: Sequence[tuple[int, int, Numbers, Numbers]]) -> Self:
        """The same with what was counted besides: what was asked, the unit, each day once, and its numbers."""
        if not several:
            return self
        keys = [
            np.asarray(days, np.int64) | (asked << _ASKED) | (unit << _DAY_BITS)
            for asked, unit, days, _ in several
        ]
        return self._with(np.concatenate(keys), np.concatenate([counts for *_, counts in several]))

    def _with(self, keys: Numbers, counts: Numbers) -> Self:
        order = np.argsort(keys)
        keys, counts = keys[order], counts[order]
        places = np.searchsorted(self.keys, keys)
        inside = np.minimum(places, max(len(self.keys) - 1, 0))
        known = self.keys[inside] == keys if len(self.keys) else np.zeros(len(keys), bool)
        changed = self.counts.copy()
        changed[places[known]] += counts[known]
        new = ~known
        whole = np.insert(changed, places[new], counts[new], axis=0)
        counting = whole.any(axis=1)
        return type(self)(np.insert(self.keys, places[new], keys[new])[counting], whole[counting])

    def agrees(self, asked: int, other: Self, asked_there: int) -> bool:
        """Whether another has the same numbers of something asked."""
        (days, counts), (days_there, counts_there) = self._all(asked), other._all(asked_there)
        return np.array_equal(days, days_there) and np.array_equal(counts, counts_there)

    def _all(self, asked: int) -> tuple[Numbers, Numbers]:
        first, last = np.searchsorted(self.keys, (asked << _ASKED, (asked + 1) << _ASKED))
        return self.keys[first:last] - (asked << _ASKED), self.counts[first:last]

    def of(self, asked: int, unit: int) -> tuple[Numbers, Numbers]:
        """The days of a unit, in order, and their numbers."""
        begin = (asked << _ASKED) | (unit << _DAY_BITS)
        first, last = np.searchsorted(self.keys, (begin, begin + (1 << _DAY_BITS)))
        return self.keys[first:last] & ((1 << _DAY_BITS) - 1), self.counts[first:last]

    def units(self, asked: int) -> list[int]:
        """The units of which there is anything."""
        return [int(unit) for unit in np.unique(self._all(asked)[0] >> _DAY_BITS)]
