# SPDX-License-Identifier: EUPL-1.2
"""The unit registry: who exists on which days, who continues whom, who belongs to whom."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from ...schema.unit import ALWAYS_FROM, ALWAYS_TO, Unit


class Registry:
    """Units by code, with successors and ancestors resolved on a date.

    Parents and successors must name units of the registry and form no cycle; the reader of the
    registry file refuses anything else.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = tuple(sorted(units, key=lambda unit: unit.code))
        self._by_code = {unit.code: unit for unit in self.units}
        self.index = {unit.code: position for position, unit in enumerate(self.units)}
        self._turning: dict[tuple[str, int | None], tuple[dt.date, ...]] = {}

    @property
    def codes(self) -> frozenset[str]:
        """Every code of the registry."""
        return frozenset(self._by_code)

    def get(self, code: str) -> Unit | None:
        """The unit of that code, if registered."""
        return self._by_code.get(code)

    def resolve(self, code: str, day: dt.date) -> str | None:
        """The unit that stands for `code` on `day`: itself, or its successor; None where there was neither."""
        unit = self._last_begun(code, day)
        return unit.code if unit is not None and _stands(unit, day) else None

    def closure(self, code: str, day: dt.date) -> tuple[str, ...]:
        """The units an event that names `code` on `day` belongs to: the unit of that day and its ancestors."""
        found: list[str] = []
        current = self.resolve(code, day)
        while current is not None and current not in found:
            found.append(current)
            current = self._parent(current, day)
        return tuple(found)

    def ended(self, code: str, day: dt.date, late_days: int) -> tuple[str, ...]:
        """The units that an event naming `code` on `day` may only answer for, as it comes after an end.

        Those above the unit are those of the event's day, as for any event, and not of the day of the end. Each has
        ended at most `late_days` before, or stands while the unit named has ended.
        """
        line = self._line(code, day)
        late = [unit for unit in line if unit.valid_to < day <= last_late_day(unit, late_days)]
        if not line or _stands(line[0], day):
            return tuple(unit.code for unit in late)
        if line[0] not in late:
            return ()
        return tuple(unit.code for unit in line if unit in late or _stands(unit, day))

    def _line(self, code: str, day: dt.date) -> list[Unit]:
        """The unit that `code` has come to by `day`, and those above it by then, whether they stand or not."""
        found: list[Unit] = []
        unit = self._last_begun(code, day)
        while unit is not None and unit not in found:
            found.append(unit)
            unit = None if unit.parent is None else self._last_begun(unit.parent, day)
        return found

    def turning_days(self, code: str, late_days: int | None = None) -> tuple[dt.date, ...]:
        """The days on which the closure of `code` may change: those on which a unit begins or has ended.

        Args:
            late_days: How long after the end of the unit something may still come, where that matters.
        """
        if (code, late_days) not in self._turning:
            days: set[dt.date] = set()
            waiting, seen = [code], set[str]()
            while waiting:
                unit = self._by_code.get(waiting.pop())
                if unit is None or unit.code in seen:
                    continue
                seen.add(unit.code)
                days |= _turns(unit, late_days)
                waiting += [other for other in (unit.successor, unit.parent) if other is not None]
            self._turning[code, late_days] = tuple(sorted(days))
        return self._turning[code, late_days]

    def _last_begun(self, code: str, day: dt.date) -> Unit | None:
        """The last unit in the line of `code`, where none before it was valid on `day`."""
        unit = self._by_code.get(code)
        while unit is not None and unit.valid_to < day and unit.successor in self._by_code:
            unit = self._by_code[unit.successor]
        return unit

    def _parent(self, code: str, day: dt.date) -> str | None:
        """The nearest unit above that stood on `day`."""
        above = self._by_code[code].parent
        while above is not None and self.resolve(above, day) is None:
            above = self._by_code[above].parent if above in self._by_code else None
        return None if above is None else self.resolve(above, day)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The parents of `code`, nearest first, as the registry writes them."""
        found: list[str] = []
        unit = self._by_code.get(code)
        while unit is not None and unit.parent in self._by_code and unit.parent not in found:
            found.append(unit.parent)
            unit = self._by_code[unit.parent]
        return tuple(found)

    def descendants(self, code: str) -> tuple[str, ...]:
        """Every unit below `code`, in code order."""
        return self._below.get(code, ())

    def predecessors(self, code: str) -> tuple[str, ...]:
        """Every unit that `code` continues, directly or through others, in code order."""
        found: set[str] = set()
        waiting = [code]
        while waiting:
            for earlier in self._continued.get(waiting.pop(), ()):
                if earlier not in found:
                    found.add(earlier)
                    waiting.append(earlier)
        return tuple(sorted(found))

    @cached_property
    def _below(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for unit in self.units:
            for ancestor in self.ancestors(unit.code):
                below.setdefault(ancestor, []).append(unit.code)
        return {code: tuple(found) for code, found in below.items()}

    @cached_property
    def _continued(self) -> dict[str, list[str]]:
        continued: dict[str, list[str]] = {}
        for unit in self.units:
            if unit.successor is not None:
                continued.setdefault(unit.successor, []).append(unit.code)
        return continued


def _stands(unit: Unit, day: dt.date) -> bool:
    return unit.valid_from <= day <= unit.valid_to


def last_late_day(unit: Unit, late_days: int) -> dt.date:
    """The last day on which what was done after a unit's end is still accepted as an answer."""
    return min(unit.valid_to, ALWAYS_TO) + dt.timedelta(days=late_days)


def _turns(unit: Unit, late_days: int | None) -> set[dt.date]:
    after = dt.timedelta(days=1)
    days = {unit.valid_from} if unit.valid_from > ALWAYS_FROM else set()
    if unit.valid_to < ALWAYS_TO:
        days.add(unit.valid_to + after)
        if late_days is not None:
            days.add(last_late_day(unit, late_days) + after)
    return days
