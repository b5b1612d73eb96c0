# SPDX-License-Identifier: EUPL-1.2
"""Messages in the reader's language: English in the code, Italian from the gettext catalogue.

Message ids are the English sentences. `pybabel compile -d locale -D impegni` builds what is read here.
"""

import datetime as dt
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import Translations

Language = Literal["it", "en"]
DOMAIN = "impegni"
LOCALES = Path(__file__).resolve().parents[2] / "locale"


def mark(message: str) -> str:
    """The message itself: marks a constant for the catalogue, to be put into words where it is shown."""
    return message


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Like `mark`, for a message that is put into words with a number."""
    return one, many


@cache
def _catalogue(language: Language) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    return Translations.load(LOCALES, [language], DOMAIN)


class Words:
    """Sentences, numbers and dates as people of one language write them."""

    def __init__(self, language: Language = "it") -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def text(self, message: str, **fields: object) -> str:
        """The message with its fields filled in."""
        return self._catalogue.gettext(message).format(**fields)

    def plural(self, one: str, many: str, count: int, **fields: object) -> str:
        """The message for `count` things; `{count}` in it is the number as written."""
        return self._catalogue.ngettext(one, many, count).format(count=self.number(count), **fields)

    def number(self, value: int) -> str:
        """A whole number with its thousands: 4.000 in Italian, 4,000 in English."""
        return format_decimal(value, locale=self.language)

    def day(self, day: dt.date) -> str:
        """A date as dd/mm/yyyy in both languages: no reader takes it for another day."""
        return f"{day:%d/%m/%Y}"

    def month(self, day: dt.date) -> str:
        """A month in short: `mar 2018`."""
        return format_date(day, "MMM yyyy", locale=self.language)

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
