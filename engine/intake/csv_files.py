# SPDX-License-Identifier: EUPL-1.2
"""CSV files: a fast reader that takes what is plainly right, and an exact one that says what is wrong.

The fast reader numbers records, not lines, hides the lines an open quote swallows, is lenient about
what follows a closing one and cannot say where a row is short. It is therefore trusted only where there
are no quotes, every record is one line and none is refused.
"""

import contextlib
import csv
import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from .headings import HEADINGS_WITHIN, heading_row, kind_told_by_headings, needed_width
from .problems import Fault, FileRefused
from .sheets import Connection, Report, Sheet, counted, create_text_table, glob_escaped
from .text_files import LINE_LIMIT, TextScan, lines_of, scan_text

DELIMITERS = (";", ",", "\t", "|")

_FAST = """
create or replace temp table fast_rows as select * from read_csv($path, header = true, auto_detect = false,
  delim = $delimiter, quote = '"', escape = '"', strict_mode = true, null_padding = false, columns = {columns})
"""


def open_csv(path: Path) -> list[Sheet]:
    """The one table of a CSV file."""
    scan = scan_text(path)
    delimiter = _delimiter(path, scan.encoding)
    above, headings = _headings(path, scan.encoding, delimiter)

    def load(con: Connection, table: str, report: Report) -> None:
        if above or not _load_fast(con, table, path, scan, delimiter, len(headings)):
            _load_exact(con, table, path, scan, delimiter, above, headings, report)

    return [Sheet("", tuple(heading.strip() for heading in headings), load)]


def _delimiter(path: Path, encoding: str) -> str:
    """The separator that most lines at the head of the file have; a semicolon where that is undecided."""
    head = list(itertools.islice(lines_of(path, encoding), HEADINGS_WITHIN))
    return max(DELIMITERS, key=lambda delimiter: _told_apart(head, delimiter))


def _told_apart(head: Sequence[str], delimiter: str) -> tuple[bool, int]:
    """How well a separator fits: whether the headings are known with it, then how often the first line has it."""
    csv.field_size_limit(2 * LINE_LIMIT)
    rows = [next(csv.reader([line], delimiter=delimiter), []) for line in head]
    kinds = kind_told_by_headings(rows[heading_row(rows)]) if rows else None
    return kinds is not None, head[0].count(delimiter) if head else 0


def _headings(path: Path, encoding: str, delimiter: str) -> tuple[int, list[str]]:
    """How many records stand above the headings, and the headings."""
    head = []
    with contextlib.suppress(FileRefused):
        for _, cells in itertools.islice(_records(path, encoding, delimiter), HEADINGS_WITHIN):
            head.append(cells)
    if not head:
        next(_records(path, encoding, delimiter), None)
        return 0, []
    above = heading_row(head)
    headings = list(head[above])
    while above and headings and not headings[-1].strip():
        headings.pop()
    return above, headings


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
    con: Connection,
    table: str,
    path: Path,
    scan: TextScan,
    delimiter: str,
    above: int,
    headings: Sequence[str],
    report: Report,
) -> None:
    width, least = len(headings), needed_width(headings)
    numbers: list[int] = []
    columns: list[list[str]] = [[] for _ in range(width)]
    records = _records(path, scan.encoding, delimiter)
    for _ in itertools.islice(records, above + 1):
        pass
    try:
        for number, cells in records:
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if least <= len(cells) < width:
                cells += [""] * (width - len(cells))
            if len(cells) == width:
                numbers.append(number)
                for column, cell in zip(columns, cells, strict=True):
                    column.append(cell)
            elif any(cell.strip() for cell in cells):
                fields, raw = {"cells": len(cells), "headings": width}, json.dumps(cells, ensure_ascii=False)
                report(Fault("ragged_row", fields=fields, raw=raw), number, None)
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
