# SPDX-License-Identifier: EUPL-1.2
"""The facts of a run as DuckDB tables, as received: nothing deduplicated, nothing superseded yet."""

import secrets
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ...schema.facts import Event, Facts, Figure, Population, Submission
from .event_ids import identified, namespaces

TEXT, DATE, NUMBER = pa.string(), pa.date32(), pa.int64()

EVENT_ROW = pa.schema(
    [("event_id", TEXT), ("event", TEXT), ("date", DATE), ("unit", TEXT), ("deliverable", TEXT)]
    + [("topic", TEXT), ("target", TEXT), ("phase", TEXT), ("participants", NUMBER), ("invited", NUMBER)]
    + [("firm", TEXT), ("person", TEXT), ("case", TEXT), ("status", TEXT), ("evidence", TEXT)]
    + [("source", TEXT), ("note", TEXT), ("submission", TEXT)]
)
POPULATION_ROW = pa.schema(
    [("population", TEXT), ("unit", TEXT), ("case", TEXT), ("date", DATE), ("size", NUMBER)]
    + [("person", TEXT), ("member_from", DATE), ("member_to", DATE), ("submission", TEXT)]
)
SUBMISSION_ROW = pa.schema(
    [("id", TEXT), ("convention", TEXT), ("month", TEXT), ("units", TEXT), ("sender", TEXT)]
    + [("sent", DATE), ("received", DATE), ("replaces", TEXT)]
)
FIGURE_ROW = pa.schema(
    [("rule", TEXT), ("unit", TEXT), ("date", DATE), ("value", NUMBER), ("source", TEXT), ("document", TEXT)]
)
REPLY_ROW = pa.schema(
    [("rule", TEXT), ("unit", TEXT), ("window", TEXT), ("kind", TEXT), ("party", TEXT), ("date", DATE)]
    + [("text", TEXT), ("document", TEXT)]
)
SENT = {"event_row": EVENT_ROW, "population_row": POPULATION_ROW, "submission_row": SUBMISSION_ROW}
"""What submissions are made of, and archives keep."""

TABLES = {**SENT, "figure_row": FIGURE_ROW, "reply_row": REPLY_ROW}
RECEIVED = {
    "event_row": "received_event",
    "population_row": "population_row",
    "submission_row": "submission_row",
}
"""Where rows stand as they were received: events have their ids in full in `event_row`, and only there."""


@dataclass(frozen=True)
class FactTables:
    """A DuckDB connection with `event_row`, `population_row` and `submission_row` (tables or views).

    Beside them `figure_row` and `reply_row`, where such were given; of the two an archive keeps replies.

    Columns are those of the schemas above; several units, topics or targets stand in one field,
    separated by `|`. Ids of events are in full; `received_event` has them as they were received.

    Attributes:
        complete: The events came as bare files, without submissions; they count as complete.
        repeated_ids: Some event_id stands on more than one row.
        current: `current_event` and `current_population` hold the versions that count when everything
            held is known.
    """

    con: duckdb.DuckDBPyConnection
    complete: bool
    repeated_ids: bool
    current: bool = False


def connect(threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A private in-memory database that reads no configuration and loads no extension from outside.

    Args:
        threads: How many may work on a query, by default one a core: a handful of rows is done sooner by one.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        # What does not fit into memory lies in a folder of its own, which goes when the database is closed.
        "temp_directory": str(Path(tempfile.gettempdir()) / f"impegni-{secrets.token_hex(8)}.tmp"),
    }
    if threads is not None:
        config["threads"] = threads
    con = duckdb.connect(":memory:", config=config)
    # A slow query would draw a bar on standard output, among the results.
    con.execute("set enable_progress_bar = false")
    return con


def create_empty(con: duckdb.DuckDBPyConnection, kind: str, name: str) -> None:
    """Create a table like one of these without rows, for facts that were not given."""
    con.register("empty_rows", TABLES[kind].empty_table())
    con.execute(f"create or replace table {name} as select * from empty_rows")
    con.unregister("empty_rows")


def fact_columns(name: str) -> str:
    """The columns of one of these tables, quoted."""
    return ", ".join(f'"{column}"' for column in TABLES[name].names)


def fact_tables_from(facts: Facts, con: duckdb.DuckDBPyConnection | None = None) -> FactTables:
    """The tables of facts held as models: those of cases, of tests, of single submissions.

    Args:
        con: The database in which they replace those that stood there; by default one of their own.
    """
    con = connect() if con is None else con
    _create(con, "received_event", EVENT_ROW, facts.events)
    _create(con, "population_row", POPULATION_ROW, facts.populations)
    _create(con, "submission_row", SUBMISSION_ROW, facts.submissions or ())
    _create(con, "figure_row", FIGURE_ROW, facts.figures)
    create_empty(con, "reply_row", "reply_row")
    local = any(event.submission is not None and event.event_id.isdecimal() for event in facts.events)
    rows = identified("received_event", namespaces("submission_row")) if local else "received_event"
    con.execute(f"create or replace view event_row as select * from {rows}")
    ids = [event.event_id for event in facts.events]
    return FactTables(con, complete=facts.submissions is None, repeated_ids=len(set(ids)) < len(ids))


def _create(
    con: duckdb.DuckDBPyConnection,
    name: str,
    schema: pa.Schema,
    rows: Sequence[Event | Population | Submission | Figure],
) -> None:
    columns = [pa.array(_joined(getattr(row, field.name) for row in rows), field.type) for field in schema]
    con.register("given_rows", pa.Table.from_arrays(columns, schema=schema))
    con.execute(f"create or replace table {name} as select * from given_rows")
    con.unregister("given_rows")


def _joined(values: Iterable[Any]) -> list[Any]:
    return ["|".join(value) if isinstance(value, tuple) else value for value in values]
