# SPDX-License-Identifier: EUPL-1.2
"""Active days, counted by arrays, against counting them one by one."""

import doctest
import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from impegni.engine.tallies import activity
from impegni.engine.tallies.activity import NO_DAY, Presence, activity_of, merged, united_activity

SPANS = st.tuples(st.integers(1, 60), st.integers(0, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))
PRESENCES = st.builds(Presence, SPANS, st.lists(SPANS, max_size=4).map(merged))


def days(presence, start, end):
    return {
        day
        for day in range(start, end + 1)
        if presence.span[0] <= day <= presence.span[1]
        and not any(first <= day <= last for first, last in presence.suspended)
    }


def test_doctests():
    assert doctest.testmod(activity).failed == 0


@given(st.lists(SPANS, max_size=6))
def test_merged_spans_hold_the_same_days_in_order(spans):
    joined = merged(spans)
    plain = {day for start, end in spans for day in range(start, end + 1)}
    assert {day for start, end in joined for day in range(start, end + 1)} == plain
    assert all(later[0] > earlier[1] + 1 for earlier, later in itertools.pairwise(joined))


@given(
    st.lists(PRESENCES, min_size=1, max_size=4), st.lists(SPANS, min_size=1, max_size=3), st.integers(1, 90)
)
def test_counts_agree_with_counting_days(presences, windows, as_of):
    starts, ends = (np.array([window[side] for window in windows]) for side in (0, 1))
    found = activity_of(presences, starts, ends, as_of)
    for row, presence in enumerate(presences):
        for column, (start, end) in enumerate(windows):
            active = days(presence, start, end)
            assert found.active[row, column] == len(active)
            assert found.unsuspended[row, column] == len(days(Presence(presence.span), start, end))
            assert found.elapsed[row, column] == len([day for day in active if day <= as_of])
            assert found.first[row, column] == min(active, default=int(NO_DAY))
            assert presence.active_between(start, end) == bool(active)


@given(st.lists(PRESENCES, min_size=1, max_size=3), SPANS, st.integers(1, 90))
def test_units_taken_as_one_are_active_when_any_is(presences, window, as_of):
    active = set().union(*(days(presence, *window) for presence in presences))
    valid = set().union(*(days(Presence(presence.span), *window) for presence in presences))
    expected = (
        len(active),
        len(valid),
        len([day for day in active if day <= as_of]),
        min(active, default=int(NO_DAY)),
    )
    assert united_activity(presences, *window, as_of) == expected
