# SPDX-License-Identifier: EUPL-1.2
"""Paired events: of an order or a response, what is preceded or answered by what, in two runs."""

from collections.abc import Mapping, Set

from ..tallies.pairing import DatedEvent
from ..tallies.tally import Tallies, grace_days_of
from ..tallies.waits import waits_of
from ..verdicts.run import Verdicts

Place = tuple[str, str]
"""Unit and window."""


class PairedEvents:
    """Tells which of the events that moved changed what one tally requires or finds preceded or answered."""

    def __init__(self, before: Verdicts, after: Verdicts) -> None:
        self._runs = (before, after)

    def touching(self, rule: str, place: Place, moved: Set[str]) -> frozenset[str]:
        """Those of `moved` that wait at this place, or precede or answer, in one run and not in the other.

        Where partners were only passed on, one to one, because of an event that waits elsewhere, it is all
        of `moved`: any of them may have begun it.
        """
        old, new = (self._pairs(run, rule, place) for run in self._runs)
        differing = {*old.items()} ^ {*new.items()}
        ids = {name for dated, partner in differing for name in (dated.event_id, partner) if name}
        found = frozenset(ids & moved)
        return found if found or not ids else frozenset(moved)

    def _pairs(self, run: Verdicts, rule: str, place: Place) -> Mapping[DatedEvent, str | None]:
        one = run.evidence.tallies.get(rule)
        at = None if one is None else _at(one, place)
        if one is None or at is None:
            return {}
        convention = run.convention
        grace = grace_days_of(one.rule, convention)
        waits, _ = waits_of(run.evidence.cube, one.frame, convention, grace, run.options.as_of, at)
        return {wait.dated: wait.partner for wait in waits}


def _at(one: Tallies, place: Place) -> tuple[int, int] | None:
    """The row and column of a place, where there is one in this run."""
    units = [unit.code for unit in one.frame.units]
    windows = [window.label for window in one.frame.windows]
    known = place[0] in units and place[1] in windows
    return (units.index(place[0]), windows.index(place[1])) if known else None
