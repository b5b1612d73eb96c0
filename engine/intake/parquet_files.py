# SPDX-License-Identifier: EUPL-1.2
"""Parquet files: used where they lie when their types are right, else read as text."""

from pathlib import Path

import duckdb

from .problems import FileRefused
from .sheets import Connection, Report, Sheet, glob_escaped, quoted


def open_parquet(con: Connection, path: Path) -> list[Sheet]:
    """The one table of a Parquet file."""
    relation = f"read_parquet({quoted(glob_escaped(str(path.resolve())))}, file_row_number = true)"
    try:
        described = con.execute(f"describe select * exclude (file_row_number) from {relation}").fetchall()
    except duckdb.Error as error:
        raise FileRefused("not_parquet") from error
    names = [str(row[0]) for row in described]

    def load(con: Connection, table: str, report: Report) -> None:
        columns = ", ".join(
            f'"{name.replace(chr(34), chr(34) * 2)}"::varchar as c{place}' for place, name in enumerate(names)
        )
        try:
            con.execute(
                f"create or replace table {table} as select file_row_number + 1 as row, {columns} from {relation}"
            )
        except duckdb.Error as error:
            raise FileRefused("not_parquet") from error

    return [Sheet("", tuple(names), load, tuple(str(row[1]) for row in described), relation)]
