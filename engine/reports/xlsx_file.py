# SPDX-License-Identifier: EUPL-1.2
"""Workbooks written row by row: text is never a formula, and the same content makes the same bytes."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ..plain_text import write_text
from ..timeless_zip import TimelessZip

ROWS = 1_048_576
"""Rows of a sheet, its headings included."""

Operator = Literal["equal", "greaterThan", "lessThanOrEqual"]

Value = str | int | float | dt.date | None

FORMATS = {"number": "#,##0", "percent": "0.0%", "date": "dd/mm/yyyy"}


@dataclass(frozen=True)
class TableColumn:
    """A column: its heading, its width in characters, and how its values are shown."""

    heading: str
    width: int
    shown: str | None = None


@dataclass(frozen=True)
class Warned:
    """A column whose numbers are filled where they are beyond a limit.

    Attributes:
        column: By heading.
        colour: As RRGGBB.
    """

    column: str
    operator: Operator
    limit: int
    colour: str


@dataclass(frozen=True)
class TableSheet:
    """A table with its name, the lines above it, and the colours of the words of one column.

    Attributes:
        coloured: TableColumn whose words are filled, by heading.
        fills: Colour of each word, as RRGGBB.
    """

    name: str
    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()
    coloured: str = ""
    fills: dict[str, str] | None = None
    warned: Sequence[Warned] = ()


def write_workbook(sheets: Iterable[TableSheet], day: dt.date, out: Path) -> None:
    """Write the sheets, in their order, to a workbook that bears the day as its date."""
    book = empty_book(day)
    for sheet in sheets:
        _write_sheet(book, sheet)
    save_book(book, out)


def empty_book(day: dt.date) -> Workbook:
    """A workbook without sheets, written row by row, that bears the day as its date."""
    book = Workbook(write_only=True)
    moment = dt.datetime.combine(day, dt.time())
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "impegni"
    return book


def save_book(book: Workbook, out: Path) -> None:
    """Write the workbook; the same content makes the same bytes."""
    with TimelessZip(out, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).write_data()


def _write_sheet(book: Any, sheet: TableSheet) -> None:
    page = book.create_sheet(sheet.name)
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    head = len(sheet.above) + 1
    _printed(page, head)
    page.freeze_panes = f"A{head + 1}"
    for line in sheet.above:
        page.append([text_cell(page, line)])
    page.append([_heading(page, column) for column in sheet.columns])
    last = head
    for last, row in enumerate(sheet.rows, head + 1):  # noqa: B007 (the number of the last row is used)
        page.append([_cell(page, column, value) for column, value in zip(sheet.columns, row, strict=True)])
    page.auto_filter.ref = f"A{head}:{get_column_letter(len(sheet.columns))}{last}"
    if last > head:
        _colour(page, sheet, head + 1, last)


def _printed(page: Any, head: int) -> None:
    """On A4 landscape, as wide as the sheet is, with the headings on each page and its number below."""
    page.page_setup.paperSize, page.page_setup.orientation = Worksheet.PAPERSIZE_A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"
    page.oddFooter.center.text = "&A  &P/&N"


def _colour(page: Any, sheet: TableSheet, first: int, last: int) -> None:
    letters = {column.heading: get_column_letter(place) for place, column in enumerate(sheet.columns, 1)}
    if sheet.coloured:
        cells = f"{letters[sheet.coloured]}{first}:{letters[sheet.coloured]}{last}"
        for word, colour in (sheet.fills or {}).items():
            page.conditional_formatting.add(cells, _fill("equal", f'"{word}"', colour))
    for one in sheet.warned:
        letter = letters[one.column]
        rule = _fill(one.operator, str(one.limit), one.colour)
        page.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _fill(operator: Operator, formula: str, colour: str) -> Rule:
    style = DifferentialStyle(fill=PatternFill(bgColor=colour, fill_type="solid"))
    return Rule(type="cellIs", operator=operator, formula=[formula], dxf=style)


def _heading(page: Any, column: TableColumn) -> Any:
    cell = text_cell(page, column.heading)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: Any, column: TableColumn, value: Value) -> Any:
    if isinstance(value, str):
        return text_cell(page, value)
    if value is None or column.shown is None:
        return value
    cell = WriteOnlyCell(page)
    cell.value = value
    cell.number_format = FORMATS[column.shown]
    return cell


def text_cell(page: Any, text: str) -> Any:
    """A cell of text, whatever it begins with: Excel shows it and computes nothing."""
    cell = WriteOnlyCell(page)
    write_text(cell, text)
    return cell
