# SPDX-License-Identifier: EUPL-1.2
"""A person taken out of an archive: a tombstone stands in every place of hers, and the counts stay what they were.

The file is written anew, because a database keeps in its blocks what was deleted from its tables. The chain of the
log goes on holding: it was computed from the person's mark, which stays without the salt it was made with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from ...schema.base import Language
from ..intake.personal_data import fiscal_code_in
from .beside import drop_kept
from .chain import chained, head
from .file import Archive, new_file, writing
from .keys import fits, known_fingerprint
from .layout import KEPT, create_current_tables
from .log import LogEntry, next_seq, write
from .marks import ROW, new_salt, row_mark
from .messages import refusal
from .refused import left_out_digests, without_person
from .replies import create_changed_replies, held_replies, present_digest
from .secret import FORM, Secret, tombstone

_PERSONAL = ("event_row", "population_row")


_TEXTS = ("event_id", "case", "evidence", "source", "note")
"""Where a row of an event may still name a person: what stands there is kept as it was sent."""


@dataclass(frozen=True)
class Unreached:
    """Rows of a submission that still name a person in a column of text."""

    submission: str
    column: str
    rows: int


@dataclass(frozen=True)
class Forgotten:
    """Where a person was, and where she still is.

    Attributes:
        acts: The entries of the log, one a submission she was in, one for replies that named her.
        unreached: Where the rows of the archive name her as she was given here, or by her key.
    """

    acts: tuple[LogEntry, ...]
    unreached: tuple[Unreached, ...]


def forget(
    path: Path, person: str, language: Language, secret: Secret | None = None, actor: str | None = None
) -> Forgotten:
    """Replace a person by a tombstone in every table, and log that, without the person.

    Args:
        person: As the files sent had it, or its key.
        actor: Who does it, for the log.

    Raises:
        ArchiveError: The archive cannot be used, the secret does not fit, or nobody like that is in it.
    """
    person = person.strip()
    with writing(path, language) as archive:
        key, instead = _key_of(archive, person, secret), tombstone()
        names = {key, person, fiscal_code_in(person) or key}
        _find(archive, key, names, instead)
        if not _is_found(archive.con):
            raise refusal(path, "person_unknown", language)
        unreached = tuple(_unreached(archive.con, names))
        drop_kept(path)
        archive.con.execute("checkpoint archive")
        with new_file(path, language, archive.con, "fresh", replacing=True):
            acts = _rewrite(archive, key, instead, secret, actor)
    return Forgotten(acts, unreached)


def _is_found(con: duckdb.DuckDBPyConnection) -> bool:
    rows = con.execute("select 1 from touched union all select 1 from changed_reply limit 1").fetchall()
    return bool(rows)


def _unreached(con: duckdb.DuckDBPyConnection, names: set[str]) -> Iterator[Unreached]:
    whole = f"(^|[^A-Za-z0-9])({'|'.join(map(re.escape, sorted(names)))})($|[^A-Za-z0-9])"
    for column in _TEXTS:
        rows = con.execute(
            f'select submission, count(*) from archive.event_row where regexp_matches("{column}", ?) '
            "group by 1 order by 1",
            [whole],
        ).fetchall()
        yield from (Unreached(submission, column, count) for submission, count in rows)


def _key_of(archive: Archive, person: str, secret: Secret | None) -> str:
    fingerprint = archive.meta("key_fingerprint")
    if fingerprint is None or re.match(FORM, person):
        return person
    if secret is None:
        raise refusal(archive.path, "key_needed", archive.language)
    if not fits(archive, secret):
        raise refusal(archive.path, "wrong_key", archive.language)
    return secret.key(person)


def _find(archive: Archive, key: str, names: set[str], instead: str) -> None:
    """Create `changed_refused` and `changed_reply`, without the person, and `touched`, the rows of each submission."""
    con = archive.con
    create_changed_replies(con, held_replies(archive), names, instead)
    columns = ", ".join(f'"{name}"' for name in ROW)
    naming = con.execute(
        f"select mark, {columns} from archive.refused_row where contains(content, ?)", [key]
    ).fetchall()
    con.execute(
        "create or replace temp table changed_refused (mark varchar, content varchar, salt varchar, present varchar)"
    )
    for mark, *row in naming:
        content, salt = without_person(row[-1], key, instead), new_salt()
        if content != row[-1]:
            changed = [mark, content, salt, row_mark(salt, [*row[:-1], content])]
            con.execute("insert into changed_refused values (?, ?, ?, ?)", changed)
    counted = " union all ".join(
        f"select submission, {', '.join(f'{int(one == table)} as {one}' for one in _PERSONAL)}, 0 as refused "
        f"from archive.{table} where person = $key"
        for table in _PERSONAL
    )
    con.execute(
        "create or replace temp table touched as select submission, sum(event_row)::bigint as events, "
        "sum(population_row)::bigint as populations, sum(refused)::bigint as refused from "
        f"({counted} union all select submission, 0, 0, 1 from archive.refused_row semi join changed_refused "
        "using (mark)) group by submission",
        {"key": key},
    )


def _rewrite(
    archive: Archive, key: str, instead: str, secret: Secret | None, actor: str | None
) -> tuple[LogEntry, ...]:
    """Copy every row into the fresh file without the person, and log the act."""
    con = archive.con
    fingerprint = None if secret is None else known_fingerprint(archive)
    con.execute("create or replace temp table forgotten as select $key as key, $instead as instead", {
        "key": key, "instead": instead,
    })  # fmt: skip
    con.execute("begin")
    con.execute("delete from fresh.meta")
    for table in KEPT:
        con.execute(f"insert into fresh.{table} {_without_person(table)}")
    said = [replace(one, key=fingerprint, actor=actor) for one in _acts(archive, key)]
    acts = tuple(chained(said, head(archive), secret))
    write(con, "fresh", acts)
    create_current_tables(con, "fresh")
    con.execute("commit")
    con.execute("drop table forgotten")
    return acts


def _without_person(table: str) -> str:
    """The query for the rows of a table of the archive, with the person's tombstone in her place."""
    if table in _PERSONAL:
        return (
            f"select r.* replace (coalesce(f.instead, r.person) as person) from archive.{table} as r "
            "left join forgotten as f on f.key = r.person"
        )
    if table == "person":
        return (
            "select coalesce(f.instead, p.key), case when f.key is null then p.salt end, p.mark "
            "from archive.person as p left join forgotten as f on f.key = p.key"
        )
    if table == "refused_row":
        return (
            "select f.* replace (coalesce(c.content, f.content) as content, coalesce(c.salt, f.salt) as salt, "
            "coalesce(c.present, f.present) as present) from archive.refused_row as f "
            "left join changed_refused as c using (mark)"
        )
    if table == "reply_row":
        return (
            "select r.* replace (coalesce(c.text, r.text) as text, coalesce(c.document, r.document) as document, "
            "coalesce(c.salt, r.salt) as salt, coalesce(c.present, r.present) as present) from archive.reply_row as r "
            "left join changed_reply as c using (mark)"
        )
    return f"select * from archive.{table}"


def _acts(archive: Archive, key: str) -> Iterator[LogEntry]:
    """One entry a submission the person was in, and one for the replies; none of them names the person."""
    con = archive.con
    found = con.execute('select mark from archive.person where "key" = ?', [key]).fetchall()
    # Who stands only in rows left out as faulty has no mark.
    mark = found[0][0] if found else None
    rows = con.execute(
        "select t.submission, t.events, t.populations, t.refused, r.left_out from touched as t left join "
        f"({left_out_digests('fresh.refused_row', 'present')}) as r using (submission) order by t.submission"
    ).fetchall()
    for seq, (submission, events, populations, refused, left_out) in enumerate(rows, next_seq(archive)):
        yield LogEntry(
            seq, "forget", submission, None, None, (), mark, events, populations, refused,
            left_out if refused else None,
        )  # fmt: skip
    if changed := con.execute("select count(*) from changed_reply").fetchall()[0][0]:
        seq, replied = next_seq(archive) + len(rows), present_digest(con, "fresh")
        yield LogEntry(seq, "forget", replies=changed, replied=replied)
