# SPDX-License-Identifier: EUPL-1.2
"""Belonging: the units at which an event counts, and those at which it can only be an answer."""

import datetime as dt
from typing import NamedTuple

from ..definitions.registry import Registry


class Belongs(NamedTuple):
    """The codes of the units an event belongs to on its day, and of those it belonged to when they ended."""

    units: frozenset[str]
    late: frozenset[str]


class Belonging:
    """Looks up the units of events, and remembers them: few events are alone in what they name."""

    def __init__(self, registry: Registry, late_days: int) -> None:
        """Remember nothing yet.

        Args:
            late_days: How long after the end of a unit an answer may come.
        """
        self._registry, self._late_days = registry, late_days
        self._turning: dict[tuple[str, ...], bool] = {}
        self._found: dict[tuple[tuple[str, ...], int], Belongs] = {}

    def of(self, units: str, case: str | None, day: int) -> Belongs:
        """The units of an event.

        Args:
            units: Those it names, between `|`.
            case: Its case, which may be a unit.
            day: Ordinal.
        """
        named = units if case is None or self._registry.get(case) is None else f"{units}|{case}"
        codes = tuple(named.split("|"))
        if codes not in self._turning:
            turns = (self._registry.turning_days(code, self._late_days) for code in codes)
            self._turning[codes] = any(turns)
        key = codes, day if self._turning[codes] else 0
        if key not in self._found:
            self._found[key] = self._look_up(codes, dt.date.fromordinal(day))
        return self._found[key]

    def _look_up(self, codes: tuple[str, ...], day: dt.date) -> Belongs:
        units = {unit for code in codes for unit in self._registry.closure(code, day)}
        late = {unit for code in codes for unit in self._registry.ended(code, day, self._late_days)}
        return Belongs(frozenset(units), frozenset(late - units))
