# SPDX-License-Identifier: EUPL-1.2
"""The readings as their page shows them: which is selected, and what the other would mean."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...schema.convention import Agreement, Convention
from ..definitions.lint import is_national
from ..definitions.rulebook import Rulebook
from ..language.words import Words


class OptionEntry(NamedTuple):
    """One way to read a clause, who selects it and the rules that hold under it."""

    code: str
    text: str
    selected_by: tuple[str, ...]
    rules: tuple[str, ...]


class ReadingEntry(NamedTuple):
    """An ambiguous clause and the ways to read it."""

    name: str
    title: str
    options: tuple[OptionEntry, ...]


def reading_entries(book: Rulebook, agreements: Sequence[Agreement], words: Words) -> Iterator[ReadingEntry]:
    """Every reading of the vocabulary."""
    language = words.language
    for name, reading in book.vocabulary.readings.items():
        concerned = [one for one in agreements if _concerns(book, name, one)] or agreements
        options = tuple(
            OptionEntry(
                code,
                text.in_language(language),
                tuple(one.title.in_language(language) for one in concerned if one.readings.get(name) == code),
                tuple(rule.id for _, rule in book.rules() if rule.reading.get(name) == code),
            )
            for code, text in reading.options.items()
        )
        yield ReadingEntry(name, reading.title.in_language(language), options)


def _concerns(book: Rulebook, name: str, agreement: Agreement) -> bool:
    """Whether any rule judged under the agreement depends on the reading."""
    national = not isinstance(agreement, Convention)
    return any(name in rule.reading for _, rule in book.rules() if is_national(rule) == national)
