# SPDX-License-Identifier: EUPL-1.2
"""Sentences for whoever reads what is said of a run, where nobody hands over the words to say it in.

The command line tells the language by the environment, which the processes of a run have in common; a program that
uses this package as a library reads English.
"""

import os
from collections.abc import Mapping

from ...schema.base import Language
from .catalogue import Message, Plural
from .locales import READER
from .words import Words

LANGUAGES: Mapping[str, Language] = {"it": "it", "en": "en"}


def reader() -> Words:
    """Sentences, numbers and dates as the reader reads them."""
    return Words(LANGUAGES.get(os.environ.get(READER, ""), "en"))


class _ReadersWords:
    """What `Words` says, in the language of the reader of the moment."""

    def text(self, message: str, **fields: object) -> str:
        """A sentence written here, with its fields filled in."""
        return reader().text(message, **fields)

    def marked(self, message: Message, **fields: object) -> str:
        """A sentence marked elsewhere, with its fields filled in."""
        return reader().marked(message, **fields)

    def plural(self, one: str, many: str, count: int, **fields: object) -> str:
        """A sentence written here for `count` things."""
        return reader().plural(one, many, count, **fields)

    def marked_plural(self, message: Plural, count: int, **fields: object) -> str:
        """Like `plural`, for a sentence marked elsewhere."""
        return reader().marked_plural(message, count, **fields)


words = _ReadersWords()
