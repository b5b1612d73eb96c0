# SPDX-License-Identifier: EUPL-1.2
"""The events of the monthly duties: information sessions with their plans, and two follow-up meetings."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from months import DAY, REPORTED, in_month, workday
from plan import (
    ANNULLED,
    CORRECTED,
    CPIS,
    HELD_JOINTLY,
    HELD_LATER,
    HELD_TWICE,
    NOT_HELD,
    RECORDED_AT_REGION,
    REGION,
    REPORTED_BY_REGION,
    WITHOUT_PLAN,
    Duty,
)
from rows import Event
from submissions import submission_id

KINDS = {
    "info": ("info_session", "SI", "adr", "potential_adr_beneficiaries"),
    "follow_up": ("follow_up_session", "FU", "adr", "cpi_operators"),
    "inclusion": ("follow_up_session", "FD", "disadvantaged", "cpi_operators"),
}
"""Event, first letters of its id, topic and target of each duty."""


@dataclass(frozen=True)
class Session:
    """A session as first reported.

    Attributes:
        month: The month it was due in, which names it.
        reporter: Whose submission reports it; the unit itself when none is given.
    """

    duty: Duty
    unit: str
    month: str
    date: dt.date
    number: int = 1
    reporter: str = ""
    planned: bool = True

    def events(self) -> Iterator[Event]:
        """The session, after its plan."""
        name = f"{self.unit.replace('|', '+')}-{self.month}-{self.number}"
        carrier = submission_id(self.reporter, self.date) if self.reporter else ""
        kind, letters, topic, target = KINDS[self.duty]
        people = 14 + (sum(map(ord, name)) * 7) % 23
        if self.duty == "info" and self.planned:
            yield Event(
                f"PS-{name}", "deliverable", workday(self.date - 7 * DAY), self.unit, "adr_session_plan",
                "adr", evidence=f"prot. PS {name}", submission=carrier,
            )  # fmt: skip
        yield Event(
            f"{letters}-{name}", kind, self.date, self.unit, topic=topic, target=target,
            participants=people if self.duty == "info" else 3 + people % 7,
            evidence=f"prot. {letters} {name}", submission=carrier,
        )  # fmt: skip


def session_events() -> list[Event]:
    """All events of the monthly duties as first reported."""
    return [event for session in _sessions() for event in session.events()]


def _sessions() -> Iterator[Session]:
    for month in REPORTED:
        for position, unit in enumerate(CPIS):
            if not _otherwise("follow_up", unit, month):
                yield Session("follow_up", unit, month, in_month(month, 21 + position % 7))
            if not _otherwise("inclusion", unit, month):
                yield Session("inclusion", unit, month, in_month(month, 7 + position % 5))
            if not _otherwise("info", unit, month):
                planned = (unit, month) not in WITHOUT_PLAN
                yield Session("info", unit, month, in_month(month, 19 + position), planned=planned)
    yield from _special()


def _otherwise(duty: Duty, unit: str, month: str) -> bool:
    listed = [(one.duty, one.unit, one.month) for one in (*NOT_HELD, *HELD_LATER, *CORRECTED)]
    moved = [*RECORDED_AT_REGION, *REPORTED_BY_REGION]
    moved += [(each, joint) for units, joint in HELD_JOINTLY for each in units]
    return (duty, unit, month) in listed or (duty == "info" and (unit, month) in moved)


def _special() -> Iterator[Session]:
    for later in HELD_LATER:
        yield Session(later.duty, later.unit, later.month, later.held)
    for wrong in CORRECTED:
        yield Session(wrong.duty, wrong.unit, wrong.month, wrong.reported)
    for _, month in RECORDED_AT_REGION:
        yield Session("info", REGION, month, in_month(month, 19))
    for unit, month in REPORTED_BY_REGION:
        yield Session("info", unit, month, in_month(month, 19), reporter=REGION)
    for unit, month in HELD_TWICE:
        yield Session("info", unit, month, in_month(month, 28), number=2)
    for units, month in HELD_JOINTLY:
        yield Session("info", "|".join(units), month, in_month(month, 19), reporter=units[0])


def corrected_versions(events: list[Event]) -> dict[tuple[str, str, dt.date], list[Event]]:
    """The later versions of some events, by unit, month and day of receipt of the submission with them."""
    found = {}
    for wrong in CORRECTED:
        name = f"SI-{wrong.unit}-{wrong.month}-1"
        versions = [replace(event, date=wrong.meant) for event in events if event.event_id == name]
        found[wrong.unit, wrong.month, wrong.received] = versions
    for gone in ANNULLED:
        names = [f"{letters}-{gone.unit}-{gone.month}-1" for letters in ("PS", "SI")]
        versions = [replace(event, status="annulled") for event in events if event.event_id in names]
        found[gone.unit, gone.month, gone.received] = versions
    return found
