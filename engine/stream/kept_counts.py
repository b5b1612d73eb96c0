# SPDX-License-Identifier: EUPL-1.2
"""Kept counts: what events add up to, brought up to date with each of them, in place of counting all of them again.

Kept are numbers of events, sums and what is told apart by unit and window, what is paired by its days alone, the days
on which conditions were met, and the first events of each verdict. Shares of populations given by person, events paired
one by one, and rules of units that continue each other are counted again each time.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.rule import Rule
from ..definitions.calendar import windows
from ..definitions.registry import Registry
from ..intake.sheets import Connection
from ..tallies.counts import Counts
from ..tallies.frames import Frame
from ..tallies.layouts import judged_units
from ..tallies.moments import paired_conditions
from ..tallies.observed import condition_of
from ..tallies.paired_days import told_by_days
from ..tallies.receipts import is_derived
from ..tallies.selectors import where_sql
from ..tallies.source import DaysOfUnits, Named
from ..verdicts.evidence import EVENT_KEY, LISTED, first_keys, ids_of, named_events
from ..verdicts.run import Verdicts
from .belonging import Belonging
from .cells import Cells, PartsAt, Place, values_at
from .changes import Changes
from .day_counts import DaysKept, PairsKept
from .first_counts import days_of, parts_of
from .happened import Happened
from .touching import Touching


class KeptCounts:
    """The counts of the rules of one run that can be kept."""

    def __init__(self, run: Verdicts, touching: Touching, registry: Registry, con: Connection) -> None:
        """Take what a run has counted.

        Args:
            con: Where the current events are.
        """
        self._convention, self._registry, self._con = run.convention, registry, con
        self._seen = run.options.as_of
        self._belonging = Belonging(registry, run.convention.final_days)
        self._place = {where: place for place, where in enumerate(touching.conditions)}
        self._cells: dict[str, Cells] = {}
        self._pairs: dict[str, PairsKept] = {}
        self._days: dict[Where, DaysKept] = {}
        self._cells_at: dict[int, list[Cells]] = defaultdict(list)
        self._pairs_at: dict[int, list[PairsKept]] = defaultdict(list)
        tallied = run.evidence.tallies.values()
        for one in tallied:
            if one.counts is not None and _is_kept(one.rule, run.convention, registry):
                self._begin(one.frame, one.counts, run)
        whole = touching.rules
        for when in (rule.when for rule in whole if rule.when is not None):
            for where in (when.event, *([] if when.until is None else [when.until.event])):
                self._begin_days(where, run)
        looked_at = (one for one in tallied if not is_derived(one.rule) and one.rule.id not in self._cells)
        looked_at_always = {(one.duty.composed or one.rule).id for one in looked_at}
        self._shares = {rule.id: _shares_of(rule) for rule in whole if rule.id not in looked_at_always}
        self._by_person = _given_by_person(con)

    @property
    def rules(self) -> frozenset[str]:
        """The rules for which no event need be looked at."""
        return frozenset(rule for rule, of in self._shares.items() if of.isdisjoint(self._by_person))

    def take(self, happened: Iterable[Happened], changes: Changes, day: dt.date) -> None:
        """Let events count, or count no more.

        Args:
            day: Events after it are not in sight.
        """
        self._seen = day
        if changes.populations:
            self._by_person = _given_by_person(self._con)
        conditions = {self._place[where]: days for where, days in self._days.items()}
        for one in happened:
            belongs = self._belonging.of(one.units, one.case, one.day)
            for place in one.met:
                for cells in self._cells_at[place]:
                    cells.add(one, belongs.units)
                if place in conditions:
                    conditions[place].add(one, belongs)
            for pairs in {id(each): each for place in one.met for each in self._pairs_at[place]}.values():
                pairs.add(one, belongs)

    def counts(self, frame: Frame) -> Counts | None:
        """What the events of a rule add up to over its frame; none where they are not kept."""
        cells = self._cells_of(frame.rule.id)
        if cells is None:
            return None
        counts, pairs = cells.counts(frame), self._pairs.get(frame.rule.id)
        if pairs is None:
            return counts
        days = pairs.of([unit.code for unit in frame.units])
        return Counts(counts.named, 0 * counts.observed, days=days)

    def days(self, where: Where) -> DaysOfUnits | None:
        """When a condition that makes rules due, or ends that, was met."""
        kept = self._days.get(where)
        return None if kept is None else kept.days()

    def evidence(self, rule: str, unit: str, window: str) -> Named | None:
        """The events that a rule names of a unit in a window; none where they are not kept."""
        cells = self._cells_of(rule)
        if cells is None or unit not in cells.row_of:
            return None
        place = cells.row_of[unit], cells.column_of[window]
        if cells.first(place) is None:
            cells.find(place, self._found(cells, place))
        keys, count = cells.first(place) or ((), 0)
        return ids_of(keys), count - len(keys)

    def _cells_of(self, rule: str) -> Cells | None:
        cells = self._cells.get(rule)
        share = None if cells is None else cells.rule.measure.share
        return None if share is not None and share.of in self._by_person else cells

    def _found(self, cells: Cells, place: Place) -> list[str]:
        """The keys of the first events of a place, looked for anew."""
        window = cells.windows[place[1]]
        rows = self._con.execute(
            f'select {EVENT_KEY} as key, unit, "case", date from current_event '
            f"where {where_sql(condition_of(cells.rule))} and date between $first and least($last, $seen) order by key",
            {"first": window.start, "last": window.end, "seen": self._seen},
        )
        found: list[str] = []
        while len(found) < LISTED and (some := rows.fetchmany(1_000)):
            found += [
                key
                for key, units, case, date in some
                if cells.is_of(place, (day := date.toordinal()), self._belonging.of(units, case, day).units)
            ]
        return found[:LISTED]

    def _begin(self, frame: Frame, counts: Counts, run: Verdicts) -> None:
        rule, convention, cube = frame.rule, self._convention, run.evidence.cube
        columns = windows(rule.per, convention.term, convention.term.end, convention.year_basis)
        cells = Cells(rule, frame.units, columns, convention.term, self._parts_at(rule))
        where = condition_of(rule)
        known = bool(cube.patterns.signatures[where])
        cells.begin(
            counts, first_keys(cube, frame, named_events(where)) if known else {}, parts_of(cube, frame)
        )
        self._cells[rule.id] = cells
        self._cells_at[self._place[where]].append(cells)
        if counts.days is not None:
            waits, helps = (self._place[each] for each in paired_conditions(rule))
            pairs = PairsKept(rule, cells.row_of, waits, helps)
            pairs.days = counts.days
            self._pairs[rule.id] = pairs
            for place in {waits, helps}:
                self._pairs_at[place].append(pairs)

    def _begin_days(self, where: Where, run: Verdicts) -> None:
        if where not in self._days:
            self._days[where] = DaysKept()
            self._days[where].begin(days_of(run.evidence.cube, where))

    def _parts_at(self, rule: Rule) -> PartsAt | None:
        """What a rule tells apart; none where it counts or sums."""
        measure, where = rule.measure, rule.where
        if measure.units is not None:
            return _units_at(measure.units, self._belonging, self._registry)
        if measure.share is not None and isinstance(measure.share.reached, str):
            return values_at(measure.share.reached, None)
        if measure.distinct is None or where is None:
            return None
        return values_at(measure.distinct, where.tests().get(measure.distinct))


def _units_at(kinds: tuple[str, ...], belonging: Belonging, registry: Registry) -> PartsAt:
    """The units of some kinds that an event belongs to, at or below a unit."""

    def parts(one: Happened, code: str) -> Iterable[str]:
        for below in belonging.of(one.units, one.case, one.day).units:
            unit = registry.get(below)
            if unit is not None and unit.kind in kinds and code in belonging.of(below, None, one.day).units:
                yield below

    return parts


def _shares_of(rule: Rule) -> frozenset[str]:
    """The populations that a rule takes shares of."""
    shares = (duty.measure.share for duty in (rule, *rule.members))
    return frozenset(share.of for share in shares if share is not None)


def _given_by_person(con: Connection) -> frozenset[str]:
    rows = con.execute(
        "select distinct population from current_population where person is not null"
    ).fetchall()
    return frozenset(name for (name,) in rows)


def _is_kept(rule: Rule, convention: Convention, registry: Registry) -> bool:
    """Whether events that count for a rule can be added to what was counted."""
    if rule.where is None:
        return told_by_days(rule, convention, registry)
    judged = judged_units(rule.for_each, registry, convention.term)
    others = registry.units if rule.measure.units is not None else judged
    continuing = any(registry.predecessors(unit.code) for unit in others)
    return not continuing
