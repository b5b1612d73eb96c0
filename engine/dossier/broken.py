# SPDX-License-Identifier: EUPL-1.2
"""Broken duties: each with the stretches of windows violated one after the other, unit by unit."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from ...schema.change import Change
from ...schema.dossier import BrokenDuty, DutyPart, Stretch
from ...schema.finding import Finding, OutOfOrder
from ..verdicts.escalations import ENDS_A_RUN
from ..verdicts.out_of_order import out_of_order
from ..verdicts.run import Verdicts

NAMED = 3
"""Events named of what was not preceded or answered."""

Place = tuple[str, str, str]


def broken_duties(
    parts: Sequence[DutyPart], changes: Sequence[Change], verdicts: Verdicts
) -> tuple[BrokenDuty, ...]:
    """The quantified duties that are violated somewhere, those broken longest and least done first.

    Goals are not among them, nor documentary duties: both are told apart.
    """
    new = {(one.rule, one.unit, one.window.label) for one in changes if one.change == "new"}
    found = (
        _broken(part, new, verdicts)
        for part in parts
        if part.form != "documentary" and part.modality != "goal"
    )
    return tuple(sorted((one for one in found if one.stretches), key=_gravity))


def _broken(part: DutyPart, new: Collection[Place], verdicts: Verdicts) -> BrokenDuty:
    runs = list(_of_units(part))
    breaches = out_of_order(verdicts, part.rule) if runs else {}
    stretches = [_stretch(run, new, breaches, verdicts.options.as_of) for run in runs]
    return BrokenDuty(
        rule=part.rule,
        objective=part.objective,
        owed_by=part.owed_by,
        stretches=tuple(sorted(stretches, key=_weight)),
    )


def _of_units(part: DutyPart) -> Iterator[list[Finding]]:
    mine = sorted(
        (one for one in part.findings if not one.component), key=lambda one: (one.unit, one.window.start)
    )
    for _, found in groupby(mine, key=lambda one: one.unit):
        yield from _runs(found)


def _runs(found: Iterator[Finding]) -> Iterator[list[Finding]]:
    """Violations of one unit that no window kept, and none that is unknown, lies between."""
    run: list[Finding] = []
    for one in found:
        if one.kind == "violation":
            run.append(one)
        elif one.kind in ENDS_A_RUN and run:
            yield run
            run = []
    if run:
        yield run


def _stretch(
    run: Sequence[Finding],
    new: Collection[Place],
    breaches: Mapping[str, Sequence[OutOfOrder]],
    as_of: dt.date,
) -> Stretch:
    first, latest = run[0], run[-1]
    mine = [
        event
        for event in breaches.get(latest.unit, ())
        if any(one.window.start <= event.day <= one.window.end for one in run)
    ]
    return Stretch(
        unit=latest.unit,
        first=first.window,
        latest=latest,
        windows=len(run),
        required=_sum(one.required for one in run),
        observed=_sum(one.observed for one in run),
        since=first.due + dt.timedelta(days=1) if first.due < as_of else None,
        new=any((one.rule, one.unit, one.window.label) in new for one in run),
        breaches=tuple(mine[:NAMED]),
    )


def _sum(figures: Iterator[int | None]) -> int | None:
    """The sum; None where one of them is unknown or withheld."""
    known = list(figures)
    return None if None in known else sum(one for one in known if one is not None)


def _weight(one: Stretch) -> tuple[int, float, int, str]:
    return -one.windows, _done(one), -one.latest.window.start.toordinal(), one.unit


def _gravity(duty: BrokenDuty) -> tuple[int, float, int, str]:
    worst = duty.stretches[0]
    return -worst.windows, _done(worst), -len(duty.stretches), duty.rule


def _done(one: Stretch) -> float:
    """The part of what was due that was done; of a limit, nothing."""
    return (one.observed or 0) / one.required if one.required and one.latest.headroom is None else 0.0
