# SPDX-License-Identifier: EUPL-1.2
"""The proof that an archive still holds what was put into it; every block of every table is read for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ...schema.base import Language
from .blocks import damaged
from .chain import breaks
from .currency import create_known, current_events, current_populations
from .digests import digests
from .earlier_ids import names_digest
from .file import Archive, log_of, real_place, refusing, writing
from .keys import fits, known_fingerprint
from .known_units import units_digest, units_of
from .layout import events_held
from .log import LogEntry, entries
from .log_bytes import log_state
from .marks import ROW, mark_of, row_mark
from .messages import refusal
from .refused import left_out_digests
from .replies import held_replies, replies_digest, reply_mark
from .secret import Secret

_STORED = digests("archive.submission_row", "archive.event_row", "archive.population_row", "archive.person")
_LEFT_OUT = left_out_digests("archive.refused_row", "mark")
_LEFT_OUT_NOW = left_out_digests("archive.refused_row", "present")
_DIFFERING = {
    "content": (
        f"select l.submission from archive.log as l left join ({_STORED}) as d on d.id = l.submission "
        "where l.act = 'ingest' and (d.id is null or (l.digest, l.events, l.populations) is distinct from "
        "(d.digest, d.events, d.populations))"
    ),
    "log": (
        "select coalesce(s.id, l.submission) from archive.submission_row as s full join "
        "(select * from archive.log where act = 'ingest') as l on l.submission = s.id "
        "where s.id is null or l.submission is null or s.received is distinct from l.received "
        "or s.sender is distinct from l.sender"
    ),
    "twice": "select id from archive.submission_row group by id having count(*) > 1",
    "rows": (
        "select submission from (select submission from archive.event_row union "
        "select submission from archive.population_row union select submission from archive.refused_row) "
        "where submission is null or submission not in (select id from archive.submission_row)"
    ),
    "left_out": (
        "select coalesce(l.submission, r.submission) from (select * from archive.log where act = 'ingest' "
        f"and left_out is not null) as l full join ({_LEFT_OUT}) as r "
        "using (submission) where (l.left_out, l.refused) is distinct from (r.left_out, r.rows) union all "
        "select l.submission from (select submission, arg_max(left_out, seq) as left_out from archive.log "
        f"where left_out is not null group by submission) as l join ({_LEFT_OUT_NOW}) as r "
        "using (submission) where l.left_out <> r.left_out"
    ),
    "person": (
        "select coalesce(submission, '') from (select submission, person from archive.event_row union "
        "select submission, person from archive.population_row) where person is not null "
        "and person not in (select key from archive.person) union all select '' from archive.person "
        "group by key having count(*) > 1"
    ),
    "forgotten": (
        "select coalesce(p.submission, l.submission) from (select distinct submission, mark from "
        "(select submission, person from archive.event_row union all "
        "select submission, person from archive.population_row) join archive.person on person = key "
        "where salt is null) as p full join (select distinct submission, digest from archive.log "
        "where act = 'forget' and digest is not null) as l on (l.submission, l.digest) = (p.submission, p.mark) "
        "where l.digest is null or p.mark is null"
    ),
}
"""Each query finds the submissions about which the archive contradicts itself; '' where it is about no single one."""

_META = {"schema_version", "head", "key_salt", "key_fingerprint"}
"""What is known of an archive as a whole, each once."""

CHECKS = (
    *_DIFFERING,
    "mark",
    "chain",
    "cut",
    "seal",
    "secret",
    "units",
    "names",
    "replies",
    "meta",
    "unfinished",
    "kept",
    "head",
    "current_event",
    "current_population",
)


@dataclass(frozen=True)
class Contradiction:
    """One thing the archive says in two ways.

    Attributes:
        check: One of `CHECKS`.
        what: A submission, the number of an entry of the log, a digest, or the event or population whose current
            version is wrong; empty where it is about the archive as a whole.
    """

    check: str
    what: str = ""


def check_bytes(path: Path, language: Language) -> None:
    """Refuse a file whose bytes are not those the database wrote, before the database reads it.

    What a program wrote when it was killed may be such; writing it again from the file's log cures that.

    Raises:
        ArchiveError: With the bytes; or another program is writing to it.
    """
    real = real_place(path, language)
    if not real.is_file():
        return
    place = _damaged(path, language)
    if place is not None and log_of(real).exists():
        with writing(path, language):
            pass
        place = _damaged(path, language)
    if place is not None:
        raise refusal(path, "bytes_changed", language, bytes=place)


def _damaged(path: Path, language: Language) -> str | None:
    with refusing(path, language):
        try:
            return damaged(path.resolve())
        except BlockingIOError as error:
            raise refusal(path, "locked", language) from error


def unfinished(path: Path) -> tuple[Contradiction, ...]:
    """Whether the log beside an archive ends in the midst of an act, which then counts for nothing.

    Raises:
        OSError: It cannot be read.
    """
    return (Contradiction("unfinished"),) if log_state(log_of(path.resolve())).unfinished else ()


def differences(
    archive: Archive, secret: Secret | None = None, head: str | None = None
) -> tuple[Contradiction, ...]:
    """Everything in which the archive is not what it should be.

    Args:
        secret: With it the seals of the log are checked too.
        head: The digest of an entry that somebody saw: it must still be in the log.

    Raises:
        ArchiveError: It cannot even be read, or the secret is another one.
    """
    if secret is not None and not fits(archive, secret):
        raise refusal(archive.path, "wrong_key", archive.language)
    with refusing(archive.path, archive.language, damaged=True):
        held = entries(archive)
        found = [*_of_tables(archive.con), *_of_marks(archive.con), *_of_log(archive, held, secret)]
        if head is not None and head not in {one.entry for one in held}:
            found.append(Contradiction("head", head))
        found += _of_replies(archive, held)
        return (*found, *_of_current(archive.con))


def _of_tables(con: duckdb.DuckDBPyConnection) -> Iterator[Contradiction]:
    for check, query in _DIFFERING.items():
        for (what,) in con.execute(f"select distinct * from ({query}) order by 1").fetchall():
            yield Contradiction(check, str(what))


def _of_marks(con: duckdb.DuckDBPyConnection) -> Iterator[Contradiction]:
    """Persons and refused rows that are not what their marks were computed from."""
    persons = con.execute("select key, salt, mark from archive.person where salt is not null").fetchall()
    if any(mark_of(salt, key) != mark for key, salt, mark in persons):
        yield Contradiction("mark")
    columns = ", ".join(f'"{name}"' for name in ROW)
    rows = con.execute(f"select salt, present, {columns} from archive.refused_row").fetchall()
    for name in sorted({str(row[0]) for salt, present, *row in rows if row_mark(salt, row) != present}):
        yield Contradiction("left_out", name)


def _of_log(archive: Archive, held: tuple[LogEntry, ...], secret: Secret | None) -> Iterator[Contradiction]:
    for check, seq in breaks(held, secret):
        yield Contradiction(check, str(seq))
    if archive.meta("head") != (held[-1].entry if held else None):
        yield Contradiction("cut", str(held[-1].seq if held else 0))
    known = known_fingerprint(archive)
    if {one.key for one in held if one.key is not None} != (set() if known is None else {known}):
        yield Contradiction("secret")
    facts = archive.con.execute("select name from archive.meta").fetchall()
    if len({*facts}) < len(facts) or {name for (name,) in facts} - _META:
        yield Contradiction("meta")
    named = [one.digest for one in held if one.act == "upgrade" and one.digest is not None]
    if names_digest(archive.con) != (named[-1] if named else None):
        yield Contradiction("names")
    with_units = {one.seq: one.units for one in held if one.units is not None}
    stored = archive.con.execute("select distinct seq from archive.known_unit").fetchall()
    for seq in sorted({number for (number,) in stored} | set(with_units)):
        if units_digest(units_of(archive, seq)) != with_units.get(seq):
            yield Contradiction("units", str(seq))


def _of_replies(archive: Archive, held: tuple[LogEntry, ...]) -> Iterator[Contradiction]:
    """Entries of the log whose replies are not those that came with them; '' for replies of no entry, or changed."""
    stored = held_replies(archive)
    came = {one.seq: (one.digest, one.replies) for one in held if one.act == "reply"}
    for seq in sorted(came):
        marks = [one.mark for one in stored if one.seq == seq]
        if came[seq] != (replies_digest(marks), len(marks)):
            yield Contradiction("replies", str(seq))
    said = [one.replied for one in held if one.replied is not None]
    if (
        (said[-1:] or [replies_digest([])]) != [replies_digest(one.present for one in stored)]
        or any(reply_mark(one.salt, one.cells) != one.present for one in stored)
        or {one.seq for one in stored} - set(came)
    ):
        yield Contradiction("replies")


def _of_current(con: duckdb.DuckDBPyConnection) -> Iterator[Contradiction]:
    create_known(con, "archive.submission_row")
    pairs = (
        ("current_event", "event_id", current_events(events_held())),
        ("current_population", "population", current_populations("archive.population_row")),
    )
    for table, name, computed in pairs:
        stored = f"select * from archive.{table}"
        query = f"(({stored}) except all ({computed})) union all (({computed}) except all ({stored}))"
        for (what,) in con.execute(f"select distinct {name} from ({query}) order by 1").fetchall():
            yield Contradiction(table, str(what))
