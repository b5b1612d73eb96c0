# SPDX-License-Identifier: EUPL-1.2
"""A stream judged: at each tick of the clock and at the end, what the facts told so far change."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ...schema.errors import UsageError
from ...schema.stream import StreamFact
from ..intake.fact_tables import FactTables
from .emission import Emission, Found
from .gathered import Gathered
from .lines import Numbered, read

JudgeOn = Callable[[FactTables, dt.date], Iterable[Found]]
"""Finds the verdicts, escalations and roll-ups of some facts as of a day."""

Say = Callable[[ErrorRecord], None]

NO_CLOCK = (
    "stdin: got no line that says from which day to judge; send one, "
    'for example {"fact": "clock", "date": "2018-12-31"}'
)


class Stream:
    """A stream being judged.

    Attributes:
        day: The greatest day the clock has told.
        refused: How many things were wrong with lines, which were left out.
    """

    def __init__(self, gathered: Gathered, judge_on: JudgeOn, say: Say, language: Language) -> None:
        self._gathered, self._judge_on, self._say, self._language = gathered, judge_on, say, language
        self._emission = Emission()
        self._said: set[ErrorRecord] = set()
        self.day: dt.date | None = None
        self.refused = 0

    def run(self, lines: Iterable[Numbered]) -> Iterator[list[StreamFact]]:
        """What each tick of the clock changes, then what the lines after the last one change.

        Raises:
            UsageError: The clock was never told.
            ArchiveError: The archive cannot be used, or what is told does not go together with it.
        """
        waiting = False
        for number, raw in lines:
            line, records = read(number, raw, self._language)
            self._tell(records)
            if line is None:
                continue
            if line.fact != "clock":
                self._gathered.add(line)
                waiting = True
            elif line.day is not None:
                self.day = line.day if self.day is None else max(self.day, line.day)
                yield self._changed(self.day)
                waiting = False
        if self.day is None:
            raise UsageError([NO_CLOCK])
        if waiting:
            yield self._changed(self.day)
        self._give_notices()

    def _changed(self, day: dt.date) -> list[StreamFact]:
        told = self._gathered.told()
        try:
            self._tell(record for record in told.records if record.level == "binding")
            return list(self._emission.changes(self._judge_on(told.facts, day)))
        finally:
            told.facts.con.close()

    def _give_notices(self) -> None:
        """Notices wait for the end: what they miss may still come."""
        told = self._gathered.told()
        told.facts.con.close()
        self._tell(told.records)

    def _tell(self, records: Iterable[ErrorRecord]) -> None:
        for record in records:
            if record not in self._said:
                self._said.add(record)
                self.refused += record.level == "binding"
                self._say(record)
