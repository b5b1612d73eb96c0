# SPDX-License-Identifier: EUPL-1.2
"""Submissions put into the archive: all those of a call or none, each at most once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...schema.base import Language
from ..intake.reader import Intake
from .currency import create_known, current_events, current_populations
from .file import Archive, writing
from .keys import Secret, remember_secret
from .log import LogEntry, entries, next_seq
from .messages import refusal
from .staging import GIVEN, Staged, given_columns, place_of, stage


@dataclass(frozen=True)
class Ingested:
    """What a call put into the archive.

    Attributes:
        added: The log of what is new.
        held: Submissions that the archive held already, with the same content.
    """

    added: tuple[LogEntry, ...]
    held: tuple[str, ...]


def ingest(
    path: Path,
    intake: Intake,
    language: Language,
    *,
    received: dt.date | None = None,
    secret: Secret | None = None,
) -> Ingested:
    """Put the submissions read into the archive, which is made if there is none.

    Versions that no longer count are told apart now, so that no check has to.

    Args:
        received: When they came; without it their own word, else the day they were sent.

    Raises:
        ArchiveError: The archive cannot be used, or a submission cannot enter it; nothing has changed then.
    """
    with writing(path, language, intake.facts.con, create=True) as archive:
        staged = stage(archive, intake, received, secret, storing=True)
        if staged.bare or not (staged.new or staged.held):
            raise refusal(place_of(intake), "no_submission" if staged.bare else "nothing", language)
        first = next_seq(archive)
        if staged.new:
            _store(archive, staged, intake, secret, first)
        return Ingested(entries(archive, first), staged.held)


def _store(archive: Archive, staged: Staged, intake: Intake, secret: Secret | None, first: int) -> None:
    """One transaction: what was received, the log, and the versions that now count."""
    con = archive.con
    con.execute("begin")
    for table, given in GIVEN.items():
        columns = given_columns(table)
        con.execute(f"insert into archive.{table} ({columns}) select {columns} from {given}")
    con.execute("insert into archive.refused_row by name select * from given_refused")
    _store_log(archive, [Path(file.file).name for file in intake.files], first)
    remember_secret(archive, secret, staged.new[0])
    refresh_current(archive, "select id from given_submission")
    con.execute("commit")


def _store_log(archive: Archive, files: Sequence[str], first: int) -> None:
    archive.con.execute(
        "insert into archive.log select $first - 1 + row_number() over (order by s.received, s.sent nulls first, s.id),"
        " 'ingest', s.id, s.received, s.sender, $files, d.digest, d.events, d.populations,"
        " (select count(*) from given_refused as r where r.submission = s.id)"
        " from given_submission as s join given_digest as d using (id)",
        {"first": first, "files": "|".join(dict.fromkeys(files))},
    )


def refresh_current(archive: Archive, submissions: str) -> None:
    """Choose anew the versions that count of everything some submissions told, or told before being replaced.

    Args:
        submissions: A query for their ids.
    """
    con = archive.con
    create_known(con, "archive.submission_row")
    con.execute(
        f"create or replace temp table touched_submission as {submissions} union "
        f"select replaces from archive.submission_row where id in ({submissions})"
    )
    touched = "submission in (select id from touched_submission)"
    con.execute(
        f"create or replace temp table touched_event as "
        f"select distinct event_id from archive.event_row where {touched}"
    )
    rows = "(select * from archive.event_row semi join touched_event using (event_id))"
    con.execute("delete from archive.current_event where event_id in (select event_id from touched_event)")
    con.execute(f"insert into archive.current_event {current_events(rows)}")
    con.execute(
        "create or replace temp table touched_population as "
        f'select distinct population, coalesce("case", unit) as owner from archive.population_row where {touched}'
    )
    whose = "(population, coalesce(nullif(case_code, ''), unit)) in (from touched_population)"
    con.execute(f"delete from archive.current_population where {whose}")
    owned = '(population, coalesce("case", unit)) in (from touched_population)'
    rows = f"(select * from archive.population_row where {owned})"
    con.execute(f"insert into archive.current_population {current_populations(rows)}")
