# SPDX-License-Identifier: EUPL-1.2
"""Months, sizes and moments as pages say them."""

import calendar
import datetime as dt

from ..engine.language.words import Words


def day_of_month(month: str, *, last: bool = False) -> dt.date:
    """The first or the last day of a month written `2018-03`."""
    year, number = (int(part) for part in month.split("-"))
    return dt.date(year, number, calendar.monthrange(year, number)[1] if last else 1)


def month_name(month: str, words: Words) -> str:
    """A month in full: `marzo 2018`."""
    return words.month_in_full(day_of_month(month))


def moment(at: dt.datetime, words: Words) -> str:
    """A day and an hour."""
    return f"{words.day(at.date())} {at:%H:%M:%S}"
