# SPDX-License-Identifier: EUPL-1.2
"""A table found in a file, whatever the file's format, and how its rows get into the database."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from .problems import Fault

Connection = duckdb.DuckDBPyConnection
Report = Callable[[Fault, int | None, str | None], None]
"""Takes a fault, the row and the column it stands in."""

Chunk = tuple[Sequence[int], Sequence[Sequence[str | None]]]
"""Some rows of a table: their numbers, and their cells by column."""

AT_ONCE = 50_000
"""How many rows of a long table are held in memory together."""


@dataclass(frozen=True)
class Sheet:
    """One table of a file, before it is known what it holds.

    Attributes:
        name: The sheet's name; blank where a file is one table.
        rows: The rows as they stand in the file, beneath the headings, some at a time.
        copy: Creates the table of text at once, of files that the database reads by itself; whether it could.
        types: The columns' types, of files that have any.
        relation: What to select from, of files that can be used where they lie.
        filled: How many cells beneath each heading the reader of the file found filled, where it counts them.
        cells: Every cell as text, of a sheet.
        above: How many of its rows stand above the headings.
        remarks: What is to be said about the file, though it can be read.
        notices: The same about the sheet.
        beside: The same about what lies on it beside the cells, whether it is read or not.
    """

    name: str
    headings: tuple[str, ...]
    rows: Callable[[Report], Iterator[Chunk]]
    copy: Callable[[Connection, str], bool] | None = None
    types: tuple[str, ...] = ()
    relation: str = ""
    filled: Sequence[int] | None = None
    cells: Sequence[Sequence[str]] = ()
    above: int = 0
    remarks: tuple[str, ...] = ()
    notices: tuple[Fault, ...] = ()
    beside: tuple[Fault, ...] = ()

    def load(self, con: Connection, table: str, report: Report) -> None:
        """Create a table of text with the columns row, c0, c1, ... as they stand in the file."""
        if self.copy is not None and self.copy(con, table):
            return
        columns = "".join(f", c{place} varchar" for place in range(len(self.headings)))
        con.execute(f"create or replace table {table} (row bigint{columns})")
        for chunk in self.rows(report):
            _insert(con, table, chunk)


def _insert(con: Connection, table: str, chunk: Chunk) -> None:
    numbers, columns = chunk
    arrays = [pa.array(numbers, pa.int64()), *(pa.array(column, pa.string()) for column in columns)]
    names = [f"c{place}" for place in range(len(arrays))]
    con.register("read_rows", pa.Table.from_arrays(arrays, names=names))
    con.execute(f"insert into {table} select * from read_rows")
    con.unregister("read_rows")


def first_row(con: Connection, sql: str, given: Mapping[str, object] | None = None) -> tuple[Any, ...]:
    """The first row of a result, blank if there is none; fetched whole, as an open result blocks the connection."""
    rows = con.execute(sql, given).fetchall()
    return rows[0] if rows else ()


def counted(con: Connection, source: str) -> int:
    """How many rows a table has, or a table with a condition."""
    return int(first_row(con, f"select count(*) from {source}")[0])


def met_by_any(con: Connection, table: str, conditions: Iterable[str]) -> frozenset[str]:
    """Which of some conditions any row of a table meets: asked together, as most are met by none."""
    asked = list(dict.fromkeys(conditions))
    if not asked:
        return frozenset()
    answers = first_row(con, f"select {', '.join(f'bool_or({one})' for one in asked)} from {table}")
    return frozenset(one for one, met in zip(asked, answers, strict=True) if met)


def glob_escaped(path: str) -> str:
    """A path that the database reads as this one file, not as a pattern."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path)


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
