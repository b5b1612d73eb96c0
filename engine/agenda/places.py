# SPDX-License-Identifier: EUPL-1.2
"""Places: where a verdict stands in what was counted for its rule, and on which days it can be acted on."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from ..tallies.receipts import is_derived
from ..tallies.tally import Tallies
from ..verdicts.run import Verdicts


@dataclass(frozen=True)
class OpenDays:
    """The days on which something can be done, both included."""

    first: dt.date
    last: dt.date


class Places:
    """Finds the tallies behind the verdicts of a run."""

    def __init__(self, verdicts: Verdicts) -> None:
        self._tallies = verdicts.evidence.tallies
        self._at = cache(self._places)

    def tallies(self, rule: str) -> Tallies | None:
        """What was counted for a rule, or for the first part of a composition."""
        if rule in self._tallies:
            return self._tallies[rule]
        parts = (one for one in self._tallies.values() if one.duty.composed is not None)
        return next((one for one in parts if one.duty.composed and one.duty.composed.id == rule), None)

    def place(self, one: Tallies, unit: str, window: str) -> tuple[int, int]:
        """The row and column of a verdict in the frame of its rule."""
        units, windows = self._at(one.duty.rule.id)
        return units[unit], windows[window]

    def days(self, one: Tallies, unit: str, window: str, due: dt.date) -> OpenDays:
        """When it can be done: in the window and the term, while the unit exists; a submission until it is due."""
        row, column = self.place(one, unit, window)
        frame = one.frame
        first = max(dt.date.fromordinal(int(frame.starts[column])), frame.units[row].valid_from)
        last = dt.date.fromordinal(int(frame.lasts[row, column]))
        return OpenDays(first, due if is_derived(one.rule) else last)

    def _places(self, rule: str) -> tuple[dict[str, int], dict[str, int]]:
        frame = self._tallies[rule].frame
        return (
            {unit.code: row for row, unit in enumerate(frame.units)},
            {window.label: column for column, window in enumerate(frame.windows)},
        )
