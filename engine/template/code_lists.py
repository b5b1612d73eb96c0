# SPDX-License-Identifier: EUPL-1.2
"""The lists that drop-downs offer: what people write, with the code that is stored beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...schema.vocabulary import EventType, Recorded, Term
from ..intake.columns import EVENTS
from ..intake.requirements import requirements_of
from ..language.words import Words
from .messages import ANSWERS, LISTS
from .request import Request

Row = tuple[str, ...]

NEEDED = "x"
"""Marks, in the lists of event types and deliverables, the columns that each needs."""


@dataclass(frozen=True)
class CodeList:
    """A list as it stands on the sheet of lists.

    Attributes:
        name: What the columns know it by.
        headings: Of what people write, of the code where there is one, of what else is said.
        rows: Each entry, what people write first.
        coded: The code stands in the second place.
        marks: The columns of events whose need is marked in the last places of the rows.
    """

    name: str
    title: str
    headings: Row
    rows: tuple[Row, ...]
    coded: bool = True
    marks: Row = ()


def code_lists(request: Request) -> tuple[CodeList, ...]:
    """Every list, those used most first."""
    vocabulary, words = request.vocabulary, request.words
    terms: Mapping[str, Mapping[str, Term]] = {
        "topic": vocabulary.topics,
        "target": vocabulary.targets,
        "phase": vocabulary.phases,
        "population": vocabulary.populations,
    }
    headings = (words.text("Title"), words.text("Code"))
    return (
        _recorded(request, "event", open_events(request)),
        _units(request),
        _recorded(request, "deliverable", vocabulary.deliverables),
        *(
            CodeList(
                name, words.marked(LISTS[name]), headings,
                tuple((request.written(name, code), code) for code in of_list),
            )
            for name, of_list in terms.items()
        ),
        _answers("status", ("valid", "annulled"), words),
        _answers("answer", ("yes", "no"), words),
    )  # fmt: skip


def open_events(request: Request) -> Mapping[str, EventType]:
    """The event types that files may contain."""
    return {code: event for code, event in request.vocabulary.events.items() if not event.derived}


def recorded_at(entry: Recorded, request: Request) -> str:
    """The kinds of unit that something may be recorded at, by their titles; blank if any."""
    kinds = request.vocabulary.unit_kinds
    return ", ".join(kinds[kind].title.in_language(request.language) for kind in entry.units)


def _answers(name: str, codes: Row, words: Words) -> CodeList:
    rows = tuple(
        (words.marked(answer), words.marked(meaning)) for answer, meaning in (ANSWERS[code] for code in codes)
    )
    headings = (words.text("Title"), words.text("Meaning"))
    return CodeList(name, words.marked(LISTS[name]), headings, rows, coded=False)


def _recorded(request: Request, name: str, entries: Mapping[str, Recorded]) -> CodeList:
    """Event types or deliverables, with where they are recorded and the columns that they need."""
    words, columns = request.words, requirements_of(request.vocabulary).columns
    marks = tuple(column for column, asking in columns.items() if name in asking)
    rows = tuple(
        (
            request.written(name, code),
            code,
            recorded_at(entry, request),
            *(NEEDED if mark in entry.requires else "" for mark in marks),
        )
        for code, entry in entries.items()
    )
    headings = (
        words.text("Title"),
        words.text("Code"),
        words.text("Recorded at"),
        *(EVENTS.column(mark).heading(request.language) for mark in marks),
    )
    return CodeList(name, words.marked(LISTS[name]), headings, rows, marks=marks)


def _units(request: Request) -> CodeList:
    kinds, words = request.vocabulary.unit_kinds, request.words
    rows = tuple(
        (request.written("unit", unit.code), unit.code, kinds[unit.kind].title.in_language(words.language))
        for unit in request.units
    )
    headings = (words.text("Title"), words.text("Code"), words.text("Kind"))
    return CodeList("unit", words.marked(LISTS["unit"]), headings, rows)
