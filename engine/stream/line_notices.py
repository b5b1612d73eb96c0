# SPDX-License-Identifier: EUPL-1.2
"""What is noticed at the end of a stream, when what lines miss can come no more."""

from collections.abc import Collection

from ..intake.columns import SUBMISSIONS
from ..intake.problems import Fault
from ..intake.reading import TableReading
from .readings import Readings, leave_out

_WAITING = "submission not in (select id from submission_row)"


class HeldLines:
    """The lines about submissions that an archive holds already; they are left out."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, str, int]] = {}

    def leave_out(self, readings: Readings, held: Collection[str]) -> None:
        """Take such lines out of what was read."""
        for fact, reading in readings.items() if held else ():
            about = [(row, name) for row, name in _named(reading) if name in held]
            for row, name in about:
                first, of_kind, count = self._found.get(name, (row, fact, 0))
                self._found[name] = (*min((first, of_kind), (row, fact)), count + 1)
            leave_out({fact: reading}, [row for row, _ in about])

    def notice(self, readings: Readings) -> None:
        """Give notice of them, once a submission."""
        for name, (row, fact, count) in self._found.items():
            _notice(readings[fact], "held_already", name, row, count)


def notice_waiting(readings: Readings) -> None:
    """Give notice of submissions that lines name and that have not come."""
    found: dict[str, list[tuple[int, TableReading]]] = {}
    for fact, reading in readings.items():
        for row, name in _named(reading, _WAITING) if fact != "submission" else ():
            found.setdefault(name, []).append((row, reading))
    for name, lines in found.items():
        row, reading = min(lines, key=lambda line: line[0])
        _notice(reading, "submission_awaited", name, row, len(lines))


def _named(reading: TableReading, condition: str = "true") -> list[tuple[int, str]]:
    """The submissions that lines are about, with the numbers of the lines; only of lines that meet a condition."""
    column = _naming(reading)
    return reading.con.execute(
        f"select row, {column} from {reading.typed} where {column} is not null and {condition} order by row"
    ).fetchall()


def _naming(reading: TableReading) -> str:
    return "id" if reading.kind is SUBMISSIONS else "submission"


def _notice(reading: TableReading, code: str, name: str, row: int, count: int) -> None:
    reading.report(Fault(code, name, fields={"count": count}), row, _naming(reading), notice=True)


def notice_nothing_annulled(readings: Readings) -> None:
    """Give notice of annulments without submission of events that a submission carries: those are newer."""
    carried = "select event_id from told_event where submission is not null and fact is distinct from 'annul'"
    bare = f"select row, event_id as got from {readings['annul'].typed} where submission is null"
    found = f"{bare} and event_id in ({carried})"
    readings["annul"].notice_found(found, Fault("nothing_annulled"), "event_id")
