# SPDX-License-Identifier: EUPL-1.2
"""Workbooks in which cells are marked: what openpyxl writes, with text never a formula and bytes always alike."""

import datetime as dt
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.writer.excel import ExcelWriter

from ..plain_text import write_text
from ..timeless_zip import TimelessZip


def empty_book(day: dt.date) -> Workbook:
    """A workbook without sheets, written row by row, that bears the day as its date."""
    book = Workbook(write_only=True)
    moment = dt.datetime.combine(day, dt.time())
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "impegni"
    return book


def save_book(book: Workbook, out: Path | IO[bytes]) -> None:
    """Write the workbook; the same content makes the same bytes."""
    with TimelessZip(out, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).write_data()


def text_cell(page: Any, text: str) -> Any:
    """A cell of text, whatever it begins with: Excel shows it and computes nothing."""
    cell = WriteOnlyCell(page)
    write_text(cell, text)
    return cell
