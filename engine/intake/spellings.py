# SPDX-License-Identifier: EUPL-1.2
"""Spellings: how codes may be written, as a table of the connection: a registry's would make a query of many pages."""

from collections.abc import Iterable

from .codes import VARIED, Codes
from .sheets import Connection, first_row, quoted

_TABLE = "code_spelling"


def other_than_codes(con: Connection, column: str, codes: Codes, doubt: str) -> str:
    """SQL for the values of a column that are not codes of a list, but may mean some or are in doubt.

    Args:
        codes: For one connection always the same.
        doubt: SQL for a value in doubt.
    """
    if not first_row(con, f"select 1 from duckdb_tables() where table_name = '{_TABLE}'"):
        _create(con, {"title": codes.titles, "stripped": codes.by_stripped, "loose": codes.by_title})
    name = f'"{column}"'
    plain = f"regexp_replace(strip_accents(lower({name})), {quoted(VARIED)}, '', 'g')"
    known, stripped, loose = (
        f"{value} in (select spelling from {_TABLE} where way = '{way}')"
        for value, way in ((name, "title"), (f"ltrim(lower({name}), '0')", "stripped"), (plain, "loose"))
    )
    return f"(not {known} and ({stripped} or {loose} or {doubt}))"


def _create(con: Connection, ways: dict[str, Iterable[str]]) -> None:
    rows = [(way, spelling) for way, spellings in ways.items() for spelling in spellings]
    con.execute(
        f"create table {_TABLE} as select unnest($ways::varchar[]) as way, unnest($spellings::varchar[]) as spelling",
        {"ways": [way for way, _ in rows], "spellings": [spelling for _, spelling in rows]},
    )
