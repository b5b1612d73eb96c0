# SPDX-License-Identifier: EUPL-1.2
"""The public holidays of the whole country, without Sundays.

A dozen days set by law: a library that knows those of every country takes longer to load than a month takes to
check. Tests compare the two.
"""

import datetime as dt
from collections.abc import Iterator

from dateutil.easter import easter

from ..language.catalogue import Message, mark

_FIXED = {
    (1, 1): mark("New Year's Day"),
    (1, 6): mark("Epiphany"),
    (4, 25): mark("Liberation Day"),
    (5, 1): mark("Labor Day"),
    (6, 2): mark("Republic Day"),
    (8, 15): mark("Assumption Of Mary Day"),
    (10, 4): mark("Saint Francis of Assisi, Patron Saint of Italy"),
    (11, 1): mark("All Saints' Day"),
    (12, 8): mark("Immaculate Conception"),
    (12, 25): mark("Christmas Day"),
    (12, 26): mark("Saint Stephen's Day"),
}
_SINCE = {(10, 4): 2026}
_EASTER_MONDAY = mark("Easter Monday")
_SUNDAY = 7


def holidays(first: int, last: int) -> dict[dt.date, Message]:
    """The holidays of the years from `first` to `last`, both included, with their names."""
    found = dict(day for year in range(first, last + 1) for day in _holidays_of(year))
    return {day: found[day] for day in sorted(found) if day.isoweekday() != 7}


def _holidays_of(year: int) -> Iterator[tuple[dt.date, Message]]:
    yield easter(year) + dt.timedelta(days=1), _EASTER_MONDAY
    for (month, day), name in _FIXED.items():
        if year >= _SINCE.get((month, day), year):
            yield dt.date(year, month, day), name
