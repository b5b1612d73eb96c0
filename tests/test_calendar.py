# SPDX-License-Identifier: EUPL-1.2
"""Windows: calendar intervals, whole, in order, without gaps."""

import datetime as dt
import doctest
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from impegni.engine.definitions import calendar
from impegni.engine.definitions.calendar import anniversary, windows
from impegni.schema.convention import Interval

PERIODS = ("month", "quarter", "year", "school_year", "term")
DATES = st.dates(dt.date(1999, 1, 1), dt.date(2035, 12, 31))


@st.composite
def terms(draw):
    start = draw(DATES)
    return Interval(start=start, end=start + dt.timedelta(days=draw(st.integers(0, 2500))))


def labels(period, start, end, as_of="2035-12-31", basis="calendar"):
    term = Interval(start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end))
    return [window.label for window in windows(period, term, dt.date.fromisoformat(as_of), basis)]


def test_doctests():
    assert doctest.testmod(calendar).failed == 0


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("month", ["2018-11", "2018-12", "2019-01"]),
        ("quarter", ["2018-Q4", "2019-Q1"]),
        ("year", ["2018", "2019"]),
        ("school_year", ["2018/19"]),
        ("term", ["term"]),
    ],
)
def test_labels(period, expected):
    assert labels(period, "2018-11-20", "2019-01-05") == expected


def test_school_year_begins_in_september():
    assert labels("school_year", "2018-08-31", "2018-09-01") == ["2017/18", "2018/19"]
    assert labels("school_year", "1999-09-01", "1999-09-02") == ["1999/00"]


def test_a_window_appears_on_its_first_day():
    assert labels("month", "2018-01-17", "2018-12-31", "2018-02-28") == ["2018-01", "2018-02"]
    assert labels("month", "2018-01-17", "2018-12-31", "2018-03-01")[-1] == "2018-03"


def test_anniversary_years_count_from_the_term():
    term = Interval(start=dt.date(2018, 1, 17), end=dt.date(2020, 12, 31))
    first, second, third = windows("year", term, term.end, "anniversary")
    assert (first.label, first.start, first.end) == ("A1", dt.date(2018, 1, 17), dt.date(2019, 1, 16))
    assert second.start == dt.date(2019, 1, 17)
    assert third.label == "A3"


def test_leap_day_anniversaries_fall_on_28_february():
    assert anniversary(dt.date(2020, 2, 29), 1) == dt.date(2021, 2, 28)
    assert anniversary(dt.date(2020, 2, 29), 4) == dt.date(2024, 2, 29)


@given(term=terms(), period=st.sampled_from(PERIODS), basis=st.sampled_from(["calendar", "anniversary"]))
def test_windows_cover_the_term_without_gap_or_overlap(term, period, basis):
    found = windows(period, term, term.end, basis)
    assert found[0].start <= term.start <= found[0].end
    assert found[-1].start <= term.end <= found[-1].end
    for earlier, later in itertools.pairwise(found):
        assert later.start == earlier.end + dt.timedelta(days=1)
    assert len({window.label for window in found}) == len(found)


@given(term=terms(), period=st.sampled_from(PERIODS), as_of=DATES)
def test_only_windows_begun_by_as_of(term, period, as_of):
    found = windows(period, term, as_of)
    assert all(window.start <= as_of for window in found)
    assert found == windows(period, term, term.end)[: len(found)]
