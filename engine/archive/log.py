# SPDX-License-Identifier: EUPL-1.2
"""The log of an archive: who sent what, when it was received; its order is a sequence, never a clock."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal, Protocol

import duckdb

Act = Literal["ingest", "reply", "forget", "upgrade"]


class ReadsArchive(Protocol):
    """Anything that reads from an archive attached as the database `archive`."""

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """The connection it is attached to."""


@dataclass(frozen=True)
class LogEntry:
    """One act, mostly on one submission.

    Attributes:
        act: `ingest`; `reply` where parties said something of verdicts; `forget` where a person was replaced in a
            submission or in replies; `upgrade` where the archive was brought to a later version, and entries before
            it are proved only as they were found then.
        files: The names of the files it came with, without folders.
        digest: Of the rows of the submission, with marks in the place of persons; of the marks of the replies; for
            `forget`, the person's mark.
        events: Rows of events, of populations, and rows left out as faulty; for `forget`, rows changed.
        left_out: The digest of the rows of the submission that were left out, as they were then.
        units: The digest of the units that became known to the archive with it.
        key: The fingerprint of the secret that was given.
        actor: Who did it, as far as was said.
        replies: Replies that came with it, or in which a person was replaced.
        replied: The digest of all replies held, as they were then.
        previous: The digest of the entry before.
        entry: The digest of this one.
        seal: Computed from `entry` with the secret that was given.
    """

    seq: int
    act: Act
    submission: str | None = None
    received: dt.date | None = None
    sender: str | None = None
    files: tuple[str, ...] = ()
    digest: str | None = None
    events: int = 0
    populations: int = 0
    refused: int = 0
    left_out: str | None = None
    units: str | None = None
    key: str | None = None
    actor: str | None = None
    replies: int | None = None
    replied: str | None = None
    previous: str = ""
    entry: str = ""
    seal: str | None = None


NAMES = tuple(field.name for field in fields(LogEntry))
COLUMNS = ", ".join(f'"{name}"' for name in NAMES)
"""The columns of the table, which are the fields of an entry."""


def entries(archive: ReadsArchive, since: int = 0) -> tuple[LogEntry, ...]:
    """The log in its order, from a sequence number on."""
    found = archive.con.execute(
        f"select {COLUMNS} from archive.log where seq >= ? order by seq", [since]
    ).fetchall()
    rows = (dict(zip(NAMES, row, strict=True)) for row in found)
    return tuple(LogEntry(**row | {"files": _listed(row["files"])}) for row in rows)


def write(con: duckdb.DuckDBPyConnection, db: str, added: Iterable[LogEntry]) -> None:
    """Add entries at the end of the log; the digest of the last stands beside it, so that none is cut off unseen."""
    added = tuple(added)
    rows = [[_cell(getattr(one, name)) for name in NAMES] for one in added]
    con.executemany(f"insert into {db}.log ({COLUMNS}) values ({', '.join('?' * len(NAMES))})", rows)
    con.execute(f"delete from {db}.meta where name = 'head'")
    con.execute(f"insert into {db}.meta values ('head', ?)", [added[-1].entry])


def _cell(value: object) -> object:
    return "|".join(value) or None if isinstance(value, tuple) else value


def _listed(files: str | None) -> tuple[str, ...]:
    return tuple(files.split("|")) if files else ()


def next_seq(archive: ReadsArchive) -> int:
    """The number of the next act."""
    last = archive.con.execute("select coalesce(max(seq), 0) from archive.log").fetchall()[0][0]
    return int(last) + 1
