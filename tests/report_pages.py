# SPDX-License-Identifier: EUPL-1.2
"""Pages for the tests of reports: a rulebook of one rule a form, a few facts, a day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import load_convention, load_rulebook
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.language.words import Words
from impegni.engine.reports.layout import UNICODE, Marks
from impegni.engine.reports.page import Page
from impegni.engine.verdicts.run import Options, judge
from impegni.schema.base import Language
from impegni.schema.facts import Event, Facts, Population, Submission
from impegni.schema.unit import Unit

RULEBOOK = Path(__file__).parent / "report_rulebook"
CONVENTION = RULEBOOK / "conventions" / "sample.yaml"

A, B = (
    Unit(code="A", kind="cpi", name="CPI Alfa", parent="R"),
    Unit(code="B", kind="cpi", name="CPI Beta", parent="R"),
)
REGION = Unit(code="R", kind="region", name="Regione Prova")
UNITS = (REGION, A, B)


def sessions(unit: str, *days: str) -> Iterator[Event]:
    """An information session of a unit on each of the days."""
    for day in days:
        yield Event(
            event_id=f"{unit}-{day}", event="info_session", date=dt.date.fromisoformat(day), unit=(unit,)
        )


def firms(day: str, count: int) -> Iterator[Event]:
    """Contacts with so many different firms on one day."""
    for number in range(count):
        yield Event(
            event_id=f"F{day}-{number}", event="firm_contact", date=dt.date.fromisoformat(day), unit=("R",),
            firm=f"F{number}",
        )  # fmt: skip


def make_page(
    as_of: str,
    rules: Sequence[str],
    events: Iterable[Event] = (),
    *,
    units: Sequence[Unit] = UNITS,
    submissions: Sequence[Submission] | None = None,
    populations: Sequence[Population] = (),
    language: Language = "it",
    marks: Marks = UNICODE,
    **options: Any,
) -> Page:
    """The page of a run of some rules."""
    book = load_rulebook(RULEBOOK)
    convention = load_convention(CONVENTION, book.vocabulary)
    facts = fact_tables_from(Facts(events=tuple(events), populations=populations, submissions=submissions))
    asked = Options(as_of=dt.date.fromisoformat(as_of), rules=frozenset(rules), **options)
    registry = Registry(units)
    return Page(judge(book, convention, registry, facts, asked), registry, Words(language), marks)
