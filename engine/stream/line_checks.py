# SPDX-License-Identifier: EUPL-1.2
"""Lines against each other and against an archive: what contradicts what, what waits for what."""

import datetime as dt
from collections.abc import Iterator, Mapping

from ..intake.columns import EVENTS, SUBMISSIONS
from ..intake.gathering import Gathering
from ..intake.problems import Fault
from ..intake.reading import TableReading
from ..intake.references import check_submissions
from ..intake.row_files import Rows, report_contradictions, report_possible_duplicates
from ..intake.sheets import Connection
from .readings import Readings

Received = Mapping[str, dt.date]
"""When each submission was received."""


def check_submission_lines(gathering: Gathering, readings: Readings, held: Received) -> None:
    """Report submissions told in two ways, or that replace themselves.

    Args:
        readings: Of all submissions told.
        held: The submissions an archive holds.
    """
    reading = readings["submission"]
    report_contradictions(_rows(gathering, reading), ["id"], [], "same_submission_differs")
    check_submissions(gathering.con, [reading], [], held)


def check_carried_lines(gathering: Gathering, readings: Readings) -> None:
    """Report events of one id told otherwise."""
    if "event" in readings:
        rows = _rows(gathering, readings["event"])
        report_contradictions(rows, ["submission", "event_id"], ["firm", "person"], "same_id_differs")


def notice_possible_duplicates(gathering: Gathering, readings: Readings) -> None:
    """Give notice of events that are equal in all but their id."""
    if "event" in readings:
        report_possible_duplicates(_rows(gathering, readings["event"]))


def _rows(gathering: Gathering, reading: TableReading) -> Rows:
    kind = EVENTS if reading.kind is EVENTS else SUBMISSIONS
    return Rows(gathering.con, kind, reading.typed, {reading.number: reading})


def check_receipts(readings: Readings, days: Mapping[int, dt.date], received: Received) -> None:
    """Report lines that say they were received on another day than their submission, or have none.

    Args:
        days: When lines say they were received, by number.
    """
    for reading in carried(readings) if days else ():
        for row, submission in _submissions(reading):
            if row not in days:
                continue
            if submission is None:
                reading.report(Fault("received_bare", days[row].isoformat()), row, "received")
            elif received.get(submission, days[row]) != days[row]:
                told = {"submission": submission, "received": received[submission].isoformat()}
                reading.report(Fault("received_differs", days[row].isoformat(), fields=told), row, "received")


def carried(readings: Readings) -> Iterator[TableReading]:
    """The lines that a submission may carry."""
    return (reading for fact, reading in readings.items() if fact != "submission")


def _submissions(reading: TableReading) -> list[tuple[int, str | None]]:
    return reading.con.execute(f"select row, submission from {reading.typed} order by row").fetchall()


def received_by(con: Connection, table: str) -> dict[str, dt.date]:
    """When each submission of a table was received."""
    rows = con.execute(f"select id, received from {table} where received is not null").fetchall()
    return dict(rows)
