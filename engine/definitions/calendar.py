# SPDX-License-Identifier: EUPL-1.2
"""Windows: the calendar intervals on which rules are judged.

All calendar arithmetic of the project stands here. Dates only; both ends included.

>>> import datetime as dt
>>> from impegni.schema.convention import Interval
>>> term = Interval(start=dt.date(2018, 1, 17), end=dt.date(2018, 3, 5))
>>> [window.label for window in windows("month", term, dt.date(2018, 2, 28))]
['2018-01', '2018-02']
"""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Literal

from ...schema.convention import Interval
from ...schema.rule import Period
from ...schema.verdict import Window

DAY = dt.timedelta(days=1)
YearBasis = Literal["calendar", "anniversary"]


def month_end(day: dt.date) -> dt.date:
    """The last day of the month of `day`.

    >>> month_end(dt.date(2020, 2, 1))
    datetime.date(2020, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_label(day: dt.date) -> str:
    """`2018-03` for any day of March 2018."""
    return f"{day:%Y-%m}"


def anniversary(start: dt.date, years: int) -> dt.date:
    """The same day `years` later; 29 February becomes 28 February in common years.

    >>> anniversary(dt.date(2020, 2, 29), 1)
    datetime.date(2021, 2, 28)
    """
    year = start.year + years
    day = min(start.day, calendar.monthrange(year, start.month)[1])
    return dt.date(year, start.month, day)


def windows(
    period: Period, term: Interval, as_of: dt.date, year_basis: YearBasis = "calendar"
) -> tuple[Window, ...]:
    """The windows of `period` that overlap the term and have started by `as_of`, in order.

    Windows are whole: the first and last may reach beyond the term.
    """
    found = []
    for window in _PERIODS[f"{period}/{year_basis}" if period == "year" else period](term):
        if window.start > min(term.end, as_of):
            break
        found.append(window)
    return tuple(found)


def _months(term: Interval) -> Iterator[Window]:
    start = term.start.replace(day=1)
    while True:
        end = month_end(start)
        yield Window(label=month_label(start), start=start, end=end)
        start = end + DAY


def _quarters(term: Interval) -> Iterator[Window]:
    start = dt.date(term.start.year, 3 * ((term.start.month - 1) // 3) + 1, 1)
    while True:
        end = month_end(start.replace(month=start.month + 2))
        yield Window(label=f"{start.year}-Q{(start.month + 2) // 3}", start=start, end=end)
        start = end + DAY


def _calendar_years(term: Interval) -> Iterator[Window]:
    for year in range(term.start.year, dt.MAXYEAR):
        yield Window(label=str(year), start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))


def _anniversary_years(term: Interval) -> Iterator[Window]:
    for number in range(dt.MAXYEAR - term.start.year):
        start, following = anniversary(term.start, number), anniversary(term.start, number + 1)
        yield Window(label=f"A{number + 1}", start=start, end=following - DAY)


def _school_years(term: Interval) -> Iterator[Window]:
    first = term.start.year if term.start.month >= 9 else term.start.year - 1
    for year in range(first, dt.MAXYEAR):
        label = f"{year}/{(year + 1) % 100:02d}"
        yield Window(label=label, start=dt.date(year, 9, 1), end=dt.date(year + 1, 8, 31))


def _term(term: Interval) -> Iterator[Window]:
    yield Window(label="term", start=term.start, end=term.end)


_PERIODS: dict[str, Callable[[Interval], Iterator[Window]]] = {
    "month": _months,
    "quarter": _quarters,
    "year/calendar": _calendar_years,
    "year/anniversary": _anniversary_years,
    "school_year": _school_years,
    "term": _term,
}
