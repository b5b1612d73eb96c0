# SPDX-License-Identifier: EUPL-1.2
"""A person forgotten: a random tombstone in the place of the key, everywhere, and no byte of the key left.

A database keeps freed blocks, so the archive is written anew beside itself and takes its own place: whoever
looks meanwhile finds all of the old file or all of the new one. Counts of persons stay what they were.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from ...schema.base import Language
from .currency import create_known, current_events, current_populations
from .digests import digests
from .file import Archive, new_file, writing
from .keys import FORM, Secret, tombstone
from .layout import KEPT
from .log import next_seq
from .messages import refusal
from .refused import without_person

_PERSONAL = ("event_row", "population_row")


@dataclass(frozen=True)
class Forgotten:
    """How many submissions and rows a person was in."""

    submissions: int
    events: int
    populations: int


def forget(path: Path, person: str, language: Language, secret: Secret | None = None) -> Forgotten:
    """Replace a person by a tombstone in every table, and log that, without the person.

    Args:
        person: As the files sent had it, or its key.

    Raises:
        ArchiveError: The archive cannot be used, the secret does not fit, or nobody like that is in it.
    """
    with writing(path, language) as archive:
        key = _key_of(archive, person, secret)
        counts = {table: _count(archive, table, key) for table in _PERSONAL}
        if not any(counts.values()):
            raise refusal(path, "person_unknown", language)
        archive.con.execute("checkpoint archive")
        with new_file(path, language, archive.con, "fresh", replacing=True):
            touched = _rewrite(archive, key)
    return Forgotten(touched, counts["event_row"], counts["population_row"])


def _key_of(archive: Archive, person: str, secret: Secret | None) -> str:
    fingerprint = archive.meta("key_fingerprint")
    if fingerprint is None or re.match(FORM, person):
        return person
    if secret is None:
        raise refusal(archive.path, "key_needed", archive.language)
    if secret.fingerprint(archive.meta("key_salt") or "") != fingerprint:
        raise refusal(archive.path, "wrong_key", archive.language)
    return secret.key(person)


def _count(archive: Archive, table: str, key: str) -> int:
    query = f"select count(*) from archive.{table} where person = ?"
    return int(archive.con.execute(query, [key]).fetchall()[0][0])


def _rewrite(archive: Archive, key: str) -> int:
    """Copy every row into the fresh file without the person; how many submissions that touched."""
    con, seq = archive.con, next_seq(archive)
    con.execute(
        "create or replace temp table touched as "
        + " union ".join(
            f"select submission from archive.{table} where person = $key" for table in _PERSONAL
        ),
        {"key": key},
    )
    copied = {"key": key, "instead": tombstone()}
    con.execute("begin")
    con.execute("delete from fresh.meta")
    for table in KEPT:
        if table in _PERSONAL:
            person = "case when person = $key then $instead else person end as person"
            con.execute(f"insert into fresh.{table} select * replace ({person}) from archive.{table}", copied)
        elif table != "refused_row":
            con.execute(f"insert into fresh.{table} select * from archive.{table}")
    _forget_refused(archive, copied["key"], copied["instead"])
    _rehash(archive, key, seq)
    create_known(con, "fresh.submission_row")
    con.execute(f"insert into fresh.current_event {current_events('fresh.event_row')}")
    con.execute(f"insert into fresh.current_population {current_populations('fresh.population_row')}")
    con.execute("commit")
    return int(con.execute("select count(*) from touched").fetchall()[0][0])


def _forget_refused(archive: Archive, key: str, instead: str) -> None:
    """Copy the refused rows without the person; only those that name it are looked at one by one."""
    con = archive.con
    naming = con.execute(
        "select distinct content from archive.refused_row where contains(content, ?)", [key]
    ).fetchall()
    pairs = [(content, without_person(content, key, instead)) for (content,) in naming]
    con.execute(
        "create or replace temp table replaced as "
        "select unnest($old::varchar[]) as old, unnest($new::varchar[]) as new",
        {"old": [old for old, _ in pairs], "new": [new for _, new in pairs]},
    )
    con.execute(
        "insert into fresh.refused_row select f.* replace (coalesce(r.new, f.content) as content) "
        "from archive.refused_row as f left join replaced as r on r.old = f.content"
    )


def _rehash(archive: Archive, key: str, seq: int) -> None:
    """Give touched submissions their new digest, also where the log had the old one, and log the act."""
    con = archive.con
    con.execute(
        "create or replace temp table rehashed as select id, digest from ("
        + digests("fresh.submission_row", "fresh.event_row", "fresh.population_row")
        + ") where id in (select submission from touched)"
    )
    con.execute("update fresh.log as l set digest = r.digest from rehashed as r where r.id = l.submission")
    changed = ", ".join(
        f"(select count(*) from archive.{table} as x where x.submission = r.id and x.person = $key)"
        for table in _PERSONAL
    )
    con.execute(
        "insert into fresh.log select $seq - 1 + row_number() over (order by r.id), 'forget', r.id, null, null, null, "
        f"r.digest, {changed}, 0 from rehashed as r",
        {"seq": seq, "key": key},
    )
