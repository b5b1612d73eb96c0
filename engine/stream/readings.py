# SPDX-License-Identifier: EUPL-1.2
"""Lines read by what reads the rows of files: those of each kind are one table."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..intake.fact_tables import fact_columns
from ..intake.gathering import Gathering
from ..intake.headings import match_headings
from ..intake.reading import TableReading
from ..intake.sheets import Chunk, Report, Sheet
from ..intake.tables import read_table
from .line_kinds import READ
from .lines import STDIN, Line

Readings = Mapping[str, TableReading]
"""What was read, by kind of line."""

Headings = Mapping[str, Mapping[str, str]]
"""By kind of line, the key that each column was first given."""


def read_lines(gathering: Gathering, lines: Mapping[str, Sequence[Line]], headings: Headings) -> Readings:
    """Read the lines of each kind as one table, with every column that one of them has."""
    readings = {}
    for fact, told in lines.items():
        sheet = _sheet(fact, told)
        reading = reading_of(
            gathering, fact, {name: headings[fact].get(name, name) for name in sheet.headings}
        )
        read_table(reading, sheet, match_headings(sheet.headings, READ[fact]))
        readings[fact] = reading
    if "annul" in readings:
        gathering.con.execute(f"update {readings['annul'].typed} set status = 'annulled'")
    return readings


def reading_of(gathering: Gathering, fact: str, headings: Mapping[str, str]) -> TableReading:
    """The reading of one kind of line, whose tables are to be made."""
    number = list(READ).index(fact)
    return TableReading(
        gathering.con, gathering.problems, gathering.rules, STDIN, READ[fact], number, headings
    )


def _sheet(fact: str, lines: Sequence[Line]) -> Sheet:
    names = tuple(
        column.name
        for column in READ[fact].columns
        if column.required or any(column.name in line.values for line in lines)
    )

    def rows(_: Report) -> Iterator[Chunk]:
        columns = [[line.values.get(name) for line in lines] for name in names]
        yield [line.number for line in lines], columns

    return Sheet("", names, rows)


def fill(reading: TableReading, source: str) -> None:
    """Let a reading be of the lines that a query finds, read before."""
    reading.con.execute(
        f"create or replace table {reading.typed} as "
        f"select {reading.number} as reading, row, {fact_columns(reading.kind.table)} from ({source})"
    )


def refused_by(gathering: Gathering) -> set[int]:
    """The numbers of the lines that something binding was found wrong with."""
    found = {row for (row,) in gathering.con.execute("select distinct row from refused_row").fetchall()}
    records = gathering.problems.records()
    return found | {record.row for record in records if record.level == "binding" and record.row}


def leave_out(readings: Readings, numbers: Collection[int]) -> None:
    """Take lines out of what was read, by their numbers."""
    for reading in readings.values() if numbers else ():
        reading.con.execute(
            f"delete from {reading.typed} where row in (select unnest($numbers::bigint[]))",
            {"numbers": sorted(numbers)},
        )
