# SPDX-License-Identifier: EUPL-1.2
"""The sheet of lists, and the names under which drop-downs and formulas find them."""

from openpyxl import Workbook
from openpyxl.utils import absolute_coordinate, get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from ..language.words import Words
from .cells import LINE, SECTION, TEXT_FORMAT, lay_out_in_pages, put, put_headings, set_widths
from .code_lists import CodeList
from .messages import SHEETS

_FIRST = 3
_WIDTHS = {"unit": [44, 20, 38], "event": [52, 24, 30], "deliverable": [58, 30, 30]}
_MARK_WIDTH = 13


def list_name(name: str) -> str:
    """The name of what people write, of a list."""
    return f"list_{name}"


def code_name(name: str) -> str:
    """The name of the codes of a list."""
    return f"codes_{name}"


def needs_name(name: str, column: str) -> str:
    """The name of the marks that tell which entries of a list need a column."""
    return f"needs_{name}_{column}"


def add_lists_sheet(book: Workbook, lists: tuple[CodeList, ...], words: Words) -> None:
    """Write the lists side by side; a list without entries gets no name."""
    sheet = book.create_sheet(words.marked(SHEETS["lists"]))
    sheet.freeze_panes = f"A{_FIRST}"
    place, starts = 1, []
    for one in lists:
        _write_list(sheet, one, place)
        if one.rows:
            _name(book, sheet, list_name(one.name), place, len(one.rows))
        if one.rows and one.coded:
            _name(book, sheet, code_name(one.name), place + 1, len(one.rows))
        first_mark = place + len(one.headings) - len(one.marks)
        for number, mark in enumerate(one.marks):
            _name(book, sheet, needs_name(one.name, mark), first_mark + number, len(one.rows))
        starts.append(place)
        place += len(one.headings) + 1
    lay_out_in_pages(sheet, [start - 1 for start in starts[1:]])
    sheet.print_title_rows = f"1:{_FIRST - 1}"


def _write_list(sheet: Worksheet, one: CodeList, place: int) -> None:
    put(sheet, 1, place, one.title, font=SECTION)
    put_headings(sheet, _FIRST - 1, list(one.headings), place)
    widths = _WIDTHS.get(one.name, [58, 30])
    set_widths(sheet, [*widths, *[_MARK_WIDTH] * len(one.marks), 3], place)
    for number, row in enumerate(one.rows, _FIRST):
        for beside, value in enumerate(row):
            put(sheet, number, place + beside, value, number_format=TEXT_FORMAT, border=LINE)


def _name(book: Workbook, sheet: Worksheet, name: str, place: int, rows: int) -> None:
    letter = get_column_letter(place)
    span = absolute_coordinate(f"{letter}{_FIRST}:{letter}{_FIRST + rows - 1}")
    book.defined_names[name] = DefinedName(name, attr_text=f"{quote_sheetname(sheet.title)}!{span}")
