# SPDX-License-Identifier: EUPL-1.2
"""Ownership: whether an event would belong to a tally on a day, and what stands in the way where not."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..definitions.registry import Registry


class Belonging(NamedTuple):
    """How an event stands to a tally.

    Attributes:
        standing: `unit_not_valid` or `unit_above`, `elsewhere` where it has nothing to do with the unit,
            None where it belongs.
        counted: The units of the kinds asked for at which it was done, joined by `|`.
    """

    standing: str | None
    counted: str = ""


@dataclass(frozen=True)
class Owner:
    """Tells how events stand to a tally.

    Attributes:
        answering: The units whose events the tally counts.
        kinds: Of the units to be counted at or below them.
    """

    registry: Registry
    answering: frozenset[str]
    kinds: Sequence[str] = ()

    @cached_property
    def _closures(self) -> dict[tuple[str, dt.date], tuple[str, ...]]:
        return {}

    def _closure(self, code: str, day: dt.date) -> tuple[str, ...]:
        """The units of that day, looked up once."""
        key = code, day
        if key not in self._closures:
            self._closures[key] = self.registry.closure(code, day)
        return self._closures[key]

    def belonging(self, named: Sequence[str], day: dt.date) -> Belonging:
        """How an event of that day stands that names these units, its case among them."""
        found = {unit for code in named for unit in self._closure(code, day)}
        if not self.answering.isdisjoint(found):
            return Belonging(None, "|".join(code for code in sorted(found) if self._counts(code, day)))
        if not self.answering.isdisjoint(named):
            return Belonging("unit_not_valid")
        # A unit that is gone by then could not have done it either.
        valid = [code for code in self.answering if self._closure(code, day)[:1] == (code,)]
        above = {unit for code in valid for unit in self._closure(code, day)}
        meant = {self._closure(code, day)[:1] for code in named}
        return Belonging(
            "unit_above" if any(above.issuperset(unit) for unit in meant if unit) else "elsewhere"
        )

    def last_day(self, named: Sequence[str]) -> dt.date | None:
        """The last day on which one of the units named was valid and answered for."""
        units = [unit for code in named if code in self.answering and (unit := self.registry.get(code))]
        return max((unit.valid_to for unit in units), default=None)

    def _counts(self, code: str, day: dt.date) -> bool:
        unit = self.registry.get(code)
        if unit is None or unit.kind not in self.kinds:
            return False
        return not self.answering.isdisjoint(self._closure(code, day))
