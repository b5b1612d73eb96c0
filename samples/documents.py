# SPDX-License-Identifier: EUPL-1.2
"""Documents, training sessions, schools and crises."""

import datetime as dt
from collections.abc import Iterator

from months import DAY, workday
from plan import REGION
from plan_documents import (
    ALERT,
    ASKED_FOR_ACCREDITATION,
    ASKED_TO_JOIN,
    CRISES,
    DOCUMENTS,
    NO_PLAN,
)
from plan_yearly import SCOUTING, TRAININGS, Training
from rows import Event, Population

CRISIS_FIGURE = dt.date(2018, 12, 31)


def document_events(schools: list[str]) -> Iterator[Event]:
    """Everything that happens a few times in the term.

    Args:
        schools: The schools of the convention, before any of them merges.
    """
    yield from _documents()
    yield Event("AL-1", "alert", ALERT, REGION, topic="adr")
    for kind, planned in (("TS", TRAININGS), ("SC", SCOUTING)):
        yield from (_training(f"{kind}-{number:02}", each) for number, each in enumerate(planned, start=1))
    yield from _schools(schools)
    yield from _requests("joining", "school_joining_support", ASKED_TO_JOIN, dt.date(2018, 3, 21))
    yield from _requests(
        "accreditation", "school_accreditation_support", ASKED_FOR_ACCREDITATION, dt.date(2019, 10, 2)
    )
    yield from _crisis_services()


def _documents() -> Iterator[Event]:
    number = 0
    for document in DOCUMENTS:
        for date in document.dates:
            number += 1
            yield Event(
                f"DO-{number:03}", document.event, date, document.unit, document.deliverable, document.topic,
                document.target, evidence=f"prot. {100 + number}/{date.year}",
            )  # fmt: skip


def _training(event_id: str, training: Training) -> Event:
    return Event(
        event_id, "transfer_session", training.date, "|".join(training.units), topic="|".join(training.topics),
        target="cpi_operators", participants=9 + training.date.day % 12,
    )  # fmt: skip


def _schools(schools: list[str]) -> Iterator[Event]:
    """Every school joins in spring 2018; all but one have their plan by the end of the school year after."""
    for number, school in enumerate(schools):
        joined = workday(dt.date(2018, 4, 9) + 2 * number * DAY)
        yield Event(f"AD-{school}", "joining", joined, school, evidence=f"prot. AD {number + 1}/2018")
        if school != NO_PLAN:
            planned = workday(joined + (60 + number * 11) * DAY)
            yield Event(
                f"PG-{school}", "deliverable", planned, school, "school_support_plan",
                evidence=f"prot. PG {number + 1}/{planned.year}",
            )  # fmt: skip


def _requests(topic: str, deliverable: str, asked: dict[str, bool], first: dt.date) -> Iterator[Event]:
    for number, (school, supported) in enumerate(asked.items()):
        date = workday(first + number * DAY)
        yield Event(f"RI-{topic}-{school}", "request", date, school, topic=topic)
        if supported:
            yield Event(
                f"SU-{topic}-{school}", "deliverable", workday(date + 30 * DAY), school, deliverable,
                evidence=f"prot. SU {topic} {number + 1}",
            )  # fmt: skip


def _crisis_services() -> Iterator[Event]:
    """Services to one worker in three of each crisis."""
    for code, _, _, opened, _, unit, workers in CRISES:
        for number in range(workers // 3):
            date = workday(opened + (35 + 5 * number) * DAY)
            yield Event(
                f"RC-{code}-{number:02}", "relocation_service", date, unit, target="crisis_workers",
                person=f"P-{code}-{number:02}", case=code,
            )  # fmt: skip


def crisis_populations() -> Iterator[Population]:
    """The workers of each crisis at the end of 2018."""
    for code, _, _, _, _, unit, workers in CRISES:
        yield Population("crisis_workers", unit, code, CRISIS_FIGURE, workers)
