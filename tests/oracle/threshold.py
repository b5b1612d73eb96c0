# SPDX-License-Identifier: EUPL-1.2
"""Threshold and documentary duties: what is required, and what follows from what was observed."""

import datetime as dt
from dataclasses import replace
from typing import Any

from impegni.schema.verdict import PopulationFigure, Reason, Verdict

from .calendar import ONE
from .declared import figures, stands_in
from .duty import Owed, amount_told, lapsed
from .observed import is_derived, looked_at, observed, reached_unlisted, receipts
from .population import Target, target
from .verdict import not_owed, verdict
from .waiting import awaited, is_final, missing_input


def threshold_verdict(owed: Owed) -> Verdict:
    """The verdict of one duty with an amount, at one unit, in one window."""
    measure, derived = owed.duty.measure, is_derived(owed)
    population = target(owed, measure.share) if measure.share else None
    events = looked_at(owed, population)
    seen = observed(owed, events, population)
    threshold = amount_told(owed.duty.amount, owed.world.convention, (owed.active or (owed.first,))[0])
    required = _required(owed, threshold, population)
    grace = owed.world.convention.reporting.due_days if derived else owed.grace_days
    due = owed.last + ONE * grace
    fields: dict[str, Any] = {"declared": figures(owed)}
    if stands_in(owed, fields["declared"], seen, required):
        seen, fields["counted"] = fields["declared"][0].value, seen
    if lapsed(owed) and not _done(owed, seen, required):
        owed = replace(owed, active=())
        fields |= {"kind": "not_applicable", "reason": Reason(code="lapsed")}
    elif "counted" in fields:
        fields |= _as_declared(owed, seen, required or 0, due)
    else:
        fields |= not_owed(owed) or _decide(owed, population, seen, required, due)
    fields["flags"] = _flags(owed, fields, population, seen)
    fields |= {"measure": measure.label(), "threshold": threshold, "population": _figure(owed, population)}
    return verdict(owed, events, observed=seen, required=required, due=due, **fields)


def _done(owed: Owed, seen: int, required: int | None) -> bool:
    """Whether it is too late to lapse: what was asked was done, or more than was allowed."""
    if required is None:
        return False
    return seen > required if owed.duty.comparator == "at_most" else seen >= required


def _as_declared(owed: Owed, value: int, required: int, due: dt.date) -> dict[str, Any]:
    """What a figure decides, for which nothing needs to be received."""
    if owed.world.as_of <= due:
        return _early(owed, value, required) or {"kind": "pending"}
    return _late(None, owed.duty.comparator, value, required, [])


def _required(owed: Owed, threshold: int | str | None, population: Target | None) -> int | None:
    """The amount asked of this window: of the population's size, in proportion to its days, with tolerance."""
    at_least = owed.duty.comparator == "at_least"
    if threshold is None or (population is not None and population.size is None):
        return None
    if population is not None:
        hundredths = int(str(threshold).removesuffix("%")) * (population.size or 0)
        return _up(hundredths, 100) if at_least else hundredths // 100
    required = int(threshold)
    if at_least and owed.rule.per != "term" and owed.rule.partial != "full":
        whole = (owed.window.end - owed.window.start).days + 1
        required = (2 * required * len(owed.active) + whole) // (2 * whole)
    if owed.duty.tolerance is not None:
        required = _up(required * (100 - int(owed.duty.tolerance.removesuffix("%"))), 100)
    return required


def _up(number: int, by: int) -> int:
    return number // by + (1 if number % by else 0)


def _decide(
    owed: Owed, population: Target | None, seen: int, required: int | None, due: dt.date
) -> dict[str, Any]:
    """The decision order, first to last."""
    late = owed.world.as_of > due
    final = is_final(owed, due)
    missing = missing_input(owed) if late and not is_derived(owed) else []
    if required is not None and population is None and (early := _early(owed, seen, required)):
        decided = early["kind"] != "not_applicable"
        return early | ({"incomplete": missing} if final and decided else {})
    if not late:
        return {"kind": "pending"}
    reason = _not_evaluable(owed, population, missing, final)
    if reason is None:
        return _late(population, owed.duty.comparator, seen, required or 0, missing)
    return {"kind": "not_evaluable", "reason": reason, "incomplete": missing}


def _not_evaluable(owed: Owed, population: Target | None, missing: list[str], final: bool) -> Reason | None:
    """What events cannot tell yet, if anything: a missing submission is named before a missing population."""
    unknown = population is not None and population.size is None
    if owed.world.absent or (missing and (unknown or not final)):
        return awaited(owed, missing)
    return Reason(code=str(population.problem)) if population is not None and unknown else None


def _early(owed: Owed, seen: int, required: int) -> dict[str, Any]:
    """What no later event can change: nothing asked, enough done, or too much."""
    if owed.duty.comparator == "at_most":
        return {"kind": "violation"} if seen > required else {}
    if required == 0:
        return {"kind": "not_applicable", "reason": Reason(code="short_window")}
    return {"kind": "attainment"} if seen >= required else {}


def _late(
    population: Target | None, comparator: str, seen: int, required: int, missing: list[str]
) -> dict[str, Any]:
    """After the due day, with everything known or final."""
    if population is not None and population.size == 0:
        return {"kind": "not_applicable", "reason": Reason(code="empty_population")}
    kept = seen >= required if comparator == "at_least" else seen <= required
    return {"kind": "attainment" if kept else "violation", "incomplete": missing}


def _flags(owed: Owed, fields: dict[str, Any], population: Target | None, seen: int) -> tuple[str, ...]:
    """What a reader should know besides the kind."""
    if "counted" in fields:
        return ("declared",)
    if is_derived(owed):
        late = owed.heir is None and seen == 0 and receipts(owed, in_time=False)
        return ("late",) if late else ()
    if population is None:
        return ()
    settled = fields["kind"] in ("attainment", "violation") and population.members is None
    unlisted = owed.active and reached_unlisted(owed, population)
    found = {
        "exceeds_population": settled and seen > (population.size or 0),
        "reached_without_population": unlisted,
    }
    return tuple(name for name, holds in found.items() if holds)


def _figure(owed: Owed, population: Target | None) -> PopulationFigure | None:
    if population is None or owed.duty.measure.share is None:
        return None
    return PopulationFigure(name=owed.duty.measure.share.of, size=population.size, date=population.date)
