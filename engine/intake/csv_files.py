# SPDX-License-Identifier: EUPL-1.2
"""CSV files: a fast reader that takes what is plainly right, and an exact one that says what is wrong.

The fast reader numbers records, not lines, hides the lines an open quote swallows, is lenient about
what follows a closing one and cannot say where a row is short. It is therefore trusted only where there
are no quotes, every record is one line and none is refused.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb

from .problems import Fault, FileRefused
from .sheets import Connection, Report, Sheet, counted, create_text_table, glob_escaped
from .text_files import LINE_LIMIT, TextScan, lines_of, scan_text

_FAST = """
create or replace temp table fast_rows as select * from read_csv($path, header = true, auto_detect = false,
  delim = $delimiter, quote = '"', escape = '"', strict_mode = true, null_padding = false, columns = {columns})
"""


def open_csv(path: Path) -> list[Sheet]:
    """The one table of a CSV file."""
    scan = scan_text(path)
    delimiter = _delimiter(path, scan.encoding)
    _, headings = next(_records(path, scan.encoding, delimiter), (1, []))

    def load(con: Connection, table: str, report: Report) -> None:
        if not _load_fast(con, table, path, scan, delimiter, len(headings)):
            _load_exact(con, table, path, scan, delimiter, len(headings), report)

    return [Sheet("", tuple(heading.strip() for heading in headings), load)]


def _delimiter(path: Path, encoding: str) -> str:
    first = next(lines_of(path, encoding), "")
    return ";" if first.count(";") >= first.count(",") else ","


def _load_fast(con: Connection, table: str, path: Path, scan: TextScan, delimiter: str, width: int) -> bool:
    if scan.encoding != "utf-8-sig" or scan.quotes:
        return False
    columns = "{" + ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width)) + "}"
    given = {"path": glob_escaped(str(path)), "delimiter": delimiter}
    try:
        con.execute(_FAST.format(columns=columns), given)
    except duckdb.Error:
        return False
    exact = counted(con, "fast_rows") + 1 == scan.newlines
    if exact:
        con.execute(f"create or replace table {table} as select rowid + 2 as row, * from fast_rows")
    con.execute("drop table fast_rows")
    return exact


def _load_exact(
    con: Connection, table: str, path: Path, scan: TextScan, delimiter: str, width: int, report: Report
) -> None:
    numbers: list[int] = []
    columns: list[list[str]] = [[] for _ in range(width)]
    records = _records(path, scan.encoding, delimiter)
    next(records, None)
    try:
        for number, cells in records:
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if len(cells) == width:
                numbers.append(number)
                for column, cell in zip(columns, cells, strict=True):
                    column.append(cell)
            elif any(cell.strip() for cell in cells):
                report(Fault("ragged_row", fields={"cells": len(cells), "headings": width}), number, None)
    except FileRefused as refusal:
        report(refusal.fault, refusal.row, None)
    create_text_table(con, table, numbers, columns)


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a file, each with the number of the line it starts in."""
    csv.field_size_limit(2 * LINE_LIMIT)
    reader = csv.reader(lines_of(path, encoding), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise FileRefused("broken_quotes", row=start) from error
        if record is None:
            return
        yield start, record
