# SPDX-License-Identifier: EUPL-1.2
"""Submissions put into the archive: all those of a call or none, each at most once."""

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ...schema.errors import ArchiveError
from ..definitions.registry import Registry
from ..intake.age import age_order
from ..intake.fact_tables import fact_columns
from ..intake.reader import Intake
from ..intake.sheets import counted
from .chain import chained, head
from .currency import create_known, current_events, current_populations
from .file import NAME, Archive, writing
from .keys import remember_secret
from .known_units import new_units, units_digest, write_units
from .layout import create_current_tables, events_held
from .log import LogEntry, entries, next_seq, write
from .messages import refusal
from .refused import left_out_digests
from .secret import Secret
from .staging import GIVEN, Staged, place_of, stage

_LEAST_MIB, _BYTES_A_ROW = 560, 560
_BOUNDED = 4_000_000
"""The number of rows up to which what they take is bounded: beyond, digests of long texts may need more."""


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
    agreements: Iterable[tuple[str, Registry]] = (),
    actor: str | None = None,
) -> Ingested:
    """Put the submissions read into the archive, which is made if there is none.

    Versions that no longer count are told apart now, so that no check has to.

    Args:
        received: When they came; without it their own word, else the day they were sent.
        secret: What persons are keyed and entries of the log are sealed with.
        agreements: The conventions they were checked against, by name, with their registries: the archive remembers
            the units.
        actor: Who does it, for the log.

    Raises:
        ArchiveError: The archive cannot be used, or a submission cannot enter it; nothing has changed then.
    """
    _refuse_what_is_kept_nowhere(intake, language)
    with writing(path, language, intake.facts.con, create=True) as archive, _bounded(intake):
        staged = _staged(archive, intake, received, secret)
        first = next_seq(archive)
        if staged.new:
            _store(archive, staged, intake, secret, agreements, actor)
        return Ingested(entries(archive, first), staged.held)


@contextlib.contextmanager
def _bounded(intake: Intake) -> Iterator[None]:
    """Take no more memory than what is given needs: the rest lies beside the archive meanwhile."""
    con, rows = intake.facts.con, counted(intake.facts.con, "event_row")
    if rows > _BOUNDED:
        yield
        return
    con.execute(f"set memory_limit = '{max(_LEAST_MIB, rows * _BYTES_A_ROW >> 20)}MiB'")
    yield
    con.execute("reset memory_limit")


def refused_records(archive: Archive, intake: Intake, secret: Secret | None) -> tuple[ErrorRecord, ...]:
    """What the archive would refuse of what was read, once it has been sent; nothing is stored."""
    try:
        _refuse_what_is_kept_nowhere(intake, archive.language)
        _staged(archive, intake, None, secret, unsent=True)
    except ArchiveError as refused:
        place = f"{place_of(intake)}: "
        said = [problem.removeprefix(place) for problem in refused.problems]
        file = intake.files[0].file
        return tuple(ErrorRecord(file=file, code="archive_refuses", message=one) for one in said)
    return ()


def _refuse_what_is_kept_nowhere(intake: Intake, language: Language) -> None:
    for table, code in (("figure_row", "figures"), ("reply_row", "replies")):
        if counted(intake.facts.con, table):
            raise refusal(place_of(intake), code, language)


def _staged(
    archive: Archive, intake: Intake, received: dt.date | None, secret: Secret | None, *, unsent: bool = False
) -> Staged:
    """What was read, made ready to be stored."""
    staged = stage(archive, intake, received, secret, storing=True, unsent=unsent)
    if staged.bare or not (staged.new or staged.held):
        raise refusal(place_of(intake), "no_submission" if staged.bare else "nothing", archive.language)
    return staged


def _store(
    archive: Archive,
    staged: Staged,
    intake: Intake,
    secret: Secret | None,
    agreements: Iterable[tuple[str, Registry]],
    actor: str | None,
) -> None:
    """One transaction: what was received, the log, and the versions that now count."""
    con, units = archive.con, new_units(archive, agreements)
    con.execute("begin")
    for table, given in GIVEN.items():
        columns = fact_columns(table)
        con.execute(f"insert into archive.{table} ({columns}) select {columns} from {given}")
    con.execute("insert into archive.refused_row by name select * from given_refused")
    con.execute("insert into archive.person by name select * from new_person")
    fingerprint = remember_secret(archive, secret, staged.new[0])
    first = next_seq(archive)
    write_units(con, first, units)
    added = _entries(archive, first, [Path(file.file).name for file in intake.files])
    added = [replace(one, key=fingerprint, actor=actor) for one in added]
    added[0] = replace(added[0], units=units_digest(units))
    write(con, "archive", chained(added, head(archive), secret))
    if first == 1:
        create_current_tables(con, NAME)
    else:
        refresh_current(archive, "select id from given_submission")
    con.execute("commit")


def _entries(archive: Archive, first: int, files: Sequence[str]) -> list[LogEntry]:
    """What the log will say of the submissions given, by age."""
    rows = archive.con.execute(
        "select s.id, s.received, s.sender, d.digest, d.events, d.populations, coalesce(r.rows, 0), r.left_out"
        " from given_submission as s join given_digest as d using (id)"
        f" left join ({left_out_digests('given_refused', 'mark')}) as r on r.submission = s.id"
        f" order by {age_order('s')}"
    ).fetchall()
    names = tuple(dict.fromkeys(files))
    return [
        LogEntry(seq, "ingest", name, day, sender, names, *brought)
        for seq, (name, day, sender, *brought) in enumerate(rows, first)
    ]


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
        f"select distinct event_id from {events_held()} where {touched}"
    )
    rows = f"(select * from {events_held()} semi join touched_event using (event_id))"
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
