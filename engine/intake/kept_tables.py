# SPDX-License-Identifier: EUPL-1.2
"""The tables of files as they stand, kept in the database so that their problems can be shown in their cells."""

import json
from collections.abc import Collection, Iterator, Sequence
from heapq import merge

from .findings import Cells, ReadTable
from .personal_data import masked
from .persons import shown_person
from .problems import shown_path
from .reading import TableReading
from .sheets import counted, first_row

_AT_ONCE = 5_000


def kept_tables(readings: Sequence[TableReading]) -> tuple[ReadTable, ...]:
    """The tables that readings were made of."""
    return tuple(_table(reading) for reading in readings if reading.all_headings)


def _table(reading: TableReading) -> ReadTable:
    in_place = not _is_kept(reading)
    headings = tuple(reading.headings.values()) if in_place else reading.all_headings
    names = reading.headings if in_place else [f"c{place}" for place in range(len(headings))]
    source = reading.typed if in_place else reading.raw
    cells = ", ".join(f'"{name}"::varchar' for name in names)
    persons = _places_of_persons(reading, headings)
    broken = _broken_rows(reading)

    def rows(wanted: Collection[int] | None) -> Iterator[tuple[int, Cells]]:
        some = broken if wanted is None else [row for row in broken if row[0] in wanted]
        stored = _stored(reading, f"select row, {cells} from {source}", wanted)
        return merge(((row, _shown(values, persons)) for row, values in stored), some)

    place = reading.place
    count = counted(reading.con, source) + len(broken)
    return ReadTable(shown_path(place.file), place.sheet or None, headings, count, rows)


def _is_kept(reading: TableReading) -> bool:
    sql = "select 1 from duckdb_tables() where table_name = $name"
    return bool(first_row(reading.con, sql, {"name": reading.raw}))


def _stored(reading: TableReading, sql: str, wanted: Collection[int] | None) -> Iterator[tuple[int, Cells]]:
    """Rows in their order; a cursor of its own leaves the connection free."""
    given = {} if wanted is None else {"wanted": sorted(wanted)}
    some = "" if wanted is None else " where row in (select unnest($wanted::bigint[]))"
    with reading.con.cursor() as cursor:
        cursor.execute(f"{sql}{some} order by row", given)
        while found := cursor.fetchmany(_AT_ONCE):
            for row, *cells in found:
                yield row, tuple(cells)


def _places_of_persons(reading: TableReading, headings: Sequence[str]) -> Collection[int]:
    named = reading.headings.get("person")
    return {place for place, heading in enumerate(headings) if heading == named}


def _shown(cells: Cells, persons: Collection[int]) -> Cells:
    """Cells fit to be shown: none tells who somebody is."""
    return tuple(
        cell and (shown_person(cell) if place in persons else masked(cell))
        for place, cell in enumerate(cells)
    )


def _broken_rows(reading: TableReading) -> list[tuple[int, Cells]]:
    """Rows with too few or too many cells, and lines that are no row at all: one cell then."""
    found = reading.con.execute(
        "select row, any_value(raw) from refused_row where reading = $number and raw is not null "
        "group by row order by row",
        {"number": reading.number},
    ).fetchall()
    return [(row, _cells(raw)) for row, raw in found]


def _cells(raw: str) -> Cells:
    """The cells of a row kept as JSON text; what is none is one cell."""
    try:
        cells = json.loads(raw)
    except ValueError:
        cells = None
    return tuple(map(masked, cells)) if _is_list_of_text(cells) else (masked(raw),)


def _is_list_of_text(cells: object) -> bool:
    return isinstance(cells, list) and all(isinstance(cell, str) for cell in cells)
