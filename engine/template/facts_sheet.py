# SPDX-License-Identifier: EUPL-1.2
"""The sheets that events and populations are written on: only headings, with what each column accepts."""

from collections.abc import Collection, Iterator

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..intake.columns import EVENTS, Column, FileKind
from ..intake.requirements import requirements_of
from .cells import (
    COUNT_FORMAT,
    DATE_FORMAT,
    FAINT,
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
from .lists_sheet import code_name, list_name, needs_name
from .messages import MEANINGS, SHEETS
from .request import Request
from .validations import validation, with_help

LAST_ROW = 10_000
"""The last row with drop-downs and colours."""

NUMBERED = 300
"""How many events are numbered beforehand; more are numbered on by whoever writes them."""

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
    if kind is EVENTS:
        _number_rows(sheet)
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
    """Where a row that has begun lacks what every event needs, or what its type or deliverable needs."""
    letters = {column.name: get_column_letter(place) for place, column in enumerate(columns, 1)}
    yield from _always_needed(columns)
    for name, asking in requirements_of(request.vocabulary).columns.items():
        needed = "+".join(
            f'COUNTIFS({known(told_by)},${letters[told_by]}2,{needs_name(told_by, name)},"{NEEDED}")'
            for told_by in asking
            for known in (list_name, code_name)
        )
        yield letters[name], f'AND({letters[name]}2="",{needed}>0)'


def _missing_in_populations(columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    """Where a row that has begun lacks its target group or unit, or the date of its number."""
    letters = {column.name: get_column_letter(place) for place, column in enumerate(columns, 1)}
    yield from _always_needed(columns)
    yield letters["date"], f'AND(${letters["size"]}2<>"",{letters["date"]}2="")'
    begun, size, person = f'${letters["population"]}2<>""', f"${letters['size']}2", f"${letters['person']}2"
    for letter in (letters["size"], letters["person"]):
        yield letter, f'AND({begun},({size}="")=({person}=""))'


def _always_needed(columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    """Where a row that has begun lacks what all need; a number alone, written beforehand, begins none."""
    first = get_column_letter(1 + (columns[0].name == "event_id"))
    last = get_column_letter(len(columns))
    for place, column in enumerate(columns, 1):
        if column.required:
            letter = get_column_letter(place)
            yield letter, f'AND(COUNTA(${first}2:${last}2)>0,{letter}2="")'


def _number_rows(sheet: Worksheet) -> None:
    """Write the numbers of events beforehand, so that nobody has to think of ids."""
    for number in range(1, NUMBERED + 1):
        put(sheet, number + 1, 1, number, number_format=TEXT_FORMAT, font=FAINT)
