# SPDX-License-Identifier: EUPL-1.2
"""The events in which firms are engaged, so that each year has exactly the planned number of firms.

Only `Random.random` is used: of all its methods it alone promises the same numbers in every version.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random

from months import REPORTED, first_day, in_month
from plan import CPIS, FIRST_MONTH, MATERA, NEVER_RECEIVED, POTENZA, VILLA_D_AGRI
from plan_yearly import (
    CLOSED,
    CONTACTS,
    EMPLOYER_EVENTS,
    FIRMS,
    FIRMS_ANNULLED,
    FIRMS_BEFORE_TERM,
    FIRMS_WITHDRAWN,
    FIRST_FIRM,
    SHARES,
)
from rows import Event

ANNULLED_ID, WITHDRAWN_ID = f"IM-{MATERA}-2019-04-90", f"IM-{VILLA_D_AGRI}-2019-05-90"
ANNULMENT = (MATERA, "2019-04", dt.date(2019, 6, 5))

TOPIC = "profile_promotion"
"""What firms are engaged for."""

_HUNDRED = [unit for unit in CPIS for _ in range(SHARES[unit])]


def firm_events(random: Random) -> list[Event]:
    """All events in which firms are engaged."""
    events = [event for year in FIRMS for event in _engagements(year, random)]
    events += [event for planned in range(len(EMPLOYER_EVENTS)) for event in _employer_event(planned, random)]
    before_term = dt.date(2018, 1, 10)
    events += _engagement(f"IM-{POTENZA}-2018-01-90", before_term, POTENZA, FIRMS_BEFORE_TERM)
    events += _engagement(ANNULLED_ID, dt.date(2019, 4, 16), MATERA, FIRMS_ANNULLED)
    return events + _engagement(WITHDRAWN_ID, dt.date(2019, 5, 14), VILLA_D_AGRI, FIRMS_WITHDRAWN)


def firms_of(year: int) -> list[str]:
    """The firms of a year."""
    return [f"F{number:05}" for number in range(FIRST_FIRM[year], FIRST_FIRM[year] + FIRMS[year])]


def _below(random: Random, number: int) -> int:
    return int(random.random() * number)


def _engagements(year: int, random: Random) -> Iterator[Event]:
    """Each firm of the year at least once, at its job centre, in months that are reported."""
    silent = {*NEVER_RECEIVED, *CLOSED}
    months = [month for month in REPORTED if first_day(month).year == year]
    engaged: dict[tuple[str, str], dict[str, None]] = {}
    for firm in firms_of(year):
        unit = _HUNDRED[int(firm[1:]) * 37 % 100]
        reported = [month for month in months if (unit, month) not in silent]
        unit, reported = (unit, reported) if reported else (POTENZA, months)
        for _ in range(1 + _below(random, CONTACTS[year])):
            engaged.setdefault((unit, reported[_below(random, len(reported))]), {})[firm] = None
    for (unit, month), firms in sorted(engaged.items()):
        yield from _month(unit, month, list(firms), random)


def _month(unit: str, month: str, firms: Sequence[str], random: Random) -> Iterator[Event]:
    """The firms of a month in events of three to twelve."""
    number, done = 0, 0
    while done < len(firms):
        number, size = number + 1, 3 + _below(random, 10)
        first = 19 if month == FIRST_MONTH else 4
        date = in_month(month, first + _below(random, 28 - first))
        yield from _engagement(f"IM-{unit}-{month}-{number:02}", date, unit, firms[done : done + size])
        done += size


def _engagement(event_id: str, date: dt.date, unit: str, firms: Sequence[str]) -> list[Event]:
    return [
        Event(event_id, "firm_engagement", date, unit, topic=TOPIC, participants=len(firms), firm=firm)
        for firm in firms
    ]


def _employer_event(planned: int, random: Random) -> Iterator[Event]:
    """A row for each of the firms that attend, picked among those of the year."""
    event = EMPLOYER_EVENTS[planned]
    firms = firms_of(event.date.year)
    start, step = _below(random, len(firms)), 23
    for number in range(event.firms):
        yield Event(
            f"EV-{event.unit}-{event.date}", "employer_event", event.date, event.unit, topic=event.topic,
            target="firms", participants=event.firms + 40, firm=firms[(start + number * step) % len(firms)],
            evidence=f"prot. EV {planned + 1}",
        )  # fmt: skip
