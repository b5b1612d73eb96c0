# SPDX-License-Identifier: EUPL-1.2
"""The lists of codes that drop-downs offer, each code with its title."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...schema.vocabulary import EventType, PopulationKind, Term
from ..intake.codes import required_by
from ..intake.columns import EVENTS
from ..language.words import Words
from .messages import ANSWERS, LISTS
from .request import Request

Row = tuple[str, ...]

NEEDED = "x"
"""Marks, in the list of event types, the columns a type needs."""


@dataclass(frozen=True)
class CodeList:
    """A list as it stands on the sheet of lists.

    Attributes:
        name: What the columns know it by.
        beside: Headings of what stands beside the codes.
        rows: Each code with what stands beside it.
        marks: The columns of events whose need is marked in the last places of the rows.
    """

    name: str
    title: str
    beside: Row
    rows: tuple[Row, ...]
    marks: Row = ()


def code_lists(request: Request) -> tuple[CodeList, ...]:
    """Every list, those used most first."""
    vocabulary, words, language = request.vocabulary, request.words, request.language
    terms: Mapping[str, Mapping[str, Term | PopulationKind]] = {
        "deliverable": vocabulary.deliverables,
        "topic": vocabulary.topics,
        "target": vocabulary.targets,
        "phase": vocabulary.phases,
        "population": vocabulary.populations,
    }
    titled = words.text("Title")
    return (
        _event_types(request),
        _units(request),
        *(
            CodeList(
                name,
                words.marked(LISTS[name]),
                (titled,),
                tuple((code, term.title.in_language(language)) for code, term in of_list.items()),
            )
            for name, of_list in terms.items()
        ),
        _answers("status", ("valid", "annulled"), words),
        _answers("answer", ("yes", "no"), words),
    )


def open_events(request: Request) -> Mapping[str, EventType]:
    """The event types that files may contain."""
    return {code: event for code, event in request.vocabulary.events.items() if not event.derived}


def _answers(name: str, codes: Row, words: Words) -> CodeList:
    rows = tuple(
        (words.marked(answer), words.marked(meaning)) for answer, meaning in (ANSWERS[code] for code in codes)
    )
    return CodeList(name, words.marked(LISTS[name]), (words.text("Title"),), rows)


def _event_types(request: Request) -> CodeList:
    words = request.words
    marks = tuple(required_by(request.vocabulary))
    rows = tuple(
        (
            code,
            event.title.in_language(request.language),
            *(NEEDED if mark in event.requires else "" for mark in marks),
        )
        for code, event in open_events(request).items()
    )
    beside = (
        words.text("Title"),
        *(EVENTS.column(mark).heading(request.language) for mark in marks),
    )
    return CodeList("event", words.marked(LISTS["event"]), beside, rows, marks)


def _units(request: Request) -> CodeList:
    kinds, words = request.vocabulary.unit_kinds, request.words
    rows = tuple(
        (unit.code, unit.name, kinds[unit.kind].title.in_language(words.language)) for unit in request.units
    )
    beside = (words.text("Title"), words.text("Kind"))
    return CodeList("unit", words.marked(LISTS["unit"]), beside, rows)
