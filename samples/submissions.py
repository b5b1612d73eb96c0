# SPDX-License-Identifier: EUPL-1.2
"""The submissions received, and which of them carries each row."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from months import DAY, REPORTED, last_day, month_of
from plan import COVERED_BY, CPIS, DELIVERED_TWICE, NEVER_RECEIVED, RECEIVED_LATE, REGION, REPLACED, REPORTERS
from rows import Event, Population, Submission

R = TypeVar("R", Event, Population)


def submission_id(unit: str, day: dt.date) -> str:
    """The first submission of a unit for the month of a day."""
    return f"{unit}-{month_of(day)}"


def first_submissions() -> Iterator[Submission]:
    """One submission a month of each reporting unit, as planned."""
    for month in REPORTED:
        for position, unit in enumerate(REPORTERS):
            if (unit, month) in NEVER_RECEIVED or (unit, month) in COVERED_BY:
                continue
            covered = [other for (other, covered), by in COVERED_BY.items() if (by, covered) == (unit, month)]
            sent = last_day(month) + (3 + (position + int(month[-2:])) % 6) * DAY
            received = RECEIVED_LATE.get((unit, month), sent)
            yield _submission(f"{unit}-{month}", month, (unit, *covered), received)


def _submission(
    id_: str, month: str, units: Iterable[str], received: dt.date, replaces: str = ""
) -> Submission:
    units = tuple(units)
    sender = "Regione (campione)" if units[0] == REGION else f"CPI {units[0]} (campione)"
    return Submission(id_, "basilicata", month, "|".join(units), sender, received, received, replaces)


def second_deliveries() -> Iterator[Submission]:
    """Submissions that arrive again under another id the day after."""
    for first in first_submissions():
        if tuple(first.id.split("-", 1)) in DELIVERED_TWICE:
            yield _submission(f"{first.id}-bis", first.month, first.units.split("|"), first.received + DAY)


def replacements() -> Iterator[Submission]:
    """Submissions that withdraw another one as a whole."""
    for (unit, month), received in REPLACED.items():
        yield _submission(f"{unit}-{month}-r1", month, (unit,), received, f"{unit}-{month}")


def correction(unit: str, month: str, received: dt.date) -> Submission:
    """A submission with later versions of single events."""
    return _submission(f"{unit}-{month}-r1", month, (unit,), received)


def carried(rows: Iterable[R]) -> list[R]:
    """The rows that were received, each with the submission of its unit and month.

    What belongs to no job centre is in the region's submission. Rows of a submission that was never received
    do not exist; a row that already names its submission keeps it.
    """
    found = []
    for row in rows:
        day = row.date if isinstance(row, Event) else row.reported
        reporter = row.unit.split("|")[0]
        reporter = reporter if reporter in CPIS else REGION
        if row.submission:
            found.append(row)
        elif (reporter, month_of(day)) not in NEVER_RECEIVED:
            found.append(replace(row, submission=submission_id(reporter, day)))
    return found


def delivered_again(rows: Iterable[R], originals: Iterable[str], suffix: str) -> list[R]:
    """The rows of some submissions once more, under the ids with a suffix."""
    chosen = set(originals)
    return [replace(row, submission=row.submission + suffix) for row in rows if row.submission in chosen]
