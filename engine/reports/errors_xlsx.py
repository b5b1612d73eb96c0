# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with files as a workbook: the list of problems, then each table with its cells marked."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from ...schema.error_record import ErrorRecord
from ..intake.findings import Findings, ReadTable
from ..language.catalogue import mark
from ..language.words import Words
from .errors_book import empty_book, save_book, text_cell
from .errors_marks import Place, by_table, marks_of, place_of
from .errors_sheet import MarkedSheet
from .errors_styles import StyledCells, lay_out, make_room
from .errors_table import counts_said

SHEET_NAME = 31
LINKS = 65_000
"""Links of one sheet: Excel opens no more than 65,530."""

_DAY = dt.date(1980, 1, 1)
"""Files are checked on no particular day, and the same files make the same bytes."""

_FILE, _MESSAGE, _ACCEPTED = 30, 70, 36
_COLUMNS = (
    (mark("File"), _FILE), (mark("Sheet"), 14), (mark("Row"), 9), (mark("Column"), 18), (mark("Level"), 12),
    (mark("What is wrong"), _MESSAGE), (mark("Got"), 24), (mark("Accepted"), _ACCEPTED), (mark("Example"), 18),
)  # fmt: skip
_ROW_COLUMN = 3


def write_errors(findings: Findings, words: Words, out: Path) -> None:
    """Write the workbook; tables in which nothing is to be marked are left out."""
    book = empty_book(_DAY)
    listed = book.create_sheet(words.text("Errors"))
    found = by_table(findings.records)
    sheets: dict[Place, MarkedSheet] = {}
    for table in findings.tables:
        place = place_of(table)
        if place in found and place not in sheets:
            page = book.create_sheet(_sheet_name(table, book.sheetnames))
            sheets[place] = MarkedSheet(page, table, marks_of(table, found[place]), words)
            sheets[place].write()
    _list_all(listed, findings, sheets, words)
    save_book(book, out)


def _list_all(page: Any, findings: Findings, sheets: Mapping[Place, MarkedSheet], words: Words) -> None:
    above = list(_above(findings, words))
    head = len(above) + 1
    lay_out(page, (width for _, width in _COLUMNS), f"A{head + 1}")
    for line in above:
        page.append([text_cell(page, line)])
    cells = StyledCells(page)
    page.append([cells.make(words.marked(heading), "heading") for heading, _ in _COLUMNS])
    for number, record in enumerate(findings.records, head + 1):
        sheet = sheets.get(place_of(record)) if number - head <= LINKS else None
        make_room(
            page, number, [(record.file, _FILE), (record.message, _MESSAGE), (record.accepted, _ACCEPTED)]
        )
        page.append(_listed(cells, record, words, linked=sheet is not None))
        if sheet is not None:
            target = f"'{sheet.page.title}'!{sheet.cell_of(record)}"
            page._hyperlinks.append(Hyperlink(f"{get_column_letter(_ROW_COLUMN)}{number}", location=target))
    page.auto_filter.ref = f"A{head}:{get_column_letter(len(_COLUMNS))}{head + len(findings.records)}"


def _above(findings: Findings, words: Words) -> Iterator[str]:
    yield counts_said(findings, words)
    if findings.tables:
        yield words.text(
            "A row's number leads to the cell that is marked; only tables with problems have a sheet."
        )
    if findings.more:
        yield words.text("{count} of them are only counted", count=words.number(findings.more))


def _listed(cells: StyledCells, record: ErrorRecord, words: Words, *, linked: bool) -> list[Any]:
    level = words.text("error") if record.level == "binding" else words.text("notice")
    row = record.row if record.row is not None else "→" if linked else None
    told = (record.message, record.got, record.accepted, record.example)
    shown = (
        (record.file, "wrapped"), (record.sheet, "wrapped"), (row, "linked" if linked else "plain"),
        (record.column, "wrapped"), (level, record.level), *((text, "wrapped") for text in told),
    )  # fmt: skip
    return [None if value is None else cells.make(value, style) for value, style in shown]


def _sheet_name(table: ReadTable, taken: Sequence[str]) -> str:
    """The name of the file and of its sheet as far as a sheet can bear them, each once."""
    whole = PurePath(table.file).name + (f" {table.sheet}" if table.sheet else "")
    name = re.sub(r"[\[\]:*?/\\']", " ", whole).strip() or "-"
    folded, number, end = {one.casefold() for one in taken}, 1, ""
    while (shown := name[: SHEET_NAME - len(end)] + end).casefold() in folded:
        number += 1
        end = f" ({number})"
    return shown
