# SPDX-License-Identifier: EUPL-1.2
"""An archive of an earlier version brought to this one, all or nothing.

Version 1 kept no current versions, version 2 no chain: its log is chained as it was found, and says so. Up to version 3
a number was the same event in every submission; version 4 kept no replies, and not who did what.
"""

from dataclasses import replace

import duckdb

from .chain import START, chained
from .digests import digests, digests_of_clear_rows
from .earlier_ids import name_earlier_events, names_digest
from .layout import VERSION, columns, create_current_tables
from .log import LogEntry, write
from .marks import ROW, create_new_marks, new_salt, row_mark
from .refused import left_out_digests

CHAINED = 3
"""The first version with a chained log."""

LOCAL = 4
"""The first version with ids of digits that are local to their submission."""


def upgrade(con: duckdb.DuckDBPyConnection, db: str) -> list[str]:
    """Bring an attached archive of an earlier version to the current one.

    Returns:
        The submissions whose rows are not those received; the archive is left as it was if there are any.
    """
    version = int(con.execute(f"select value from {db}.meta where name = 'schema_version'").fetchall()[0][0])
    wrong = _changed_before(con, db) if version < CHAINED else []
    if wrong:
        return wrong
    con.execute("begin")
    if version < CHAINED:
        _add_persons(con, db)
        _add_marks_of_refused(con, db)
        con.execute(f"create table {db}.known_unit ({columns('known_unit')})")
    else:
        _add_to_log(con, db)
    con.execute(f"create table {db}.reply_row ({columns('reply_row')})")
    numbered = name_earlier_events(con, db) if version < LOCAL else 0
    held = _found(con, db) if version < CHAINED else []
    previous, seq = (START, 0) if version < CHAINED else _newest(con, db)
    done = LogEntry(seq + len(held) + 1, "upgrade", digest=names_digest(con, db), events=numbered)
    write(con, db, chained([*held, done], previous, None))
    create_current_tables(con, db)
    con.execute(f"update {db}.meta set value = '{VERSION}' where name = 'schema_version'")
    con.execute("commit")
    return []


def _changed_before(con: duckdb.DuckDBPyConnection, db: str) -> list[str]:
    stored = digests_of_clear_rows(f"{db}.submission_row", f"{db}.event_row", f"{db}.population_row")
    rows = con.execute(
        f"select distinct l.submission from {db}.log as l left join ({stored}) as d on d.id = l.submission "
        "where l.act = 'ingest' and l.digest is distinct from d.digest order by 1"
    ).fetchall()
    return [name for (name,) in rows]


def _add_to_log(con: duckdb.DuckDBPyConnection, db: str) -> None:
    for added in ("actor varchar", "replies bigint", "replied varchar"):
        con.execute(f"alter table {db}.log add column {added}")


def _add_persons(con: duckdb.DuckDBPyConnection, db: str) -> None:
    named = con.execute(
        f"select person from {db}.event_row where person is not null union "
        f"select person from {db}.population_row where person is not null order by 1"
    ).fetchall()
    create_new_marks(con, (key for (key,) in named))
    con.execute(f"create table {db}.person ({columns('person')})")
    con.execute(f"insert into {db}.person by name from new_person")


def _add_marks_of_refused(con: duckdb.DuckDBPyConnection, db: str) -> None:
    names = ", ".join(f'"{name}"' for name in ROW)
    rows = con.execute(f"select {names} from {db}.refused_row").fetchall()
    con.execute(f"drop table {db}.refused_row")
    con.execute(f"create table {db}.refused_row ({columns('refused_row')})")
    for row in rows:
        salt = new_salt()
        mark = row_mark(salt, row)
        con.execute(
            f"insert into {db}.refused_row values (?, ?, ?, ?, ?, ?, ?, ?, ?)", [*row, salt, mark, mark]
        )


def _newest(con: duckdb.DuckDBPyConnection, db: str) -> tuple[str, int]:
    """The digest and the number of the newest entry of a chained log."""
    found = con.execute(f"select entry, seq from {db}.log order by seq desc limit 1").fetchall()
    return found[0] if found else (START, 0)


def _found(con: duckdb.DuckDBPyConnection, db: str) -> list[LogEntry]:
    """The log as it was found, with digests of marks; the table is left without entries."""
    stored = digests(f"{db}.submission_row", f"{db}.event_row", f"{db}.population_row", f"{db}.person")
    left_out = left_out_digests(f"{db}.refused_row", "mark")
    rows = con.execute(
        "select l.act, l.submission, l.received, l.sender, l.files, "
        "case when l.act = 'ingest' then d.digest end, l.events, l.populations, l.refused, "
        f"case when l.act = 'ingest' then r.left_out end from {db}.log as l left join ({stored}) as d "
        f"on d.id = l.submission left join ({left_out}) as r on r.submission = l.submission order by l.seq"
    ).fetchall()
    held = [
        LogEntry(seq, act, name, day, sender, tuple(filter(None, (files or "").split("|"))), *counts)
        for seq, (act, name, day, sender, files, *counts) in enumerate(rows, 1)
    ]
    held = [replace(one, events=one.events or 0, populations=one.populations or 0) for one in held]
    con.execute(f"drop table {db}.log")
    con.execute(f"create table {db}.log ({columns('log')})")
    return held
