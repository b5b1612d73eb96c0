# SPDX-License-Identifier: EUPL-1.2
"""The lines of a stream as tables, read by what reads the rows of files, and those left out that are wrong."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..intake.event_ids import identified
from ..intake.fact_tables import RECEIVED, create_empty, fact_columns
from ..intake.headings import match_headings
from ..intake.reader import Gathering
from ..intake.reading import Reading
from ..intake.sheets import Chunk, Connection, Report, Sheet
from ..intake.tables import read_table
from .line_kinds import READ
from .lines import STDIN, Line

_TOLD_BY = {
    "event_row": ("event", "annul"),
    "population_row": ("population",),
    "submission_row": ("submission",),
}
"""The kinds of line that make each table of facts."""

Readings = Mapping[str, Reading]
"""What was read, by kind of line."""


def read_lines(gathering: Gathering, lines: Mapping[str, Sequence[Line]]) -> Readings:
    """Read the lines of each kind as one table, every column of the kind in it."""
    readings = {}
    for number, (fact, told) in enumerate(lines.items()):
        if not told:
            continue
        kind, sheet = READ[fact], _sheet(fact, told)
        matched = match_headings(sheet.headings, kind)
        keys = {name: key for line in reversed(told) for name, key in line.keys.items()}
        headings = {name: keys.get(name, name) for name in matched.positions}
        con, problems = gathering.con, gathering.problems
        reading = Reading(con, problems, gathering.rules, STDIN, kind, number, headings)
        read_table(reading, sheet, matched)
        readings[fact] = reading
    if "annul" in readings:
        gathering.con.execute(f"update {readings['annul'].typed} set status = 'annulled'")
    return readings


def _sheet(fact: str, lines: Sequence[Line]) -> Sheet:
    names = tuple(column.name for column in READ[fact].columns)

    def rows(_: Report) -> Iterator[Chunk]:
        columns = [[line.values.get(name) for line in lines] for name in names]
        yield [line.number for line in lines], columns

    return Sheet("", names, rows)


def create_tables(con: Connection, readings: Readings) -> None:
    """Create the tables of facts, of all lines."""
    for table, received in RECEIVED.items():
        typed = [readings[fact].typed for fact in _TOLD_BY[table] if fact in readings]
        if not typed:
            create_empty(con, table, received)
            continue
        rows = " union all ".join(f"select {fact_columns(table)} from {name}" for name in typed)
        con.execute(f"create or replace table {received} as {rows}")
    con.execute(f"create or replace table event_row as {identified('received_event', 'submission_row')}")


def leave_out(readings: Readings, numbers: Collection[int]) -> None:
    """Take lines out of what was read, by their numbers."""
    for reading in readings.values():
        reading.con.execute(
            f"delete from {reading.typed} where list_contains($numbers::bigint[], row)",
            {"numbers": sorted(numbers)},
        )
