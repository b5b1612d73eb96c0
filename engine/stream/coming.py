# SPDX-License-Identifier: EUPL-1.2
"""What the clock touches: for each rule and unit the next day that may change a verdict though nothing is told."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from ...schema.convention import Convention
from ...schema.rule import Period, Rule
from ..definitions.calendar import windows
from ..tallies.activity import NO_DAY
from ..tallies.layouts import DaysByUnit
from ..tallies.tally import Tallies
from .next_days import next_days
from .touching import Touched


class Coming:
    """Remembers of every rule when a window of it opens next, and of every unit when the day matters next."""

    def __init__(self, convention: Convention) -> None:
        self._convention = convention
        self._next: dict[str, dict[str, int]] = {}
        self._soonest: dict[str, int] = {}
        self._opens: dict[str, int] = {}
        self._openings: dict[Period, list[int]] = {}

    def add_to(self, touched: Touched, day: int, judged: Mapping[str, frozenset[str]]) -> None:
        """Add what a day touches.

        Args:
            judged: The units of each rule.
        """
        for rule, opens in self._opens.items():
            if opens <= day:
                touched.add_undecided(rule, judged[rule])
            elif self._soonest.get(rule, NO_DAY) <= day:
                units = (unit for unit, next_day in self._next[rule].items() if next_day <= day)
                touched.add_undecided(rule, units)

    def judged(
        self,
        rules: Sequence[Rule],
        tallied: Sequence[Tallies],
        day: int,
        asked: Mapping[str, DaysByUnit] | None,
    ) -> None:
        """Note when rules that were judged as of a day are to be looked at next.

        Args:
            asked: By rule and unit, the days whose windows alone were judged; none where all were.
        """
        for rule in rules:
            self._opens[rule.id] = self._next_opening(rule, day)
        found: dict[str, dict[str, int]] = {}
        nowhere: DaysByUnit = {}
        for one in tallied:
            rule_id = (one.duty.composed or one.rule).id
            units = found.setdefault(rule_id, {})
            days = next_days(one, day, self._convention).tolist()
            where = None if asked is None else asked.get(rule_id, nowhere)
            known = self._next.get(rule_id, {})
            for code, next_day in zip((unit.code for unit in one.frame.units), days, strict=True):
                if where is None or code in where:
                    others = NO_DAY if where is None or where[code] is None else known.get(code, NO_DAY)
                    units[code] = min(next_day, others, units.get(code, NO_DAY))
        for rule_id, units in found.items():
            known = self._next.setdefault(rule_id, {})
            known |= units
            self._soonest[rule_id] = min(known.values())

    def _next_opening(self, rule: Rule, day: int) -> int:
        """The first day after `day` on which a window of the rule opens."""
        if rule.per not in self._openings:
            term = self._convention.term
            opened = windows(rule.per, term, term.end, self._convention.year_basis)
            days = {term.start.toordinal(), *(window.start.toordinal() for window in opened)}
            self._openings[rule.per] = sorted(days)
        openings = self._openings[rule.per]
        place = bisect_right(openings, day)
        return openings[place] if place < len(openings) else NO_DAY
