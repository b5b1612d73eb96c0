# SPDX-License-Identifier: EUPL-1.2
"""Reporting: who reports for whom, month by month, and what was received."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb

from ...schema.convention import Convention, Interval
from ...schema.unit import Unit
from ...schema.verdict import Window
from ..definitions.calendar import windows
from ..definitions.registry import Registry


@dataclass(frozen=True)
class Receipt:
    """A submission as far as it proves that somebody reported."""

    id: str
    month: str
    units: tuple[str, ...]
    received: dt.date


@dataclass(frozen=True)
class Reporters:
    """Who reports for whom, and what is missing.

    Attributes:
        missing: The months without a submission, by reporting unit.
        receipts: The submissions known at the run's known_at.
    """

    reporters: frozenset[str]
    registry: Registry
    missing: Mapping[str, frozenset[str]]
    receipts: tuple[Receipt, ...]

    def sources(self, unit: Unit, start: dt.date, end: dt.date) -> frozenset[str]:
        """The reporting units at or below a unit; where there is none, its nearest reporting ancestor.

        Ancestors are those of each day from `start` to `end`: after a merger, the unit that continues them.
        """
        below = [
            code for code in (unit.code, *self.registry.descendants(unit.code)) if code in self.reporters
        ]
        if below:
            return frozenset(below)
        start, end = max(start, unit.valid_from), min(end, unit.valid_to)
        days = [start, *(day for day in self.registry.turning_days(unit.code) if start < day <= end)]
        above = (self._nearest(unit.code, day) for day in days if start <= end)
        return frozenset(code for code in above if code is not None)

    def _nearest(self, code: str, day: dt.date) -> str | None:
        return next((each for each in self.registry.closure(code, day) if each in self.reporters), None)

    def may_miss(self, unit: Unit) -> bool:
        """Whether some tally of a unit may need what is missing, in any month."""
        if unit.code not in self._missing:
            sources = self.sources(unit, dt.date.min, dt.date.max)
            self._missing[unit.code] = not sources.isdisjoint(self.missing)
        return self._missing[unit.code]

    @cached_property
    def _missing(self) -> dict[str, bool]:
        return {}

    def missing_for(self, units: Sequence[Unit], months: Sequence[Window]) -> tuple[str, ...]:
        """What is missing for these units in these months: `UNIT YYYY-MM`, by month, then unit.

        Args:
            months: Each with its first and last day in term.
        """
        codes = tuple(unit.code for unit in units)
        found: list[str] = []
        for month in months:
            place = codes, month.start, month.end
            if place not in self._known:
                self._known[place] = self._missing_in(units, month)
            found += self._known[place]
        return tuple(found)

    @cached_property
    def _known(self) -> dict[tuple[tuple[str, ...], dt.date, dt.date], tuple[str, ...]]:
        """What was found missing for some units in a month: tallies of many rules ask the same."""
        return {}

    def _missing_in(self, units: Sequence[Unit], month: Window) -> tuple[str, ...]:
        sources = {code for unit in units for code in self.sources(unit, month.start, month.end)}
        missing = (code for code in sorted(sources) if month.label in self.missing.get(code, ()))
        return tuple(f"{code} {month.label}" for code in missing)


def reporting_of(
    con: duckdb.DuckDBPyConnection,
    owing: Mapping[str, Interval],
    term: Interval,
    registry: Registry,
    complete: bool,
) -> Reporters:
    """Compare the submissions held with those owed: one a month for each reporting unit valid in it.

    Args:
        owing: The units that report, each with the term of the convention it reports under.
        term: The term of the run.
        complete: Bare files count as complete: nothing is missing.
    """
    rows = con.execute("select id, month, units, received from known_submission order by rank").fetchall()
    receipts = tuple(Receipt(row[0], row[1], tuple(row[2].split("|")), row[3]) for row in rows)
    received = {(code, receipt.month) for receipt in receipts for code in receipt.units}
    missing: dict[str, frozenset[str]] = {}
    every_month = windows("month", term, term.end)
    for unit in registry.units:
        if unit.code in owing and not complete:
            months = _months_owed(unit, term, owing[unit.code], every_month)
            missing[unit.code] = frozenset(month for month in months if (unit.code, month) not in received)
    lacking = {code: months for code, months in missing.items() if months}
    return Reporters(frozenset(owing), registry, lacking, receipts)


def reporting_units(convention: Convention, registry: Registry) -> dict[str, Interval]:
    """The units that owe a convention's monthly submissions, with its term."""
    kinds = convention.reporting.kinds
    return {unit.code: convention.term for unit in registry.units if unit.kind in kinds}


def reporting_members(members: Iterable[tuple[Convention, Registry]]) -> dict[str, Interval]:
    """The units that owe the submissions of any member of a programme, each with the term of its convention."""
    owing: dict[str, Interval] = {}
    for member, units in members:
        owing |= reporting_units(member, units)
    return owing


def _months_owed(unit: Unit, term: Interval, own: Interval, months: Sequence[Window]) -> list[str]:
    start = max(unit.valid_from, term.start, own.start)
    end = min(unit.valid_to, term.end, own.end)
    return [window.label for window in months if max(window.start, start) <= min(window.end, end)]
