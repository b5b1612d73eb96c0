# SPDX-License-Identifier: EUPL-1.2
"""Dates and months as people type them, in either language; each form has one meaning."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Set
from functools import cache
from typing import get_args

from babel.dates import get_day_names, get_month_names

from ...schema.base import Language

YEARS = range(1900, 3000)

_CENTURY = 2000
_SHORT = 2
_SHORTEST_NAME = 3
_BETWEEN = r"( ?[-/.\\] ?| )"
_WEEKDAY = re.compile(r"([^\W\d_]+)\.?,? ([0-9].*)", re.DOTALL)
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}})\2([0-9]{{1,2}})Z?")
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}})\2([0-9]{{4}})\.?")
_DIGITS = re.compile("((?:19|2[0-9])[0-9]{2})([0-9]{2})([0-9]{2})")
"""Digits alone can be no other date: what begins with the day would have a month beyond the twelfth here."""
_NAMED_DAY = re.compile(r"([0-9]{1,2})[°º]?[-/. ]([^\W\d_]{3,})\.?[-/., ] ?([0-9]{4}|[0-9]{2})")
_MONTH = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{4})|((?:19|2[0-9])[0-9]{2})([0-9]{2})"
)
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,})\.?[-/. ]([0-9]{4}|[0-9]{2})")
_HOUR = re.compile(
    r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,]([0-9]+))?)?(Z|[+-][0-9]{2}:?(?:[0-9]{2})?)?"
)
_DATED = re.compile(r"(.*[0-9])(?:[T ]|, )([0-9]{1,2}[:.][0-9]{2}.*)", re.DOTALL)
_AT_HOUR = re.compile(
    r"(.*[0-9]),? (?:alle )?(?:ore|h\.?) ?[0-9]{1,2}(?:[:.,][0-9]{2})?", re.DOTALL | re.IGNORECASE
)
_LATE = 22
"""From this hour of Greenwich on it may be the next day in Italy."""


def day_parts(text: str) -> tuple[int, int, int] | None:
    """The year, month and day of a date, whether or not there is such a day.

    >>> day_parts("2020-02-30"), day_parts("20.2.2020"), day_parts("20/02/20")
    ((2020, 2, 30), (2020, 2, 20), None)
    >>> day_parts("20 febbraio 2020") == day_parts("20-feb-20") == day_parts("giovedì 20 feb. 2020")
    True
    >>> day_parts("gio 20/02/2020") == day_parts("20 02 2020") == day_parts("20200220") == day_parts("2020-02-20Z")
    True
    """
    text = _without_weekday(" ".join(text.split()))
    if year_first := _YEAR_FIRST.fullmatch(text):
        year, _, month, day = year_first.groups()
    elif day_first := _DAY_FIRST.fullmatch(text):
        day, _, month, year = day_first.groups()
    elif digits := _DIGITS.fullmatch(text):
        year, month, day = digits.groups()
    elif named := _NAMED_DAY.fullmatch(text):
        day, name, year = named.groups()
        number = _month_named(name)
        return None if number is None else (_year(year), number, int(day))
    else:
        return None
    return int(year), int(month), int(day)


def _without_weekday(text: str) -> str:
    """A date without the name of the day of the week before it."""
    told = _WEEKDAY.fullmatch(text)
    return text if told is None or _without_accents(told[1]) not in _weekdays() else told[2]


def without_hour(text: str) -> tuple[str, bool]:
    """A date without the hour that stands behind it, and whether that is another than midnight.

    An hour of another zone stays where it leaves the day in doubt.

    >>> without_hour("12/03/2019 ore 10")
    ('12/03/2019', True)
    >>> without_hour("12/03/2019 10:30"), without_hour("2019-03-12T00:00:00.000Z"), without_hour("2019-03-12T23:00Z")
    (('12/03/2019', True), ('2019-03-12', False), ('2019-03-12T23:00Z', False))
    """
    if told := _AT_HOUR.fullmatch(text):
        return told[1], True
    dated = _DATED.fullmatch(text)
    hour = _HOUR.fullmatch(dated[2]) if dated else None
    if dated is None or hour is None:
        return text, False
    hours, minutes, seconds, fraction, zone = hour.groups()
    here = zone in (None, "+01:00", "+02:00", "+0100", "+0200", "+01", "+02")
    if not here and (zone not in ("Z", "+00:00", "+0000", "+00") or int(hours) >= _LATE):
        return text, False
    return dated[1], any(int(part or 0) for part in (hours, minutes, seconds, fraction))


def typed_month(text: str) -> dt.date | None:
    """The first day of a month in digits or with its name.

    >>> typed_month("2020-01") == typed_month("01/2020") == typed_month("gen 2020") == typed_month("January 2020")
    True
    >>> typed_month("202001") == typed_month("2020-01")
    True
    >>> typed_month("mar-19"), typed_month("13/2020"), typed_month("gen")
    (datetime.date(2019, 3, 1), None, None)
    """
    text = " ".join(text.split())
    if named := _NAMED_MONTH.fullmatch(text):
        month, year = _month_named(named[1]) or 0, _year(named[2])
    elif digits := _MONTH.fullmatch(text):
        year, month = int(digits[1] or digits[4] or digits[5]), int(digits[2] or digits[3] or digits[6])
    else:
        return None
    return dt.date(year, month, 1) if year in YEARS and 1 <= month <= 12 else None


def _year(text: str) -> int:
    """A year that is written, if beside the name of a month, with its last two digits alone."""
    return int(text) + (_CENTURY if len(text) == _SHORT else 0)


def _month_named(name: str) -> int | None:
    """The month of a name, whole or cut short, if it can be no other."""
    begun = name.casefold()
    meant = {number for known, number in _months().items() if known.startswith(begun)}
    return meant.pop() if len(meant) == 1 and len(begun) >= _SHORTEST_NAME else None


@cache
def _months() -> Mapping[str, int]:
    """The number of each month by its names, whole and short, in every language."""
    return {
        name.rstrip(".").casefold(): number
        for language in get_args(Language)
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, "format", language).items()
    }


@cache
def _weekdays() -> Set[str]:
    """The names of the days of the week, whole and short, in every language."""
    return {
        _without_accents(name.rstrip("."))
        for language in get_args(Language)
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", language).values()
    }


def _without_accents(name: str) -> str:
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKD", name).casefold()))
