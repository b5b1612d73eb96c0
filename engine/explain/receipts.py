# SPDX-License-Identifier: EUPL-1.2
"""Receipts: the submissions a verdict on submissions counted, and those that came too late."""

import datetime as dt

from ...schema.explanation import CountedEvent, NearMiss
from ..tallies.receipts import dated
from ..verdicts.run import Verdicts
from .listing import LISTED
from .subject import Subject

_QUERY = "select id, month, units, received from known_submission order by month, id"


def counted_submissions(verdicts: Verdicts, subject: Subject) -> tuple[tuple[CountedEvent, ...], int]:
    """The submissions received in time, dated like the events they stand for, and how many more there are."""
    assert subject.tallies.receipts is not None
    ids = subject.tallies.receipts.in_time.get(subject.place, ())
    rows = [row for row in subject.cube.con.execute(_QUERY).fetchall() if row[0] in ids]
    events = tuple(
        CountedEvent(
            event_id=row[0],
            date=_dated(verdicts, subject, row[1], row[2]),
            units=tuple(row[2].split("|")),
            adds=1,
        )
        for row in rows[:LISTED]
    )
    return events, len(rows) - len(events)


def late_submissions(verdicts: Verdicts, subject: Subject) -> tuple[tuple[NearMiss, ...], int]:
    """The submissions of the window's months that came after their last day."""
    due_days = dt.timedelta(days=verdicts.convention.reporting.due_days)
    found = []
    for id_, month, units, received in subject.cube.con.execute(_QUERY).fetchall():
        if subject.continued or subject.answering.isdisjoint(units.split("|")):
            continue
        day = _dated(verdicts, subject, month, units)
        if subject.first <= day <= subject.last and received > day + due_days:
            found.append(_late(id_, day, units, received, day + due_days))
    return tuple(found[:LISTED]), len(found[LISTED:])


def _dated(verdicts: Verdicts, subject: Subject, month: str, units: str) -> dt.date:
    """The day a submission counts on, for the unit of the tally it names."""
    rows = (
        row
        for row in subject.frame.rows_of(*subject.place)
        if subject.frame.units[row].code in units.split("|")
    )
    return max(dated(month, verdicts.convention.term, subject.frame, row) for row in rows)


def _late(id_: str, day: dt.date, units: str, received: dt.date, until: dt.date) -> NearMiss:
    return NearMiss(
        event_id=id_,
        date=day,
        units=tuple(units.split("|")),
        failed="late",
        got=received.isoformat(),
        nearest=until,
    )
