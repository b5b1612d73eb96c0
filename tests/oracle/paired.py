# SPDX-License-Identifier: EUPL-1.2
"""Order and response duties: which events have their counterpart, and what follows where one has none."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from impegni.schema.rule import Order, Response
from impegni.schema.verdict import Reason, Verdict

from .calendar import ONE
from .duty import Owed, month_last
from .facts import Occurrence
from .verdict import not_owed, verdict
from .waiting import awaited, by_month, is_final, missing_input, missing_until
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
    fields |= {"measure": "order" if isinstance(form, Order) else "response", "threshold": None}
    kept = sum(each.kept for each in paired)
    return verdict(owed, asking, observed=kept, required=len(paired), due=due, **fields)


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


def _scope(owed: Owed, form: Order | Response, event: Occurrence, *, answering: bool) -> list[Occurrence]:
    """Every event of the same unit with all it continues, of the region, or of the event's case.

    Answers may come from units that closed shortly before, anything else may not.
    """
    world, codes = (
        owed.world,
        {code for unit in owed.codes for code in (unit, *owed.world.predecessors(unit))},
    )
    if form.same == "region":
        codes = {world.convention.region}
    if form.same == "case":
        codes = set(world.units)
    belongs = world.answers if answering else world.owned
    some = [each for each in _seen(owed) if belongs(each, codes)]
    return [each for each in some if form.same != "case" or each.values["case"] & event.values["case"]]


def _paired(owed: Owed, form: Order | Response, event: Occurrence) -> Paired:
    others = _scope(owed, form, event, answering=isinstance(form, Response))
    if form.one_to_one:
        rivals = [each for each in _scope(owed, form, event, answering=False) if matches(form.each, each)]
        kept = event in _one_to_one(owed, form, rivals, others)
    else:
        kept = any(_fits(owed, form, event, other) for other in others)
    judged_on = event.date if isinstance(form, Order) else _deadline(owed, form, event)
    grace_end = month_last(owed, owed.group, judged_on) + ONE * owed.grace_days
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


def _one_to_one(
    owed: Owed, form: Order | Response, rivals: list[Occurrence], others: list[Occurrence]
) -> list[Occurrence]:
    """The events that have a counterpart of their own, the earliest served first."""
    served, used = [], []
    for event in rivals:
        free = [other for other in others if other not in used and _fits(owed, form, event, other)]
        if free:
            served.append(event)
            used.append(free[0])
    return served


def _decide(owed: Owed, paired: list[Paired], own_due: dt.date, due: dt.date) -> dict[str, Any]:
    world = owed.world
    permission = owed.rule.modality == "permission"
    final = is_final(owed, due)
    breaches = [each for each in paired if not each.kept and each.past]
    if breaches:
        return _broken(owed, breaches, final)
    missing = missing_input(owed) if world.as_of > own_due else []
    if permission and all(each.kept for each in paired):
        return (
            {"kind": "attainment", "incomplete": missing if final else ()} if paired else _nothing("unused")
        )
    if world.as_of <= own_due or not all(each.kept for each in paired):
        return {"kind": "pending"}
    if world.absent or (missing and not final):
        return {"kind": "not_evaluable", "reason": awaited(owed, missing), "incomplete": missing}
    if not paired:
        return _nothing("no_follower" if owed.duty.order else "no_trigger")
    return {"kind": "attainment", "incomplete": missing}


def _nothing(code: str) -> dict[str, Any]:
    return {"kind": "not_applicable", "reason": Reason(code=code)}


def _broken(owed: Owed, breaches: list[Paired], final: bool) -> dict[str, Any]:
    """A violation, unless what is still missing might hold the counterpart of every breach."""
    lacking = [missing_until(owed, each.judged_on) for each in breaches]
    missing = by_month({line for lines in lacking for line in lines})
    if owed.world.absent or (all(lacking) and not final):
        return {"kind": "not_evaluable", "reason": awaited(owed, missing), "incomplete": missing}
    return {"kind": "violation", "incomplete": missing if final else ()}
