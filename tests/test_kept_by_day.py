# SPDX-License-Identifier: EUPL-1.2
"""Numbers by day: adding to many in one array is adding to each."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from impegni.engine.kept.by_day import ByDay

Added = dict[tuple[int, int], dict[int, tuple[int, int]]]

PLACES = st.tuples(st.integers(0, 2), st.integers(0, 2))
DAYS = st.dictionaries(st.integers(737_000, 737_004), st.tuples(st.integers(-2, 2), st.integers(-2, 2)))


def rows(added: Added) -> list[tuple[int, int, np.ndarray, np.ndarray]]:
    """The same as arrays."""
    return [
        (*place, np.array([*days], np.int64), np.array([*days.values()], np.int64).reshape(-1, 2))
        for place, days in added.items()
    ]


@given(st.lists(st.dictionaries(PLACES, DAYS)))
def test_what_is_added_is_what_stands(steps: list[Added]) -> None:
    sums, expected = ByDay.nothing(2), Counter[tuple[int, int, int, int]]()
    for added in steps:
        sums = sums.plus(rows(added))
        for place, days in added.items():
            for day, counts in days.items():
                for column, count in enumerate(counts):
                    expected[(*place, day, column)] += count
    found = {
        (asked, unit, int(day), column): int(count)
        for asked in range(3)
        for unit in sums.units(asked)
        for day, counts in zip(*sums.of(asked, unit), strict=True)
        for column, count in enumerate(counts)
    }
    assert {key: count for key, count in found.items() if count} == {k: c for k, c in expected.items() if c}
    assert list(sums.keys) == sorted(set(sums.keys.tolist()))
    assert sums.counts.any(axis=1).all()
