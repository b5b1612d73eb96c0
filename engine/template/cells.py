# SPDX-License-Identifier: EUPL-1.2
"""How cells look, and how text gets into them: never as a formula, whatever it begins with."""

from collections.abc import Iterable
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from ..plain_text import write_text

HEADING_FILL = PatternFill("solid", fgColor="1F3864")
REQUIRED_FILL = PatternFill("solid", fgColor="833C0B")
INPUT_FILL = PatternFill("solid", fgColor="FFF9E5")
EXAMPLE_FILL = PatternFill("solid", fgColor="EDEDED")
MISSING_FILL = PatternFill("solid", bgColor="FFE066", fgColor="FFE066")

FONT = "Calibri"
TITLE = Font(name=FONT, bold=True, size=16, color="1F3864")
SECTION = Font(name=FONT, bold=True, size=12, color="1F3864")
HEADING = Font(name=FONT, bold=True, color="FFFFFF")
STRONG = Font(name=FONT, bold=True)
FAINT = Font(name=FONT, italic=True, color="595959")

TOP = Alignment(vertical="top", wrap_text=True)
LINE = Border(bottom=Side("thin", color="BFBFBF"))
_THIN = Side("thin", color="BFBFBF")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

TEXT_FORMAT, DATE_FORMAT, COUNT_FORMAT = "@", "dd/mm/yyyy", "0"


def put(sheet: Worksheet, row: int, column: int, value: Any, **style: Any) -> None:
    """Write a value with the styles named, such as `font` and `fill`; text stays text."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
    for name, given in style.items():
        setattr(cell, name, given)


def put_headings(sheet: Worksheet, row: int, headings: list[str], first: int = 1) -> None:
    """Write a row of headings."""
    for place, heading in enumerate(headings, first):
        put(sheet, row, place, heading, font=HEADING, fill=HEADING_FILL, alignment=TOP)


def set_widths(sheet: Worksheet, widths: list[int], first: int = 1) -> None:
    """Set the widths of columns, in characters."""
    for place, width in enumerate(widths, first):
        sheet.column_dimensions[get_column_letter(place)].width = width


def lay_out_for_paper(sheet: Worksheet) -> None:
    """Print across one landscape page of A4, with page numbers."""
    _page(sheet)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def lay_out_in_pages(sheet: Worksheet, breaks: Iterable[int]) -> None:
    """Print on small pages of A4, each break, after a column, beginning another one."""
    _page(sheet)
    sheet.page_setup.scale = 60
    for column in breaks:
        sheet.col_breaks.append(Break(id=column))


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    footer = sheet.oddFooter
    assert footer is not None
    footer.right.text = "&A - &P/&N"
