# SPDX-License-Identifier: EUPL-1.2
"""Threshold and documentary duties: what was observed, what is required, what follows."""

import datetime as dt
from typing import Any

from impegni.schema.measure import Measure, Summed
from impegni.schema.rule import Duty, Rule
from impegni.schema.verdict import PopulationFigure, Reason, Verdict

from .calendar import ONE, last_of_month
from .duty import Owed, amount_on, applies, missing_input
from .facts import Occurrence
from .population import Target, target
from .world import matches


def threshold_verdict(owed: Owed) -> Verdict:
    """The verdict of one duty with an amount, at one unit, in one window."""
    measure, derived = owed.duty.measure, is_derived(owed)
    events = receipts(owed, in_time=True) if derived else counted(owed)
    if owed.heir is not None:
        events = []
    population = target(owed, measure.share) if measure.share else None
    seen = observed(owed, measure, events, population)
    threshold = amount_on(owed.duty.amount, owed.world.convention, (owed.active or (owed.first,))[0])
    required = _required(owed, threshold, population)
    grace = owed.world.convention.reporting.due_days if derived else owed.grace_days
    due = owed.last + ONE * grace
    fields = _decide(owed, population, seen, required, due)
    if derived and owed.heir is None and seen == 0 and receipts(owed, in_time=False):
        fields["flags"] = ("late",)
    return verdict(
        owed,
        events,
        seen,
        required,
        due,
        measure=measure.label(),
        threshold=threshold,
        population=_figure(owed, population),
        **fields,
    )


def is_derived(owed: Owed) -> bool:
    return owed.duty.where is not None and owed.duty.where.event.values == ("submission",)


def counted(owed: Owed) -> list[Occurrence]:
    """The events of the window that the duty counts."""
    assert owed.duty.where is not None
    return [
        event
        for event in owed.world.events
        if owed.first <= event.date <= min(owed.last, owed.world.as_of)
        and matches(owed.duty.where, event)
        and owed.world.owned(event, owed.codes)
    ]


def receipts(owed: Owed, *, in_time: bool) -> list[Occurrence]:
    """Submissions for the window by the units themselves, dated the last day of their month."""
    found = []
    for each in owed.world.submissions.values():
        day = last_of_month(dt.date.fromisoformat(f"{each.month}-01"))
        kept = each.received <= day + ONE * owed.world.convention.reporting.due_days
        in_window = owed.first <= day <= min(owed.last, owed.world.as_of)
        if in_window and kept == in_time and owed.codes & set(each.units):
            found.append(Occurrence(each.id, day, each.units, {}))
    return sorted(found, key=lambda each: (each.date, each.id))


def observed(owed: Owed, measure: Measure, events: list[Occurrence], population: Target | None) -> int:
    """What the measure makes of the events."""
    if measure.count:
        return len(events)
    if measure.sum:
        return sum(event.amount(measure.sum) for event in events)
    if measure.units:
        return len(_units(owed, measure.units, events))
    if measure.distinct:
        return len({value for event in events for value in event.values[measure.distinct]})
    assert measure.share is not None
    assert population is not None
    reached = measure.share.reached
    if isinstance(reached, Summed):
        return sum(event.amount(reached.sum) for event in events)
    found = {value for event in events for value in event.values[reached]}
    return len(found if population.members is None else found & population.members)


def _units(owed: Owed, kinds: tuple[str, ...], events: list[Occurrence]) -> list[str]:
    """The units with an event, but for those that only carry on what a predecessor had begun."""
    world = owed.world
    dates: dict[str, list[dt.date]] = {}
    for event in events:
        for chain in world.chains(event):
            places = [place for place, code in enumerate(chain) if code in owed.codes]
            for code in chain[: places[0] + 1] if places else ():
                if world.units[code].kind in kinds:
                    dates.setdefault(code, []).append(event.date)
    return [
        code
        for code in dates
        if not any(
            earlier in dates and min(dates[code]) > world.units[earlier].valid_to
            for earlier in world.predecessors(code)
        )
    ]


def _required(owed: Owed, threshold: int | str, population: Target | None) -> int | None:
    at_least = owed.duty.comparator == "at_least"
    if population is not None:
        if population.size is None:
            return None
        hundredths = int(str(threshold).removesuffix("%")) * population.size
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
    final = (owed.world.as_of - due).days > owed.world.convention.final_days
    missing = missing_input(owed) if late and not is_derived(owed) else []
    early = {} if population else _early(owed, seen, required)
    if resting := not_owed(owed):
        return resting
    if early:
        decided = early["kind"] != "not_applicable"
        return early | ({"incomplete": missing} if final and decided else {})
    if not late:
        return {"kind": "pending"}
    if population is not None and population.size is None:
        return {
            "kind": "not_evaluable",
            "reason": Reason(code=str(population.problem)),
            "incomplete": missing,
        }
    if missing and not final:
        reason = Reason(code="missing_submissions", object=", ".join(missing))
        return {"kind": "not_evaluable", "reason": reason, "incomplete": missing}
    return _late(owed, population, seen, required or 0, missing)


