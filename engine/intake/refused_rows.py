# SPDX-License-Identifier: EUPL-1.2
"""The rows left out of the facts because something is wrong with them, kept as they stood in their files."""

import json
from collections.abc import Sequence

import pyarrow as pa

from .columns import FileKind
from .fact_tables import RECEIVED, fact_columns
from .personal_data import masked
from .persons import PersonKey, read_person
from .reading import TableReading
from .sheets import Connection, first_row

SCHEMA = pa.schema(
    [("file", pa.string()), ("sheet", pa.string()), ("row", pa.int64()), ("values", pa.string())]
    + [("submission", pa.string())]
)


def refused_rows(con: Connection, readings: Sequence[TableReading]) -> pa.Table:
    """One row a row left out, in the order of files and rows.

    The values are JSON text: an object of headings and what stands under them, the heading of persons always
    `person`. A row that could not be read as columns leaves no values: nobody could say where persons stand in it.
    """
    faulty = {number for (number,) in con.execute("select distinct reading from refused_row").fetchall()}
    rows = [row for reading in readings if reading.number in faulty for row in _rows_of(reading)]
    columns = zip(*rows, strict=True) if rows else ([] for _ in SCHEMA)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def _rows_of(reading: TableReading) -> list[tuple[str, str | None, int, str, str | None]]:
    kept = first_row(
        reading.con, "select 1 from duckdb_tables() where table_name = $name", {"name": reading.text}
    )
    source = reading.text if kept else reading.typed
    names = ", ".join(f't."{name}"::varchar' for name in reading.headings)
    found = reading.con.execute(
        f"select r.row, any_value(r.raw), any_value([{names}]) from refused_row as r "
        f"left join {source} as t on t.row = r.row where r.reading = {reading.number} group by r.row order by r.row"
    ).fetchall()
    headings = ["person" if name == "person" else heading for name, heading in reading.headings.items()]
    place, key = reading.place, reading.rules.person_key
    return [
        (place.file, place.sheet or None, row, _as_json(headings, raw, cells, key), reading.submission)
        for row, raw, cells in found
    ]


def _as_json(
    headings: Sequence[str], raw: str | None, cells: Sequence[str | None] | None, key: PersonKey | None
) -> str:
    if raw is not None or cells is None:
        return "{}"
    given = {heading: cell for heading, cell in zip(headings, cells, strict=True) if cell is not None}
    kept = {
        heading: _person(cell, key) if heading == "person" else masked(cell)
        for heading, cell in given.items()
    }
    return json.dumps(kept, ensure_ascii=False)


def _person(cell: str, key: PersonKey | None) -> str:
    """A code or a key as it is, anything that tells who it is veiled."""
    read = read_person(cell, key)
    return read if isinstance(read, str) else str(read.got)


def leave_out(con: Connection, kind: FileKind, readings: Sequence[TableReading]) -> None:
    """Take the refused rows of a kind out of its fact table."""
    numbers = ", ".join(str(reading.number) for reading in readings)
    if not readings or not first_row(con, f"select 1 from refused_row where reading in ({numbers}) limit 1"):
        return
    for table in {kind.table, RECEIVED[kind.table]}:
        con.execute(
            f"create or replace view {table} as select {fact_columns(kind.table)} from all_{table} as t "
            "where not exists (select 1 from refused_row as r where r.reading = t.reading and r.row = t.row)"
        )
