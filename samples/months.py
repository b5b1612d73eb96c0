# SPDX-License-Identifier: EUPL-1.2
"""Months, quarters and working days."""

import datetime as dt

from plan import FIRST_MONTH, LAST_REPORTED, OPEN_MONTH, TERM_FROM

DAY = dt.timedelta(days=1)


def first_day(month: str) -> dt.date:
    """The first day of a month such as 2018-03."""
    return dt.date.fromisoformat(f"{month}-01")


def last_day(month: str) -> dt.date:
    """The last day of a month."""
    return (first_day(month) + 31 * DAY).replace(day=1) - DAY


def next_month(month: str) -> str:
    """The month after."""
    return f"{last_day(month) + DAY:%Y-%m}"


def months(last: str) -> list[str]:
    """The months from the first of the sample to `last`."""
    found = [FIRST_MONTH]
    while found[-1] != last:
        found.append(next_month(found[-1]))
    return found


REPORTED = months(LAST_REPORTED)
JUDGED = months(OPEN_MONTH)


def quarter_days(quarter: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a quarter such as 2018-Q2."""
    year, number = quarter.split("-Q")
    return first_day(f"{year}-{3 * int(number) - 2:02}"), last_day(f"{year}-{3 * int(number):02}")


def month_of(day: dt.date) -> str:
    """The month of a day."""
    return f"{day:%Y-%m}"


def workday(day: dt.date) -> dt.date:
    """The day itself, or the Friday before a weekend."""
    return day - max(0, day.weekday() - 4) * DAY


def in_month(month: str, day: int) -> dt.date:
    """A working day of a month, on or before the given one but never before the term."""
    earliest = TERM_FROM if month == FIRST_MONTH else first_day(month)
    return max(workday(first_day(month).replace(day=day)), earliest)
