# SPDX-License-Identifier: EUPL-1.2
"""Documents, training sessions and schools."""

import datetime as dt
from collections.abc import Iterator

from months import DAY, workday
from plan import REGION
from plan_agreement import AGREED, AGREED_ACTIVITIES, WORK_PLAN
from plan_documents import (
    AGREEMENTS,
    ALERT,
    ASKED_FOR_ACCREDITATION,
    ASKED_TO_JOIN,
    CARRIED_OUT,
    CHECKED,
    DOCUMENTS,
    INSTRUCTED,
    NO_PLAN,
)
from plan_services import MONITORED, PIAAC_SESSIONS, SERVICE_DOCUMENTS, SERVICE_TRAININGS
from plan_yearly import SCOUTING, TRAININGS, Training
from rows import Event


def document_events(schools: list[str]) -> Iterator[Event]:
    """Everything that happens a few times in the term.

    Args:
        schools: The schools of the convention, before any of them merges.
    """
    yield from _documents()
    yield from _answers()
    for kind, planned in (("TS", TRAININGS), ("SC", SCOUTING), ("SE", SERVICE_TRAININGS)):
        yield from (_training(f"{kind}-{number:02}", each) for number, each in enumerate(planned, start=1))
    yield from _schools(schools)
    yield from _requests("joining", "school_joining_support", ASKED_TO_JOIN, dt.date(2018, 3, 21))
    yield from _requests(
        "accreditation", "school_accreditation_support", ASKED_FOR_ACCREDITATION, dt.date(2019, 10, 2)
    )
    yield from _monitoring()
    yield from _piaac()
    yield from _agreement()


def _documents() -> Iterator[Event]:
    number = 0
    for document in (*DOCUMENTS, *SERVICE_DOCUMENTS):
        for date in document.dates:
            number += 1
            yield Event(
                f"DO-{number:03}", document.event, date, document.unit, document.deliverable, document.topic,
                document.target, document.phase, document.participants,
                evidence=f"prot. {100 + number}/{date.year}",
            )  # fmt: skip


def _answers() -> Iterator[Event]:
    """What the alert and the instruction ask, and what is done about it."""
    yield Event("AL-1", "alert", ALERT, REGION, topic="adr", evidence="prot. AL 1/2018")
    yield Event("AL-2", "deliverable", CHECKED, REGION, "adr_registration_check", evidence="prot. AL 2/2018")
    yield Event("IS-1", "privacy_instruction", INSTRUCTED, REGION, evidence="prot. IS 1/2019")
    yield Event("IS-2", "deliverable", CARRIED_OUT, REGION, "privacy_measure", evidence="prot. IS 2/2019")


def _training(event_id: str, training: Training) -> Event:
    return Event(
        event_id, "transfer_session", training.date, "|".join(training.units), topic="|".join(training.topics),
        target="cpi_operators", participants=9 + training.date.day % 12,
        evidence=f"prot. {event_id}/{training.date.year}",
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


def _monitoring() -> Iterator[Event]:
    for number, (date, phase) in enumerate(MONITORED, start=1):
        yield Event(
            f"MO-{number}", "monitoring", date, REGION, topic="cpi_strengthening", phase=phase,
            evidence=f"prot. MO {number}/{date.year}",
        )  # fmt: skip


def _piaac() -> Iterator[Event]:
    for number, session in enumerate(PIAAC_SESSIONS, start=1):
        yield Event(
            f"PI-{number}", "info_session", session.date, session.unit, topic="piaac", target="cpi_operators",
            participants=session.operators, evidence=f"prot. PI {number}/{session.date.year}",
        )  # fmt: skip


def _agreement() -> Iterator[Event]:
    for number, (topic, date) in enumerate(AGREEMENTS.items(), start=11):
        yield Event(
            f"AC-{number}", "agreement", date, REGION, topic=topic, target="region",
            evidence=f"prot. AC {number}/2018",
        )  # fmt: skip
    yield Event(
        "AC-1",
        "agreement",
        AGREED,
        REGION,
        topic="apprenticeship",
        target="region",
        evidence="prot. AC 1/2019",
    )
    yield Event(
        "AC-2",
        "deliverable",
        WORK_PLAN,
        REGION,
        "regional_work_plan",
        "apprenticeship",
        evidence="prot. AC 2/2019",
    )
    for number, date in enumerate(AGREED_ACTIVITIES["6.9.agreed-promotion-plan"], start=3):
        yield Event(
            f"AC-{number}",
            "deliverable",
            date,
            REGION,
            "dual_promotion_plan",
            evidence=f"prot. AC {number}/2019",
        )
