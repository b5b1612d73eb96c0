# SPDX-License-Identifier: EUPL-1.2
"""The workbook that was received, its faulty cells filled and commented: it is corrected in place and sent again.

Sheets, drop-downs and columns of its own stay as they are. One sheet is added, which leads to what is to be corrected
and is no table of facts when the workbook comes back.
"""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from ...schema.error_record import ErrorRecord
from ..intake.beside_cells import OURS
from ..intake.findings import Findings, ReadTable
from ..intake.headings import HEADINGS_WITHIN
from ..intake.problems import shown
from ..language.words import Words
from ..plain_text import storable, write_text
from ..timeless_zip import TimelessZip
from .errors_book import save_book
from .errors_drawings import copy_with_drawings

LARGEST = 20_000_000
"""Bytes of a workbook that is given back marked: larger ones take too long to write cell by cell."""

_FILLS = {"binding": PatternFill("solid", "F4B6B6"), "notice": PatternFill("solid", "FFE08A")}
_MARKS = {fill.fgColor.rgb for fill in _FILLS.values()}
_VALUES_OF_FIELDS = 2
_WIDTHS = (18, 8, 14, 80, 40, 20)


def can_be_marked(findings: Findings, paths: Sequence[Path]) -> bool:
    """Whether what was read is one workbook that can be given back."""
    if len(paths) != 1 or paths[0].suffix.lower() != ".xlsx" or paths[0].stat().st_size > LARGEST:
        return False
    return any(table.sheet for table in findings.tables)


def write_marked(findings: Findings, words: Words, received: Path, out: Path) -> None:
    """Write the workbook received with what is wrong marked in it; what an earlier check had marked is taken away."""
    book = load_workbook(received)
    _unmark(book)
    tables = {table.sheet: table for table in findings.tables}
    title = words.text("To correct")
    if title in book.sheetnames:
        del book[title]
    listed = book.create_sheet(title, 0)
    book.active = 0
    _put(listed, 1, _headings(words), bold=True)
    for number, record in enumerate(_in_order(findings), 2):
        cell = _cell_of(book, tables, record)
        if cell is not None:
            _mark(cell, record, words)
        _list(listed, number, record, cell, words)
    for place, width in enumerate(_WIDTHS, 1):
        listed.column_dimensions[get_column_letter(place)].width = width
    listed.freeze_panes = "A2"
    with io.BytesIO() as cells:
        save_book(book, cells)
        with (
            ZipFile(received) as whole,
            ZipFile(cells) as marked,
            TimelessZip(out, "w", ZIP_DEFLATED) as file,
        ):
            copy_with_drawings(whole, marked, file)


def _headings(words: Words) -> list[str]:
    return [
        words.text("Sheet"), words.text("Cell"), words.text("Level"), words.text("What is wrong"),
        words.text("Accepted"), words.text("Example"),
    ]  # fmt: skip


def _in_order(findings: Findings) -> list[ErrorRecord]:
    return sorted(findings.records, key=lambda record: record.level)


def _unmark(book: Any) -> None:
    """Take away what an earlier check had marked, and the charts and pictures that are put back whole."""
    for page in book.worksheets:
        page._charts, page._images = [], []
        for row in page.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == OURS:
                    cell.comment = None
                    if cell.fill.fgColor.rgb in _MARKS:
                        cell.fill = PatternFill()


def _cell_of(book: Any, tables: Mapping[str | None, ReadTable], record: ErrorRecord) -> Any:
    """The cell that a record is about; of one about a column its heading, of one about a field its value."""
    if record.sheet is None or record.sheet not in book.sheetnames:
        return None
    page, table = book[record.sheet], tables.get(record.sheet)
    if table is None:
        return page.cell(record.row or 1, _VALUES_OF_FIELDS if record.row else 1)
    headings = [shown(heading) for heading in table.headings]
    column = headings.index(record.column) + 1 if record.column in headings else 1
    return page.cell(record.row or _heading_row(page, table), column)


def _heading_row(page: Any, table: ReadTable) -> int:
    wanted = [heading for heading in table.headings if heading]
    for number, row in enumerate(page.iter_rows(max_row=HEADINGS_WITHIN, values_only=True), 1):
        if [str(value).strip() for value in row if value is not None][: len(wanted)] == wanted:
            return number
    return 1


def _mark(cell: Any, record: ErrorRecord, words: Words) -> None:
    said = f"{_level(record, words).upper()}: {record.message}"
    before = cell.comment.text + "\n" if cell.comment is not None else ""
    cell.comment = Comment(storable(before + said), OURS, height=120, width=320)
    if cell.fill.fgColor.rgb != _FILLS["binding"].fgColor.rgb:
        cell.fill = _FILLS[record.level]


def _level(record: ErrorRecord, words: Words) -> str:
    return words.text("error") if record.level == "binding" else words.text("notice")


def _list(page: Any, number: int, record: ErrorRecord, cell: Any, words: Words) -> None:
    place = None if cell is None else cell.coordinate
    texts = (record.sheet, place, _level(record, words), record.message, record.accepted, record.example)
    _put(page, number, texts)
    if cell is not None:
        link = page.cell(number, 2)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{record.sheet}'!{place}")
        link.font = Font(color="0563C1", underline="single")


def _put(page: Any, number: int, texts: Sequence[str | None], *, bold: bool = False) -> None:
    for place, text in enumerate(texts, 1):
        if text is not None:
            cell = page.cell(number, place)
            write_text(cell, text)
            cell.font = Font(bold=bold)
