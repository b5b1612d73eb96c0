# SPDX-License-Identifier: EUPL-1.2
"""The catalogues: each sentence in English, as the code has it, and what it is in another language.

The English sentence is its own key. `make messages` keeps the catalogues in step with the code.
"""

from functools import cache
from gettext import NullTranslations
from typing import NewType

from babel.support import Translations

from ...schema.base import Language
from .locales import DOMAIN, LOCALES

Message = NewType("Message", str)
"""A sentence that the catalogues hold. Only `mark` makes one, so that none is shown untranslated."""

Plural = NewType("Plural", tuple[str, str])
"""The sentence for one thing and that for several; only `mark_plural` makes one."""


def mark(message: str) -> Message:
    """The sentence itself: it enters the catalogues here, and is put into words where it is shown."""
    return Message(message)


def mark_plural(one: str, many: str) -> Plural:
    """Like `mark`, for a sentence that is put into words with a number."""
    return Plural((one, many))


@cache
def catalogue(language: Language) -> NullTranslations:
    """The sentences in a language."""
    if language == "en":
        return NullTranslations()
    return Translations.load(LOCALES, [language], DOMAIN)
