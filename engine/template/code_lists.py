# SPDX-License-Identifier: EUPL-1.2
"""The lists of codes that drop-downs offer, each code with its title."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...schema.vocabulary import EventType, PopulationKind, Term
from ..intake.codes import required_by
from ..intake.columns import EVENTS
from .headings import headed
from .messages import tell
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
    words, language = request.vocabulary, request.language
    terms: Mapping[str, Mapping[str, Term | PopulationKind]] = {
        "deliverable": words.deliverables,
        "topic": words.topics,
        "target": words.targets,
        "phase": words.phases,
        "population": words.populations,
    }
    titled = tell("titled", language)
    return (
        _event_types(request),
        _units(request),
        *(
            CodeList(
                name,
                tell(f"list_{name}", language),
                (titled,),
                tuple((code, term.title.in_language(language)) for code, term in of_list.items()),
            )
            for name, of_list in terms.items()
        ),
        _answers("status", ("valid", "annulled"), language),
        _answers("answer", ("yes", "no"), language),
    )


def open_events(request: Request) -> Mapping[str, EventType]:
    """The event types that files may contain."""
    return {code: event for code, event in request.vocabulary.events.items() if not event.derived}


def _answers(name: str, codes: Row, language: str) -> CodeList:
    rows = tuple((tell(code, language), tell(f"it_is_{code}", language)) for code in codes)
    return CodeList(name, tell(f"list_{name}", language), (tell("titled", language),), rows)


def _event_types(request: Request) -> CodeList:
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
        tell("titled", request.language),
        *(headed(EVENTS.column(mark), request.language) for mark in marks),
    )
    return CodeList("event", tell("list_event", request.language), beside, rows, marks)


def _units(request: Request) -> CodeList:
    kinds, language = request.vocabulary.unit_kinds, request.language
    rows = tuple(
        (unit.code, unit.name, kinds[unit.kind].title.in_language(language)) for unit in request.units
    )
    beside = (tell("titled", language), tell("kind", language))
    return CodeList("unit", tell("list_unit", language), beside, rows)
