# SPDX-License-Identifier: EUPL-1.2
"""Parquet files: used where they lie when their types are right, else read as text."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from .accounts import Filled, filled
from .problems import FileRefused
from .sheets import Chunk, Connection, Report, Sheet, glob_escaped, quoted

_FLOATING = ("FLOAT", "DOUBLE")
"""Types with a value that is none, where one is missing among others."""


def open_parquet(con: Connection, path: Path) -> list[Sheet]:
    """The one table of a Parquet file."""
    # A folder named `a=b` is no column.
    named = quoted(glob_escaped(str(path.resolve())))
    relation = f"read_parquet({named}, file_row_number = true, hive_partitioning = false)"
    try:
        described = con.execute(f"describe select * exclude (file_row_number) from {relation}").fetchall()
    except duckdb.Error as error:
        raise FileRefused("not_parquet") from error
    names, types = [str(row[0]) for row in described], [str(row[1]) for row in described]

    def copy(con: Connection, table: str) -> bool:
        columns = ", ".join(
            f"{_as_text(name, kind)} as c{place}"
            for place, (name, kind) in enumerate(zip(names, types, strict=True))
        )
        try:
            con.execute(
                f"create or replace table {table} as select file_row_number + 1 as row, {columns} from {relation}"
            )
        except duckdb.Error as error:
            raise FileRefused("not_parquet") from error
        return True

    return [Sheet("", tuple(names), _no_rows, copy, tuple(types), relation)]


def filled_cells(con: Connection, sheet: Sheet, positions: Mapping[str, int]) -> Filled:
    """How many cells a Parquet file has filled in some columns, by the names given to them."""
    columns = {
        name: _as_text(sheet.headings[place], sheet.types[place])
        if sheet.types[place] in _FLOATING
        else _quoted_name(sheet.headings[place])
        for name, place in positions.items()
    }
    return filled(con, sheet.relation, columns)


def _no_rows(_: Report) -> Iterator[Chunk]:
    """None that need this process."""
    return iter(())


def _as_text(name: str, kind: str) -> str:
    """SQL for a column as text: whole numbers without the decimals they get where one among them is missing."""
    quoted_name = _quoted_name(name)
    if kind in _FLOATING:
        plain = f"regexp_replace({quoted_name}::varchar, '[.]0+$', '')"
        return f"case when not isnan({quoted_name}) then {plain} end"
    if kind.startswith("DECIMAL"):
        return f"regexp_replace({quoted_name}::varchar, '[.]0+$', '')"
    return f"{quoted_name}::varchar"


def _quoted_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
