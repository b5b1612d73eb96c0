# SPDX-License-Identifier: EUPL-1.2
"""The styles of a workbook of errors, each made once: styling a cell part by part takes longer than writing it."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from .errors_book import text_cell

_TOP = Alignment(horizontal="left", vertical="top")
_WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)
_BOLD = Font(name="Calibri", size=11, bold=True)
_LINK = Font(name="Calibri", size=11, color="0563C1", underline="single")
_RED, _YELLOW = PatternFill("solid", "F4B6B6"), PatternFill("solid", "FFE08A")
_STYLES: dict[str, dict[str, Any]] = {
    "plain": {"alignment": _TOP},
    "wrapped": {"alignment": _WRAPPED},
    "heading": {"alignment": _WRAPPED, "font": _BOLD},
    "linked": {"alignment": _TOP, "font": _LINK},
    "binding": {"alignment": _WRAPPED, "fill": _RED},
    "notice": {"alignment": _WRAPPED, "fill": _YELLOW},
    "binding heading": {"alignment": _WRAPPED, "fill": _RED, "font": _BOLD},
    "notice heading": {"alignment": _WRAPPED, "fill": _YELLOW, "font": _BOLD},
}


_LINE, _TALLEST = 15, 400
"""Height of a line and of the tallest row, in points."""


class StyledCells:
    """Makes the cells of one sheet."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._made = {name: _made(page, parts) for name, parts in _STYLES.items()}

    def make(self, value: str | int, style: str) -> Any:
        """A cell in a style, by name; text is never a formula."""
        cell: Any = WriteOnlyCell(self.page, value) if isinstance(value, int) else text_cell(self.page, value)
        quoted = cell.has_style and cell.quotePrefix
        cell._style = self._made[style]
        if quoted:
            cell._style = copy(cell._style)
            cell.quotePrefix = True
        return cell


def _made(page: Any, parts: dict[str, Any]) -> Any:
    cell: Any = WriteOnlyCell(page)
    for name, part in parts.items():
        setattr(cell, name, part)
    return cell._style


def lay_out(page: Any, widths: Iterable[int], frozen: str) -> None:
    """Set, before any row is written, the widths of the columns, what stays in sight, and how it prints."""
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = frozen
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToHeight = 0


def make_room(page: Any, row: int, texts: Iterable[tuple[str | None, int]]) -> None:
    """Make the row that is written next as tall as its wrapped texts need, each in a column of a width.

    Not every program does that by itself on opening a file.
    """
    lines = max(lines_of(text, width) for text, width in texts if text is not None)
    if lines > 1:
        page.row_dimensions[row].height = min(_LINE * lines, _TALLEST)


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many characters, words kept whole."""
    room = width - width // 16
    return sum(max(1, -(-len(line) // room)) for line in text.split("\n"))
