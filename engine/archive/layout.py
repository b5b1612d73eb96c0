# SPDX-License-Identifier: EUPL-1.2
"""The tables of an archive, their version, and the steps from each earlier version to the next.

`event_row`, `population_row` and `submission_row` hold what was received, as received. `current_event` and
`current_population` hold the versions that count when everything held is known: they are kept up to date at
ingest so that no check has to look for them.
"""

from collections.abc import Callable, Mapping

import duckdb
import pyarrow as pa

from ..intake.fact_tables import TABLES
from .currency import create_known, current_events, current_populations

VERSION = 2
_TYPES = {pa.string(): "varchar", pa.date32(): "date", pa.int64(): "bigint"}
_OWN = {
    "meta": "name varchar, value varchar",
    "log": (
        "seq bigint, act varchar, submission varchar, received date, sender varchar, files varchar, "
        "digest varchar, events bigint, populations bigint, refused bigint"
    ),
    "refused_row": 'submission varchar, file varchar, sheet varchar, "row" bigint, problem varchar, content varchar',
}
KEPT = (*TABLES, *_OWN)
"""The tables that cannot be computed from others."""

Step = Callable[[duckdb.DuckDBPyConnection, str], None]


def create_layout(con: duckdb.DuckDBPyConnection, db: str) -> None:
    """Create every table of the current version in an attached database that has none."""
    for name in KEPT:
        con.execute(f"create table {db}.{name} ({_columns(name)})")
    con.execute(f"insert into {db}.meta values ('schema_version', '{VERSION}')")
    create_current_tables(con, db)


def _columns(name: str) -> str:
    if name in _OWN:
        return _OWN[name]
    return ", ".join(f'"{field.name}" {_TYPES[field.type]}' for field in TABLES[name])


def create_current_tables(con: duckdb.DuckDBPyConnection, db: str) -> None:
    """Create the tables of current versions and fill them."""
    create_known(con, f"{db}.submission_row")
    events, populations = current_events(f"{db}.event_row"), current_populations(f"{db}.population_row")
    con.execute(f"create or replace table {db}.current_event as {events}")
    con.execute(f"create or replace table {db}.current_population as {populations}")


def migrate(con: duckdb.DuckDBPyConnection, db: str, version: int) -> None:
    """Bring an archive of an earlier version to the current one, all or nothing."""
    con.execute("begin")
    for step in range(version, VERSION):
        STEPS[step](con, db)
    con.execute(f"update {db}.meta set value = '{VERSION}' where name = 'schema_version'")
    con.execute("commit")


STEPS: Mapping[int, Step] = {1: create_current_tables}
"""By the version they start from; version 1 kept no current versions."""
