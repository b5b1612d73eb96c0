# SPDX-License-Identifier: EUPL-1.2
"""Persons named outside their column: a text is kept as it was sent, and nobody can be forgotten in it."""

from collections.abc import Sequence

from .problems import Fault
from .reading import Reading
from .sheets import Connection

_WORD = "[A-Za-z0-9][^\\s,;:()\\[\\]\"'']*[A-Za-z0-9]"
_TEXTS = ("case", "note", "source")


def refuse_mentions(con: Connection, readings: Sequence[Reading]) -> None:
    """Refuse rows that name, in a text, a person of any of the tables read.

    Codes without a letter are not looked for: they may be any other number.
    """
    if not _create_persons(con, readings):
        return
    for reading in readings:
        for name in _TEXTS:
            if name in reading.headings and name in {column.name for column in reading.kind.columns}:
                found = (
                    f"select row, null as got, min(left(word, 1) || '***') as masked from (select row, "
                    f"unnest(regexp_extract_all(\"{name}\", '{_WORD}')) as word from {reading.typed} "
                    f'where "{name}" is not null) semi join named_person on word = person group by row'
                )
                reading.report_found(found, Fault("person_mentioned"), name)
    con.execute("drop table named_person")


def _create_persons(con: Connection, readings: Sequence[Reading]) -> bool:
    """Create `named_person`; whether there is any text that could name one."""
    naming = [reading for reading in readings if "person" in reading.headings]
    if not naming or not any(name in reading.headings for reading in readings for name in _TEXTS):
        return False
    rows = " union ".join(f"select person from {reading.typed}" for reading in naming)
    con.execute(
        f"create or replace temp table named_person as select person from ({rows}) where strlen(person) > 3 "
        "and regexp_matches(person, '[A-Za-z]') and regexp_matches(person, '[0-9]')"
    )
    return True
