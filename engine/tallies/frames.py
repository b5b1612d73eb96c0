# SPDX-License-Identifier: EUPL-1.2
"""The frame of a rule: its layout, and when each unit owes the duty."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...schema.convention import Convention, Suspension
from ...schema.rule import Rule
from ...schema.unit import Unit
from ..definitions.amounts import in_force_from
from .activity import NO_DAY, Activity, Presence, Span, activity_of, common, merged, united_activity
from .duties import TalliedDuty, members_of
from .layouts import Layout, marked

NEVER: Span = (1, 0)
_COUNTS = ("active", "unsuspended", "elapsed")


@dataclass(frozen=True)
class Condition:
    """The span each unit's `when` is met in, by unit code; units without one are not in it.

    Attributes:
        ended: The units at which `until` came, where what was not done by then lapses.
    """

    met: Mapping[str, Span]
    ended: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class RuleLayout(Layout):
    """A layout with the rule that is counted over it."""

    rule: Rule


@dataclass(frozen=True, kw_only=True)
class Frame(RuleLayout):
    """A layout with what one rule makes of it: when each unit owes the duty.

    Attributes:
        lapsing: Where the condition ended before the tally's last day, so that only what was reached by then counts.
        gone: Where the duty lapsed for that reason.
    """

    presences: tuple[Presence, ...]
    activity: Activity
    lapsing: NDArray[np.bool_] | None = None
    gone: NDArray[np.bool_] | None = None

    def lapsed(self, reached: NDArray[np.bool_]) -> "Frame":
        """The frame without active days where the duty lapsed before it was reached."""
        if self.lapsing is None:
            return self
        gone = self.lapsing & ~reached & (self.activity.active > 0)
        gone &= ~marked(self.takers, gone.shape)
        counts = {name: np.where(gone, 0, getattr(self.activity, name)) for name in _COUNTS}
        first = np.where(gone, NO_DAY, self.activity.first)
        return replace(self, activity=Activity(**counts, first=first), gone=gone)


def build_frame(
    duty: TalliedDuty,
    layout: Layout,
    convention: Convention,
    as_of: dt.date,
    suspensions: Sequence[Suspension],
    condition: Condition | None,
) -> Frame:
    """Count the active days of a duty over its layout.

    Args:
        suspensions: Those known at the run's known_at.
        condition: Where `when` is met; None for a rule without one.
    """
    parts = members_of(duty)
    presences = tuple(_presence(unit, parts, convention, suspensions, condition) for unit in layout.units)
    activity = activity_of(presences, layout.starts, layout.ends, as_of.toordinal())
    _unite(activity, presences, layout, as_of.toordinal())
    lapsing = None if condition is None else _lapsing(layout, condition)
    return Frame(**vars(layout), rule=duty.rule, presences=presences, activity=activity, lapsing=lapsing)


def _lapsing(layout: Layout, condition: Condition) -> NDArray[np.bool_] | None:
    """Where the day on which the condition ended lies in the window, before the tally's last day."""
    if not condition.ended:
        return None
    nowhere = int(NO_DAY)
    days = [condition.met[unit.code][1] if unit.code in condition.ended else nowhere for unit in layout.units]
    ended = np.array(days, np.int64).reshape(-1, 1)
    found: NDArray[np.bool_] = (layout.starts <= ended) & (ended < layout.lasts)
    return found


def _presence(
    unit: Unit,
    parts: Sequence[TalliedDuty],
    convention: Convention,
    suspensions: Sequence[Suspension],
    condition: Condition | None,
) -> Presence:
    """When a unit owes a duty, which is all its parts; a composition as long as it owes any of its members."""
    begun = [in_force_from(part.rule.amount, convention.parameters).toordinal() for part in parts]
    start = max(unit.valid_from.toordinal(), convention.term.start.toordinal(), min(begun))
    end = min(unit.valid_to, convention.term.end).toordinal()
    if condition is not None:
        met = condition.met.get(unit.code, NEVER)
        start, end = max(start, met[0]), min(end, met[1])
    resting = [
        merged([*_before(start, first), *_suspended(unit, part, suspensions)])
        for part, first in zip(parts, begun, strict=True)
    ]
    return Presence((start, end), common(resting))


def _before(start: int, first: int) -> list[Span]:
    return [(start, first - 1)] if start < first else []


def _suspended(unit: Unit, duty: TalliedDuty, suspensions: Sequence[Suspension]) -> list[Span]:
    return [
        (suspension.start.toordinal(), suspension.end.toordinal())
        for suspension in suspensions
        if duty.suspended_by(suspension, unit.code)
    ]


def _unite(activity: Activity, presences: Sequence[Presence], layout: Layout, as_of: int) -> None:
    """A taker owes what one unit would that was active on the days any of them was."""
    for (heir, column), rows in layout.taken.items():
        together = [presences[row] for row in (heir, *rows)]
        counts = united_activity(together, int(layout.starts[column]), int(layout.ends[column]), as_of)
        arrays = (activity.active, activity.unsuspended, activity.elapsed, activity.first)
        for array, value in zip(arrays, counts, strict=True):
            array[heir, column] = value
