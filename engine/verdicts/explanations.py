# SPDX-License-Identifier: EUPL-1.2
"""Explanations: why a verdict is what it is, what it lacks, and whether a pending one is at risk."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...schema.convention import Suspension
from ...schema.errors import EngineError
from ..tallies.duties import TalliedDuty
from ..tallies.frames import Frame
from ..tallies.setting import RunDates
from ..tallies.tally import Tallies
from .decided import ATTAINMENT, NOT_EVALUABLE, PENDING, VIOLATION, Composed, Decided
from .decision_rules import OF_MEMBERS
from .decisions import OUTCOMES

Why = tuple[str, str | None]
"""A reason code and the thing it is about."""

_REASONED = np.array([outcome.reason is not None for outcome in OUTCOMES])


def at_risk(one: Decided, dates: RunDates, warn_days: int) -> NDArray[np.bool_]:
    """Pending minimums behind the pace less a tenth.

    A single thing to do is at risk when nothing is done and at most warn_days are left.
    """
    rule, activity = one.tallies.rule, one.tallies.frame.activity
    if rule.comparator == "at_most" or one.tallies.pairs is not None:
        return np.zeros(len(one.rows), bool)
    required, observed = one.picked(one.tallies.required), one.picked(one.tallies.observed)
    active, elapsed = one.picked(activity.active), one.picked(activity.elapsed)
    behind = 10 * observed * active < 10 * required * elapsed - required * active
    warn = warn_days if rule.warn_days is None else rule.warn_days
    left = one.picked(one.tallies.frame.lasts) - dates.as_of.toordinal()
    few_left = (required == 1) & (observed == 0) & (left <= warn)
    risk: NDArray[np.bool_] = (one.kinds == PENDING) & np.where(required > 1, behind, few_left)
    return risk


def reasons(one: Decided, suspensions: Sequence[Suspension]) -> list[Why | None]:
    """The reason of each verdict, as the rule that decided it gives it, with the thing it is about."""
    found: list[Why | None] = [None] * len(one.rows)
    for place in np.flatnonzero(_REASONED[one.outcomes]):
        row, column = int(one.rows[place]), int(one.columns[place])
        code = str(OUTCOMES[one.outcomes[place]].reason)
        found[place] = code, _about(code, one.tallies, row, column, suspensions)
    return found


def _about(code: str, one: Tallies, row: int, column: int, suspensions: Sequence[Suspension]) -> str | None:
    if code == "suspended":
        return _suspension(one.duty, one.frame, row, column, suspensions)
    if code == "continued_in":
        return _heir(one.frame, row, column)
    if code == "missing_conventions":
        return ", ".join(one.missing.absent)
    if code == "missing_submissions":
        return ", ".join(_lacking(one, row, column))
    return None


def _heir(frame: Frame, row: int, column: int) -> str:
    return frame.units[frame.takers[row, column]].code


def _suspension(
    duty: TalliedDuty, frame: Frame, row: int, column: int, suspensions: Sequence[Suspension]
) -> str:
    """The first suspension, as the convention lists them, that covers a day the duty would be owed on."""
    for suspension in suspensions:
        first, last = suspension.start.toordinal(), suspension.end.toordinal()
        for each in frame.rows_of(row, column):
            start, end = frame.presences[each].span
            start, end = max(start, int(frame.starts[column])), min(end, int(frame.ends[column]))
            covers = max(start, first) <= min(end, last)
            if covers and duty.suspended_by(suspension, frame.units[each].code):
                return suspension.id
    raise EngineError(f"{duty.rule.id}: suspended in {frame.windows[column].label} by nothing")


def _lacking(one: Tallies, row: int, column: int) -> tuple[str, ...]:
    if one.pairs is not None and one.pairs.breached[row, column]:
        return one.pairs.lacking.get((row, column), ())
    return one.missing.lacking.get((row, column), ())


def incomplete(one: Decided) -> list[tuple[str, ...]]:
    """What was not received, where it decides: on what cannot be evaluated, and on what was closed without it."""
    tallies = one.tallies
    if not tallies.missing.lacking and not (tallies.pairs and tallies.pairs.lacking):
        return [()] * len(one.rows)
    found = []
    for row, column, kind in zip(one.rows.tolist(), one.columns.tolist(), one.kinds.tolist(), strict=True):
        still_open = tallies.missing.open[row, column] or (tallies.pairs and tallies.pairs.open[row, column])
        named = kind == NOT_EVALUABLE or (kind in (ATTAINMENT, VIOLATION) and not still_open)
        found.append(_lacking(tallies, row, column) if named else ())
    return found


def flags(one: Decided) -> list[tuple[str, ...]]:
    """What a reader should know besides the kind.

    `declared` where a figure decided that an authority has declared, `late` where a submission came too late,
    `exceeds_population` where more were reached than there are, `reached_without_population` where somebody was
    reached at a unit that sends no population.
    """
    found: list[tuple[str, ...]] = [()] * len(one.rows)
    for place, tally in enumerate(zip(one.rows.tolist(), one.columns.tolist(), strict=True)):
        if tally in one.tallies.declared.counted:
            found[place] = ("declared",)
    receipts, reached = one.tallies.receipts, one.tallies.reached
    if receipts is not None:
        for place, tally in enumerate(zip(one.rows.tolist(), one.columns.tolist(), strict=True)):
            found[place] = ("late",) if tally in receipts.late else ()
    if reached is not None:
        sizes, observed = one.picked(reached.sizes), one.picked(one.tallies.observed)
        settled = np.isin(one.kinds, (ATTAINMENT, VIOLATION))
        for place in np.flatnonzero(
            (sizes > 0) & (observed > sizes) & settled & ~reached.by_person[one.rows]
        ).tolist():
            found[place] = ("exceeds_population",)
        owed = one.picked(one.tallies.frame.activity.active) > 0
        for place in np.flatnonzero(owed & reached.unlisted[one.rows, one.columns]).tolist():
            found[place] = (*found[place], "reached_without_population")
    return found


def composed_reasons(
    one: Composed, members: Sequence[Sequence[Why | None]], suspensions: Sequence[Suspension]
) -> list[Why | None]:
    """Why a composition rests itself, what its members lack that cannot be evaluated, or that none is left."""
    found: list[Why | None] = [None] * len(one.outcomes)
    first = one.members[0]
    for place in np.flatnonzero(_REASONED[one.outcomes]).tolist():
        whys = [reasons[place] for reasons in members]
        code = str(OUTCOMES[one.outcomes[place]].reason)
        if code == OF_MEMBERS:
            found[place] = _united(whys)
        elif code == "suspended":
            found[place] = _first_act(whys, suspensions)
        elif code == "continued_in":
            found[place] = code, _heir(one.frame, int(first.rows[place]), int(first.columns[place]))
        else:
            found[place] = code, None
    return found


def _first_act(whys: Sequence[Why | None], suspensions: Sequence[Suspension]) -> Why:
    """The first suspension, as the convention lists them, that suspends one of the members."""
    acts = {why[1] for why in whys if why is not None and why[0] == "suspended"}
    return "suspended", next(suspension.id for suspension in suspensions if suspension.id in acts)


def _united(whys: Sequence[Why | None]) -> Why:
    """The members' reasons as one: all that is missing, else the first reason given."""
    given = [why for why in whys if why is not None and why[0] in _UNKNOWN]
    parts = {part for why in given if why[1] for part in why[1].split(", ")}
    ordered = sorted(parts, key=lambda part: (part.rpartition(" ")[2], part))
    return given[0][0], ", ".join(ordered) or None


_UNKNOWN = ("missing_submissions", "missing_conventions", "no_population", "stale_population")
