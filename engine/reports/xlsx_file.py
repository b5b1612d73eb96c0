# SPDX-License-Identifier: EUPL-1.2
"""Workbooks written row by row: text is never a formula, and the same content makes the same bytes."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import gt, le
from pathlib import Path
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..plain_text import looks_like_a_formula, storable

ROWS = 1_048_576
"""Rows of a sheet, its headings included."""

Operator = Literal[">", "<="]
OPERATORS: Mapping[Operator, Callable[[int, int], bool]] = {">": gt, "<=": le}

Value = str | int | float | dt.date | None

_A4 = 9

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
    """Write the sheets, in their order, to a workbook that bears the day as its date.

    Raises:
        OSError: It cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        book = Workbook(str(out), {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        book.set_properties({"author": "impegni", "created": dt.datetime.combine(day, dt.time())})
        styles = _Styles(book)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, styles)
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error


class _Styles:
    """The styles of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"quote_prefix": True})
        self.shown = {shown: book.add_format({"num_format": format_}) for shown, format_ in FORMATS.items()}

    def filled(self, colour: str) -> Format:
        """What a cell is filled with where a condition is met."""
        return self._book.add_format({"bg_color": f"#{colour}"})


def _write_sheet(page: Worksheet, sheet: TableSheet, styles: _Styles) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    head = len(sheet.above)
    _print_out(page, head)
    page.freeze_panes(head + 1, 0)
    for number, line in enumerate(sheet.above):
        _write_text(page, number, 0, line, styles)
    for place, column in enumerate(sheet.columns):
        page.write_string(head, place, storable(column.heading), styles.heading)
    last = head
    for last, row in enumerate(sheet.rows, head + 1):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _write(page, last, place, column, value, styles)
    page.autofilter(head, 0, last, len(sheet.columns) - 1)
    if last > head:
        _colour(page, sheet, head + 1, last, styles)


def _print_out(page: Worksheet, head: int) -> None:
    """On A4 landscape, as wide as the sheet is, with the headings on each page and its number below."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.set_footer("&C&A  &P/&N")


def _colour(page: Worksheet, sheet: TableSheet, first: int, last: int, styles: _Styles) -> None:
    places = {column.heading: place for place, column in enumerate(sheet.columns)}
    asked: list[tuple[str, str, str | int, str]] = [
        (sheet.coloured, "==", f'"{word}"', colour) for word, colour in (sheet.fills or {}).items()
    ]
    asked += [(one.column, one.operator, one.limit, one.colour) for one in sheet.warned]
    for heading, operator, value, colour in asked:
        rule = {"type": "cell", "criteria": operator, "value": value, "format": styles.filled(colour)}
        page.conditional_format(first, places[heading], last, places[heading], rule)


def _write(page: Worksheet, row: int, place: int, column: TableColumn, value: Value, styles: _Styles) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        _write_text(page, row, place, value, styles)
    elif isinstance(value, dt.date):
        page.write_datetime(row, place, value, styles.shown[column.shown or "date"])
    else:
        page.write_number(row, place, value, None if column.shown is None else styles.shown[column.shown])


def _write_text(page: Worksheet, row: int, place: int, text: str, styles: _Styles) -> None:
    """Text, whatever it begins with: Excel shows it and computes nothing."""
    page.write_string(row, place, storable(text), styles.quoted if looks_like_a_formula(text) else None)
