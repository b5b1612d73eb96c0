# SPDX-License-Identifier: EUPL-1.2
"""Sentences, numbers and dates in the reader's language."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from ...schema.base import Language
from .catalogue import Message, Plural, catalogue


class Words:
    """Sentences, numbers and dates as people of one language write them."""

    def __init__(self, language: Language = "it") -> None:
        self.language = language
        self._catalogue = catalogue(language)

    def text(self, message: str, **fields: object) -> str:
        """A sentence written here, with its fields filled in.

        Args:
            message: The English sentence itself, never a variable: the catalogues are collected from the code.
        """
        return self.marked(Message(message), **fields)

    def marked(self, message: Message, **fields: object) -> str:
        """A sentence marked elsewhere, such as in a table, with its fields filled in."""
        return self._catalogue.gettext(message).format(**fields)

    def blank(self, message: Message) -> str:
        """A sentence marked elsewhere without what would fill its fields."""
        return self._catalogue.gettext(message).format_map(_Anything())

    def plural(self, one: str, many: str, count: int, **fields: object) -> str:
        """A sentence written here for `count` things; `{count}` in it is the number as written."""
        return self.marked_plural(Plural((one, many)), count, **fields)

    def marked_plural(self, message: Plural, count: int, **fields: object) -> str:
        """Like `plural`, for a sentence marked elsewhere."""
        return self._catalogue.ngettext(*message, count).format(count=self.number(count), **fields)

    def number(self, value: int) -> str:
        """A whole number with its thousands: 4.000 in Italian, 4,000 in English."""
        return _number(value, self.language)

    def day(self, day: dt.date) -> str:
        """A date as dd/mm/yyyy in both languages: no reader takes it for another day."""
        return f"{day:%d/%m/%Y}"

    def either(self, names: Sequence[str]) -> str:
        """One of several: `a, b o c`."""
        return format_list(names, style="or", locale=self.language)

    def all_of(self, names: Sequence[str]) -> str:
        """Several together: `a, b e c`."""
        return format_list(names, locale=self.language)

    def month(self, day: dt.date) -> str:
        """A month in short: `mar 2018`."""
        return format_date(day, "MMM yyyy", locale=self.language)

    def month_in_full(self, day: dt.date) -> str:
        """A month within a sentence: `gennaio 2020`."""
        return format_date(day, "MMMM yyyy", locale=self.language)

    def month_alone(self, month: int) -> str:
        """The name of a month in three letters."""
        return format_date(dt.date(2018, month, 1), "MMM", locale=self.language)[:3]

    def percent(self, part: int, whole: int) -> str:
        """A part in per cent, cut and never rounded up: what is not all never reads as 100.

        >>> Words("it").percent(9999, 10000), Words("it").percent(1, 2)
        ('99,9 %', '50 %')
        """
        tenths = part * 1000 // whole
        pattern = "#,##0" if tenths % 10 == 0 else "#,##0.0"
        return format_decimal(tenths / 10, pattern, locale=self.language) + " %"


@lru_cache(maxsize=10_000)
def _number(value: int, language: Language) -> str:
    """Most numbers of a report are small and come again and again."""
    return format_decimal(value, locale=language)


class _Anything(dict[str, str]):
    """Has the same for every field."""

    def __missing__(self, field: str) -> str:
        return "…"
