# SPDX-License-Identifier: EUPL-1.2
"""What the vocabulary asks of a row by its event type and its deliverable: columns to fill, units to name."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...schema.base import Text
from ...schema.vocabulary import Recorded, Vocabulary

Asking = Mapping[str, tuple[str, ...]]
"""Codes of each column that says what a row is: of `event` and of `deliverable`."""


@dataclass(frozen=True)
class Requirements:
    """What is asked of rows.

    Attributes:
        columns: For each column, the event types and deliverables that require it.
        places: For `event` and `deliverable`, the kinds of unit that each code with such a limit may be recorded at.
        kinds: The titles of the kinds of unit.
    """

    columns: Mapping[str, Asking]
    places: Mapping[str, Mapping[str, tuple[str, ...]]]
    kinds: Mapping[str, Text]


def requirements_of(vocabulary: Vocabulary) -> Requirements:
    """What a vocabulary asks; what the program derives is asked for nothing."""
    recorded: Mapping[str, Mapping[str, Recorded]] = {
        "event": {code: event for code, event in vocabulary.events.items() if not event.derived},
        "deliverable": vocabulary.deliverables,
    }
    entries = [entry for of_column in recorded.values() for entry in of_column.values()]
    columns = dict.fromkeys(column for entry in entries for column in entry.requires if column != "unit")
    return Requirements(
        {column: _asking(column, recorded) for column in columns},
        {
            told_by: {code: entry.units for code, entry in of_column.items() if entry.units}
            for told_by, of_column in recorded.items()
        },
        {code: kind.title for code, kind in vocabulary.unit_kinds.items()},
    )


def _asking(column: str, recorded: Mapping[str, Mapping[str, Recorded]]) -> Asking:
    found = {
        told_by: tuple(code for code, entry in of_column.items() if column in entry.requires)
        for told_by, of_column in recorded.items()
    }
    return {told_by: codes for told_by, codes in found.items() if codes}
