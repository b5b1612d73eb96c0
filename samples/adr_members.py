# SPDX-License-Identifier: EUPL-1.2
"""The beneficiaries of the AdR, quarter by quarter, and the assistance they get."""

import datetime as dt
from collections.abc import Iterator

from months import DAY, quarter_days, workday
from plan import CPIS
from plan_coverage import (
    JOINING,
    JOINING_AFTER,
    JOINING_LATE,
    NOT_SERVED,
    QUARTERS,
    SERVED_BUT_NO_MEMBERS,
    joining_late_before,
)
from rows import Event, Population

OPEN_QUARTER = QUARTERS[-1]


def _person(unit: str, quarter: str, letter: str, number: int) -> str:
    return f"P-{CPIS.index(unit) + 1}-{quarter}-{letter}{number:03}"


def members_rows() -> Iterator[Population]:
    """Everyone who joins: at the beginning of a quarter, or late in it to stay for the next."""
    for quarter in QUARTERS:
        _, end = quarter_days(quarter)
        for unit in CPIS:
            for number in range(JOINING[unit][QUARTERS.index(quarter)]):
                joined = _joined(unit, quarter, number)
                yield _member(unit, _person(unit, quarter, "A", number), joined, end)
            for number in range(JOINING_LATE.get((unit, quarter), 0)):
                _, stays = quarter_days(QUARTERS[QUARTERS.index(quarter) + 1])
                yield _member(unit, _person(unit, quarter, "B", number), end - (3 + number % 20) * DAY, stays)


def _member(unit: str, person: str, start: dt.date, end: dt.date) -> Population:
    return Population("adr_beneficiaries", unit, person=person, member_from=start, member_to=end)


def _joined(unit: str, quarter: str, number: int) -> dt.date:
    start, _ = quarter_days(quarter)
    spread = 10 if quarter == OPEN_QUARTER else 20
    return start + (JOINING_AFTER.get((unit, quarter), 0) + number % spread) * DAY


def assistance_events() -> Iterator[Event]:
    """The assistance of every member served, some of them twice, and of a few who are no members."""
    for quarter in QUARTERS:
        for unit in CPIS:
            yield from _quarter(unit, quarter)


def _quarter(unit: str, quarter: str) -> Iterator[Event]:
    start, end = quarter_days(quarter)
    served = JOINING[unit][QUARTERS.index(quarter)] - NOT_SERVED.get((unit, quarter), 0)
    spread = 12 if quarter == OPEN_QUARTER else 30
    for number in range(served):
        person = _person(unit, quarter, "A", number)
        date = workday(_joined(unit, quarter, number) + (7 + number % spread) * DAY)
        yield _assistance(unit, person, 1, date)
        if number % 3 == 0 and quarter != OPEN_QUARTER and date + 25 * DAY <= end:
            yield _assistance(unit, person, 2, workday(date + 25 * DAY))
    for number in range(joining_late_before(unit, quarter)):
        person = _person(unit, QUARTERS[QUARTERS.index(quarter) - 1], "B", number)
        yield _assistance(unit, person, 1, workday(start + (8 + number) * DAY))
    for number in range(SERVED_BUT_NO_MEMBERS.get((unit, quarter), 0)):
        yield _assistance(unit, _person(unit, quarter, "N", number), 1, workday(start + (20 + number) * DAY))


def _assistance(unit: str, person: str, number: int, date: dt.date) -> Event:
    event_id, target = f"AI-{person[2:]}-{number}", "adr_beneficiaries"
    return Event(event_id, "intensive_assistance", date, unit, target=target, person=person)
