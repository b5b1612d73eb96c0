# SPDX-License-Identifier: EUPL-1.2
"""A person taken out of an archive: a tombstone stands in every place of hers, and the counts stay what they were.

The file is written anew, because a database keeps in its blocks what was deleted from its tables. The chain of the
log goes on holding: it was computed from the person's mark, which stays without the salt it was made with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...schema.base import Language
from .chain import chained, head
from .file import Archive, new_file, writing
from .keys import fits, known_fingerprint
from .layout import KEPT, create_current_tables
from .log import LogEntry, next_seq, write
from .marks import ROW, new_salt, row_mark
from .messages import refusal
from .refused import left_out_digests, without_person
from .secret import FORM, Secret, tombstone

_PERSONAL = ("event_row", "population_row")


@dataclass(frozen=True)
class Forgotten:
    """How many submissions and rows a person was in, rows left out as faulty among them."""

    submissions: int
    events: int
    populations: int
    refused: int


def forget(path: Path, person: str, language: Language, secret: Secret | None = None) -> Forgotten:
    """Replace a person by a tombstone in every table, and log that, without the person.

    Args:
        person: As the files sent had it, or its key.

    Raises:
        ArchiveError: The archive cannot be used, the secret does not fit, or nobody like that is in it.
    """
    with writing(path, language) as archive:
        key, instead = _key_of(archive, person, secret), tombstone()
        _find(archive, key, instead)
        counts = archive.con.execute(
            "select count(*), sum(events)::bigint, sum(populations)::bigint, sum(refused)::bigint from touched"
        ).fetchall()[0]
        if not counts[0]:
            raise refusal(path, "person_unknown", language)
        archive.con.execute("checkpoint archive")
        with new_file(path, language, archive.con, "fresh", replacing=True):
            _rewrite(archive, key, instead, secret)
    return Forgotten(*counts)


def _key_of(archive: Archive, person: str, secret: Secret | None) -> str:
    fingerprint = archive.meta("key_fingerprint")
    if fingerprint is None or re.match(FORM, person):
        return person
    if secret is None:
        raise refusal(archive.path, "key_needed", archive.language)
    if not fits(archive, secret):
        raise refusal(archive.path, "wrong_key", archive.language)
    return secret.key(person)


def _find(archive: Archive, key: str, instead: str) -> None:
    """Create `changed_refused`, the refused rows without the person, and `touched`, the rows of each submission."""
    con = archive.con
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


def _rewrite(archive: Archive, key: str, instead: str, secret: Secret | None) -> None:
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
    write(con, "fresh", chained(list(_acts(archive, key, fingerprint)), head(archive), secret))
    create_current_tables(con, "fresh")
    con.execute("commit")
    con.execute("drop table forgotten")


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
    return f"select * from archive.{table}"


def _acts(archive: Archive, key: str, fingerprint: str | None) -> Iterator[LogEntry]:
    """One entry a submission the person was in, none of which names the person."""
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
            left_out if refused else None, key=fingerprint,
        )  # fmt: skip
