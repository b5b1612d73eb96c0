# SPDX-License-Identifier: EUPL-1.2
"""The log of an archive: who sent what, when it was received; its order is a sequence, never a clock."""

import datetime as dt
from dataclasses import dataclass, fields

from .file import Archive


@dataclass(frozen=True)
class LogEntry:
    """One act on one submission.

    Attributes:
        act: `ingest`, or `forget` where a person was replaced in it.
        files: The names of the files it came with, without folders.
        events: Rows of events, of populations, and rows left out as faulty; for `forget`, rows changed.
    """

    seq: int
    act: str
    submission: str
    received: dt.date | None
    sender: str | None
    files: tuple[str, ...]
    digest: str
    events: int
    populations: int
    refused: int


def entries(archive: Archive, since: int = 0) -> tuple[LogEntry, ...]:
    """The log in its order, from a sequence number on."""
    names = [field.name for field in fields(LogEntry)]
    found = archive.con.execute(
        f"select {', '.join(names)} from archive.log where seq >= ? order by seq", [since]
    ).fetchall()
    rows = (dict(zip(names, row, strict=True)) for row in found)
    return tuple(LogEntry(**row | {"files": _listed(row["files"])}) for row in rows)


def _listed(files: str | None) -> tuple[str, ...]:
    return tuple(files.split("|")) if files else ()


def next_seq(archive: Archive) -> int:
    """The number of the next act."""
    last = archive.con.execute("select coalesce(max(seq), 0) from archive.log").fetchall()[0][0]
    return int(last) + 1
