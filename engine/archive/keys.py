# SPDX-License-Identifier: EUPL-1.2
"""Keys that stand for persons: computed with a secret, so that nobody without it can tell who they are."""

import re

import duckdb
import pyarrow as pa

from ..intake.personal_data import fiscal_code_in
from .file import Archive
from .messages import refusal
from .secret import FORM, Secret


def create_person_keys(archive: Archive, tables: list[str], secret: Secret | None, place: object) -> None:
    """Create `person_key`: for each person named in some tables, the value that enters the archive.

    Raises:
        ArchiveError: Fiscal codes without a secret; a secret other than the archive's, or missing, or too late.
    """
    con = archive.con
    persons = _persons(con, tables)
    kept = [person for person in persons if re.match(FORM, person)]
    named = [person for person in persons if not re.match(FORM, person)]
    check_secret(archive, secret, bool(named))
    if secret is None:
        if fiscal := sum(fiscal_code_in(person) is not None for person in named):
            raise refusal(place, "fiscal_codes", archive.language, count=fiscal)
        keys = named
    else:
        keys = [secret.key(person) for person in named]
    table = pa.table(
        {"person": pa.array(named + kept, pa.string()), "key": pa.array(keys + kept, pa.string())}
    )
    con.register("computed_key", table)
    con.execute("create or replace temp table person_key as select * from computed_key")
    con.unregister("computed_key")


def _persons(con: duckdb.DuckDBPyConnection, tables: list[str]) -> list[str]:
    union = " union ".join(f"select person from {table} where person is not null" for table in tables)
    return [str(row[0]) for row in con.execute(f"{union} order by 1").fetchall()]


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
    if known is None and any(
        re.match(FORM, person) is None
        for person in _persons(archive.con, ["archive.event_row", "archive.population_row"])
    ):
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
