# SPDX-License-Identifier: EUPL-1.2
"""The facts an archive holds, as a run takes them; alone, or together with files that are not stored."""

import duckdb

from ..intake.age import age_order
from ..intake.event_ids import identified, namespaces
from ..intake.fact_tables import RECEIVED, FactTables, fact_columns
from ..intake.reader import Intake
from .file import Archive
from .layout import NAMED, events_held
from .secret import Secret
from .staging import GIVEN, stage

_CURRENT = ("current_event", "current_population")
_REPLIES = f"select {fact_columns('reply_row')} from archive.reply_row"


def held_facts(archive: Archive) -> FactTables:
    """Everything held; the versions that count need not be looked for."""
    _set_aside(archive.con)
    for table in ("population_row", "submission_row", *_CURRENT):
        archive.con.execute(f"create or replace view {table} as select * from archive.{table}")
    archive.con.execute(f"create or replace view event_row as select * from {events_held()}")
    archive.con.execute(f"create or replace view reply_row as {_REPLIES}")
    return FactTables(archive.con, complete=False, repeated_ids=True, current=True)


def facts_up_to(archive: Archive, count: int) -> FactTables:
    """What was held when the first `count` submissions, by age, had come and no other.

    The tables change when this is called again on the same archive: judge before that.
    """
    facts = held_facts(archive)
    columns = fact_columns("submission_row")
    archive.con.execute(
        f"create or replace view submission_row as select {columns} from archive.submission_row "
        f"order by {age_order()} limit {count:d}"
    )
    return FactTables(facts.con, complete=False, repeated_ids=True)


def by_age(archive: Archive) -> tuple[str, ...]:
    """The ids of all submissions held, the oldest first."""
    rows = archive.con.execute(f"select id from archive.submission_row order by {age_order()}").fetchall()
    return tuple(row[0] for row in rows)


def facts_together(archive: Archive, intake: Intake, secret: Secret | None) -> FactTables:
    """What is held, and the facts read onto the archive's connection, judged together and not stored.

    Persons in the files get the keys they have in the archive. Submissions held already count once.

    Raises:
        ArchiveError: The files do not go together with the archive.
    """
    con = archive.con
    stage(archive, intake, None, secret)
    _set_aside(con)
    for table, received in RECEIVED.items():
        columns = fact_columns(table)
        con.execute(
            f"create or replace view {received} as select {columns} from archive.{table} union all "
            f"select {columns} from {GIVEN[table]}"
        )
    rows = identified("received_event", namespaces("submission_row"), NAMED)
    con.execute(f"create view event_row as select * from {rows}")
    con.execute(f"create view reply_row as {_REPLIES} union select * from read_reply_row")
    return FactTables(con, complete=False, repeated_ids=True)


def _set_aside(con: duckdb.DuckDBPyConnection) -> None:
    """Leave the names of the fact tables to what is judged."""
    kinds = con.execute(
        "select view_name, 'view' from duckdb_views() where database_name = 'memory' and not internal "
        "union all select table_name, 'table' from duckdb_tables() where database_name = 'memory'"
    ).fetchall()
    for name, kind in kinds:
        if name in {*RECEIVED, *RECEIVED.values(), "reply_row"}:
            con.execute(
                f"drop view if exists read_{name}" if kind == "view" else f"drop table if exists read_{name}"
            )
            con.execute(f"alter {kind} {name} rename to read_{name}")
