# SPDX-License-Identifier: EUPL-1.2
"""Keys that stand for persons: computed with a secret, so that nobody without it can tell who they are.

The secret comes from a file or the environment and is never stored; the archive holds a salted fingerprint
that only tells whether the same secret is used again.
"""

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from ...schema.base import Language
from .file import Archive
from .messages import refusal

VARIABLE = "IMPEGNI_KEY"
LEAST = 16
FORM = "^(k|forgotten)-[0-9a-f]{32}$"
"""Keys and tombstones: values that stand for a person already."""

_DIGIT = "[0-9LMNPQRSTUV]"
FISCAL = re.compile(
    rf"\b[A-Z]{{6}}{_DIGIT}{{2}}[ABCDEHLMPRST]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z]\b", re.IGNORECASE
)
"""The form of a person's fiscal code; one with a mistyped letter tells who it is as well."""


@dataclass(frozen=True)
class Secret:
    """The secret that keys are computed with; it is never shown."""

    value: bytes = field(repr=False)

    def key(self, person: str) -> str:
        """The key of a person; a fiscal code is the same in capitals and small letters, a key stays what it is."""
        if re.match(FORM, person):
            return person
        meant = person.upper() if is_fiscal_code(person) else person
        return "k-" + hmac.new(self.value, meant.encode(), hashlib.sha256).hexdigest()[:32]

    def fingerprint(self, salt: str) -> str:
        """What tells this secret from another and is slow to guess from."""
        return hashlib.scrypt(self.value, salt=salt.encode(), n=2**14, r=8, p=1).hex()


def read_secret(key_file: Path | None, language: Language) -> Secret | None:
    """The secret of a key file, else of the environment, else none.

    Raises:
        ArchiveError: The file cannot be read, or the secret is short.
    """
    place: object = key_file or VARIABLE
    try:
        value = os.environb.get(VARIABLE.encode()) if key_file is None else key_file.read_bytes()
    except OSError as error:
        raise refusal(place, "key_unreadable", language, reason=error.strerror) from error
    if value is None:
        return None
    value = value.strip()
    if len(value) < LEAST:
        raise refusal(place, "key_short", language, got=len(value), accepted=LEAST)
    return Secret(value)


def tombstone() -> str:
    """What stands in the place of a forgotten person: random, so that it leads back to nobody."""
    return f"forgotten-{secrets.token_hex(16)}"


def is_fiscal_code(value: str) -> bool:
    """Whether a value has the form of a person's fiscal code."""
    return FISCAL.fullmatch(value) is not None


def create_person_keys(
    archive: Archive, tables: list[str], secret: Secret | None, place: object, fiscal: int = 0
) -> None:
    """Create `person_key`: for each person named in some tables, the value that enters the archive.

    Args:
        fiscal: Fiscal codes that stand elsewhere in what was given.

    Raises:
        ArchiveError: Fiscal codes without a secret; a secret other than the archive's, or missing, or too late.
    """
    con = archive.con
    persons = _persons(con, tables)
    kept = [person for person in persons if re.match(FORM, person)]
    named = [person for person in persons if not re.match(FORM, person)]
    _check_secret(archive, secret, bool(named))
    if secret is None:
        fiscal += sum(map(is_fiscal_code, named))
        if fiscal:
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


def _check_secret(archive: Archive, secret: Secret | None, named: bool) -> None:
    """Whether a secret fits the archive's.

    Args:
        named: Persons are given by anything but keys.
    """
    known = archive.meta("key_fingerprint")
    if secret is None:
        if known is not None and named:
            raise refusal(archive.path, "key_needed", archive.language)
        return
    if known is not None and known != secret.fingerprint(archive.meta("key_salt") or ""):
        raise refusal(archive.path, "wrong_key", archive.language)
    if known is None and any(
        re.match(FORM, person) is None
        for person in _persons(archive.con, ["archive.event_row", "archive.population_row"])
    ):
        raise refusal(archive.path, "unkeyed_archive", archive.language)


def remember_secret(archive: Archive, secret: Secret | None, salt: str) -> None:
    """Store the fingerprint of the first secret used."""
    if secret is not None and archive.meta("key_fingerprint") is None:
        archive.con.executemany(
            "insert into archive.meta values (?, ?)",
            [["key_salt", salt], ["key_fingerprint", secret.fingerprint(salt)]],
        )
