# SPDX-License-Identifier: EUPL-1.2
"""What the rows that a condition lets through are, and what the vocabulary asks of such a row."""

from collections.abc import Iterator
from typing import NamedTuple

from ...schema.condition import Test, Where
from ...schema.vocabulary import EventType, Recorded, Vocabulary

NATION = "nation"


class RecordedRow(NamedTuple):
    """One sort of row: an event type, and a deliverable where the condition names some.

    Attributes:
        units: The kinds of unit it may be recorded at, none if it may be at any.
        derived: The program makes it, and nobody records it.
    """

    event: str
    deliverable: str | None
    requires: frozenset[str]
    units: frozenset[str] | None
    derived: bool = False

    @property
    def named(self) -> str:
        """As a sentence names it."""
        return f"event {self.event}" if self.deliverable is None else f"deliverable {self.deliverable}"


def recorded_rows(where: Where, vocabulary: Vocabulary) -> tuple[RecordedRow, ...]:
    """Every sort of row that a condition lets through; codes the vocabulary does not know are left out."""
    return tuple(row for code in event_types(where, vocabulary) for row in _of_type(code, where, vocabulary))


def event_types(where: Where, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The types of event that a condition lets through."""
    return let_through(where.event, tuple(vocabulary.events))


def let_through(test: Test, known: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of a list that a test lets through."""
    if test.not_ is not None:
        return tuple(code for code in known if code not in test.not_)
    if test.present is False:
        return ()
    return known if test.values is None else tuple(code for code in known if code in test.values)


def _of_type(code: str, where: Where, vocabulary: Vocabulary) -> Iterator[RecordedRow]:
    event = vocabulary.events[code]
    if where.deliverable is None or where.deliverable.values is None:
        yield _row(code, None, [event], event)
        return
    for deliverable in let_through(where.deliverable, tuple(vocabulary.deliverables)):
        yield _row(code, deliverable, [event, vocabulary.deliverables[deliverable]], event)


def _row(code: str, deliverable: str | None, entries: list[Recorded], event: EventType) -> RecordedRow:
    named = [frozenset(entry.units) for entry in entries if entry.units]
    return RecordedRow(
        code,
        deliverable,
        frozenset[str]().union(*(entry.requires for entry in entries)),
        frozenset.intersection(*named) if named else None,
        event.derived,
    )
