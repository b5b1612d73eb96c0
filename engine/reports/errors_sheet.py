# SPDX-License-Identifier: EUPL-1.2
"""One table as it stands in its file, with the cells marked that something is wrong with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from ...schema.error_record import ErrorRecord
from ..intake.findings import Cells, ReadTable
from ..language.words import Words
from ..plain_text import storable
from .errors_marks import HEADINGS, WHOLE, CellMarks
from .errors_styles import StyledCells, lay_out, lines_of, make_room

ALL_ROWS = 5_000
"""Rows up to which a table is shown whole; of a longer one only the rows with problems."""

COMMENTS = 10_000
"""Comments of one sheet: office programs open more of them slowly, and column B says the same."""

_WIDTHS = (8, 60)
_BEFORE = len(_WIDTHS)

Records = Sequence[ErrorRecord]


@dataclass
class MarkedSheet:
    """A sheet being written.

    Attributes:
        page: The sheet of a workbook written row by row.
        written: The row of the sheet that each row of the file stands in.
    """

    page: Any
    table: ReadTable
    marks: CellMarks
    words: Words
    written: dict[int, int] = field(default_factory=dict)
    comments: int = 0

    def __post_init__(self) -> None:
        self.cells = StyledCells(self.page)

    def write(self) -> None:
        """Write the headings, then the rows; each says in its first columns its number and what is wrong."""
        lay_out(self.page, (*_WIDTHS, *(16 for _ in self.table.headings)), "C2")
        self._append(HEADINGS, self.table.headings)
        for row, cells in self._rows():
            self._append(row, cells)
        last = get_column_letter(_BEFORE + len(self.table.headings))
        self.page.auto_filter.ref = f"A1:{last}{len(self.written)}"

    def cell_of(self, record: ErrorRecord) -> str:
        """The cell that a record is about: the row's number where it is about none, else the first heading."""
        row = self.written.get(record.row or HEADINGS, 1)
        marked = self.marks.of_row(record.row or HEADINGS)
        column = next(column for column, records in marked.items() if record in records)
        return f"{get_column_letter(1 if column == WHOLE else column + _BEFORE + 1)}{row}"

    def _rows(self) -> Iterator[tuple[int, Cells]]:
        wanted = self.marks.rows
        if self.table.count > ALL_ROWS:
            return self.table.rows(wanted)
        return (
            (row, cells)
            for row, cells in self.table.rows(None)
            if row in wanted or any(cell and not cell.isspace() for cell in cells)
        )

    def _append(self, row: int, cells: Sequence[str | None]) -> None:
        self.written[row] = len(self.written) + 1
        marked, heading = self.marks.of_row(row), row == HEADINGS
        said = "\n".join(self._said(record) for record in _in_order(marked))
        if heading:
            said = self._heading(sum(map(len, marked.values())))
        make_room(self.page, self.written[row], [(said, _WIDTHS[1])])
        first = self.words.text("Row") if heading else row
        told = self.cells.make(said, "heading" if heading else "wrapped")
        shown = [self._cell(first, marked.get(WHOLE, ()), heading), told if said else None]
        for place, cell in enumerate(cells):
            shown.append(self._cell(cell or "", marked.get(place, ()), heading))
        self.page.append(shown)

    def _cell(self, value: str | int, records: Records, heading: bool) -> Any:
        """The cell, coloured where something is wrong, with what is wrong as its comment."""
        if not records:
            return self.cells.make(value, "heading" if heading else "plain") if value != "" else None
        level = min(record.level for record in records)
        cell = self.cells.make(value, f"{level} heading" if heading else level)
        if self.comments < COMMENTS:
            self.comments += 1
            text = "\n".join(self._said(record) for record in records)
            cell.comment = Comment(storable(text), "impegni", height=_height(text), width=320)
        return cell

    def _heading(self, count: int) -> str:
        """The heading of what is wrong with each row, and how much is wrong with the headings."""
        if not count:
            return self.words.text("Problems")
        return self.words.text("Problems (in the headings: {count})", count=self.words.number(count))

    def _said(self, record: ErrorRecord) -> str:
        level = self.words.text("error") if record.level == "binding" else self.words.text("notice")
        return ": ".join(part for part in (level.upper(), record.column, record.message) if part)


def _in_order(marked: Mapping[int, Records]) -> list[ErrorRecord]:
    """The records of a row, binding ones first."""
    return sorted(chain.from_iterable(marked.values()), key=lambda record: record.level)


def _height(text: str) -> int:
    """Room for a comment of this text."""
    return 24 + 16 * lines_of(text, 48)
