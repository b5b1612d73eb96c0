# SPDX-License-Identifier: EUPL-1.2
"""Axes of dates: first days of months, as many as can be read."""

import datetime as dt

from matplotlib.axes import Axes

from ...language.words import Words
from .svg import FAINT, MUTED

MOST = 9
"""Names of months side by side."""


def date_axis(axes: Axes, words: Words, first: dt.date, last: dt.date) -> None:
    """Name months below the axes; a frame stays only there."""
    days = month_starts(first, last)
    axes.set_xticks([day.toordinal() for day in days], [words.month(day) for day in days])
    axes.tick_params(axis="x", length=4, color=MUTED, labelcolor=MUTED)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)


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
