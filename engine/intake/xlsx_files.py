# SPDX-License-Identifier: EUPL-1.2
"""Workbooks: opened only after their real size and shape are known, since cells are held in memory."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import python_calamine

from .headings import heading_row, is_manifest_name, kind_told_by_name
from .problems import Fault, FileRefused
from .sheets import Connection, Report, Sheet, create_text_table
from .xlsx_parts import CELL_LIMIT, UnstoredCell, examine, unstored_cells

_OLE = b"\xd0\xcf\x11\xe0"


def open_xlsx(path: Path) -> list[Sheet]:
    """The tables of a workbook: the sheets named after what they hold, else the first sheet.

    Formulas are never evaluated: the value is the one stored with them.
    """
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            raise FileRefused("encrypted_workbook")
    parts = examine(path)
    try:
        workbook = python_calamine.load_workbook(str(path))
        named = [name for name in workbook.sheet_names if kind_told_by_name(name) or is_manifest_name(name)]
        chosen = named or workbook.sheet_names[:1]
        sheets = [(name, _cells(workbook.get_sheet_by_name(name))) for name in chosen]
    except python_calamine.PasswordError as error:
        raise FileRefused("encrypted_workbook") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise FileRefused("not_a_workbook") from error
    if not sheets:
        raise FileRefused("not_a_workbook")
    remarks = ("external_links",) if parts.links_outside else ()
    return [
        _sheet(
            name, [[_text(cell) for cell in row] for row in rows], unstored_cells(path, parts, name), remarks
        )
        for name, rows in sheets
    ]


def _cells(sheet: python_calamine.CalamineSheet) -> list[list[Any]]:
    """The cells of a sheet; a few cells far apart would fill the memory with blank ones."""
    if (sheet.total_height + 1) * (sheet.total_width + 1) > CELL_LIMIT:
        raise FileRefused("sheet_too_large", sheet=sheet.name, limit=CELL_LIMIT)
    return sheet.to_python(skip_empty_area=False)


def _sheet(
    name: str, rows: list[list[str]], unstored: Sequence[UnstoredCell], remarks: tuple[str, ...]
) -> Sheet:
    start = heading_row(rows)
    headings = [cell.strip() for cell in rows[start]] if rows else []
    while headings and not headings[-1] and not any(row[len(headings) - 1].strip() for row in rows[start:]):
        headings.pop()

    def load(con: Connection, table: str, report: Report) -> None:
        numbers = range(start + 2, len(rows) + 1)
        columns = [[row[place] for row in rows[start + 1 :]] for place in range(len(headings))]
        create_text_table(con, table, numbers, columns)
        for cell in unstored:
            heading = headings[cell.column] if cell.column < len(headings) else cell.letters
            report(Fault(cell.code, cell.got, fields={"cell": cell.name}), cell.row, heading or cell.letters)

    return Sheet(name, tuple(headings), load, cells=rows, remarks=remarks)


def _text(cell: Any) -> str:
    """A cell as one would type it: whole numbers without a fraction, real dates in ISO form."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    return str(cell)
