# SPDX-License-Identifier: EUPL-1.2
"""Keys that stand for persons: computed with a secret, so that nobody without it can tell who they are."""

import duckdb
import pyarrow as pa

from ..intake.personal_data import fiscal_code_in
from ..intake.persons import unusual
from .file import Archive
from .messages import refusal
from .secret import FORM, Secret


def create_person_keys(archive: Archive, tables: list[str], secret: Secret | None, place: object) -> None:
    """Create `person_key`: for each person named in some tables, the value that enters the archive.

    Raises:
        ArchiveError: Fiscal codes without a secret; a secret other than the archive's, or missing, or too late.
    """
    con = archive.con
    con.execute(
        f"create or replace temp table person_key as select person, person as key from ({_union(tables)})"
    )
    named = f"from person_key where not regexp_matches(person, '{FORM}')"
    check_secret(archive, secret, bool(con.execute(f"select 1 {named} limit 1").fetchall()))
    if secret is None:
        unread = _texts(con, f"select person {named} and {unusual('person')}")
        if fiscal := sum(fiscal_code_in(person) is not None for person in unread):
            raise refusal(place, "fiscal_codes", archive.language, count=fiscal)
        return
    persons = _texts(con, f"select person {named} order by 1")
    keys = {"person": persons, "key": [secret.key(person) for person in persons]}
    con.register("computed_key", pa.table({name: pa.array(of, pa.string()) for name, of in keys.items()}))
    con.execute("update person_key set key = c.key from computed_key as c where c.person = person_key.person")
    con.unregister("computed_key")


def _union(tables: list[str]) -> str:
    """The query for the persons named in some tables, each once."""
    return " union ".join(f"select person from {table} where person is not null" for table in tables)


def _texts(con: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return [text for (text,) in con.execute(query).fetchall()]


def check_secret(archive: Archive, secret: Secret | None, named: bool) -> None:
    """Whether a secret fits the archive's.

    Args:
        named: Persons are given by anything but keys.
    """
    known = archive.meta("key_fingerprint")
    if secret is None:
        if known is not None and named:
            raise refusal(archive.path, "key_needed", archive.language)
        return
    if not fits(archive, secret):
        raise refusal(archive.path, "wrong_key", archive.language)
    held = f"({_union(['archive.event_row', 'archive.population_row'])})"
    unkeyed = f"select 1 from {held} where not regexp_matches(person, '{FORM}') limit 1"
    if known is None and archive.con.execute(unkeyed).fetchall():
        raise refusal(archive.path, "unkeyed_archive", archive.language)


def remember_secret(archive: Archive, secret: Secret | None, salt: str) -> str | None:
    """Store the salt and the fingerprint of the first secret used; the two as the log holds them, if one is given."""
    if secret is None:
        return None
    if archive.meta("key_fingerprint") is None:
        archive.con.executemany(
            "insert into archive.meta values (?, ?)",
            [["key_salt", salt], ["key_fingerprint", secret.fingerprint(salt)]],
        )
    return known_fingerprint(archive)


def fits(archive: Archive, secret: Secret) -> bool:
    """Whether a secret is the archive's, or the archive has none yet."""
    known = archive.meta("key_fingerprint")
    return known is None or known == secret.fingerprint(archive.meta("key_salt") or "")


def known_fingerprint(archive: Archive) -> str | None:
    """The salt and the fingerprint of the archive's secret, as the log holds them."""
    fingerprint = archive.meta("key_fingerprint")
    return None if fingerprint is None else f"{archive.meta('key_salt')} {fingerprint}"
