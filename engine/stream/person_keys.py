# SPDX-License-Identifier: EUPL-1.2
"""The keys that persons in lines get where a stream goes on from an archive: those they have in it."""

import re
from collections.abc import Sequence

from ..archive.file import Archive
from ..archive.keys import check_secret, known_fingerprint
from ..archive.messages import refusal
from ..archive.secret import FORM, Secret
from ..intake.sheets import Connection


class PersonKeys:
    """Puts keys in the place of persons."""

    def __init__(self, archive: Archive, secret: Secret | None) -> None:
        """Look whether the secret is the archive's.

        Raises:
            ArchiveError: It is another one.
        """
        check_secret(archive, secret, named=False)
        self._path, self._language, self._secret = archive.path, archive.language, secret
        self._keyed = known_fingerprint(archive) is not None

    def put(self, con: Connection, tables: Sequence[str]) -> None:
        """Put keys into some tables.

        Raises:
            ArchiveError: The archive has keys, and the secret for those of further persons was not given.
        """
        union = " union ".join(f"select person from {table} where person is not null" for table in tables)
        persons = [str(row[0]) for row in con.execute(f"{union} order by 1").fetchall()]
        named = [person for person in persons if not re.match(FORM, person)]
        if not named or (self._secret is None and not self._keyed):
            return
        if self._secret is None:
            raise refusal(self._path, "key_needed", self._language)
        con.execute(
            "create or replace temp table person_key as "
            "select unnest($persons::varchar[]) as person, unnest($keys::varchar[]) as key",
            {"persons": named, "keys": [self._secret.key(person) for person in named]},
        )
        for table in tables:
            con.execute(
                f"update {table} set person = k.key from person_key as k where {table}.person = k.person"
            )
