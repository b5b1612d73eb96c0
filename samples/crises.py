# SPDX-License-Identifier: EUPL-1.2
"""The facts of the two crises: documents, workers, and the services rendered to them."""

import datetime as dt
from collections.abc import Iterator

from months import DAY, quarter_days, workday
from plan_crises import (
    COMPANY,
    CRISES,
    FIGURES,
    JOINED,
    LEAVING,
    REQUALIFIED,
    SECTOR,
    SERVED,
    SERVED_LATE,
    Crisis,
    company_workers,
)
from rows import Event, Population

OPEN_QUARTER = "2020-Q1"


def crisis_events() -> Iterator[Event]:
    """Everything that happens in the crises."""
    for crisis in CRISES:
        yield from _documents(crisis)
        yield from services(crisis)


def services(crisis: Crisis) -> Iterator[Event]:
    """The services to the workers of a crisis."""
    if crisis is COMPANY:
        for quarter in LEAVING:
            yield from _company_services(quarter)
    else:
        for quarter, served in SERVED.items():
            for number in range(served):
                yield _service(SECTOR, quarter, number, _day(quarter, number))


def _documents(crisis: Crisis) -> Iterator[Event]:
    chain = [
        ("crisis_activity_plan", crisis.planned, "", ""),
        *(("crisis_plan_sharing", day, target, "") for target, day in crisis.shared.items()),
        ("worker_profile_analysis", crisis.analysed, "", ""),
        *(("crisis_outcome_report", day, "", phase) for day, phase in crisis.surveys),
        *((paper.deliverable, day, paper.target, "") for paper in crisis.papers for day in paper.days),
    ]
    for number, (deliverable, day, target, phase) in enumerate(chain, start=1):
        yield Event(
            f"CR-{crisis.code}-{number}", "deliverable", day, crisis.code, deliverable, target=target,
            phase=phase, evidence=f"prot. CR {crisis.code}/{number}",
        )  # fmt: skip


def _company_services(quarter: str) -> Iterator[Event]:
    workers = company_workers(quarter)
    for number in workers:
        date = _day(quarter, number)
        if number == workers[-1]:
            date = SERVED_LATE.get(quarter, date)
        requalified = quarter in REQUALIFIED and number == workers[0]
        kind = "requalification_service" if requalified else "relocation_service"
        yield _service(COMPANY, quarter, number, date, kind)


def _day(quarter: str, number: int) -> dt.date:
    """From the second month of a quarter on; of the open one, in the only month reported."""
    start, _ = quarter_days(quarter)
    return workday(start + (9 + number % 20 if quarter == OPEN_QUARTER else 32 + number % 55) * DAY)


def _service(
    crisis: Crisis, quarter: str, number: int, date: dt.date, kind: str = "relocation_service"
) -> Event:
    return Event(
        f"RC-{crisis.code}-{quarter}-{number:02}", kind, date, crisis.cpi, target="crisis_workers",
        person=_person(crisis, number), case=crisis.code,
    )  # fmt: skip


def _person(crisis: Crisis, number: int) -> str:
    return f"P-{crisis.code}-{number:02}"


def crisis_populations() -> Iterator[Population]:
    """The workers of the company one by one, those of the sector by number."""
    for quarter, leaving in LEAVING.items():
        _, end = quarter_days(quarter)
        for number in company_workers(quarter)[:leaving]:
            yield Population(
                "crisis_workers", COMPANY.cpi, COMPANY.code, person=_person(COMPANY, number),
                member_from=JOINED, member_to=end,
            )  # fmt: skip
    for date, size in FIGURES.values():
        yield Population("crisis_workers", SECTOR.cpi, SECTOR.code, date, size)
