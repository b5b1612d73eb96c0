# SPDX-License-Identifier: EUPL-1.2
"""Everything a judgement looks at, and who owns what on which day."""

import datetime as dt
from dataclasses import dataclass, field

from impegni.schema.condition import Test, Where
from impegni.schema.convention import Convention
from impegni.schema.facts import Figure, Population, Submission
from impegni.schema.unit import Unit
from impegni.schema.vocabulary import Vocabulary

from .facts import Occurrence


@dataclass
class World:
    """One run: its definitions, the facts that hold, and its dates.

    Attributes:
        convention: Whose rules are judged: a region's agreement, or the programme written as one.
        home: The region's agreement that each unit reports under; the nation reports under none.
        absent: Members of the programme that were not given.
    """

    convention: Convention
    vocabulary: Vocabulary
    units: dict[str, Unit]
    events: list[Occurrence]
    populations: list[Population]
    submissions: dict[str, Submission]
    complete: bool
    figures: list[Figure]
    as_of: dt.date
    known_at: dt.date | None
    home: dict[str, Convention]
    absent: tuple[str, ...] = ()
    chains_seen: dict[Occurrence, list[list[str]]] = field(default_factory=dict)

    def exists(self, code: str, day: dt.date) -> bool:
        return self.units[code].valid_from <= day <= self.units[code].valid_to

    def may_answer(self, code: str, day: dt.date) -> bool:
        """Whether a unit exists on a day or closed so shortly before that it may still answer."""
        closed_for = (day - self.units[code].valid_to).days
        return self.exists(code, day) or 0 < closed_for <= self.convention.final_days

    def on_day(self, code: str, day: dt.date) -> str:
        """The unit that stands for `code` on a day: a closed one is stood for by its successor."""
        unit = self.units[code]
        while unit.valid_to < day and unit.successor is not None:
            unit = self.units[unit.successor]
        return unit.code

    def chain(self, code: str, day: dt.date) -> list[str]:
        """The unit of the day, its parent of the day, and so on upwards."""
        found: list[str] = []
        current: str | None = code
        while current is not None:
            standing = self.on_day(current, day)
            found.append(standing)
            current = self.units[standing].parent
        return found

    def chains(self, event: Occurrence) -> list[list[str]]:
        """One chain for each registered unit the event names, its case included."""
        if event not in self.chains_seen:
            named = [*event.units, *event.values["case"]]
            self.chains_seen[event] = [self.chain(code, event.date) for code in named if code in self.units]
        return self.chains_seen[event]

    def owned(self, event: Occurrence, codes: set[str]) -> bool:
        """Whether the event belongs to any of the units: on its day both it and who did it exist."""
        return any(
            self.exists(chain[0], event.date)
            and any(code in codes and self.exists(code, event.date) for code in chain)
            for chain in self.chains(event)
        )

    def answers(self, event: Occurrence, codes: set[str]) -> bool:
        """Whether the event may answer for any of the units, which may have closed shortly before."""
        return any(
            self.may_answer(chain[0], event.date)
            and any(code in codes and self.may_answer(code, event.date) for code in chain)
            for chain in self.chains(event)
        )

    def predecessors(self, code: str) -> set[str]:
        """Every unit continued by `code`, directly or through others."""
        found: set[str] = set()
        for unit in self.units.values():
            if unit.successor == code:
                found |= {unit.code} | self.predecessors(unit.code)
        return found

    def below(self, code: str) -> list[str]:
        """The units under `code`, as the registry writes them."""
        found = []
        for unit in self.units.values():
            if unit.parent == code:
                found += [unit.code, *self.below(unit.code)]
        return found


def matches(where: Where, event: Occurrence) -> bool:
    """Whether an event satisfies every test."""
    return all(satisfies(test, event.values[column]) for column, test in where.tests().items())


def satisfies(test: Test, found: set[str | int]) -> bool:
    """One test on the values of one column; `not` wants some other value there."""
    if test.present is not None:
        return bool(found) == test.present
    if not found:
        return False
    if test.values is not None:
        return any(value in test.values for value in found)
    if test.not_ is not None:
        return bool(found.difference(test.not_))
    if test.min is not None:
        return all(int(value) >= test.min for value in found)
    assert test.max is not None
    return all(int(value) <= test.max for value in found)
