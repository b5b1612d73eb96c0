# SPDX-License-Identifier: EUPL-1.2
"""The sheet that tells whose submission it is, of which month, for which units."""

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..intake.columns import Column
from .cells import (
    BOX,
    DATE_FORMAT,
    FAINT,
    INPUT_FILL,
    STRONG,
    TEXT_FORMAT,
    TOP,
    lay_out_for_paper,
    put,
    put_headings,
    set_widths,
)
from .headings import manifest_fields
from .messages import ANSWERS, MEANINGS, SHEETS
from .request import Request
from .validations import any_day, one_of, with_help

_LINE = 44


def add_manifest_sheet(book: Workbook, request: Request) -> None:
    """Write the fields in two columns, filled in as far as they are known, and what they mean beside them."""
    words = request.words
    sheet = book.create_sheet(words.marked(SHEETS["manifest"]))
    put_headings(sheet, 1, [words.text("field"), words.text("value")])
    set_widths(sheet, [20, 48, 3, 90])
    sheet.freeze_panes = "A2"
    known = {
        "id": request.suggested_id,
        "convention": request.convention.convention,
        "month": request.label,
        "units": "|".join(request.written("unit", code) for code in request.senders),
        "corrections": words.marked(ANSWERS["no"][0]),
    }
    for row, field in enumerate(manifest_fields(), 2):
        _write_field(sheet, row, field, known.get(field.name), request)
    lay_out_for_paper(sheet)


def _write_field(sheet: Worksheet, row: int, field: Column, value: str | None, request: Request) -> None:
    heading, said = field.heading(request.language), request.words.marked(MEANINGS[f"manifest.{field.name}"])
    put(sheet, row, 1, heading, font=STRONG, alignment=TOP, border=BOX)
    shown = DATE_FORMAT if field.form == "date" else TEXT_FORMAT
    put(sheet, row, 2, value, number_format=shown, fill=INPUT_FILL, border=BOX, alignment=TOP)
    put(sheet, row, 4, said, font=FAINT, alignment=TOP)
    lines = -(-len(value or "") // _LINE)
    sheet.row_dimensions[row].height = 16 * max(1, lines)
    rule = with_help(_accepted(field, request), heading, said)
    rule.add(f"B{row}")
    sheet.add_data_validation(rule)


def _accepted(field: Column, request: Request) -> DataValidation:
    if field.form == "date":
        return any_day(request)
    return one_of("answer", request) if field.form == "flag" else DataValidation()
