# SPDX-License-Identifier: EUPL-1.2
"""Windows and days, by walking through them."""

import datetime as dt
from collections.abc import Iterator

from impegni.schema.convention import Interval
from impegni.schema.verdict import Window

ONE = dt.timedelta(days=1)


def days(start: dt.date, end: dt.date) -> list[dt.date]:
    """Every day from start to end, both included."""
    return [start + ONE * n for n in range((end - start).days + 1)]


def last_of_month(day: dt.date) -> dt.date:
    while (day + ONE).month == day.month:
        day += ONE
    return day


def month_of(day: dt.date) -> str:
    return f"{day.year}-{day.month:02d}"


def months(some: list[dt.date]) -> list[str]:
    """The months of some days, in order."""
    return sorted({month_of(day) for day in some})


def windows(per: str, term: Interval, year_basis: str) -> list[Window]:
    """Every window that shares a day with the term."""
    if per == "term":
        return [Window(label="term", start=term.start, end=term.end)]
    if per == "year" and year_basis == "anniversary":
        return list(_anniversaries(term))
    found: dict[str, list[dt.date]] = {}
    for day in days(dt.date(term.start.year - 1, 1, 1), dt.date(term.end.year + 1, 12, 31)):
        found.setdefault(_label(per, day), []).append(day)
    whole = [Window(label=label, start=each[0], end=each[-1]) for label, each in found.items()]
    return [window for window in whole if window.start <= term.end and window.end >= term.start]


def _label(per: str, day: dt.date) -> str:
    if per == "month":
        return month_of(day)
    if per == "quarter":
        return f"{day.year}-Q{1 + (day.month - 1) // 3}"
    if per == "year":
        return f"{day.year}"
    begun = day.year if day.month >= 9 else day.year - 1
    return f"{begun}/{(begun + 1) % 100:02d}"


def _anniversaries(term: Interval) -> Iterator[Window]:
    number = 0
    while _returns(term.start, number) <= term.end:
        start, following = _returns(term.start, number), _returns(term.start, number + 1)
        yield Window(label=f"A{number + 1}", start=start, end=following - ONE)
        number += 1


def _returns(start: dt.date, years: int) -> dt.date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return dt.date(start.year + years, 2, 28)
