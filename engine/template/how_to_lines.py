# SPDX-License-Identifier: EUPL-1.2
"""The lines of the sheet of instructions, written one below the other over ten columns."""

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from .cells import HEADING, HEADING_FILL, LINE, SECTION, TOP, put, set_widths

WIDTH = 10
"""Columns that a line takes."""

_COLUMN = 21
_LETTERS = 26
"""Letters that go on one line of a column: more than its width in digits."""

_LINE_HEIGHT = 15.5


class HowToLines:
    """Writes texts and rows of tables, each as high as what it says needs."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 0
        set_widths(sheet, [_COLUMN] * WIDTH)

    def paragraph(self, said: str, **style: Any) -> None:
        """A text over the whole width."""
        self.cells([said], [WIDTH], **style)

    def section(self, said: str) -> None:
        """A heading, with a blank line above."""
        self.row += 1
        self.paragraph(said, font=SECTION)
        self.sheet.row_dimensions[self.row].height = 20

    def headings(self, said: Sequence[str], spans: Sequence[int]) -> None:
        """The headings of a table."""
        self.cells(said, spans, font=HEADING, fill=HEADING_FILL)

    def entries(self, said: Sequence[str], spans: Sequence[int], **style: Any) -> None:
        """A row of a table."""
        self.cells(said, spans, border=LINE, **style)

    def cells(self, said: Sequence[str], spans: Sequence[int], **style: Any) -> None:
        """Cells beside each other, each over as many columns as its span tells."""
        self.row += 1
        place, lines = 1, 1
        for value, span in zip(said, spans, strict=True):
            for column in range(place, place + span):
                put(self.sheet, self.row, column, value if column == place else None, alignment=TOP, **style)
            if span > 1:
                self.sheet.merge_cells(None, self.row, place, self.row, place + span - 1)
            lines = max(lines, -(-len(value) // (_LETTERS * span)))
            place += span
        self.sheet.row_dimensions[self.row].height = _LINE_HEIGHT * lines
