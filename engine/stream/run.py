# SPDX-License-Identifier: EUPL-1.2
"""A stream: lines in, changes out; what a line changes is told without waiting for the next tick of the clock."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from ...schema.error_record import ErrorRecord
from ...schema.errors import UsageError
from ...schema.stream import StreamFact
from .changes import Changes
from .followed import Followed
from .lines import Line, Numbered, read
from .told import Told

Say = Callable[[ErrorRecord], None]

NO_CLOCK = (
    "stdin: got no line that says from which day to judge; send one, "
    'for example {"fact": "clock", "date": "2018-12-31"}'
)


class Stream:
    """Facts told line by line, and what they change.

    Attributes:
        told: The facts told, and those it began with.
        day: The greatest day the clock has told; before the first nothing is judged.
        refused: How many things were wrong with lines, which were left out.
    """

    def __init__(self, told: Told, followed: Sequence[Followed], say: Say) -> None:
        self.told, self._followed, self._say = told, followed, say
        self._said: set[ErrorRecord] = set()
        self._given = 0
        self.day: dt.date | None = None
        self.refused = 0

    def tell(self, lines: Iterable[Numbered]) -> list[StreamFact]:
        """Take some lines together; what they change, judged after each tick of the clock and after the last.

        Raises:
            ArchiveError: The archive has keys for persons, and the secret was not given.
        """
        changed: list[StreamFact] = []
        facts: list[Line] = []
        for number, raw in lines:
            line, records = read(number, raw, self.told.language)
            self._tell(records)
            if line is None:
                continue
            if line.fact != "clock":
                facts.append(line)
            elif line.day is not None:
                self.day = line.day if self.day is None else max(self.day, line.day)
                changed += self._changed(facts)
                facts = []
        return changed + self._changed(facts) if facts else changed

    def give(self, facts: Iterable[Mapping[str, object]]) -> list[StreamFact]:
        """Take some facts together, each with the keys of a line.

        Raises:
            ArchiveError: The archive has keys for persons, and the secret was not given.
        """
        first = self._given + 1
        lines = [(number, json.dumps(dict(fact)).encode()) for number, fact in enumerate(facts, first)]
        self._given += len(lines)
        return self.tell(lines)

    def finish(self) -> None:
        """Say what is to be noticed now that nothing more comes.

        Raises:
            UsageError: The clock was never told.
        """
        if self.day is None:
            raise UsageError([NO_CLOCK])
        self._tell(self.told.notices())

    def _changed(self, lines: Sequence[Line]) -> list[StreamFact]:
        self.told.begin()
        changes = Changes()
        if lines:
            changes, records = self.told.add(lines)
            self._tell(records)
        if self.day is None:
            return []
        self.told.look_from(self.day)
        return self._found(changes, self.day)

    def _found(self, changes: Changes, day: dt.date) -> list[StreamFact]:
        """Verdicts first, then escalations, then roll-ups."""
        found: list[StreamFact] = []
        for one in self._followed:
            found += one.verdicts(self.told.facts, day, changes, self.told.places)
        for one in self._followed:
            found += one.escalations()
        for one in self._followed:
            found += one.rollups()
        return found

    def _tell(self, records: Iterable[ErrorRecord]) -> None:
        for record in records:
            if record not in self._said:
                self._said.add(record)
                self.refused += record.level == "binding"
                self._say(record)
