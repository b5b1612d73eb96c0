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

from .columns import KINDS, FileKind
from .headings import HEADINGS_WITHIN, heading_row, kind_told_by_headings, needed_width
from .problems import Fault, FileRefused
from .sheets import AT_ONCE, Chunk, Connection, Report, Sheet, counted, glob_escaped
from .text_files import LINE_LIMIT, TextScan, lines_of, scan_text

DELIMITERS = (";", ",", "\t", "|")

_FAST = """
create or replace table {table} as select row_number() over () + 1 as row, * from read_csv(
  $path, header = true, auto_detect = false, delim = $delimiter, quote = '"', escape = '"',
  strict_mode = true, null_padding = false, hive_partitioning = false, columns = {columns})
"""


def open_csv(path: Path, kinds: Sequence[FileKind] = KINDS) -> list[Sheet]:
    """The one table of a CSV file.

    Args:
        kinds: What the table may be.
    """
    file = _CsvFile(path, scan_text(path), kinds)
    return [Sheet("", tuple(heading.strip() for heading in file.headings), file.rows, file.copy)]


class _CsvFile:
    """A CSV file of which the encoding, the separator and the headings are known."""

    def __init__(self, path: Path, scan: TextScan, kinds: Sequence[FileKind]) -> None:
        self.path = path
        self.scan = scan
        self.kinds = kinds
        head = list(itertools.islice(lines_of(path, scan.encoding), HEADINGS_WITHIN))
        self.delimiter = max(DELIMITERS, key=lambda delimiter: _told_apart(head, delimiter, kinds))
        self.above, self.headings = self._head()

    def _head(self) -> tuple[int, list[str]]:
        """How many records stand above the headings, and the headings."""
        head = []
        with contextlib.suppress(FileRefused):
            for _, cells in itertools.islice(self._records(), HEADINGS_WITHIN):
                head.append(cells)
        if not head:
            next(self._records(), None)
            return 0, []
        above = heading_row(head, self.kinds)
        headings = list(head[above])
        while above and headings and not headings[-1].strip():
            headings.pop()
        return above, headings

    def copy(self, con: Connection, table: str) -> bool:
        """Let the database read the file, where it reads exactly what stands there."""
        if self.above or self.scan.encoding != "utf-8-sig" or self.scan.quotes:
            return False
        columns = "{" + ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(self.headings))) + "}"
        given = {"path": glob_escaped(str(self.path)), "delimiter": self.delimiter}
        try:
            con.execute(_FAST.format(table=table, columns=columns), given)
        except duckdb.Error:
            return False
        exact = counted(con, table) + 1 == self.scan.newlines
        if not exact:
            con.execute(f"drop table {table}")
        return exact

    def rows(self, report: Report) -> Iterator[Chunk]:
        """The rows that have a cell for each heading; the others are reported."""
        width, least = len(self.headings), needed_width(self.headings, self.kinds)
        records = itertools.islice(self._records(), self.above + 1, None)
        whole = _whole_rows(records, width, least, report)
        while some := list(itertools.islice(whole, AT_ONCE)):
            numbers, cells = zip(*some, strict=True)
            yield numbers, list(zip(*cells, strict=True))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """The records of the file, each with the number of the line it starts in."""
        csv.field_size_limit(2 * LINE_LIMIT)
        lines = lines_of(self.path, self.scan.encoding)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
            start = reader.line_num + 1
            try:
                record = next(reader, None)
            except csv.Error as error:
                raise FileRefused("broken_quotes", row=start) from error
            if record is None:
                return
            yield start, record


def _told_apart(head: Sequence[str], delimiter: str, kinds: Sequence[FileKind]) -> tuple[bool, int]:
    """How well a separator fits: whether the headings are known with it, then how often the first line has it."""
    csv.field_size_limit(2 * LINE_LIMIT)
    rows = [next(csv.reader([line], delimiter=delimiter), []) for line in head]
    kind = kind_told_by_headings(rows[heading_row(rows, kinds)], kinds) if rows else None
    return kind is not None, head[0].count(delimiter) if head else 0


def _whole_rows(
    records: Iterator[tuple[int, list[str]]], width: int, least: int, report: Report
) -> Iterator[tuple[int, list[str]]]:
    """The rows of some records as wide as the headings; blanks at the end may be missing or too many."""
    try:
        for number, cells in records:
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if least <= len(cells) < width:
                cells += [""] * (width - len(cells))
            if len(cells) == width:
                yield number, cells
            elif any(cell.strip() for cell in cells):
                fields, raw = {"cells": len(cells), "headings": width}, json.dumps(cells, ensure_ascii=False)
                report(Fault("ragged_row", fields=fields, raw=raw), number, None)
    except FileRefused as refusal:
        report(refusal.fault, refusal.row, None)
