# SPDX-License-Identifier: EUPL-1.2
"""What the events of an archive add up to by rule, unit, window and day: to it is added what events come to besides.

Kept are numbers of events and sums, what is paired by its days alone, and the days on which conditions were met. Where
things are told apart (persons, firms, units), of shares, and where events are paired one by one, they are looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ...schema.condition import Where
from ..tallies.activity import Days
from ..tallies.counts import Counts
from ..tallies.frames import Frame, RuleLayout
from ..tallies.paired_days import DayCounts
from ..tallies.source import DaysOfUnits, Named
from .addends import Addends, DaysMet
from .by_day import ByDay

_PAIRED, _MET = 3, 1


@dataclass(frozen=True)
class Sums:
    """What events add up to. What no sum is known of stands in no mapping.

    Attributes:
        named: By rule, the events that meet its condition, by row and column of its layout.
        observed: What it counts of them.
        rules: The number of each rule in `paired`.
        paired: By rule, unit and day, the events of an order or a response that wait, do both, help.
        conditions: The number of each condition in `met`.
        met: By condition, unit and day, the events that meet it.
    """

    named: Mapping[str, Days]
    observed: Mapping[str, Days]
    rules: Mapping[str, int]
    paired: ByDay
    conditions: Mapping[str, int]
    met: ByDay

    def among(self, rules: Iterable[str], conditions: Iterable[str]) -> Self:
        """The sums of some rules and conditions alone, as far as they are known."""
        known, awaited = sorted({*rules} & {*self.named}), sorted({*conditions} & {*self.conditions})
        return replace(
            self,
            named={rule: self.named[rule] for rule in known},
            observed={rule: self.observed[rule] for rule in known},
            conditions={each: self.conditions[each] for each in awaited},
        )

    def agree_with(self, whole: Self) -> bool:
        """Whether they are those of one that knows all of them."""
        return all(self._agrees(rule, whole) for rule in self.named) and all(
            each in whole.conditions and self.met.agrees(number, whole.met, whole.conditions[each])
            for each, number in self.conditions.items()
        )

    def _agrees(self, rule: str, whole: Self) -> bool:
        return (
            rule in whole.named
            and np.array_equal(self.named[rule], whole.named[rule])
            and np.array_equal(self.observed[rule], whole.observed[rule])
            and self.paired.agrees(self.rules[rule], whole.paired, whole.rules[rule])
        )


def nothing_yet(addends: Addends) -> Sums:
    """The sums of no events at all."""
    shapes = {rule: addends.layout_of(duty).exists.shape for rule, duty in addends.duties.items()}
    zeros = {rule: np.zeros(shape, np.int64) for rule, shape in shapes.items()}
    return Sums(
        zeros,
        zeros,
        {rule: number for number, rule in enumerate(zeros)},
        ByDay.nothing(_PAIRED),
        {each: number for number, each in enumerate(addends.awaited.values())},
        ByDay.nothing(_MET),
    )


@dataclass(frozen=True)
class AddedUp:
    """Sums in place of events: a run that has them looks at no event of the rules they are known of."""

    addends: Addends
    sums: Sums

    @cached_property
    def rules(self) -> frozenset[str]:
        """The rules for which no event need be looked at."""
        known, awaited = self.sums.named, self.sums.conditions
        return frozenset(
            rule
            for rule, (duties, conditions) in self.addends.needed.items()
            if all(duty in known for duty in duties) and all(each in awaited for each in conditions)
        )

    def counts(self, frame: Frame) -> Counts | None:
        """What the events of a rule add up to over its frame."""
        rule = frame.rule.id
        if rule not in self.sums.named:
            return None
        places = self._places(frame)
        paired = dict(self._paired(frame)) if frame.rule.where is None else None
        return Counts(self.sums.named[rule][places], self.sums.observed[rule][places], days=paired)

    def days(self, where: Where) -> DaysOfUnits | None:
        """When a condition that makes rules due, or ends that, was met."""
        number = self.sums.conditions.get(self.addends.awaited.get(where, ""))
        if number is None:
            return None
        units, met = self.addends.registry.units, self.sums.met
        return {units[unit].code: met.of(number, unit)[0].tolist() for unit in met.units(number)}

    def evidence(self, rule: str, unit: str, window: str) -> Named | None:
        """None of the events that a rule names are kept."""
        return None

    def plus(self, counted: Iterable[tuple[RuleLayout, Counts]], met: DaysMet, sign: int = 1) -> Self:
        """The same with what was counted besides; with what counts no more where the sign is -1."""
        named, observed = dict(self.sums.named), dict(self.sums.observed)
        paired: list[tuple[int, int, Days, DayCounts]] = []
        index = self.addends.registry.index
        for layout, counts in counted:
            rule = layout.rule.id
            if rule in named:
                for whole, some in ((named, counts.named), (observed, counts.observed)):
                    whole[rule] = self._sum(whole[rule], layout, sign * some)
                for code, days in (counts.days or {}).items():
                    paired.append((self.sums.rules[rule], index[code], days[:, 0], sign * days[:, 1:]))
        sums = replace(
            self.sums,
            named=named,
            observed=observed,
            paired=self.sums.paired.plus(paired),
            met=self.sums.met.plus(list(self._met(met, sign))),
        )
        return replace(self, sums=sums)

    def _sum(self, known: Days, layout: RuleLayout, some: Days) -> Days:
        if not some.any():
            return known
        changed = known.copy()
        changed[self._places(layout)] += some
        return changed

    def _met(self, met: DaysMet, sign: int) -> Iterator[tuple[int, int, Days, DayCounts]]:
        index = self.addends.registry.index
        for where, units in met.items():
            number = self.sums.conditions.get(self.addends.awaited[where])
            if number is not None:
                for code, days in units.items():
                    counts = sign * np.array([*days.values()], np.int64).reshape(-1, 1)
                    yield number, index[code], np.array([*days], np.int64), counts

    def _places(self, layout: RuleLayout) -> tuple[NDArray[np.int64], ...]:
        """The rows and columns of a layout of a rule, within that of all units and windows."""
        rows, columns = self.addends.places_of(layout.rule)
        return np.ix_(
            np.array([rows[unit.code] for unit in layout.units], np.int64),
            np.array([columns[window.label] for window in layout.windows], np.int64),
        )

    def _paired(self, frame: Frame) -> Iterator[tuple[str, DayCounts]]:
        number, index = self.sums.rules[frame.rule.id], self.addends.registry.index
        for unit in frame.units:
            days, counts = self.sums.paired.of(number, index[unit.code])
            if len(days):
                yield unit.code, np.column_stack([days, counts])
