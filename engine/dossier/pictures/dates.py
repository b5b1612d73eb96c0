# SPDX-License-Identifier: EUPL-1.2
"""Days from left to right, and the names of months under them, as many as can be read."""

import datetime as dt
from dataclasses import dataclass

from ...language.words import Words
from .drawing import FAINT, INK, MUTED, Drawing, Line

MOST = 9
"""Names of months side by side."""


@dataclass(frozen=True)
class DayScale:
    """Where each day lies.

    Attributes:
        left: Of the beginning of the first day, in pixels.
        right: Of the beginning of the day `until`.
    """

    first: dt.date
    until: dt.date
    left: float
    right: float

    def at(self, day: dt.date) -> float:
        """Where a day begins."""
        per_day = (self.right - self.left) / (self.until - self.first).days
        return self.left + (day - self.first).days * per_day

    def name_months(self, drawing: Drawing, words: Words, below: float) -> None:
        """A line, and the names of months under it."""
        drawing.stroke([[(self.left, below), (self.right, below)]], FAINT)
        starts = month_starts(self.first, self.until - dt.timedelta(days=1))
        drawing.stroke([[(self.at(day), below), (self.at(day), below + 4)] for day in starts], MUTED)
        for day in starts:
            drawing.text((self.at(day), below + 13), words.month(day), anchor="middle", colour=MUTED)

    def mark(self, drawing: Drawing, day: dt.date, top: float, bottom: float) -> None:
        """A dotted line down at a day."""
        drawing.stroke([self.upright(day, top, bottom)], INK, dashes="1 2")

    def upright(self, day: dt.date, top: float, bottom: float) -> Line:
        """A line down at a day."""
        return [(self.at(day), top), (self.at(day), bottom)]


def month_starts(first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of every month, third, sixth or twelfth month of the year, from `first` to `last`.

    >>> month_starts(dt.date(2018, 1, 5), dt.date(2018, 4, 1))
    [datetime.date(2018, 2, 1), datetime.date(2018, 3, 1), datetime.date(2018, 4, 1)]
    """
    months = [dt.date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    inside = [day for day in months if first <= day <= last]
    for every in (1, 3, 6):
        found = [day for day in inside if (day.month - 1) % every == 0]
        if len(found) <= MOST:
            return found
    return [day for day in inside if day.month == 1]
