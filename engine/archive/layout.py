# SPDX-License-Identifier: EUPL-1.2
"""The tables of an archive and their version.

`event_row`, `population_row` and `submission_row` hold what was received, as received; `named_event` the ids in
full of rows from before ids of digits were local to a submission, where they are not what they would be now.
`reply_row` holds what the parties said of verdicts, with the entry of the log it came with. `log` is the chain of what
was done, `person` and the salts of `refused_row` and `reply_row` let it be proved after a person was forgotten.
`current_event` and `current_population` hold the versions that count when everything held is known: they are kept up to
date at ingest so that no check has to look for them.
"""

import duckdb
import pyarrow as pa

from ..intake.event_ids import identified, namespaces
from ..intake.fact_tables import REPLY_ROW, SENT
from .currency import create_known, current_events, current_populations

VERSION = 5
_TYPES = {pa.string(): "varchar", pa.date32(): "date", pa.int64(): "bigint"}


def _typed(schema: pa.Schema) -> str:
    return ", ".join(f'"{field.name}" {_TYPES[field.type]}' for field in schema)


_OWN = {
    "meta": "name varchar, value varchar",
    "log": (
        "seq bigint, act varchar, submission varchar, received date, sender varchar, files varchar, "
        "digest varchar, events bigint, populations bigint, refused bigint, left_out varchar, units varchar, "
        '"key" varchar, actor varchar, replies bigint, replied varchar, previous varchar, entry varchar, seal varchar'
    ),
    "refused_row": (
        'submission varchar, file varchar, sheet varchar, "row" bigint, problem varchar, content varchar, '
        "salt varchar, mark varchar, present varchar"
    ),
    "reply_row": f"seq bigint, {_typed(REPLY_ROW)}, salt varchar, mark varchar, present varchar",
    "person": '"key" varchar, salt varchar, mark varchar',
    "named_event": "submission varchar, event_id varchar, full_id varchar",
    "known_unit": "seq bigint, convention varchar, code varchar, kind varchar, name varchar",
}
NAMED = "archive.named_event"
KEPT = (*SENT, *_OWN)
"""The tables that cannot be computed from others."""


def create_layout(con: duckdb.DuckDBPyConnection, db: str) -> None:
    """Create every table of the current version in an attached database that has none."""
    for name in KEPT:
        con.execute(f"create table {db}.{name} ({columns(name)})")
    con.execute(f"insert into {db}.meta values ('schema_version', '{VERSION}')")
    create_current_tables(con, db)


def columns(name: str) -> str:
    """The columns of a table and their types, as SQL writes them."""
    return _OWN[name] if name in _OWN else _typed(SENT[name])


def wrong_tables(con: duckdb.DuckDBPyConnection, db: str) -> list[str]:
    """What in an attached database of the current version is not as it was made: tables, their columns, views, macros.

    A view in the place of a table could read any file of whoever opens the archive; in a table of its own anything
    could be kept, out of reach of what forgets a person.
    """
    found = con.execute(
        "select table_name, list(column_name || ' ' || lower(data_type)) from duckdb_columns() "
        "semi join duckdb_tables() using (database_name, table_name) where database_name = ? group by table_name",
        [db],
    ).fetchall()
    others = con.execute(
        "select view_name from duckdb_views() where database_name = ? and not internal union all "
        "select function_name from duckdb_functions() where database_name = ? and not internal",
        [db, db],
    ).fetchall()
    made = {name: sorted(of) for name, of in found}
    wrong = [name for name in KEPT if made.get(name) != sorted(columns(name).replace('"', "").split(", "))]
    current = {"current_event", "current_population"}
    wrong += [*(current - set(made)), *(set(made) - current - set(KEPT))]
    return sorted({*wrong, *(name for (name,) in others)})


def events_held(db: str = "archive") -> str:
    """The query for all rows of events, with their ids in full."""
    return identified(f"{db}.event_row", namespaces(f"{db}.submission_row"), f"{db}.named_event")


def create_current_tables(con: duckdb.DuckDBPyConnection, db: str) -> None:
    """Create the tables of current versions and fill them."""
    create_known(con, f"{db}.submission_row")
    events, populations = current_events(events_held(db)), current_populations(f"{db}.population_row")
    con.execute(f"create or replace table {db}.current_event as {events}")
    con.execute(f"create or replace table {db}.current_population as {populations}")
