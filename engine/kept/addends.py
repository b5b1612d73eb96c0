# SPDX-License-Identifier: EUPL-1.2
"""Addends: what some events alone count, rule by rule, to be added to what the others add up to."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.rule import Rule
from ..definitions.registry import Registry
from ..intake.sheets import Connection
from ..stream.first_counts import days_of
from ..tallies.counts import Counts
from ..tallies.cube import Cube
from ..tallies.duties import TalliedDuty, members_of
from ..tallies.frames import RuleLayout
from ..tallies.layouts import Layout, Layouts
from ..tallies.moments import create_paired
from ..tallies.observed import observe
from ..tallies.paired_days import count_days, told_by_days
from ..tallies.receipts import is_derived
from ..tallies.source import scanned
from .together import Scope

DaysMet = Mapping[Where, Mapping[str, Mapping[int, int]]]
"""By condition and code of a unit, in how many events of each day it was met."""

Places = tuple[Mapping[str, int], Mapping[str, int]]


class Addends:
    """Counts events for the rules in scope of which what two events count is the sum of what each does."""

    def __init__(self, scope: Scope, convention: Convention, registry: Registry, as_of: dt.date) -> None:
        self.registry, self._convention, self._as_of = registry, convention, as_of
        self._layouts = Layouts(convention, registry, as_of)
        self._rules = [rule for _, rule in scope]
        self.awaited: dict[Where, str] = {}
        self.duties: dict[str, Rule] = {}
        self.needed: dict[str, tuple[list[str], list[str]]] = {}
        for objective, rule in scope:
            duties = [
                each.rule for each in members_of(TalliedDuty(objective, rule)) if not is_derived(each.rule)
            ]
            conditions = {where: where.model_dump_json() for where in _awaited(rule)}
            self.awaited |= conditions
            self.duties |= {each.id: each for each in duties if _adds_up(each, convention, registry)}
            self.needed[rule.id] = [each.id for each in duties], [*conditions.values()]

    def layout_of(self, duty: Rule) -> Layout:
        """All units and windows of a rule."""
        return self._layouts.of(duty)

    def places_of(self, duty: Rule) -> Places:
        """The row of each unit and the column of each window in its layout."""
        layout = self.layout_of(duty)
        if layout.number not in self._places:
            rows = {unit.code: row for row, unit in enumerate(layout.units)}
            columns = {window.label: column for column, window in enumerate(layout.windows)}
            self._places[layout.number] = rows, columns
        return self._places[layout.number]

    @cached_property
    def _places(self) -> dict[int, Places]:
        return {}

    def counted(
        self, con: Connection, units: frozenset[str]
    ) -> tuple[list[tuple[RuleLayout, Counts]], DaysMet]:
        """What the events of the table `occurrence` count, and when they meet what makes rules due.

        Args:
            units: All at which any of them may count.
        """
        layouts = Layouts(self._convention, self.registry, self._as_of, units)
        cube = scanned(con, self.registry, self._convention, self._as_of, layouts, self._rules)
        return list(self._counts(cube, layouts)), self.met(cube)

    def met(self, cube: Cube) -> DaysMet:
        """When the events of a scan meet what makes rules due."""
        return {where: days_of(cube, where) for where in self.awaited if cube.patterns.signatures[where]}

    def _counts(self, cube: Cube, layouts: Layouts) -> Iterator[tuple[RuleLayout, Counts]]:
        counted = [RuleLayout(**vars(layouts.of(duty)), rule=duty) for duty in self.duties.values()]
        seen = observe(cube, counted)
        create_paired(cube, self.duties.values())
        for layout in counted:
            rule = layout.rule
            codes = [unit.code for unit in layout.units]
            days = count_days(cube, rule, codes) if rule.where is None else None
            yield layout, Counts(*seen[rule.id], days=days)


def _adds_up(duty: Rule, convention: Convention, registry: Registry) -> bool:
    """Whether what two events count for a duty is the sum of what each counts for it."""
    if duty.where is None:
        return told_by_days(duty, convention, registry)
    measure = duty.measure
    return measure.share is None and measure.distinct is None and measure.units is None


def _awaited(rule: Rule) -> Iterable[Where]:
    """The conditions that make a rule due, or end that."""
    if rule.when is None:
        return ()
    return rule.when.event, *(() if rule.when.until is None else (rule.when.until.event,))
