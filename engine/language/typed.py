# SPDX-License-Identifier: EUPL-1.2
"""Dates and months as people type them, in either language; each form has one meaning."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import get_args

from babel.dates import get_month_names

from ...schema.base import Language

YEARS = range(1900, 3000)

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ITALIAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})|([0-9]{1,2})/([0-9]{4})")
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,})\.? ([0-9]{4})")


def day_parts(text: str) -> tuple[int, int, int] | None:
    """The year, month and day of a date in digits, whether or not there is such a day.

    >>> day_parts("2020-02-30"), day_parts("20/2/2020"), day_parts("20/02/20")
    ((2020, 2, 30), (2020, 2, 20), None)
    """
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif italian := _ITALIAN.fullmatch(text):
        day, month, year = italian.groups()
    else:
        return None
    return int(year), int(month), int(day)


def typed_month(text: str) -> dt.date | None:
    """The first day of a month in digits or with its name.

    >>> typed_month("2020-01") == typed_month("01/2020") == typed_month("gen 2020") == typed_month("January 2020")
    True
    >>> typed_month("13/2020"), typed_month("gen")
    (None, None)
    """
    if named := _NAMED_MONTH.fullmatch(text):
        month, year = _months().get(named[1].casefold(), 0), int(named[2])
    elif digits := _MONTH.fullmatch(text):
        year, month = int(digits[1] or digits[4]), int(digits[2] or digits[3])
    else:
        return None
    return dt.date(year, month, 1) if year in YEARS and 1 <= month <= 12 else None


@cache
def _months() -> Mapping[str, int]:
    """The number of each month by its names, whole and short, in every language."""
    return {
        name.rstrip(".").casefold(): number
        for language in get_args(Language)
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, "format", language).items()
    }