def _early(owed: Owed, seen: int, required: int | None) -> dict[str, Any]:
    """What no later event can change: nothing asked, enough done, or too much."""
    if required is None:
        return {}
    if owed.duty.comparator == "at_most":
        return {"kind": "violation"} if seen > required else {}
    if required == 0:
        return {"kind": "not_applicable", "reason": Reason(code="short_window")}
    return {"kind": "attainment"} if seen >= required else {}


def _late(
    owed: Owed, population: Target | None, seen: int, required: int, missing: list[str]
) -> dict[str, Any]:
    """After the due day, with everything known or final."""
    if population is not None and population.size == 0:
        return {"kind": "not_applicable", "reason": Reason(code="empty_population")}
    beyond = population is not None and population.members is None and seen > (population.size or 0)
    kept = seen >= required if owed.duty.comparator == "at_least" else seen <= required
    flags = ("exceeds_population",) if beyond else ()
    return {"kind": "attainment" if kept else "violation", "flags": flags, "incomplete": missing}


def not_owed(owed: Owed) -> dict[str, Any] | None:
    """Why nothing is asked of the unit in this window, or None where something is."""
    if owed.heir is not None:
        return {"kind": "not_applicable", "reason": Reason(code="continued_in", object=owed.heir.code)}
    if owed.active:
        return None
    if not owed.unsuspended:
        return {"kind": "not_applicable", "reason": Reason(code="not_active")}
    return {"kind": "suspended", "reason": Reason(code="suspended", object=_first_act(owed))}


def _first_act(owed: Owed) -> str:
    return next(
        act.id
        for act in owed.world.convention.suspensions
        if any(act.start <= day <= act.end for day in owed.unsuspended)
        and any(applies(owed.world, act, owed.objective, owed.rule, owed.duty, unit) for unit in owed.group)
    )


def _figure(owed: Owed, population: Target | None) -> PopulationFigure | None:
    if population is None or owed.duty.measure.share is None:
        return None
    return PopulationFigure(name=owed.duty.measure.share.of, size=population.size, date=population.date)


def verdict(
    owed: Owed, events: list[Occurrence], seen: int, required: int | None, due: dt.date, **fields: Any
) -> Verdict:
    """A verdict with everything that follows from the tally and the kind."""
    world, rule, duty = owed.world, owed.rule, owed.duty
    left = None if required is None or fields["kind"] in ("not_applicable", "suspended") else required - seen
    at_most = duty.comparator == "at_most"
    return Verdict(
        rule=duty.id,
        unit=owed.unit.code,
        unit_kind=owed.unit.kind,
        window=owed.window,
        required=required,
        observed=seen,
        active_days=len(owed.active),
        window_days=(owed.window.end - owed.window.start).days + 1,
        due=due,
        role="rule" if duty is rule else "component",
        clauses=rule.clauses,
        modality=rule.modality,
        reading=rule.reading,
        convention=world.convention.convention,
        shortfall=None if left is None or at_most else max(0, left),
        headroom=left if at_most else None,
        as_of=world.as_of,
        known_at=world.known_at,
        at_risk=fields["kind"] == "pending" and _has_pace(duty) and _behind(owed, seen, required),
        evidence=tuple(event.id for event in events[:20]),
        evidence_more=max(0, len(events) - 20),
        **fields,
    )


def _has_pace(duty: Duty) -> bool:
    """Whether the duty asks for at least an amount."""
    composed = isinstance(duty, Rule) and bool(duty.members)
    return duty.comparator == "at_least" and not (composed or duty.order or duty.response)


def _behind(owed: Owed, seen: int, required: int | None) -> bool:
    if required is None or required == 0:
        return False
    if required == 1:
        warn = owed.world.convention.warn_days if owed.rule.warn_days is None else owed.rule.warn_days
        return seen == 0 and (owed.last - owed.world.as_of).days <= warn
    elapsed = sum(day <= owed.world.as_of for day in owed.active)
    whole = len(owed.active)
    return 10 * seen * whole < 10 * required * elapsed - required * whole
