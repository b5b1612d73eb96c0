# SPDX-License-Identifier: EUPL-1.2
"""Workbooks: opened only after their real size and shape are known, since cells are held in memory."""

import codecs
import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

import python_calamine

from . import ods_parts, xlsx_parts
from .blanks import cleaned
from .columns import KINDS, FileKind
from .headings import further_headings, heading_row
from .problems import Fault, FileRefused
from .sheet_parts import Block, Oddities, Parts
from .sheets import Chunk, Report, Sheet
from .zipped_parts import check_extent

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_ROWS_NAMED = 10
_CELLS_NAMED = 3


def open_workbook(path: Path, kinds: Sequence[FileKind] = KINDS) -> list[Sheet]:
    """Every sheet of a workbook that holds anything.

    Formulas are never evaluated: the value is the one stored with them.

    Args:
        kinds: What the sheets may be.
    """
    _check_beginning(path)
    parts = (ods_parts if path.suffix.lower() == ".ods" else xlsx_parts).examine(path)
    with _loaded(path) as workbook:
        tables = [each.name for each in workbook.sheets_metadata if _has_cells(each)]
        if workbook.sheet_names != [*parts.sheets]:
            raise FileRefused("read_in_two_ways")
        read = [(name, _cells(workbook.get_sheet_by_name(name))) for name in tables]
    if not read:
        raise FileRefused("not_a_workbook")
    odd = {name: found for name, rows in read if (found := parts.odd(name)).unstored or _is_filled(rows)}
    if not odd:
        raise FileRefused("only_drawings" if any(map(parts.faults_beside, tables)) else "empty_workbook")
    return [
        _sheet(name, rows, odd[name], parts, kinds) if name in odd else _blank(name, parts)
        for name, rows in read
        if name in odd or parts.faults_beside(name)
    ]


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets; none of what is no workbook."""
    try:
        with _loaded(path) as workbook:
            return workbook.sheet_names
    except FileRefused:
        return []


@contextmanager
def _loaded(path: Path) -> Iterator[python_calamine.CalamineWorkbook]:
    try:
        with python_calamine.load_workbook(str(path)) as workbook:
            yield workbook
    except python_calamine.PasswordError as error:
        raise FileRefused("encrypted_workbook") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise FileRefused("not_a_workbook") from error


def _check_beginning(path: Path) -> None:
    """Refuse what only bears the name of a workbook, by what it is."""
    with path.open("rb") as file:
        head = file.read(512)
        if head.startswith(_OLE):
            protected = _ENCRYPTED in head + file.read()
            raise FileRefused("encrypted_workbook" if protected else "old_workbook")
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if text.startswith(b"<"):
        raise FileRefused("page_named_workbook")
    if not head.startswith(_ZIP) and b"\0" not in head and (b";" in text or b"\t" in text or b"," in text):
        raise FileRefused("text_named_workbook")


def _has_cells(sheet: python_calamine.SheetMetadata) -> bool:
    return sheet.typ == python_calamine.SheetTypeEnum.WorkSheet


def _is_filled(rows: Sequence[Sequence[str]]) -> bool:
    """Whether any cell holds something that is seen."""
    return any(cleaned(cell) for row in rows for cell in row)


def _cells(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    """The cells of a sheet; a few cells far apart would fill the memory with blank ones."""
    check_extent(sheet.name, sheet.total_height + 1, sheet.total_width + 1)
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


@dataclass(frozen=True)
class _Table:
    """The table that lies on a sheet.

    Attributes:
        whole: Every cell of the sheet.
        start: The place of the row with the headings.
        further: The same of another table beneath.
        below: The rows under the headings.
        merged: The cells merged among them.
    """

    whole: Sequence[Sequence[str]]
    start: int
    further: int | None
    headings: tuple[str, ...]
    below: Sequence[Sequence[str]]
    merged: Sequence[Block]

    def columns(self) -> list[list[str]]:
        """The cells under each heading; merged ones have the value that is seen beside them."""
        columns = [[row[place] for row in self.below] for place in range(len(self.headings))]
        for block in self.merged:
            _fill_down(columns[block.first_column], block, self.start + 2)
        return columns

    def filled(self) -> list[int] | None:
        """How many cells are filled under each heading, where none are merged."""
        counts = (sum(map(bool, map(itemgetter(place), self.below))) for place in range(len(self.headings)))
        return None if self.merged else [*counts]

    def report(self, odd: Oddities, report: Report) -> None:
        """Report what keeps some cells from being read as they stand."""
        for block in self.merged:
            fault = Fault("merged_cells", fields={"block": block.name}, also=_rows_below(block))
            report(fault, block.first_row, self.headings[block.first_column] or None)
        if self.further is not None:
            begins = ", ".join([cell for cell in self.whole[self.further] if cell][:_CELLS_NAMED])
            fault = Fault("second_table", fields={"headings": begins}, whole=True)
            report(fault, self.further + 1, None)
        for cell in odd.unstored:
            heading = self.headings[cell.column] if cell.column < len(self.headings) else cell.letters
            fault = Fault(cell.code, cell.got, fields={"cell": cell.name})
            report(fault, cell.row, heading or cell.letters)


def _table_on(whole: Sequence[Sequence[str]], odd: Oddities, kinds: Sequence[FileKind]) -> _Table:
    """Find the table on a sheet, which people put titles above and other tables beneath."""
    start = heading_row(whole, kinds)
    further = further_headings(whole, start, kinds)
    rows = whole[: _without_title(whole, further)]
    headings = [cell.strip() for cell in rows[start]] if rows else []
    while headings and not headings[-1] and not any(row[len(headings) - 1].strip() for row in rows[start:]):
        headings.pop()
    merged = [block for block in odd.merged if _among_rows(block, rows, start, len(headings))]
    return _Table(whole, start, further, tuple(headings), rows[start + 1 :], merged)


def _sheet(
    name: str,
    rows: Sequence[Sequence[str]],
    odd: Oddities,
    parts: Parts,
    kinds: Sequence[FileKind],
) -> Sheet:
    table = _table_on(rows, odd, kinds)

    def beneath(report: Report) -> Iterator[Chunk]:
        first = table.start + 2
        yield range(first, first + len(table.below)), table.columns()
        table.report(odd, report)

    return Sheet(
        name,
        table.headings,
        beneath,
        filled=table.filled(),
        cells=rows,
        above=table.start,
        remarks=("external_links",) if parts.links_outside else (),
        notices=tuple(_notices(odd, parts.sheets[name], table.start + 1)),
        beside=parts.faults_beside(name),
    )


def _blank(name: str, parts: Parts) -> Sheet:
    """A sheet that has only drawings."""
    return Sheet(name, (), lambda _: iter(()), beside=parts.faults_beside(name))


def _without_title(rows: Sequence[Sequence[str]], further: int | None) -> int | None:
    """Where a table ends whose end are the headings of another, or the title above them."""
    while further and sum(bool(cell.strip()) for cell in rows[further - 1]) <= 1:
        further -= 1
    return further


def _among_rows(block: Block, rows: Sequence[Sequence[str]], start: int, width: int) -> bool:
    """Whether merged cells hold a value for several rows, or for a column beside their own."""
    if block.last_row <= start + 1 or block.first_column >= width or block.first_row > len(rows):
        return False
    down = block.last_row > block.first_row
    return (down or block.first_column > 0) and bool(rows[block.first_row - 1][block.first_column].strip())


def _fill_down(column: list[str], block: Block, first: int) -> None:
    """Let all rows have the value that is seen beside them: that they are merged is told once."""
    value = column[block.first_row - first] if block.first_row >= first else ""
    for row in range(max(block.first_row, first), min(block.last_row, first + len(column) - 1) + 1):
        column[row - first] = value


def _rows_below(block: Block) -> range:
    return range(block.first_row + 1, block.last_row + 1)


def _notices(odd: Oddities, hidden: bool, heading: int) -> Iterator[Fault]:
    """What is to be said of a sheet whose rows are read though nobody may have meant them."""
    if hidden:
        yield Fault("hidden_sheet")
    for code, rows in (("hidden_rows", odd.hidden), ("struck_rows", odd.struck)):
        if below := [row for row in rows if row > heading]:
            yield Fault(code, fields={"rows": _named(below)})


def _named(rows: Sequence[int]) -> str:
    """The numbers of rows, the first of many.

    >>> _named([2, 3, 7])
    '2, 3, 7'
    """
    named = ", ".join(map(str, rows[:_ROWS_NAMED]))
    return named + (", …" if len(rows) > _ROWS_NAMED else "")


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
