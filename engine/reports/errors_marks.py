# SPDX-License-Identifier: EUPL-1.2
"""Which cells of a table in a file its records are about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...schema.error_record import ErrorRecord
from ..intake.findings import ReadTable
from ..intake.problems import shown

HEADINGS, WHOLE = 0, -1
"""The row of the headings, which records call none; the column of what is about no single cell."""

Place = tuple[str, str | None]


def place_of(one: ErrorRecord | ReadTable) -> Place:
    """The table it is or is about."""
    return one.file, one.sheet


@dataclass(frozen=True)
class CellMarks:
    """The records of one table by row and column, the first column being 0."""

    by_row: Mapping[int, Mapping[int, Sequence[ErrorRecord]]]

    def of_row(self, row: int) -> Mapping[int, Sequence[ErrorRecord]]:
        """The records of a row by column."""
        return self.by_row.get(row, {})

    @property
    def rows(self) -> frozenset[int]:
        """The rows beneath the headings that a record is about."""
        return frozenset(self.by_row) - {HEADINGS}


def marks_of(table: ReadTable, records: Iterable[ErrorRecord]) -> CellMarks:
    """The records of a table at their cells."""
    columns: dict[str, int] = {}
    for place, heading in enumerate(table.headings):
        columns.setdefault(shown(heading), place)
    by_row: dict[int, dict[int, list[ErrorRecord]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        by_row[record.row or HEADINGS][columns.get(record.column or "", WHOLE)].append(record)
    return CellMarks(by_row)


def by_table(records: Iterable[ErrorRecord]) -> dict[Place, list[ErrorRecord]]:
    """The records of each table."""
    found: dict[Place, list[ErrorRecord]] = defaultdict(list)
    for record in records:
        found[place_of(record)].append(record)
    return found
