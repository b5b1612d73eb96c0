# SPDX-License-Identifier: EUPL-1.2
"""Workbooks: opened only after their real size and shape are known, since cells are held in memory."""

import datetime as dt
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import python_calamine

from .headings import kind_told_by_name
from .problems import FileRefused
from .sheets import Connection, Report, Sheet, create_text_table

CELL_LIMIT = 20_000_000
UNPACKED_LIMIT = 1024 * 1024 * 1024
_CHUNK = 1 << 20
_OVERLAP = 16
_OLE = b"\xd0\xcf\x11\xe0"
_BEYOND_AZ = re.compile(rb"""r=["'](?:[A-Za-z]{3}|[B-Zb-z][A-Za-z])[0-9]""")


def open_xlsx(path: Path) -> list[Sheet]:
    """The tables of a workbook: the sheets named after what they hold, else the first sheet."""
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            raise FileRefused("encrypted_workbook")
    _check_size(path)
    try:
        workbook = python_calamine.load_workbook(str(path))
        names = [name for name in workbook.sheet_names if kind_told_by_name(name)]
        chosen = names or workbook.sheet_names[:1]
        sheets = [(name, _cells(workbook.get_sheet_by_name(name))) for name in chosen]
    except python_calamine.PasswordError as error:
        raise FileRefused("encrypted_workbook") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise FileRefused("not_a_workbook") from error
    if not sheets:
        raise FileRefused("not_a_workbook")
    return [_sheet(name, [[_text(cell) for cell in row] for row in rows]) for name, rows in sheets]


def _cells(sheet: python_calamine.CalamineSheet) -> list[list[Any]]:
    """The cells of a sheet; a few cells far apart would fill the memory with blank ones."""
    if (sheet.total_height + 1) * (sheet.total_width + 1) > CELL_LIMIT:
        raise FileRefused("sheet_too_large", sheet=sheet.name, limit=CELL_LIMIT)
    return sheet.to_python(skip_empty_area=False)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            left = UNPACKED_LIMIT
            for info in archive.infolist():
                left = _check_member(archive, info, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise FileRefused("not_a_workbook") from error


def _check_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> int:
    """Unpack a member to know its true size; the size it declares may be a lie."""
    info.file_size = left + 2 * _CHUNK
    tail = b""
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise FileRefused("workbook_too_large", limit=UNPACKED_LIMIT // (1024 * 1024))
            if _BEYOND_AZ.search(tail + chunk):
                raise FileRefused("workbook_too_wide")
            tail = chunk[-_OVERLAP:]
    return left


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    start = next((place for place, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    headings = [cell.strip() for cell in rows[start]] if rows else []
    while headings and not headings[-1] and not any(row[len(headings) - 1].strip() for row in rows):
        headings.pop()

    def load(con: Connection, table: str, report: Report) -> None:
        numbers = range(start + 2, len(rows) + 1)
        columns = [[row[place] for row in rows[start + 1 :]] for place in range(len(headings))]
        create_text_table(con, table, numbers, columns)

    return Sheet(name, tuple(headings), load)


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
