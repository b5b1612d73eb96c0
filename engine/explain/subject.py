# SPDX-License-Identifier: EUPL-1.2
"""The subject of an explanation: one verdict, and its tally where it stands in its frame."""

import datetime as dt
from dataclasses import dataclass, replace

from ...schema.rule import Rule
from ...schema.unit import Unit
from ...schema.verdict import Verdict
from ..tallies.cube import Cube
from ..tallies.frames import Frame
from ..tallies.tally import Tallies
from ..verdicts.run import Verdicts


def verdict_at(verdicts: Verdicts, rule: str, unit: str, window: str) -> Verdict:
    """The verdict of a rule, a unit and a window, which must be among `verdicts`."""
    frame = verdicts.frame
    chosen = frame[(frame["rule"] == rule) & (frame["unit"] == unit) & (frame["window"] == window)]
    return next(replace(verdicts, frame=chosen).models())


@dataclass(frozen=True)
class Subject:
    """One tally of a rule.

    Attributes:
        row: Of its unit in the frame.
        column: Of its window.
        as_of: The day the run looks from.
    """

    cube: Cube
    tallies: Tallies
    row: int
    column: int
    as_of: dt.date

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in every array of the frame's shape."""
        return self.row, self.column

    @property
    def frame(self) -> Frame:
        """The frame of its rule."""
        return self.tallies.frame

    @property
    def rule(self) -> Rule:
        """Its rule."""
        return self.tallies.rule

    @property
    def unit(self) -> Unit:
        """The unit judged."""
        return self.frame.units[self.row]

    @property
    def continued(self) -> bool:
        """Whether a successor answers for it, so that nothing is counted here."""
        return self.place in self.frame.takers

    @property
    def answering(self) -> frozenset[str]:
        """The units whose events it counts: its own and those it continues in this window."""
        return frozenset(self.frame.units[row].code for row in self.frame.rows_of(*self.place))

    @property
    def first(self) -> dt.date:
        """The first day an event may have."""
        return dt.date.fromordinal(int(self.frame.starts[self.column]))

    @property
    def whole_last(self) -> dt.date:
        """The last day of the tally."""
        return dt.date.fromordinal(int(self.frame.lasts[self.place]))

    @property
    def last(self) -> dt.date:
        """The last day an event may have, seen from `as_of`."""
        return min(self.as_of, self.whole_last)
