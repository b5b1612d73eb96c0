# SPDX-License-Identifier: EUPL-1.2
"""Lines against each other and against an archive: what contradicts what, what waits for what."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

from ..intake.columns import EVENTS, SUBMISSIONS
from ..intake.mentions import refuse_mentions
from ..intake.problems import Fault
from ..intake.reader import Gathering
from ..intake.reading import Reading
from ..intake.references import check_submissions
from ..intake.row_files import Rows, report_contradictions, report_possible_duplicates
from ..intake.sheets import Connection
from .lines import Line
from .tables import Readings

Received = Mapping[str, dt.date]
"""When each submission was received."""


def check_contradictions(gathering: Gathering, readings: Readings, held: Received) -> None:
    """Report lines that contradict one another: one id told otherwise, submissions that replace themselves.

    Args:
        held: The submissions an archive holds.
    """
    refuse_mentions(gathering.con, list(carried(readings)))
    if "event" in readings:
        rows = _rows(gathering, readings["event"])
        report_contradictions(rows, ["submission", "event_id"], ["firm", "person"], "same_id_differs")
        report_possible_duplicates(rows)
    if "submission" in readings:
        reading = readings["submission"]
        report_contradictions(_rows(gathering, reading), ["id"], [], "same_submission_differs")
        check_submissions(gathering.con, [reading], [], held)


def _rows(gathering: Gathering, reading: Reading) -> Rows:
    kind = EVENTS if reading.kind is EVENTS else SUBMISSIONS
    return Rows(gathering.con, kind, reading.typed, {reading.number: reading})


def check_receipts(readings: Readings, lines: Iterable[Line], received: Received) -> None:
    """Report lines that say they were received on another day than their submission, or have none."""
    days = {line.number: line.day for line in lines if line.fact != "submission" and line.day is not None}
    for reading in carried(readings):
        for row, submission in _submissions(reading):
            if row not in days:
                continue
            if submission is None:
                reading.report(Fault("received_bare", days[row].isoformat()), row, "received")
            elif received.get(submission, days[row]) != days[row]:
                told = {"submission": submission, "received": received[submission].isoformat()}
                reading.report(Fault("received_differs", days[row].isoformat(), fields=told), row, "received")


def carried(readings: Readings) -> Iterator[Reading]:
    """The lines that a submission may carry."""
    return (reading for fact, reading in readings.items() if fact != "submission")


def _submissions(reading: Reading) -> list[tuple[int, str | None]]:
    return reading.con.execute(f"select row, submission from {reading.typed} order by row").fetchall()


def received_by(con: Connection, table: str) -> dict[str, dt.date]:
    """When each submission of a table was received."""
    rows = con.execute(f"select id, received from {table} where received is not null").fetchall()
    return dict(rows)


def notice_waiting(readings: Readings, received: Received) -> set[int]:
    """Give notice of submissions that lines name and that have not come; the numbers of those lines."""
    return _notice(readings, "submission_awaited", lambda name: name not in received)


def notice_held(readings: Readings, held: Received) -> set[int]:
    """Give notice of submissions the archive holds already; the numbers of the lines about them."""
    return _notice(readings, "held_already", lambda name: name in held)


def _notice(readings: Readings, code: str, concerned: Callable[[str], bool]) -> set[int]:
    found: dict[str, list[tuple[int, Reading]]] = {}
    for fact, reading in readings.items():
        column = "id" if fact == "submission" else "submission"
        rows = reading.con.execute(f"select row, {column} from {reading.typed} where {column} is not null")
        for row, name in rows.fetchall():
            if concerned(name):
                found.setdefault(name, []).append((row, reading))
    for name, lines in found.items():
        row, reading = min(lines, key=lambda line: line[0])
        column = "id" if reading.kind is SUBMISSIONS else "submission"
        reading.report(Fault(code, name, fields={"count": len(lines)}), row, column, notice=True)
    return {row for lines in found.values() for row, _ in lines}


def notice_nothing_annulled(readings: Readings, held: str | None = None) -> None:
    """Give notice of annulments without submission of events that a submission carries: those are newer.

    Args:
        held: The table of the events an archive holds.
    """
    if "annul" not in readings:
        return
    events = [each for each in (readings["event"].typed if "event" in readings else None, held) if each]
    if not events:
        return
    carrying = " union all ".join(f"select event_id, submission from {each}" for each in events)
    found = (
        f"select row, event_id as got from {readings['annul'].typed} where submission is null"
        f" and event_id in (select event_id from ({carrying}) where submission is not null)"
    )
    readings["annul"].notice_found(found, Fault("nothing_annulled"), "event_id")
