# SPDX-License-Identifier: EUPL-1.2
"""Notices in short, for commands that are asked for something else: `impegni validate` says them all."""

from collections.abc import Iterable

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ..language.words import Words
from .reading import NOTICED

_COUNTS = "more_like_it"


def in_short(records: Iterable[ErrorRecord], language: Language) -> list[str]:
    """One line for each kind of problem in a column of a table: the first, and how many rows have the same."""
    groups: dict[tuple[str, str | None, str | None, str], list[ErrorRecord]] = {}
    for record in records:
        if record.code != _COUNTS:
            groups.setdefault((record.file, record.sheet, record.column, record.code), []).append(record)
    return [_line(group, language) for group in groups.values()]


def _line(group: list[ErrorRecord], language: Language) -> str:
    words, first, more = Words(language), group[0].located(), len(group) - 1
    if not more:
        return first
    if len(group) < NOTICED:
        return f"{first}; {words.text('the same in further rows: {count}', count=more)}"
    return f"{first}; {words.text('the same in further rows: {count} or more', count=more)}"
