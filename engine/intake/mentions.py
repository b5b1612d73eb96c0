# SPDX-License-Identifier: EUPL-1.2
"""Persons named outside their column: a text is kept as it was sent, and nobody can be forgotten in it."""

from collections.abc import Sequence

from .problems import Fault
from .reading import TableReading
from .sheets import Connection

_WORD = "[A-Za-z0-9][^\\s,;:()\\[\\]\"'']*[A-Za-z0-9]"
_CODE = "strlen({0}) > 3 and regexp_matches({0}, '[A-Za-z]') and regexp_matches({0}, '[0-9]')"
_TEXTS = ("case", "note", "source")


def refuse_mentions(con: Connection, readings: Sequence[TableReading]) -> None:
    """Refuse rows that name, in a text, a person of any of the tables read.

    Codes without a letter are not looked for: they may be any other number.
    """
    texts = [(reading, name) for reading in readings for name in texts_of(reading)]
    named = persons_named(readings)
    if not texts or named is None:
        return
    con.execute(f"create or replace temp table named_person as {named}")
    for reading, name in texts:
        found = f"({words_in(reading, name)}) semi join named_person on word = person"
        report_mentions(reading, name, found)
    con.execute("drop table named_person")


def texts_of(reading: TableReading) -> list[str]:
    """The columns of a table that hold text in which somebody may be named."""
    known = {column.name for column in reading.kind.columns}
    return [name for name in _TEXTS if name in reading.headings and name in known]


def persons_named(readings: Sequence[TableReading]) -> str | None:
    """The query for the persons of tables that can be told from other words, if there is a column of them."""
    naming = [reading for reading in readings if "person" in reading.headings]
    rows = " union ".join(f"select person from {reading.typed}" for reading in naming)
    return f"select person from ({rows}) where {_CODE.format('person')}" if naming else None


def words_in(reading: TableReading, name: str) -> str:
    """The query for the words of a column that may name somebody: row and word."""
    words = f"select row, unnest(regexp_extract_all(\"{name}\", '{_WORD}')) as word from {reading.typed}"
    return f'select row, word from ({words} where "{name}" is not null) where {_CODE.format("word")}'


def report_mentions(reading: TableReading, name: str, found: str) -> None:
    """Refuse the rows of a column in which words were found that name somebody.

    Args:
        found: A relation with their rows and words.
    """
    masked = f"select row, null as got, min(left(word, 1) || '***') as masked from {found} group by row"
    reading.report_found(masked, Fault("person_mentioned"), name)
