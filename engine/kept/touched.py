# SPDX-License-Identifier: EUPL-1.2
"""What is counted again: rules, their units and their windows, in parts that look through the same days."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ...schema.convention import Convention
from ...schema.rule import Period, Rule
from ...schema.verdict import Window
from ..definitions.calendar import month_end, windows
from ..definitions.registry import Registry
from ..intake.sheets import Connection
from ..stream.changes import Changes
from ..stream.happened import Happened
from ..stream.narrowing import Place, narrowed
from ..stream.touching import Touched, Touching, is_paired, written_over_time
from ..tallies.patterns import create_patterns
from ..tallies.receipts import is_derived
from ..tallies.reporting import Receipt, Reporters
from ..tallies.source import Kept
from ..tallies.tally import grace_days_of
from ..verdicts.part import Part


class Touches:
    """Tells what changes of facts touch as of one day, under one convention."""

    def __init__(
        self, touching: Touching, convention: Convention, registry: Registry, as_of: dt.date
    ) -> None:
        self._touching, self._convention, self._as_of = touching, convention, as_of
        self._ended = frozenset(unit.code for unit in registry.units if unit.valid_to < as_of)
        self._windows_of: dict[Period, Sequence[Window]] = {}

    def touched(self, changes: Changes, con: Connection, before: Reporters, now: Reporters) -> Touched:
        """What some changes touch.

        Args:
            before: What was received before.
            now: What has been received now.
        """
        touched = self._touching.touched(changes, self._seen(con))
        known = set(before.receipts)
        for receipt in known.symmetric_difference(now.receipts):
            self._add_receipt(touched, receipt)
        for month, codes in _otherwise(before, now).items():
            self._add_reported(touched, codes, month)
        return touched

    def _seen(self, con: Connection) -> Iterator[Happened]:
        """What stands in the table `happened`: of what is alike in a month, the first day and the last."""
        conditions, term = self._touching.conditions, self._convention.term
        if not conditions:
            return
        con.execute("create or replace temp view occurrence as select * from happened")
        patterns = create_patterns(con, conditions, "true")
        asked: dict[int, list[int]] = defaultdict(list)
        for place, where in enumerate(conditions):
            for signature in patterns.signatures[where]:
                asked[signature].append(place)
        rows = con.execute(
            'select c.signature, o.unit, o."case", min(o.date), max(o.date) '
            f"from occurrence as o join pattern as c on {patterns.alike} "
            "group by c.signature, o.unit, o.\"case\", date_trunc('month', o.date), o.date between $first and $last",
            {"first": term.start, "last": term.end},
        ).fetchall()
        for signature, units, case, *days in rows:
            for day in sorted({each.toordinal() for each in days}):
                yield Happened(1, "", day, units, case, asked[signature], ())

    def parts(
        self, touched: Touched, places: Collection[Place] | None, now: Reporters, kept: Kept
    ) -> Iterator[Part]:
        """The parts of a run that judge what is touched.

        Args:
            kept: Counts for which no event need be looked at.
        """
        rules = {rule.id: rule for rule in self._touching.rules}
        groups: dict[tuple[bool, dt.date | None], Touched] = defaultdict(Touched)
        for rule_id, units in touched.units.items():
            known = rule_id in kept.rules
            group = groups[known, None if known else self._first(rules[rule_id], touched)]
            group.units[rule_id] |= units
            group.evident[rule_id] = touched.evident[rule_id]
        for (_, first), some in sorted(groups.items(), key=lambda group: str(group[0])):
            part = narrowed(some, self._touching, places, now, kept)
            yield part if first is None else _since(part, first)

    def _judged(self, rule: Rule, units: Iterable[str]) -> frozenset[str]:
        return self._touching.judged[rule.id].intersection(units)

    def _lineage(self, code: str) -> frozenset[str]:
        return self._touching.reach.lineage(code)

    def _add_receipt(self, touched: Touched, receipt: Receipt) -> None:
        """Add the rules on submissions that count one, at the units it is of."""
        units = {each for code in receipt.units for each in self._lineage(code)}
        for rule in self._touching.rules:
            if any(is_derived(duty) for duty in (rule, *rule.members)):
                self._add_month(touched, rule, self._judged(rule, units), receipt.month)

    def _add_reported(self, touched: Touched, codes: Collection[str], month: str) -> None:
        """Add what may need a month of units that has been received now, or no more: only what is closed does."""
        near = self._touching.reach.around(codes)
        ended, first = near & self._ended, dt.date.fromisoformat(f"{month}-01")
        for rule in self._touching.rules:
            closed = is_paired(rule) or self._may_be_closed(rule, first)
            self._add_month(touched, rule, self._judged(rule, near if closed else ended), month)

    def _add_month(self, touched: Touched, rule: Rule, units: Collection[str], month: str) -> None:
        """Add what lies in a month, which windows may part."""
        first, term = dt.date.fromisoformat(f"{month}-01"), self._convention.term
        for day in (max(first, term.start), min(month_end(first), term.end)):
            touched.add(rule.id, units, day.toordinal())

    def _may_be_closed(self, rule: Rule, first: dt.date) -> bool:
        """Whether a window that a month lies in is closed, at a unit that lives as long as the window."""
        overlapped = [window for window in self._windows(rule) if window.end >= first]
        if not overlapped:
            return False
        end = min(overlapped[0].end, self._convention.term.end)
        return end + dt.timedelta(days=grace_days_of(rule, self._convention)) < self._as_of

    def _windows(self, rule: Rule) -> Sequence[Window]:
        if rule.per not in self._windows_of:
            term, basis = self._convention.term, self._convention.year_basis
            self._windows_of[rule.per] = windows(rule.per, term, self._as_of, basis)
        return self._windows_of[rule.per]

    def _first(self, rule: Rule, touched: Touched) -> dt.date | None:
        """The first day of the first window of a rule that is touched; none where any may be."""
        if written_over_time(rule) or rule.id not in touched.evident:
            return None
        days = [*touched.evident[rule.id].values()]
        if not days or any(each is None for each in days):
            return None
        first = dt.date.fromordinal(min(day for each in days for day in each or ()))
        window = next((window for window in self._windows(rule) if window.end >= first), None)
        return None if window is None else window.start


def _otherwise(before: Reporters, now: Reporters) -> dict[str, list[str]]:
    """By month, the units of which it was missing and is not any more, or the other way round."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in sorted({*before.missing, *now.missing}):
        for month in sorted(before.missing.get(code, frozenset()) ^ now.missing.get(code, frozenset())):
            found[month].append(code)
    return found


def _since(part: Part, first: dt.date) -> Part:
    """The same for the windows from a day on, looking at no day before."""
    assert part.events is not None
    query = f"{part.events.query} and date >= date '{first.isoformat()}'"
    return replace(part, since=first, events=replace(part.events, query=query))
