# SPDX-License-Identifier: EUPL-1.2
"""The sheets that events and populations are written on: only headings, with what each column accepts."""

from collections.abc import Collection, Iterator

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..intake.codes import required_by
from ..intake.columns import EVENTS, Column, FileKind
from .cells import (
    COUNT_FORMAT,
    DATE_FORMAT,
    HEADING,
    HEADING_FILL,
    MISSING_FILL,
    REQUIRED_FILL,
    TEXT_FORMAT,
    TOP,
    lay_out_for_paper,
    put,
)
from .code_lists import NEEDED
from .headings import columns_of
from .lists_sheet import list_name, needs_name
from .messages import MEANINGS, SHEETS
from .request import Request
from .validations import validation, with_help

LAST_ROW = 10_000
"""The last row with drop-downs and colours."""

_WIDTHS = {"unit": 22, "event": 24, "deliverable": 28, "topic": 24, "target": 22, "note": 30, "evidence": 20}
_FORMATS = {"date": DATE_FORMAT, "count": COUNT_FORMAT}


def add_facts_sheet(book: Workbook, kind: FileKind, named: Collection[str], request: Request) -> None:
    """Write the sheet of a kind of facts.

    Args:
        named: The lists that have any codes.
    """
    sheet = book.create_sheet(request.words.marked(SHEETS[kind.stems[1]]))
    columns = columns_of(kind)
    for place, column in enumerate(columns, 1):
        _add_column(sheet, kind, column, place, named, request)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    missing = _missing_in_events(columns, request) if kind is EVENTS else _missing_in_populations(columns)
    for letter, formula in missing:
        rule = Rule("expression", formula=[formula], dxf=DifferentialStyle(fill=MISSING_FILL))
        sheet.conditional_formatting.add(f"{letter}2:{letter}{LAST_ROW}", rule)
    lay_out_for_paper(sheet)


def _add_column(
    sheet: Worksheet, kind: FileKind, column: Column, place: int, named: Collection[str], request: Request
) -> None:
    letter, heading = get_column_letter(place), column.heading(request.language)
    fill = REQUIRED_FILL if column.required else HEADING_FILL
    put(sheet, 1, place, heading, font=HEADING, fill=fill, alignment=TOP)
    whole = sheet.column_dimensions[letter]
    whole.width = _WIDTHS.get(column.name, 16)
    whole.number_format = _FORMATS.get(column.form, TEXT_FORMAT)
    said = request.words.marked(MEANINGS[f"{kind.table}.{column.name}"])
    rule = with_help(validation(column, named, request), heading, said)
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _missing_in_events(columns: tuple[Column, ...], request: Request) -> Iterator[tuple[str, str]]:
    """Where a row that has begun lacks what every event needs, or what its type needs."""
    letters = {column.name: get_column_letter(place) for place, column in enumerate(columns, 1)}
    event = f"${letters['event']}2"
    yield from _always_needed(columns)
    for name in required_by(request.vocabulary):
        letter = letters[name]
        needed = f'COUNTIFS({list_name("event")},{event},{needs_name(name)},"{NEEDED}")>0'
        yield letter, f'AND({event}<>"",{letter}2="",{needed})'


def _missing_in_populations(columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    """Where a row that has begun lacks its target group or unit, or the date of its number."""
    letters = {column.name: get_column_letter(place) for place, column in enumerate(columns, 1)}
    yield from _always_needed(columns)
    yield letters["date"], f'AND(${letters["size"]}2<>"",{letters["date"]}2="")'
    begun, size, person = f'${letters["population"]}2<>""', f"${letters['size']}2", f"${letters['person']}2"
    for letter in (letters["size"], letters["person"]):
        yield letter, f'AND({begun},({size}="")=({person}=""))'


def _always_needed(columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    last = get_column_letter(len(columns))
    for place, column in enumerate(columns, 1):
        if column.required:
            letter = get_column_letter(place)
            yield letter, f'AND(COUNTA($A2:${last}2)>0,{letter}2="")'
