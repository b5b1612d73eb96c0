# SPDX-License-Identifier: EUPL-1.2
"""Order and response duties: which events have their counterpart, and what follows where one has none."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from impegni.schema.rule import Order, Response
from impegni.schema.verdict import Reason, Verdict

from .calendar import ONE, last_of_month
from .duty import Owed, missing_input, missing_until
from .facts import Occurrence
from .threshold import not_owed, verdict
from .world import matches


@dataclass(frozen=True)
class Paired:
    """One event of the window that asks for a counterpart.

    Attributes:
        judged_on: The follower's date, or the deadline of the answer.
        past: The grace of its month is past, so that a breach is one.
    """

    event: Occurrence
    kept: bool
    judged_on: dt.date
    grace_end: dt.date
    past: bool


def paired_verdict(owed: Owed) -> Verdict:
    """The verdict of an order or a response duty."""
    form = owed.duty.order or owed.duty.response
    assert form is not None
    own_due = owed.last + ONE * owed.grace_days
    asking = [] if owed.heir is not None else _asking(owed, form)
    paired = [_paired(owed, form, event) for event in asking]
    due = max([own_due, *(each.grace_end for each in paired)])
    fields = not_owed(owed) or _decide(owed, paired, own_due, due)
    kept = sum(each.kept for each in paired)
    name = "order" if isinstance(form, Order) else "response"
    return verdict(
        owed, [each.event for each in paired], kept, len(paired), due, measure=name, threshold=None, **fields
    )


def _seen(owed: Owed) -> list[Occurrence]:
    return [event for event in owed.world.events if event.date <= owed.world.as_of]


def _asking(owed: Owed, form: Order | Response) -> list[Occurrence]:
    """The followers, or triggers, of the window."""
    return [
        event
        for event in _seen(owed)
        if owed.first <= event.date <= owed.last
        and matches(form.each, event)
        and owed.world.owned(event, owed.codes)
    ]


def _scope(owed: Owed, form: Order | Response, event: Occurrence) -> list[Occurrence]:
    """Every event of the same unit with all it continues, of the region, or of the event's case."""
    if form.same == "case":
        cases = event.values["case"]
        return [each for each in _seen(owed) if owed.world.chains(each) and each.values["case"] & cases]
    lineage = {code for unit in owed.codes for code in (unit, *owed.world.predecessors(unit))}
    codes = {owed.world.convention.region} if form.same == "region" else lineage
    return [each for each in _seen(owed) if owed.world.owned(each, codes)]


def _paired(owed: Owed, form: Order | Response, event: Occurrence) -> Paired:
    scope = _scope(owed, form, event)
    if form.one_to_one:
        kept = event in _one_to_one(owed, form, scope)
    else:
        kept = any(_fits(owed, form, event, other) for other in scope)
    judged_on = event.date if isinstance(form, Order) else _deadline(owed, form, event)
    term_end = owed.world.convention.term.end
    month_end = last_of_month(judged_on)
    last = min(month_end, term_end) if judged_on <= term_end else month_end
    grace_end = last + ONE * owed.grace_days
    return Paired(event, kept, judged_on, grace_end, owed.world.as_of > grace_end)


def _deadline(owed: Owed, form: Response, event: Occurrence) -> dt.date:
    if form.within_days == "term":
        return owed.world.convention.term.end
    return event.date + ONE * form.within_days


def _fits(owed: Owed, form: Order | Response, event: Occurrence, other: Occurrence) -> bool:
    """Whether `other` is what `event` asks for: before it and not too early, or after it and in time."""
    if other is event:
        return False
    if isinstance(form, Response):
        return matches(form.then, other) and event.date <= other.date <= _deadline(owed, form, event)
    soon = form.within_days is None or (event.date - other.date).days <= form.within_days
    return matches(form.after, other) and other.date <= event.date and soon


def _one_to_one(owed: Owed, form: Order | Response, scope: list[Occurrence]) -> list[Occurrence]:
    """The events of the scope that have a counterpart of their own, the earliest served first."""
    served, used = [], []
    for event in scope:
        if matches(form.each, event):
            free = [other for other in scope if other not in used and _fits(owed, form, event, other)]
            if free:
                served.append(event)
                used.append(free[0])
    return served


def _decide(owed: Owed, paired: list[Paired], own_due: dt.date, due: dt.date) -> dict[str, Any]:
    world = owed.world
    permission = owed.rule.modality == "permission"
    if permission and not paired:
        return {"kind": "not_applicable", "reason": Reason(code="unused")}
    final = (world.as_of - due).days > world.convention.final_days
    missing = missing_input(owed) if world.as_of > own_due else []
    breaches = [each for each in paired if not each.kept and each.past]
    lacking = {each.event: missing_until(owed, each.judged_on) for each in breaches}
    if any(final or not lacking[each.event] for each in breaches):
        return {"kind": "violation", "incomplete": min(lacking.values(), key=len) if final else ()}
    if breaches:
        return _not_evaluable(min(lacking.values(), key=len))
    if permission and all(each.kept for each in paired):
        return {"kind": "attainment", "incomplete": missing if final else ()}
    if world.as_of <= own_due or not all(each.kept for each in paired):
        return {"kind": "pending"}
    if missing and not final:
        return _not_evaluable(missing)
    if not paired:
        code = "no_follower" if owed.duty.order else "no_trigger"
        return {"kind": "not_applicable", "reason": Reason(code=code)}
    return {"kind": "attainment", "incomplete": missing}


def _not_evaluable(missing: list[str]) -> dict[str, Any]:
    reason = Reason(code="missing_submissions", object=", ".join(missing))
    return {"kind": "not_evaluable", "reason": reason, "incomplete": missing}
