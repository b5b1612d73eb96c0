# SPDX-License-Identifier: EUPL-1.2
"""Persons that one line names in its column and another, before or after it, in a text."""

from collections.abc import Sequence

from ..intake.gathering import Gathering
from ..intake.mentions import persons_named, report_mentions, texts_of, words_in
from ..intake.reading import TableReading
from ..intake.sheets import Connection, counted
from .readings import Headings, Readings, reading_of


class Mentions:
    """Remembers the persons of all lines and the words of their texts that may name one."""

    def __init__(self, con: Connection) -> None:
        self._con = con
        con.execute("create table told_person (person varchar)")
        con.execute("create table told_word (fact varchar, name varchar, row bigint, word varchar)")

    def check(self, across: Gathering, readings: Readings, headings: Headings) -> None:
        """Refuse lines that name, in a text, a person of any line told until now or just read.

        Args:
            readings: The lines just read.
        """
        carried = {fact: reading for fact, reading in readings.items() if fact != "submission"}
        persons = persons_named(list(carried.values()))
        texts = [(fact, reading, name) for fact, reading in carried.items() for name in texts_of(reading)]
        if persons is not None:
            self._check_told(across, persons, headings)
        if texts:
            self._check_fresh(texts)

    def _check_told(self, across: Gathering, persons: str, headings: Headings) -> None:
        """Refuse lines told before that name one of the persons just read."""
        self._con.execute(f"create or replace temp table fresh_person as {persons}")
        self._con.execute("insert into told_person from fresh_person")
        named = "told_word semi join fresh_person on word = person"
        for fact, name in self._con.execute(
            f"select distinct fact, name from {named} order by all"
        ).fetchall():
            reading = reading_of(across, fact, headings[fact])
            where = f"fact = '{fact}' and name = '{name}'"
            report_mentions(reading, name, f"(select row, word from {named} where {where})")

    def _check_fresh(self, texts: Sequence[tuple[str, TableReading, str]]) -> None:
        """Refuse lines just read that name a person."""
        words = " union all ".join(
            f"select '{fact}' as fact, '{name}' as name, row, word from ({words_in(reading, name)})"
            for fact, reading, name in texts
        )
        self._con.execute(f"create or replace temp table fresh_word as {words}")
        self._con.execute("insert into told_word from fresh_word")
        named = "fresh_word where word in (select p.person from told_person as p join fresh_word on word = p.person)"
        for fact, reading, name in texts if counted(self._con, named) else ():
            where = f"fact = '{fact}' and name = '{name}'"
            report_mentions(reading, name, f"(select row, word from {named} and {where})")
